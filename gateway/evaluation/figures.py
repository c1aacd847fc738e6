"""Figures over all rows together, with intervals from resampled rows. Pure."""

from collections.abc import Callable, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from modalities.evaluation.scores import Resampled

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]
_RESAMPLES: Final = 200
_EDGES: Final = (2.5, 97.5)


def macro_f1(true: Sequence[str], said: Sequence[str]) -> Resampled:
    """Return the mean over the labels in ``true`` of F1, the harmonic mean of precision and recall."""
    names = {name: place for place, name in enumerate(sorted({*true, *said}))}
    wanted = np.array([names[name] for name in true], dtype=np.int64)
    given = np.array([names[name] for name in said], dtype=np.int64)
    return _resampled(lambda rows: _macro_f1(wanted[rows], given[rows], len(names)), len(true))


def auroc(scores: FloatArray, is_one: Sequence[bool]) -> Resampled:
    """Return how often a row that is one scores higher than a row that is none; None when one of the two lacks."""
    ones = np.array(is_one, dtype=bool)
    if ones.all() or not ones.any():
        return Resampled(None)
    order = _ranks(scores)
    return _resampled(lambda rows: _area(order[rows], ones[rows]), len(ones))


def macro_auroc(probabilities: FloatArray, true: Sequence[str], labels: Sequence[str]) -> Resampled:
    """Return the mean over ``labels`` (the columns) of each one's AUROC against all others."""
    areas = [auroc(probabilities[:, place], [each == name for each in true]) for place, name in enumerate(labels)]
    found = [area for area in areas if area.value is not None and area.ci95 is not None]
    if not found:
        return Resampled(None)
    if len(labels) == 2:  # noqa: PLR2004  # both say the same
        return found[-1]
    return Resampled(float(np.mean([area.value or 0.0 for area in found])))


def _resampled(figure: Callable[[IntArray], float], rows: int) -> Resampled:
    every = np.arange(rows)
    chosen = np.random.default_rng(0).integers(0, rows, (_RESAMPLES, rows))
    drawn = [value for value in (figure(each) for each in chosen) if not np.isnan(value)]
    if not drawn:
        return Resampled(figure(every))
    low, high = (float(each) for each in np.percentile(drawn, _EDGES))
    return Resampled(figure(every), (low, high))


def _macro_f1(true: IntArray, said: IntArray, labels: int) -> float:
    right = np.bincount(true[true == said], minlength=labels)
    wanted, given = np.bincount(true, minlength=labels), np.bincount(said, minlength=labels)
    occurs = wanted > 0
    return float(np.mean(2 * right[occurs] / (wanted[occurs] + given[occurs])))


def _area(ranks: FloatArray, ones: NDArray[np.bool_]) -> float:
    """Return the Mann-Whitney share; ``ranks`` need only be in order, so a resample needs no new ones."""
    positives, negatives = ranks[ones], np.sort(ranks[~ones])
    if not len(positives) or not len(negatives):
        return float("nan")
    below = np.searchsorted(negatives, positives, side="left")
    upto = np.searchsorted(negatives, positives, side="right")
    return float((below + upto).mean() / (2 * len(negatives)))


def _ranks(scores: FloatArray) -> FloatArray:
    _, ranks = np.unique(scores, return_inverse=True)
    return ranks.astype(np.float64)
