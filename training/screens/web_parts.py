"""Colours, styles and the marks of truth: what the widgets of web pages are made from."""

import colorsys
import html
import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

import web_words as words
from kit import Icons

Rgb = tuple[float, float, float]
T = TypeVar("T")

FONTS = (
    "Noto Sans CJK SC",
    "Noto Sans CJK SC",
    "Noto Serif CJK SC",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
    "AR PL UMing CN",
    "AR PL UKai CN",
)
LATIN = ("Roboto", "Lato", "Open Sans", "Inter", "DejaVu Sans", "Liberation Sans")
WHITE: Rgb = (255, 255, 255)
BLACK: Rgb = (0, 0, 0)
NIGHT = 0.38
"""Luminance below which a page counts as dark."""
APART = 0.22
"""The least difference in luminance that is legible."""
MIDDLE = 0.42
"""Luminance above which dark ink reads better than white."""


def chance(rng: random.Random, share: float) -> bool:
    """Return True for ``share`` of the calls."""
    return rng.random() < share


def colour(hue: float, saturation: float, light: float) -> Rgb:
    """Return the colour of a hue in turns, a saturation and a lightness."""
    red, green, blue = colorsys.hls_to_rgb(hue % 1, light, saturation)
    return red * 255, green * 255, blue * 255


def css(tone: Rgb, alpha: float = 1) -> str:
    """Write a colour down for a style."""
    body = ",".join(str(round(part)) for part in tone)
    return f"rgb({body})" if alpha == 1 else f"rgba({body},{alpha:.2f})"


def mix(first: Rgb, second: Rgb, share: float) -> Rgb:
    """Return ``first`` with ``share`` of ``second`` in it."""
    return tuple(a + (b - a) * share for a, b in zip(first, second, strict=True))  # type: ignore[return-value]


def light(tone: Rgb) -> float:
    """Return how bright a colour looks, 0 to 1."""
    red, green, blue = tone
    return (0.299 * red + 0.587 * green + 0.114 * blue) / 255


def dark(tone: Rgb) -> bool:
    """Return whether a colour is nearer to black, so that what lies on it should be light."""
    return light(tone) < NIGHT


def vivid(rng: random.Random) -> Rgb:
    """Return a colour that a brand might have."""
    if chance(rng, 0.08):
        return colour(0, 0, rng.uniform(0.1, 0.35))
    return colour(rng.random(), rng.uniform(0.35, 1), rng.uniform(0.32, 0.62))


def esc(text: str) -> str:
    """Make a text safe for an attribute or the inside of an element."""
    return html.escape(text, quote=True)


def mark(role: str, label: str | None = None, **state: str | bool) -> str:
    """Return the attributes that say what a control is; ``on``, ``selected``, ``enabled`` and ``icon`` as needed."""
    parts = [f' data-role="{role}"']
    if label is not None:
        parts.append(f' data-label="{esc(label)}"')
    for name, value in state.items():
        if (name == "enabled" and value is True) or (name == "selected" and value is False):
            continue
        parts.append(f' data-{name}="{str(value).lower()}"')
    return "".join(parts)


@dataclass(frozen=True, slots=True)
class Style:
    """How the widgets of one page, card or moment look."""

    base: Rgb
    """What lies behind the widgets."""
    accent: Rgb
    ink: Rgb
    muted: Rgb
    line: Rgb
    font: str
    size: float
    radius: float
    border: float
    pad: float
    gap: float
    weight: int
    spacing: float
    shadow: str

    def over(self, base: Rgb) -> "Style":
        """Return the same style for widgets that lie on another colour."""
        ink = readable(base)
        accent = self.accent
        if abs(light(accent) - light(base)) < APART:
            accent = mix(accent, ink, 0.55)
        return replace(self, base=base, accent=accent, ink=ink, muted=mix(ink, base, 0.42), line=mix(base, ink, 0.15))


def readable(base: Rgb) -> Rgb:
    """Return the ink that can be read on a colour."""
    return (28, 30, 34) if light(base) > MIDDLE + 0.1 else (250, 250, 252)


def ground(rng: random.Random) -> Rgb:
    """Return a background for a page: mostly light, sometimes dark or coloured."""
    kind = rng.choices(("white", "grey", "tint", "pale", "colour", "dark", "black"), (30, 22, 14, 8, 6, 14, 6))[0]
    hue = rng.random()
    return {
        "white": WHITE,
        "grey": colour(hue, rng.uniform(0, 0.15), rng.uniform(0.9, 0.98)),
        "tint": colour(hue, rng.uniform(0.2, 0.7), rng.uniform(0.92, 0.98)),
        "pale": colour(hue, rng.uniform(0.1, 0.5), rng.uniform(0.75, 0.92)),
        "colour": colour(hue, rng.uniform(0.3, 0.9), rng.uniform(0.3, 0.6)),
        "dark": colour(hue, rng.uniform(0, 0.4), rng.uniform(0.08, 0.22)),
        "black": BLACK,
    }[kind]


def shadow(rng: random.Random) -> str:
    """Return a box shadow, or none."""
    if chance(rng, 0.6):
        return "none"
    blur = rng.uniform(1, 18)
    return f"0 {rng.uniform(0, blur / 2):.1f}px {blur:.1f}px rgba(0,0,0,{rng.uniform(0.06, 0.35):.2f})"


def fonts(rng: random.Random) -> str:
    """Return a font family with a Latin and a Chinese face."""
    chinese = rng.choices(FONTS, (30, 20, 5, 10, 10, 3, 2))[0]
    latin = rng.choice(LATIN)
    return f"'{chinese}'" if chance(rng, 0.4) else f"'{latin}','{chinese}'"


def style(rng: random.Random, base: Rgb | None = None) -> Style:
    """Return a style with every property drawn by itself."""
    base = ground(rng) if base is None else base
    bare = Style(
        base=base,
        accent=vivid(rng),
        ink=BLACK,
        muted=BLACK,
        line=BLACK,
        font=fonts(rng),
        size=min(34, max(11, rng.gauss(15, 2.2) if chance(rng, 0.8) else rng.uniform(11, 28))),
        radius=rng.choice((0, rng.uniform(0, 6), rng.uniform(2, 14), rng.uniform(8, 24), 99)),
        border=rng.choice((0, 0, 1, 1, 1.5, 2, rng.uniform(0.5, 3))),
        pad=rng.uniform(4, 18),
        gap=rng.uniform(6, 22),
        weight=rng.choice((400, 400, 400, 500, 600, 700)),
        spacing=rng.choice((0, 0, 0, 0, rng.uniform(-0.3, 2.5))),
        shadow=shadow(rng),
    )
    return bare.over(base)


@dataclass(slots=True)
class Maker:
    """Draws widgets: chance, icons and the style of the moment."""

    rng: random.Random
    icons: Icons
    style: Style
    seed: float = 0

    def on(self, base: Rgb) -> "Maker":
        """Return a maker for widgets that lie on another colour."""
        return Maker(self.rng, self.icons, self.style.over(base), self.seed)

    def like(self, name: str | None) -> "Maker":
        """Return a maker that draws the same every time for one name: widgets of one page look alike."""
        if name is None:
            return self
        again = random.Random(f"{self.seed}{name}")
        return Maker(again, self.icons, self.style, self.seed)

    def fresh(self) -> "Maker":
        """Return a maker with a wholly new style for the same background."""
        return Maker(self.rng, self.icons, style(self.rng, self.style.base), self.rng.random())

    def chance(self, share: float) -> bool:
        """Return True for ``share`` of the calls."""
        return self.rng.random() < share

    def pick(self, options: Sequence[T]) -> T:
        """Return one of the options."""
        return self.rng.choice(options)

    def word(self, kind: str) -> str:
        """Return a word of one of the lists of ``web_words``."""
        if kind == "button":
            weights = (72, 14, 14)
            return self.pick(
                self.rng.choices((words.BUTTONS, words.BUTTONS_TRADITIONAL, words.BUTTONS_ENGLISH), weights)[0]
            )
        return self.pick(getattr(words, kind.upper() + "S"))

    def text(self, least: int = 1, most: int = 3) -> str:
        """Return some sentences."""
        return "".join(self.pick(words.SENTENCES) for _ in range(self.rng.randint(least, most)))

    def radius(self) -> float:
        """Return a corner radius near that of the style."""
        return self.style.radius if self.chance(0.8) else self.rng.uniform(0, 20)

    def fill(self) -> tuple[str, Rgb]:
        """Return a plate's background and the colour that ink on it must be read against."""
        rng, look = self.rng, self.style
        kind = rng.choices(("accent", "gradient", "tonal", "plain", "other", "glass"), (34, 14, 18, 14, 14, 6))[0]
        if kind == "gradient":
            end = mix(look.accent, vivid(rng), rng.uniform(0.15, 0.6))
            return (
                f"linear-gradient({rng.randint(0, 360)}deg,{css(look.accent)},{css(end)})",
                mix(look.accent, end, 0.5),
            )
        if kind == "glass":
            share = rng.uniform(0.1, 0.35)
            return css(look.ink, share), mix(look.base, look.ink, share)
        tone = {
            "accent": look.accent,
            "tonal": mix(look.base, look.accent, rng.uniform(0.08, 0.25)),
            "plain": mix(look.base, look.ink, rng.uniform(0.05, 0.14)),
            "other": vivid(rng),
        }[kind]
        return css(tone), tone


def paragraph(maker: Maker, text: str, size: float | None = None, tone: Rgb | None = None, extra: str = "") -> str:
    """Return words that are nothing but words."""
    look = maker.style
    size = look.size if size is None else size
    return (
        f'<div style="font-size:{size:.1f}px;color:{css(tone or look.ink)};line-height:1.5;{extra}">{esc(text)}</div>'
    )


def document(maker: Maker, body: str, width: int, height: int, backdrop: str | None = None, head: str = "") -> str:
    """Return the whole document of a page."""
    look = maker.style
    return (
        '<!DOCTYPE html><html lang="zh"><head><meta charset="utf-8"><style>'
        "*{box-sizing:border-box}"
        f"html,body{{margin:0;padding:0;width:{width}px;height:{height}px;overflow:hidden}}"
        f"body{{position:relative;background:{backdrop or css(look.base)};color:{css(look.ink)};"
        f"font-family:{look.font},sans-serif;"
        f"font-size:{look.size:.1f}px;line-height:1.4}}input,button,select,textarea{{font-family:inherit}}"
        f"input::placeholder,textarea::placeholder{{color:{css(mix(look.ink, look.base, 0.55))};opacity:1}}"
        f"a{{color:inherit}}{head}</style></head><body>{body}</body></html>"
    )
