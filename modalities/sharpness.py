"""How sharp the edges of a picture are, in the direction in which they are least sharp.

A hand that moves smears only the edges across its way; the others stay sharp. So each direction is measured alone, and
the worst one counts. Free of scale and of contrast.
"""

from collections.abc import Sequence

import cv2
import numpy as np
import numpy.typing as npt

from modalities.evidence import Box

Image = npt.NDArray[np.uint8]

DIRECTIONS = 8
_MIN_EDGE_CELLS = 200
_MIN_CELLS_IN_DIRECTION = 80
_MIN_SHARE_IN_DIRECTION = 0.02
_MIN_LOCAL_RANGE = 25


def sharpness(luma: Image, boxes: Sequence[Box] = ()) -> float | None:
    """Return the steepness of the sharpest edges against their contrast, 0..1, in the least sharp of 8 directions.

    ``luma`` is (height, width) uint8, at most 640 px long. With ``boxes`` (of a picture of any size with the same
    shape) only print inside them and half a line height around counts; the ground behind may be out of focus. None
    when there are too few edges to tell.
    """
    grid = luma.astype(np.float32)
    across, down = cv2.Sobel(grid, cv2.CV_32F, 1, 0), cv2.Sobel(grid, cv2.CV_32F, 0, 1)
    window = np.ones((9, 9), np.uint8)
    local_range = cv2.subtract(cv2.dilate(luma, window), cv2.erode(luma, window))
    cells = local_range > _MIN_LOCAL_RANGE
    if boxes:
        cells &= _around(boxes, luma.shape[1], luma.shape[0])
    count = int(cells.sum())
    if count < _MIN_EDGE_CELLS:
        return None
    across, down = across[cells], down[cells]
    steepness = np.hypot(across, down) / 4 / local_range[cells]
    direction = np.round(np.mod(np.arctan2(down, across), np.pi) / np.pi * DIRECTIONS).astype(np.int64) % DIRECTIONS
    enough = max(_MIN_CELLS_IN_DIRECTION, _MIN_SHARE_IN_DIRECTION * count)
    parts = [steepness[direction == index] for index in range(DIRECTIONS)]
    tops = [float(np.percentile(part, 95)) for part in parts if len(part) >= enough]
    return min(tops) if tops else float(np.percentile(steepness, 95))


def _around(boxes: Sequence[Box], width: int, height: int) -> npt.NDArray[np.bool_]:
    mask = np.zeros((height, width), np.bool_)
    for box in boxes:
        scale_x, scale_y, margin = width / box.img_w, height / box.img_h, min(box.w, box.h) / 2
        left, right = max(0.0, box.x - margin) * scale_x, (box.x + box.w + margin) * scale_x
        top, bottom = max(0.0, box.y - margin) * scale_y, (box.y + box.h + margin) * scale_y
        mask[int(top) : int(bottom) + 1, int(left) : int(right) + 1] = True
    return mask
