"""Thousands of short texts: found by their words, by their sounds, or told to be about something else."""

import pytest

from gateway.knowledge.pool import Pool

THINGS = ("字号", "铃声", "密码", "话费", "流量", "照片", "蓝牙", "闹钟", "输入法", "通讯录")
ASKS = ("{}在哪里设置", "怎么查{}", "我的{}不见了怎么办", "能不能帮我改一下{}", "为什么{}总是变")
TEXTS = [(f"{thing}-{number}", ask.format(thing)) for thing in THINGS for number, ask in enumerate(ASKS)]


@pytest.fixture(scope="module")
def pool() -> Pool:
    return Pool.build(TEXTS)


def test_the_text_itself_is_found_first(pool: Pool) -> None:
    for name, text in TEXTS:
        assert pool.search(text).hits[0].id == name


def test_what_was_misheard_is_found_by_its_sound(pool: Pool) -> None:
    """蓝牙 heard as 兰雅, 铃声 as 零生: no character is left, the sounds are."""
    assert pool.search("怎么查兰雅").hits[0].id == "蓝牙-1"
    assert pool.search("我的零生不见了怎么办").hits[0].id == "铃声-2"


def test_at_most_as_many_as_wanted_best_first(pool: Pool) -> None:
    hits = pool.search("怎么查话费", most=3).hits

    assert len(hits) == 3
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_what_no_text_is_about_is_not_known(pool: Pool) -> None:
    known, strange = pool.search("话费怎么查"), pool.search("明日广州天晴吗，适合晒棉被吗")

    assert known.is_known
    assert not strange.is_known
    assert strange.likeness < known.likeness


@pytest.mark.parametrize("question", ["", "   ", "？！", "zzz qqq"])
def test_nothing_is_found_for_nothing(pool: Pool, question: str) -> None:
    found = pool.search(question)

    assert found.hits == ()
    assert not found.is_known


def test_width_script_and_capitals_make_no_difference() -> None:
    pool = Pool.build([("a", "打开WiFi"), ("b", "關掉藍牙"), ("c", "换铃声")])

    assert pool.search("打開ＷＩＦＩ").hits[0].id == "a"
    assert pool.search("关掉蓝牙").hits[0].id == "b"


def test_a_small_pool_says_of_every_question_that_it_is_known() -> None:
    assert Pool.build([("a", "字太小")]).search("字太小了怎么办").is_known
