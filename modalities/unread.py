"""A second look at a screen: words that the line detector cut short, or overlooked.

A detector that looks at a picture made small loses thin strokes (一), words in a circle and faint grey words. On a
drawn screen the ink itself shows where letters go on, so each such place is cut out at full size and read once more.
"""

# ruff: noqa: PLR2004 - levels, shares and format bytes, each said in words where it stands

from collections.abc import Sequence
from dataclasses import replace
from statistics import median

import cv2
import numpy as np
import numpy.typing as npt

from modalities.evidence import Box, TextLine
from modalities.layout import reading_order
from modalities.numerals import has_doubtful_number
from modalities.ocr import TextReader
from modalities.screen_words import width_of
from modalities.tones import strongest

Image = npt.NDArray[np.uint8]
Rect = tuple[int, int, int, int]
"""Left, top, right, bottom; the last two exclusive."""

MAX_LOOKS = 16
MIN_SCORE = 0.80
MAX_LETTER_GAP = 0.35
"""White between two letters of one word, in heights of its box."""
_MAX_CUT_WIDTH = 16
_MIN_INK_STEP = 14
_MAX_EVEN_STEP = 3


def read_missed(image: Image, lines: tuple[TextLine, ...], reader: TextReader) -> tuple[TextLine, ...]:
    """Return ``lines`` completed, in reading order of a screen. ``image`` is (height, width, 3) uint8 BGR.

    Reads at most ``MAX_LOOKS`` cuts, of about 20 ms each.

    Raises:
        EngineFailedError: the engine broke on a cut.
    """
    whole, looks = _with_whole_words(image, lines, reader)
    steps = _steps(image)
    places = [*_on_empty_plates(steps, whole), *_ink_without_lines(steps, whole)]
    added: list[TextLine] = []
    for box in places[: max(0, MAX_LOOKS - looks)]:
        line = None if any(_covered(box, other.box) > 0.3 for other in added) else _read(image, box, reader)
        if line is not None and _letters(line.text) >= 2:
            added.append(line)
    return reading_order([*whole, *added], has_columns=False) if added or whole != lines else lines


def _read(image: Image, box: Box, reader: TextReader) -> TextLine | None:
    cut = image[box.y : box.y + box.h, box.x : box.x + box.w]
    text, score = reader.read_word(_stretched(cut))
    if score < MIN_SCORE or not text:
        return None
    return TextLine(text=text, box=box, score=score, has_doubtful_number=has_doubtful_number(text, score))


def _stretched(cut: Image) -> Image:
    """Return the cut with its tones spread over the whole range, so that faint words stand out."""
    low, high = int(cut.min()), int(cut.max())
    spread: Image = ((cut.astype(np.float32) - low) * (255.0 / max(1, high - low))).astype(np.uint8)
    return spread


def _letters(text: str) -> int:
    return sum(1 for character in text if character.isalpha())


def _with_whole_words(
    image: Image, lines: tuple[TextLine, ...], reader: TextReader
) -> tuple[tuple[TextLine, ...], int]:
    """Return the lines with short ones read again where their ink goes on, and how many were read again."""
    done = list(lines)
    looks = 0
    for line in lines:
        if line not in done or width_of(line.text) > _MAX_CUT_WIDTH or looks >= MAX_LOOKS:
            continue
        box = _grown(image, line.box)
        swallowed = [other for other in done if other is not line and _covered(other.box, box) > 0.5]
        if box.w < line.box.w + 0.25 * line.box.h or any(_letters(other.text) > 2 for other in swallowed):
            continue
        looks += 1
        again = _read(image, box, reader)
        if again is None or _letters(again.text) <= _letters(line.text):
            continue
        done[done.index(line)] = again
        done = [other for other in done if other not in swallowed]
    return tuple(done), looks


def _grown(image: Image, box: Box) -> Box:
    """Return ``box`` made wider to the left and right as far as ink goes on without a gap."""
    margin = 6 * box.h
    left, right = max(0, box.x - margin), min(box.img_w, box.x + box.w + margin)
    band = image[box.y : box.y + box.h, left:right]
    inside = band[:, box.x - left : box.x - left + box.w]
    ground = np.median(np.concatenate([inside[0], inside[-1], inside[:, 0], inside[:, -1]]), axis=0)
    distance = _distance(band, ground)
    ink = distance > max(8.0, 0.35 * float(np.percentile(distance[:, box.x - left : box.x - left + box.w], 99)))
    # A column that is ink from top to bottom is the edge of a plate, not a letter.
    filled, has_ink = ink.mean(axis=0), np.logical_or.reduce(ink, axis=0)
    gap = max(2, round(MAX_LETTER_GAP * box.h))
    start = _run(has_ink[::-1], filled[::-1], right - (box.x + 2), gap)
    end = _run(has_ink, filled, box.x + box.w - 2 - left, gap)
    new_left, new_right = right - start, left + end
    pad = max(1, box.h // 12)
    x0 = box.x if new_left >= box.x else max(0, new_left - pad)
    x1 = box.x + box.w if new_right <= box.x + box.w else min(box.img_w, new_right + pad)
    return replace(box, x=x0, w=x1 - x0)


def _distance(band: Image, ground: npt.NDArray[np.float64]) -> npt.NDArray[np.float32]:
    """Return how far each pixel is from the ground, three tones, in the colour in which it is farthest."""
    table = np.abs(np.arange(256)[:, None] - ground).astype(np.float32)[None]
    return strongest(cv2.LUT(band, table).astype(np.float32, copy=False))


def _run(has_ink: npt.NDArray[np.bool_], filled: npt.NDArray[np.float64], start: int, gap: int) -> int:
    """Return the end (exclusive) of the ink that goes on from column ``start`` with no gap wider than ``gap``."""
    last = start
    for column in range(start, len(has_ink)):
        if filled[column] > 0.9:
            return last if column - last > 1 else start
        if has_ink[column]:
            last = column + 1
        elif column - last >= gap:
            break
    return last


def _on_empty_plates(steps: Image, lines: Sequence[TextLine]) -> list[Box]:
    """Return tight boxes around what stands alone on an even plate that no line touches, the largest plates first."""
    height, width = steps.shape
    even = (steps <= _MAX_EVEN_STEP).astype(np.uint8)
    found: list[tuple[int, Box]] = []
    for x, y, w, h in _patches(even):
        has_size = 0.02 * height < h < 0.25 * height and 0.9 * h < w < 0.95 * width
        if not has_size or any(_touches(line.box, (x, y, x + w, y + h)) for line in lines):
            continue
        plate = _plate(even[y : y + h, x : x + w])
        box = _word_on(plate, x, y, width, height) if plate is not None else None
        if box is not None:
            found.append((w * h, box))
    return [box for _, box in sorted(found, key=lambda each: -each[0])]


def _patches(mask: Image) -> list[tuple[int, int, int, int]]:
    """Return left, top, width, height of each patch of ``mask`` (0 or 1), patches in the holes of others too.

    Outlines alone, in the order of reading: to number every pixel of a screen takes ten times as long.
    """
    outlines, tree = cv2.findContours(mask, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_SIMPLE)
    outer = [outline for outline, kin in zip(outlines, tree[0], strict=True) if kin[3] < 0] if tree is not None else []
    rects = [tuple(int(value) for value in cv2.boundingRect(outline)) for outline in outer]
    return sorted(((x, y, w, h) for x, y, w, h in rects), key=lambda rect: (rect[1], rect[0]))


def _plate(even: Image) -> Image | None:
    """Return the one even area, 0 or 1, that reaches all four sides of its rectangle and fills half of it, or None."""
    tall, wide = even.shape
    count, labels, stats, _ = cv2.connectedComponentsWithStats(even, connectivity=4)
    for index in range(1, count):
        _, _, w, h, area = (int(value) for value in stats[index])
        if (w, h) == (wide, tall) and area > 0.5 * w * h:
            plate: Image = (labels == index).astype(np.uint8)
            return plate
    return None


def _word_on(even: Image, x: int, y: int, width: int, height: int) -> Box | None:
    """Return the bounds of the holes in an even area when they have the place and shape of one short word."""
    outline = np.zeros_like(even)
    contours, _ = cv2.findContours(even, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    cv2.drawContours(outline, contours, -1, 1, thickness=cv2.FILLED)
    holes = (outline > 0) & (even == 0)
    rows, columns = np.flatnonzero(holes.any(axis=1)), np.flatnonzero(holes.any(axis=0))
    if not len(rows):
        return None
    left, right, top, bottom = int(columns[0]), int(columns[-1]) + 1, int(rows[0]), int(rows[-1]) + 1
    is_middle = abs((left + right) / 2 - even.shape[1] / 2) < 0.2 * even.shape[1]
    if not is_middle or not _has_word_shape(right - left, bottom - top):
        return None
    return _padded((x + left, y + top, x + right, y + bottom), width, height)


def _has_word_shape(wide: int, tall: int) -> bool:
    return tall >= 8 and 1.5 * tall <= wide <= 14 * tall


def _ink_without_lines(steps: Image, lines: Sequence[TextLine]) -> list[Box]:
    """Return boxes around runs of ink of the usual height that no line covers."""
    if not lines:
        return []
    height, width = steps.shape
    usual = median(line.box.h for line in lines)
    ink = (steps > _MIN_INK_STEP).astype(np.uint8)
    joined = cv2.morphologyEx(
        ink, cv2.MORPH_CLOSE, np.ones((max(1, round(0.25 * usual)), max(3, round(0.5 * usual))), np.uint8)
    )
    found: list[Box] = []
    for x, y, w, h in _patches(joined):
        if not 0.4 * usual <= h <= 2.2 * usual or not _has_word_shape(w, h):
            continue
        box = _padded((x, y, x + w, y + h), width, height)
        if not any(_covered(box, line.box) > 0.2 or _covered(line.box, box) > 0.3 for line in lines):
            found.append(box)
    return found


def _steps(image: Image) -> Image:
    """Return how much each pixel differs from its neighbours, (height, width), in the colour that differs most."""
    window = np.ones((3, 3), np.uint8)
    return strongest(cv2.subtract(cv2.dilate(image, window), cv2.erode(image, window)).astype(np.uint8, copy=False))


def _padded(rect: Rect, width: int, height: int) -> Box:
    left, top, right, bottom = rect
    pad = max(2, (bottom - top) // 8)
    x, y = max(0, left - pad), max(0, top - pad)
    return Box(x=x, y=y, w=min(width, right + pad) - x, h=min(height, bottom + pad) - y, img_w=width, img_h=height)


def _touches(box: Box, rect: Rect) -> bool:
    return box.x < rect[2] and rect[0] < box.x + box.w and box.y < rect[3] and rect[1] < box.y + box.h


def _covered(part: Box, whole: Box) -> float:
    """Return the share of ``part`` that lies in ``whole``, 0..1."""
    wide = min(part.x + part.w, whole.x + whole.w) - max(part.x, whole.x)
    tall = min(part.y + part.h, whole.y + whole.h) - max(part.y, whole.y)
    return max(0, wide) * max(0, tall) / (part.w * part.h)
