"""The lint finds what is too long, too technical or unkind, and leaves good sentences alone."""

import pytest

from elder_mode import vocabulary
from elder_mode.plain import jargon, lint, office_words, sentences


def rules(text: str, language: str = "zh-CN", **options: bool) -> list[str]:
    return [finding.rule for finding in lint(text, language, **options)]


def test_twenty_characters_pass_and_twenty_one_do_not() -> None:
    assert rules("字" * 20 + "。") == []
    assert rules("字" * 21 + "。") == ["long_sentence"]


def test_fifteen_english_words_pass_and_sixteen_do_not() -> None:
    assert rules("word " * 14 + "word.", "en") == []
    assert rules("word " * 15 + "word.", "en") == ["long_sentence"]


def test_a_card_holds_two_sentences() -> None:
    assert rules("好。走。", is_card=True) == []
    assert rules("好。走。停。", is_card=True) == ["many_sentences"]


@pytest.mark.parametrize("text", ["请清除缓存。", "登录态没了。", "您要先授权。", "请重启路由。"])
def test_technical_words_are_found(text: str) -> None:
    assert rules(text) == ["jargon"]


@pytest.mark.parametrize(
    "text", ["验证码谁也别告诉。", "缓存（存下来的旧东西）可以清掉。", "屏幕上写着：『授权失败』。"]
)
def test_known_explained_and_quoted_words_are_not(text: str) -> None:
    assert rules(text) == []


def test_english_technical_words_are_found_as_whole_words() -> None:
    assert jargon("Clear the cache and the cookies.") == ("cache", "cookies")
    assert jargon("The important thing is the logo.") == ()


@pytest.mark.parametrize(
    ("text", "language"),
    [("系统将停用。", "zh-CN"), ("请知悉。", "zh-CN"), ("Ring prior to noon.", "en"), ("It was opened by him.", "en")],
)
def test_words_of_offices_are_found(text: str, language: str) -> None:
    assert "office_words" in rules(text, language)


@pytest.mark.parametrize("text", ["该去银行了。", "若是晚了也不要紧。", "He was tired."])
def test_everyday_words_that_look_alike_are_not(text: str) -> None:
    assert office_words(text) == ()


def test_the_list_is_long_enough() -> None:
    chinese, english = vocabulary.jargon()

    assert len(set(chinese)) >= 120
    assert len(chinese) == len(set(chinese))
    assert len(english) == len(set(english))


@pytest.mark.parametrize(("text", "rule"), [("您点错了。", "blame"), ("真棒！", "elderspeak"), ("很简单。", "blame")])
def test_unkind_words_are_found(text: str, rule: str) -> None:
    assert [rule] == rules(text)


@pytest.mark.parametrize("text", ["点红色的按钮。", "点这里。", "Tap the green button."])
def test_colours_and_pointing_are_findings_for_those_who_do_not_see(text: str) -> None:
    language = "en" if text.isascii() else "zh-CN"

    assert rules(text, language, without_colours=True) == ["colour_words"]
    assert rules(text, language) == []


def test_sentences_are_the_ones_of_the_cards() -> None:
    assert sentences("好。走。") == ("好。", "走。")
