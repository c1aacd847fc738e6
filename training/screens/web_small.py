"""Pages of mini programs and of the mobile web; each function returns the body of one page."""

# ruff: noqa: ARG001 — every page is called alike, whether it needs its size or not

import web_words as words
from web_blocks import bottombar, box, card, chips, flex, grid, stack, surface, topbar, words_
from web_icons import any_name, icon
from web_parts import Maker, css, esc, mark, paragraph, readable
from web_pieces import button, choice, field, link, row, tabs, tile
from web_scenery import avatar, badge, banner, chart, heading, picture, price
from web_switches import slider, switch


def rows(maker: Maker, count: int, kind: str | None = None) -> str:
    """Return a card of rows."""
    inner, look = surface(maker)
    line = f"border-bottom:1px solid {css(inner.style.line)}" if maker.like("rowline").chance(0.7) else ""
    return card(
        maker, "".join(f'<div style="{line}">{row(inner, kind=kind, like="row")}</div>' for _ in range(count)), look, 0
    )


def _caption(maker: Maker, label: str, body: str) -> str:
    plan = maker.like("caption")
    look = maker.style
    star = '<b style="color:#e33;font-weight:400">*</b>' if maker.chance(0.3) else ""
    text = (
        f'<span style="font-size:{look.size * 0.93:.1f}px;white-space:nowrap;overflow:hidden;flex:none">'
        f"{star}{esc(label)}</span>"
    )
    if plan.chance(0.5):
        return stack([text, body], gap=5)
    return flex([box(text, f"flex:none;width:{look.size * 5.4:.0f}px;overflow:hidden;"), box(body, "flex:1;")])


def entries(maker: Maker, count: int) -> list[str]:
    """Return lines of a form: captions with fields, radio buttons, checkboxes, a slider."""
    parts = []
    for label in maker.rng.sample(words.CAPTIONS, count):
        kind = maker.rng.choices(("field", "radio", "check", "slide", "switch"), (70, 14, 6, 4, 6))[0]
        if kind == "field":
            body = field(
                maker, like="field", kind=maker.rng.choices(("text", "select", "date", "area"), (64, 20, 8, 8))[0]
            )
        elif kind in {"radio", "check"}:
            names = maker.pick((("男", "女"), ("是", "否"), ("医保", "自费"), ("自取", "邮寄", "到付"), ("有", "无")))
            body = flex(
                [
                    choice(maker, name, "radio" if kind == "radio" else None, like=kind, on=i == 0)
                    for i, name in enumerate(names)
                ],
                gap=18,
            )
        else:
            body = slider(maker, label) if kind == "slide" else switch(maker, label, like="switch")
        parts.append(_caption(maker, label, body))
    return parts


def portal(maker: Maker, width: int) -> str:
    """Return the first page of a public service."""
    rng = maker.rng
    inner, look = surface(maker)
    columns = rng.randint(3, 5)
    parts = [
        field(maker, kind="search", like="search") if maker.chance(0.7) else "",
        picture(maker, "100%", rng.uniform(80, 160)) if maker.chance(0.6) else banner(maker),
        card(
            maker,
            grid(
                [tile(inner, text, like="tile") for text in rng.sample(words.ROWS, columns * rng.randint(1, 3))],
                columns,
            ),
            look,
        ),
        flex(
            [
                words_(maker, maker.word("heading"), 1.15, None, "flex:1;font-weight:600;"),
                link(maker, maker.pick(("更多>", "查看全部", "更多"))),
            ]
        ),
        maker.pick(
            (
                lambda: rows(maker, rng.randint(2, 5), "tap"),
                lambda: news(maker),
                lambda: card(maker, chart(inner), look),
            )
        )(),
    ]
    rng.shuffle(parts[1:3])
    return (
        topbar(maker, maker.word("title"), back=maker.chance(0.3))
        + box(stack(parts, gap=12), "padding:12px;")
        + bottombar(maker)
    )


def news(maker: Maker) -> str:
    """Return items with a picture, which may be tapped or not."""
    inner, look = surface(maker)
    items = []
    for _ in range(maker.rng.randint(2, 4)):
        day = words_(inner, f"2026-03-0{maker.rng.randint(1, 9)}", 0.75, inner.style.muted)
        text = box(paragraph(inner, maker.text(1, 1)) + day, "flex:1;")
        items.append(
            '<div data-role="ignore" style="display:flex;gap:10px;padding:8px 0">'
            f"{picture(maker, '90px', 62)}{text}</div>"
        )
    return card(maker, "".join(items), look)


def form(maker: Maker, width: int) -> str:
    """Return a form to fill in, with an agreement and a button."""
    rng = maker.rng
    inner, look = surface(maker)
    parts = entries(inner, rng.randint(3, 7))
    agree = flex(
        [
            switch(inner, "我已阅读并同意", maker.pick(("checkbox", "radio", "native")), like="agree", size=20),
            words_(inner, "我已阅读并同意", 0.85),
            link(inner, maker.pick(("《用户服务协议》", "《隐私权政策》", "《知情同意书》"))),
        ],
        "padding:8px 0;",
        5,
    )
    if maker.chance(0.5):
        parts.insert(rng.randrange(len(parts)), heading(inner))
    main = button(maker, wide=True, like="main", kind=maker.pick(("filled", "filled", "gradient", None)))
    below = (
        flex([button(maker, text, wide=True, like=text) for text in ("上一步", "下一步")])
        if maker.chance(0.2)
        else main
    )
    body = card(maker, stack(parts, gap=maker.like("gap").rng.uniform(8, 18)), look)
    return topbar(maker, maker.word("title")) + box(
        stack([banner(maker) if maker.chance(0.3) else "", body, agree, below], gap=12), "padding:12px;"
    )


def doctors(maker: Maker, width: int) -> str:
    """Return a hospital's list of doctors with days to choose from."""
    rng = maker.rng
    inner, look = surface(maker)
    look_ = maker.style
    days = []
    for i in range(6):
        base = maker.style.accent if i == 1 else inner.style.base
        label = f"周{'一二三四五六'[i]} {12 + i}"
        days.append(
            f'<div{mark("button", label)} style="flex:1;padding:7px 0;text-align:center;'
            f"border-radius:{min(look_.radius, 8):.0f}px;"
            f'background:{css(base)};color:{css(readable(base))};font-size:{min(16, look_.size * 0.9):.0f}px">'
            f"{label.replace(' ', '<br>')}</div>"
        )
    people = []
    for _ in range(rng.randint(3, 6)):
        name = maker.word("name")
        full = maker.chance(0.3)
        text = "约满" if full else maker.pick(("预约", "挂号", "预约挂号", "选择"))
        act = button(inner, text, like="full" if full else "book", size=inner.style.size * 0.9)
        body = stack(
            [
                flex([words_(inner, name, 1.1, None, "font-weight:600;"), badge(inner)]),
                words_(inner, maker.word("row") + " 主任医师", 0.85, inner.style.muted),
                price(inner),
            ],
            "flex:1;",
            4,
        )
        people.append(card(maker, flex([avatar(inner, 48), body, act], gap=10), look))
    top = tabs(maker, rng.randint(2, 4), icons=False) if maker.chance(0.5) else chips(maker, 3, words.ROWS)
    return topbar(maker, "选择医生") + box(stack([top, flex(days, gap=4), *people], gap=10), "padding:10px;")


def login(maker: Maker, width: int) -> str:
    """Return a page to log in."""
    rng = maker.rng
    logo = (
        f'<div style="display:flex;justify-content:center;padding:{rng.uniform(10, 50):.0f}px 0 20px">'
        f"{avatar(maker, rng.uniform(56, 100))}</div>"
    )
    body = [
        field(
            maker,
            maker.pick(("请输入手机号", "用户名", "Email", "身份证号", "請輸入手機號碼")),
            like="field",
            kind="text",
        ),
        field(maker, maker.pick(("请输入密码", "请输入验证码", "Password", "請輸入密碼")), like="field", kind="text"),
    ]
    if maker.chance(0.4):
        code = (
            '<svg viewBox="0 0 80 30" width="90" height="34" style="flex:none;background:#eee">'
            f'<text x="8" y="23" font-size="22" fill="#a35" transform="rotate(-4)">{rng.randint(1000, 9999)}</text>'
            '<path d="M0 20L80 8" stroke="#58a"/></svg>'
        )
        body.append(
            flex(
                [
                    field(maker, "图形验证码", like="field", kind="text"),
                    f'<span data-role="ignore">{code}</span>',
                    link(maker, "换一张"),
                ]
            )
        )
    elif maker.chance(0.5):
        body[1] = flex([body[1], button(maker, "获取验证码", like="code", size=maker.style.size * 0.9)])
    ways = flex(
        [icon(maker, "other", rng.uniform(22, 32), like="way") for _ in range(rng.randint(2, 4))],
        "justify-content:center;padding:14px;",
        26,
    )
    body += [
        flex(
            [choice(maker, "记住密码", maker.pick(("checkbox", "native", "radio"))), link(maker, "忘记密码？")],
            "justify-content:space-between;",
        ),
        button(maker, maker.pick(("登录", "Log in", "登 录", "登入")), wide=True, like="main"),
        button(maker, maker.pick(("注册", "验证码登录", "一键登录")), wide=True, like="second")
        if maker.chance(0.5)
        else "",
        flex([link(maker), link(maker)], "justify-content:space-between;"),
        ways if maker.chance(0.6) else "",
    ]
    return (
        topbar(maker, maker.pick(("登录", "", "Sign in")))
        + logo
        + box(stack(body, gap=rng.uniform(10, 20)), f"padding:0 {rng.randint(14, 34)}px;")
    )


def settings(maker: Maker, width: int) -> str:
    """Return groups of rows, switches and sliders."""
    rng = maker.rng
    inner, look = surface(maker)
    groups = []
    for _ in range(rng.randint(2, 4)):
        if maker.chance(0.2):
            name = maker.pick(words.SLIDERS)
            groups.append(card(maker, stack([words_(inner, name), slider(inner, name)]), look))
        groups.append(
            (words_(maker, maker.word("heading"), 0.85, maker.style.muted) if maker.chance(0.5) else "")
            + rows(maker, rng.randint(2, 5), maker.pick((None, "tap", "switch")))
        )
    me = (
        flex(
            [
                avatar(maker, 58),
                stack([words_(maker, maker.word("name"), 1.2), badge(maker)], "flex:1;", 3),
                icon(maker, any_name(maker), 20),
            ],
            "padding:14px;",
            12,
        )
        if maker.chance(0.4)
        else ""
    )
    out = button(maker, "退出登录", wide=True, like="out") if maker.chance(0.5) else ""
    return (
        topbar(maker, maker.word("title"))
        + me
        + box(stack([*groups, out], gap=12), f"padding:{rng.choice((0, 10, 14))}px;")
        + (bottombar(maker) if maker.chance(0.3) else "")
    )


PAGES = (portal, portal, form, form, doctors, login, settings, settings)
