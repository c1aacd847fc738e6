"""Sentences end where people would end them, and long ones are cut without losing a word."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from elder_mode.sentences import length, limit, shorten, split


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("好。我来了！您呢？", ("好。", "我来了！", "您呢？")),
        ("屏幕上写着：『失败。请重试。』对吗？", ("屏幕上写着：『失败。请重试。』对吗？",)),
        ("她说『点『好』。』就行。走吧。", ("她说『点『好』。』就行。", "走吧。")),
        ("一行\n两行", ("一行", "两行")),
        ("What?! No.", ("What?!", "No.")),
        ("It costs 3.5 yuan. See www.a.cn now.", ("It costs 3.5 yuan.", "See www.a.cn now.")),
        ("『没有结尾的引号。还有。", ("『没有结尾的引号。", "还有。")),
        ("", ()),
        ("。。。", ()),
    ],
)
def test_where_sentences_end(text: str, parts: tuple[str, ...]) -> None:
    assert parts == split(text)


@pytest.mark.parametrize(
    ("sentence", "language", "count"),
    [
        ("打开微信，点『我』。", "zh-CN", 5),
        ("请马上打120。", "zh-CN", 5),
        ("屏幕上写着：『很长很长很长的话』。", "zh-CN", 5),
        ("Please tap “Next page” now.", "en", 3),
        ("It's 3.5 kg.", "en", 3),
    ],
)
def test_quoted_words_do_not_count(sentence: str, language: str, count: int) -> None:
    assert count == length(sentence, language)


def test_a_short_sentence_stays_as_it_is() -> None:
    assert shorten("打开微信，点『我』。", "zh-CN") == ("打开微信，点『我』。",)


def test_a_long_sentence_is_cut_at_its_commas() -> None:
    parts = shorten("先打开手机上的微信，再点一下右下角那个字，然后往下翻到最后一行。", "zh-CN")

    assert parts == ("先打开手机上的微信，再点一下右下角那个字。", "然后往下翻到最后一行。")


def test_a_number_is_never_cut_at_its_comma() -> None:
    parts = shorten("You have 12,500 yuan in this place, and it is kept there for you until you come back here.", "en")

    assert any("12,500" in part for part in parts)


@settings(deadline=None)
@given(st.lists(st.text(alphabet="打开微信点我的设置然后往下翻", min_size=1, max_size=18), min_size=1, max_size=6))
def test_cutting_loses_no_word_and_keeps_the_limit(phrases: list[str]) -> None:
    sentence = "，".join(phrases) + "。"

    parts = shorten(sentence, "zh-CN")

    assert "".join(phrases) == re.sub(r"[，。]", "", "".join(parts))
    assert all(length(part, "zh-CN") <= limit("zh-CN") for part in parts)
