"""The articles of one language, seen through one way of making tokens: characters, or syllables."""

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from operator import attrgetter
from typing import Final

from gateway.knowledge.articles import Article
from gateway.knowledge.words import IDEA, OBJECT

CANDIDATES: Final = 16
SMALLEST_COLLECTION: Final = 50
"""Rarity is reckoned as if there were at least so many articles: among three, every word would look common."""

_K1: Final = 1.2
_B: Final = 0.75
"""How soon a repeated token stops to count, and how much a long text is held back (Robertson and Zaragoza 2009)."""
_IDEA_WEIGHT: Final = 1.6
_OBJECT_WEIGHT: Final = 0.8
_SINGLE_WEIGHT: Final = 0.35
_UNSEEN_SHARE: Final = 0.4
"""Most pairs of characters of a new wording are unseen without meaning anything; an unseen idea does mean something."""
_ASIDE_SHARE: Final = 0.45
"""An idea of one question only may be a detail of its story; each further question that has it makes it surer."""
Tokenise = Callable[[str], tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranks:
    """How BM25 ranks one article; see ``Features`` for the parts."""

    rank: float
    steps: float
    strength: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Features:
    """How well an article fits a question. All but ``strength`` and ``mass`` lie within 0..1."""

    rank: float
    """BM25 over all wordings, divided by the best article's."""
    steps: float
    """BM25 over the steps, divided by the best article's: they name many screens on the way to the goal."""
    coverage: float
    """Weighted share of the question's characters, pairs and words in the article's wordings."""
    naming: float
    """The same share for the title and goal alone: what the article says that it is for."""
    likeness: float
    """Cosine to the nearest single wording (title and goal, a question, a sign)."""
    sameness: float
    """Fourth power of ``likeness``: next to nothing unless the question is nearly one of the wordings."""
    ideas: float
    """Share of the question's ideas that the article has, by how central they are to it."""
    named_ideas: float
    """Share of the question's ideas that stand in title and goal."""
    met_ideas: float
    """Share of the ideas in title and goal that the question has."""
    pairs: float
    """Whether two different ideas of title and goal are met: 0, or 1."""
    strength: float
    """Logarithm of 1 + BM25 over all wordings: how much was matched at all, however well the others do."""
    mass: float
    """Logarithm of 1 + the weight of all shared tokens: one shared character is no evidence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known of one article."""

    wordings: tuple[tuple[frozenset[str], float], ...]
    """Tokens of each wording, the title and goal first, with their length (root of the sum of squared weights)."""
    covered: frozenset[str]
    central: dict[str, float]
    """Idea → how central it is, 0..1; 1 when title or goal have it."""
    named_ideas: frozenset[str]
    named_weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The tokens of one question."""

    weights: dict[str, float]
    squares: dict[str, float]
    plain: frozenset[str]
    ideas: frozenset[str]
    total: float
    """Weight of the plain tokens."""
    idea_total: float


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """Articles made searchable."""

    tokenise: Tokenise
    known: tuple[Known, ...]
    weights: dict[str, float]
    unseen: float
    postings: dict[str, tuple[tuple[int, float], ...]]
    """Token → (place of an article, what the token gives it)."""
    step_postings: dict[str, tuple[tuple[int, float], ...]]

    def ranked(self, tokens: Sequence[str], also: Sequence[int] = ()) -> dict[int, Ranks]:
        """Return how BM25 ranks the articles that it ranks first, best first, and those at the places ``also``.

        Without a token that any article has nothing is returned.
        """
        totals, steps = _totals(self.postings, tokens), _totals(self.step_postings, tokens)
        best, best_step = max(totals.values(), default=0.0), max(steps.values(), default=0.0)
        if not best:
            return {}
        chosen = sorted(totals, key=lambda place: (-totals[place], place))[:CANDIDATES]
        return {
            place: Ranks(
                rank=totals.get(place, 0.0) / best,
                steps=steps.get(place, 0.0) / best_step if best_step else 0.0,
                strength=math.log1p(totals.get(place, 0.0)),
            )
            for place in dict.fromkeys((*chosen, *also))
        }

    def best_total(self, tokens: Sequence[str]) -> float:
        """Return the BM25 score of the article that fits the tokens best; 0 when none shares any."""
        return max(_totals(self.postings, tokens).values(), default=0.0)

    def asked(self, tokens: frozenset[str]) -> Asked:
        """Return the tokens of a question with what does not depend on the article."""
        weights = {token: self._weight(token) for token in tokens}
        plain = frozenset(token for token in tokens if not token.startswith(IDEA))
        ideas = tokens - plain
        return Asked(
            weights=weights,
            squares={token: weight * weight for token, weight in weights.items()},
            plain=plain,
            ideas=ideas,
            total=sum(weights[token] for token in plain),
            idea_total=sum(weights[token] for token in ideas),
        )

    def features(self, asked: Asked, place: int, ranks: Ranks) -> Features:
        """Return how well the article at ``place`` fits a question; ``ranks`` as ``ranked`` gave it."""
        known, weight = self.known[place], asked.weights.__getitem__
        named = asked.ideas & known.named_ideas
        named_weight = sum(map(weight, named))
        likeness = _likeness(asked, known)
        return Features(
            rank=ranks.rank,
            steps=ranks.steps,
            coverage=sum(map(weight, asked.plain & known.covered)) / asked.total if asked.total else 0.0,
            naming=sum(map(weight, asked.plain & known.wordings[0][0])) / asked.total if asked.total else 0.0,
            likeness=likeness,
            sameness=likeness**4,
            ideas=sum(weight(idea) * known.central.get(idea, 0.0) for idea in asked.ideas) / asked.idea_total
            if asked.idea_total
            else 0.0,
            named_ideas=named_weight / asked.idea_total if asked.idea_total else 0.0,
            met_ideas=named_weight / known.named_weight if known.named_weight else 0.0,
            pairs=float(len(named) > 1),
            strength=ranks.strength,
            mass=math.log1p(sum(map(weight, known.covered.intersection(asked.weights)))),
        )

    def _weight(self, token: str) -> float:
        known = self.weights.get(token)
        if known is not None:
            return known
        return self.unseen * _weight_of_kind(token) * (1.0 if token.startswith(IDEA) else _UNSEEN_SHARE)


FEATURES: Final = attrgetter(*(field.name for field in fields(Features)))
"""Gives the parts of ``Features`` as a tuple, always in the same order."""


def _likeness(asked: Asked, known: Known) -> float:
    """Return the greatest cosine between the question and one wording."""
    own = math.sqrt(sum(asked.squares.values()))
    square = asked.squares.__getitem__
    nearest = max(
        (sum(map(square, wording.intersection(asked.squares))) / size for wording, size in known.wordings if size),
        default=0.0,
    )
    return nearest / own if own else 0.0


def build(articles: Sequence[Article], tokenise: Tokenise) -> View:
    """Return a view of at least one article."""
    listed = [[tokenise(text) for text in _wordings(article)] for article in articles]
    seen_in = Counter(token for lists in listed for token in frozenset().union(*lists))
    total = len(articles)
    weights = {token: _rarity(count, total) * _weight_of_kind(token) for token, count in seen_in.items()}
    return View(
        tokenise=tokenise,
        known=tuple(_known(lists, weights) for lists in listed),
        weights=weights,
        unseen=_rarity(0, total),
        postings=_postings([[token for each in lists for token in each] for lists in listed]),
        step_postings=_postings(
            [[token for step in article.steps for token in tokenise(step)] for article in articles]
        ),
    )


def _known(lists: Sequence[tuple[str, ...]], weights: dict[str, float]) -> Known:
    sets = [frozenset(each) for each in lists]
    named = frozenset(token for token in sets[0] if token.startswith(IDEA))
    held = Counter(token for each in sets[1:] for token in each if token.startswith(IDEA))
    central = {idea: 1 - (1 - _ASIDE_SHARE) ** times for idea, times in held.items()} | dict.fromkeys(named, 1.0)
    return Known(
        wordings=tuple((each, math.sqrt(sum(weights[token] ** 2 for token in each))) for each in sets),
        covered=frozenset().union(*sets),
        central=central,
        named_ideas=named,
        named_weight=sum(weights[idea] for idea in named),
    )


def _wordings(article: Article) -> tuple[str, ...]:
    names = " ".join(article.about)
    return (f"{article.title} | {article.goal} | {names}", *article.questions, *article.signs)


def _postings(corpus: Sequence[Sequence[str]]) -> dict[str, tuple[tuple[int, float], ...]]:
    """Return what each token gives to each article by BM25."""
    usual = sum(map(len, corpus)) / max(1, len(corpus)) or 1.0
    found: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for place, tokens in enumerate(corpus):
        held_back = _K1 * (1 - _B + _B * len(tokens) / usual)
        for token, times in Counter(tokens).items():
            found[token].append((place, times * (_K1 + 1) / (times + held_back)))
    return {
        token: tuple((place, gain * _rarity(len(gains), len(corpus)) * _weight_of_kind(token)) for place, gain in gains)
        for token, gains in found.items()
    }


def _totals(postings: dict[str, tuple[tuple[int, float], ...]], tokens: Sequence[str]) -> dict[int, float]:
    totals: dict[int, float] = defaultdict(float)
    for token in dict.fromkeys(tokens):
        for place, gain in postings.get(token, ()):
            totals[place] += gain
    return totals


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
