"""Finding the article for what a person said or typed, with a score that lets the caller say "I am not sure".

The score is a logistic function of four features (see ``view.Features``). Its weights were fitted to one half of the
wordings and near misses in ``tests/gateway/knowledge/wordings.toml`` and to 79 lines about nothing in particular. The
same author wrote articles, synonyms and lines, so read all figures as upper bounds.

Judged on the other half, whose misses led to a few synonyms and titles (70 wordings; 73 vague or off-topic lines):

* best article right 96 %, among the first three 100 %;
* ``MAYBE`` reached by 100 % of the wordings and by none of the other lines (highest 0.33; heard 0.47, 1 line);
* ``Hit.is_sure`` for 57 % of the wordings, all right; ``SURE`` alone 64 %, all right;
* 44 near misses (what no article covers, in the words of one that does): none sure;
* with 20 % of the characters replaced by ones of the same sound, 132 Chinese wordings: among the first three 98 % with
  ``is_heard``, 95 % without; with 35 % replaced 98 % and 90 %.

Judged on lines written afterwards (35 wordings, 25 off-topic): best article right 100 %, ``MAYBE`` reached by 91 %,
sure 66 %, all right; 1 of the off-topic lines was sure. So say what was understood before the first step.
"""

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from gateway.knowledge import signs, view
from gateway.knowledge.articles import Article
from gateway.knowledge.signs import Sign, SignHit
from gateway.knowledge.view import Features, View
from gateway.knowledge.words import Named, Words, load_words

SURE = 0.85
"""From here an article may answer, provided that it leads by ``CLEAR`` (``Hit.is_sure``)."""
CLEAR = 0.2
"""Smaller leads mean that two articles fit: offer both."""
MAYBE = 0.40
"""From here an article may be offered as a choice; below it the words say nothing that an article answers."""
MAX_HITS = 5

_PHONE = "手机"
_CHINESE, _ENGLISH = "zh-CN", "en"
_CLAUSE = re.compile(r"[。！？!?；;，,、\n…]+|\.\s|\s{2,}")
_CLAUSE_FACTOR = 0.95
"""A clause is a little less than the whole."""
_BELOW_SURE = SURE - 0.01
_FOR_ANOTHER = 0.6
"""Most that an article for another app or device can reach: it may be offered, and never hides the right one."""
_HINTED = MAYBE / 2
"""Scores from which the app or device in a picture may add to the words."""
_INTERCEPT, _BY_COVERAGE, _BY_NAMING, _BY_LIKENESS, _BY_MASS = -13.6, 2.7, 3.6, 2.7, 3.5


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
class _Shelf:
    """The articles of one language."""

    articles: tuple[Article, ...]
    named: tuple[Named, ...]
    signs: tuple[Sign, ...]
    by_character: View
    by_syllable: View


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
        scores = _scores(shelf.by_character, text, about)
        if is_heard:
            for place, score in _scores(shelf.by_syllable, text, about).items():
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
        has_general = any(score >= MAYBE and not shelf.named[place].apps for place, score in scores.items())
        for place, score in scores.items():
            named = shelf.named[place]
            is_app_guessed = bool(named.apps) and not wanted.apps and has_general
            if _is_for_another(shelf.articles[place], named, wanted, unknown):
                scores[place] = min(score, _FOR_ANOTHER)
            elif is_only_a_name or is_app_guessed:
                scores[place] = min(score, _BELOW_SURE)

    def by_sign(self, lines: Sequence[str], language: str) -> tuple[SignHit, ...]:
        """Return the articles whose signs stand in the lines read from a picture, longest sign first.

        Spaces, width and script make no difference, and in a sign of at least ``signs.TOLERANT_FROM`` characters one
        may be misread.
        """
        shelf = self._shelf_for(language)
        return () if shelf is None else signs.find(shelf.signs, lines, self.words)

    def _shelf_for(self, language: str) -> _Shelf | None:
        main = _ENGLISH if language.lower().startswith(_ENGLISH) else _CHINESE
        return self.shelves.get(language) or self.shelves.get(main)


def _shelf(articles: tuple[Article, ...], words: Words) -> _Shelf:
    return _Shelf(
        articles=articles,
        named=tuple(words.named(" | ".join(article.about)) for article in articles),
        signs=signs.signs_of(articles, words),
        by_character=view.build(articles, words.tokens),
        by_syllable=view.build(articles, words.syllables),
    )


def _scores(seen: View, text: str, about: Sequence[str]) -> dict[int, float]:
    """Return the score of every article that may be meant, by its place.

    A long story is also judged clause by clause: one of them holds the question. What the question is about counts only
    once the words alone point to the article: an app in a screenshot is no question.
    """
    clauses = [clause for clause in _CLAUSE.split(text) if clause.strip()]
    parts = [(text, 1.0)] + ([(clause, _CLAUSE_FACTOR) for clause in clauses] if len(clauses) > 1 else [])
    scores: dict[int, float] = {}
    for part, factor in parts:
        tokens = seen.tokenise(part)
        bare, named = frozenset(tokens), frozenset((*tokens, *seen.tokenise(" | ".join(about))))
        for place in seen.candidates(tokens):
            score = _probability(seen.features(bare, place))
            if about and score >= _HINTED:
                score = max(score, _probability(seen.features(named, place)))
            scores[place] = max(scores.get(place, 0.0), factor * score)
    return scores


def _probability(features: Features) -> float:
    total = (
        _INTERCEPT
        + _BY_COVERAGE * features.coverage
        + _BY_NAMING * features.naming
        + _BY_LIKENESS * features.likeness
        + _BY_MASS * features.mass
    )
    return 1 / (1 + math.exp(-total))


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
