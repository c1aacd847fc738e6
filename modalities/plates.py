"""Plates: the even-coloured, edged areas that the words of a screen stand on (buttons, cards, bars, cells).

From the ground right beside a line of text a flood runs outward until the colour changes. What it covers, with the
letters filled in, is a plate when it has the shape of a rectangle with straight, pill-shaped or round ends and a true
edge on each side. This needs no knowledge of any design: a border, a fill and a hairline stop the flood alike.
"""

# ruff: noqa: PLR2004 - levels, shares and format bytes, each said in words where it stands

from dataclasses import dataclass, replace

import cv2
import numpy as np
import numpy.typing as npt

from modalities.evidence import Box

Image = npt.NDArray[np.uint8]
Colour = tuple[float, float, float]
"""Blue, green, red, each 0..255."""

MIN_EDGE_STEP = 5
"""Least change of any channel across the edge of a plate, in levels of 255."""
MAX_PLATE_SHARE = 0.60
"""A larger even area is the page itself."""
_ROUND_LOSS = 0.2146
"""Area that a square loses when its corners become a circle: 1 - pi / 4."""
_SHAPE_SLACK = 0.05
_REACH_PX = 5
_IS_FIXED = cv2.FLOODFILL_FIXED_RANGE


@dataclass(frozen=True, slots=True, kw_only=True)
class Plate:
    """One even area around some words."""

    x: int
    y: int
    w: int
    h: int
    fill: Colour
    is_round: bool
    """A circle, as floating buttons are."""
    content: tuple[int, int, int, int] | None
    """Left, top, right, bottom of all that stands on the plate (words, icons); None when nothing does."""

    def holds(self, box: Box) -> bool:
        """Return whether at least 80 % of ``box`` lies on the plate."""
        width = min(self.x + self.w, box.x + box.w) - max(self.x, box.x)
        height = min(self.y + self.h, box.y + box.h) - max(self.y, box.y)
        return width > 0 and height > 0 and width * height >= 0.8 * box.w * box.h


@dataclass(frozen=True, slots=True, kw_only=True)
class _Flood:
    """How far a colour may differ: from the seed (fixed), or from the pixel before (for gradients)."""

    step: int
    flags: int


_FLOODS = (
    _Flood(step=3, flags=_IS_FIXED),
    _Flood(step=8, flags=_IS_FIXED),
    _Flood(step=2, flags=0),
    _Flood(step=4, flags=0),
    _Flood(step=18, flags=_IS_FIXED),
)


class PlateFinder:
    """Finds the plates of one picture. Keeps what it flooded, because many lines stand on the same ground."""

    def __init__(self, image: Image) -> None:
        self._image = image
        self._known: list[tuple[npt.NDArray[np.int32], list[Plate | None]]] = [
            (np.zeros(image.shape[:2], np.int32), []) for _ in _FLOODS
        ]

    def around(self, box: Box) -> tuple[Plate, ...]:
        """Return the plates that hold the words in ``box``, the tightest first; empty when they stand on the page."""
        # Only when nothing holds the whole box: on a tight button the box reaches over the edge.
        return self._holding(box) or self._holding(core_of(box))

    def _holding(self, box: Box) -> tuple[Plate, ...]:
        seed = _seed(self._image, box)
        found: list[Plate] = []
        for index in range(len(_FLOODS)):
            plate = self._flooded(index, seed)
            if plate is None or not plate.holds(box) or plate.h < 0.94 * box.h:
                continue
            if not any(_same(plate, other) for other in found):
                found.append(plate)
        return tuple(sorted(found, key=lambda plate: plate.w * plate.h))

    def _flooded(self, index: int, seed: tuple[int, int]) -> Plate | None:
        labels, plates = self._known[index]
        known = int(labels[seed[1], seed[0]])
        if known:
            return plates[known - 1]
        mask, rect = _flood(self._image, seed, _FLOODS[index])
        x, y, w, h = rect
        plates.append(_plate(self._image, mask, rect))
        window = labels[y : y + h, x : x + w]
        window[(mask > 0) & (window == 0)] = len(plates)
        labels[seed[1], seed[0]] = len(plates)
        return plates[-1]


def ground_and_ink(image: Image, box: Box) -> tuple[Colour, Colour]:
    """Return the colour that the words in ``box`` stand on and the colour that they are written in."""
    cut = image[box.y : box.y + box.h, box.x : box.x + box.w].reshape(-1, 3).astype(np.float32)
    ground = np.median(_ring(image, box), axis=0)
    distance = np.abs(cut - ground).max(axis=1)
    strongest = float(np.percentile(distance, 99))
    written = cut[distance >= 0.75 * strongest] if strongest > 0 else cut
    return _colour(ground), _colour(np.median(written, axis=0))


def letters_box(image: Image, box: Box, ground: Colour, ink: Colour) -> Box:
    """Return the bounds of the letters in ``box``: of all that is nearer to ``ink`` than to ``ground``."""
    cut = image[box.y : box.y + box.h, box.x : box.x + box.w].astype(np.float32)
    is_ink = np.abs(cut - np.array(ink)).sum(axis=2) < np.abs(cut - np.array(ground)).sum(axis=2)
    rows, columns = np.flatnonzero(is_ink.any(axis=1)), np.flatnonzero(is_ink.any(axis=0))
    if not len(rows):
        return box
    left, top = int(columns[0]), int(rows[0])
    return replace(box, x=box.x + left, y=box.y + top, w=int(columns[-1]) - left + 1, h=int(rows[-1]) - top + 1)


def luma(colour: Colour) -> float:
    """Return the brightness of a colour, 0..255."""
    return 0.114 * colour[0] + 0.587 * colour[1] + 0.299 * colour[2]


def saturation(colour: Colour) -> float:
    """Return how far a colour is from grey, 0..1, weighted so that near-black counts as grey."""
    return (max(colour) - min(colour)) / max(*colour, 64.0)


def contrast(first: Colour, second: Colour) -> float:
    """Return the contrast ratio of two colours, 1..21, as the Web Content Accessibility Guidelines define it."""
    bright, dark = sorted((_linear_luma(first), _linear_luma(second)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def distance(first: Colour, second: Colour) -> float:
    """Return the largest difference of any channel, 0..255."""
    return max(abs(a - b) for a, b in zip(first, second, strict=True))


def _linear_luma(colour: Colour) -> float:
    parts = [value / 255 for value in colour]
    blue, green, red = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.0722 * blue + 0.7152 * green + 0.2126 * red


def _colour(values: npt.NDArray[np.float32]) -> Colour:
    blue, green, red = (float(value) for value in values)
    return blue, green, red


def core_of(box: Box) -> Box:
    """Return the inner part of a text box, sure to lie among the letters: on a tight button a box may reach outside."""
    inset = round(0.2 * box.h)
    return replace(box, x=box.x + inset, y=box.y + inset, w=max(2, box.w - 2 * inset), h=max(2, box.h - 2 * inset))


def _ring(image: Image, box: Box) -> npt.NDArray[np.float32]:
    cut = image[box.y : box.y + box.h, box.x : box.x + box.w]
    return np.concatenate([cut[0], cut[-1], cut[:, 0], cut[:, -1]]).astype(np.float32)


def _seed(image: Image, box: Box) -> tuple[int, int]:
    """Return the point (x, y) on the border of ``box`` whose colour is most like the ground's."""
    ring = _ring(image, box)
    nearest = int(np.abs(ring - np.median(ring, axis=0)).sum(axis=1).argmin())
    right, bottom = box.x + box.w - 1, box.y + box.h - 1
    across, down = np.arange(box.x, right + 1), np.arange(box.y, bottom + 1)
    xs = np.concatenate([across, across, np.full_like(down, box.x), np.full_like(down, right)])
    ys = np.concatenate([np.full_like(across, box.y), np.full_like(across, bottom), down, down])
    return int(xs[nearest]), int(ys[nearest])


def _flood(image: Image, seed: tuple[int, int], kind: _Flood) -> tuple[Image, tuple[int, int, int, int]]:
    """Return the flooded pixels within their bounding rectangle, and that rectangle."""
    height, width = image.shape[:2]
    mask = np.zeros((height + 2, width + 2), np.uint8)
    flags = 4 | (255 << 8) | cv2.FLOODFILL_MASK_ONLY | kind.flags
    steps = (kind.step,) * 3
    _, _, _, rect = cv2.floodFill(image, mask, seed, (0, 0, 0), steps, steps, flags)
    x, y, w, h = (int(value) for value in rect)
    return mask[y + 1 : y + 1 + h, x + 1 : x + 1 + w], (x, y, w, h)


def _plate(image: Image, mask: Image, rect: tuple[int, int, int, int]) -> Plate | None:
    """Return the plate that a flood shows, or None when it has no plate's size, shape or edges."""
    x, y, w, h = rect
    height, width = image.shape[:2]
    if min(w, h) < 8 or w * h > MAX_PLATE_SHARE * width * height:
        return None
    rect, mask = _without_spill(mask, rect)
    x, y, w, h = rect
    contours, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    if not contours:
        return None
    covered = max(cv2.contourArea(contour) for contour in contours)
    expected = 1 - _ROUND_LOSS * min(w, h) / max(w, h) - _SHAPE_SLACK
    if covered < expected * (w - 1) * (h - 1) or not _has_edges(image, rect):
        return None
    fill = _colour(np.median(image[y : y + h, x : x + w][mask > 0].astype(np.float32), axis=0))
    is_round = abs(w - h) <= 0.08 * max(w, h) and covered < 0.87 * w * h
    return Plate(x=x, y=y, w=w, h=h, fill=fill, is_round=is_round, content=_content(mask, rect))


def _without_spill(mask: Image, rect: tuple[int, int, int, int]) -> tuple[tuple[int, int, int, int], Image]:
    """Trim thin threads that a flood sends along an edge: rows and columns that are covered by less than a fifth."""
    x, y, _, _ = rect
    columns = np.flatnonzero((mask > 0).mean(axis=0) >= 0.2)
    rows = np.flatnonzero((mask > 0).mean(axis=1) >= 0.2)
    if not len(columns) or not len(rows):
        return rect, mask
    left, right, top, bottom = int(columns[0]), int(columns[-1]), int(rows[0]), int(rows[-1])
    inner = mask[top : bottom + 1, left : right + 1]
    return (x + left, y + top, right - left + 1, bottom - top + 1), inner


def _has_edges(image: Image, rect: tuple[int, int, int, int]) -> bool:
    """Return whether the colour jumps at each side that does not lie on the border of the picture."""
    x, y, w, h = rect
    height, width = image.shape[:2]
    # Near the middle of each side, because a circle bends away from its bounds.
    stops = (0.44, 0.47, 0.5, 0.53, 0.56)
    xs, ys = [x + int(w * stop) for stop in stops], [y + int(h * stop) for stop in stops]
    sides = (
        [image[_span(y, height), at] for at in xs] if y > 1 else [],
        [image[_span(y + h - 1, height), at] for at in xs] if y + h < height - 1 else [],
        [image[at, _span(x, width)] for at in ys] if x > 1 else [],
        [image[at, _span(x + w - 1, width)] for at in ys] if x + w < width - 1 else [],
    )
    if not any(sides):
        return False
    return all(not paths or float(np.median([_step(path) for path in paths])) >= MIN_EDGE_STEP for paths in sides)


def _span(at: int, limit: int) -> slice:
    return slice(max(0, at - _REACH_PX), min(limit, at + _REACH_PX + 1))


def _step(path: Image) -> float:
    """Return the largest change between pixels three apart: an edge jumps, a gradient creeps."""
    values = path.astype(np.int16)
    return float(np.abs(values[3:] - values[:-3]).max(initial=0))


def _content(mask: Image, rect: tuple[int, int, int, int]) -> tuple[int, int, int, int] | None:
    """Return the bounds of what the flood went around, leaving out the rounded corners and the rim."""
    x, y, w, h = rect
    rim = max(2, min(w, h) // 12)
    if w <= 2 * rim or h <= 2 * rim:
        return None
    outline = np.zeros_like(mask)
    contours, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    cv2.drawContours(outline, contours, -1, 255, thickness=cv2.FILLED)
    holes = ((outline > 0) & (mask == 0))[rim:-rim, rim:-rim]
    rows, columns = np.flatnonzero(holes.any(axis=1)), np.flatnonzero(holes.any(axis=0))
    if not len(rows):
        return None
    return (
        x + rim + int(columns[0]),
        y + rim + int(rows[0]),
        x + rim + int(columns[-1]) + 1,
        y + rim + int(rows[-1]) + 1,
    )


def _same(first: Plate, second: Plate) -> bool:
    return (
        abs(first.x - second.x) <= 4
        and abs(first.y - second.y) <= 4
        and abs(first.w - second.w) <= 8
        and abs(first.h - second.h) <= 8
    )
