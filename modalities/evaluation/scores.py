"""Shares with their confidence intervals, and what an evaluation gives back. Pure."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

Z95 = 1.959963984540054
"""97.5th percentile of the normal distribution."""
RESAMPLES = 1_000
Interval = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Share:
    """``hits`` out of ``of``."""

    hits: int
    of: int

    @property
    def value(self) -> float | None:
        """Return the share 0..1, or None when there was nothing to count."""
        return self.hits / self.of if self.of else None

    @property
    def ci95(self) -> Interval | None:
        """Return Wilson's 95 % interval (Wilson 1927, without continuity correction)."""
        if not self.of:
            return None
        n, share = self.of, self.hits / self.of
        middle = (share + Z95**2 / (2 * n)) / (1 + Z95**2 / n)
        half = Z95 * math.sqrt(share * (1 - share) / n + Z95**2 / (4 * n**2)) / (1 + Z95**2 / n)
        return max(0.0, middle - half), min(1.0, middle + half)


def share_of(answers: Sequence[bool]) -> Share:
    """Return how many of the answers are yes."""
    return Share(sum(answers), len(answers))


@dataclass(frozen=True, slots=True)
class Ratio:
    """A sum over a sum, one pair a row: errors over lengths, seconds over seconds."""

    parts: tuple[float, ...]
    wholes: tuple[float, ...]
    is_rest: bool = False
    """True = one minus the ratio, e.g. characters right from characters wrong; never below 0."""

    @property
    def value(self) -> float | None:
        """Return the ratio, or None when there was nothing to count."""
        return self._of(sum(self.parts), sum(self.wholes)) if sum(self.wholes) else None

    @property
    def ci95(self) -> Interval | None:
        """Return the 95 % interval from resampled rows, for characters of one row are not independent.

        Percentile bootstrap, always the same resamples; None for fewer than two rows.
        """
        if len(self.parts) < 2 or not sum(self.wholes):  # noqa: PLR2004  # one row says nothing about other rows
            return None
        parts, wholes = np.array(self.parts), np.array(self.wholes)
        chosen = np.random.default_rng(0).integers(0, len(parts), (RESAMPLES, len(parts)))
        sums = wholes[chosen].sum(axis=1)
        ratios = parts[chosen].sum(axis=1)[sums > 0] / sums[sums > 0]
        low, high = (float(each) for each in np.percentile(ratios, (2.5, 97.5)))
        ends = sorted((self._of(low, 1.0), self._of(high, 1.0)))
        return ends[0], ends[1]

    def _of(self, part: float, whole: float) -> float:
        return max(0.0, 1.0 - part / whole) if self.is_rest else part / whole


@dataclass(frozen=True, slots=True)
class Resampled:
    """A figure of all rows together, with an interval that was found by drawing the rows again and again."""

    value: float | None
    ci95: Interval | None = None


Measure = Share | Ratio | Resampled | float | None
"""A plain number has no interval."""
Measures = Mapping[str, "Measure | Measures"]
"""Figures by name, in groups where there are several of a kind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """What one evaluation found."""

    n: int
    """Rows."""
    headline: Measure
    """What ``--at-least`` looks at: higher is better."""
    measures: Measures
    engine: Mapping[str, str | None]
    problems: Mapping[str, int] = field(default_factory=dict)
    """How often each trouble was reported."""
    wrong: tuple[Mapping[str, object], ...] = ()
    """Every row that is not wholly right, to look at."""

    @property
    def headline_value(self) -> float | None:
        """Return the figure that ``--at-least`` looks at, 0..1."""
        return value_of(self.headline)

    def lines(self) -> list[tuple[str, str, str, str]]:
        """Return name, figure, interval and count of each figure, to be printed."""
        return [
            (name, _figure(value_of(each)), _range(interval_of(each)), _count(each))
            for name, each in _flat(self.measures)
        ]

    def metrics(self) -> dict[str, object]:
        """Return the figures, null where nothing could be counted."""
        return _values(self.measures)

    def ci95(self) -> dict[str, object]:
        """Return ``[low, high]`` of each figure that has an interval."""
        return _intervals(self.measures)


def _flat(measures: Measures) -> Iterator[tuple[str, Measure]]:
    for name, one in measures.items():
        if isinstance(one, Mapping):
            yield from ((f"{name} {key}", each) for key, each in _flat(one))
        else:
            yield name, one


def _values(measures: Measures) -> dict[str, object]:
    return {name: _values(one) if isinstance(one, Mapping) else value_of(one) for name, one in measures.items()}


def _intervals(measures: Measures) -> dict[str, object]:
    found = {name: _intervals(one) if isinstance(one, Mapping) else interval_of(one) for name, one in measures.items()}
    return {name: each for name, each in found.items() if each}


def value_of(measure: Measure) -> float | None:
    """Return the figure itself, rounded to what four digits can say."""
    value = measure.value if isinstance(measure, Share | Ratio | Resampled) else measure
    return round(value, 4) if value is not None else None


def interval_of(measure: Measure) -> list[float] | None:
    """Return its interval, or None when it has none."""
    ends = measure.ci95 if isinstance(measure, Share | Ratio | Resampled) else None
    return [round(end, 4) for end in ends] if ends is not None else None


def _figure(value: float | None) -> str:
    return "-" if value is None else f"{value:.0f}" if value > 10 else f"{value:.3f}"  # noqa: PLR2004  # milliseconds


def _range(ends: list[float] | None) -> str:
    return f"{ends[0]:.3f} to {ends[1]:.3f}" if ends is not None else ""


def _count(measure: Measure) -> str:
    return f"{measure.hits} of {measure.of}" if isinstance(measure, Share) and measure.of else ""
