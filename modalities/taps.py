"""Where a finger touched the screen in a recording: only when the recording shows it beyond doubt.

Two signs count. The dot that a telephone draws under the finger when asked to ("show taps"): one round spot that comes,
stays on its place and goes, while nothing else changes. And a control that changes its tone, words and all, just before
the screen changes. Everything else is left out; no tap is ever guessed.
"""

# ruff: noqa: PLR2004 - shares of a shape, each said in words where it stands

from dataclasses import dataclass
from statistics import median, pstdev

import numpy as np
from numpy.typing import NDArray

from modalities.probes import Grey, below_status_bar

TAP_WIDTH_PX = 180
MAX_TAP_S = 1.5
"""A spot that stays longer belongs to the page."""
MAX_BEFORE_CHANGE_S = 0.8
"""A control that was pressed answers within this time."""
MAX_BEFORE_ANY_CHANGE_S = 2.0
"""The only dot of a recording counts when the screen answers within this time."""
MIN_DOT, MAX_DOT = 0.04, 0.15
"""Diameter as a share of the short side. Android draws 24 to 48 of 360 units."""
_STEP = 12
"""Difference of one pixel that is a change; less is compression."""
_FEW_PX = 6
_MIN_SAMPLES = 2
_MIN_CALM_S = 0.4
"""What differs so soon after a change may be the last of the change: a dot that goes, not one that comes."""
_MIN_ROUND = 0.85
_MIN_FILLED = 0.75
_MIN_LIKENESS = 0.85
_MIN_INK = 6.0
_SAME_SIZE = 0.3
_MIN_BEATS = 4
_EVEN_BEATS = 0.12


@dataclass(frozen=True, slots=True, kw_only=True)
class Tap:
    """One touch."""

    t_s: float
    """When it was first seen."""
    left: float
    top: float
    width: float
    height: float
    """Shares 0..1 of the upright picture."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Spot:
    """All that differs from the calm picture, when it is one small thing."""

    t_s: float
    x: int
    y: int
    w: int
    h: int
    is_round: bool
    is_control: bool

    def is_on(self, other: "_Spot") -> bool:
        """Say whether two spots lie on the same place."""
        reach = max(2, max(self.w, self.h) // 3)
        return abs(2 * (self.x - other.x) + self.w - other.w) <= 2 * reach and (
            abs(2 * (self.y - other.y) + self.h - other.h) <= 2 * reach
        )


class TapWatcher:
    """Looks at frames in order, each a small luma picture; ``taps`` says what was surely touched."""

    def __init__(self) -> None:
        self._calm: Grey | None = None
        self._before: Grey | None = None
        self._pending: list[_Spot] = []
        self._dots: list[_Spot] = []
        self._presses: list[_Spot] = []
        self._changes_s: list[float] = []
        self._calm_since_s = 0.0
        self._size = (0, 0)

    def look(self, t_s: float, grey: Grey) -> None:
        """Take the next frame, (h, w) uint8 luma, upright, about 180 px wide."""
        before, self._before = self._before, grey
        if self._calm is None or self._calm.shape != grey.shape:
            # Two frames that agree make a calm picture to compare with.
            is_calm = before is not None and before.shape == grey.shape and _count(_changed(before, grey)) <= _FEW_PX
            self._calm = grey if is_calm else None
            self._calm_since_s = t_s
            self._size = (grey.shape[1], grey.shape[0])
            self._pending = []
            return
        changed = _changed(self._calm, grey)
        if _count(changed) <= _FEW_PX:
            self._end(t_s, is_gone=True)
            self._calm = grey
            return
        spot = _spot(t_s, changed, self._calm, grey)
        if spot is None:
            self._end(t_s, is_gone=False)
            self._changes_s.append(t_s)
            self._calm = None
            return
        if self._pending and not spot.is_on(self._pending[-1]):
            self._pending = []
        self._pending.append(spot)
        if t_s - self._pending[0].t_s > MAX_TAP_S:
            self._changes_s.append(self._pending[0].t_s)
            self._pending = []
            self._calm = grey

    def taps(self) -> tuple[Tap, ...]:
        """Return the touches that are sure, in time order."""
        dots = self._sure_dots()
        presses = [
            spot
            for spot in self._presses
            if not any(abs(spot.t_s - dot.t_s) < MAX_BEFORE_CHANGE_S and _holds(spot, dot) for dot in dots)
        ]
        return tuple(self._tap(spot) for spot in sorted([*dots, *presses], key=lambda each: each.t_s))

    def _end(self, t_s: float, *, is_gone: bool) -> None:
        """Judge the spot that was there until now: it went without a trace, or the whole screen changed."""
        spots, self._pending = self._pending, []
        if len(spots) < _MIN_SAMPLES or spots[0].t_s - self._calm_since_s < _MIN_CALM_S:
            return
        first = spots[0]
        if sum(spot.is_round for spot in spots) >= 0.6 * len(spots):
            self._dots.append(next(spot for spot in spots if spot.is_round))
        elif not is_gone and all(spot.is_control for spot in spots) and t_s - first.t_s <= MAX_BEFORE_CHANGE_S:
            self._presses.append(first)

    def _sure_dots(self) -> list[_Spot]:
        """Return the dots of one size; none that blinks evenly, and no single one that the screen does not answer."""
        if not self._dots:
            return []
        usual = median(spot.w for spot in self._dots)
        dots = [spot for spot in self._dots if abs(spot.w - usual) <= max(2.0, _SAME_SIZE * usual)]
        dots = [spot for spot in dots if not _blinks([other.t_s for other in dots if other.is_on(spot)])]
        if len(dots) == 1 and not self._is_answered(dots[0]):
            return []
        return dots

    def _is_answered(self, spot: _Spot) -> bool:
        return any(0 <= at - spot.t_s <= MAX_BEFORE_ANY_CHANGE_S for at in self._changes_s)

    def _tap(self, spot: _Spot) -> Tap:
        width, height = self._size
        return Tap(
            t_s=spot.t_s,
            left=spot.x / width,
            top=spot.y / height,
            width=spot.w / width,
            height=spot.h / height,
        )


def _changed(before: Grey, now: Grey) -> NDArray[np.bool_]:
    """Return the pixels that changed, below the status bar."""
    top = below_status_bar(now)
    changed: NDArray[np.bool_] = (np.maximum(before, now) - np.minimum(before, now)) > _STEP
    changed[:top] = False
    return changed


def _count(changed: NDArray[np.bool_]) -> int:
    return int(np.count_nonzero(changed))


def _spot(t_s: float, changed: NDArray[np.bool_], before: Grey, now: Grey) -> _Spot | None:
    """Return the one small thing that changed; None when more changed than that."""
    rows, columns = np.flatnonzero(changed.any(axis=1)), np.flatnonzero(changed.any(axis=0))
    x, y = int(columns[0]), int(rows[0])
    w, h = int(columns[-1]) + 1 - x, int(rows[-1]) + 1 - y
    short = min(now.shape)
    if h > 0.2 * short or w * h > 0.12 * now.size:
        return None
    part = changed[y : y + h, x : x + w]
    has_dot_size = MIN_DOT * short <= min(w, h) and max(w, h) <= MAX_DOT * short
    is_round = has_dot_size and abs(w - h) <= max(2, 0.2 * max(w, h)) and _roundness(part) >= _MIN_ROUND
    is_control = not is_round and part.mean() >= _MIN_FILLED and _has_the_same_words(before, now, (x, y, w, h))
    return _Spot(t_s=t_s, x=x, y=y, w=w, h=h, is_round=bool(is_round), is_control=bool(is_control))


def _roundness(part: NDArray[np.bool_]) -> float:
    """Return how well a shape, its holes filled, covers the round that fits its box, 0..1. A square has 0.79."""
    filled = _filled(part) & _filled(part.T).T
    h, w = part.shape
    down = (np.arange(h) + 0.5 - h / 2)[:, None] / (h / 2)
    across = (np.arange(w) + 0.5 - w / 2)[None, :] / (w / 2)
    disc = down**2 + across**2 <= 1.0
    return float(np.count_nonzero(filled & disc) / np.count_nonzero(filled | disc))


def _filled(part: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return each row filled from its first to its last pixel."""
    after_first = np.logical_or.accumulate(part, axis=1)
    before_last = np.logical_or.accumulate(part[:, ::-1], axis=1)[:, ::-1]
    both: NDArray[np.bool_] = after_first & before_last
    return both


def _has_the_same_words(before: Grey, now: Grey, box: tuple[int, int, int, int]) -> bool:
    """Say whether what stands in the box stayed, in another tone. A notice that appears covers what was there."""
    x, y, w, h = box
    edge = 2
    old = before[y + edge : y + h - edge, x + edge : x + w - edge].astype(np.float64)
    new = now[y + edge : y + h - edge, x + edge : x + w - edge].astype(np.float64)
    if old.size < 50 or old.std() < _MIN_INK or new.std() < _MIN_INK / 2:
        return False
    return float(np.corrcoef(old.reshape(-1), new.reshape(-1))[0, 1]) >= _MIN_LIKENESS


def _blinks(times_s: list[float]) -> bool:
    """Say whether a thing comes at an even beat, as no finger does."""
    if len(times_s) < _MIN_BEATS:
        return False
    gaps = np.diff(times_s)
    return pstdev(gaps.tolist()) < _EVEN_BEATS * float(gaps.mean())


def _holds(outer: _Spot, inner: _Spot) -> bool:
    x, y = inner.x + inner.w / 2, inner.y + inner.h / 2
    return outer.x <= x <= outer.x + outer.w and outer.y <= y <= outer.y + outer.h
