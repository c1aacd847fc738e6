"""A linear classifier of texts, as plain as they come: weighed pieces of words, multinomial logistic regression.

Trained where it is used and thrown away after: nothing is kept, so nothing has to be read from a file.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import FeatureUnion
from sklearn.preprocessing import normalize

from gateway.understand.sounds import is_chinese
from modalities.evaluation.rows import MalformedDataError

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]
STRENGTH: Final = 10.0
"""Inverse regularisation (C)."""
_ROUNDS: Final = 300
_TOLERANCE: Final = 1e-4
"""Looser, sets with two labels stop before they are done (their AUROC fell by 0.01)."""
_CHUNK: Final = 256
"""Texts compared with all known ones at a time: bounds the memory."""
_IS_CHINESE_FROM: Final = 0.3
"""Share of texts with Chinese characters from which a set of texts counts as Chinese."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Classifier:
    """What was learned from labelled texts. Built once, then only read."""

    labels: tuple[str, ...]
    """In alphabetical order: the columns of ``probabilities``."""
    known: Any
    """(texts, features): the texts that it was trained on, each row of length 1 (sparse)."""
    pieces: Any
    """Turns texts into features."""
    regression: Any

    def weighed(self, texts: Sequence[str]) -> Any:
        """Return the features of ``texts``: (texts, features), sparse, each row of length 1 or 0."""
        return _of_length_one(self.pieces.transform(texts))

    def probabilities(self, texts: Sequence[str]) -> FloatArray:
        """Return (texts, labels), 0..1; each row sums to 1."""
        if len(self.labels) == 1:
            return np.ones((len(texts), 1))
        return np.asarray(self.regression.predict_proba(self.weighed(texts)), dtype=np.float64)

    def nearness(self, texts: Sequence[str]) -> FloatArray:
        """Return for each text the cosine (0..1) to the known text that is most like it."""
        weighed = self.weighed(texts)
        across = self.known.T.tocsr()
        nearest = [
            (weighed[start : start + _CHUNK] @ across).max(axis=1).toarray().ravel()
            for start in range(0, len(texts), _CHUNK)
        ]
        return np.asarray(np.concatenate(nearest), dtype=np.float64) if nearest else np.zeros(0)


def train(texts: Sequence[str], labels: Sequence[str]) -> Classifier:
    """Return a classifier of ``texts``; the same texts in the same order give the same one.

    Raises:
        MalformedDataError: there is not one word in them.
    """
    pieces = _pieces(texts)
    try:
        known = _of_length_one(pieces.fit_transform(texts))
    except ValueError as error:  # scikit-learn's word for an empty vocabulary
        raise MalformedDataError("The texts to learn from hold no words.") from error
    names = tuple(sorted(set(labels)))
    regression = None
    if len(names) > 1:
        regression = LogisticRegression(C=STRENGTH, max_iter=_ROUNDS, tol=_TOLERANCE)
        regression.fit(known, np.array(labels))
    return Classifier(labels=names, known=known, pieces=pieces, regression=regression)


def _pieces(texts: Sequence[str]) -> Any:
    """Return what cuts texts: runs of characters for Chinese; words, pairs and parts of words for Latin letters."""
    chinese = sum(any(is_chinese(char) for char in text) for text in texts)
    if chinese >= _IS_CHINESE_FROM * len(texts):
        return _cut("char", (1, 3))
    words, parts = _cut("word", (1, 2)), _cut("char_wb", (2, 5))
    return FeatureUnion([("words", words), ("parts", parts)])


def _cut(what: str, sizes: tuple[int, int]) -> TfidfVectorizer:
    # A single letter is a word too; single precision halves the time.
    pattern = r"(?u)\w+" if what == "word" else None
    return TfidfVectorizer(analyzer=what, ngram_range=sizes, token_pattern=pattern, sublinear_tf=True, dtype=np.float32)


def _of_length_one(rows: Any) -> Any:
    return normalize(rows).tocsr()
