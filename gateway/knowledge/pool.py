"""Searching thousands of short texts: the ones most like a question, also when it was misheard.

BM25 over single characters and pairs, beside the same over their sounds (``gateway/understand/sounds.py``): what a
recogniser writes wrongly still sounds right. Each of the two is divided by its best score, and they are summed. Among
the best ``_COMPARED`` texts those whose sounds run as the question's do come first. A question that hardly stands in
any text is told apart (``Found.is_known``). Figures: docs/measurements.md#pool. It never answers: what it finds is
offered to be chosen from.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, pairwise
from typing import Any, Final

import bm25s
import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Indel

from gateway.understand.normalise import plain
from gateway.understand.sounds import sound

FloatArray = NDArray[np.float32]
_K1: Final = 1.3
_B: Final = 0.65
"""How soon a repeated piece stops to count, and how much a long text is held back (Robertson and Zaragoza 2009)."""
SURE_SHARE: Final = 0.95
"""Share of our own texts that would still be known as questions if they were not in the pool themselves."""
_COMPARED: Final = 50
_BY_ORDER: Final = 0.6
"""What the order of the sounds counts beside the pieces. This, ``_K1`` and ``_B`` were chosen on one half of two sets
of questions and checked on the other half."""
_TRIED: Final = 200
"""Texts of the pool that are asked for, each without itself, to learn what a known question looks like."""
_FEWEST: Final = 20
"""In a smaller pool no text is like another, so that nothing can be learned from them: every question is known."""
_FIRST_LETTER: Final = 0x10000
_UNKNOWN: Final = "?"
Cut = Callable[[str], list[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One text of the pool."""

    id: str
    score: float
    """0..1 + ``_BY_ORDER``: comparable within one question only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What the pool has for a question."""

    hits: tuple[Hit, ...]
    """Best first."""
    likeness: float
    """0..1: how much of the question, rare pieces counting more, stands in the best text or sounds like it."""
    is_known: bool
    """False: nothing in the pool is about it, so say so rather than offer ``hits``."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _View:
    """One way of cutting the texts."""

    cut: Cut
    engine: Any
    most: FloatArray
    """(pieces,): the most that a piece gives to any text."""

    def scores(self, text: str) -> tuple[FloatArray, float]:
        """Return the score of every text, and the most that any text could have.

        A piece that no text has counts as much as the rarest one that a text has.
        """
        pieces = self.cut(text)
        known = [self.engine.vocab_dict[piece] for piece in pieces if piece in self.engine.vocab_dict]
        if not known:
            return np.zeros(self.engine.scores["num_docs"], dtype=np.float32), 0.0
        found: FloatArray = self.engine.get_scores_from_ids(known)
        possible = float(self.most[known].sum()) + (len(pieces) - len(known)) * float(self.most.max())
        return found, possible


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Pool:
    """Texts ready to be searched. Built once, then only read; safe to use from several threads."""

    ids: tuple[str, ...]
    by_character: _View
    by_sound: _View
    letters: Mapping[str, str]
    """One letter for each sound, so that texts can be compared as strings."""
    spoken: tuple[str, ...]
    """How each text sounds, in those letters."""
    known_from: float
    """Likeness from which a question counts as known."""

    @classmethod
    def build(cls, texts: Sequence[tuple[str, str]]) -> "Pool":
        """Return a pool of (id, text) pairs: about 2 s and some tens of MB for 10,000 of them."""
        whole = [text for _, text in texts]
        heard = [_heard(text) for text in whole]
        letters = {each: chr(_FIRST_LETTER + place) for place, each in enumerate(sorted({*chain(*heard)}))}
        pool = cls(
            ids=tuple(each for each, _ in texts),
            by_character=_view([characters(text) for text in whole], characters),
            by_sound=_view([_with_pairs(each) for each in heard], sounds),
            letters=letters,
            spoken=tuple("".join(letters[each] for each in parts) for parts in heard),
            known_from=0.0,
        )
        return replace(pool, known_from=_known_from(pool, whole))

    def search(self, question: str, *, most: int = 10) -> Found:
        """Return the texts most like ``question``, at most ``most`` of them."""
        scores, likeness = self._scored(question)
        ours = "".join(self.letters.get(each, _UNKNOWN) for each in _heard(question))
        for place in _best(scores, _COMPARED):
            scores[place] += _BY_ORDER * Indel.normalized_similarity(ours, self.spoken[place])
        best = _best(scores, most)
        return Found(
            hits=tuple(Hit(id=self.ids[place], score=round(float(scores[place]), 4)) for place in best),
            likeness=round(likeness, 4),
            is_known=bool(best) and likeness >= self.known_from,
        )

    def _scored(self, question: str, *, without: int | None = None) -> tuple[FloatArray, float]:
        """Return the fused score of every text, and the likeness of the one that is most like the question.

        ``without`` leaves one text of the pool out.
        """
        scores, possible = self.by_character.scores(question)
        heard, possibly_heard = self.by_sound.scores(question)
        if without is not None:
            scores[without] = heard[without] = 0.0
        likeness = (_share(scores, possible) + _share(heard, possibly_heard)) / 2
        return _of_most_one(_of_most_one(scores) + _of_most_one(heard)), likeness


def _share(scores: FloatArray, possible: float) -> float:
    return float(scores.max(initial=0.0)) / possible if possible else 0.0


def _of_most_one(scores: FloatArray) -> FloatArray:
    highest = scores.max(initial=0.0)
    return scores / highest if highest > 0 else scores


def characters(text: str) -> list[str]:
    """Return the characters of ``text`` that say something, and their pairs."""
    return _with_pairs([char for char in plain(text).text if char.isalnum()])


def sounds(text: str) -> list[str]:
    """Return how the characters of ``text`` sound, and their pairs."""
    return _with_pairs(_heard(text))


def _heard(text: str) -> list[str]:
    return [sound(char) for char in plain(text).text if char.isalnum()]


def _with_pairs(parts: list[str]) -> list[str]:
    return parts + [f"{first} {then}" for first, then in pairwise(parts)]


def _view(texts: Sequence[list[str]], cut: Cut) -> _View:
    """Return a view of texts that ``cut`` has cut."""
    engine = bm25s.BM25(k1=_K1, b=_B)
    engine.index([pieces or [""] for pieces in texts], show_progress=False)
    values, starts = engine.scores["data"], engine.scores["indptr"]
    most = np.array([values[start:end].max(initial=0.0) for start, end in pairwise(starts)], dtype=np.float32)
    return _View(cut=cut, engine=engine, most=most)


def _best(scores: FloatArray, most: int) -> list[int]:
    """Return the places of the highest scores above 0, best first; among equals the first in the pool."""
    if len(scores) > most:
        chosen = np.argpartition(-scores, most - 1)[:most]
        chosen = chosen[np.lexsort((chosen, -scores[chosen]))]
    else:
        chosen = np.lexsort((np.arange(len(scores)), -scores))
    return [int(place) for place in chosen if scores[place] > 0]


def _known_from(pool: Pool, texts: Sequence[str]) -> float:
    """Return the likeness that ``SURE_SHARE`` of the pool's texts reach when they are asked for without themselves."""
    if len(texts) < _FEWEST:
        return 0.0
    step = max(1, len(texts) // _TRIED)
    found = [pool._scored(texts[place], without=place)[1] for place in range(0, len(texts), step)]  # noqa: SLF001
    return float(np.quantile(found, 1 - SURE_SHARE))
