"""Pages of the web on desks and tablets; each function returns the body of one page."""

# ruff: noqa: ARG001 — every page is called alike, whether it needs its size or not

import web_words as words
from web_blocks import (
    bar_style,
    box,
    card,
    counter,
    crumbs,
    flex,
    grid,
    pager,
    stack,
    steps,
    surface,
    words_,
)
from web_icons import any_name, icon, sign
from web_parts import Maker, css, esc, mark, mix, readable
from web_pieces import button, choice, field, link, tabs
from web_scenery import avatar, badge, heading
from web_small import entries, rows
from web_switches import slider, switch


def header(maker: Maker, width: int) -> str:
    """Return the bar at the top of a site: a mark, places to go to, a search box, icons."""
    rng = maker.rng
    inner, look = bar_style(maker)
    narrow = 900
    logo = flex(
        [
            f'<span style="flex:none">{sign(inner, "other", 24, inner.style.ink)}</span>',
            words_(inner, maker.word("title"), 1.25, None, "font-weight:700;"),
        ],
        "flex:none;",
    )
    names = rng.sample(words.TABS, rng.randint(2, 3 if width < narrow else 6))
    if maker.chance(0.6):
        chosen = rng.randrange(len(names))
        soft = css(mix(inner.style.base, inner.style.ink, 0.16))
        places = [
            (
                f'<span{mark("tab", name, selected=i == chosen)} style="padding:12px 10px;white-space:nowrap;'
                f'{f"background:{soft};" if i == chosen else ""}">{esc(name)}</span>'
            )
            for i, name in enumerate(names)
        ]
    else:
        places = [f'<span{mark("link", name)} style="white-space:nowrap">{esc(name)}</span>' for name in names]
    ends = [icon(inner, any_name(inner), 20, "none") for _ in range(rng.randint(0, 3))]
    if maker.chance(0.5):
        ends.append(button(inner, maker.pick(("登录", "注册", "发布", "Sign in", "登入")), like="top", size=14))
    find = (
        box(field(inner, kind="search", like="find"), f"width:{rng.randint(150, 260)}px;flex:0 1 auto;")
        if maker.chance(0.5)
        else ""
    )
    parts = [logo, flex(places, "flex:1;overflow:hidden;", 12), find, *ends, avatar(inner, 30)]
    return f'<div style="{look}">{flex(parts, "padding:8px 18px;", 14)}</div>'


def side_menu(maker: Maker, height: int) -> str:
    """Return the menu at the side of a workplace."""
    rng = maker.rng
    plan = maker.like("side")
    tone = plan.pick(
        (
            mix(maker.style.accent, (10, 14, 24), 0.88),
            maker.style.base,
            mix(maker.style.base, maker.style.ink, 0.05),
            maker.style.accent,
        )
    )
    inner = maker.on(tone)
    look = inner.style
    parts = []
    chosen = rng.randrange(6)
    for i, name in enumerate(rng.sample(words.ROWS, rng.randint(6, 11))):
        base = mix(tone, look.accent, 0.35) if i == chosen else tone
        figure = (
            f'<span style="flex:none">{sign(inner, "other", look.size * 1.15, readable(base))}</span>'
            if plan.chance(0.7)
            else ""
        )
        arrow = (
            f'<span style="flex:none">{sign(inner, "arrow", look.size * 0.8, look.muted)}</span>'
            if maker.chance(0.3)
            else ""
        )
        parts.append(
            f'<div{mark("row", name)} style="display:flex;align-items:center;gap:9px;'
            f'padding:{plan.rng.uniform(9, 10):.0f}px 14px;background:{css(base)};color:{css(readable(base))}">'
            f'{figure}<span style="flex:1;min-width:0;overflow:hidden;white-space:nowrap">{esc(name)}</span>'
            f"{arrow}</div>"
        )
    top = (
        flex(
            [icon(inner, maker.pick(("more", "other", "back")), 20, "none"), words_(inner, maker.word("title"), 1.1)],
            "padding:12px 14px;",
            10,
        )
        if maker.chance(0.5)
        else ""
    )
    return (
        f'<div style="flex:none;width:{plan.rng.randint(150, 230)}px;min-height:{height}px;background:{css(tone)};'
        f'font-size:{look.size:.1f}px;border-right:1px solid {css(look.line)}">'
        f"{top}{''.join(parts)}</div>"
    )


def toolbar(maker: Maker) -> str:
    """Return buttons over a table."""
    rng = maker.rng
    parts = [button(maker, like=f"tool{min(i, 1)}", size=maker.style.size * 0.92) for i in range(rng.randint(1, 4))]
    signs = [
        icon(maker, maker.pick(("search", "settings", "more", "add", "other", "other")), 17, like="toolicon")
        for _ in range(rng.randint(0, 4))
    ]
    return flex([*parts, box("", "flex:1;"), *signs], "flex-wrap:wrap;", 9)


def data(maker: Maker, width: float) -> str:
    """Return a table of things to work on: checkboxes, names, states, switches, actions."""
    rng, look = maker.rng, maker.style
    plan = maker.like("data")
    least = 120
    columns = max(2, min(6, int(width / least) - 2))
    kinds = (
        ["check"] * plan.chance(0.6)
        + [plan.pick(("text", "text", "link", "badge", "number", "switch")) for _ in range(columns)]
        + ["acts"]
    )
    edge = f"border:1px solid {css(look.line)};" if plan.chance(0.4) else f"border-bottom:1px solid {css(look.line)};"
    cell = (
        f"{edge}padding:{plan.rng.uniform(5, 12):.0f}px 8px;text-align:left;overflow:hidden;white-space:nowrap;"
        "text-overflow:ellipsis;"
    )
    top = css(mix(look.base, plan.pick((look.ink, look.accent)), 0.06))
    actions = plan.rng.sample(("编辑", "删除", "查看", "审核", "详情", "打印", "下载"), 2)

    def draw(kind: str) -> str:
        return {
            "check": lambda: switch(maker, "", "checkbox", like="check", size=20),
            "text": lambda: esc(
                maker.pick(
                    (
                        maker.word("name"),
                        maker.word("row"),
                        f"2026-0{rng.randint(1, 9)}-{rng.randint(10, 28)}",
                        maker.word("value"),
                    )
                )
            ),
            "link": lambda: link(maker, maker.word("row"), look.size * 0.9),
            "badge": lambda: badge(maker),
            "number": lambda: str(rng.randint(10, 99999)),
            "switch": lambda: switch(maker, "启用", like="cell", size=18),
            "acts": lambda: flex(
                [_act(maker, plan.pick(("link", "link", "button", "icon")), text) for text in actions], gap=8
            ),
        }[kind]()

    heads = "".join(
        f'<th style="{cell}background:{top};font-weight:600;{"width:36px;" if kind == "check" else ""}">'
        f"{draw(kind) if kind == 'check' else '操作' if kind == 'acts' else esc(maker.word('caption'))}</th>"
        for kind in kinds
    )
    act = plan.pick(("link", "link", "button", "icon"))
    lines = []
    for i in range(rng.randint(4, 9)):
        cells = "".join(
            (
                f'<td style="{cell}">'
                f"{draw(kind) if kind != 'acts' else flex([_act(maker, act, text) for text in actions])}</td>"
            )
            for kind in kinds
        )
        lines.append(f'<tr style="background:{css(mix(look.base, look.ink, 0.03 * (i % 2)))}">{cells}</tr>')
    return (
        '<table style="width:100%;border-collapse:collapse;table-layout:fixed;'
        f'font-size:{min(17, look.size * 0.92):.1f}px"><tr>{heads}</tr>{"".join(lines)}</table>'
    )


def _act(maker: Maker, kind: str, text: str) -> str:
    size = min(15, maker.style.size * 0.88)
    if kind == "link":
        return link(maker, text, size)
    return (
        button(maker, text, like="act", size=size * 0.9)
        if kind == "button"
        else icon(maker, "other", size * 1.2, like="acticon")
    )


def _filters(maker: Maker, columns: int) -> str:
    cells = [
        flex(
            [
                box(esc(name), "flex:none;white-space:nowrap;"),
                field(maker, like="filter", kind=maker.pick(("text", "select", "date"))),
            ]
        )
        for name in maker.rng.sample(words.CAPTIONS, columns)
    ]
    return flex(
        [
            box(grid(cells, columns, 14), "flex:1;"),
            *[button(maker, text, like=text, size=maker.style.size * 0.92) for text in ("查询", "重置")],
        ],
        gap=12,
    )


def admin(maker: Maker, width: int, height: int) -> str:
    """Return a workplace: a menu at the side, filters, a table and its pages."""
    rng = maker.rng
    side = side_menu(maker, height) if maker.chance(0.75) else ""
    room = width - (200 if side else 0) - 40
    inner, look = surface(maker)
    body = [
        crumbs(maker) if maker.chance(0.6) else "",
        tabs(maker, rng.randint(2, 4), icons=False) if maker.chance(0.3) else "",
        card(
            maker,
            stack(
                [
                    _filters(inner, max(1, min(4, room // 260))) if maker.chance(0.8) else "",
                    toolbar(inner),
                    data(inner, room),
                    pager(inner),
                ],
                gap=14,
            ),
            look,
        ),
    ]
    return (header(maker, width) if maker.chance(0.8) else "") + flex(
        [side, box(stack(body, gap=10), "flex:1;padding:14px;")], "align-items:flex-start;", 0
    )


def long_form(maker: Maker, width: int, height: int) -> str:
    """Return a long form: steps, columns of entries, buttons."""
    rng = maker.rng
    inner, look = surface(maker)
    wide = 900
    columns = 1 if width < wide else rng.choice((1, 2, 2, 3))
    lists = []
    for _ in range(rng.randint(1, 3)):
        lists += [heading(inner), grid(entries(inner, columns * rng.randint(2, 4)), columns, 20)]
    if maker.chance(0.3):
        lists.append(flex([words_(inner, maker.word("caption"), 1, None, "flex:none;"), counter(inner)]))
    lists.append(flex([choice(inner, like="agree") for _ in range(rng.randint(1, 4))], "flex-wrap:wrap;", 20))
    lists.append(
        flex(
            [
                button(inner, text, like=text)
                for text in rng.sample(("提交", "取消", "保存草稿", "下一步", "重置"), rng.randint(1, 3))
            ],
            f"justify-content:{maker.pick(('center', 'flex-start', 'flex-end'))};",
            14,
        )
    )
    side = side_menu(maker, height) if maker.chance(0.3) else ""
    room = "" if side else f"margin:0 auto;max-width:{rng.randint(640, 1200)}px;"
    body = stack(
        [
            crumbs(maker) if maker.chance(0.5) else "",
            steps(maker) if maker.chance(0.5) else "",
            card(maker, stack(lists, gap=15), look),
        ],
        f"padding:14px;flex:1;{room}",
    )
    return (header(maker, width) if maker.chance(0.8) else "") + flex([side, body], "align-items:flex-start;", 0)


def mail(maker: Maker, width: int, height: int) -> str:
    """Return a mailbox."""
    rng = maker.rng
    inner, look = surface(maker)
    tools = flex(
        [
            switch(inner, "全选", "checkbox", like="mail", size=20),
            *[icon(inner, any_name(inner), 18, like="tool") for _ in range(rng.randint(3, 7))],
            box("", "flex:1;"),
            icon(inner, "back", 16, "none"),
            icon(inner, "arrow", 16, "none"),
        ],
        "padding:8px 14px;",
        16,
    )
    lines = []
    for _ in range(rng.randint(7, 13)):
        name = maker.word("name")
        star = icon(inner, "other", 16, "none") if maker.like("star").chance(0.5) else ""
        lines.append(
            f'<div{mark("row", name)} style="display:flex;align-items:center;gap:12px;padding:9px 14px;'
            f'border-top:1px solid {css(inner.style.line)}">{switch(inner, name, "checkbox", like="mail", size=20)}'
            f"{star}"
            f'<b style="flex:none;width:90px;overflow:hidden;white-space:nowrap">{esc(name)}</b>'
            f'{words_(inner, maker.text(1, 2), 0.95, inner.style.muted, "flex:1;min-width:0;")}<span style="flex:none"'
            f">{rng.randint(1, 12)}月{rng.randint(1, 28)}日</span></div>"
        )
    top = tabs(inner, 3, "line") if maker.chance(0.4) else ""
    write = (
        box(button(maker, maker.pick(("写邮件", "写信", "Compose", "撰寫")), like="write"), "padding:14px 14px 0;")
        if maker.chance(0.6)
        else ""
    )
    return header(maker, width) + flex(
        [
            side_menu(maker, height),
            box(write + card(maker, tools + top + "".join(lines), look, 0), "flex:1;padding:10px;"),
        ],
        "align-items:flex-start;",
        0,
    )


def preferences(maker: Maker, width: int, height: int) -> str:
    """Return the settings of a computer or of an account."""
    rng = maker.rng
    inner, look = surface(maker)
    parts = [words_(maker, maker.word("title"), 1.6, None, "font-weight:600;").replace("<div", "<div data-title", 1)]
    for _ in range(rng.randint(2, 4)):
        kind = rng.choice(("rows", "rows", "slide", "choices", "tabs"))
        name = maker.pick(words.SLIDERS)
        parts.append(
            {
                "rows": lambda: rows(maker, rng.randint(2, 4)),
                "slide": lambda name=name: card(
                    maker,
                    flex(
                        [
                            words_(inner, name, 1, None, "flex:none;"),
                            box(slider(inner, name), "flex:1;"),
                            box(str(rng.randint(0, 100))),
                        ],
                        gap=16,
                    ),
                    look,
                ),
                "choices": lambda: card(
                    maker,
                    stack(
                        [
                            words_(inner, maker.word("heading")),
                            *[f"<div>{choice(inner, like='radio', kind='radio')}</div>" for _ in range(3)],
                        ],
                        gap=10,
                    ),
                    look,
                ),
                "tabs": lambda: tabs(maker, rng.randint(2, 4), icons=False),
            }[kind]()
        )
    return flex(
        [side_menu(maker, height), box(stack(parts, gap=14), "flex:1;padding:20px 26px;")], "align-items:flex-start;", 0
    )


PAGES = (admin, admin, admin, long_form, long_form, mail, preferences)
