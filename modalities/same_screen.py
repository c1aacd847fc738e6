"""Do two frames of a video show the same screen? Told by their pixels, before reading (by words: ``same_words.py``)."""

import cv2
import numpy as np
from numpy.typing import NDArray

from modalities.probes import below_status_bar, changed_columns

_COMPARED_SIDE_PX = 360
_MAX_CHANGED_COLUMNS = 2
_MAX_MEAN_CHANGE = 0.5


def looks_same(one: NDArray[np.uint8], other: NDArray[np.uint8]) -> bool:
    """Return whether two frames, (h, w, 3) uint8 BGR, need only one reading: nothing but the clock differs."""
    if one.shape != other.shape:
        return False
    first, second = _small(one), _small(other)
    apart = np.abs(first.astype(np.int16) - second.astype(np.int16))[below_status_bar(first) :]
    return float(apart.mean()) <= _MAX_MEAN_CHANGE and changed_columns(apart) <= _MAX_CHANGED_COLUMNS


def _small(image: NDArray[np.uint8]) -> NDArray[np.uint8]:
    scale = min(1.0, _COMPARED_SIDE_PX / min(image.shape[:2]))
    grey = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)
    small: NDArray[np.uint8] = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    return small
