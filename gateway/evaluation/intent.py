"""``lantern evaluate intent``: how much could be answered by itself, if hardly anything may be answered wrongly?

A linear model of ``--train``. It answers when it is certain enough, and what certain enough is, ``--train`` alone says:
parts of it are judged by models of the rest, and whole labels are left out to stand for what nobody taught.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from gateway.evaluation import figures, labelled, linear
from gateway.evaluation.labelled import LabelledText
from gateway.evaluation.linear import FloatArray
from gateway.evaluation.options import Options, Tick
from modalities.evaluation import rows as files
from modalities.evaluation.rows import MalformedDataError
from modalities.evaluation.scores import Resampled, Score, share_of

OUT_OF_SCOPE: Final = "oos"
MAX_WRONG: Final = 0.0135
"""Share of all messages that may be answered wrongly."""
STRANGE: Final = 0.1
"""Share of messages that no label fits, as long as nobody has counted."""
FOLDS: Final = 3
NEARNESS_POWER: Final = 0.5
"""What the nearness counts beside the probability. This and the two above: docs/measurements.md#intent."""
_FEWEST: Final = 6
"""Rows to learn from: fewer say nothing about what is certain."""
ENGINE: Final = "tf-idf+logistic x nearest"
BoolArray = NDArray[np.bool_]
parse = labelled.parse


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Guesses:
    """The best label of each text, and how certain it is."""

    labels: tuple[str, ...]
    certainty: FloatArray
    """(texts,), 0..1: its probability times the root of the cosine to the most similar known text."""


def evaluate(rows: Sequence[LabelledText], options: Options, tick: Tick) -> Score:
    """Train on ``options.train``, choose the threshold there, and judge ``rows``.

    Raises:
        MalformedDataError: there is nothing to learn from.
    """
    if options.train is None:
        raise MalformedDataError("Say what to learn from: --train with rows of the same kind.")
    known = [row for row in files.load(options.train, parse) if row.label != OUT_OF_SCOPE]
    if len({row.label for row in known}) < 2 or len(known) < _FEWEST:  # noqa: PLR2004  # nothing to choose between
        raise MalformedDataError(f"To learn from, there must be at least {_FEWEST} rows with at least two labels.")
    threshold = chosen_threshold(known)
    found = guesses(linear.train([row.text for row in known], [row.label for row in known]), rows)
    for _ in rows:
        tick()
    return score(rows, found, threshold)


def guesses(classifier: linear.Classifier, rows: Sequence[LabelledText]) -> Guesses:
    """Return what ``classifier`` makes of ``rows``."""
    texts = [row.text for row in rows]
    probabilities = classifier.probabilities(texts)
    nearness = classifier.nearness(texts) ** NEARNESS_POWER
    return Guesses(
        labels=tuple(classifier.labels[int(place)] for place in probabilities.argmax(axis=1)),
        certainty=probabilities.max(axis=1) * nearness,
    )


def chosen_threshold(known: Sequence[LabelledText]) -> float:
    """Return the certainty from which a guess may be answered, learned from ``known`` alone."""
    certainties, rights, strange = [], [], []
    row_fold, label_fold = _folds(known)
    for fold in range(FOLDS):
        inside = [
            row for row, each in zip(known, row_fold, strict=True) if label_fold[row.label] != fold and each != fold
        ]
        if len({row.label for row in inside}) < 2:  # noqa: PLR2004  # too few labels to leave some out
            continue
        classifier = linear.train([row.text for row in inside], [row.label for row in inside])
        kept = [row for row, each in zip(known, row_fold, strict=True) if each == fold]
        found = guesses(classifier, kept)
        certainties.append(found.certainty)
        rights.append(np.array([row.label == label for row, label in zip(kept, found.labels, strict=True)]))
        strange.append(np.array([label_fold[row.label] == fold for row in kept]))
    if not certainties:
        return float("inf")
    return threshold_for(np.concatenate(certainties), np.concatenate(rights), np.concatenate(strange))


def threshold_for(certainty: FloatArray, is_right: BoolArray, is_strange: BoolArray) -> float:
    """Return the lowest certainty at which at most ``MAX_WRONG`` of all is answered wrongly; infinity when none is.

    Args:
        certainty: (trials,).
        is_right: whether the guess was right; never for what no label fits.
        is_strange: whether no label fits it. Together they count as ``STRANGE`` of all.
    """
    strange, usual = int(is_strange.sum()), int((~is_strange).sum())
    share_strange = STRANGE if strange and usual else float(strange > 0)
    weight = np.where(is_strange, share_strange / max(1, strange), (1 - share_strange) / max(1, usual))
    order = np.argsort(-certainty, kind="stable")
    wrong = np.cumsum((weight * ~is_right)[order])
    sorted_certainty = certainty[order]
    # Equal certainties are answered together or not at all.
    is_last_of_equals = np.append(sorted_certainty[1:] != sorted_certainty[:-1], True)
    good = np.flatnonzero((wrong <= MAX_WRONG) & is_last_of_equals)
    return float(sorted_certainty[good[-1]]) if len(good) else float("inf")


def _folds(known: Sequence[LabelledText]) -> tuple[list[int], dict[str, int]]:
    """Return the fold of each row, and of each label: rows of a label take turns, and so do labels."""
    labels: dict[str, int] = {}
    seen: dict[str, int] = {}
    rows = []
    for row in known:
        labels.setdefault(row.label, len(labels) % FOLDS)
        seen[row.label] = seen.get(row.label, -1) + 1
        rows.append(seen[row.label] % FOLDS)
    return rows, labels


def score(rows: Sequence[LabelledText], found: Guesses, threshold: float) -> Score:
    """Return the figures of these guesses when those below ``threshold`` go to a person."""
    pairs = list(zip(rows, found.labels, found.certainty >= threshold, strict=True))
    usual = [(row.label, label) for row, label, _ in pairs if row.label != OUT_OF_SCOPE]
    right = share_of([true == label for true, label in usual])
    return Score(
        n=len(rows),
        headline=right,
        measures={
            "accuracy": right,
            "macro_f1": figures.macro_f1(*zip(*usual, strict=True)) if usual else Resampled(None),
            "oos_auroc": figures.auroc(found.certainty, [row.label != OUT_OF_SCOPE for row in rows]),
            "wrong": share_of([is_answered and row.label != label for row, label, is_answered in pairs]),
            "share_to_person": share_of([not is_answered for _, _, is_answered in pairs]),
            "wrong_among_answered": share_of([row.label != label for row, label, is_answered in pairs if is_answered]),
        },
        engine={"classifier": ENGINE},
        wrong=tuple(
            {"line": row.line, "text": row.text, "label": row.label, "said": label, "answered": bool(is_answered)}
            for row, label, is_answered in pairs
            if row.label != label
        ),
    )
