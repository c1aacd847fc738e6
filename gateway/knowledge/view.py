"""The articles of one language, seen through one way of making tokens: characters, or syllables."""

import math
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import chain

import bm25s
import numpy as np

from gateway.knowledge.articles import Article
from gateway.knowledge.words import IDEA, OBJECT

STEPS_WEIGHT = 0.15
"""Steps name many screens on the way to the goal, so they say little about what an article is for."""
CANDIDATES = 30
SMALLEST_COLLECTION = 50
"""Rarity is reckoned as if there were at least so many articles: among three, every word would look common."""

_IDEA_WEIGHT, _OBJECT_WEIGHT, _SINGLE_WEIGHT = 1.6, 0.8, 0.35
_UNSEEN_SHARE = 0.4
"""Most pairs of characters of a new wording are unseen without meaning anything; an unseen idea does mean something."""
Tokenise = Callable[[str], tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Features:
    """How well an article fits a question."""

    coverage: float
    """Weighted share of the question's tokens that stand in the article's title, goal, questions or signs, 0..1."""
    naming: float
    """The same share for the title and goal alone: what the article says that it is for, 0..1."""
    likeness: float
    """Cosine to the nearest single wording (title and goal, a question, a sign), 0..1."""
    mass: float
    """Logarithm of 1 + the weight of the shared tokens: one shared character is no evidence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """Articles made searchable."""

    tokenise: Tokenise
    wordings: tuple[tuple[frozenset[str], ...], ...]
    """For each article the tokens of each of its wordings."""
    covered: tuple[frozenset[str], ...]
    """For each article the tokens of all its wordings."""
    weights: dict[str, float]
    unseen: float
    ranker: bm25s.BM25
    steps_ranker: bm25s.BM25

    def candidates(self, tokens: Sequence[str]) -> list[int]:
        """Return the places of the articles that BM25 ranks first, best first; empty when nothing is shared."""
        if not tokens:
            return []
        listed = list(tokens)
        totals = self.ranker.get_scores(listed) + STEPS_WEIGHT * self.steps_ranker.get_scores(listed)
        best = np.argsort(-totals, kind="stable")[:CANDIDATES]
        return [int(place) for place in best if totals[place] > 0]

    def features(self, tokens: frozenset[str], place: int) -> Features:
        """Return how well the article at ``place`` fits the tokens of a question."""
        total = self._sum(tokens)
        shared = self._sum(tokens & self.covered[place])
        return Features(
            coverage=shared / total if total else 0.0,
            naming=self._sum(tokens & self.wordings[place][0]) / total if total else 0.0,
            likeness=max((self._cosine(tokens, wording) for wording in self.wordings[place]), default=0.0),
            mass=math.log1p(shared),
        )

    def _sum(self, tokens: frozenset[str]) -> float:
        return math.fsum(map(self._weight, tokens))

    def _weight(self, token: str) -> float:
        known = self.weights.get(token)
        if known is not None:
            return known
        return self.unseen * _weight_of_kind(token) * (1.0 if token.startswith(IDEA) else _UNSEEN_SHARE)

    def _cosine(self, first: frozenset[str], second: frozenset[str]) -> float:
        shared = self._square(first & second)
        return shared / math.sqrt(self._square(first) * self._square(second)) if shared else 0.0

    def _square(self, tokens: frozenset[str]) -> float:
        return math.fsum(self._weight(token) ** 2 for token in tokens)


def build(articles: Sequence[Article], tokenise: Tokenise) -> View:
    """Return a view of at least one article."""
    listed = [[tokenise(text) for text in _wordings(article)] for article in articles]
    wordings = tuple(tuple(map(frozenset, lists)) for lists in listed)
    covered = tuple(frozenset().union(*sets) for sets in wordings)
    seen_in = Counter(token for tokens in covered for token in tokens)
    total = len(articles)
    weights = {token: _rarity(count, total) * _weight_of_kind(token) for token, count in seen_in.items()}
    return View(
        tokenise=tokenise,
        wordings=wordings,
        covered=covered,
        weights=weights,
        unseen=_rarity(0, total),
        ranker=_ranker([list(chain.from_iterable(lists)) for lists in listed]),
        steps_ranker=_ranker([[token for step in article.steps for token in tokenise(step)] for article in articles]),
    )


def _wordings(article: Article) -> tuple[str, ...]:
    names = " ".join(article.about)
    return (f"{article.title} {article.goal} {names}", *article.questions, *article.signs)


def _ranker(corpus: list[list[str]]) -> bm25s.BM25:
    ranker = bm25s.BM25()
    ranker.index([tokens or [" "] for tokens in corpus], show_progress=False)
    return ranker


def _rarity(count: int, total: int) -> float:
    """Return how telling a token in ``count`` of ``total`` articles is, alike for small and large folders."""
    assumed = max(total, SMALLEST_COLLECTION)
    return _idf(count, assumed) * _idf(0, SMALLEST_COLLECTION) / _idf(0, assumed)


def _idf(count: int, total: int) -> float:
    return math.log(1 + (total - count + 0.5) / (count + 0.5))


def _weight_of_kind(token: str) -> float:
    if token.startswith(IDEA):
        return _IDEA_WEIGHT
    if token.startswith(OBJECT):
        return _OBJECT_WEIGHT
    return _SINGLE_WEIGHT if len(token) == 1 else 1.0
