import time
import tomllib
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypinyin import lazy_pinyin

from gateway.knowledge.articles import Article, usable
from gateway.knowledge.search import CLEAR, MAX_HITS, MAYBE, SURE, Hit, Index

SAME_SOUND = (
    "怎作照找字自是事事视频贫信心微为手首机鸡电店话画声生音因小晓大打开改付复款宽密蜜码马快块递第车扯票飘医衣院远药要"
)


def an_article(**changes: Any) -> Article:  # Any: tests change any field
    article = Article(
        id="boat",
        language="zh-CN",
        title="坐船怎么买票",
        goal="买到船票",
        topic="travel",
        about=(),
        signs=(),
        status="sample",
        checked_against="",
        reviewed=date(2027, 1, 1),
        review_due=date(2027, 6, 1),
        owner="王编辑",
        is_money_or_code=False,
        decides_nothing=False,
        questions=("过江的轮渡在哪上", "摆渡的几点", "去对岸", "想乘客轮", "码头往哪走"),
        lead="",
        steps=("去码头。",),
        offline_way=("问船员。",),
    )
    return replace(article, **changes)


def ids(hits: tuple[Hit, ...], most: int = MAX_HITS) -> list[str]:
    return [hit.article.id for hit in hits[:most]]


def judged(wordings: dict[str, Any]) -> list[tuple[str, str, str]]:
    """The requests that took no part in fitting the score: (language, article, words)."""
    return [
        (language, article, words)
        for section, language in (("requests", "zh-CN"), ("requests_en", "en"))
        for article, lines in wordings[section].items()
        for words in (lines[1::2] or lines)
    ]


def test_requests_in_other_words_find_their_article(index: Index, wordings: dict[str, Any]) -> None:
    """Measured: first 91 %, among the first three 99 % of 69."""
    cases = judged(wordings)
    found = [ids(index.search(words, language=language)) for language, _, words in cases]
    wanted = [article for _, article, _ in cases]

    first = sum(hits[:1] == [article] for hits, article in zip(found, wanted, strict=True)) / len(cases)
    in_three = sum(article in hits[:3] for hits, article in zip(found, wanted, strict=True)) / len(cases)
    assert first >= 0.88
    assert in_three >= 0.97


def test_sure_answers_are_right_and_most_requests_are_at_least_offered(index: Index, wordings: dict[str, Any]) -> None:
    """Measured: 60 % sure, all of them right; all at least offered."""
    cases = judged(wordings)
    best = [(index.search(words, language=language)[0], article) for language, article, words in cases]
    sure = [hit.article.id == article for hit, article in best if hit.is_sure]

    assert len(sure) / len(cases) >= 0.5
    assert sum(sure) / len(sure) >= 0.98
    assert sum(hit.score >= MAYBE for hit, _ in best) / len(cases) >= 0.9


def test_fresh_wordings_are_found_and_fresh_chatter_is_not(index: Index, wordings: dict[str, Any]) -> None:
    """Measured on 35 and 25 lines: 86 % found first (91 % before what is learned helped others), all offered."""
    cases = [(article, words) for article, lines in wordings["fresh"].items() for words in lines]
    best = [(index.search(words, language="zh-CN")[0], article) for article, words in cases]
    chatter = [index.search(line, language="zh-CN")[:1] for line in wordings["fresh_off_topic"]["lines"]]

    assert sum(hit.article.id == article for hit, article in best) / len(best) >= 0.82
    assert sum(hit.score >= MAYBE for hit, _ in best) / len(best) >= 0.85
    assert sum(hit.is_sure for hits in chatter for hit in hits) <= 1


@pytest.mark.parametrize("is_heard", [False, True])
def test_vague_and_off_topic_lines_are_not_answered(index: Index, wordings: dict[str, Any], *, is_heard: bool) -> None:
    """Measured: 9 of 68 offered (most lie near an article: 我要买房子), none sure."""
    lines = [(line, "zh-CN") for line in wordings["off_topic"]["lines"]]
    lines += [(line, "en") for line in wordings["off_topic_en"]["lines"]]
    best = [index.search(line, language=language, is_heard=is_heard)[:1] for line, language in lines]
    scores = [hits[0].score for hits in best if hits]

    assert len(lines) >= 25
    assert not any(hits[0].is_sure for hits in best if hits)
    assert sum(score >= MAYBE for score in scores) <= 12


def test_near_misses_are_hardly_ever_answered(index: Index, wordings: dict[str, Any]) -> None:
    """Measured: 2 of 34 are sure."""
    lines = wordings["near_misses"]["lines"]

    assert sum(hit.is_sure for line in lines for hit in index.search(line, language="zh-CN")[:1]) <= 3


def test_the_thresholds_keep_lines_that_nothing_answers_unsure(index: Index) -> None:
    """Calibration: MAYBE lets through at most 15 % of them, SURE and CLEAR none."""
    calibration = tomllib.loads(Path(__file__).with_name("calibration.toml").read_text(encoding="utf-8"))
    lines = [(line, "zh-CN") for line in calibration["nothing"]["lines"]]
    lines += [(line, "en") for line in calibration["nothing_en"]["lines"]]
    best = [index.search(line, language=language)[:1] for line, language in lines]

    assert len(lines) >= 100
    assert sum(hit.score >= MAYBE for hits in best for hit in hits) / len(lines) <= 0.15
    assert sum(hit.is_sure for hits in best for hit in hits) == 0


def test_an_expired_article_is_never_found(samples: tuple[Article, ...]) -> None:
    today = date(2027, 1, 15)
    expired = [replace(item, review_due=today - timedelta(days=1)) for item in samples]

    assert Index.build(usable(expired, samples_allowed=True, today=today)).search("微信字太小", language="zh-CN") == ()


def test_two_hundred_articles_are_searched_fast(samples: tuple[Article, ...]) -> None:
    """Measured: 1.1 ms a question typed, 2.7 ms heard (99 %: 4.7 ms), 261 articles, of a core that others used too."""
    chinese = [item for item in samples if item.language == "zh-CN"]
    index = Index.build([replace(item, id=f"{item.id}-{copy}") for copy in range(2) for item in chinese][:200])
    spent = []
    for article in chinese:
        start = time.thread_time()
        index.search(article.questions[0], language="zh-CN", is_heard=True)
        spent.append(time.thread_time() - start)

    assert sorted(spent)[len(spent) // 2] <= 0.01


@pytest.mark.parametrize(("language", "bound"), [("zh-CN", 0.66), ("en", 0.6)])
def test_a_question_finds_its_article_without_being_in_the_index(
    samples: tuple[Article, ...], language: str, bound: float
) -> None:
    """Measured: first 70 % of 980 in Chinese, 65 % of 325 in English; among the first three 91 % and 87 %.

    The questions are written to share no words with the text, and every article lacks one of its five here. The
    table of ideas was widened by what the Chinese ones missed at first (53 %, among three 73 %): an upper bound.
    """
    articles = [article for article in samples if article.language == language]
    found = []
    for left_out in range(5):
        without = Index.build(
            replace(item, questions=item.questions[:left_out] + item.questions[left_out + 1 :]) for item in articles
        )
        for article in articles:
            hits = without.search(article.questions[left_out], language=language)
            found.append(ids(hits, 3))

    wanted = [article.id for _ in range(5) for article in articles]
    first = sum(hits[:1] == [article] for hits, article in zip(found, wanted, strict=True)) / len(wanted)
    in_three = sum(article in hits for hits, article in zip(found, wanted, strict=True)) / len(wanted)
    assert first >= bound
    assert in_three >= bound + 0.18


def test_every_question_of_the_index_finds_its_article(index: Index, samples: tuple[Article, ...]) -> None:
    missed = [
        question
        for article in samples
        for question in article.questions
        if article.id not in ids(index.search(question, language=article.language), 1)
    ]

    assert len(missed) <= len(samples) * 5 * 0.01, missed


def test_words_heard_wrongly_are_found_by_their_sound(index: Index, wordings: dict[str, Any]) -> None:
    pairs = {wrong: right for right in SAME_SOUND for wrong in SAME_SOUND if _sounds_like(wrong, right)}
    swaps = str.maketrans(pairs)
    cases = [(article, words.translate(swaps), words) for _, article, words in judged(wordings)]
    changed = [(article, heard) for article, heard, said in cases if heard != said]
    by_sound = sum(
        article in ids(index.search(heard, language="zh-CN", is_heard=True), 3) for article, heard in changed
    )

    assert len(changed) >= 20
    assert by_sound / len(changed) >= 0.9


def _sounds_like(wrong: str, right: str) -> bool:
    return wrong != right and lazy_pinyin(wrong) == lazy_pinyin(right)


@pytest.mark.parametrize(
    ("words", "article"),
    [
        ("微信嘅字太細，點樣放大", "wechat-larger-text"),
        ("ＷｅＣｈａｔ 字太小", "wechat-larger-text"),
        ("電視無信號", "tv-no-signal"),
    ],
)
def test_script_width_and_dialect_make_no_difference(index: Index, words: str, article: str) -> None:
    assert ids(index.search(words, language="yue"), 1) == [article]


@pytest.mark.parametrize("app", ["抖音", "淘宝", "QQ", "支付宝"])
def test_an_article_for_another_app_is_never_sure(index: Index, app: str) -> None:
    named = index.search(f"{app}的字太小了看不清", language="zh-CN")
    known = index.search("字太小了看不清", language="zh-CN", about=(app,))

    for hit in (*named, *known):
        assert not (hit.article.about == ("微信",) and hit.score >= SURE)


def test_an_app_that_nobody_listed_is_another_app_too(index: Index) -> None:
    hits = index.search("字太小了看不清", language="zh-CN", about=("青松通",))

    assert not any(hit.score >= SURE for hit in hits if hit.article.about == ("微信",))


def test_the_app_in_the_picture_decides_between_two_articles(index: Index) -> None:
    unsaid = index.search("字太小了看不清", language="zh-CN")
    shown = index.search("字太小了看不清", language="zh-CN", about=("微信",))

    assert not unsaid[0].is_sure
    assert ids(shown, 1) == ["wechat-larger-text"]
    assert shown[0].is_sure


def test_an_app_in_the_picture_is_no_question(index: Index) -> None:
    assert all(hit.score < MAYBE for hit in index.search("就那个，它不行了", language="zh-CN", about=("微信",)))


@pytest.mark.parametrize("name", ["银行卡", "医保", "那个电费", "快递"])
def test_the_name_of_a_thing_alone_is_never_sure(index: Index, name: str) -> None:
    assert all(hit.score < SURE for hit in index.search(name, language="zh-CN"))


def test_a_request_inside_a_long_story_is_found(index: Index) -> None:
    story = "姑娘你好，我住三楼，今年七十八了。老伴走得早，儿子在外地。我就想问，微信的字太小了看不清。别的都好。"

    hits = index.search(story, language="zh-CN")

    assert ids(hits, 1) == ["wechat-larger-text"]
    assert hits[0].is_sure


def test_scores_mean_the_same_in_a_small_collection(samples: tuple[Article, ...]) -> None:
    few = Index.build([article for article in samples if article.id in ("tv-no-signal", "tv-no-sound", "refund")])

    assert few.search("电视打开没有信号", language="zh-CN")[0].is_sure
    assert all(hit.score < MAYBE for hit in few.search("今天天气怎么样", language="zh-CN"))


def test_a_new_article_is_found_at_once(samples: tuple[Article, ...]) -> None:
    index = Index.build([*samples, an_article()])

    assert ids(index.search("我想坐船去对岸，怎么买船票", language="zh-CN"), 1) == ["boat"]


def test_margin_is_the_lead_over_the_best_other_article(index: Index) -> None:
    first, second, *_ = index.search("买火车票说要核验身份", language="zh-CN")

    assert first.margin == pytest.approx(first.score - second.score)
    assert second.margin == pytest.approx(second.score - first.score)
    assert first.is_sure == (first.score >= SURE and first.margin >= CLEAR)


def test_each_language_has_its_own_articles(index: Index) -> None:
    english = index.search("the writing in WeChat is too small", language="en")
    chinese = index.search("微信的字太小", language="mixed")

    assert {hit.article.language for hit in english} == {"en"}
    assert {hit.article.language for hit in chinese} == {"zh-CN"}


def test_an_empty_index_finds_nothing() -> None:
    empty = Index.build(())

    assert empty.search("微信的字太小", language="zh-CN") == ()
    assert empty.by_sign(("无信号",), "zh-CN") == ()


@settings(max_examples=150, deadline=None)
@given(
    text=st.text(max_size=200) | st.text(alphabet="微信字太小的了看不清电视，。 abc\n", max_size=80),
    language=st.sampled_from(["zh-CN", "yue", "en", "mixed", ""]),
    is_heard=st.booleans(),
    about=st.lists(st.text(max_size=8), max_size=2),
)
def test_any_words_give_ordered_scores_between_nought_and_one(
    index: Index, text: str, language: str, *, is_heard: bool, about: list[str]
) -> None:
    hits = index.search(text, language=language, is_heard=is_heard, about=about)

    assert len(hits) <= MAX_HITS
    assert all(0 <= hit.score <= 1 for hit in hits)
    assert list(hits) == sorted(hits, key=lambda hit: -hit.score)
    assert len({hit.article.id for hit in hits}) == len(hits)
