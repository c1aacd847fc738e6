"""Fields that the words in them give away (请输入…, Search…): the frame or the plate around them is followed."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from modalities import screen_words
from modalities.detect import Seen
from modalities.enabled import contrast
from modalities.evidence import Role, TextLine
from modalities.link_ink import ground_and_ink

Image = npt.NDArray[np.uint8]

MIN_EDGE = 7.0
"""Least difference of the strongest colour between a field's ground and its frame or what lies around it, 0..255."""
MIN_TALL, MAX_TALL = 1.5, 4.6
"""Height of a field in heights of its words; a text area is taller and is left to the detector."""
MIN_WIDE = 3.5
SCORE = 0.5
MAX_HINT_CONTRAST = 7.0
"""A heading that asks (请输入密码) is written in nearly black, 12 and more; hints in greys of 2 to 6."""
MAX_OVERLAP = 0.45


def find_fields(image: Image, lines: Sequence[TextLine], taken: Sequence[Seen]) -> list[Seen]:
    """Return framed fields of ``image`` (BGR) whose words are a hint, where ``taken`` has no control yet."""
    found: list[Seen] = []
    for line in lines:
        if not screen_words.is_hint(line.text) or not _is_faint(image, line):
            continue
        field = _frame_around(image, line)
        if field is not None and not any(_is_same(field, other) for other in [*taken, *found]):
            found.append(field)
    return found


def _is_faint(image: Image, line: TextLine) -> bool:
    """Return whether words are written as hints are, in less than the full contrast of a heading."""
    seen = Seen(
        name="", score=0, x=line.box.x, y=line.box.y, w=line.box.w, h=line.box.h, enabled=1.0, on=0.0, selected=0.0
    )
    ground, ink = ground_and_ink(image, seen)
    return contrast(ground, ink) <= MAX_HINT_CONTRAST


def _frame_around(image: Image, line: TextLine) -> Seen | None:
    """Return the box whose ground the words stand on; None when it has not the shape of a field."""
    box = line.box
    tall = box.h
    # Above its words a field is empty from end to end; left of them may stand a sign.
    row = max(0, round(box.y - 0.12 * tall))
    column = min(image.shape[1] - 1, box.x + box.w // 2)
    ground = np.median(image[max(0, box.y) : box.y + box.h, box.x : box.x + box.w].reshape(-1, 3), axis=0)
    left, right = _reach(image[row], box.x, ground), _reach(image[row], box.x + box.w - 1, ground)
    above, below = _reach(image[:, column], row, ground), _reach(image[:, column], box.y + box.h, ground)
    x0, x1, y0, y1 = left[0], right[1], above[0], below[1]
    is_inside = x0 > 0 and x1 < image.shape[1] - 1 and y0 > 0 and y1 < image.shape[0] - 1
    w, h = x1 - x0, y1 - y0
    if not is_inside or not MIN_TALL * tall <= h <= MAX_TALL * tall or w < max(MIN_WIDE * tall, 1.05 * box.w):
        return None
    if abs((y0 + y1) / 2 - (box.y + box.h / 2)) > 0.3 * h:
        return None
    return Seen(name=Role.FIELD.value, score=SCORE, x=x0, y=y0, w=w, h=h, enabled=1.0, on=0.0, selected=0.0)


def _reach(strip: npt.NDArray[np.uint8], start: int, ground: npt.NDArray[np.float64]) -> tuple[int, int]:
    """Return the ends of the stretch around ``start`` in which a strip of pixels has the colour of the ground."""
    differs = np.abs(strip.astype(np.float32) - ground).max(axis=1) > MIN_EDGE
    start = min(max(start, 0), len(strip) - 1)
    before, after = np.flatnonzero(differs[:start]), np.flatnonzero(differs[start + 1 :])
    return int(before[-1]) if before.size else 0, int(after[0]) + start + 1 if after.size else len(strip) - 1


def _is_same(field: Seen, other: Seen) -> bool:
    """Return whether a control already stands for this field: another box of its size, whatever it is called."""
    wide = min(field.x + field.w, other.x + other.w) - max(field.x, other.x)
    tall = min(field.y + field.h, other.y + other.h) - max(field.y, other.y)
    shared = max(0.0, wide) * max(0.0, tall)
    return shared / max(1e-9, field.w * field.h + other.w * other.h - shared) > MAX_OVERLAP
