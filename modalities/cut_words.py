"""Do words go on outside the picture? Ink that crosses the border says so; a box that only reaches it says nothing.

The line detector pads its boxes, so whole words near the border touch it too. What tells them apart is the border row
of pixels itself: between a whole letter and the border there is paper, through a sliced letter there is ink.
"""

# ruff: noqa: PLR2004 - levels, shares and format bytes, each said in words where it stands

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from modalities.evidence import Box, TextLine

Image = npt.NDArray[np.uint8]

MIN_ENDS = 2
MIN_STROKES = 10
FEW_LINES = 4
_NEAR_BORDER = 0.010
_MIN_CONTRAST = 30
_MIN_INK, _MAX_INK = 0.06, 0.75
_MIN_INK_OF_ONE = 0.15


@dataclass(frozen=True, slots=True, kw_only=True)
class Crossing:
    """A line of words that reaches one border of the picture."""

    line: int
    """Index of the line."""
    is_end: bool
    """The line runs into the border; False = the border lies along it."""
    ink: float
    """Share 0..1 of the border pixels beside the line that are ink. All of them = a frame, not a letter."""
    strokes: int
    """How many separate strokes cross the border."""


def are_words_cut(image: Image, lines: Sequence[TextLine], *, is_screen: bool = False) -> bool:
    """Return whether letters are sliced at one border: several line ends, or one line along its whole length.

    ``image`` is (height, width, 3) uint8 BGR, upright as the boxes of ``lines``. A page on a screen scrolls: its top
    and bottom line may be sliced and nothing is wrong.
    """
    luma = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)
    sides = _sides(luma, lines)
    return any(
        _is_cut([each for each in side if _MIN_INK <= each.ink <= _MAX_INK], lines)
        for side in (sides[:2] if is_screen else sides)
    )


def _is_cut(crossings: Sequence[Crossing], lines: Sequence[TextLine]) -> bool:
    ends = [each for each in crossings if each.is_end and each.strokes]
    along = sum(each.strokes for each in crossings if not each.is_end and each.strokes > 1)
    if len(ends) >= MIN_ENDS or along >= MIN_STROKES:
        return True
    # One sliced word among many is a neighbour's; among a few, and large, it is what the photo is about.
    largest = max((min(line.box.w, line.box.h) for line in lines), default=0)
    return len(lines) <= FEW_LINES and any(
        each.ink >= _MIN_INK_OF_ONE and each.strokes > 1 and _height(lines[each.line].box) >= 0.6 * largest
        for each in ends
    )


def _sides(luma: Image, lines: Sequence[TextLine]) -> tuple[list[Crossing], ...]:
    """Return the crossings at the left, right, top and bottom border; each is looked at as if it were the left one."""
    turned = (luma, luma[:, ::-1], luma.T, luma.T[:, ::-1])
    found: tuple[list[Crossing], ...] = ([], [], [], [])
    for index, line in enumerate(lines):
        box = line.box
        near = max(2.0, min(_NEAR_BORDER * max(box.img_w, box.img_h), 0.25 * _height(box)))
        gaps = (box.x, box.img_w - box.x - box.w, box.y, box.img_h - box.y - box.h)
        for side, gap in enumerate(gaps):
            if gap <= near:
                start, end = (box.y, box.y + box.h) if side < 2 else (box.x, box.x + box.w)
                depth = max(6, round(1.2 * _height(box)))
                is_end = (box.w >= box.h) == (side < 2)
                crossing = _crossing(turned[side][start:end, :depth], index, is_end=is_end)
                if crossing is not None:
                    found[side].append(crossing)
    return found


def _crossing(strip: Image, line: int, *, is_end: bool) -> Crossing | None:
    if strip.shape[1] < 2:
        return None
    low, high = np.percentile(strip, (3, 97))
    if high - low < _MIN_CONTRAST:
        return None
    level, _ = cv2.threshold(np.ascontiguousarray(strip), 0, 255, cv2.THRESH_OTSU)
    ink = strip > level
    if ink.mean() > 0.5:
        ink = ~ink
    edge = ink[:, 0] & ink[:, 1]
    # The box is a little higher than the line: its first and last pixels belong to the neighbours.
    margin = int(0.08 * len(edge)) if is_end else 0
    edge = edge[margin : len(edge) - margin]
    if not len(edge):
        return None
    strokes = int(edge[0]) + int((edge[1:] & ~edge[:-1]).sum())
    return Crossing(line=line, is_end=is_end, ink=float(edge.mean()), strokes=strokes)


def _height(box: Box) -> int:
    """Return the height of the letters: the shorter side, whichever way the line runs."""
    return min(box.w, box.h)
