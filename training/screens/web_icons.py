"""Icons of every make: files of the icon families, glyphs of a font, and shapes drawn with CSS; bare or on plates."""

from functools import cache

from web_parts import Maker, Rgb, css, dark, mark, mix, readable, shadow, vivid

FACES = (
    "Noto Sans CJK SC",
    "Noto Serif CJK SC",
    "WenQuanYi Zen Hei",
    "Roboto",
    "Lato",
    "Inter",
    "DejaVu Sans",
    "Liberation Sans",
    "Noto Color Emoji",
)
NAMES = ("back", "close", "search", "settings", "more", "add", "share", "camera", "microphone", "play", "home", "arrow")
GLYPHS = {
    "back": (
        "‹ 0,5,-49,25,-7 1,2,-50,29,-5 3,5,-47,27,-8",
        "← 0,3,-62,96,-14 1,3,-63,96,-13 2,6,-52,93,-20",
        "〈 0,58,-85,95,9 1,53,-85,97,10 2,63,-80,87,9",
        "＜ 0,10,-77,89,1 1,12,-75,88,2 2,25,-52,75,-6",
        "< 0,3,-60,52,-14 1,6,-63,52,-10 2,5,-52,55,-6",
        "◀ 0,6,-85,88,10 2,18,-78,84,4 5,4,-82,83,10",
        "❮ 6,14,-76,69,25",
        "⟵ 5,9,-64,122,0 6,4,-53,138,-9",
    ),
    "close": (
        "× 0,17,-70,83,-5 1,19,-68,81,-6 2,4,-55,56,-2",
        "✕ 6,12,-66,72,-7",
        "✖ 6,8,-70,76,-3 8,0,-93,125,25",
        "╳ 0,0,-88,100,12 2,-1,-81,102,21 6,-5,-93,65,25",
        "ⅹ 0,26,-54,74,0 1,21,-53,79,0 2,23,-52,77,2",
        "X 0,1,-73,56,0 1,1,-73,69,0 2,0,-69,54,0",
        "x 0,1,-54,49,0 1,1,-52,56,0 2,0,-51,44,0",
    ),
    "search": (
        "🔍 8,0,-93,125,25",
        "🔎 8,0,-93,125,25",
    ),
    "settings": (
        "⚙ 6,9,-73,81,2 8,0,-93,125,25",
        "🔧 8,0,-93,125,25",
    ),
    "more": (
        "⋯ 0,10,-45,90,-31 1,11,-44,89,-32 6,11,-38,89,-24",
        "⋮ 6,44,-72,56,10",
        "… 0,10,-45,90,-31 1,11,-44,89,-32 2,10,-43,89,-29",
        "☰ 2,5,-79,96,5 6,8,-73,82,0",
        "≡ 0,13,-63,87,-12 1,15,-56,85,-17 2,12,-51,71,-8",
    ),
    "add": (
        "＋ 0,13,-75,87,0 1,12,-76,88,2 2,24,-55,76,-3",
        "+ 0,3,-62,52,-11 1,3,-63,55,-9 2,4,-55,56,-3",
        "➕ 8,0,-93,125,25",
        "✚ 0,8,-81,92,5 6,5,-73,79,0",
    ),
    "share": (
        "↗ 0,15,-72,83,-2 1,15,-72,83,-3 2,16,-69,82,-4",
        "➦ 6,5,-53,79,-7",
        "⤴ 0,4,-85,98,8 1,4,-86,99,9 8,0,-93,125,25",
        "↪ 5,9,-75,105,0 6,5,-57,79,-9 8,0,-93,125,25",
    ),
    "camera": (
        "📷 8,0,-93,125,25",
        "📸 8,0,-93,125,25",
    ),
    "microphone": (
        "🎤 8,0,-93,125,25",
        "🎙 8,0,-93,125,25",
    ),
    "play": (
        "▶ 0,12,-85,94,10 2,15,-78,81,4 5,9,-82,87,10",
        "► 5,9,-82,87,10 6,0,-51,77,-1 7,19,-59,80,2",
        "▷ 0,12,-85,94,10 2,15,-78,82,4 5,9,-82,87,10",
    ),
    "home": (
        "⌂ 4,6,-72,71,0 6,7,-60,57,0 7,7,-57,53,0",
        "🏠 8,0,-93,125,25",
    ),
    "arrow": (
        "› 0,6,-49,26,-7 1,3,-50,30,-5 3,4,-47,26,-8",
        "> 0,3,-60,52,-14 1,6,-63,52,-10 2,5,-52,55,-6",
        "〉 0,5,-85,42,9 1,3,-85,47,10 2,13,-80,37,9",
        "→ 0,4,-62,97,-14 1,4,-63,97,-13 2,6,-52,93,-20",
        "❯ 6,15,-76,70,25",
        "▾ 6,0,-51,50,-1",
        "▼ 0,3,-75,97,7 2,9,-76,91,4 5,4,-73,96,5",
        "▸ 6,0,-51,50,-1",
        "⌄ 6,20,-26,64,0",
        "» 0,6,-49,43,-7 1,3,-50,52,-5 2,6,-40,34,-11",
    ),
    "other": (
        "★ 0,3,-82,97,7 2,6,-77,94,7 5,9,-82,96,1",
        "☆ 0,3,-83,97,7 2,6,-77,94,7 5,9,-82,96,1",
        "♥ 0,7,-80,93,4 2,10,-76,90,5 5,5,-76,97,2",
        "♡ 0,7,-80,93,5 2,10,-76,90,5 5,5,-76,97,2",
        "✓ 0,0,-77,69,3 1,5,-88,63,0 5,10,-59,80,-8",
        "✔ 6,11,-64,73,-8 8,0,-93,125,25",
        "↻ 5,11,-90,85,0 6,7,-68,74,-6",
        "⟳ 6,3,-67,82,-6",
        "✎ 6,8,-72,73,-7",
        "✉ 6,6,-63,78,-10 8,0,-93,125,25",
        "☎ 0,4,-71,96,-2 2,8,-65,92,-2 6,6,-73,118,0",
        "🔔 8,0,-93,125,25",
        "🗑 8,0,-93,125,25",
        "📞 8,0,-93,125,25",
        "📍 8,0,-93,125,25",
        "👤 8,0,-93,125,25",
        "🛒 8,0,-93,125,25",
        "❤ 5,5,-76,97,2 6,5,-65,79,-8 8,0,-93,125,25",
        "⭐ 8,0,-93,125,25",
        "⏸ 8,0,-93,125,25",
        "⏭ 8,0,-93,125,25",
        "⏮ 8,0,-93,125,25",
        "⟲ 6,3,-66,82,-5",
        "⇅ 0,4,-84,96,9 1,4,-85,96,9 6,5,-74,79,1",
        "♪ 0,25,-85,76,9 2,25,-79,74,8 6,8,-73,56,1",
        "☺ 6,8,-81,96,8 7,21,-59,81,2 8,0,-93,125,25",
        "😊 6,8,-81,96,8 8,0,-93,125,25",
        "📅 8,0,-93,125,25",
        "📁 8,0,-93,125,25",
        "🔒 8,0,-93,125,25",
        "🔊 8,0,-93,125,25",
        "ℹ 6,3,-76,36,0 8,0,-93,125,25",
        "？ 0,3,-77,47,1 1,3,-77,46,2 2,26,-70,74,0",
        "? 0,4,-77,43,1 1,8,-76,38,1 2,4,-70,51,0",
        "！ 0,18,-76,32,1 1,19,-79,31,0 2,43,-69,56,0",
        "－ 0,13,-41,87,-34 1,12,-39,88,-34 2,28,-32,73,-25",
        "− 0,3,-40,52,-33 1,3,-39,55,-34 3,8,-40,49,-31",
        "@ 0,5,-73,89,18 1,4,-73,87,17 2,3,-70,77,1",
        "# 0,4,-73,53,0 1,2,-71,56,0 2,3,-69,57,0",
        "ⓘ 0,3,-85,97,9 2,2,-83,97,12",
    ),
}
"""Glyph, then for some faces: the face and the ink's left, top, right and bottom at 100 px, from the baseline."""


@cache
def _glyph(name: str, which: int) -> tuple[str, tuple[str, ...]]:
    sign, *faces = GLYPHS[name][which % len(GLYPHS[name])].split(" ")
    return sign, tuple(faces)


def glyph(maker: Maker, name: str, size: float, tone: Rgb) -> str:
    """Return a glyph as wide or as high as ``size``, in a box that its ink fills."""
    sign, faces = _glyph(name, maker.rng.randrange(99991))
    face, left, top, right, bottom = (int(part) for part in maker.pick(faces).split(","))
    left, top, right, bottom = left - 4, top - 4, right + 4, bottom + 4
    spare = round(max(right - left, bottom - top) * 0.36)
    across, down = max(0, spare - right + left) // 2, max(0, spare - bottom + top) // 2
    left, top, right, bottom = left - across, top - down, right + across, bottom + down
    ratio = size / max(right - left, bottom - top)
    return (
        f'<svg width="{(right - left) * ratio:.1f}" height="{(bottom - top) * ratio:.1f}" style="display:block" '
        f'viewBox="{left} {top} {right - left} {bottom - top}"><text x="0" y="0" font-size="100" font-weight="400" '
        f'font-family="\'{FACES[face]}\'" fill="{css(tone)}">{"&lt;" if sign == "<" else sign}</text></svg>'
    )


def _bars(size: float, tone: Rgb, thick: float) -> str:
    bar = f'<i style="display:block;height:{thick:.1f}px;background:{css(tone)}"></i>'
    return (
        f'<span style="display:flex;flex-direction:column;justify-content:space-between;width:{size:.1f}px;'
        f'height:{size * 0.75:.1f}px">{bar * 3}</span>'
    )


def _dots(size: float, tone: Rgb, thick: float, *, upright: bool) -> str:
    wide = thick * 1.6
    dot = (
        f'<i style="display:block;width:{wide:.1f}px;height:{wide:.1f}px;border-radius:50%;background:{css(tone)}"></i>'
    )
    box = (max(wide, size * 0.34), size) if upright else (size, max(wide, size * 0.34))
    return (
        f'<span style="display:flex;align-items:center;flex-direction:{"column" if upright else "row"};'
        "justify-content:space-between;"
        f'width:{box[0]:.1f}px;height:{box[1]:.1f}px">{dot * 3}</span>'
    )


def _cross(size: float, tone: Rgb, thick: float, turn: int) -> str:
    bar = (
        f"position:absolute;left:0;top:50%;width:100%;height:{thick:.1f}px;margin-top:{-thick / 2:.1f}px;"
        f"background:{css(tone)};"
    )
    return (
        f'<span style="display:block;position:relative;width:{size:.1f}px;height:{size:.1f}px;overflow:hidden">'
        f'<i style="{bar}transform:rotate({turn}deg)"></i><i style="{bar}transform:rotate({turn + 90}deg)"></i></span>'
    )


def _chevron(size: float, tone: Rgb, thick: float, turn: int) -> str:
    side = size * 0.68
    wide, high = (size * 0.58, size) if turn % 180 else (size, size * 0.58)
    shift = side * 0.24 - thick * 0.2
    return (
        f'<span style="display:flex;align-items:center;justify-content:center;width:{wide:.1f}px;height:{high:.1f}px">'
        f'<i style="display:block;flex:none;width:{side:.1f}px;height:{side:.1f}px;border:solid {css(tone)};'
        f"border-width:0 0 {thick:.1f}px {thick:.1f}px;"
        f'transform:rotate({turn - 45}deg) translate({shift:.1f}px,{-shift:.1f}px)"></i></span>'
    )


def _triangle(size: float, tone: Rgb) -> str:
    half = size / 2
    return (
        f'<span style="display:block;width:0;height:0;border-left:{size * 0.85:.1f}px solid {css(tone)};'
        f'border-top:{half:.1f}px solid transparent;border-bottom:{half:.1f}px solid transparent"></span>'
    )


def drawn(maker: Maker, name: str, size: float, tone: Rgb) -> str | None:
    """Return the sign drawn with nothing but boxes, or None for a name that boxes cannot draw."""
    thick = max(1.0, size * maker.rng.uniform(0.06, 0.15))
    if name == "more":
        return _bars(size, tone, thick) if maker.chance(0.4) else _dots(size, tone, thick, upright=maker.chance(0.4))
    shapes = {
        "close": lambda: _cross(size, tone, thick, 45),
        "add": lambda: _cross(size, tone, thick, 0),
        "back": lambda: _chevron(size, tone, thick, 90),
        "arrow": lambda: _chevron(size, tone, thick, maker.pick((0, 270))),
        "play": lambda: _triangle(size, tone),
    }
    return shapes[name]() if name in shapes else None


def sign(maker: Maker, name: str, size: float, tone: Rgb) -> str:
    """Return a sign without any mark: for decoration, or to put a mark around it."""
    kind = maker.rng.choices(("file", "glyph", "boxes"), (74, 16, 10))[0]
    if kind == "glyph":
        return glyph(maker, name, size * (0.6 if name in {"back", "arrow", "close", "add", "more"} else 0.9), tone)
    shape = drawn(maker, name, size * 0.7, tone) if kind == "boxes" else None
    return shape or maker.icons.draw(maker.rng, name, round(size, 1), css(tone))


def any_name(maker: Maker) -> str:
    """Return an icon's name; a third of them none of the common ones."""
    return "other" if maker.chance(0.3) else maker.pick(NAMES)


def _plate(maker: Maker, kind: str, side: float) -> tuple[str, Rgb]:
    look, rng = maker.style, maker.rng
    round_ = {"round": "50%", "square": f"{rng.choice((0, 2, 4))}px", "soft": f"{side * rng.uniform(0.12, 0.36):.1f}px"}
    corner = f"border-radius:{round_[rng.choice(tuple(round_))]};"
    if kind == "outlined":
        tone = look.accent if maker.chance(0.4) else mix(look.base, look.ink, rng.uniform(0.15, 0.6))
        return f"{corner}border:{rng.uniform(1, 2.5):.1f}px solid {css(tone)};", look.base
    if kind == "raised":
        tone = mix(look.base, (255, 255, 255), 0.7 if not dark(look.base) else 0.1)
        return f"{corner}background:{css(tone)};box-shadow:0 1px {rng.uniform(3, 12):.0f}px rgba(0,0,0,.28);", tone
    back, tone = maker.fill()
    depth = f"box-shadow:{shadow(rng)};" if maker.chance(0.3) else ""
    return f"{corner}background:{back};{depth}", tone


def icon(
    maker: Maker, name: str | None = None, size: float | None = None, plate: str | None = None, like: str | None = None
) -> str:
    """Return an icon that can be tapped: its box is the plate, or the sign if there is no plate."""
    plan = maker.like(like)
    rng, look = plan.rng, plan.style
    name = name or any_name(maker)
    size = size or rng.uniform(14, 34)
    plate = plate or rng.choices(("none", "filled", "outlined", "raised"), (50, 28, 12, 10))[0]
    enabled = not maker.chance(0.04)
    fade = "" if enabled else "opacity:.35;"
    attributes = mark("icon", icon=name, enabled=enabled)
    if plate == "none":
        tone = rng.choices((look.ink, look.muted, look.accent, mix(vivid(rng), look.ink, 0.3)), (50, 22, 20, 8))[0]
        return (
            f'<span{attributes} style="display:inline-block;flex:none;width:fit-content;height:fit-content;'
            f'vertical-align:middle;{fade}">{sign(maker, name, size, tone)}</span>'
        )
    side = size * rng.uniform(1.35, 2.2)
    back, base = _plate(plan, plate, side)
    tone = readable(base) if plan.chance(0.7) else maker.on(base).style.accent
    return (
        f'<span{attributes} style="display:inline-flex;flex:none;vertical-align:middle;align-items:center;'
        "justify-content:center;"
        f'width:{side:.1f}px;height:{side:.1f}px;{back}{fade}">{sign(maker, name, size, tone)}</span>'
    )
