"""Parts of pages made of several widgets: bars, cards, crumbs, pages of a table, dialogs, drawers, notices."""

from dataclasses import replace

import web_words as words
from web_icons import any_name, icon, sign
from web_parts import WHITE, Maker, Rgb, css, dark, esc, mark, mix, paragraph, readable
from web_pieces import button, field, link, tabs

BAR = "<!--bar-->"
"""Stands before what stays at the bottom of a page while the rest scrolls under it."""


def screen(body: str) -> str:
    """Return a page's body, cut off where the bar at its bottom begins."""
    top, _, low = body.partition(BAR)
    return (
        '<div style="position:absolute;inset:0;display:flex;flex-direction:column"><div style="flex:1;min-height:0;'
        'overflow:hidden">'
        f'{top}</div><div style="flex:none;position:relative;z-index:1">{low}</div></div>'
    )


def flex(parts: list[str], extra: str = "", gap: float = 8) -> str:
    """Return things side by side."""
    return f'<div style="display:flex;align-items:center;gap:{gap:.0f}px;min-width:0;{extra}">{"".join(parts)}</div>'


def stack(parts: list[str], extra: str = "", gap: float = 8) -> str:
    """Return things one under another."""
    return f'<div style="display:flex;flex-direction:column;gap:{gap:.0f}px;min-width:0;{extra}">{"".join(parts)}</div>'


def grid(parts: list[str], columns: int, gap: float = 10, extra: str = "") -> str:
    """Return things in a grid."""
    return (
        f'<div style="display:grid;grid-template-columns:repeat({columns},minmax(0,1fr));gap:{gap:.0f}px;{extra}">'
        f"{''.join(parts)}</div>"
    )


def box(body: str, extra: str = "") -> str:
    """Return something in a box of its own."""
    return f'<div style="min-width:0;{extra}">{body}</div>'


def words_(maker: Maker, text: str, size: float = 1, tone: Rgb | None = None, extra: str = "") -> str:
    """Return a line of plain words, ``size`` times as large as the page's."""
    return paragraph(
        maker, text, maker.style.size * size, tone, f"overflow:hidden;white-space:nowrap;text-overflow:ellipsis;{extra}"
    )


def surface(maker: Maker) -> tuple[Maker, str]:
    """Return a maker for a card, and the style of the card."""
    plan = maker.like("card")
    look = maker.style
    base = mix(look.base, WHITE, plan.rng.uniform(0.04, 0.12) if dark(look.base) else plan.rng.uniform(0.7, 1))
    inner = maker.on(base)
    edge = f"border:1px solid {css(look.line)};" if plan.chance(0.35) else ""
    return inner, (
        f"background:{css(base)};color:{css(inner.style.ink)};border-radius:{min(look.radius, 22):.0f}px;"
        f"box-shadow:{look.shadow};{edge}overflow:hidden;"
    )


def bar_style(maker: Maker) -> tuple[Maker, str]:
    """Return a maker for a page's bars, and their background."""
    plan = maker.like("bar")
    look = maker.style
    kind = plan.rng.choice(("accent", "page", "white", "gradient", "dark"))
    tones = {
        "accent": look.accent,
        "page": look.base,
        "dark": mix(look.accent, (15, 18, 25), 0.85),
        "white": mix(look.base, WHITE, 0.9 if not dark(look.base) else 0.08),
        "gradient": look.accent,
    }
    tone = tones[kind]
    back = (
        f"linear-gradient(90deg,{css(tone)},{css(mix(tone, plan.pick((WHITE, look.ink)), 0.3))})"
        if kind == "gradient"
        else css(tone)
    )
    line = f"border-bottom:1px solid {css(look.line)};" if plan.chance(0.4) else ""
    return maker.on(tone), f"background:{back};color:{css(readable(tone))};{line}"


def clock(maker: Maker) -> str:
    """Return the status bar of a phone, or nothing."""
    if not maker.like("clock").chance(0.5):
        return ""
    rng = maker.rng
    signs = "".join(maker.icons.draw(rng, "other", 13, css(maker.style.ink)) for _ in range(3))
    return (
        '<div style="display:flex;justify-content:space-between;align-items:center;padding:5px 14px 2px;'
        'font-size:13px;line-height:1.3">'
        f'<span data-clock>{rng.randint(0, 23)}:{rng.randint(0, 59):02d}</span><span style="display:flex;gap:4px">'
        f"{signs}</span></div>"
    )


def capsule(maker: Maker) -> str:
    """Return the pill with two signs of mini programs; its halves are what can be tapped."""
    look = maker.style
    high = maker.like("capsule").rng.uniform(26, 34)
    line = css(look.ink, 0.25)
    cell = "display:flex;align-items:center;justify-content:center;flex:1;"
    ring = (
        f'<i style="width:15px;height:15px;border:2.2px solid {css(look.ink)};border-radius:50%;display:flex;'
        'align-items:center;justify-content:center"><i style="width:5px;height:5px;border-radius:50%;'
        f'background:{css(look.ink)}"></i></i>'
    )
    dots = "".join(
        f'<i style="width:{s}px;height:{s}px;border-radius:50%;margin:0 1.5px;background:{css(look.ink)}"></i>'
        for s in (4, 6, 4)
    )
    return (
        f'<span style="display:flex;flex:none;width:{high * 2.75:.0f}px;height:{high:.0f}px;border:1px solid {line};'
        f'border-radius:99px;background:{css(look.base, 0.4)}">'
        f'<span{mark("icon", icon="more")} style="{cell}">{dots}</span><i style="width:1px;margin:6px 0;'
        f'background:{line}"></i>'
        f'<span{mark("icon", icon="close")} style="{cell}">{ring}</span></span>'
    )


def topbar(maker: Maker, title: str, *, back: bool = True, mini: bool | None = None) -> str:
    """Return the bar at the top of a phone's page."""
    rng = maker.rng
    inner, look = bar_style(maker)
    mini = maker.chance(0.35) if mini is None else mini
    size = inner.style.size * rng.uniform(1.15, 1.6)
    ahead = icon(inner, "back", size, maker.rng.choices(("none", None), (85, 15))[0]) if back else ""
    if back and maker.chance(0.12):
        ahead += icon(inner, maker.pick(("close", "home")), size, "none")
    behind = (
        capsule(inner)
        if mini
        else "".join(icon(inner, any_name(inner), size, "none") for _ in range(rng.randint(0, 3)))
    )
    middle = maker.chance(0.5) and not mini
    text = words_(
        inner,
        title,
        1.15,
        None,
        f"flex:1;min-width:0;text-align:{'center' if middle else 'left'};font-weight:{rng.choice((400, 500, 700))};",
    )
    text = text.replace("<div", "<div data-title", 1)
    pad = rng.uniform(6, 13)
    return f'<div style="{look}">{clock(inner)}{flex([ahead, text, behind], f"padding:{pad:.0f}px 12px;", 10)}</div>'


def bottombar(maker: Maker) -> str:
    """Return the tabs at the bottom of a phone's page."""
    inner, look = surface(maker)
    inner.style = replace(inner.style, size=min(inner.style.size, 19))
    return (
        f'{BAR}<div style="{look}border-radius:0;border:0 none;box-shadow:none">'
        f"{tabs(inner, maker.rng.randint(3, 5), 'plain', icons=maker.chance(0.85))}</div>"
    )


def footer(maker: Maker, parts: list[str]) -> str:
    """Return a bar that stays at the bottom of the page."""
    inner, look = surface(maker)
    return (
        f'{BAR}<div style="padding:8px 12px;{look}border-radius:0;border-top:1px solid '
        f'{css(inner.style.line)}">{flex(parts)}</div>'
    )


def card(maker: Maker, body: str, look: str, pad: float | None = None) -> str:
    """Return a body on a plate; ``look`` comes from ``surface``."""
    pad = maker.like("cardpad").rng.uniform(8, 20) if pad is None else pad
    return f'<div style="{look}padding:{pad:.0f}px">{body}</div>'


def crumbs(maker: Maker) -> str:
    """Return the path to a page: links, and at the end words."""
    look = maker.style
    between = maker.pick(("/", ">", "»", "›", "·"))
    parts = []
    for text in maker.rng.sample(words.ROWS, maker.rng.randint(1, 3)):
        parts += [link(maker, text, look.size * 0.9), f'<span style="color:{css(look.muted)}">{between}</span>']
    return flex(
        [*parts, words_(maker, maker.word("title"), 0.9, look.muted)],
        "padding:6px 0;white-space:nowrap;overflow:hidden;",
        6,
    )


def steps(maker: Maker) -> str:
    """Return the steps of a task; they only show how far it is."""
    rng, look = maker.rng, maker.style
    count = rng.randint(3, 4)
    now = rng.randrange(count)
    parts = []
    for i, text in enumerate(rng.sample(words.CAPTIONS, count)):
        tone = look.accent if i <= now else mix(look.base, look.ink, 0.25)
        disc = (
            '<i style="font-style:normal;flex:none;width:22px;height:22px;border-radius:50%;'
            f'background:{css(tone)};color:{css(readable(tone))};font-size:12px;line-height:22px;text-align:center">'
            f"{i + 1}</i>"
        )
        line = f'<i style="flex:1;height:1px;background:{css(look.line)}"></i>' if i < count - 1 else ""
        parts.append(
            f'{disc}<span style="white-space:nowrap;font-size:{min(16, look.size * 0.85):.0f}px">'
            f"{esc(text)}</span>{line}"
        )
    return flex(parts, "overflow:hidden;", 6)


def pager(maker: Maker) -> str:
    """Return the pages of a table."""
    rng, look = maker.rng, maker.style
    plan = maker.like("pager")
    side = look.size * plan.rng.uniform(1.7, 2.3)
    kind = plan.pick(("box", "none", "fill"))
    now = rng.randint(1, 5)
    cells = []
    for text in (*"12345", str(rng.randint(6, 99))):
        chosen = text == str(now)
        base = (
            look.accent if chosen and kind != "box" else mix(look.base, look.ink, 0.06) if kind == "fill" else look.base
        )
        line = f"border:1px solid {css(look.accent if chosen else look.line)};" if kind == "box" else ""
        tone = readable(base) if kind != "box" or not chosen else look.accent
        cells.append(
            f'<span{mark("button", text)} style="flex:none;min-width:{side:.0f}px;height:{side:.0f}px;'
            f"line-height:{side - 2:.0f}px;text-align:center;"
            f"font-size:{look.size * 0.9:.0f}px;border-radius:{min(look.radius, 8):.0f}px;background:{css(base)};"
            f'color:{css(tone)};{line}">{text}</span>'
        )
    ends = [icon(maker, name, look.size * 0.9, plan.pick(("none", "outlined"))) for name in ("back", "arrow")]
    if plan.chance(0.3):
        ends = [button(maker, text, like="page", size=look.size * 0.85) for text in ("上一页", "下一页")]
    total = f'<span style="color:{css(look.muted)};white-space:nowrap">共 {rng.randint(60, 999)} 条</span>'
    jump = (
        field(maker, f"{rng.choice((10, 20, 50))}条/页", f"{look.size * 7:.0f}px", "select", like="f")
        if plan.chance(0.4)
        else ""
    )
    return flex(
        [total, ends[0], *cells, ends[1], jump],
        f"justify-content:{plan.pick(('flex-end', 'center', 'flex-start'))};padding:10px 0;overflow:hidden;",
        6,
    )


def counter(maker: Maker, *, boxed: bool | None = None) -> str:
    """Return a number between a minus and a plus."""
    look = maker.style
    plan = maker.like("counter")
    boxed = plan.chance(0.5) if boxed is None else boxed
    size = look.size * 0.85
    side = size * plan.rng.uniform(1.5, 2)
    back = (
        f"background:{css(mix(look.base, look.ink, 0.08))};"
        if plan.chance(0.6)
        else f"border:1px solid {css(look.line)};"
    )
    shape = (
        f"display:flex;flex:none;align-items:center;justify-content:center;width:{side:.0f}px;"
        f"height:{side:.0f}px;border-radius:{plan.pick((0, 3, 99))}px;{back}"
    )
    minus = (
        f'<span{mark("icon", icon="other")} style="{shape}"><i style="width:{size * 0.7:.0f}px;height:1.6px;'
        f'background:{css(look.ink)}"></i></span>'
    )
    plus = f'<span{mark("icon", icon="add")} style="{shape}">{sign(plan, "add", size, look.ink)}</span>'
    number = str(maker.rng.randint(1, 9))
    middle = (
        f"width:{side * 1.4:.0f}px;height:{side:.0f}px;line-height:{side:.0f}px;text-align:center;"
        f"font-size:{size:.0f}px;"
    )
    value = (
        f'<span{mark("field", number)} style="{middle}{back}">{number}</span>'
        if boxed
        else f'<span style="{middle}">{number}</span>'
    )
    return flex([minus, value, plus], "flex:none;", 2)


def chips(maker: Maker, count: int, source: tuple[str, ...] = words.TABS) -> str:
    """Return small buttons to filter by, one of them chosen."""
    look = maker.style
    plan = maker.like("chips")
    chosen = maker.rng.randrange(count)
    parts = []
    for i, text in enumerate(maker.rng.sample(source, count)):
        base = (
            (look.accent if plan.chance(0.5) else mix(look.base, look.accent, 0.15))
            if i == chosen
            else mix(look.base, look.ink, 0.06)
        )
        parts.append(
            f'<span{mark("button", text)} style="flex:none;font-size:{look.size * 0.88:.0f}px;'
            f"padding:{look.size * 0.3:.0f}px {look.size * 0.8:.0f}px;"
            f"border-radius:{min(look.radius, 30):.0f}px;background:{css(base)};color:{css(readable(base))};"
            f'white-space:nowrap">{esc(text)}</span>'
        )
    return flex(parts, "flex-wrap:wrap;")
