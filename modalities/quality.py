"""Can print in this photo be read? Measures, and what to tell a person who cannot see the photo.

Every measure is taken at 640 px on the long side. Thresholds were found on pictures spoilt on purpose and must be
calibrated again on photos that blind people took: docs/measurements.md#photo-quality.
"""

# ruff: noqa: PLR2004 - levels, shares and format bytes, each said in words where it stands

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean, median

import cv2
import numpy as np
import numpy.typing as npt

from modalities.evidence import Problem, ProblemCode, TextLine

Image = npt.NDArray[np.uint8]

MIN_SHARPNESS = 0.50
MIN_SHARPNESS_WHEN_POORLY_READ = 0.55
MIN_BRIGHTNESS = 40.0
MAX_FINGER_SHARE = 0.10
MIN_LINE_HEIGHT_PX = 12.0
"""Median height of the text lines, at 900 px on the long side."""
MIN_LINES_CUT = 2
CUT_BORDER_SHARE = 0.008
POOR_SCORE = 0.80

_MEASURE_SIDE_PX = 640
_MIN_EDGE_CELLS = 200
_MIN_LOCAL_RANGE = 25
_FINGER_MIN_BRIGHTNESS = 70.0


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotoMeasures:
    """Numbers about one photo."""

    sharpness: float | None
    """Steepness of the sharpest edges against their contrast, 0..1; None when there are too few edges to tell."""
    brightness: float
    """95th percentile of the luma, 0..255."""
    finger_share: float
    """Share 0..1 of the picture under a smooth skin-coloured blob that enters from one or two borders."""


def measure(image: Image) -> PhotoMeasures:
    """Return the measures of ``image``, (height, width, 3) uint8 BGR of any size."""
    scale = _MEASURE_SIDE_PX / max(image.shape[:2])
    small = cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA) if scale < 1 else image
    luma = cv2.cvtColor(small, cv2.COLOR_BGR2GRAY)
    brightness = float(np.percentile(luma, 95))
    finger = _finger_share(small, luma) if brightness >= _FINGER_MIN_BRIGHTNESS else 0.0
    return PhotoMeasures(sharpness=_sharpness(luma), brightness=brightness, finger_share=finger)


def problems(measures: PhotoMeasures, lines: Sequence[TextLine]) -> tuple[Problem, ...]:
    """Return what makes this photo hard to read, the most useful thing to mend first; empty when nothing does."""
    found: list[Problem] = []
    if measures.brightness < MIN_BRIGHTNESS:
        found.append(Problem(code=ProblemCode.DARK, detail=f"brightness={measures.brightness:.0f}"))
    limit = MIN_SHARPNESS_WHEN_POORLY_READ if is_poorly_read(lines) else MIN_SHARPNESS
    if measures.sharpness is not None and measures.sharpness < limit:
        found.append(Problem(code=ProblemCode.BLUR, detail=f"sharpness={measures.sharpness:.2f}"))
    if measures.finger_share > MAX_FINGER_SHARE:
        found.append(Problem(code=ProblemCode.FINGER, detail=f"share={measures.finger_share:.2f}"))
    if lines_at_border(lines) >= MIN_LINES_CUT:
        found.append(Problem(code=ProblemCode.CUT, detail=f"lines={lines_at_border(lines)}"))
    if is_far(lines):
        found.append(Problem(code=ProblemCode.FAR, detail=f"lines={len(lines)}"))
    if not lines:
        found.append(Problem(code=ProblemCode.NO_TEXT))
    return tuple(found)


def is_poorly_read(lines: Sequence[TextLine]) -> bool:
    """Return whether the reader found nothing, or was unsure on the whole."""
    return not lines or fmean(line.score for line in lines) < POOR_SCORE


def lines_at_border(lines: Sequence[TextLine]) -> int:
    """Return how many lines run into the left or the right border, the larger of the two."""
    left = sum(1 for line in lines if line.box.x <= CUT_BORDER_SHARE * line.box.img_w)
    right = sum(1 for line in lines if line.box.x + line.box.w >= (1 - CUT_BORDER_SHARE) * line.box.img_w)
    return max(left, right)


def is_far(lines: Sequence[TextLine]) -> bool:
    """Return whether the print is too small in the picture to trust what was read."""
    heights = [min(line.box.w, line.box.h) * 900 / max(line.box.img_w, line.box.img_h) for line in lines]
    return bool(heights) and median(heights) < MIN_LINE_HEIGHT_PX


def brighten(image: Image) -> Image:
    """Return the picture with its range of luma stretched, for a second try at a dark photo."""
    soft = cv2.GaussianBlur(image, (0, 0), 1.0).astype(np.float32)
    low, high = (float(value) for value in np.percentile(soft, (1, 99)))
    stretched: Image = np.clip((soft - low) * (255.0 / max(high - low, 1.0)), 0, 255).astype(np.uint8)
    return stretched


def sharpen(image: Image) -> Image:
    """Return the picture with its edges strengthened, for a second try at a blurred photo."""
    soft = cv2.GaussianBlur(image, (0, 0), 3.0)
    sharp: Image = cv2.addWeighted(image, 2.0, soft, -1.0, 0)
    return sharp


def _sharpness(luma: Image) -> float | None:
    grid = luma.astype(np.float32)
    slope = cv2.magnitude(cv2.Sobel(grid, cv2.CV_32F, 1, 0), cv2.Sobel(grid, cv2.CV_32F, 0, 1)) / 4
    window = np.ones((9, 9), np.uint8)
    local_range = cv2.subtract(cv2.dilate(luma, window), cv2.erode(luma, window))
    cells = local_range > _MIN_LOCAL_RANGE
    if int(cells.sum()) < _MIN_EDGE_CELLS:
        return None
    return float(np.percentile(slope[cells] / local_range[cells], 95))


def _finger_share(image: Image, luma: Image) -> float:
    _, red, blue = cv2.split(cv2.cvtColor(image, cv2.COLOR_BGR2YCrCb))
    grid = luma.astype(np.float32)
    roughness = cv2.blur(cv2.absdiff(grid, cv2.GaussianBlur(grid, (0, 0), 3.0)), (21, 21))
    skin = (red > 145) & (red < 185) & (blue > 85) & (blue < 122) & (roughness < 1.2)
    _, _, stats, _ = cv2.connectedComponentsWithStats(skin.astype(np.uint8))
    height, width = luma.shape
    best = 0
    for x, y, w, h, area in stats[1:]:
        borders = (x <= 1) + (y <= 1) + (x + w >= width - 1) + (y + h >= height - 1)
        if borders in {1, 2}:
            best = max(best, int(area))
    return best / float(height * width)
