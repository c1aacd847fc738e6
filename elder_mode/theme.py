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
)
THEMES = (LIGHT, YELLOW_ON_BLACK)


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours (``#RRGGBB``), 1..21, by the formula of WCAG 2.2.

    Raises:
        ValueError: not a colour of six hexadecimal digits.
    """
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


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
