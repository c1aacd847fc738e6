"""The articles that come with Lantern keep every rule for articles."""

import re
from datetime import timedelta

from gateway.knowledge.articles import Article, Status
from gateway.knowledge.review import check

MOST_SHARED = 1 / 3
"""Largest part of a question that may stand in its article: questions are there for the words that the text lacks."""

_ENGLISH_FILLERS = re.compile(
    r"a|an|the|i|i'm|my|me|it|its|is|are|was|am|to|of|in|on|at|for|and|or|so|but|not|no|do|does|don't|doesn't|how|what"
    r"|where|when|who|why|which|can|cannot|can't|won't|will|with|from|by|be|get|gets|got|this|that|there|they|them"
    r"|their|you|your|he|she|his|her|we|us|our|one|all|any|every|some|if|into|out|up|has|had|while|again"
)


def _parts(text: str, language: str) -> list[str]:
    if language == "en":
        return [word for word in re.findall(r"[\w']+", text.lower()) if not _ENGLISH_FILLERS.fullmatch(word)]
    letters = re.sub(r"\W", "", text.lower())
    return [letters[at : at + 2] for at in range(len(letters) - 1)]


def test_there_are_enough_articles_and_twins(samples: tuple[Article, ...]) -> None:
    chinese = {article.id for article in samples if article.language == "zh-CN"}
    english = {article.id for article in samples if article.language == "en"}

    assert len(chinese) >= 32
    assert len(english) >= 10
    assert english <= chinese


def test_every_sample_keeps_the_rules(samples: tuple[Article, ...]) -> None:
    findings = {
        f"{article.language}/{article.id}": found for article in samples if (found := check(article, article.reviewed))
    }

    assert findings == {}


def test_no_sample_pretends_to_be_approved(samples: tuple[Article, ...]) -> None:
    assert {article.status for article in samples} == {Status.SAMPLE}
    assert all(timedelta(days=0) < article.review_due - article.reviewed <= timedelta(days=366) for article in samples)


def test_questions_use_words_that_the_text_lacks(samples: tuple[Article, ...]) -> None:
    copied = []
    for article in samples:
        text = " ".join((article.title, article.goal, *article.steps, *article.offline_way))
        known = set(_parts(text, article.language))
        for question in article.questions:
            parts = _parts(question, article.language)
            if not parts or sum(part in known for part in parts) / len(parts) > MOST_SHARED:
                copied.append(f"{article.id}: {question}")

    assert copied == []


def test_twins_agree_on_what_does_not_depend_on_language(samples: tuple[Article, ...]) -> None:
    chinese = {article.id: article for article in samples if article.language == "zh-CN"}
    different = [
        twin.id
        for twin in samples
        if (twin.topic, twin.is_money_or_code, twin.decides_nothing)
        != (chinese[twin.id].topic, chinese[twin.id].is_money_or_code, chinese[twin.id].decides_nothing)
    ]

    assert different == []


def test_dose_insurance_and_pension_are_never_decided(samples: tuple[Article, ...]) -> None:
    about = {"medicine-leaflet", "insurance-card", "pension-certification", "pension-not-arrived"}

    assert all(article.decides_nothing for article in samples if article.id in about)
    assert about <= {article.id for article in samples}
