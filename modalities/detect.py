"""What a screen shows that can be used: a small detector of our own, trained on drawn pages (``training/screens``).

One network for the whole picture; it knows shapes and places, not words. Words are joined in ``modalities.controls``.
"""

from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt
import onnxruntime

from modalities.evidence import Role

Image = npt.NDArray[np.uint8]
Floats = npt.NDArray[np.float32]

MODEL = Path(__file__).with_name("screen_detector.onnx")
ROLES = (Role.BUTTON, Role.LINK, Role.FIELD, Role.SWITCH, Role.SLIDER, Role.TAB, Role.ROW, Role.KEY, Role.ICON)
PANELS = ("dialog", "sheet", "keyboard", "toast")
"""The classes of the network, in order: roles, then panels over a page."""
PORTRAIT_AREA = 380_000
"""Pixels that the network sees of an upright screen: about one for each CSS pixel of a telephone."""
LANDSCAPE_AREA = 600_000
"""The same for a wide screen, whose letters and icons are smaller in proportion."""
MAX_ASPECT = 2.6
"""Longer pictures (scrolled screenshots) are looked at in pieces of this height to width."""
STRIDE, SIDE, UNIT = 4, 64, 8.0
"""The network answers for every fourth pixel, wants sides divisible by 64, and says distances as exp(x) * 8 pixels."""
MAX_OVERLAP = 0.5
MAX_SAME = 0.7


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """One control or panel, in pixels of the picture."""

    name: str
    """A value of ``Role``, or one of ``PANELS``."""
    score: float
    """0..1."""
    x: float
    y: float
    w: float
    h: float
    enabled: float
    """0..1: how much it looks as if it could be used."""
    on: float
    """0..1; means something for switches only."""
    selected: float
    """0..1; means something for tabs only."""


class ScreenDetector:
    """The network, loaded once for each process."""

    def __init__(self, file: Path = MODEL, *, threads: int = 1) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(str(file), options, providers=["CPUExecutionProvider"])

    def look(self, image: Image, *, min_score: float) -> tuple[Seen, ...]:
        """Return what is seen in ``image``, (height, width, 3) uint8 BGR, surest first."""
        height, width = image.shape[:2]
        piece = round(width * MAX_ASPECT)
        if height <= piece * 1.15:
            return self._look_at(image, 0, min_score)
        found: list[Seen] = []
        step = round(piece * 0.8)  # neighbours share a fifth, so that what one cuts the other sees whole
        for top in range(0, max(1, height - piece) + step, step):
            start = min(top, height - piece)
            part = image[start : start + piece]
            found += [each for each in self._look_at(part, start, min_score) if not _is_cut(each, start, piece, height)]
        return kept(found)

    def _look_at(self, image: Image, top: int, min_score: float) -> tuple[Seen, ...]:
        height, width = image.shape[:2]
        factor = (scale_area(width, height) / (width * height)) ** 0.5
        way = cv2.INTER_AREA if factor < 1 else cv2.INTER_LINEAR
        small = cv2.resize(image, (max(1, round(width * factor)), max(1, round(height * factor))), interpolation=way)
        answer = self._session.run(None, {"picture": as_input(small)})[0][0]
        return decode(answer, width / small.shape[1], height / small.shape[0], top, min_score)


def scale_area(width: int, height: int) -> int:
    """Return how many pixels the network should see of a picture of this shape."""
    return LANDSCAPE_AREA if width > height else PORTRAIT_AREA


def as_input(image: Image) -> Floats:
    """Return (1, 3, height, width) float32 RGB in 0..1, padded below and at the right to sides divisible by 64."""
    height, width = image.shape[:2]
    below, right = -height % SIDE, -width % SIDE
    padded = cv2.copyMakeBorder(image, 0, below, 0, right, cv2.BORDER_CONSTANT, value=(0, 0, 0))
    return np.ascontiguousarray(padded[:, :, ::-1].transpose(2, 0, 1)[None], np.float32) / np.float32(255)


def decode(answer: Floats, across: float, down: float, top: int, min_score: float) -> tuple[Seen, ...]:
    """Return the objects in one answer, (20, rows, columns) of logits; ``across`` and ``down`` undo the shrinking."""
    classes = len(ROLES) + len(PANELS)
    heat = answer[:classes]
    peaks = np.stack([cv2.dilate(each, np.ones((3, 3), np.uint8)) for each in heat])
    limit = np.float32(np.log(min_score / (1 - min_score)))
    kinds, rows, columns = np.nonzero((heat >= limit) & (heat == peaks))
    sides = UNIT * np.exp(np.clip(answer[classes : classes + 4, rows, columns], -5, 5))
    states = _share(answer[classes + 4 :, rows, columns])
    scores = _share(heat[kinds, rows, columns])
    x, y = (columns + 0.5) * STRIDE, (rows + 0.5) * STRIDE
    left, upper = (x - sides[0]) * across, (y - sides[1]) * down + top
    right, lower = (x + sides[2]) * across, (y + sides[3]) * down + top
    names = [role.value for role in ROLES] + list(PANELS)
    return kept(
        [
            Seen(
                name=names[kind],
                score=float(scores[at]),
                x=float(left[at]),
                y=float(upper[at]),
                w=float(right[at] - left[at]),
                h=float(lower[at] - upper[at]),
                enabled=float(states[0, at]),
                on=float(states[1, at]),
                selected=float(states[2, at]),
            )
            for at, kind in enumerate(kinds)
        ]
    )


def kept(found: list[Seen]) -> tuple[Seen, ...]:
    """Return the surest of each heap of boxes that show the same thing; a panel and a control are never the same."""
    best: list[Seen] = []
    for each in sorted(found, key=lambda one: -one.score):
        limit = [MAX_OVERLAP if each.name == other.name else MAX_SAME for other in best]
        rivals = (
            overlap(each, other) > most
            for other, most in zip(best, limit, strict=True)
            if (each.name in PANELS) == (other.name in PANELS)
        )
        if not any(rivals):
            best.append(each)
    return tuple(best)


def overlap(first: Seen, second: Seen) -> float:
    """Return the shared area over the joined area, 0..1."""
    wide = min(first.x + first.w, second.x + second.w) - max(first.x, second.x)
    tall = min(first.y + first.h, second.y + second.h) - max(first.y, second.y)
    shared = max(0.0, wide) * max(0.0, tall)
    return shared / max(1e-9, first.w * first.h + second.w * second.h - shared)


def _is_cut(each: Seen, start: int, piece: int, height: int) -> bool:
    margin = 0.01 * piece
    touches_top = start > 0 and each.y < start + margin
    touches_bottom = start + piece < height and each.y + each.h > start + piece - margin
    return touches_top or touches_bottom


def _share(logits: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-logits)), np.float32)
