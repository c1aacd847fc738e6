"""How far a control reaches: the area that answers to a finger is larger than a bare sign, keys that touch fill theirs.

Also what only looks like a control: the signs of a telephone's status bar. Sizes are in pixels of the picture;
``pixel`` is how many of them make one CSS pixel.
"""

# ruff: noqa: PLR2004 - shares of a shape, each said in words where it stands

from collections.abc import Sequence
from dataclasses import replace
from statistics import median

import numpy as np
import numpy.typing as npt

from modalities import screen_words
from modalities.detect import PANELS, Seen
from modalities.evidence import Role, TextLine

Image = npt.NDArray[np.uint8]

USUAL_WIDTH_PX = 390.0
"""CSS pixels across a usual telephone, to tell CSS pixels from those of the picture."""
USUAL_LINE_PX = 20.0
"""Height of a usual line of words in CSS pixels: tells the size of what is no telephone."""
MIN_PHONE_ASPECT = 1.55

REACH_PX = 33.0
"""A sign without a plate is drawn 16 to 28 CSS px large; the area that answers to a finger is 24 to 48 and cannot be
seen. A box of 33 shares at least half with all of these."""
MIN_PLATE_DIFFERENCE = 14.0
"""Least difference between the strongest colours inside and around a box for there to be a plate, 0..255."""

STATUS_ZONE = 0.06
MIN_KEYS = 6
MIN_FILLED = 0.8
"""A key that fills less of its place in the grid, and shows no plate, fills all of it."""


def pixel_of(width: int, height: int, lines: Sequence[TextLine]) -> float:
    """Return how many pixels of the picture make one CSS pixel, at least 1: known only about."""
    if height >= MIN_PHONE_ASPECT * width or not lines:
        return max(1.0, min(width, height) / USUAL_WIDTH_PX)
    return min(3.0, max(1.0, median(line.box.h for line in lines) / USUAL_LINE_PX))


def with_reach(seen: Sequence[Seen], image: Image, pixel: float) -> list[Seen]:
    """Return what was seen, bare signs with the area around them, as far as their neighbours leave it."""
    return [
        _grown(each, seen, pixel)
        if each.name == Role.ICON and max(each.w, each.h) < REACH_PX * pixel and not has_plate(image, each)
        else each
        for each in seen
    ]


def _grown(sign: Seen, seen: Sequence[Seen], pixel: float) -> Seen:
    half_w, half_h = max(sign.w, REACH_PX * pixel) / 2, max(sign.h, REACH_PX * pixel) / 2
    x, y = sign.x + sign.w / 2, sign.y + sign.h / 2
    for other in seen:
        if other is sign or other.name in PANELS:
            continue
        other_x, other_y = other.x + other.w / 2, other.y + other.h / 2
        if other.name == Role.ICON and other.score >= 0.5 * sign.score:
            across, down = abs(other_x - x), abs(other_y - y)
            if down < min(sign.h, other.h) and across > 0.5 * sign.w:
                half_w = min(half_w, across / 2)
            if across < min(sign.w, other.w) and down > 0.5 * sign.h:
                half_h = min(half_h, down / 2)
        elif other.x <= x <= other.x + other.w and other.y <= y <= other.y + other.h:  # a sign inside a field or a row
            half_h = min(half_h, max(y - other.y, other.y + other.h - y))
    half_w, half_h = max(half_w, sign.w / 2), max(half_h, sign.h / 2)
    return replace(sign, x=x - half_w, y=y - half_h, w=2 * half_w, h=2 * half_h)


def has_plate(image: Image, each: Seen) -> bool:
    """Return whether the colour just inside a box differs from that just outside on most of its sides."""
    inner, outer = max(1.0, 0.08 * min(each.w, each.h)), max(2.0, 0.10 * min(each.w, each.h))
    x0, y0, x1, y1 = each.x, each.y, each.x + each.w, each.y + each.h
    middle_x, middle_y = (x0 + 0.3 * each.w, x1 - 0.3 * each.w), (y0 + 0.3 * each.h, y1 - 0.3 * each.h)
    sides = (
        (
            (middle_x[0], y0 + inner, middle_x[1], y0 + 2 * inner),
            (middle_x[0], y0 - 2 * outer, middle_x[1], y0 - outer),
        ),
        (
            (middle_x[0], y1 - 2 * inner, middle_x[1], y1 - inner),
            (middle_x[0], y1 + outer, middle_x[1], y1 + 2 * outer),
        ),
        (
            (x0 + inner, middle_y[0], x0 + 2 * inner, middle_y[1]),
            (x0 - 2 * outer, middle_y[0], x0 - outer, middle_y[1]),
        ),
        (
            (x1 - 2 * inner, middle_y[0], x1 - inner, middle_y[1]),
            (x1 + outer, middle_y[0], x1 + 2 * outer, middle_y[1]),
        ),
    )
    differing = sum(_differ(_colour(image, inside), _colour(image, outside)) for inside, outside in sides)
    return differing >= 3


def _colour(image: Image, part: tuple[float, float, float, float]) -> npt.NDArray[np.float64] | None:
    height, width = image.shape[:2]
    x0, y0 = max(0, round(part[0])), max(0, round(part[1]))
    x1, y1 = min(width, max(x0 + 1, round(part[2]))), min(height, max(y0 + 1, round(part[3])))
    cut = image[y0:y1, x0:x1].reshape(-1, 3)
    return np.median(cut, axis=0) if cut.size else None


def _differ(first: npt.NDArray[np.float64] | None, second: npt.NDArray[np.float64] | None) -> bool:
    return first is not None and second is not None and float(np.abs(first - second).max()) >= MIN_PLATE_DIFFERENCE


def without_status_bar(seen: Sequence[Seen], lines: Sequence[TextLine], height: int) -> list[Seen]:
    """Return what was seen without the signs beside the clock: network, sound, battery."""
    bars = [line.box for line in lines if screen_words.is_status(line.text) and line.box.centre[1] < STATUS_ZONE]
    if not bars:
        return list(seen)
    bottom = max(box.y + box.h for box in bars)
    tall = max(box.h for box in bars)
    return [
        each
        for each in seen
        if each.name in PANELS or each.y + each.h / 2 > bottom or each.h > 2.2 * tall or each.y > STATUS_ZONE * height
    ]


def with_whole_keys(seen: Sequence[Seen], image: Image) -> list[Seen]:
    """Return what was seen, keys without plates as large as their places in the keyboard."""
    keys = [each for each in seen if each.name == Role.KEY]
    if len(keys) < MIN_KEYS:
        return list(seen)
    across = _pitch([(each.x + each.w / 2, each.y + each.h / 2, each.h) for each in keys])
    down = _pitch([(each.y + each.h / 2, each.x + each.w / 2, each.w) for each in keys])
    return [_whole(each, across, down, image) if each.name == Role.KEY else each for each in seen]


def _pitch(places: Sequence[tuple[float, float, float]]) -> float | None:
    """Return the usual distance of neighbours in one direction: (place, place across it, size across it) of each."""
    gaps = []
    for place, beside, size in places:
        ahead = [
            other - place for other, next_to, _ in places if other > place + 1 and abs(next_to - beside) < 0.3 * size
        ]
        if ahead:
            gaps.append(min(ahead))
    return sorted(gaps)[len(gaps) // 4] if len(gaps) >= MIN_KEYS // 2 else None


def _whole(key: Seen, across: float | None, down: float | None, image: Image) -> Seen:
    w = across if across is not None and key.w < MIN_FILLED * across else key.w
    h = down if down is not None and key.h < MIN_FILLED * down else key.h
    if (w, h) == (key.w, key.h) or has_plate(image, key):
        return key
    return replace(key, x=key.x - (w - key.w) / 2, y=key.y - (h - key.h) / 2, w=w, h=h)
