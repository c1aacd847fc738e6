"""What is learned from all articles at once: it tells them apart, and says nothing where there is nothing to learn."""

from dataclasses import replace

import numpy as np
import pytest

from gateway.knowledge import ranking
from gateway.knowledge.articles import Article
from gateway.knowledge.words import Words, load_words

GOALS = {
    "boat": ("买到船票", ("过江的轮渡在哪上", "码头往哪走")),
    "bread": ("把面发起来", ("馒头蒸出来是死疙瘩", "酵母放多少")),
    "lamp": ("换一个灯泡", ("屋顶上那个不亮了", "要拧哪头")),
    "letter": ("寄一封信", ("信封上写哪儿", "邮筒找不见了")),
}


@pytest.fixture(scope="module")
def words() -> Words:
    return load_words()


@pytest.fixture(scope="module")
def articles(samples: tuple[Article, ...]) -> tuple[Article, ...]:
    return tuple(
        replace(samples[0], id=name, title=goal, goal=goal, about=(), questions=questions, steps=("问一问。",))
        for name, (goal, questions) in GOALS.items()
    )


@pytest.mark.parametrize(
    ("question", "place"), [("渡轮的票怎么买", 0), ("馒头发不起来", 1), ("灯泡不亮", 2), ("信封怎么写", 3)]
)
def test_what_tells_articles_apart_puts_the_right_one_first(
    articles: tuple[Article, ...], words: Words, question: str, place: int
) -> None:
    made = ranking.build(articles, words)

    assert made is not None
    assert int(made.scores(question).argmax()) == place


def test_scores_are_distances_between_articles(articles: tuple[Article, ...], words: Words) -> None:
    made = ranking.build(articles, words)

    assert made is not None
    scores = made.scores("渡轮的票怎么买")
    assert scores.mean() == pytest.approx(0, abs=1e-5)
    assert scores.std() == pytest.approx(1, abs=1e-5)


def test_an_empty_question_raises_none(articles: tuple[Article, ...], words: Words) -> None:
    made = ranking.build(articles, words)

    assert made is not None
    assert np.array_equal(made.scores("  "), np.zeros(4))


def test_the_same_articles_give_the_same_ranking(articles: tuple[Article, ...], words: Words) -> None:
    one, other = ranking.build(articles, words), ranking.build(articles, words)

    assert one is not None
    assert other is not None
    assert np.array_equal(one.votes, other.votes)


def test_too_few_and_too_many_are_left_to_the_index(
    articles: tuple[Article, ...], words: Words, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert ranking.build(articles[:2], words) is None

    monkeypatch.setattr(ranking, "MOST_TEXTS", 10)
    assert ranking.build(articles, words) is None
