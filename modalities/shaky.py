"""How much two small pictures of a filmed screen differ when the hand that held the telephone is left out.

The second picture is first moved to where the first lies; then a pixel differs only if nothing beside it is like it.
"""

import itertools
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from modalities.probes import CHANGE, Grey, Probe, difference, overall

MAX_SHIFT_PX = 24
"""Of 180: a hand moves no further between two looks that are worth comparing."""
_MIN_SHAKY_SHARE = 0.5
_MAX_GAIN = 0.6
"""Of the difference without moving: less must be left before a recording counts as shaken rather than scrolled."""


def is_shaky(probes: Sequence[Probe]) -> bool:
    """Return whether a film was held in a hand: most of the time all of it moves, and moving it back explains it."""
    pairs = [(a.grey, b.grey) for a, b in itertools.pairwise(probes) if a.grey is not b.grey]
    pairs = [(a, b) for a, b in pairs if a.shape == b.shape and difference(a, b) > CHANGE]
    if len(pairs) < _MIN_SHAKY_SHARE * (len(probes) - 1) or not pairs:
        return False
    looked = pairs[:: max(1, len(pairs) // 12)]
    explained = sum(steadied(a, b) < _MAX_GAIN * difference(a, b) for a, b in looked)
    return explained >= 0.5 * len(looked)


def steadied(one: Grey, other: Grey) -> float:
    """Return the difference, 0..255, that is left after the other picture was moved onto the first."""
    if one is other:
        return 0.0
    if one.shape != other.shape:
        return 255.0
    down = _shift(one.mean(axis=1), other.mean(axis=1))
    across = _shift(one.mean(axis=0), other.mean(axis=0))
    first, second = _overlap(one, other, down, across)
    # Darker than all around it in the other, or brighter: a small turn or blur of the picture does neither.
    apart = np.maximum(_outside(first, second), _outside(second, first))
    edge = 2
    return overall(apart[edge:-edge, edge:-edge])


def _shift(one: NDArray[np.float64], other: NDArray[np.float64]) -> int:
    """Return by how many places the second profile lies after the first."""
    reach = min(MAX_SHIFT_PX, len(one) // 4)
    middle = one[reach:-reach] - one[reach:-reach].mean()
    best, found = np.inf, 0
    for by in sorted(range(-reach, reach + 1), key=abs):
        moved = other[reach + by : len(other) - reach + by]
        cost = float(np.abs(middle - (moved - moved.mean())).mean())
        if cost < best - 1e-9:
            best, found = cost, by
    return found


def _overlap(one: Grey, other: Grey, down: int, across: int) -> tuple[Grey, Grey]:
    height, width = one.shape
    top, left = max(0, -down), max(0, -across)
    bottom, right = min(height, height - down), min(width, width - across)
    return one[top:bottom, left:right], other[top + down : bottom + down, left + across : right + across]


def _outside(one: Grey, other: Grey) -> NDArray[np.int16]:
    """Return how far each pixel lies outside what stands at and beside its place in the other picture."""
    padded = np.pad(other.astype(np.int16), 1, mode="edge")
    rows = (padded[:-2], padded[1:-1], padded[2:])
    low, high = np.minimum.reduce(rows), np.maximum.reduce(rows)
    low = np.minimum.reduce((low[:, :-2], low[:, 1:-1], low[:, 2:]))
    high = np.maximum.reduce((high[:, :-2], high[:, 1:-1], high[:, 2:]))
    here = one.astype(np.int16)
    outside: NDArray[np.int16] = np.maximum(np.maximum(here - high, low - here), 0)
    return outside
