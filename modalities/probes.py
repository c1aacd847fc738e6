"""Small pictures of a video, and how much two of them differ: all over, in places, or in one line of words."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from modalities.same_words import STATUS_BAR

Grey = NDArray[np.uint8]
Cells = NDArray[np.bool_]
"""(rows, columns): one value for each cell of ``CELL_PX`` square."""

CELL_PX = 6
CHANGE = 3.0
"""Difference (of 255) between two probes above which the screen has changed. Compression noise stays below 1; one new
line on a white page reaches 4 (docs/measurements.md#video)."""
SAME = 1.2
"""Below this difference two frames show the same screen."""
MIN_WORD_COLUMNS = 5
"""Columns of changed pixels, of 180: one Chinese letter of ordinary size. A cursor has one or two."""
_COLUMN_WEIGHT = 0.65
_MAX_WORD_CHANGE = 10.0
_STRONG = 40
"""Difference of one pixel between ink and ground; compression of a still picture does not reach it."""
_NOISE = 6
"""A difference picture without any larger value shows nothing."""
_BAND_PX = 12
_BLOCK_PX = 15
_TOP_BLOCK = 5
_BLOCK_WEIGHT = 5.0
_CELL_CHANGE = 6.0
_RESTLESS_WINDOW = 6
_RESTLESS_TIMES = 3


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Probe:
    """One small picture of the video: what is shown at one moment."""

    frame_index: int
    t_s: float
    grey: Grey
    """(h, w) luma, upright."""


def sharpness(grey: Grey) -> float:
    """Return the variance of the Laplacian of a small luma picture: low when it was blurred by motion."""
    luma = grey.astype(np.float32)
    edges = luma[:-2, 1:-1] + luma[2:, 1:-1] + luma[1:-1, :-2] + luma[1:-1, 2:] - 4 * luma[1:-1, 1:-1]
    return float(edges.var()) if edges.size else 0.0


def difference(one: Grey, other: Grey, restless: Cells | None = None) -> float:
    """Return how much two small pictures differ, 0..255: all over, strongly in a few places, or in one line.

    The mean absolute difference alone overlooks one new line of red words on a white page, which is what matters most.
    So the fifth largest difference among blocks of 15 x 15 counts too, scaled so that noise of a camera stays small;
    and so does one changed line of words outside the status bar and outside ``restless`` cells.
    """
    if one is other:
        return 0.0
    if one.shape != other.shape:
        return 255.0  # a recording may change its size when the telephone is turned
    apart = _apart(one, other)
    return max(overall(apart), _in_a_line(apart, restless))


def overall(apart: NDArray[np.int16]) -> float:
    """Return the mean of a difference picture, or that of the places where most changed."""
    mean = float(apart.mean())
    return max(mean, _in_places(apart)) if int(apart.max()) > _NOISE else mean


def changed_columns(apart: NDArray[np.int16]) -> int:
    """Return how many columns of a difference picture hold changed ink, in the row of words where most do."""
    strong = apart > _STRONG
    if strong.shape[0] < _BAND_PX:
        return int(strong.any(axis=0).sum())
    # Rows are joined to bands that overlap by half; a column counts with two pixels or more.
    half = _BAND_PX // 2
    steps = strong.shape[0] // half
    halves = strong[: steps * half].reshape(steps, half, -1).sum(axis=1)
    counts: NDArray[np.int64] = (halves[1:] + halves[:-1] >= 2).sum(axis=1)  # noqa: PLR2004  # said above
    return int(counts.max())


def below_status_bar(grey: Grey) -> int:
    """Return the first row below the strip that holds the clock."""
    return int(STATUS_BAR * min(grey.shape) + 0.5)


def restless_cells(probes: Sequence[Probe]) -> list[Cells]:
    """Return for each probe the cells that keep changing around it while the rest stands: cursors, spinners, films.

    A change of the whole picture does not count, so that a new screen makes nothing restless.
    """
    changes = [np.zeros(_cell_count(probes[0].grey), np.bool_)]
    for before, now in itertools.pairwise(probes):
        changes.append(_calm_change(before.grey, now.grey))
    found: list[Cells] = []
    for at, here in enumerate(changes):
        near = changes[max(0, at - _RESTLESS_WINDOW) : at + _RESTLESS_WINDOW + 1]
        counts = np.sum([each for each in near if each.shape == here.shape], axis=0)
        found.append(counts >= _RESTLESS_TIMES)
    return found


def _calm_change(before: Grey, now: Grey) -> Cells:
    cells = np.zeros(_cell_count(now), np.bool_)
    if before is now or before.shape != now.shape:
        return cells
    apart = _apart(before, now)
    if int(apart.max()) <= _NOISE or overall(apart) > CHANGE:
        return cells
    changed: Cells = _means(apart, CELL_PX) > _CELL_CHANGE
    # What moves reaches a little further than its changed cells say.
    wide = np.pad(changed, 1)
    rows = wide[:-2] | wide[1:-1] | wide[2:]
    grown: Cells = rows[:, :-2] | rows[:, 1:-1] | rows[:, 2:]
    return grown


def _in_places(apart: NDArray[np.int16]) -> float:
    blocks = _means(apart, _BLOCK_PX).reshape(-1)
    if len(blocks) < _TOP_BLOCK:
        return 0.0
    return float(np.partition(blocks, -_TOP_BLOCK)[-_TOP_BLOCK]) / _BLOCK_WEIGHT


def _in_a_line(apart: NDArray[np.int16], restless: Cells | None) -> float:
    kept = apart[round(STATUS_BAR * min(apart.shape)) :]
    if kept.max(initial=0) <= _STRONG:
        return 0.0
    if restless is not None and restless.any():
        moving = np.zeros(apart.shape, np.bool_)
        spread = restless.repeat(CELL_PX, axis=0).repeat(CELL_PX, axis=1)
        moving[: spread.shape[0], : spread.shape[1]] = spread
        kept = np.where(moving, 0, apart)[round(STATUS_BAR * min(apart.shape)) :]
    columns = changed_columns(kept)
    return min(_MAX_WORD_CHANGE, columns * _COLUMN_WEIGHT) if columns >= MIN_WORD_COLUMNS else 0.0


def _cell_count(grey: Grey) -> tuple[int, int]:
    return grey.shape[0] // CELL_PX, grey.shape[1] // CELL_PX


def _means(apart: NDArray[np.int16], side: int) -> NDArray[np.float64]:
    """Return the means of squares of ``side`` pixels; what is left over at the right and below does not count."""
    rows, columns = apart.shape[0] // side, apart.shape[1] // side
    cut = apart[: rows * side, : columns * side]
    if not cut.size:
        return np.zeros((rows, columns))
    lines = np.add.reduceat(cut, np.arange(0, rows * side, side), axis=0, dtype=np.int32)
    means: NDArray[np.float64] = np.add.reduceat(lines, np.arange(0, columns * side, side), axis=1) / float(side * side)
    return means


def _apart(one: Grey, other: Grey) -> NDArray[np.int16]:
    return (np.maximum(one, other) - np.minimum(one, other)).astype(np.int16)
