"""Is there a QR code or a bar code in the picture? Only where it stands: what it says is never read, never followed.

A QR code is known by its three corner marks: a dark square in a light one in a dark one, the areas 9 : 25 : 49
(ISO/IEC 18004). A bar code is a block of upright strokes side by side. Both are looked for on one small copy.
"""

# ruff: noqa: PLR2004 - levels, shares and format bytes, each said in words where it stands

from itertools import combinations

import cv2
import numpy as np
import numpy.typing as npt

from modalities.evidence import Box

Image = npt.NDArray[np.uint8]
Mark = tuple[float, float, float]
"""Middle of a corner mark and its side, in pixels of the small copy."""

SIDE_PX = 800
MAX_MARKS = 12
_MIN_MARK_PX = 7
_MIN_BAR_STROKES = 24
_MIN_BARS_PX = 64


def find_codes(image: Image) -> tuple[Box, ...]:
    """Return boxes around QR codes and bar codes in ``image``, (height, width, 3) uint8 BGR; empty when there are none.

    Costs about 10 ms. A code that is very small, blurred or drawn with fancy corners is missed.
    """
    scale = min(1.0, SIDE_PX / max(image.shape[:2]))
    if min(image.shape[:2]) * scale < 4 * _MIN_MARK_PX:
        return ()
    luma = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)
    small = cv2.resize(luma, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA) if scale < 1 else luma
    found = [*_squares(_marks(small.astype(np.uint8))), *_bars(small.astype(np.uint8))]
    return tuple(_box(rect, scale, image.shape[1], image.shape[0]) for rect in found)


def _marks(luma: Image) -> list[Mark]:
    """Return the corner marks: three outlines in one another with a common middle and shrinking as 7 : 5 : 3."""
    block = max(15, min(luma.shape) // 12) | 1
    ink = cv2.adaptiveThreshold(luma, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, block, 8)
    contours, tree = cv2.findContours(ink, cv2.RETR_TREE, cv2.CHAIN_APPROX_SIMPLE)
    if tree is None:
        return []
    found: list[Mark] = []
    for index, contour in enumerate(contours):
        hole = tree[0][index][2]
        core = tree[0][hole][2] if hole >= 0 else -1
        if core < 0:
            continue
        x, y, w, h = cv2.boundingRect(contour)
        cx, cy, cw, ch = cv2.boundingRect(contours[core])
        is_square = w >= _MIN_MARK_PX and 0.7 < w / h < 1.4 and 0.6 < cw / max(1, ch) < 1.6
        is_nested = 0.30 < cw / w < 0.62 and 0.30 < ch / h < 0.62
        is_centred = abs((cx + cw / 2) - (x + w / 2)) < 0.12 * w and abs((cy + ch / 2) - (y + h / 2)) < 0.12 * h
        if is_square and is_nested and is_centred:
            found.append((x + w / 2, y + h / 2, float(max(w, h))))
    return found


def _squares(marks: list[Mark]) -> list[tuple[float, float, float, float]]:
    """Return left, top, right, bottom of each set of three like marks at the corners of a right, equal-sided angle."""
    found = []
    for three in combinations(marks[:MAX_MARKS], 3):
        sizes = sorted(mark[2] for mark in three)
        middles = np.array([mark[:2] for mark in three])
        sides = sorted(float(np.linalg.norm(middles[a] - middles[b])) for a, b in ((0, 1), (1, 2), (0, 2)))
        is_angle = sides[1] < 1.3 * sides[0] and 1.2 * sides[1] < sides[2] < 1.65 * sides[0]
        if sizes[2] < 1.4 * sizes[0] and is_angle and 1.5 * sizes[1] < sides[0] < 25 * sizes[1]:
            corner = middles.sum(axis=0) - middles[_right_angle(middles)]
            fourth = corner - middles[_right_angle(middles)]
            points, half = np.vstack([middles, fourth]), sizes[2] / 2
            (left, top), (right, bottom) = points.min(axis=0) - half, points.max(axis=0) + half
            found.append((float(left), float(top), float(right), float(bottom)))
    return found


def _right_angle(middles: npt.NDArray[np.float64]) -> int:
    """Return the index of the point that lies opposite the longest side."""
    lengths = [float(np.linalg.norm(middles[(index + 1) % 3] - middles[(index + 2) % 3])) for index in range(3)]
    return int(np.argmax(lengths))


def _bars(luma: Image) -> list[tuple[float, float, float, float]]:
    """Return blocks of parallel strokes that lie along the picture's width or height."""
    across = cv2.convertScaleAbs(cv2.Sobel(luma, cv2.CV_32F, 1, 0))
    down = cv2.convertScaleAbs(cv2.Sobel(luma, cv2.CV_32F, 0, 1))
    found = [*_stroke_blocks(luma, cv2.subtract(across, down).astype(np.uint8))]
    turned = _stroke_blocks(luma.T, cv2.subtract(down, across).astype(np.uint8).T)
    return found + [(top, left, bottom, right) for left, top, right, bottom in turned]


def _stroke_blocks(luma: Image, edges: Image) -> list[tuple[float, float, float, float]]:
    strong = (cv2.blur(np.ascontiguousarray(edges), (7, 7)) > 70).astype(np.uint8)
    joined = cv2.morphologyEx(strong, cv2.MORPH_CLOSE, np.ones((3, 21), np.uint8))
    opened = cv2.morphologyEx(joined, cv2.MORPH_OPEN, np.ones((15, 25), np.uint8))
    count, _, stats, _ = cv2.connectedComponentsWithStats(opened.astype(np.uint8))
    found = []
    for index in range(1, count):
        x, y, w, h, area = (int(value) for value in stats[index])
        if area > 0.75 * w * h and w > max(_MIN_BARS_PX, 1.2 * h) and _has_long_strokes(luma[y : y + h, x : x + w]):
            found.append((float(x), float(y), float(x + w), float(y + h)))
    return found


def _has_long_strokes(block: Image) -> bool:
    """Return whether the same strokes stand in each row of the block: letters change from row to row, bars do not."""
    ink = block < block.mean()
    thirds = [ink[len(ink) * part // 8] for part in (2, 4, 6)]
    strokes = int((thirds[1][1:] != thirds[1][:-1]).sum())
    same = min(float((thirds[1] == other).mean()) for other in (thirds[0], thirds[2]))
    return strokes >= _MIN_BAR_STROKES and same > 0.85


def _box(rect: tuple[float, float, float, float], scale: float, width: int, height: int) -> Box:
    left, top = max(0, int(rect[0] / scale)), max(0, int(rect[1] / scale))
    right, bottom = min(width, int(rect[2] / scale) + 1), min(height, int(rect[3] / scale) + 1)
    return Box(x=left, y=top, w=max(1, right - left), h=max(1, bottom - top), img_w=width, img_h=height)
