"""Switches, checkboxes, radio buttons and sliders of many kinds."""

from web_icons import sign
from web_parts import WHITE, Maker, Rgb, css, dark, esc, mark, mix, readable
from web_words import UNITS

TICK = "M5 12.5l4.5 4.5L19 7.5"
GREEN: Rgb = (52, 199, 89)


def _box(attributes: str, wide: float, high: float, look: str, inside: str = "") -> str:
    return (
        f'<span{attributes} style="display:inline-block;flex:none;position:relative;vertical-align:middle;'
        f"width:{wide:.1f}px;"
        f'height:{high:.1f}px;{look}">{inside}</span>'
    )


def _part(left: float, top: float, wide: float, high: float, look: str, inside: str = "") -> str:
    return (
        f'<i style="position:absolute;font-style:normal;left:{left:.1f}px;top:{top:.1f}px;width:{wide:.1f}px;'
        f'height:{high:.1f}px;{look}">{inside}</i>'
    )


def _tick(size: float, tone: Rgb, thick: float = 3, path: str = TICK) -> str:
    return (
        f'<svg viewBox="0 0 24 24" width="{size:.1f}" height="{size:.1f}" style="display:block" fill="none" '
        f'stroke="{css(tone)}" stroke-width="{thick:.1f}"><path d="{path}"/></svg>'
    )


CENTRE = "display:flex;align-items:center;justify-content:center;"


class Switches:
    """The kinds of switches; each method draws one, on or off, about ``size`` px high."""

    def __init__(self, maker: Maker, size: float, attributes: str, *, on: bool) -> None:
        self.rng = maker.rng
        self.maker = maker
        self.size = size
        self.at = attributes
        self.on = on
        look = maker.style
        self.accent = GREEN if maker.chance(0.2) else look.accent
        self.off = mix(look.base, look.ink, maker.rng.uniform(0.14, 0.4))
        self.thumb = WHITE if maker.chance(0.85) else mix(look.base, look.ink, 0.8)
        self.back = self.accent if on else self.off

    def pill(self) -> str:
        """The switch of iOS and of most of the web: a pill with a round thumb inside it."""
        high = self.size
        wide = high * self.rng.uniform(1.55, 2.2)
        inset = high * self.rng.uniform(0.05, 0.16)
        side = high - 2 * inset
        depth = "box-shadow:0 1px 3px rgba(0,0,0,.35);" if self.maker.chance(0.6) else ""
        left = wide - inset - side if self.on else inset
        inside = self._inside(side) if self.maker.chance(0.15) else ""
        thumb = _part(
            left, inset, side, side, f"border-radius:50%;background:{css(self.thumb)};{depth}{CENTRE}", inside
        )
        return _box(self.at, wide, high, f"border-radius:{high}px;background:{css(self.back)};", thumb)

    def _inside(self, side: float) -> str:
        if self.maker.chance(0.5):
            path = TICK if self.on else "M6 6L18 18M18 6L6 18"
            return _tick(side * 0.7, self.back, 3, path)
        return sign(self.maker, "other", side * 0.65, self.back)

    def material(self) -> str:
        """Material 1 and 2: a thin track under a larger thumb."""
        side = self.size * 0.9
        wide = side * self.rng.uniform(1.6, 2)
        thin = side * self.rng.uniform(0.4, 0.72)
        track = mix(self.maker.style.base, self.accent, 0.45) if self.on else self.off
        tone = self.accent if self.on else mix(WHITE, self.off, 0.05)
        return _box(
            self.at,
            wide,
            side,
            "",
            _part(
                side * 0.1,
                (side - thin) / 2,
                wide - side * 0.2,
                thin,
                f"border-radius:{thin}px;background:{css(track)};",
            )
            + _part(
                wide - side if self.on else 0,
                0,
                side,
                side,
                f"border-radius:50%;background:{css(tone)};box-shadow:0 1px 3px rgba(0,0,0,.45);",
            ),
        )

    def material3(self) -> str:
        """Material 3: an outlined pill, a small thumb when off, a large one when on."""
        high = self.size * 1.1
        wide = high * 1.625
        side = high * (0.75 if self.on else 0.5)
        look = self.maker.style
        edge = mix(look.base, look.ink, 0.55)
        back = self.accent if self.on else mix(look.base, look.ink, 0.08)
        left = wide - side - high * 0.125 if self.on else (high - side) / 2
        inside = _tick(side * 0.66, self.accent) if self.on and self.maker.chance(0.5) else ""
        border = "" if self.on else f"box-shadow:inset 0 0 0 {high / 16:.1f}px {css(edge)};"
        thumb = f"border-radius:50%;background:{css(WHITE if self.on else edge)};{CENTRE}"
        return _box(
            self.at,
            wide,
            high,
            f"border-radius:{high}px;background:{css(back)};{border}",
            _part(left, (high - side) / 2, side, side, thumb, inside),
        )

    def holo(self) -> str:
        """Android Holo and old sites: a rectangle, half of it a thumb with a word."""
        high = self.size * 1.05
        wide = high * self.rng.uniform(2.4, 3.4)
        yes, no = self.maker.pick(UNITS).split("|")
        word = yes if self.on else no
        half = wide * 0.5
        corner = self.rng.choice((0, 2, 4))
        tone = self.accent if self.on else mix(self.off, self.maker.style.ink, 0.15)
        thumb = (
            f"{CENTRE}border-radius:{corner}px;background:{css(tone)};color:{css(readable(tone))};"
            f"font-size:{min(high * 0.5, half / 2.6):.1f}px;font-weight:{self.rng.choice((400, 700))};line-height:1;"
        )
        return _box(
            self.at,
            wide,
            high,
            f"border-radius:{corner}px;background:{css(self.off)};",
            _part(half if self.on else 0, 0, half, high, thumb, word),
        )

    def worded(self) -> str:
        """A pill with a word or a sign beside its thumb."""
        high = self.size * 1.05
        wide = high * self.rng.uniform(1.9, 2.4)
        inset = high * 0.09
        side = high - 2 * inset
        yes, no = self.maker.pick(UNITS[1:5]).split("|")
        word = yes if self.on else no
        room = wide - side - inset * 2
        size = min(high * 0.55, room / max(1, len(word)) * (0.9 if not word.isascii() else 1.2))
        text = f"{CENTRE}font-size:{size:.1f}px;line-height:1;color:{css(readable(self.back))};"
        return _box(
            self.at,
            wide,
            high,
            f"border-radius:{high}px;background:{css(self.back)};",
            _part(inset if self.on else side + inset, 0, room, high, text, word)
            + _part(wide - inset - side if self.on else inset, inset, side, side, "border-radius:50%;background:#fff;"),
        )

    def outlined(self) -> str:
        """Windows 11 and flat kits: an outlined pill with a dot."""
        high = self.size
        wide = high * self.rng.uniform(1.8, 2.3)
        thick = self.rng.uniform(1, 2.6)
        tone = self.accent if self.on else mix(self.maker.style.base, self.maker.style.ink, 0.6)
        filled = self.on and self.maker.chance(0.5)
        dot = self.thumb if filled else tone
        side = high * self.rng.uniform(0.4, 0.62)
        inset = (high - side) / 2 - thick
        left = wide - side - inset - 2 * thick if self.on else inset
        corner = self.rng.choice((high, high, 3))
        back = f"background:{css(tone)};" if filled else ""
        return _box(
            self.at,
            wide,
            high,
            f"border:{thick:.1f}px solid {css(tone)};border-radius:{corner}px;{back}",
            _part(left, inset, side, side, f"border-radius:{corner}px;background:{css(dot)};"),
        )

    def square(self) -> str:
        """Windows 8: a rectangle and a bar."""
        high = self.size * 0.9
        wide = high * self.rng.uniform(2, 2.8)
        bar = high * self.rng.uniform(0.5, 0.95)
        ink = self.maker.style.ink
        return _box(
            self.at,
            wide,
            high,
            f"background:{css(self.back)};border:2px solid {css(mix(self.back, ink, 0.3))};",
            _part(wide - bar - 4 if self.on else 0, 0, bar, high - 4, f"background:{css(mix(WHITE, ink, 0.1))};"),
        )

    def wire(self) -> str:
        """A line with a ring on it."""
        side = self.size * 0.8
        wide = side * self.rng.uniform(1.8, 2.4)
        thin = self.rng.uniform(2, 5)
        base = self.maker.style.base
        ring = f"border-radius:50%;border:{max(2, side / 8):.1f}px solid {css(self.back)};background:{css(base)};"
        return _box(
            self.at,
            wide,
            side,
            "",
            _part(0, (side - thin) / 2, wide, thin, f"background:{css(self.back)};")
            + _part(wide - side if self.on else 0, 0, side, side, ring),
        )

    def lever(self) -> str:
        """Older skins: gradients, bevels and shadows."""
        high = self.size * 1.1
        wide = high * self.rng.uniform(1.8, 2.5)
        corner = self.rng.choice((high, 6, 3))
        side = high - 2
        dark = mix(self.back, (0, 0, 0), 0.3)
        return _box(
            self.at,
            wide,
            high,
            f"border-radius:{corner}px;border:1px solid {css(dark)};"
            f"background:linear-gradient({css(dark)},{css(self.back)});",
            _part(
                wide - side - 1 if self.on else -1,
                0,
                side,
                side,
                f"border-radius:{corner}px;background:linear-gradient(#fff,#c9c9c9);border:1px solid #999;",
            ),
        )

    def pair(self) -> str:
        """Two halves with a word each, one of them lit."""
        high = self.size * 1.15
        yes, no = self.maker.pick(UNITS[1:6]).split("|")
        if self.maker.chance(0.5):
            yes, no = no, yes
            lit = (not self.on, self.on)
        else:
            lit = (self.on, not self.on)
        corner = self.rng.choice((0, 4, high / 2))
        look = self.maker.style
        cell = "".join(
            f'<b style="{CENTRE}flex:1;font-weight:400;font-size:{high * 0.42:.1f}px;line-height:1;white-space:nowrap;'
            f"background:{css(self.accent if is_lit else look.base)};"
            f'color:{css(readable(self.accent) if is_lit else look.muted)}">'
            f"{word}</b>"
            for word, is_lit in zip((yes, no), lit, strict=True)
        )
        return _box(
            self.at,
            high * 2.9,
            high,
            f"display:inline-flex;overflow:hidden;border:1px solid {css(self.accent)};border-radius:{corner:.1f}px;",
            cell,
        )

    def checkbox(self) -> str:
        """A square box, or a rounded one, with a tick, a cross or a bar."""
        side = self.size * 0.8
        corner = side * self.rng.choice((0, 0.1, 0.2, 0.3, 0.5, 0.5))
        thick = self.rng.uniform(1, 2.5)
        edge = mix(self.maker.style.base, self.maker.style.ink, self.rng.uniform(0.2, 0.7))
        if not self.on:
            fill = css(WHITE) if self.maker.chance(0.3) and not dark(self.maker.style.base) else "none"
            return _box(
                self.at,
                side,
                side,
                f"border:{thick:.1f}px solid {css(edge)};border-radius:{corner:.1f}px;background:{fill};",
            )
        path = self.rng.choices((TICK, "M6 6L18 18M18 6L6 18", "M5 12H19"), (85, 6, 9))[0]
        filled = self.maker.chance(0.7)
        tone = WHITE if filled else self.accent
        back = css(self.accent) if filled else "none"
        room = side - 2 * thick
        return _box(
            self.at,
            side,
            side,
            f"border:{thick:.1f}px solid {css(self.accent)};border-radius:{corner:.1f}px;background:{back};",
            _part(0, 0, room, room, CENTRE, _tick(room * 0.95, tone, self.rng.uniform(2, 4.5), path)),
        )

    def radio(self) -> str:
        """A ring with a dot, a thick ring, or a filled disc with a white dot."""
        side = self.size * 0.8
        thick = self.rng.uniform(1, 2.4)
        edge = mix(self.maker.style.base, self.maker.style.ink, self.rng.uniform(0.2, 0.7))
        if not self.on:
            return _box(self.at, side, side, f"border:{thick:.1f}px solid {css(edge)};border-radius:50%;")
        kind = self.maker.pick(("dot", "ring", "disc"))
        if kind == "ring":
            return _box(
                self.at,
                side,
                side,
                f"border:{side * self.rng.uniform(0.22, 0.36):.1f}px solid {css(self.accent)};border-radius:50%;",
            )
        inner = side * self.rng.uniform(0.36, 0.55)
        place = (side - inner) / 2 - thick
        dot = _part(
            place, place, inner, inner, f"border-radius:50%;background:{css(WHITE if kind == 'disc' else self.accent)};"
        )
        back = f"background:{css(self.accent)};" if kind == "disc" else ""
        return _box(self.at, side, side, f"border:{thick:.1f}px solid {css(self.accent)};border-radius:50%;{back}", dot)

    def native(self) -> str:
        """The browser's own checkbox or radio button."""
        kind = self.maker.pick(("checkbox", "checkbox", "radio"))
        side = self.rng.choice((13, 13, 16, self.size * 0.8))
        tint = f"accent-color:{css(self.accent)};" if self.maker.chance(0.5) else ""
        checked = " checked" if self.on else ""
        return (
            f'<input type="{kind}"{checked}{self.at} style="margin:0;flex:none;vertical-align:middle;'
            f"width:{side:.1f}px;"
            f'height:{side:.1f}px;{tint}">'
        )

    def rocker(self) -> str:
        """An upright switch, as on a smart home panel."""
        wide = self.size * self.rng.uniform(1, 1.4)
        high = wide * self.rng.uniform(1.6, 2.1)
        inset = wide * 0.08
        side = wide - 2 * inset
        corner = self.rng.choice((wide, wide * 0.2))
        return _box(
            self.at,
            wide,
            high,
            f"border-radius:{corner:.1f}px;background:{css(self.back)};",
            _part(
                inset,
                inset if self.on else high - side - inset,
                side,
                side,
                f"border-radius:{corner:.1f}px;background:#fff;{CENTRE}",
                sign(self.maker, "other", side * 0.5, self.back) if self.maker.chance(0.5) else "",
            ),
        )


KINDS = {
    "pill": 22,
    "material": 9,
    "material3": 8,
    "holo": 6,
    "worded": 7,
    "outlined": 7,
    "square": 3,
    "wire": 3,
    "lever": 3,
    "pair": 3,
    "checkbox": 18,
    "radio": 16,
    "native": 7,
    "rocker": 1,
}


def switch(
    maker: Maker,
    label: str,
    kind: str | None = None,
    *,
    on: bool | None = None,
    size: float | None = None,
    like: str | None = None,
) -> str:
    """Return a switch of some kind, by itself; the words beside it are the caller's."""
    plan = maker.like(like)
    rng = plan.rng
    on = maker.chance(0.5) if on is None else on
    enabled = not maker.chance(0.06)
    kind = kind or rng.choices(tuple(KINDS), tuple(KINDS.values()))[0]
    size = size or rng.uniform(16, 32)
    drawer = Switches(plan, size, mark("switch", label, on=on, enabled=enabled), on=on)
    drawn = getattr(drawer, kind)()
    return drawn if enabled else drawn.replace('style="', 'style="opacity:.38;', 1)


def slider(maker: Maker, label: str, wide: str = "100%") -> str:
    """Return a slider: its box is the track with the thumb."""
    rng, look = maker.rng, maker.style
    share = rng.uniform(0.08, 0.92)
    at = mark("slider", label)
    if maker.chance(0.15):
        tint = f"accent-color:{css(look.accent)};" if maker.chance(0.6) else ""
        return f'<input type="range" value="{share * 100:.0f}"{at} style="display:block;margin:0;width:{wide};{tint}">'
    thin = rng.choice((rng.uniform(2, 6), rng.uniform(2, 6), rng.uniform(6, 16), rng.uniform(16, 44)))
    slim, fat = 10, 16
    thumb = rng.uniform(12, 30) if thin < slim else thin * rng.uniform(0.9, 1.35)
    if thin > fat:
        thumb = thin * rng.uniform(0.3, 1)
    high = max(thin, thumb)
    wide_thumb = thumb if maker.chance(0.8) else max(4, thumb * 0.35)
    corner = rng.choice((99, 99, 0, 4))
    rest = mix(look.base, look.ink, rng.uniform(0.1, 0.3))
    tone = look.accent if maker.chance(0.85) else look.ink
    knob = rng.choice((css(WHITE), css(tone), css(tone)))
    edge = "border:2px solid " + css(tone) + ";" if maker.chance(0.3) else "box-shadow:0 1px 4px rgba(0,0,0,.4);"
    start = rng.uniform(0, share * 0.8) if maker.chance(0.1) else 0
    bar = f"position:absolute;top:{(high - thin) / 2:.1f}px;height:{thin:.1f}px;border-radius:{corner}px;"
    place = "calc({:.1f}% - {:.1f}px)"
    knobs = "".join(
        f'<i style="position:absolute;left:{place.format(at_ * 100, at_ * wide_thumb)};top:{(high - thumb) / 2:.1f}px;'
        f'width:{wide_thumb:.1f}px;height:{thumb:.1f}px;border-radius:{corner}px;background:{knob};{edge}"></i>'
        for at_ in ((start, share) if start else (share,))
    )
    return (
        f'<div{at} style="position:relative;width:{esc(wide)};min-width:60px;height:{high:.1f}px">'
        f'<i style="{bar}left:0;right:0;background:{css(rest)}">'
        f'</i><i style="{bar}left:{start * 100:.1f}%;width:{(share - start) * 100:.1f}%;background:{css(tone)}"></i>'
        f"{knobs}</div>"
    )
