"""Which frames of a video to read: few, sharp, in order, and together showing every screen that was there."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from modalities.probes import CHANGE, SAME, Cells, Probe, difference, restless_cells, sharpness
from modalities.shaky import is_shaky, steadied

MAX_KEYFRAMES = 8
"""Reading one takes half a second on an idle core."""
MIN_KEYFRAMES = 3
SHORT_CLIP_S = 2.0
"""A clip shorter than this may have fewer than three."""
MIN_SHARPNESS = 0.3
"""Of the median: what is less sharp was moving, unless it stood still for a while."""
_STILL_PROBES = 3
_MOTION_PROBES = 6
"""Of what keeps moving, one probe for each second and a half is looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """From when on which frame shows the screen."""

    t_s: float
    frame: int | None
    """Place among the chosen frames, from 0; None when none of them shows it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """The frames to read, and when what they show was to be seen."""

    probes: tuple[Probe, ...]
    """At most eight, in time order, each of another frame of the video."""
    shown: tuple[Shown, ...]
    """In time order. A screen that comes back is here again; scrolling and the turn of a page are not."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Film:
    """What is known of all probes."""

    probes: Sequence[Probe]
    sharp: NDArray[np.float64]
    restless: Sequence[Cells]
    is_shaky: bool

    def apart(self, one: int, other: int) -> float:
        """Return how much two probes differ, without what keeps moving on its place."""
        if self.is_shaky:
            return steadied(self.probes[one].grey, self.probes[other].grey)
        first, second = self.restless[one], self.restless[other]
        moving = first | second if first.shape == second.shape else None
        return difference(self.probes[one].grey, self.probes[other].grey, moving)


def choose(probes: Sequence[Probe], *, duration_s: float) -> Choice:
    """Return at most eight probes in time order: every screen once, the long-standing ones first.

    From each stretch without a change comes its sharpest probe. Among those, each choice is the one that differs most
    from all chosen before, weighted by how long it stood, so that a short screen is found and a swing of the hand is
    not. Clips longer than two seconds give at least three frames, spread over time if they look alike.
    """
    film = _Film(
        probes=probes,
        sharp=_sharpness_of_each(probes),
        restless=restless_cells(probes),
        is_shaky=is_shaky(probes),
    )
    steady = _steady(_stretches(film), film.sharp)
    candidates = [_best(part, film.sharp) for part in steady]
    chosen = _differing(candidates, [len(part) for part in steady], film)
    if duration_s > SHORT_CLIP_S:
        chosen = _spread(chosen, probes)
    chosen.sort()
    return Choice(probes=tuple(probes[at] for at in chosen), shown=_shown(steady, candidates, chosen, film))


def _sharpness_of_each(probes: Sequence[Probe]) -> NDArray[np.float64]:
    found: list[float] = []
    for at, probe in enumerate(probes):
        is_again = at > 0 and probe.grey is probes[at - 1].grey
        found.append(found[-1] if is_again else sharpness(probe.grey))
    return np.array(found)


def _differing(candidates: Sequence[int], lengths: Sequence[int], film: _Film) -> list[int]:
    weights = np.sqrt(np.minimum(lengths, 8))
    chosen = [candidates[int(np.argmax(weights))]]
    nearest = np.full(len(candidates), 255.0)
    while len(chosen) < MAX_KEYFRAMES:
        nearest = np.minimum(nearest, [film.apart(at, chosen[-1]) for at in candidates])
        gains = np.where(nearest > SAME, nearest * weights, 0.0)
        if gains.max() <= 0:
            break
        chosen.append(candidates[int(np.argmax(gains))])
    return chosen


def _stretches(film: _Film) -> list[list[int]]:
    """Return runs of probes without a change, compared with the one before and with the first of the run."""
    runs = [[0]]
    for at in range(1, len(film.probes)):
        first = runs[-1][0]
        has_jumped = film.apart(at, at - 1) > CHANGE
        if has_jumped or (first != at - 1 and film.apart(at, first) > 2 * CHANGE):
            runs.append([])
        runs[-1].append(at)
    return runs


def _steady(stretches: Sequence[list[int]], sharp: NDArray[np.float64]) -> list[list[int]]:
    """Return the stretches that show something: what stood, and now and then a look at what moved for long.

    A single probe between two others is a page that scrolls, or one screen that turns to the next.
    """
    found: list[list[int]] = []
    moving: list[int] = []
    for part in (*stretches, []):
        if len(part) == 1 and len(stretches) > 1:
            moving += part
            continue
        for start in range(0, len(moving) - _MOTION_PROBES + 1, _MOTION_PROBES):
            block = moving[start : start + _MOTION_PROBES]
            found.append([max(block, key=lambda at: float(sharp[at]))])
        moving = []
        if part:
            found.append(part)
    if not found:
        found = [part for part in stretches if part]
    return [part for part in found if _is_clear(part, sharp)] or found


def _is_clear(part: Sequence[int], sharp: NDArray[np.float64]) -> bool:
    """Say whether a stretch shows something: it stood still, or is about as sharp as the rest."""
    return len(part) >= _STILL_PROBES or float(sharp[list(part)].max()) >= MIN_SHARPNESS * float(np.median(sharp))


def _best(part: Sequence[int], sharp: NDArray[np.float64]) -> int:
    """Return the sharpest probe of a stretch, not at its border when it has an inside; the later of equals."""
    inside = list(part[1:-1]) if len(part) >= _STILL_PROBES else list(part)
    return max(inside, key=lambda at: (round(float(sharp[at]), 1), at))


def _spread(chosen: Sequence[int], probes: Sequence[Probe]) -> list[int]:
    """Return the choice with further frames until there are three, each as far as possible from the others in time."""
    spread = list(chosen)
    while len(spread) < MIN_KEYFRAMES:
        known = {probes[at].frame_index for at in spread}
        rest = [at for at in range(len(probes)) if probes[at].frame_index not in known]
        if not rest:
            break
        spread.append(max(rest, key=lambda at: min(abs(at - other) for other in spread)))
    return spread


def _shown(
    steady: Sequence[Sequence[int]], candidates: Sequence[int], chosen: Sequence[int], film: _Film
) -> tuple[Shown, ...]:
    """Return which chosen frame each steady stretch shows."""
    found: list[Shown] = []
    for part, best in zip(steady, candidates, strict=True):
        apart = [(0.0 if at in part else film.apart(best, at)) for at in chosen]
        nearest = int(np.argmin(apart))
        frame = nearest if apart[nearest] <= SAME else None
        found.append(Shown(t_s=film.probes[part[0]].t_s, frame=frame))
    return tuple(found)
