"""The smallest parts of a phone screen: icons, buttons, switches, pictures."""

import math
import random
from collections.abc import Sequence
from html import escape
from typing import TypeVar

import phone_words as words
from kit import Icons
from phone_look import COMMON, GLYPHS, HIGH, Style, mark, rgb

T = TypeVar("T")


class Ui:
    """One page under construction: its size, its style, its chance, and its smallest parts."""

    def __init__(self, rng: random.Random, icons: Icons, width: int, height: int) -> None:
        self.rng, self.files, self.width, self.height = rng, icons, width, height
        self.s = Style(rng)
        if min(width, height) == height:
            self.s.base = min(self.s.base, 19)
        self.over = self.keyboard = ""
        self.high = height > HIGH

    def chance(self, share: float) -> bool:
        """Return true in this share of the cases."""
        return self.rng.random() < share

    def pick(self, things: Sequence[T]) -> T:
        """Return one of the things."""
        return self.rng.choice(things)

    def some(self, things: Sequence[T], low: int, high: int | None = None) -> list[T]:
        """Return several different things, at most as many as there are."""
        distinct = list(dict.fromkeys(things))
        return self.rng.sample(distinct, min(len(distinct), self.rng.randint(low, high or low)))

    def em(self, factor: float) -> float:
        """Return a length in pixels that grows with the base type."""
        return round(self.s.base * factor, 1)

    def text(self, words_: str, size: float = 1, colour: str = "", weight: int | str = "", extra: str = "") -> str:
        """Return words in a block of their own."""
        colour = colour or self.s.ink
        bold = f"font-weight:{weight};" if weight else ""
        return f'<div style="font-size:{self.em(size)}px;color:{colour};{bold}{extra}">{escape(words_)}</div>'

    def word(self, name: str) -> str:
        """Return one word of a list of ``phone_words``; an underscore stands for a space."""
        return self.pick(getattr(words, name)).replace("_", " ")

    # ------------------------------------------------------------------ icons
    def sign(self, name: str, size: float, colour: str) -> str:
        """Return an unmarked sign in the page's own manner, in a box that fits it."""
        way = self.s.icons
        if way == "mix":
            way = self.pick(["svg", "glyph", "css"])
        if way == "css":
            drawn = self.css_sign(name, size, colour)
            if drawn:
                return drawn
            way = self.pick(["svg", "svg", "glyph"])
        if way == "glyph":
            face = self.pick(["", "'DejaVu Sans'", "'Noto Sans CJK SC'"])
            family = f"font-family:{face},'Noto Color Emoji';" if face else ""
            return (
                f'<span style="display:inline-block;font-size:{size:.1f}px;line-height:1;color:{colour};{family}">'
                f"{escape(self.pick(GLYPHS[name]))}</span>"
            )
        return self.files.draw(self.rng, name, round(size, 1), colour)

    def css_sign(self, name: str, size: float, colour: str) -> str:
        """Return a sign drawn with bars, borders or a path, or nothing where there is no such drawing."""
        thick = max(1, round(size * self.rng.uniform(0.07, 0.14), 1))
        wide = f"{self.pick(['round', 'butt', 'square'])}"
        paths = {
            "back": ("0 0 12 20", "M11 1L2 10l9 9"),
            "close": ("0 0 18 18", "M1 1l16 16M17 1L1 17"),
            "add": ("0 0 18 18", "M9 0v18M0 9h18"),
            "search": ("0 0 20 20", "M8 1a7 7 0 100 14A7 7 0 008 1zM13 13l6 6"),
            "arrow": self.pick([("0 0 12 20", "M1 1l9 9-9 9"), ("0 0 20 12", "M1 1l9 9 9-9")]),
            "home": ("0 0 20 20", "M1 9l9-8 9 8M3 8v11h14V8"),
            "share": (
                "0 0 20 20",
                self.pick(["M10 13V1M5 5l5-4 5 4M2 11v8h16v-8", "M12 3l7 6-7 6v-4C6 11 3 14 1 17 2 11 6 7 12 7z"]),
            ),
            "camera": ("0 0 22 18", "M1 4h5l2-3h6l2 3h5v13H1zM11 6a4 4 0 100 8 4 4 0 000-8z"),
            "microphone": ("0 0 16 22", "M8 1a3 3 0 013 3v6a3 3 0 01-6 0V4a3 3 0 013-3zM1 10a7 7 0 0014 0M8 17v4"),
            "other": self.pick([("0 0 20 16", "M0 1h20M0 8h20M0 15h20"), ("0 0 20 16", "M0 1h20M0 8h13M0 15h20")]),
        }
        if name == "more":
            dot = (
                f'<i style="width:{size * 0.2:.1f}px;height:{size * 0.2:.1f}px;border-radius:50%;'
                f'background:{colour}"></i>'
            )
            way = self.pick(["row", "row", "column"])
            return f'<span style="display:inline-flex;flex-direction:{way};gap:{size * 0.16:.1f}px">{dot * 3}</span>'
        if name == "play":
            return (
                f'<i style="display:inline-block;border-left:{size * 0.8:.1f}px solid {colour};'
                f"border-top:{size / 2:.1f}px solid "
                f'transparent;border-bottom:{size / 2:.1f}px solid transparent"></i>'
            )
        if name not in paths or (name == "other" and self.chance(0.7)):
            return ""
        box, path = paths[name]
        across, down = (float(each) for each in box.split()[2:])
        zoom = size * 0.85 / max(across, down)
        return (
            f'<svg viewBox="{box}" width="{across * zoom:.1f}" height="{down * zoom:.1f}" '
            f'style="display:block;overflow:visible"'
            f' fill="none" stroke="{colour}" stroke-width="{thick / zoom:.2f}" stroke-linecap="{wide}">'
            f'<path d="{path}"/></svg>'
        )

    def icon(self, name: str, size: float = 0, colour: str = "", plate: str = "", extra: str = "", **data: str) -> str:
        """Return a tappable sign; with ``plate`` (a background) the plate is its box."""
        size = size or self.em(1.45) * self.rng.uniform(0.9, 1.1)
        colour = colour or self.s.ink
        drawn = self.sign(name, size, colour)
        tags = mark("icon", None, icon=name, **data)
        if not plate:
            return f'<span{tags} style="display:inline-flex;line-height:1;flex:none;{extra}">{drawn}</span>'
        side = round(size * self.rng.uniform(1.4, 2.1), 1)
        corner = self.pick([999, 999, 999, self.s.corner_plate])
        if plate == "ring":
            plate, extra = "transparent", f"border:{self.pick([1, 1, 2])}px solid {colour};{extra}"
        return (
            f'<span{tags} style="display:inline-flex;align-items:center;justify-content:center;flex:none;'
            f"width:{side}px;"
            f'height:{side}px;border-radius:{corner}px;background:{plate};line-height:1;{extra}">{drawn}</span>'
        )

    def any_icon(self) -> str:
        """Return the name of a sign, often a common one."""
        return self.pick(COMMON) if self.chance(0.4) else "other"

    # ---------------------------------------------------------------- buttons
    def _paint(self, kind: str, colour: str) -> str:
        """Return the CSS of one kind of button."""
        s = self.s
        grey = "#888" if s.dark else "#666"
        looks = {
            "filled": f"background:{colour};color:{s.on_accent}",
            "gradient": f"background:{s.gradient};color:#fff",
            "glossy": f"background:linear-gradient(180deg,#ffffff66,#ffffff00 50%,#00000022),{colour};"
            f"color:{s.on_accent};"
            "border:1px solid #00000033;text-shadow:0 1px 1px #0004",
            "3d": (
                f"background:{colour};color:{s.on_accent};box-shadow:0 {self.em(0.22)}px 0 #0006,inset 0 -3px 0 #0003"
            ),
            "shadowed": f"background:{colour};color:{s.on_accent};box-shadow:0 6px 16px {s.accent}66",
            "outlined": f"background:transparent;color:{colour};border:{self.pick([1, 1, 1.5, 2, 3])}px solid {colour}",
            "accentline": f"background:{s.paper};color:{s.accent};border:1px solid {s.accent}",
            "tonal": f"background:color-mix(in srgb,{colour} 16%,{s.paper});color:{colour}",
            "ghost": f"background:transparent;color:{s.ink};border:1px solid {s.line}",
            "grey": f"background:{s.fill};color:{s.ink}",
            "white": f"background:{s.paper};color:{s.ink};box-shadow:0 1px 4px #0003",
            "dark": f"background:{s.ink};color:{s.paper}",
            "dashed": f"background:transparent;color:{s.muted};border:1px dashed {s.muted}",
            "text": f"background:none;color:{colour};padding:0 4px;min-width:0",
            "disabled": f"background:{s.fill};color:{s.muted};opacity:.7",
            "faded": f"background:{colour};color:{s.on_accent};opacity:.38",
            "greyed": f"background:{'#444' if s.dark else '#ddd'};color:{grey}",
        }
        return looks[kind]

    def button(
        self,
        label: str = "",
        kind: str = "",
        size: float = 1,
        tall: float = 0,
        extra: str = "",
        icon: str = "",
        colour: str = "",
    ) -> str:
        """Return a button with words; ``kind`` is a paint, or ``main`` and ``second`` for the page's own."""
        s = self.s
        label = label or self.word("BUTTONS")
        kind = {"": s.secondary, "main": s.primary, "second": s.secondary}.get(kind, kind)
        off = "" if self.chance(0.93) else self.pick(["disabled", "faded", "greyed"])
        data = {"enabled": "false"} if off else {}
        tall = tall or self.em(self.rng.uniform(2, 3.2)) * (0.85 + s.dense * 0.15)
        pad = 0 if kind == "text" else self.em(self.rng.uniform(0.7, 1.5)) * size
        drawn = f'<span style="display:inline-flex;margin-right:{self.em(0.35)}px">' if icon else ""
        if icon:
            tone = (
                s.on_accent
                if kind in ("filled", "gradient", "glossy", "3d", "shadowed") and not off
                else "currentColor"
            )
            drawn += self.sign(icon, self.em(1.1) * size, tone) + "</span>"
        return (
            f'<div{mark("button", label, **data)} style="display:inline-flex;align-items:center;justify-content:center;'
            f"height:{tall:.1f}px;padding:0 {pad:.1f}px;border-radius:{s.corner_button:.0f}px;"
            f"font-size:{self.em(size)}px;"
            f"font-weight:{s.press};letter-spacing:{s.spacing}em;white-space:nowrap;flex:none;"
            f"max-width:100%;overflow:hidden;"
            f'line-height:1.1;{self._paint(off or kind, colour or s.accent)};{extra}">{drawn}{escape(label)}</div>'
        )

    def wide(self, label: str = "", kind: str = "main", extra: str = "", **rest: str) -> str:
        """Return a button over the whole width."""
        tall = self.em(self.rng.uniform(2.5, 3.6))
        return self.button(label, kind, self.rng.uniform(1, 1.2), tall, f"display:flex;width:100%;{extra}", **rest)

    def small(self, label: str = "", kind: str = "", extra: str = "") -> str:
        """Return a small button, as in rows and cards."""
        size = self.s.side_small
        return self.button(
            label or self.word("SHORT"), kind, size, self.em(size * (1.3 + self.s.side_field / 4)), extra
        )

    def link(self, label: str = "", size: float = 0, colour: str = "") -> str:
        """Return tappable words without a plate."""
        label = label or self.word("LINKS")
        line = "text-decoration:underline;" if self.chance(0.2) else ""
        tone = colour or self.pick([self.s.accent, self.s.accent, self.s.accent, self.s.muted, "#1677ff"])
        scale = f"font-size:{self.em(size)}px;" if size else ""
        return f'<span{mark("link", label)} style="color:{tone};{scale}{line}white-space:nowrap">{escape(label)}</span>'

    def tag(self, label: str = "") -> str:
        """Return a badge that nobody taps."""
        s = self.s
        tone = self.pick([s.accent, s.danger, s.muted, s.second, "#07a35a", "#e08600"])
        look = self.pick(
            [
                f"background:{tone};color:#fff",
                f"border:1px solid {tone};color:{tone}",
                f"color:{tone}",
                f"background:color-mix(in srgb,{tone} 15%,{s.paper});color:{tone}",
            ]
        )
        pad = f"{self.rng.uniform(0, 0.2):.2f}em {self.rng.uniform(0.3, 0.7):.2f}em"
        return (
            f'<span style="display:inline-block;'
            f"font-size:{max(9, self.em(self.rng.uniform(0.6, 0.85)))}px;padding:{pad};flex:none;"
            f'line-height:1.3;border-radius:{s.corner_tag:.0f}px;white-space:nowrap;{look}">'
            f"{escape(label or self.word('TAGS'))}</span>"
        )

    # --------------------------------------------------------------- switches
    def switch(self, label: str, *, on: bool | None = None) -> str:
        """Return a switch in the page's manner."""
        s = self.s
        on = self.chance(0.5) if on is None else on
        off = self.chance(0.05)
        data = {"on": str(on).lower()} | ({"enabled": "false"} if off else {})
        tall = self.em(s.side_switch)
        tone = self.pick([s.accent, s.accent, "#34c759"]) if on else self.pick(["#8886", "#c9ccd1", s.line])
        way, fade = s.switch, "opacity:.4;" if off else ""
        side = "flex-end" if on else "flex-start"
        wide = tall * self.rng.uniform(1.6, 2)
        corner = {"square": 3, "words": self.pick([4, 99])}.get(way, 99)
        knob, pad, track = tall - 4, 2, f"background:{tone}"
        if way in ("material", "thin"):
            low = tall * (0.62 if way == "material" else 0.3)
            bar = (
                f'<i style="position:absolute;left:0;right:0;top:{(tall - low) / 2:.1f}px;height:{low:.1f}px;'
                f"border-radius:99px;"
                f'background:{tone};opacity:.55"></i>'
            )
            ball = s.accent if on else "#f1f1f1"
            return (
                f'<span{mark("switch", label, **data)} style="position:relative;display:inline-flex;flex:none;'
                f"width:{wide:.1f}px;"
                f'height:{tall:.1f}px;justify-content:{side};{fade}">{bar}<i style="position:relative;'
                f"width:{tall:.1f}px;"
                f'height:{tall:.1f}px;border-radius:50%;background:{ball};box-shadow:0 1px 3px #0006"></i></span>'
            )
        ball, words_ = "#fff", ""
        if way == "outlined":
            tone = s.accent if on else s.muted
            knob, pad, ball, track = tall * 0.55, tall * 0.16, tone, f"border:2px solid {tone}"
        if way == "words":
            wide = tall * 2.3
            word = self.pick(["开", "ON", "已开"]) if on else self.pick(["关", "OFF", "已关"])
            words_ = (
                f'<b style="font-size:{tall * 0.42:.1f}px;color:#fff;order:{-1 if on else 1};margin:0 auto">{word}</b>'
            )
            track = f"background:{s.accent if on else '#8a8f98'}"
        return (
            f'<span{mark("switch", label, **data)} style="display:inline-flex;flex:none;'
            f"align-items:center;width:{wide:.1f}px;"
            f"height:{tall:.1f}px;padding:0 {pad:.1f}px;border-radius:{corner}px;justify-content:{side};"
            f'{track};{fade}">{words_}'
            f'<i style="flex:none;width:{knob:.1f}px;height:{knob:.1f}px;'
            f"border-radius:{max(2, corner - 2)}px;background:{ball};"
            f'box-shadow:0 1px 2px #0005"></i></span>'
        )

    def check(self, label: str, *, on: bool | None = None, radio: bool = False) -> str:
        """Return a check box, or a radio button."""
        s = self.s
        on = self.chance(0.4) if on is None else on
        side = self.em(s.side_check)
        corner = "50%" if radio or s.check == "round" else f"{s.corner_check}px"
        edge = {"heavy": 3, "outline": 2}.get(s.check, s.edge_check)
        inner, paint = "", f"border:{edge}px solid {s.muted}"
        if on and radio and s.radio_dot:
            inner = f'<i style="width:50%;height:50%;border-radius:50%;background:{s.accent}"></i>'
            paint = f"border:{edge}px solid {s.accent}"
        elif on:
            full = s.check != "outline"
            tone = s.on_accent if full else s.accent
            paint = f"background:{s.accent}" if full else f"border:2px solid {s.accent}"
            turn = f"border:solid {tone};border-width:0 2px 2px 0;transform:rotate(45deg) translate(-8%,-8%)"
            inner = f'<i style="width:30%;height:56%;{turn}"></i>'
        return (
            f'<span{mark("switch", label, on=str(on).lower())} style="display:inline-flex;flex:none;align-items:center;'
            f'justify-content:center;width:{side}px;height:{side}px;border-radius:{corner};{paint}">{inner}</span>'
        )

    def slider(self, tone: str = "", back: str = "", extra: str = "") -> str:
        """Return a draggable slider over the whole width that it is given."""
        done, thick, knob = (
            self.rng.uniform(4, 95),
            self.pick([2, 3, 4, 6, 10, 16]),
            self.pick([10, 14, 18, 22, 26, 30]),
        )
        tone, back = tone or self.s.accent, back or self.s.line
        ball = self.pick(["#fff", tone, tone])
        tall = max(knob, thick)
        corner = self.pick([99, 99, 0])
        return (
            f'<div{mark("slider")} style="position:relative;height:{tall}px;flex:1;min-width:60px;{extra}">'
            f'<i style="position:absolute;left:0;right:0;top:{(tall - thick) / 2}px;height:{thick}px;'
            f"border-radius:{corner}px;"
            f'background:linear-gradient(90deg,{tone} {done:.0f}%,{back} {done:.0f}%)"></i>'
            f'<i style="position:absolute;left:calc({done:.0f}% - {done / 100 * knob:.0f}px);'
            f"top:{(tall - knob) / 2}px;width:{knob}px;"
            f'height:{knob}px;border-radius:50%;background:{ball};box-shadow:0 1px 4px #0006"></i></div>'
        )

    # ---------------------------------------------------------------- pictures
    def picture(self, extra: str = "", inner: str = "") -> str:
        """Return a made-up picture: gradients, blobs or hills, with the box that ``extra`` gives."""
        hue = self.rng.random()
        tone = lambda: rgb(hue + self.rng.uniform(-0.2, 0.2), self.rng.uniform(0.1, 0.8), self.rng.uniform(0.25, 0.85))  # noqa: E731
        ground = f"linear-gradient({self.rng.randrange(360)}deg,{tone()},{tone()} {self.rng.randint(30, 80)}%,{tone()})"
        shapes = "".join(self._blob(tone()) for _ in range(self.rng.randint(0, 7)))
        art = (
            '<svg viewBox="0 0 100 100" preserveAspectRatio="xMidYMid slice" style="position:absolute;left:0;top:0;'
            f'width:100%;height:100%">{shapes}</svg>'
        )
        return (
            f'<div style="position:relative;overflow:hidden;background:{ground};flex:none;{extra}">{art}{inner}</div>'
        )

    def _blob(self, tone: str) -> str:
        """Return one shape of a picture."""
        rng = self.rng
        x, y, size = rng.uniform(0, 100), rng.uniform(10, 100), rng.uniform(4, 34)
        if self.chance(0.35):
            return (
                f'<circle cx="{x:.0f}" cy="{y:.0f}" r="{size:.0f}" fill="{tone}" opacity="{rng.uniform(0.4, 1):.1f}"/>'
            )
        if self.chance(0.5):
            middle = rng.uniform(30, 95)
            return (
                f'<path d="M0 100V{middle:.0f}Q{x:.0f} {y:.0f} 100 {rng.uniform(40, 95):.0f}V100z" '
                f'fill="{tone}" opacity=".8"/>'
            )
        points = " ".join(
            (
                f"{x + size * math.cos(k * 1.05) * rng.uniform(0.5, 1.2):.0f},"
                f"{y + size * math.sin(k * 1.05) * rng.uniform(0.5, 1.2):.0f}"
            )
            for k in range(rng.randint(3, 6))
        )
        return f'<polygon points="{points}" fill="{tone}" opacity=".85"/>'

    def avatar(self, side: float, name: str = "") -> str:
        """Return a portrait, or the first letter on a plate."""
        corner = self.pick(["50%", "50%", f"{min(self.s.corner_plate, 12):.0f}px"])
        if self.chance(0.45):
            tone = rgb(self.rng.random(), 0.5, 0.55)
            return (
                f'<div style="width:{side:.0f}px;height:{side:.0f}px;flex:none;border-radius:{corner};'
                f"background:{tone};color:#fff;"
                f'display:flex;align-items:center;justify-content:center;font-size:{side * 0.42:.0f}px">'
                f"{escape((name or '友')[:1])}</div>"
            )
        return self.picture(f"width:{side:.0f}px;height:{side:.0f}px;border-radius:{corner}")
