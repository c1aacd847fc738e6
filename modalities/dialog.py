"""Is a dialog or a sheet open? Then the page behind it is dimmed, and only the bright part can be used."""

# ruff: noqa: PLR2004 - levels, shares and format bytes, each said in words where it stands

import cv2
import numpy as np
import numpy.typing as npt

from modalities.evidence import Box
from modalities.tones import strongest

Image = npt.NDArray[np.uint8]

MAX_DIMMED_SHARE = 0.75
"""Brightest parts of a dimmed page against those of the dialog. A veil of 30 % black leaves 0.70."""
MAX_GROUND_SATURATION = 60.0
_STRIP = 0.03
_MIN_SHAPE = 0.85
_MOSTLY = 0.8


def find_dialog(image: Image) -> Box | None:
    """Return the bright rectangle above a dimmed page, or None. ``image`` is (height, width, 3) uint8 BGR."""
    height, width = image.shape[:2]
    grey = strongest(image)  # the strongest colour, not its grey: a red advert above a grey veil is bright, too
    strip = max(2, round(_STRIP * width))
    # A sheet reaches the lower sides, so only the upper half of both sides tells how dark the page is.
    sides = np.concatenate([image[: height // 2, :strip], image[: height // 2, -strip:]], axis=1)
    ground = float(np.median(sides.max(axis=2)))
    if float(np.median(cv2.cvtColor(sides, cv2.COLOR_BGR2HSV)[:, :, 1])) > MAX_GROUND_SATURATION and ground > 40:
        return None
    bright = (grey > ground + max(8.0, 0.15 * ground)).astype(np.uint8)
    if not cv2.countNonZero(bright):
        return None
    bright = cv2.morphologyEx(bright, cv2.MORPH_CLOSE, np.ones((7, 7), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(bright)
    for index in sorted(range(1, count), key=lambda each: -int(stats[each, cv2.CC_STAT_AREA]))[:3]:
        x, y, w, h = (int(value) for value in stats[index, :4])
        if _has_dialog_size(x, y, w, h, width, height) and _is_rectangle(labels[y : y + h, x : x + w] == index):
            dialog = _if_above_dimmed(grey, Box(x=x, y=y, w=w, h=h, img_w=width, img_h=height))
            if dialog is not None:
                return dialog
    return None


def _keyboard_top(grey: Image, box: Box) -> int:
    """Return where a bright panel as wide as the screen begins below the dialog: a keyboard lies above the veil."""
    height = int(grey.shape[0])
    inside = float(np.median(grey[box.y : box.y + box.h, box.x : box.x + box.w]))
    rows = np.median(grey[box.y + box.h :], axis=1) > 0.8 * inside
    lit = np.flatnonzero(rows)
    if not lit.size or rows[lit[0] :].mean() < _MOSTLY:
        return height
    top = box.y + box.h + int(lit[0])
    return top if 0.08 * height < height - top < 0.6 * height else height


def _has_dialog_size(x: int, y: int, w: int, h: int, width: int, height: int) -> bool:
    is_sheet = y + h >= height - 2 and w >= 0.95 * width and y > 0.12 * height
    is_box = x > 0.01 * width and x + w < 0.99 * width and y > 0.02 * height and y + h < 0.985 * height
    is_middle = abs(x + w / 2 - width / 2) < 0.06 * width
    is_large = w >= 0.16 * width and h >= 0.07 * height and w * h >= 0.02 * width * height
    return (is_sheet or (is_box and is_middle)) and is_large


def _is_rectangle(covered: npt.NDArray[np.bool_]) -> bool:
    contours, _ = cv2.findContours(covered.astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    return max(cv2.contourArea(contour) for contour in contours) >= _MIN_SHAPE * covered.size


def _if_above_dimmed(grey: Image, box: Box) -> Box | None:
    inside = grey[box.y : box.y + box.h, box.x : box.x + box.w]
    outside = np.ones(grey.shape, bool)
    outside[box.y : box.y + box.h, box.x : box.x + box.w] = False
    outside[_keyboard_top(grey, box) :] = False
    around = grey[outside]
    # Above a light dialog's veil something small may lie (a cross, a toast); on a dark page only letters are bright.
    is_light = float(np.median(inside)) > 128
    top = 97.0 if is_light else 99.8
    is_dimmed = float(np.percentile(around, top)) <= MAX_DIMMED_SHARE * float(np.percentile(inside, 99.8))
    has_page = int(around.max()) - int(around.min()) > 4
    return box if is_dimmed and has_page else None
