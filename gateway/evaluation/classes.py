"""``lantern evaluate emotion`` and ``abuse``: how far a plain linear model of words tells the labels apart.

The product raises a priority by such a score at most, and blocks nobody for it; this says whether yours could.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np

from gateway.evaluation import figures, labelled, linear
from gateway.evaluation.labelled import LabelledText
from gateway.evaluation.options import Options, Tick
from modalities.evaluation import rows as files
from modalities.evaluation.rows import MalformedDataError
from modalities.evaluation.scores import Measure, Score, share_of

FOLDS: Final = 5
EVENED: Final = 0.5
"""A label's probability is divided by this power of its share of the known rows, so that rare feelings are heard as
well: on a set with six of them macro-F1 rises by 0.04 and accuracy does not fall (docs/measurements.md#feelings)."""
ENGINE: Final = "tf-idf+logistic"
parse = labelled.parse


def evaluate(rows: Sequence[LabelledText], options: Options, tick: Tick) -> Score:
    """Train on ``options.train`` and judge ``rows``; without it train on four fifths of them five times.

    Raises:
        MalformedDataError: there is only one label to learn, or too few rows.
    """
    if options.train is not None:
        known = files.load(options.train, parse)
        _check(known)
        labels, found = _probabilities(known, rows, sorted({row.label for row in known}))
        for _ in rows:
            tick()
    else:
        _check(rows)
        labels, found = _across(rows, tick)
    return score(rows, labels, found)


def score(rows: Sequence[LabelledText], labels: Sequence[str], found: linear.FloatArray) -> Score:
    """Return the figures of these probabilities: (rows, labels)."""
    said = [labels[int(place)] for place in found.argmax(axis=1)]
    true = [row.label for row in rows]
    per_label: dict[str, Mapping[str, Measure]] = {
        name: {
            "recall": share_of([each == name for each, is_it in zip(said, true, strict=True) if is_it == name]),
            "precision": share_of([is_it == name for each, is_it in zip(said, true, strict=True) if each == name]),
            "auroc": figures.auroc(found[:, labels.index(name)], [each == name for each in true])
            if name in labels
            else None,
        }
        for name in sorted(set(true))
    }
    right = share_of([each == is_it for each, is_it in zip(said, true, strict=True)])
    return Score(
        n=len(rows),
        headline=right,
        measures={
            "accuracy": right,
            "macro_f1": figures.macro_f1(true, said),
            "auroc": figures.macro_auroc(found, true, labels),
            "per_label": per_label,
        },
        engine={"classifier": ENGINE},
        wrong=tuple(
            {"line": row.line, "text": row.text, "label": row.label, "said": each}
            for row, each in zip(rows, said, strict=True)
            if each != row.label
        ),
    )


def _check(rows: Sequence[LabelledText]) -> None:
    counts = Counter(row.label for row in rows)
    if len(counts) < 2 or len(rows) < 2 * FOLDS:  # noqa: PLR2004  # nothing to tell apart
        raise MalformedDataError(f"To learn from, there must be at least {2 * FOLDS} rows with at least two labels.")


def _across(rows: Sequence[LabelledText], tick: Tick) -> tuple[list[str], linear.FloatArray]:
    """Judge each fifth by what the other four teach; every label is spread over all fifths."""
    labels = sorted({row.label for row in rows})
    fold = folds([row.label for row in rows])
    found = np.zeros((len(rows), len(labels)))
    for number in range(FOLDS):
        inside = np.flatnonzero(fold == number)
        known = [row for row, each in zip(rows, fold, strict=True) if each != number]
        if not len(inside) or not known:
            continue
        found[inside] = _probabilities(known, [rows[int(place)] for place in inside], labels)[1]
        for _ in inside:
            tick()
    return labels, found


def folds(labels: Sequence[str]) -> linear.IntArray:
    """Return the fold (0..4) of each row: the rows of a label take turns, in the order of the file."""
    seen: Counter[str] = Counter()
    given = []
    for label in labels:
        given.append(seen[label] % FOLDS)
        seen[label] += 1
    return np.array(given, dtype=np.int64)


def _probabilities(
    known: Sequence[LabelledText], rows: Sequence[LabelledText], labels: Sequence[str]
) -> tuple[list[str], linear.FloatArray]:
    """Return ``labels`` and (rows, labels): what a classifier of ``known`` makes of ``rows``."""
    classifier = linear.train([row.text for row in known], [row.label for row in known])
    found = np.zeros((len(rows), len(labels)))
    places = [labels.index(name) for name in classifier.labels]
    counts = Counter(row.label for row in known)
    shares = np.array([counts[name] / len(known) for name in classifier.labels])
    evened = classifier.probabilities([row.text for row in rows]) / shares**EVENED
    found[:, places] = evened / evened.sum(axis=1, keepdims=True)
    return list(labels), found
