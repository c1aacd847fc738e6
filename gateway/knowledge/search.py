"""Finding the article for what a person said or typed, with a score that lets the caller say "I am not sure".

BM25 over characters, pairs of characters and ideas (``concepts.toml``) chooses candidates, and so does what was learned
from all articles at once (``ranking``). A weighted sum of features (``view.Features``) puts them in order, another says
how likely the first is right. What was heard is looked for
by its sound as well. The weights were fitted to the articles' own questions, each asked of an index that lacks it, to
one half of the requests in ``tests/gateway/knowledge/wordings.toml``, and to lines that nothing answers
(``calibration.toml`` there), from which ``MAYBE``, ``SURE`` and ``CLEAR`` were chosen too. Figures:
docs/measurements.md. An article that is sure is wrong now and then: say what was understood before the first step.
"""

import heapq
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import mul
from typing import Final

from gateway.knowledge import ranking, signs, view
from gateway.knowledge.articles import Article
from gateway.knowledge.ranking import Ranking
from gateway.knowledge.signs import Sign, SignHit
from gateway.knowledge.view import FEATURES, Features, View
from gateway.knowledge.words import Named, Words, load_words

SURE = 0.80
"""From here an article may answer, provided that it leads by ``CLEAR`` (``Hit.is_sure``)."""
CLEAR = 0.2
"""Smaller leads mean that two articles fit: offer both."""
MAYBE = 0.45
"""From here an article may be offered as a choice; below it the words say nothing that an article answers."""
MAX_HITS = 5

_PHONE = "手机"
_CHINESE, _ENGLISH = "zh-CN", "en"
_CLAUSE = re.compile(r"[。！？!?；;，,、\n…]+|\.\s|\s{2,}")
_CLAUSE_FACTOR = 0.95
"""A clause is a little less than the whole."""
_CLAUSES: Final = 4
"""Most clauses of a story that are judged by themselves: each costs as much as a question."""
_NEAR: Final = 0.05
"""A general article with such a score keeps one for an app that was not named from being sure."""
_FAR: Final = 50.0
"""A lead beyond which nothing changes; keeps the exponent small."""
_BELOW_SURE = SURE - 0.01
_FOR_ANOTHER = 0.6
"""Most that an article for another app or device can reach: it may be offered, and never hides the right one."""
_HINTED = MAYBE / 2
"""Scores from which the app or device in a picture may add to the words."""
_ORDER: Final = Features(
    rank=2.2,
    steps=0.75,
    coverage=0.29,
    naming=-0.67,
    likeness=1.05,
    sameness=8.0,
    ideas=0.71,
    named_ideas=0.88,
    met_ideas=1.28,
    pairs=0.22,
    strength=0.0,
    mass=1.11,
)
"""Weights that put articles in order: softmax over the candidates of 1,305 questions, each left out of the index.
``sameness`` is set by hand: no question that was left out is nearly a wording that was not."""
_TRUST: Final = Features(
    rank=0.0,
    steps=0.0,
    coverage=0.72,
    naming=0.0,
    likeness=1.46,
    sameness=0.0,
    ideas=0.99,
    named_ideas=0.0,
    met_ideas=0.83,
    pairs=0.0,
    strength=1.55,
    mass=0.0,
)
"""Weights that say whether the first article is right: logistic, on the same and on lines that nothing answers."""
_DOUBT: Final = 5.99
_LEARNED: Final = 0.6
"""Weight of what was learned beside ``_ORDER``. From .3 to 1 the figures hardly differ."""
_HEARD_FIRST: Final = 6
"""Articles that what was learned adds to the candidates."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """An article that may be wanted. Its ``goal`` is the label of the choice."""

    article: Article
    score: float
    """0..1, comparable between questions; see ``SURE`` and ``MAYBE``."""
    margin: float
    """Score minus that of the best other article; 0 or less for all but the first."""

    @property
    def is_sure(self) -> bool:
        """Say whether this article may answer without asking first."""
        return self.score >= SURE and self.margin >= CLEAR


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """A text to be judged by itself: the whole, or a clause of it."""

    text: str
    factor: float
    """How much its score counts."""
    learned: Mapping[int, float]
    """Place of an article → how far the whole text raises it above the others (``ranking.Ranking.scores``)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shelf:
    """The articles of one language."""

    articles: tuple[Article, ...]
    named: tuple[Named, ...]
    signs: tuple[Sign, ...]
    by_character: View
    by_syllable: View
    ranking: Ranking | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """Articles ready to be found. Built once, then only read; safe to use from several threads."""

    words: Words
    shelves: Mapping[str, _Shelf]

    @classmethod
    def build(cls, articles: Iterable[Article]) -> "Index":
        """Return an index of the articles, each findable in its own language. An empty index finds nothing."""
        words = load_words()
        by_language: dict[str, list[Article]] = {}
        for article in articles:
            by_language.setdefault(article.language, []).append(article)
        return cls(
            words=words, shelves={language: _shelf(tuple(group), words) for language, group in by_language.items()}
        )

    def search(self, text: str, *, language: str, is_heard: bool = False, about: Sequence[str] = ()) -> tuple[Hit, ...]:
        """Return at most ``MAX_HITS`` articles, best first.

        Args:
            text: What the person said or typed.
            language: BCP-47; every language but English looks among the Chinese articles.
            is_heard: The words come from a recogniser: look for what sounds alike as well.
            about: Apps and devices that the person means, when known from elsewhere (a screenshot, an earlier answer).
        """
        shelf = self._shelf_for(language)
        if shelf is None:
            return ()
        parts = _parts(shelf, text)
        scores = _scores(shelf.by_character, parts, about)
        if is_heard:
            for place, score in _scores(shelf.by_syllable, parts, about).items():
                scores[place] = max(score, scores.get(place, 0.0))
        self._hold_back(shelf, scores, text, about)
        ranked = sorted(scores, key=lambda place: (-scores[place], place))
        return tuple(
            Hit(
                article=shelf.articles[place],
                score=scores[place],
                margin=scores[place] - _best_other(ranked, place, scores),
            )
            for place in ranked[:MAX_HITS]
        )

    def _hold_back(self, shelf: _Shelf, scores: dict[int, float], text: str, about: Sequence[str]) -> None:
        """Lower to less than sure the scores of articles that the words alone cannot decide for."""
        wanted = self.words.named(" | ".join((text, *about)))
        unknown = frozenset(name for name in about if not self.words.named(name))
        is_only_a_name = self.words.is_only_a_name(text)
        beside = self.words.neighbours.intersection(self.words.tokens(text))
        has_general = any(score >= _NEAR and not shelf.named[place].apps for place, score in scores.items())
        for place, score in scores.items():
            named = shelf.named[place]
            is_app_guessed = bool(named.apps) and not wanted.apps and has_general
            if _is_for_another(shelf.articles[place], named, wanted, unknown):
                scores[place] = min(score, _FOR_ANOTHER)
            elif is_only_a_name or is_app_guessed or beside - shelf.by_character.known[place].named_ideas:
                scores[place] = min(score, _BELOW_SURE)

    def by_sign(self, lines: Sequence[str], language: str) -> tuple[SignHit, ...]:
        """Return the articles whose signs stand in the lines read from a picture, longest sign first.

        Spaces, width and script make no difference, and in a sign of at least ``signs.TOLERANT_FROM`` characters one
        may be misread.
        """
        shelf = self._shelf_for(language)
        return () if shelf is None else signs.find(shelf.signs, lines)

    def _shelf_for(self, language: str) -> _Shelf | None:
        main = _ENGLISH if language.lower().startswith(_ENGLISH) else _CHINESE
        return self.shelves.get(language) or self.shelves.get(main)


def _shelf(articles: tuple[Article, ...], words: Words) -> _Shelf:
    return _Shelf(
        articles=articles,
        named=tuple(words.named(" | ".join(article.about)) for article in articles),
        signs=signs.signs_of(articles),
        by_character=view.build(articles, words.tokens),
        by_syllable=view.build(articles, words.syllables),
        ranking=ranking.build(articles, words),
    )


def _scores(seen: View, parts: Sequence[_Part], about: Sequence[str]) -> dict[int, float]:
    """Return the score of every article that may be meant, by its place.

    A long story is also judged clause by clause: one of them holds the question. What the question is about counts only
    once the words alone point to the article: an app in a screenshot is no question.
    """
    scores: dict[int, float] = {}
    for part in parts:
        tokens = seen.tokenise(part.text)
        found = _part_scores(seen, tokens, tokens, part.learned)
        if about:
            hinted = _part_scores(seen, tokens, (*tokens, *seen.tokenise(" | ".join(about))), part.learned)
            for place, score in found.items():
                if score >= _HINTED:
                    found[place] = max(score, hinted.get(place, 0.0))
        for place, score in found.items():
            scores[place] = max(scores.get(place, 0.0), part.factor * score)
    return scores


def _parts(shelf: _Shelf, text: str) -> list[_Part]:
    """Return the whole text and its clauses, of many only those that most is known of."""
    clauses = [clause for clause in _CLAUSE.split(text) if clause.strip()]
    told: list[tuple[str, float]] = [(text, 1.0)]
    if len(clauses) > 1:
        seen = shelf.by_character
        known = sorted(clauses, key=lambda clause: seen.best_total(seen.tokenise(clause)), reverse=True)
        told += [(clause, _CLAUSE_FACTOR) for clause in known[:_CLAUSES]]
    learned = _learned(shelf.ranking, text)
    return [_Part(text=part, factor=factor, learned=learned) for part, factor in told]


def _learned(learner: Ranking | None, text: str) -> Mapping[int, float]:
    return {} if learner is None else dict(enumerate(learner.scores(text).tolist()))


def _part_scores(
    seen: View, tokens: Sequence[str], judged: Sequence[str], learned: Mapping[int, float]
) -> dict[int, float]:
    """Return the scores of the articles that share ``tokens``, judged by ``judged``.

    The best article's score is the chance that it is right; each other's falls with its distance to the best.
    """
    asked = seen.asked(frozenset(judged))
    also = heapq.nlargest(_HEARD_FIRST, learned, key=learned.__getitem__)
    features = {place: seen.features(asked, place, ranks) for place, ranks in seen.ranked(tokens, also).items()}
    if not features:
        return {}
    by_index = {place: _weighed(each, _ORDER) for place, each in features.items()}
    order = {place: score + _LEARNED * learned.get(place, 0.0) for place, score in by_index.items()}
    best = max(order, key=lambda place: (order[place], -place))
    trust = _weighed(features[best], _TRUST) - _DOUBT
    scores = {place: 1 / (1 + math.exp(order[best] - order[place] - trust)) for place in order}
    second = max((score for place, score in by_index.items() if place != best), default=-math.inf)
    if scores[best] - 1 / (1 + math.exp(min(by_index[best] - second, _FAR) - trust)) < CLEAR:
        held = min(1.0, _BELOW_SURE / scores[best])  # the index alone is not sure: offer it
        return {place: held * score for place, score in scores.items()}
    return scores


def _weighed(features: Features, weights: Features) -> float:
    total: float = sum(map(mul, FEATURES(features), FEATURES(weights)))
    return total


def _best_other(ranked: Sequence[int], place: int, scores: Mapping[int, float]) -> float:
    return next((scores[other] for other in ranked if other != place), 0.0)


def _is_for_another(article: Article, named: Named, wanted: Named, unknown: frozenset[str]) -> bool:
    """Say whether the article is for another app or device than the one that was named.

    Apps live on the phone, so naming the phone excludes no app. ``unknown`` are names that the table does not know: an
    article for one app is not sure to hold for them.
    """
    if not article.about:
        return False
    if wanted.apps - named.apps or (named.apps and unknown - set(article.about)):
        return True
    if wanted.devices - named.devices - {_PHONE}:
        return True
    return _PHONE in wanted.devices and bool(named.devices) and _PHONE not in named.devices and not named.apps
