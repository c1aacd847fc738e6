"""The look of one phone app, drawn at random."""

import colorsys
import random
from html import escape

from kit import NAMES

DARK = 0.22
"""How many apps are dark."""
LARGE, HUGE, HIGH = 18, 20, 500
"""From which sizes of type a page holds less, and from which height a screen has room for panels."""

CJK = ["Noto Sans CJK SC"] * 6 + ["WenQuanYi Micro Hei"] * 3 + ["WenQuanYi Zen Hei"] * 2 + ["Noto Serif CJK SC"]
CJK += ["AR PL UMing CN", "AR PL UKai CN"]
LATIN = ["", "", "Roboto", "Lato", "Open Sans", "Inter", "DejaVu Sans", "Liberation Sans"]
GLYPHS = {
    "back": "‹←〈❮<⟨",
    "close": "×✕✖×╳",
    "search": "⌕⌕🔍🔎",
    "settings": "⚙⚙☸",
    "more": "⋯…⋮⋯",
    "add": "＋+✚",
    "share": "↗⤴➦",
    "camera": "📷📸",
    "microphone": "🎤🎙",
    "play": "▶▷►▶",
    "home": "⌂🏠",
    "arrow": "›>→❯▾▼",
    "other": "♡★☆♥☰✎✓♪☏✉⚑↻⟳⇄⊕⊙☺▤▦⏸⏮⏭🔔👍💬📍🎁🛒❤📞🔊📝✂⚠ⓘ？",
}
COMMON = tuple(NAMES)


def mark(role: str, label: str | None = None, **data: str) -> str:
    """Return the data attributes that say what an element is."""
    out = f' data-role="{role}"'
    if label:
        out += f' data-label="{escape(label)}"'
    return out + "".join(f' data-{key}="{escape(value)}"' for key, value in data.items())


def rgb(hue: float, sat: float, light: float) -> str:
    """Return a colour from hue, saturation and lightness (0–1 each)."""
    red, green, blue = colorsys.hls_to_rgb(hue % 1, min(1, max(0, light)), min(1, max(0, sat)))
    return f"#{round(red * 255):02x}{round(green * 255):02x}{round(blue * 255):02x}"


class Style:
    """Every choice that makes one app look unlike the next; all of them drawn by themselves."""

    def __init__(self, rng: random.Random) -> None:
        chance = lambda p: rng.random() < p  # noqa: E731
        self.rng = rng
        self.elder = chance(0.2)
        self.base = rng.uniform(18, 29) if self.elder else rng.triangular(12, 19, 15)
        self.large, self.huge = self.base > LARGE, self.base > HUGE
        self.font = rng.choice(CJK)
        latin = rng.choice(LATIN)
        self.families = ",".join(f"'{each}'" for each in (latin, self.font, "Noto Color Emoji") if each)
        self.dense = rng.triangular(0.6, 1.5, 0.95)
        self.gutter = rng.choice([0, 8, 10, 12, 14, 16, 20, 24]) if chance(0.9) else 28
        self._colours(rng)
        corner = lambda: rng.choice([0, 2, 4, 6, 8, 10, 12, 16, 20, 24, 999, rng.uniform(0, 30)])  # noqa: E731
        self.corner_button, self.corner_field = corner(), corner()
        self.corner_card, self.corner_plate, self.corner_tag = min(corner(), 28), corner(), min(corner(), 99)
        self.frame = rng.choice(["none", "none", "border", "shadow", "shadow", "both", "thick"])
        kinds = ["filled"] * 6 + ["gradient"] * 2 + ["glossy", "3d", "outlined", "tonal", "dark", "shadowed"]
        self.primary = rng.choice(kinds)
        self.secondary = rng.choice(["outlined", "outlined", "tonal", "ghost", "grey", "text", "white", "accentline"])
        self.switch = rng.choice(["ios"] * 4 + ["material"] * 2 + ["square", "words", "outlined", "thin"])
        self.check = rng.choice(["round", "round", "square", "square", "outline", "heavy"])
        self.field = rng.choice(
            ["outlined", "underline", "filled", "inline", "inline", "bare", "pill", "floating", "above"]
        )
        self.icons = rng.choice(["svg", "svg", "svg", "mix", "mix", "glyph", "css"])
        self.chevron = rng.choice(["svg", "glyph", "css", "path", "none"])
        self.rows = rng.choice(["hairline", "hairline", "inset", "card", "gap", "plain", "border"])
        self.row_icon = rng.choice(["none", "plain", "plain", "plate", "tint", "circle", "emoji"])
        self.tabs = rng.choice(
            ["underline", "underline", "pill", "segment", "segment", "plain", "short", "big", "boxed"]
        )
        self.bar = rng.choice(["both", "both", "both", "words", "plates", "dock", "raised"])
        self.head = rng.choice(["center", "center", "left", "left", "large", "accent", "accent", "gradient"])
        self.nav_plate = rng.choice(["", "", "", "", "", "", "#8882", "ring", self.fill, self.paper])
        self.press = rng.choice([400, 400, 500, 600, 700])
        self.bold = rng.choice([500, 600, 700, 800])
        self.side_check, self.side_switch = rng.uniform(0.95, 1.5), rng.uniform(1.15, 1.75)
        self.side_field, self.side_small = rng.uniform(2.4, 3.4), rng.uniform(0.78, 0.95)
        self.radio_dot = chance(0.6)
        self.edge_check = rng.choice([1, 1.5, 2])
        self.corner_check = rng.choice([0, 2, 4, 6])
        self.spacing = rng.choice([0, 0, 0, 0, 0.02, 0.05])

    def _colours(self, rng: random.Random) -> None:
        """Draw the palette: paper, ink, accent and what lies between."""
        hue = rng.random()
        self.hue, self.dark = hue, rng.random() < DARK
        self.accent = rgb(hue, rng.uniform(0.45, 1), rng.uniform(0.34, 0.55))
        self.second = rgb(hue + rng.uniform(0.05, 0.6), rng.uniform(0.4, 1), rng.uniform(0.4, 0.6))
        self.on_accent = "#fff"
        self.danger = rng.choice(["#f5222d", "#e5484d", "#fa5151", "#d93026", "#ff3b30", "#c62828"])
        tint = rng.choice([0, 0, 0, rng.uniform(0.05, 0.5)])
        if self.dark:
            deep = rng.choice([0, 0.05, 0.08, 0.11, 0.14])
            self.back = rgb(hue, tint * 0.6, deep)
            self.paper = rgb(hue, tint * 0.6, deep + rng.choice([0, 0.04, 0.07, 0.1]))
            self.ink, self.muted = rgb(hue, tint, rng.uniform(0.86, 1)), rgb(hue, tint * 0.3, rng.uniform(0.5, 0.68))
            self.line, self.fill = rgb(hue, tint * 0.4, deep + 0.16), rgb(hue, tint * 0.5, deep + 0.13)
            self.accent = rgb(hue, rng.uniform(0.5, 1), rng.uniform(0.45, 0.65))
        else:
            self.back = rgb(hue, tint, rng.choice([1, 0.98, 0.965, 0.95, 0.93]))
            self.paper = rng.choice(["#fff", "#fff", "#fff", self.back, rgb(hue, tint, 0.98)])
            self.ink = rgb(hue, tint, rng.uniform(0, 0.22))
            self.muted = rgb(hue, tint * 0.5, rng.uniform(0.4, 0.63))
            self.line, self.fill = (
                rgb(hue, tint * 0.4, rng.uniform(0.82, 0.93)),
                rgb(hue, tint * 0.7, rng.uniform(0.9, 0.96)),
            )
        look = rng.choices(["own", "stark", "yellow", "ink"], [85, 4, 6, 5])[0]
        if look == "stark":
            self.dark, self.back, self.paper, self.ink, self.muted = True, "#000", "#000", "#ffe600", "#fff"
            self.accent, self.on_accent, self.line, self.fill = "#ffe600", "#000", "#ffe600", "#222"
        elif look == "yellow":
            self.accent, self.on_accent = rng.choice(["#ffd100", "#ffe14d", "#ffc300", "#c8f169", "#fadb14"]), "#222"
        elif look == "ink":
            self.accent, self.on_accent = self.ink, self.paper
        angle = rng.choice([90, 135, 180, 45])
        self.gradient = f"linear-gradient({angle}deg,{self.accent},{rgb(hue + rng.uniform(-0.12, 0.12), 0.8, 0.5)})"
        self.wash = (
            f"linear-gradient(180deg,{rgb(hue, 0.7, 0.2 if self.dark else 0.86)},{self.back} {rng.randint(25, 80)}%)"
        )
