"""Wishes about our last answer are heard in three languages; a question about something else is none."""

import pytest

from gateway.understand.asking_again import wish
from tests.gateway.understand.words import typed

OTHER = (
    "换个说法", "换一种说法吧", "请换个讲法", "没听懂", "我还是没听懂", "听不懂你说什么", "不明白", "我没明白",
    "说简单点", "讲得明白一点", "说大白话", "用简单的话说", "没听懂，再说一遍", "看不懂",
    "聽唔明", "換個講法啦", "講簡單啲",
    "in other words", "I don't understand", "Could you say it another way?", "Explain it more simply please",
    "I still don't get it", "simpler please",
)  # fmt: skip
AGAIN = (
    "再说一遍", "再讲一次", "请您再念一遍", "麻烦再说一次好吗", "重新说一遍", "您刚才说什么", "讲多次", "再講一次",
    "say that again", "Could you repeat that?", "once more please", "What did you say?",
)  # fmt: skip
NEITHER = (
    "看不懂这个短信", "微信看不懂", "换个手机怎么弄", "说明书看不懂", "再打一遍电话", "我不明白为什么扣钱",
    "换个人跟我说", "慢一点", "怎么换头像", "再充一次话费", "他说什么都不听", "我儿子不懂", "做好了", "找真人",
    "I don't understand this message from my bank", "Say it to my daughter", "the screen went black again",
    "不知道", "什么意思",
)  # fmt: skip


@pytest.mark.parametrize("text", OTHER)
def test_other_words_are_asked_for(text: str) -> None:
    assert wish(None, typed(text)) == "other"


@pytest.mark.parametrize("text", AGAIN)
def test_the_same_is_asked_for_once_more(text: str) -> None:
    assert wish(None, typed(text)) == "again"


@pytest.mark.parametrize("text", NEITHER)
def test_another_matter_is_no_such_wish(text: str) -> None:
    assert wish(None, typed(text)) is None


def test_the_button_says_it_and_other_buttons_do_not() -> None:
    assert wish("other_words", ()) == "other"
    assert wish("done", typed("没听懂")) is None
    assert wish(None, ()) is None
