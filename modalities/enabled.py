"""Does a button look as if it could be used? Grey on grey, and washed-out colours, say no."""

# ruff: noqa: PLR2004 - levels of colour and contrast, each said in words where it stands

import numpy as np
import numpy.typing as npt

from modalities.evidence import Box

Image = npt.NDArray[np.uint8]
Colour = tuple[float, float, float]
"""Blue, green, red, 0..255."""

MAX_DISABLED_CONTRAST = 2.2
MIN_CLEAR_CONTRAST = 3.0
MIN_READABLE_CONTRAST = 4.5
"""What WCAG 2.2 criterion 1.4.3 asks of words; what cannot be used is exempt and mostly lies far below."""


def looks_enabled(image: Image, box: Box) -> bool | None:
    """Return whether the button in ``box`` of ``image`` (BGR) looks as if it could be used; None = no telling."""
    fill, ink = _fill_and_ink(image, box)
    ratio = contrast(fill, ink)
    if saturation(fill) >= 0.5 or (saturation(ink) >= 0.5 and ratio >= MAX_DISABLED_CONTRAST):
        return True
    if _luma(fill) > 247 or _luma(fill) < 36:
        # The words stand on a card or on the page: grey there often means "the other choice".
        return True if ratio >= MIN_READABLE_CONTRAST else False if ratio < 1.9 else None
    is_grey = saturation(fill) < 0.12 and saturation(ink) < 0.2
    if ratio < MAX_DISABLED_CONTRAST or (is_grey and ratio < MIN_CLEAR_CONTRAST):
        return False
    return True if ratio >= MIN_READABLE_CONTRAST else None


def saturation(colour: Colour) -> float:
    """Return how far a colour is from grey, 0..1, weighted so that near-black counts as grey."""
    return (max(colour) - min(colour)) / max(*colour, 64.0)


def contrast(first: Colour, second: Colour) -> float:
    """Return the contrast ratio of two colours, 1..21, as the Web Content Accessibility Guidelines define it."""
    bright, dark = sorted((_linear_luma(first), _linear_luma(second)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def _fill_and_ink(image: Image, box: Box) -> tuple[Colour, Colour]:
    """Return the colour of the plate and that of the words on it: what lies furthest from the plate's."""
    edge_x, edge_y = box.w // 8, box.h // 8
    cut = image[box.y + edge_y : box.y + box.h - edge_y, box.x + edge_x : box.x + box.w - edge_x]
    pixels = cut.reshape(-1, 3).astype(np.float32)
    fill = np.median(pixels, axis=0)
    away = np.abs(pixels - fill).max(axis=1)
    strongest = float(np.percentile(away, 99))
    written = pixels[away >= 0.75 * strongest] if strongest > 0 else pixels
    return _colour(fill), _colour(np.median(written, axis=0))


def _colour(values: npt.NDArray[np.float32]) -> Colour:
    return float(values[0]), float(values[1]), float(values[2])


def _luma(colour: Colour) -> float:
    return 0.114 * colour[0] + 0.587 * colour[1] + 0.299 * colour[2]


def _linear_luma(colour: Colour) -> float:
    linear = [(c / 255 / 12.92) if c / 255 <= 0.04045 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in colour]
    return 0.0722 * linear[0] + 0.7152 * linear[1] + 0.2126 * linear[2]
