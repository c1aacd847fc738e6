"""Which frames of a video to read: few, sharp, in order, and together showing every screen that was there."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

MAX_KEYFRAMES = 8
"""Reading one takes half a second on an idle core."""
MIN_KEYFRAMES = 3
SHORT_CLIP_S = 2.0
"""A clip shorter than this may have fewer than three."""
CHANGE = 3.0
"""Difference (of 255) between two probes above which the screen has changed. Compression noise stays below 1; one new
line on a white page reaches 4 (docs/measurements.md#video)."""
SAME = 1.2
"""Below this difference two frames show the same screen."""
MIN_SHARPNESS = 0.3
"""Of the median: what is less sharp was moving, unless it stood still for a while."""
_STILL_PROBES = 3
_BLOCK_PX = 15
_TOP_BLOCK = 5
_BLOCK_WEIGHT = 5.0


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Probe:
    """One small picture of the video."""

    frame_index: int
    t_s: float
    grey: NDArray[np.uint8]
    """(h, w) luma; the same size throughout one video."""


def choose(probes: Sequence[Probe], *, duration_s: float) -> tuple[Probe, ...]:
    """Return at most eight probes in time order: every screen once, the long-standing ones first.

    From each stretch without a change comes its sharpest probe. Among those, each choice is the one that differs most
    from all chosen before, weighted by how long it stood, so that a short screen is found and a swing of the hand is
    not. Clips longer than two seconds give at least three frames, spread over time if they look alike.
    """
    sharp = np.array([sharpness(probe.grey) for probe in probes])
    stretches = _stretches(probes)
    steady = [part for part in stretches if _is_clear(part, sharp)] or stretches
    candidates = [_best(part, sharp) for part in steady]
    weights = np.sqrt(np.minimum([len(part) for part in steady], 8))
    chosen = [candidates[int(np.argmax(weights))]]
    nearest = np.full(len(candidates), 255.0)
    while len(chosen) < MAX_KEYFRAMES:
        new = [difference(probes[at].grey, probes[chosen[-1]].grey) for at in candidates]
        nearest = np.minimum(nearest, new)
        gains = np.where(nearest > SAME, nearest * weights, 0.0)
        if gains.max() <= 0:
            break
        chosen.append(candidates[int(np.argmax(gains))])
    if duration_s > SHORT_CLIP_S:
        chosen = _spread(chosen, len(probes))
    return tuple(probes[at] for at in sorted(chosen))


def sharpness(grey: NDArray[np.uint8]) -> float:
    """Return the variance of the Laplacian of a small luma picture: low when it was blurred by motion."""
    luma = grey.astype(np.float32)
    edges = luma[:-2, 1:-1] + luma[2:, 1:-1] + luma[1:-1, :-2] + luma[1:-1, 2:] - 4 * luma[1:-1, 1:-1]
    return float(edges.var()) if edges.size else 0.0


def difference(one: NDArray[np.uint8], other: NDArray[np.uint8]) -> float:
    """Return how much two small pictures differ, 0..255: all over, or strongly in a few places.

    The mean absolute difference alone overlooks one new line of red words on a white page, which is what matters most.
    So the fifth largest difference among blocks of 15 x 15 counts too, scaled so that noise of a camera stays small;
    the fifth, because a clock, a cursor or a spinning wheel changes fewer blocks than that.
    """
    if one.shape != other.shape:
        return 255.0  # a recording may change its size when the telephone is turned
    apart = np.abs(one.astype(np.int16) - other.astype(np.int16))
    rows, columns = apart.shape[0] // _BLOCK_PX, apart.shape[1] // _BLOCK_PX
    if rows * columns < _TOP_BLOCK:
        return float(apart.mean())
    cut = apart[: rows * _BLOCK_PX, : columns * _BLOCK_PX]
    blocks = cut.reshape(rows, _BLOCK_PX, columns, _BLOCK_PX).mean(axis=(1, 3))
    top = float(np.partition(blocks.reshape(-1), -_TOP_BLOCK)[-_TOP_BLOCK])
    return max(float(apart.mean()), top / _BLOCK_WEIGHT)


def _stretches(probes: Sequence[Probe]) -> list[list[int]]:
    """Return runs of probes without a change, compared with the one before and with the first of the run."""
    runs = [[0]]
    for at in range(1, len(probes)):
        before, first = probes[at - 1], probes[runs[-1][0]]
        has_jumped = difference(probes[at].grey, before.grey) > CHANGE
        if has_jumped or difference(probes[at].grey, first.grey) > 2 * CHANGE:
            runs.append([])
        runs[-1].append(at)
    return runs


def _is_clear(part: Sequence[int], sharp: NDArray[np.float64]) -> bool:
    """Say whether a stretch shows something: it stood still, or is about as sharp as the rest."""
    return len(part) >= _STILL_PROBES or float(sharp[list(part)].max()) >= MIN_SHARPNESS * float(np.median(sharp))


def _best(part: Sequence[int], sharp: NDArray[np.float64]) -> int:
    """Return the sharpest probe of a stretch, not at its border when it has an inside; the later of equals."""
    inside = list(part[1:-1]) if len(part) >= _STILL_PROBES else list(part)
    return max(inside, key=lambda at: (round(float(sharp[at]), 1), at))


def _spread(chosen: Sequence[int], count: int) -> list[int]:
    """Return the choice with further probes until there are three, each as far as possible from the others in time."""
    spread = list(chosen)
    while len(spread) < min(MIN_KEYFRAMES, count):
        rest = (at for at in range(count) if at not in spread)
        spread.append(max(rest, key=lambda at: min(abs(at - other) for other in spread)))
    return spread
