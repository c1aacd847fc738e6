"""Arithmetic on tones of whole pictures, by OpenCV: numpy takes ten times as long along the short axis of colours."""

from typing import TypeVar

import cv2
import numpy as np
import numpy.typing as npt

Image = npt.NDArray[np.uint8]
Value = TypeVar("Value", np.uint8, np.float32)


def strongest(image: npt.NDArray[Value]) -> npt.NDArray[Value]:
    """Return the largest of the three values of each pixel: (height, width, 3) becomes (height, width)."""
    first, second, third = cv2.split(image)
    found: npt.NDArray[Value] = cv2.max(cv2.max(first, second), third).astype(image.dtype, copy=False)
    return found


def counts(grey: Image) -> npt.NDArray[np.int64]:
    """Return how many of the pixels of ``grey``, (height, width) uint8, have each value: (256,)."""
    found: npt.NDArray[np.int64] = cv2.calcHist([grey], [0], None, [256], [0, 256]).reshape(-1).astype(np.int64)
    return found
