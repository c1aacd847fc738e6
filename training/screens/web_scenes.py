"""Maps, calls, and questions in large plates."""

# ruff: noqa: ARG001 — every page is called alike, whether it needs its size or not

from dataclasses import replace

import web_words as words
from web_blocks import box, card, flex, footer, stack, surface, topbar, words_
from web_icons import any_name, icon, sign
from web_parts import WHITE, Maker, css, dark, mark, mix, readable, vivid
from web_pieces import button, choice, field, row, tabs
from web_scenery import avatar, badge, price, progress, table

NARROW = 600
"""Screens below this width are laid out as a phone's."""


def map_picture(maker: Maker, width: int, height: int) -> str:
    """Return a map: land, water, roads, names, a route."""
    rng = maker.rng
    night = dark(maker.style.base)
    land, road = ((38, 44, 54), (70, 78, 92)) if night else ((240, 238, 230), WHITE)
    parts = [f'<rect width="{width}" height="{height}" fill="{css(land)}"/>']
    for _ in range(rng.randint(3, 7)):
        tone = rng.choice(((170, 210, 235), (200, 228, 190), (225, 220, 210)))
        points = " ".join(f"{rng.randint(0, width)},{rng.randint(0, height)}" for _ in range(4))
        parts.append(f'<polygon points="{points}" fill="{css(mix(land, tone, 0.3 if night else 1))}"/>')
    for _ in range(rng.randint(8, 20)):
        tone = css(mix(road, (250, 210, 120), rng.choice((0, 0, 0.8))))
        parts.append(
            f'<path d="M{rng.randint(-20, width)} {rng.randint(-20, height)}L{rng.randint(0, width)} '
            f'{rng.randint(0, height)}L{rng.randint(0, width)} {rng.randint(0, height)}" stroke="{tone}" '
            f'stroke-width="{rng.choice((2, 4, 7, 12))}" fill="none"/>'
        )
    parts += [
        f'<text x="{rng.randint(0, width)}" y="{rng.randint(0, height)}" font-size="{rng.choice((10, 12, 14))}" '
        f'fill="{css(readable(land), 0.7)}">{maker.word("row")}</text>'
        for _ in range(rng.randint(5, 12))
    ]
    if maker.chance(0.5):
        parts.append(
            f'<path d="M{rng.randint(0, width)} {rng.randint(0, height)}Q{rng.randint(0, width)} '
            f'{rng.randint(0, height)} {rng.randint(0, width)} {rng.randint(0, height)}" stroke="#2a7bff" '
            'stroke-width="6" fill="none"/>'
        )
    return (
        f'<svg width="{width}" height="{height}" viewBox="0 0 {width} {height}" style="display:block">'
        f"{''.join(parts)}</svg>"
    )


def chart_of_town(maker: Maker, width: int, height: int) -> str:
    """Return a map with a search box and icons over it, and a sheet below."""
    rng = maker.rng
    inner, look = surface(maker.on(WHITE) if maker.chance(0.7) else maker)
    plate = maker.like("map").pick(("raised", "filled"))
    signs = stack(
        [
            icon(inner, maker.pick(("add", "other", "other", "more")), rng.uniform(16, 22), plate, like="map")
            for _ in range(rng.randint(2, 4))
        ],
        "align-items:center;",
        10,
    )
    room = width - 24 if width < NARROW else 360
    find = flex(
        [
            icon(inner, "back", 20, "none"),
            box(
                field(inner, maker.pick(("搜索地点", "你要去哪儿", "输入目的地", "Search")), kind="text", like="map"),
                "flex:1;",
            ),
            icon(inner, "microphone", 20, "none"),
        ],
        f"padding:8px;{look}",
        10,
    )
    ways = tabs(inner, 4, icons=False) if maker.chance(0.5) else ""
    go = flex(
        [
            button(inner, name, like=name, size=16)
            for name in rng.sample(("路线", "导航", "到这去", "打车", "收藏", "呼叫"), 2)
        ]
    )
    place = stack(
        [
            words_(inner, maker.word("title"), 1.2, None, "font-weight:600;"),
            words_(inner, maker.pick(words.SENTENCES), 0.85, inner.style.muted),
            flex([badge(inner), badge(inner)]),
            ways,
            go,
        ],
        "padding:14px;",
        8,
    )
    more = "".join(row(inner, like="row") for _ in range(rng.randint(1, 3))) if maker.chance(0.4) else ""
    region = ' data-region="sheet"' if maker.chance(0.6) else ""
    low = f"left:12px;right:{12 if width < NARROW else width - 372}px;bottom:{rng.choice((0, 12))}px"
    return (
        f'{map_picture(maker, width, height)}<div style="position:absolute;left:12px;top:12px;width:{room}px">'
        f"{find}</div>"
        f'<div style="position:absolute;right:14px;top:{height * 0.3:.0f}px">{signs}</div>'
        f'<div{region} style="position:absolute;{low};{look}">{place}{more}</div>'
    )


def call(maker: Maker, width: int, height: int) -> str:
    """Return a call, a talk in a meeting, or a camera."""
    rng = maker.rng
    dark = maker.on(mix((16, 18, 24), vivid(rng), rng.uniform(0, 0.3)))
    base = dark.style.base
    size = rng.uniform(24, 36)
    corner = maker.pick((999, 999, 16))

    def big(name: str, tone: tuple[float, float, float]) -> str:
        side = size * 2
        return (
            f'<span{mark("icon", icon=name)} style="display:inline-flex;width:{side:.0f}px;height:{side:.0f}px;'
            f'align-items:center;justify-content:center;border-radius:{corner}px;background:{css(tone)}">'
            f"{sign(dark, name, size, readable(tone))}</span>"
        )

    grey = mix(base, WHITE, 0.18)
    keys = flex(
        [
            big(rng.choice(("microphone", "camera", "other")), grey),
            big("other", (226, 60, 54)),
            big("other", grey if maker.chance(0.5) else (52, 180, 90)),
        ],
        "justify-content:space-around;",
    )
    under = stack(
        [
            flex([icon(dark, any_name(dark), 22, "none") for _ in range(3)], "justify-content:space-around;"),
            keys,
            flex([button(dark, like="call", size=15) for _ in range(2)], "justify-content:center;", 20)
            if maker.chance(0.4)
            else "",
        ],
        "position:absolute;left:16px;right:16px;bottom:36px;",
        28,
    )
    top = flex([icon(dark, "back", 22, "none"), box("", "flex:1;"), icon(dark, "add", 22, "none")], "padding:16px;")
    who = stack(
        [
            avatar(dark, 110),
            words_(dark, maker.word("name"), 1.6),
            words_(dark, maker.pick(("正在等待对方接受邀请…", "03:25", "来电")), 1, dark.style.muted),
        ],
        "align-items:center;padding:40px 0;",
        12,
    )
    return (
        f'<div style="position:absolute;inset:0;background:linear-gradient({css(base)},'
        f'{css(mix(base, vivid(rng), 0.25))});color:#fff">{top}{who}{under}</div>'
    )


def wizard(maker: Maker, width: int, height: int) -> str:
    """Return a question with answers in large plates, for eyes that see badly; or a first start."""
    rng = maker.rng
    maker.style = replace(maker.style, size=max(maker.style.size, rng.uniform(17, 26)))
    inner, look = surface(maker)
    size = maker.style.size
    kind = rng.choice(("plates", "choices", "tasks"))
    if kind == "plates":
        body = [button(maker, wide=True, like="plate", size=size * 1.1) for _ in range(rng.randint(2, 4))]
    elif kind == "choices":
        body = [
            card(
                maker,
                f"<div>{choice(inner, like='answer', kind=maker.like('answer').pick(('radio', 'checkbox')))}</div>",
                look,
            )
            for _ in range(rng.randint(3, 5))
        ]
    else:
        body = [
            card(
                maker,
                stack(
                    [
                        words_(inner, maker.word("row")),
                        progress(inner),
                        flex(
                            [price(inner), button(inner, like="task", size=size * 0.8)],
                            "justify-content:space-between;",
                        ),
                    ]
                ),
                look,
            )
            for _ in range(rng.randint(2, 4))
        ]
    if maker.chance(0.2):
        body.append(table(maker, 3))
    foot = [
        button(maker, name, wide=True, like=name, size=size)
        for name in rng.sample(("上一步", "下一步", "跳过", "完成", "打电话求助"), rng.randint(1, 2))
    ]
    room = f"max-width:{rng.randint(480, 700)}px;margin:0 auto;"
    return (
        topbar(maker, maker.word("title"))
        + box(
            stack(
                [words_(maker, maker.pick(words.SENTENCES), 1.2, None, "font-weight:700;white-space:normal;"), *body],
                gap=16,
            ),
            f"padding:18px;{room}",
        )
        + footer(maker, foot)
    )


PAGES = (chart_of_town, call, wizard)
