"""Sites on desks and tablets: portals, calendars, spreadsheets, offers, figures."""

# ruff: noqa: ARG001 — every page is called alike, whether it needs its size or not

import web_words as words
from web_blocks import (
    BAR,
    box,
    card,
    chips,
    flex,
    grid,
    stack,
    surface,
    words_,
)
from web_icons import icon
from web_large import header, side_menu
from web_parts import Maker, css, esc, mark, mix, paragraph, readable
from web_pieces import button, field, link, row, tabs, tile
from web_scenery import badge, banner, chart, heading, picture, price, progress, table
from web_small import news


def government(maker: Maker, width: int, height: int) -> str:
    """Return a portal of a town: headlines, columns of links, services."""
    rng = maker.rng
    inner, look = surface(maker)
    size = maker.style.size * 0.95
    wide = 900
    columns = 2 if width < wide else 3

    def headlines() -> str:
        top = flex(
            [
                words_(inner, maker.word("heading"), 1.1, maker.style.accent, "flex:1;font-weight:600;"),
                link(inner, maker.pick(("更多>>", "更多", "More")), size * 0.9),
            ]
        )
        lines = [
            flex(
                [
                    link(inner, maker.pick(words.SENTENCES)[: rng.randint(8, 15)], size),
                    box(f"03-{rng.randint(10, 28)}", f"margin-left:auto;flex:none;color:{css(inner.style.muted)};"),
                ]
            )
            for _ in range(rng.randint(4, 7))
        ]
        return card(maker, top + stack(lines, "padding-top:8px;", 7), look)

    hero = flex([box(picture(maker, "100%", rng.uniform(120, 240)), "flex:1.3;"), box(headlines(), "flex:1;")], gap=14)
    tiles = grid([tile(maker, text, like="tile") for text in rng.sample(words.ROWS, columns * 3)], columns * 3)
    find = flex(
        [
            field(maker, kind="search", like="big"),
            button(maker, maker.pick(("搜索", "搜一下", "Search")), like="find"),
            *[link(maker) for _ in range(2)],
        ],
        f"max-width:{width * 0.7:.0f}px;margin:0 auto;width:100%;",
    )
    more = flex(
        [
            field(maker, maker.pick(("各省政府网站", "友情链接", "相关部门")), kind="select", like="down")
            for _ in range(columns)
        ]
    )
    foot = flex(
        [link(maker, text, 13) for text in rng.sample(words.LINKS, 6)], "justify-content:center;flex-wrap:wrap;", 18
    )
    body = [
        find if maker.chance(0.6) else "",
        hero,
        tiles,
        grid([headlines() for _ in range(columns)], columns, 14),
        more if maker.chance(0.5) else "",
        foot,
    ]
    return header(maker, width) + box(stack(body, gap=16), "padding:16px;")


def calendar(maker: Maker, width: int, height: int) -> str:
    """Return a month, to look at or to choose a day of."""
    rng = maker.rng
    inner, look = surface(maker)
    small = maker.chance(0.5)
    now = rng.randint(1, 28)
    cells = [f'<div style="text-align:center;color:{css(inner.style.muted)}">{day}</div>' for day in "日一二三四五六"]
    high = rng.uniform(30, 44) if small else (height - 190) / 6
    for day in range(1, 31):
        base = inner.style.accent if day == now else inner.style.base
        role = mark("button", str(day)) if small else ' data-role="ignore"'
        event = (
            (
                f'<div style="font-size:11px;background:{css(mix(inner.style.base, maker.style.accent, 0.25))};'
                f'border-radius:3px;overflow:hidden;white-space:nowrap">{maker.word("row")}</div>'
            )
            if not small and maker.chance(0.25)
            else ""
        )
        edge = "" if small else f"border:1px solid {css(inner.style.line)};padding:4px;"
        place = "display:flex;align-items:center;justify-content:center;" if small else ""
        cells.append(
            f'<div{role} style="height:{high:.0f}px;{place}{edge}background:{css(base)};'
            f'color:{css(readable(base))};border-radius:{maker.like("day").pick((0, 4, 99)) if small else 0}px">'
            f"{day}{event}</div>"
        )
    views = box(tabs(inner, 3, maker.pick(("segment", "pill", "line")), icons=False), "width:210px;margin-left:auto;")
    top = flex(
        [
            button(inner, "今天", like="today", size=14),
            icon(inner, "back", 18, like="turn"),
            words_(inner, f"2026年{rng.randint(1, 12)}月", 1.25, None, "font-weight:600;"),
            icon(inner, "arrow", 18, like="turn"),
            views,
            icon(inner, "add", 20),
        ],
        "padding-bottom:12px;",
        12,
    )
    month = card(maker, top + grid(cells, 7, rng.choice((0, 2, 4))), look)
    if not small:
        return header(maker, width) + box(month, "padding:12px;")
    plans = card(
        maker,
        stack([heading(inner), *[row(inner, like="row") for _ in range(4)], button(inner, wide=True, like="main")]),
        look,
    )
    return header(maker, width) + grid([month, plans], 2, 14, "padding:12px;")


def sheet_of_cells(maker: Maker, width: int, height: int) -> str:
    """Return a spreadsheet or a text in an editor."""
    look = maker.style
    line = css(mix(look.base, look.ink, 0.2))
    menu = flex(
        [
            f'<span{mark("button", text)} style="padding:3px 8px;white-space:nowrap">{text}</span>'
            for text in maker.pick(
                (
                    ("文件", "编辑", "视图", "插入", "格式", "数据", "工具", "帮助"),
                    ("File", "Edit", "View", "Insert", "Format", "Help"),
                    ("檔案", "編輯", "檢視", "插入", "格式"),
                )
            )
        ],
        "padding:4px 8px;overflow:hidden;",
        2,
    )
    tools = flex([icon(maker, "other", 17, like="tool") for _ in range(min(16, width // 60))], "padding:6px 12px;", 14)
    if maker.chance(0.4):
        sheet = (
            f'<div style="width:{width * 0.7:.0f}px;margin:14px auto;padding:40px;background:#fff;color:#222;'
            f'height:{height}px;box-shadow:0 0 6px rgba(0,0,0,.3)">'
            f"{paragraph(maker, maker.text(6, 9), None, (30, 30, 30))}</div>"
        )
        return menu + tools + f'<div style="background:#ddd;overflow:hidden;border-top:1px solid {line}">{sheet}</div>'
    columns = width // 90
    cells = []
    for y in range(height // 26):
        texts = [
            chr(64 + x)
            if y == 0 and x
            else str(y)
            if x == 0 and y
            else maker.word("value")
            if maker.chance(0.35) and y
            else ""
            for x in range(columns)
        ]
        cells.append(
            "<tr>"
            + "".join(
                (
                    f'<td style="border:1px solid {line};height:24px;padding:0 4px;overflow:hidden;'
                    "white-space:nowrap;"
                    f'{"text-align:center;background:rgba(128,128,128,.15);" if not (x and y) else ""}">'
                    f"{esc(text)}</td>"
                )
                for x, text in enumerate(texts)
            )
            + "</tr>"
        )
    formula = flex(
        [box("B2", "padding:0 12px;"), "<i>fx</i>", field(maker, "=SUM(B2:B9)", kind="text")], "padding:4px 10px;"
    )
    ends = flex(
        [icon(maker, "add", 16, "none"), box(tabs(maker, 3, "card", icons=False), "width:300px;")],
        f"background:{css(look.base)};border-top:1px solid {line};padding:2px 12px;",
        12,
    )
    return (
        menu
        + tools
        + formula
        + (
            f'<table data-role="ignore" style="width:{width}px;border-collapse:collapse;table-layout:fixed;'
            f'font-size:13px">{"".join(cells)}</table>{BAR}'
        )
        + ends
    )


def landing(maker: Maker, width: int, height: int) -> str:
    """Return a page that praises something."""
    rng = maker.rng
    back, base = maker.fill()
    inner = maker.on(base)
    size = maker.style.size
    acts = [button(inner, like=f"hero{i}", size=size * rng.uniform(1, 1.3)) for i in range(rng.randint(1, 3))]
    text = stack(
        [
            words_(
                inner, maker.pick(words.SENTENCES)[:14], 2, inner.style.ink, "font-weight:700;white-space:normal;"
            ).replace("<div", "<div data-title", 1),
            paragraph(inner, maker.text(1, 2)),
            flex(acts, "flex-wrap:wrap;", 14),
        ],
        "flex:1;",
        18,
    )
    hero = (
        f'<div style="background:{back};padding:{rng.randint(24, 70)}px 30px">'
        f"{flex([text, box(picture(inner, '100%', 200), 'flex:1;')], gap=30)}</div>"
    )
    card_, look = surface(maker)
    cells = [
        card(
            maker,
            stack(
                [
                    f"<div>{maker.icons.draw(rng, 'other', 34, css(maker.style.accent))}</div>",
                    words_(card_, maker.word("heading"), 1.15, None, "font-weight:600;"),
                    paragraph(card_, maker.text(1, 1), size * 0.9, card_.style.muted),
                    link(card_) if maker.like("more").chance(0.6) else "",
                ]
            ),
            look,
        )
        for _ in range(3)
    ]
    plans = [
        card(
            maker,
            stack(
                [
                    words_(card_, maker.word("badge")),
                    price(card_),
                    paragraph(card_, maker.text(1, 1)),
                    button(card_, wide=True, like="plan"),
                ]
            ),
            look,
        )
        for _ in range(3)
    ]
    ask = flex(
        [
            box(field(maker, "Email", like="mail"), "width:260px;"),
            button(maker, maker.pick(("订阅", "Subscribe", "訂閱")), like="hero0"),
        ],
        "justify-content:center;",
    )
    return (
        header(maker, width)
        + hero
        + box(
            stack([grid(cells, 3, 18), grid(plans, 3, 18) if maker.chance(0.5) else banner(maker), ask], gap=22),
            "padding:24px 30px;",
        )
    )


def dashboard(maker: Maker, width: int, height: int) -> str:
    """Return figures and charts with few things to tap."""
    rng = maker.rng
    inner, look = surface(maker)
    wide = 900
    columns = 2 if width < wide else rng.choice((3, 4))
    figures = [
        card(
            maker,
            stack(
                [
                    words_(inner, maker.word("caption"), 0.9, inner.style.muted),
                    price(inner),
                    maker.pick((progress, badge))(inner),
                ],
                gap=5,
            ),
            look,
        )
        for _ in range(columns)
    ]
    boxes = []
    for _ in range(columns):
        top = flex(
            [
                words_(inner, maker.word("heading"), 1.05, None, "flex:1;font-weight:600;"),
                maker.like("corner").pick(
                    (
                        lambda: icon(inner, "more", 16, "none"),
                        lambda: link(inner, "查看更多", 13),
                        lambda: box(tabs(inner, 2, "pill", icons=False), "width:110px;"),
                        lambda: "",
                    )
                )(),
            ]
        )
        boxes.append(card(maker, top + maker.pick((chart, table, chart))(inner), look))
    kinds = chips(maker, 4) if maker.chance(0.4) else ""
    side = side_menu(maker, height) if maker.chance(0.6) else ""
    return header(maker, width) + flex(
        [
            side,
            box(
                stack(
                    [
                        kinds,
                        grid(figures, columns, 14),
                        grid(boxes, max(2, columns - 1), 14),
                        news(inner) if maker.chance(0.3) else "",
                    ],
                    gap=14,
                ),
                "flex:1;padding:14px;",
            ),
        ],
        "align-items:flex-start;",
        0,
    )


PAGES = (government, government, calendar, sheet_of_cells, landing, dashboard)
