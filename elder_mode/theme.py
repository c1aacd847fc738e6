"""Sizes and colours of the elder pages, and the WCAG contrast of two colours. Numbers: docs/accessibility.md.

Sources: text and line sizes from the ministry's rules for elder-friendly apps (2021) and RNIB's clear print; targets of
60 px from the same ministry; 7:1 from WCAG 2.2 criterion 1.4.6; 3:1 for controls from 1.4.11.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

MIN_CONTRAST_TEXT = 7.0
"""Text on its background (AAA)."""
MIN_CONTRAST_CONTROL = 3.0
"""Borders, focus rings and signs against what is beside them."""
FONT_STEPS_PX = (24, 30, 36)
"""Sizes that a person can choose; the first is the default."""
MIN_FONT_PX = 18
MIN_TARGET_PX = 60
MIN_GAP_PX = 16

SIZES: Mapping[str, str] = MappingProxyType(
    {
        "font-size": f"{FONT_STEPS_PX[0]}px",
        "font-size-large": f"{FONT_STEPS_PX[1]}px",
        "font-size-largest": f"{FONT_STEPS_PX[2]}px",
        "font-size-floor": f"{MIN_FONT_PX}px",
        "line-height": "1.6",
        "paragraph-gap": "1.5em",
        "measure": "22em",
        "target": f"{MIN_TARGET_PX}px",
        "target-main": "96px",
        "gap": f"{MIN_GAP_PX}px",
        "gutter": "44px",
        "focus-width": "4px",
        "repeat-guard": "800ms",
    }
)
"""Sizes in CSS units. ``measure``: 22 Chinese characters a line; ``gutter``: room at the side for a scrolling thumb."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """One set of colours, as ``#RRGGBB``."""

    name: str
    colours: Mapping[str, str]
    """Role → colour."""
    is_dark: bool = False


TEXT_PAIRS = (
    ("text", "page"),
    ("text", "card"),
    ("text-quiet", "page"),
    ("text-quiet", "card"),
    ("on-main", "main"),
    ("on-person", "person"),
    ("on-danger", "danger"),
    ("link", "page"),
    ("link", "card"),
)
"""(text, background) that occur on the pages; every theme reaches ``MIN_CONTRAST_TEXT`` with each."""
CONTROL_PAIRS = (
    ("border", "page"),
    ("border", "card"),
    ("focus", "page"),
    ("focus", "card"),
    ("main", "page"),
    ("person", "page"),
    ("danger", "page"),
    ("mark", "mark-edge"),
)
"""(line or fill, what is beside it); every theme reaches ``MIN_CONTRAST_CONTROL``."""

LIGHT = Theme(
    name="light",
    colours=MappingProxyType(
        {
            "page": "#FFFFFF",
            "card": "#FFF8E1",
            "text": "#1A1A1A",
            "text-quiet": "#4A4A4A",
            "main": "#0B3D91",
            "on-main": "#FFFFFF",
            "person": "#1B5E20",
            "on-person": "#FFFFFF",
            "danger": "#B00020",
            "on-danger": "#FFFFFF",
            "link": "#0B3D91",
            "border": "#595959",
            "focus": "#0B3D91",
            "mark": "#B00020",
            "mark-edge": "#FFFFFF",
        }
    ),
)
DARK = Theme(
    name="dark",
    colours=MappingProxyType(
        {
            "page": "#121212",
            "card": "#1F1F1F",
            "text": "#F2F2F2",
            "text-quiet": "#D0D0D0",
            "main": "#9CC3FF",
            "on-main": "#000000",
            "person": "#A5E0A8",
            "on-person": "#000000",
            "danger": "#FFB3BD",
            "on-danger": "#000000",
            "link": "#9CC3FF",
            "border": "#A8A8A8",
            "focus": "#FFD400",
            "mark": "#FFD400",
            "mark-edge": "#000000",
        }
    ),
    is_dark=True,
)
YELLOW_ON_BLACK = Theme(
    name="yellow-on-black",
    colours=MappingProxyType(
        {
            "page": "#000000",
            "card": "#000000",
            "text": "#FFD400",
            "text-quiet": "#FFE680",
            "main": "#FFD400",
            "on-main": "#000000",
            "person": "#FFFFFF",
            "on-person": "#000000",
            "danger": "#FFB3BD",
            "on-danger": "#000000",
            "link": "#FFFFFF",
            "border": "#FFD400",
            "focus": "#FFFFFF",
            "mark": "#FFD400",
            "mark-edge": "#000000",
        }
    ),
    is_dark=True,
)
THEMES = (LIGHT, DARK, YELLOW_ON_BLACK)
"""What a person can choose. Who has chosen nothing gets what the device asks for (``css``)."""


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours (``#RRGGBB``), 1..21, by the formula of WCAG 2.2.

    Raises:
        ValueError: not a colour of six hexadecimal digits.
    """
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


SYSTEM_COLOURS: Mapping[str, str] = MappingProxyType(
    {
        "page": "Canvas",
        "card": "Canvas",
        "text": "CanvasText",
        "text-quiet": "CanvasText",
        "main": "CanvasText",
        "on-main": "Canvas",
        "person": "CanvasText",
        "on-person": "Canvas",
        "danger": "CanvasText",
        "on-danger": "Canvas",
        "link": "LinkText",
        "border": "CanvasText",
        "focus": "Highlight",
    }
)
"""Of forced colours, by role: the browser leaves names of the system as they are, so grounds and words go by pairs.
What is drawn into pictures is not forced and has no role here."""


def css() -> str:
    """Return the style sheet of all themes: the device's own wish first, then what was chosen (``data-theme``).

    Who asks the device for more contrast gets quiet words as strong as all others, and on a dark device yellow on
    black. Under forced colours the browser takes the person's own for everything; ours step back by name, too, for what
    is not forced (``-webkit-text-fill-color`` keeps what it had).
    """
    free = ":root:not([data-theme])"
    strong = {"text-quiet": LIGHT.colours["text"], "border": LIGHT.colours["text"]}
    rules = [
        f":root{{{_joined(SIZES)}{_colours(LIGHT)}}}",
        f"@media (prefers-contrast:more){{{free}{{{_joined(_named(strong))}}}}}",
        f"@media (prefers-color-scheme:dark){{{free}{{{_colours(DARK)}}}}}",
        f"@media (prefers-color-scheme:dark) and (prefers-contrast:more){{{free}{{{_colours(YELLOW_ON_BLACK)}}}}}",
        *(f':root[data-theme="{each.name}"]{{{_colours(each)}}}' for each in THEMES),
        f"@media (forced-colors:active){{:root[data-theme],{free}{{{_joined(_named(SYSTEM_COLOURS))}}}}}",
    ]
    return "".join(rules)


def _colours(theme: Theme) -> str:
    scheme = "dark" if theme.is_dark else "light"
    return f"{_joined(_named(theme.colours))}color-scheme:{scheme};"


def _named(colours: Mapping[str, str]) -> dict[str, str]:
    return {f"colour-{role}": colour for role, colour in colours.items()}


def _joined(tokens: Mapping[str, str], prefix: str = "--lantern-") -> str:
    return "".join(f"{prefix}{name}:{value};" for name, value in tokens.items())


def css_variables(theme: Theme = LIGHT, prefix: str = "--lantern-") -> str:
    """Return the tokens as CSS declarations, one a line, to be put between the braces of a rule."""
    tokens = {**SIZES, **{f"colour-{role}": colour for role, colour in theme.colours.items()}}
    return "\n".join(f"{prefix}{name}: {value};" for name, value in tokens.items())


def _luminance(colour: str) -> float:
    digits = colour.removeprefix("#")
    if len(digits) != len("RRGGBB"):
        raise ValueError(f"{colour!r} is not a colour like #1A1A1A")
    red, green, blue = (_linear(int(digits[at : at + 2], 16) / 255) for at in (0, 2, 4))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4  # noqa: PLR2004  # WCAG's own constants
