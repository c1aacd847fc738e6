"""A small linear model over lines of words: trained in seconds, read in milliseconds, no pickles.

It sees runs of characters, neighbouring words, and *cues*: named patterns of a lexicon that a text has words of, so
that one strange word of a class stands for the others. Whoever uses it says how texts are made alike and what the cues
are.
"""

import logging
import os
import re
import time
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

_LOGGER: Final = logging.getLogger(__name__)
BUCKETS: Final = 1 << 17
VERSION: Final = 1
"""Raised whenever the same text gives other pieces."""
_LONGEST: Final = 4
_NEAR: Final = (1, 2, 3)
_ROUNDS: Final = 300
_WORD: Final = re.compile(r"[a-z']+|[^\sa-z]")
_LATIN: Final = re.compile(r"[a-z' ]+")

FloatArray = NDArray[np.float32]
Pieces = Callable[[str], Iterator[str]]
"""Text in, its pieces out (``pieces`` of the text made alike, and the names of its cues)."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class LineModel:
    """A logistic regression over hashed pieces. Built once, then only read."""

    labels: tuple[str, ...]
    weights: FloatArray
    """(labels, BUCKETS), the rarity of each place already multiplied in."""
    rarity: FloatArray
    """(BUCKETS,): inverse document frequency."""
    bias: FloatArray
    """(labels,)."""
    mark: str
    """Which lines and patterns it was trained with."""

    def probabilities(self, found: Iterator[str]) -> Mapping[str, float]:
        """Return the probability 0..1 of each label for the pieces of a text; they sum to 1."""
        places = np.array(sorted(_places(found)), dtype=np.int64)
        length = float(np.linalg.norm(self.rarity[places])) or 1.0
        scores = self.weights[:, places].sum(axis=1) / length + self.bias
        powers = np.exp(scores - scores.max())
        return dict(zip(self.labels, (powers / powers.sum()).tolist(), strict=True))


def pieces(text: str) -> Iterator[str]:
    """Yield runs of characters, words, and words that stand near each other; numbers are all alike."""
    text = re.sub(r"\d+", "0", text)
    framed = f"^{text}$"
    for size in range(1, _LONGEST + 1):
        for start in range(len(framed) - size + 1):
            gram = framed[start : start + size]
            if size == _LONGEST or _LATIN.fullmatch(gram) is None:  # two Latin letters say nothing
                yield f"c{gram}"
    words: list[str] = _WORD.findall(text)
    yield from (f"w{word}" for word in words)
    for gap in _NEAR:
        yield from (f"b{min(gap, 2)}{first} {then}" for first, then in zip(words, words[gap:], strict=False))


def _places(found: Iterator[str]) -> set[int]:
    return {zlib.crc32(piece.encode()) % BUCKETS for piece in found}


def fit(texts: Sequence[str], labels: Sequence[str], cut: Pieces, *, strength: float, mark: str) -> LineModel:
    """Return a model; the same lines give the same model. ``strength`` is the inverse regularisation C."""
    from scipy import sparse  # noqa: PLC0415  # only where something is trained
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415

    found = [sorted(_places(cut(text))) for text in texts]
    places = np.array([place for row in found for place in row], dtype=np.int64)
    ends = np.cumsum([0, *(len(row) for row in found)])
    counts = np.bincount(places, minlength=BUCKETS)
    rarity = (np.log((1 + len(texts)) / (1 + counts)) + 1).astype(np.float32)
    kept = np.flatnonzero(counts)
    seen = sparse.csr_array((rarity[places], places, ends), shape=(len(texts), BUCKETS))
    lengths = sparse.linalg.norm(seen, axis=1)
    seen = (sparse.diags_array(1 / np.maximum(lengths, 1e-9)) @ seen).tocsr()[:, kept]
    regression = LogisticRegression(C=strength, max_iter=_ROUNDS, class_weight="balanced")
    regression.fit(seen, np.array(labels))
    rows, bias = regression.coef_, regression.intercept_
    if len(rows) == 1:  # two labels: the scores of the second one stand alone
        rows, bias = np.vstack([np.zeros_like(rows), rows]), np.array([0.0, bias[0]])
    weights = np.zeros((len(regression.classes_), BUCKETS), dtype=np.float32)
    weights[:, kept] = rows
    return LineModel(
        labels=tuple(str(label) for label in regression.classes_),
        weights=weights * rarity,
        rarity=rarity,
        bias=bias.astype(np.float32),
        mark=mark,
    )


def ready(path: Path, mark: str, train: Callable[[], LineModel]) -> LineModel:
    """Return the model that was kept in ``path``, trained first when none was trained with ``mark``: some seconds.

    Where it cannot be written it is trained again by the next process.
    """
    known = load(path, mark)
    if known is not None:
        return known
    started = time.monotonic()
    model = train()
    _LOGGER.info("%s trained: seconds=%.1f", path.stem, time.monotonic() - started)
    try:
        save(model, path)
    except OSError:
        _LOGGER.warning("%s cannot be written; it is trained again next time", path.name)
    return model


def save(model: LineModel, path: Path) -> None:
    """Write ``model``; the file appears whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.stem}.{os.getpid()}.part.npz")
    np.savez_compressed(
        part,
        labels=np.array(model.labels),
        weights=model.weights.astype(np.float16),
        rarity=model.rarity.astype(np.float16),
        bias=model.bias,
        mark=np.array(model.mark),
    )
    part.replace(path)


def load(path: Path, mark: str) -> LineModel | None:
    """Return the model of a file, or None when there is none that was trained with ``mark``."""
    try:
        with np.load(path, allow_pickle=False) as file:
            if str(file["mark"]) != mark:
                return None
            return LineModel(
                labels=tuple(str(label) for label in file["labels"]),
                weights=file["weights"].astype(np.float32),
                rarity=file["rarity"].astype(np.float32),
                bias=file["bias"].astype(np.float32),
                mark=mark,
            )
    except (OSError, EOFError, ValueError, KeyError, BadZipFile, zlib.error):
        return None
