"""What a sign without words means: a small classifier of shapes, trained on drawn pages (``training/screens``)."""

from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt
import onnxruntime

from modalities.detect import Seen
from modalities.evidence import IconName

Image = npt.NDArray[np.uint8]
Floats = npt.NDArray[np.float32]

MODEL = Path(__file__).with_name("screen_icons.onnx")
NAMES: tuple[IconName | None, ...] = (*IconName, None)
"""The classes of the network, in order; the last is any other sign."""
SIDE_PX = 40
MARGIN = 0.1
"""Of the larger side of the box, on each side of the cut."""
MIN_SHARE = 0.8
"""A sign that is less sure has no name: "a sign without words" is true, a wrong name leads astray."""


class IconNamer:
    """The network, loaded once for each process."""

    def __init__(self, file: Path = MODEL) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(str(file), options, providers=["CPUExecutionProvider"])

    def name(self, image: Image, icons: list[Seen]) -> tuple[IconName | None, ...]:
        """Return what each of ``icons`` in ``image`` means, (height, width, 3) uint8 BGR; None = not surely known."""
        if not icons:
            return ()
        cuts = np.stack([cut_out(image, each.x, each.y, each.w, each.h) for each in icons])
        logits: Floats = self._session.run(None, {"cuts": cuts})[0]
        shares = np.exp(logits - logits.max(axis=1, keepdims=True))
        shares /= shares.sum(axis=1, keepdims=True)
        best = shares.argmax(axis=1)
        return tuple(
            NAMES[index] if share >= MIN_SHARE else None for index, share in zip(best, shares.max(axis=1), strict=True)
        )


def cut_out(image: Image, x: float, y: float, w: float, h: float) -> Floats:
    """Return (1, 40, 40) float32: the sign in shades of grey, upright and undistorted, spread over 0..1."""
    half = max(w, h) * (0.5 + MARGIN)
    left, top = round(x + w / 2 - half), round(y + h / 2 - half)
    side = max(2, round(2 * half))
    grey = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY) if image.ndim == 3 else image  # noqa: PLR2004 - colour has 3 axes
    right, bottom = left + side, top + side
    inner = grey[max(0, top) : max(0, bottom), max(0, left) : max(0, right)]
    if inner.size == 0:
        return np.zeros((1, SIDE_PX, SIDE_PX), np.float32)
    edges = (max(0, -top), max(0, bottom - grey.shape[0]), max(0, -left), max(0, right - grey.shape[1]))
    square = cv2.copyMakeBorder(inner, *edges, cv2.BORDER_REPLICATE)
    way = cv2.INTER_AREA if side > SIDE_PX else cv2.INTER_LINEAR
    small = cv2.resize(square, (SIDE_PX, SIDE_PX), interpolation=way).astype(np.float32)
    low, high = float(small.min()), float(small.max())
    spread: Floats = ((small - low) / max(1.0, high - low))[None]
    return spread
