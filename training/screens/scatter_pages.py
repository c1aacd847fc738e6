"""Pages without a plan: random widgets in random looks on random backgrounds; no layout to learn by heart."""

import random
from collections.abc import Callable
from dataclasses import replace

import web_words as words
from kit import Icons, Page
from web_icons import any_name, icon
from web_parts import Maker, chance, css, document, esc, mix, paragraph, style
from web_pieces import button, choice, field, keypad, link, row, tabs, tile
from web_scenery import backdrop, badge, negative
from web_switches import slider, switch

Piece = Callable[[Maker], str]
PHONE = 480
"""Phones are at most so many CSS pixels wide."""


def _alone(maker: Maker, like: str | None = None) -> str:
    """Return a switch by itself; there are no words to name it by."""
    return switch(maker, "", like=like)


def _little(maker: Maker) -> str:
    """Return a widget small enough to stand beside others."""
    kinds: tuple[Piece, ...] = (button, icon, link, choice, _alone, badge, tile)
    return maker.rng.choices(kinds, (30, 26, 10, 12, 10, 7, 5))[0](maker)


def _shuffled(maker: Maker) -> str:
    """Return small widgets side by side, each in a style of its own."""
    count = maker.rng.randint(2, 9)
    return _flow(maker, [_little(maker.fresh()) for _ in range(count)])


def _alike(maker: Maker) -> str:
    """Return small widgets of one kind and one style."""
    piece = maker.rng.choices((button, icon, choice, link, _alone), (26, 30, 16, 12, 16))[0]
    alike = maker.pick((None, "alike"))
    parts = [
        _alone(maker, alike) if piece is _alone else piece(maker, like=alike) if piece is not link else link(maker)
        for _ in range(maker.rng.randint(2, 8))
    ]
    return _flow(maker, parts)


def _flow(maker: Maker, parts: list[str]) -> str:
    side = maker.pick(("flex-start", "flex-start", "center", "flex-end", "space-between"))
    across = maker.pick(("center", "center", "flex-start", "flex-end"))
    gap = maker.rng.uniform(5, 22)
    return (
        f'<div style="display:flex;flex-wrap:wrap;justify-content:{side};align-items:{across};gap:{gap:.0f}px;'
        f'width:100%">{"".join(parts)}</div>'
    )


def _grid(maker: Maker, width: float) -> str:
    """Return a grid of tiles, icons, buttons, keys of all kinds."""
    rng = maker.rng
    columns = rng.randint(2, max(2, min(8, int(width / 78))))
    piece = rng.choices((tile, icon, button, choice, _little), (34, 24, 16, 8, 18))[0]
    if piece in {button, choice}:
        columns = max(1, min(columns, int(width / 150)))
    alike = maker.pick((None, "grid", "grid"))
    parts = []
    for _ in range(columns * rng.randint(1, 4)):
        drawn = _little(maker.fresh()) if piece is _little else piece(maker, like=alike)
        parts.append(f'<div style="min-width:0;display:flex;justify-content:center">{drawn}</div>')
    return (
        f'<div style="display:grid;grid-template-columns:repeat({columns},minmax(0,1fr));'
        f'gap:{rng.uniform(4, 20):.0f}px;align-items:center">'
        f"{''.join(parts)}</div>"
    )


def _bar(maker: Maker, width: float) -> str:
    """Return a bar as over a page: an icon or two, a title or a field, more icons."""
    rng = maker.rng
    back, base = maker.fill() if maker.chance(0.5) else ("none", maker.style.base)
    inner = maker.on(base)
    size = rng.uniform(16, 28)
    ahead = "".join(
        icon(inner, maker.pick(("back", "close", "home", "more", "other")), size, maker.pick(("none", "none", None)))
        for _ in range(rng.randint(0, 2))
    )
    narrow = 400
    behind = "".join(
        icon(inner, any_name(maker), size, maker.pick(("none", "none", None)))
        for _ in range(rng.randint(0, 2 if width < narrow else 4))
    )
    middle = (
        field(inner, kind="search")
        if maker.chance(0.35)
        else (
            f'<div data-title style="font-size:{size * 0.85:.0f}px;text-align:{maker.pick(("left", "center"))};'
            "overflow:hidden;white-space:nowrap;text-overflow:ellipsis;"
            f'color:{css(inner.style.ink)}">{esc(maker.word("title"))}</div>'
        )
    )
    return (
        f'<div style="display:flex;align-items:center;gap:{rng.uniform(8, 16):.0f}px;'
        f'padding:{rng.uniform(4, 12):.0f}px;background:{back};width:100%">'
        f'{ahead}<div style="flex:1;min-width:0">{middle}</div>{behind}</div>'
    )


def _slide(maker: Maker) -> str:
    """Return a slider, often with a name, signs or a value around it."""
    rng = maker.rng
    label = maker.pick(words.SLIDERS)
    name = f'<span style="white-space:nowrap">{esc(label)}</span>' if maker.chance(0.5) else ""
    ends = [icon(maker, "other", rng.uniform(14, 24), "none") if maker.chance(0.3) else "" for _ in range(2)]
    value = f'<span style="color:{css(maker.style.muted)}">{rng.randint(0, 100)}</span>' if maker.chance(0.3) else ""
    return (
        f'<div style="display:flex;align-items:center;gap:12px;width:100%">{name}{ends[0]}<div style="flex:1;'
        'min-width:60px">'
        f"{slider(maker, label)}</div>{ends[1]}{value}</div>"
    )


def _form(maker: Maker) -> str:
    """Return a few fields with captions before, above or not at all."""
    rng, look = maker.rng, maker.style
    kind = rng.choice(("above", "before", "none"))
    lines = []
    for _ in range(rng.randint(1, 4)):
        caption = esc(maker.word("caption"))
        box = field(maker)
        text = paragraph(maker, maker.word("caption"), look.size * 0.9, look.muted)
        before = (
            f'<span style="flex:none;width:{look.size * 5:.0f}px;overflow:hidden;white-space:nowrap">{caption}</span>'
        )
        lines.append(
            {"above": text + box, "none": box}.get(
                kind, f'<div style="display:flex;align-items:center;gap:8px">{before}{box}</div>'
            )
        )
    lines = [f"<div>{line}</div>" for line in lines]
    return f'<div style="display:flex;flex-direction:column;gap:{look.gap:.0f}px;width:100%">{"".join(lines)}</div>'


def _rows(maker: Maker) -> str:
    """Return a list of rows, with or without a plate."""
    rng, look = maker.rng, maker.style
    inner = maker
    frame = ""
    if maker.chance(0.5):
        base = mix(look.base, (255, 255, 255), rng.choice((0.9, 0.08)))
        inner = maker.on(base)
        frame = (
            f"background:{css(base)};border-radius:{min(look.radius, 20):.0f}px;overflow:hidden;"
            f"box-shadow:{look.shadow};"
        )
    inner.style = replace(inner.style, size=min(inner.style.size, 22))
    kind = rng.choice((None, "tap", "tap", "switch"))
    alike = maker.pick((None, "rows", "rows"))
    line = f"border-bottom:1px solid {css(inner.style.line)}" if maker.chance(0.7) else ""
    body = "".join(f'<div style="{line}">{row(inner, kind=kind, like=alike)}</div>' for _ in range(rng.randint(1, 5)))
    return f'<div style="width:100%;color:{css(inner.style.ink)};{frame}">{body}</div>'


def _columns(maker: Maker, width: float) -> str:
    """Return pairs of fields, buttons and rows side by side."""
    count = maker.rng.randint(2, 3) if width > PHONE else 2
    cells = []
    for _ in range(count):
        inner = maker.fresh() if maker.chance(0.5) else maker
        body = maker.rng.choice((field, _wide, _slide, negative, row, button))(inner)
        cells.append(f'<div style="flex:1;min-width:0;overflow:hidden">{body}</div>')
    return (
        f'<div style="display:flex;gap:{maker.rng.uniform(8, 20):.0f}px;align-items:center;width:100%">'
        f"{''.join(cells)}</div>"
    )


def _wide(maker: Maker) -> str:
    return button(maker, wide=True)


def _strip(maker: Maker, width: float) -> str:
    """Return one band of a page."""
    sized = {"grid": _grid, "bar": _bar, "columns": _columns}
    plain: dict[str, Piece] = {
        "shuffled": _shuffled,
        "alike": _alike,
        "slide": _slide,
        "form": _form,
        "rows": _rows,
        "wide": _wide,
        "tabs": tabs,
        "keypad": keypad,
        "negative": negative,
    }
    kind = maker.rng.choices(("grid", "bar", "columns", *plain), (12, 8, 8, 14, 12, 9, 12, 12, 5, 8, 2.5, 18))[0]
    return sized[kind](maker, width) if kind in sized else plain[kind](maker)


def _card(maker: Maker, width: float) -> str:
    """Return one or two bands on a plate of another colour."""
    rng = maker.rng
    base = mix(
        maker.style.base, rng.choice(((255, 255, 255), maker.style.ink, maker.style.accent)), rng.uniform(0.04, 0.9)
    )
    inner = maker.on(base)
    pad = rng.uniform(6, 18)
    body = "".join(
        f'<div style="margin:{rng.uniform(2, 10):.0f}px 0">{_strip(inner, width - 2 * pad)}</div>'
        for _ in range(rng.randint(1, 2))
    )
    edge = f"border:{rng.uniform(1, 3):.0f}px solid {css(inner.style.line)};" if maker.chance(0.4) else ""
    return (
        f'<div style="background:{css(base)};color:{css(inner.style.ink)};padding:{pad:.0f}px;'
        f"border-radius:{min(maker.radius(), 24):.0f}px;"
        f'{edge}box-shadow:{maker.style.shadow}">{body}</div>'
    )


def _bands(maker: Maker, width: float, count: int) -> str:
    parts = []
    mixed = maker.chance(0.6)
    for _ in range(count):
        inner = maker.fresh() if mixed else maker
        body = _card(inner, width) if maker.chance(0.25) else _strip(inner, width)
        parts.append(
            f'<div style="font-family:{inner.style.font},sans-serif;font-size:{inner.style.size:.1f}px;'
            f'margin-bottom:{maker.rng.uniform(6, 26):.0f}px">{body}</div>'
        )
    return "".join(parts)


def _overlay(maker: Maker, width: int) -> str:
    """Return a dialog or a bottom sheet over a dimmed page."""
    rng = maker.rng
    base = rng.choice(((255, 255, 255), (255, 255, 255), mix(maker.style.base, maker.style.ink, 0.1)))
    inner = maker.fresh().on(base)
    inner.style = replace(inner.style, size=min(inner.style.size, 20))
    sheet = maker.chance(0.45)
    room = min(width, 520) if sheet else min(width * rng.uniform(0.72, 0.92), 460)
    pad = rng.uniform(12, 24)
    close = (
        f'<div style="position:absolute;right:10px;top:10px">{icon(inner, "close", rng.uniform(14, 24))}</div>'
        if maker.chance(0.4)
        else ""
    )
    body = "".join(f'<div style="margin:8px 0">{_strip(inner, room - 2 * pad)}</div>' for _ in range(rng.randint(1, 2)))
    title = (
        f'<div data-title style="font-size:{inner.style.size * 1.2:.0f}px;padding:0 40px 4px 0;font-weight:600">'
        f"{esc(maker.word('title'))}</div>"
    )
    buttons = "".join(
        f'<div style="flex:1;min-width:0">{button(inner, wide=True)}</div>' for _ in range(rng.randint(1, 2))
    )
    corner = rng.uniform(0, 24)
    place = (
        f"left:{(width - room) / 2:.0f}px;bottom:0;border-radius:{corner:.0f}px {corner:.0f}px 0 0"
        if sheet
        else f"left:{(width - room) / 2:.0f}px;top:{rng.uniform(12, 30):.0f}%;border-radius:{corner:.0f}px"
    )
    return (
        f'<div style="position:absolute;inset:0;background:rgba(0,0,0,{rng.uniform(0.3, 0.75):.2f})"></div>'
        f'<div data-region="{"sheet" if sheet else "dialog"}" style="position:absolute;width:{room:.0f}px;'
        f"max-height:85%;overflow:hidden;padding:{pad:.0f}px;"
        f"background:{css(base)};color:{css(inner.style.ink)};font-family:{inner.style.font},sans-serif;"
        f'font-size:{inner.style.size:.1f}px;{place}">{title}{close}{body}'
        f'<div style="display:flex;gap:10px;margin-top:10px">{buttons}</div></div>'
    )


def page(rng: random.Random, icons: Icons) -> Page:
    """Return a page of random widgets."""
    phone = chance(rng, 0.65)
    width = rng.randint(320, 480) if phone else rng.randint(600, 1440)
    height = rng.randint(560, 960) if phone else rng.randint(500, 960)
    maker = Maker(rng, icons, style(rng), rng.random())
    back, under, base = backdrop(maker, width, height)
    maker = maker.on(base)
    pad = rng.uniform(8, 24)
    wide = 620
    columns = 1 if width < wide else rng.randint(1, max(1, width // 380))
    room = (width - 2 * pad - (columns - 1) * 20) / columns
    bands = "".join(
        f'<div style="flex:1;min-width:0">{_bands(maker, room, rng.randint(5, 14))}</div>' for _ in range(columns)
    )
    over = _overlay(maker, width) if chance(rng, 0.16) else ""
    body = f'{under}<div style="display:flex;gap:20px;padding:{pad:.0f}px">{bands}</div>{over}'
    scale = round(rng.uniform(1, 3), 2) if phone else round(rng.uniform(1, 2), 2)
    return Page(html=document(maker, body, width, height, back), width=width, height=height, scale=scale)
