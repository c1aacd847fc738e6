"""A second reading of the few lines whose numbers are not sure, as a second source.

The line is cut out along its four corners, enlarged and stretched in tone, and read alone, without the step that turns
lines: that step turns short ones upside down (58.9↓ becomes ↑6.85).
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

import cv2
import numpy as np
import numpy.typing as npt

from modalities.evidence import TextLine
from modalities.numerals import is_at_risk, settle

Image = npt.NDArray[np.uint8]
Corners = npt.NDArray[np.float32]
"""(4, 2) pixels of the picture, clockwise from the start of the line."""
ReadWord = Callable[[Image], tuple[str, float]]

MAX_LINES = 4
"""About 20 ms of processor time each."""
MAX_WIDTH_PX = 3_000.0
"""Sixty letters and more; what is longer is a flat sliver, that would cost any amount of memory."""
_HEIGHT_PX = 56
_PAD = 0.10
_LOST = 0.60


def read_numbers_again(
    image: Image, lines: Sequence[TextLine], corners: Sequence[Corners], read_word: ReadWord
) -> tuple[TextLine, ...]:
    """Return ``lines`` with the least sure ``MAX_LINES`` of those that hold numbers settled by a second reading.

    ``image`` is (height, width, 3) uint8 BGR; ``corners`` belong to ``lines`` one by one.
    """
    settled = list(lines)
    risky = sorted((line.score, index) for index, line in enumerate(lines) if is_at_risk(line.text, line.score))
    for _, index in risky[:MAX_LINES]:
        line = lines[index]
        cut = cut_out(image, corners[index])
        second = read_word(cut)
        if second[1] < _LOST:
            second = max(second, read_word(np.ascontiguousarray(cut[::-1, ::-1])), key=lambda each: each[1])
        text, score, is_doubtful = settle((line.text, line.score), second)
        settled[index] = replace(line, text=text, score=score, has_doubtful_number=is_doubtful)
    return tuple(settled)


def cut_out(image: Image, corners: Corners) -> Image:
    """Return the line lying flat, 56 px high with a little ground around, its tones spread over the whole range."""
    sides = [float(np.linalg.norm(corners[(index + 1) % 4] - corners[index])) for index in range(4)]
    wide, tall = max(sides[0], sides[2], 1.0), max(sides[1], sides[3], 1.0)
    if tall >= 1.5 * wide:
        corners, wide, tall = np.roll(corners, -1, axis=0), tall, wide
    pad = _PAD * _HEIGHT_PX
    width = min(MAX_WIDTH_PX, max(8.0, (_HEIGHT_PX - 2 * pad) * wide / tall)) + 2 * pad
    right, bottom = width - pad, _HEIGHT_PX - pad
    target = np.array([[pad, pad], [right, pad], [right, bottom], [pad, bottom]], np.float32)
    turn = cv2.getPerspectiveTransform(corners.astype(np.float32), target)
    size = (round(width), _HEIGHT_PX)
    flat = cv2.warpPerspective(image, turn, size, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    low, high = (float(value) for value in np.percentile(flat, (1, 99)))
    stretched: Image = np.clip((flat - low) * (255.0 / max(high - low, 1.0)), 0, 255).astype(np.uint8)
    return stretched
