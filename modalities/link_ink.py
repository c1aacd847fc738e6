"""Do words look like a link? Links have a colour of their own, or a line below them; plain words have neither."""

# ruff: noqa: PLR2004 - levels of colour and shares of a box, each said in words where it stands

import numpy as np
import numpy.typing as npt

from modalities.detect import Seen
from modalities.enabled import Colour, saturation

Image = npt.NDArray[np.uint8]

MIN_COLOUR = 0.30
"""Saturation of ink from which words look coloured; grey and black lie below 0.2."""
ENOUGH_PIXELS = 4000
"""Of a larger box every second, third, … pixel is looked at: medians do not change."""
MIN_LINE_SHARE = 0.8
"""Share of the width that a line below words covers without a gap."""


def is_coloured(image: Image, seen: Seen) -> bool:
    """Return whether the words in a box of ``image`` (BGR) are written in a colour other than their ground's shades."""
    ground, ink = ground_and_ink(image, seen)
    own = saturation(ink)
    # White or black on a coloured plate is no coloured ink; colour on grey is.
    return own >= MIN_COLOUR and saturation(ground) < own - 0.1


def ground_and_ink(image: Image, seen: Seen) -> tuple[Colour, Colour]:
    """Return the colours (BGR) of the ground and of the words in a box; black on black when it lies outside."""
    cut = _cut(image, seen, 0.0, 1.0)
    if cut.size == 0:
        return (0.0, 0.0, 0.0), (0.0, 0.0, 0.0)
    ground, ink = _ground_and_ink(cut)
    return _colour(ground), _colour(ink)


def is_underlined(image: Image, seen: Seen) -> bool:
    """Return whether a thin line runs below the words in a box of ``image`` (BGR), and none above, as around a tag."""
    return _has_line(image, seen, 0.62, 1.22) and not _has_line(image, seen, -0.35, 0.2)


def _has_line(image: Image, seen: Seen, upper: float, lower: float) -> bool:
    cut = _cut(image, seen, upper, lower)
    if min(cut.shape[:2], default=0) < 4:
        return False
    ground, ink = _ground_and_ink(_cut(image, seen, 0.0, 1.0))
    reach = float(np.abs(ink - ground).max())
    if reach < 24:
        return False
    is_ink = np.abs(cut.astype(np.float32) - ground).max(axis=2) > 0.45 * reach
    shares = is_ink.mean(axis=1)
    best = int(shares.argmax())
    beside = shares[max(0, best - max(2, round(0.12 * seen.h))) : best + max(2, round(0.12 * seen.h)) + 1]
    return bool(shares[best] >= MIN_LINE_SHARE and beside.min() < 0.6)


def looks_linked(image: Image, seen: Seen) -> bool:
    """Return whether the words in a box look like a link rather than like the words around them."""
    return is_coloured(image, seen) or is_underlined(image, seen)


def _cut(image: Image, seen: Seen, upper: float, lower: float) -> Image:
    height, width = image.shape[:2]
    x0, x1 = max(0, round(seen.x)), min(width, round(seen.x + seen.w))
    y0, y1 = max(0, round(seen.y + upper * seen.h)), min(height, round(seen.y + lower * seen.h))
    return image[y0:y1, x0:x1]


def _ground_and_ink(cut: Image) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.float32]]:
    """Return the commonest colour and the median of what lies furthest from it."""
    pixels = cut.reshape(-1, 3)
    pixels = pixels[:: 1 + len(pixels) // ENOUGH_PIXELS].astype(np.float32)
    ground = np.median(pixels, axis=0)
    away = np.abs(pixels - ground).max(axis=1)
    written = pixels[away >= 0.7 * float(np.percentile(away, 98))]
    return ground, np.median(written, axis=0) if written.size else ground


def _colour(values: npt.NDArray[np.float32]) -> Colour:
    return float(values[0]), float(values[1]), float(values[2])
