"""Pages on phones to read, to talk, to buy; old pages and pages that nobody styled."""

# ruff: noqa: ARG001 — every page is called alike, whether it needs its size or not

import web_words as words
from web_blocks import BAR, bottombar, box, card, chips, counter, flex, footer, grid, stack, surface, topbar, words_
from web_icons import any_name, icon, sign
from web_parts import WHITE, Maker, css, esc, mark, mix, paragraph, readable
from web_pieces import button, choice, field, keypad, link, tabs, tile
from web_scenery import avatar, badge, negative, picture, price, progress
from web_small import rows
from web_switches import switch


def wap(maker: Maker, width: int) -> str:
    """Return an old page of blue links."""
    rng = maker.rng
    blue = css(maker.pick(((0, 0, 238), (0, 80, 200), (20, 90, 160))))

    def anchor(text: str) -> str:
        return (
            f'<a{mark("link", text)} style="display:inline-block;color:{blue};text-decoration:{under}">{esc(text)}</a>'
        )

    under = maker.pick(("underline", "none"))
    lines = []
    for _ in range(rng.randint(8, 18)):
        kind = rng.choice(("links", "line", "line", "head", "text", "form"))
        if kind == "links":
            lines.append(
                maker.pick((" | ", " ", "-", "．")).join(
                    anchor(text) for text in rng.sample(words.LINKS, rng.randint(2, 4))
                )
            )
        elif kind == "line":
            lines.append(
                maker.pick(("", "·", "[热]", f"{rng.randint(1, 9)}."))
                + anchor(maker.pick(words.SENTENCES)[: rng.randint(8, 16)])
            )
        elif kind == "head":
            lines.append(
                f'<div style="background:{css(mix(WHITE, maker.style.accent, 0.25))};color:#222;padding:2px 4px">'
                f"【{maker.word('heading')}】</div>"
            )
        elif kind == "form":
            lines.append(
                flex(
                    [
                        field(maker, kind="native", wide="55%"),
                        button(maker, maker.pick(("搜索", "提交", "登录")), kind="native"),
                    ],
                    gap=4,
                )
            )
        else:
            lines.append(f"<span>{esc(maker.text(1, 1))}</span>")
    return box(
        "".join(f'<div style="margin:{maker.like("wap").rng.uniform(1, 8):.0f}px 0">{line}</div>' for line in lines),
        "padding:6px;background:#fff;color:#222;height:100%;",
    )


def chat(maker: Maker, width: int) -> str:
    """Return a talk with somebody, and the bar to write in."""
    rng = maker.rng
    lines = []
    for _ in range(rng.randint(4, 8)):
        mine = maker.chance(0.4)
        base = mix(maker.style.base, maker.style.accent, 0.7) if mine else mix(maker.style.base, WHITE, 0.8)
        bubble = (
            f'<div style="max-width:{width * 0.62:.0f}px;padding:8px 11px;'
            f'border-radius:{min(16, maker.style.radius):.0f}px;background:{css(base)};color:{css(readable(base))}">'
            f"{esc(maker.text(1, 1))}</div>"
        )
        if maker.chance(0.15):
            bubble = f'<div data-role="ignore" style="width:150px">{picture(maker, "150px", 100)}</div>'
        lines.append(
            flex(
                [bubble, avatar(maker.like(str(mine)), 38)][:: 1 if mine else -1],
                f"align-items:flex-start;justify-content:flex-{'end' if mine else 'start'};",
            )
        )
    asks = (
        flex([button(maker, like="ask", size=maker.style.size * 0.85) for _ in range(2)], "overflow:hidden;")
        if maker.chance(0.3)
        else ""
    )
    size = rng.uniform(22, 30)
    bar = [
        icon(maker, maker.pick(("microphone", "other", "add")), size, like="talk"),
        field(maker, maker.pick(("发消息", "说点什么…", "", "请输入内容")), kind="text", like="talkfield"),
        icon(maker, "other", size, like="talk"),
        maker.pick(
            (icon(maker, "add", size, like="talk"), button(maker, maker.pick(("发送", "Send")), like="send", size=15))
        ),
    ]
    return (
        topbar(maker, maker.word("name"), mini=False)
        + box(stack([*lines, asks], gap=14), "padding:12px;")
        + footer(maker, bar)
    )


def cart(maker: Maker, width: int) -> str:
    """Return goods to choose from or to pay for."""
    rng = maker.rng
    inner, look = surface(maker)
    items = []
    for _ in range(rng.randint(3, 6)):
        name = maker.word("row")
        body = stack(
            [
                words_(inner, maker.pick(words.SENTENCES)[:18]),
                badge(inner),
                flex([box(price(inner), "flex:1;"), counter(inner)]),
            ],
            "flex:1;",
            4,
        )
        box_ = switch(inner, name, maker.like("kind").pick(("radio", "checkbox")), like="cart", size=24)
        items.append(card(maker, flex([box_, picture(inner, "76px", 76), body], gap=10), look))
    bar = [
        choice(maker, "全选", "checkbox"),
        box(f"合计：{price(maker)}", "flex:1;text-align:right;white-space:nowrap;"),
        button(maker, maker.pick(("结算", "去支付", "提交订单", "結帳")), like="main", kind="filled"),
    ]
    return (
        topbar(maker, maker.pick(("购物车", "确认订单", "购物袋")))
        + box(stack([tabs(maker, icons=False) if maker.chance(0.4) else "", *items], gap=10), "padding:10px;")
        + footer(maker, bar)
    )


def article(maker: Maker, width: int) -> str:
    """Return something to read, with links in the text and a bar to answer with."""
    rng = maker.rng
    parts = [
        words_(maker, maker.pick(words.SENTENCES), 1.35, None, "font-weight:700;white-space:normal;"),
        flex(
            [
                avatar(maker, 32),
                words_(maker, maker.word("name"), 0.85, maker.style.muted, "flex:1;"),
                button(maker, "关注", like="follow", size=13),
            ]
        ),
    ]
    for _ in range(rng.randint(2, 5)):
        text = (
            f"{esc(maker.text(1, 2))}{link(maker, size=maker.style.size)}{esc(maker.text(1, 1))}"
            if maker.chance(0.5)
            else esc(maker.text(2, 3))
        )
        parts.append(
            maker.pick(
                (
                    f'<div style="line-height:1.7">{text}</div>',
                    picture(maker, "100%", rng.uniform(90, 190)),
                    negative(maker),
                )
            )
        )
    bar = [
        field(maker, maker.pick(("写评论", "说点什么…")), kind="text", like="say"),
        *[icon(maker, maker.pick(("share", "other", "more")), 23, like="act") for _ in range(rng.randint(1, 3))],
    ]
    return (
        topbar(maker, maker.pick(("", maker.word("title"))))
        + box(stack(parts, gap=12), "padding:14px;")
        + footer(maker, bar)
    )


def result(maker: Maker, width: int) -> str:
    """Return the end of a task: success, failure, emptiness, an error with its code."""
    rng = maker.rng
    figure = (
        '<div style="display:flex;justify-content:center">'
        f"{maker.icons.draw(rng, 'other', rng.randint(56, 120), css(maker.style.accent))}</div>"
    )
    title = words_(
        maker,
        maker.pick(
            (
                "支付成功",
                "提交成功",
                "网络异常",
                "系统繁忙",
                "页面不存在",
                "暂无数据",
                "認證失敗",
                "Something went wrong",
            )
        ),
        1.4,
        None,
        "text-align:center;font-weight:600;",
    )
    code = (
        f'<div data-code style="text-align:center;color:{css(maker.style.muted)}">{esc(maker.pick(words.ERRORS))}</div>'
        if maker.chance(0.6)
        else ""
    )
    acts = [button(maker, like=f"act{i}", wide=maker.like("wide").chance(0.5)) for i in range(rng.randint(1, 3))]
    lay = stack if maker.like("wide").chance(0.5) else flex
    parts = [
        figure,
        title,
        paragraph(maker, maker.text(1, 2), None, maker.style.muted, "text-align:center"),
        code,
        lay(acts, "justify-content:center;flex-wrap:wrap;", 12),
        flex([link(maker), link(maker)], "justify-content:center;", 24) if maker.chance(0.5) else "",
    ]
    extra = rows(maker, rng.randint(2, 4), "tap") if maker.chance(0.35) else ""
    return topbar(maker, maker.word("title")) + box(
        stack([*parts, extra], gap=16), f"padding:{rng.randint(20, 90)}px 22px;"
    )


def numbers(maker: Maker, width: int) -> str:
    """Return a page with a keypad: to pay, to dial, to unlock."""
    rng = maker.rng
    base = mix(maker.style.base, maker.style.ink, rng.choice((0, 0.05, 0.1)))
    pad = keypad(maker.on(base), rng.uniform(40, 70))
    region = "" if maker.chance(0.4) else ' data-region="keyboard"'
    shown = maker.pick(
        (
            lambda: price(maker),
            lambda: words_(maker, f"138 {rng.randint(1000, 9999)}", 2, None, "text-align:center;"),
            lambda: field(maker, like="f", kind="text"),
            lambda: flex(
                [
                    (
                        '<span style="width:14px;height:14px;border-radius:50%;'
                        f"border:1px solid {css(maker.style.ink)};"
                        f'background:{css(maker.style.ink, float(i in range(3)))}">'
                        "</span>"
                    )
                    for i in range(6)
                ],
                "justify-content:center;",
                16,
            ),
        )
    )()
    acts = flex(
        [button(maker, like="act", size=maker.style.size * 0.95) for _ in range(rng.randint(1, 2))],
        "justify-content:center;",
        20,
    )
    body = box(
        stack([words_(maker, maker.text(1, 1), 0.9, maker.style.muted, "text-align:center;"), shown, acts], gap=18),
        "padding:24px 16px;text-align:center;",
    )
    return (
        topbar(maker, maker.word("title"))
        + body
        + f'{BAR}<div{region} style="background:{css(base)};padding:{rng.choice((0, 6, 20))}px">{pad}</div>'
    )


def plain(maker: Maker, width: int) -> str:
    """Return a page that nobody styled: what the browser draws by itself."""
    rng = maker.rng
    size = rng.choice((13, 16, 16, 20))
    lines = [f'<h2 data-title style="margin:8px 0">{esc(maker.word("title"))}</h2>']
    for _ in range(rng.randint(5, 12)):
        label = maker.word("caption")
        kind = rng.choice(("field", "field", "choices", "buttons", "text", "range", "progress", "links"))
        parts = {
            "field": lambda label=label: flex(
                [f"<span>{esc(label)}：</span>", field(maker, kind="native", wide=f"{min(240, width // 2)}px")], gap=4
            ),
            "choices": lambda: flex(
                [choice(maker, kind="native") for _ in range(rng.randint(1, 3))], "flex-wrap:wrap;"
            ),
            "buttons": lambda: flex(
                [button(maker, kind="native") for _ in range(rng.randint(1, 3))], "flex-wrap:wrap;", 4
            ),
            "text": lambda: f'<p style="margin:0">{esc(maker.text(1, 2))}</p>',
            "range": lambda label=label: flex(
                [
                    f"<span>{esc(label)}</span>",
                    f'<input type="range"{mark("slider", label)} style="margin:2px;width:{min(200, width // 2)}px">',
                ]
            ),
            "progress": lambda: (
                f'<progress value="{rng.random():.2f}"></progress>' if maker.chance(0.5) else progress(maker)
            ),
            "links": lambda: " ".join(
                f'<a href="#"{mark("link", text)} style="display:inline-block;color:#00e">{esc(text)}</a>'
                for text in rng.sample(words.LINKS, 3)
            ),
        }
        lines.append(f'<div style="margin:9px 0">{parts[kind]()}</div>')
    return box(
        "".join(lines),
        (
            "padding:8px;background:#fff;color:#000;height:100%;"
            f"font-family:'{maker.pick(('Liberation Sans', 'DejaVu Sans', 'Noto Serif CJK SC', 'AR PL UMing CN'))}';"
            f"font-size:{size}px;"
        ),
    )


def shop(maker: Maker, width: int) -> str:
    """Return a shop's shelf."""
    rng = maker.rng
    inner, look = surface(maker)
    goods = []
    for _ in range(6):
        add = (
            f'<span style="flex:none">{icon(inner, maker.like("buy").pick(("add", "other")), 16, like="buy")}</span>'
            if maker.like("buy").chance(0.6)
            else ""
        )
        body = words_(inner, maker.pick(words.SENTENCES)[:12]) + flex(
            [price(inner), add], "justify-content:space-between;"
        )
        goods.append(
            f'<div data-role="ignore" style="{look}">{picture(inner, "100%", rng.uniform(80, 120))}'
            f"{box(body, 'padding:8px;')}</div>"
        )
    top = flex(
        [
            field(maker, kind="search", like="search"),
            icon(maker, any_name(maker), 22, like="top"),
            icon(maker, any_name(maker), 22, like="top"),
        ],
        "padding:10px 12px 0;",
        12,
    )
    kinds = maker.pick(
        (
            lambda: tabs(maker, icons=False),
            lambda: chips(maker, rng.randint(3, 5)),
            lambda: grid([tile(maker, text, like="tile") for text in rng.sample(words.TABS, 5)], 5),
        )
    )()
    sort = (
        flex(
            [
                (
                    f'<span{mark("button", text)} style="white-space:nowrap;display:inline-flex;align-items:center;'
                    f'gap:2px">{text}{sign(maker.like("sort"), "arrow", 12, maker.style.muted)}</span>'
                )
                for text in ("综合", "销量", "价格")
            ],
            "justify-content:space-around;",
        )
        if maker.chance(0.4)
        else ""
    )
    return top + box(stack([kinds, sort, grid(goods, 2)], gap=12), "padding:12px;") + bottombar(maker)


PAGES = (wap, chat, cart, article, result, numbers, plain, shop)
