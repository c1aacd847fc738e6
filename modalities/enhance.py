"""A second try at a photo that was read poorly: the same picture, mended in one way that fits what is wrong with it.

Costs a whole second reading, so it is tried once and only then. The better reading is kept; a number that the other
reading does not confirm is doubtful.
"""

from collections.abc import Sequence
from dataclasses import replace
from statistics import fmean

import cv2
import numpy as np
import numpy.typing as npt

from modalities import quality
from modalities.evidence import Box, TextLine
from modalities.numerals import SURE_ENOUGH, same_number_in
from modalities.ocr import TextReader

Image = npt.NDArray[np.uint8]

ENLARGED = 2
_MARGIN_LINES = 2
_DIM = 2.0
"""Up to this many times the limit of darkness a poorly read photo is brightened rather than sharpened."""


def read_again_if_poor(
    image: Image, lines: tuple[TextLine, ...], measures: quality.PhotoMeasures, reader: TextReader
) -> tuple[TextLine, ...]:
    """Return ``lines``, or a better reading of ``image``, (height, width, 3) uint8 BGR, when there was reason to try.

    Raises:
        EngineFailedError: the engine broke on the mended picture.
    """
    is_poor = quality.is_poorly_read(lines)
    if quality.is_dark(measures) or (is_poor and measures.brightness < _DIM * quality.MIN_BRIGHTNESS):
        again = reader.read(brighten(image), is_screen=False)
    elif is_poor and quality.is_blurred(measures):
        again = reader.read(sharpen(image), is_screen=False)
    elif quality.is_far(lines) and fmean(line.score for line in lines) < SURE_ENOUGH:
        again = _read_enlarged(image, lines, reader)
    else:
        return lines
    better, other = (again, lines) if worth(again) > worth(lines) else (lines, again)
    return tuple(_checked(line, other) for line in better)


def brighten(image: Image) -> Image:
    """Return the picture with its range of luma stretched, for a second try at a dark photo."""
    soft = cv2.GaussianBlur(image, (0, 0), 1.0).astype(np.float32)
    low, high = (float(value) for value in np.percentile(soft, (1, 99)))
    stretched: Image = np.clip((soft - low) * (255.0 / max(high - low, 1.0)), 0, 255).astype(np.uint8)
    return stretched


def sharpen(image: Image) -> Image:
    """Return the picture with its edges strengthened, for a second try at a blurred photo."""
    soft = cv2.GaussianBlur(image, (0, 0), 3.0)
    sharp: Image = cv2.addWeighted(image, 2.0, soft, -1.0, 0).astype(np.uint8)
    return sharp


def worth(lines: Sequence[TextLine]) -> float:
    """Return how much was read, and how surely."""
    return fmean(line.score for line in lines) * sum(len(line.text) for line in lines) if lines else 0.0


def text_area(lines: Sequence[TextLine]) -> Box:
    """Return the smallest box around all ``lines`` (at least one) and two line heights more on each side."""
    boxes = [line.box for line in lines]
    width, height = boxes[0].img_w, boxes[0].img_h
    margin = _MARGIN_LINES * max(min(box.w, box.h) for box in boxes)
    left, top = max(0, min(box.x for box in boxes) - margin), max(0, min(box.y for box in boxes) - margin)
    right = min(width, max(box.x + box.w for box in boxes) + margin)
    bottom = min(height, max(box.y + box.h for box in boxes) + margin)
    return Box(x=left, y=top, w=right - left, h=bottom - top, img_w=width, img_h=height)


def _read_enlarged(image: Image, lines: Sequence[TextLine], reader: TextReader) -> tuple[TextLine, ...]:
    """Return the lines of the text area, read at twice its size, with boxes in pixels of ``image``."""
    area = text_area(lines)
    cut = image[area.y : area.y + area.h, area.x : area.x + area.w]
    large = cv2.resize(cut, None, fx=ENLARGED, fy=ENLARGED, interpolation=cv2.INTER_CUBIC).astype(np.uint8)
    return tuple(_in_picture(line, area) for line in reader.read(large, is_screen=False))


def _in_picture(line: TextLine, area: Box) -> TextLine:
    box = Box(
        x=area.x + line.box.x // ENLARGED,
        y=area.y + line.box.y // ENLARGED,
        w=max(1, line.box.w // ENLARGED),
        h=max(1, line.box.h // ENLARGED),
        img_w=area.img_w,
        img_h=area.img_h,
    )
    return replace(line, box=box)


def _checked(line: TextLine, others: Sequence[TextLine]) -> TextLine:
    """Return the line, doubtful when the other reading has no line at its place with its number."""
    if any(same_number_in(line.text, other.text) for other in others if _meet(line.box, other.box)):
        return line
    return replace(line, has_doubtful_number=any(character.isdigit() for character in line.text))


def _meet(one: Box, other: Box) -> bool:
    across = min(one.x + one.w, other.x + other.w) - max(one.x, other.x)
    down = min(one.y + one.h, other.y + other.h) - max(one.y, other.y)
    return across > 0 and down > 0
