"""Can print in this photo be read? Measures, and what to tell a person who cannot see the photo.

Two looks: ``measure`` needs only pixels and comes before reading; ``measure_words`` needs the lines that were read.
``problems`` turns both into reasons. Thresholds were found on pictures drawn and spoilt on purpose and must be
calibrated again on photos that blind people took: docs/measurements.md#photo-quality.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean, median

import cv2
import numpy as np
import numpy.typing as npt

from modalities import cover
from modalities.cut_words import are_words_cut
from modalities.evidence import Problem, ProblemCode, TextLine
from modalities.sharpness import sharpness

Image = npt.NDArray[np.uint8]

MIN_SHARPNESS = 0.44
"""Spoilt photos lay at 0.43 and below, clean and otherwise spoilt ones at 0.52 and above."""
MIN_BRIGHTNESS = 40.0
MIN_HIGHLIGHT = 110.0
"""A dark screen is mostly black too, but its words are bright."""
MAX_FINGER_SHARE = 0.04
MAX_GLARE_SHARE = 0.03
MIN_LINE_HEIGHT_PX = 12.0
"""Median height of the text lines, at 900 px on the long side."""
SMALL_LINE_HEIGHT_PX = 24.0
MIN_TEXT_SHARE = 0.13
POOR_SCORE = 0.80

_MEASURE_SIDE_PX = 640
_FINGER_MIN_BRIGHTNESS = 70.0


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotoMeasures:
    """Numbers about one photo, from its pixels alone."""

    sharpness: float | None
    """Steepness of the sharpest edges against their contrast, 0..1, in the least sharp direction; None when there are
    too few edges to tell."""
    brightness: float
    """95th percentile of the luma, 0..255."""
    highlight: float
    """99.8th percentile of the luma, 0..255."""
    finger_share: float
    """Share 0..1 of the picture under a smooth skin-coloured blob that enters from a border."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WordMeasures:
    """Numbers about the words of one photo, after it was read."""

    sharpness: float | None
    """As in ``PhotoMeasures``, of the print alone; None when there is too little of it."""
    is_cut: bool
    """Letters are sliced by a border of the picture."""
    glare_share: float
    """Share 0..1 of the picture under a bright patch at which lines end."""


def measure(image: Image) -> PhotoMeasures:
    """Return the measures of ``image``, (height, width, 3) uint8 BGR of any size, before it is read.

    Its ``small_copy`` will do.
    """
    small = small_copy(image)
    luma = cv2.cvtColor(small, cv2.COLOR_BGR2GRAY)
    brightness, highlight = (float(value) for value in np.percentile(luma, (95, 99.8)))
    finger = cover.finger_share(small) if brightness >= _FINGER_MIN_BRIGHTNESS else 0.0
    return PhotoMeasures(sharpness=sharpness(luma), brightness=brightness, highlight=highlight, finger_share=finger)


def measure_words(
    image: Image, lines: Sequence[TextLine], *, is_screen: bool = False, small: Image | None = None
) -> WordMeasures:
    """Return the measures of the words in ``image``, (height, width, 3) uint8 BGR, where ``lines`` were read.

    A screen has no glare, and may be scrolled. ``small`` is the picture's ``small_copy`` if there is one already.
    """
    boxes = [line.box for line in lines]
    small = small_copy(image) if small is None else small
    return WordMeasures(
        sharpness=sharpness(cv2.cvtColor(small, cv2.COLOR_BGR2GRAY), boxes) if boxes else None,
        is_cut=are_words_cut(image, lines, is_screen=is_screen),
        glare_share=cover.glare_over(small, boxes) if boxes and not is_screen else 0.0,
    )


def problems(
    measures: PhotoMeasures, lines: Sequence[TextLine], words: WordMeasures | None = None
) -> tuple[Problem, ...]:
    """Return what makes this photo hard to read, the most useful thing to mend first; empty when nothing does."""
    found: list[Problem] = []
    if is_dark(measures):
        found.append(Problem(code=ProblemCode.DARK, detail=f"brightness={measures.brightness:.0f}"))
    sharp = measures.sharpness if words is None or words.sharpness is None else words.sharpness
    if sharp is not None and sharp < MIN_SHARPNESS:
        found.append(Problem(code=ProblemCode.BLUR, detail=f"sharpness={sharp:.2f}"))
    if measures.finger_share > MAX_FINGER_SHARE:
        found.append(Problem(code=ProblemCode.FINGER, detail=f"share={measures.finger_share:.2f}"))
    if words is not None and words.glare_share > MAX_GLARE_SHARE:
        found.append(Problem(code=ProblemCode.GLARE, detail=f"share={words.glare_share:.2f}"))
    if words is not None and words.is_cut:
        found.append(Problem(code=ProblemCode.CUT, detail=f"lines={len(lines)}"))
    if is_far(lines):
        found.append(Problem(code=ProblemCode.FAR, detail=f"lines={len(lines)}"))
    if not lines:
        found.append(Problem(code=ProblemCode.NO_TEXT))
    return tuple(found)


def is_dark(measures: PhotoMeasures) -> bool:
    """Return whether there was too little light; a dark screen with bright words is none."""
    return measures.brightness < MIN_BRIGHTNESS and measures.highlight < MIN_HIGHLIGHT


def is_blurred(measures: PhotoMeasures) -> bool:
    """Return whether no edge in the picture is sharp, as far as its pixels alone tell."""
    return measures.sharpness is not None and measures.sharpness < MIN_SHARPNESS


def is_poorly_read(lines: Sequence[TextLine]) -> bool:
    """Return whether the reader found nothing, or was unsure on the whole."""
    return not lines or fmean(line.score for line in lines) < POOR_SCORE


def is_far(lines: Sequence[TextLine]) -> bool:
    """Return whether the print is too small to trust: tiny letters, or small ones that fill a corner of the picture."""
    if not lines:
        return False
    boxes = [line.box for line in lines]
    height = median(min(box.w, box.h) * 900 / max(box.img_w, box.img_h) for box in boxes)
    wide = max(box.x + box.w for box in boxes) - min(box.x for box in boxes)
    tall = max(box.y + box.h for box in boxes) - min(box.y for box in boxes)
    share = wide * tall / (boxes[0].img_w * boxes[0].img_h)
    return height < MIN_LINE_HEIGHT_PX or (share < MIN_TEXT_SHARE and height < SMALL_LINE_HEIGHT_PX)


def small_copy(image: Image) -> Image:
    """Return the copy that is measured, at most 640 px long; a picture that is no longer is its own."""
    scale = _MEASURE_SIDE_PX / max(image.shape[:2])
    if scale >= 1:
        return image
    size = tuple(max(1, round(side * scale)) for side in image.shape[1::-1])  # a strip must not vanish
    small: Image = cv2.resize(image, size, interpolation=cv2.INTER_AREA).astype(np.uint8)
    return small
