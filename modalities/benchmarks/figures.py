"""Figures of a benchmark, and how processor and clock time of two pieces of work are compared."""

import resource
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from statistics import median

from modalities import confined


class BenchmarkError(Exception):
    """A benchmark cannot run here; the text is one plain sentence with the next step."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One figure."""

    name: str
    value: float
    unit: str
    """``x`` = times the raw engine, ``s``, ``MB``, or empty for a count."""
    at_most: float | None = None
    """The target; None = only told."""

    @property
    def is_met(self) -> bool:
        """Return whether the target is kept; what has none always is."""
        return self.at_most is None or self.value <= self.at_most


@dataclass(frozen=True, slots=True, kw_only=True)
class Benchmark:
    """What one measure found."""

    name: str
    figures: tuple[Figure, ...]
    about: dict[str, str] = field(default_factory=dict)
    """Engines, sizes, repeats: what must be known to compare it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What one piece of work took."""

    cpu_s: float
    """Of this process with all threads, of the child processes that ended meanwhile, and of the decoders' nursery."""
    wall_s: float


def cost_of(work: Callable[[], object]) -> Cost:
    """Do the work once and return what it took."""
    cpu, wall = _cpu_s(), time.perf_counter()
    work()
    return Cost(cpu_s=_cpu_s() - cpu, wall_s=time.perf_counter() - wall)


def compare(
    raw: Sequence[Callable[[], object]],
    ours: Sequence[Callable[[], object]],
    *,
    repeats: int,
    at_most: float,
) -> tuple[Figure, ...]:
    """Return the ratio of ours to raw, in processor and clock time, with the seconds behind it.

    Each pair is done ``repeats`` times by turns after one round that does not count; the medians of all pairs are
    added up.

    Args:
        raw: pieces of work with the bare libraries.
        ours: the same jobs through the pipeline, in the same order.
        repeats: rounds, at least 1.
        at_most: target of the ratio in processor time.
    """
    totals = dict.fromkeys(("raw_cpu", "raw_wall", "ours_cpu", "ours_wall"), 0.0)
    for bare, whole in zip(raw, ours, strict=True):
        bare(), whole()
        costs = [(cost_of(bare), cost_of(whole)) for _ in range(repeats)]
        totals["raw_cpu"] += median(one.cpu_s for one, _ in costs)
        totals["raw_wall"] += median(one.wall_s for one, _ in costs)
        totals["ours_cpu"] += median(other.cpu_s for _, other in costs)
        totals["ours_wall"] += median(other.wall_s for _, other in costs)
    return (
        Figure(name="cpu_ratio", value=totals["ours_cpu"] / totals["raw_cpu"], unit="x", at_most=at_most),
        Figure(name="wall_ratio", value=totals["ours_wall"] / totals["raw_wall"], unit="x"),
        Figure(name="raw_cpu", value=totals["raw_cpu"], unit="s"),
        Figure(name="ours_cpu", value=totals["ours_cpu"], unit="s"),
        Figure(name="raw_wall", value=totals["raw_wall"], unit="s"),
        Figure(name="ours_wall", value=totals["ours_wall"], unit="s"),
    )


def _cpu_s() -> float:
    own, children = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    forked = confined.spent()  # by a server that lives on, which the system counts when it ends
    ended = own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime
    return ended + forked.children_s + forked.server_s
