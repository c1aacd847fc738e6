"""Always a person from now on, said in words, and taken back in words."""

import pytest

from gateway.understand.always import always_person
from gateway.understand.utterance import Source, Utterance
from modalities.evidence import Modality

ON = (
    "以后都找真人",
    "往后我都要人工，别再让机器回我",
    "以后每次都直接给我转人工",
    "今后一律找真人吧",
    "下次也直接找人工",
    "我以后只跟真人说话",
    "以後都幫我搵真人啦",
    "以后有事都请真人来",
    "每回都给俺接人工，中不中",
    "From now on I always want a person",
    "Please always give me a human",
    "next time straight to a real person please",
    "I only want to talk to people from now on",
    "永远都给我找真人",
)
OFF = (
    "以后不用都找真人了",
    "以后先问机器人吧",
    "不用每次都找真人",
    "以後唔使搵真人住，你幫我先",
    "以后还是你先帮我",
    "From now on you can help me first",
    "no need for a person every time",
)
NEITHER = (
    "找真人",
    "我要人工",
    "以后怎么找真人",
    "以后都要找人工办理养老金吗",
    "银行说以后都要到柜台找人工",
    "以后字大一点",
    "每次打开微信都闪退",
    "上次那个人工说以后会退钱",
    "人工智能以后会不会都替代人",
    "儿子说以后都视频",
    "will I always need a person at the counter?",
    "the bank always wants me to see a person",
    "不要找真人",
)


def said(text: str) -> tuple[Utterance, ...]:
    return (
        Utterance(
            input_id="a",
            modality=Modality.TEXT,
            source=Source.TYPED,
            text=text,
            language="zh-CN",
            confidence=1.0,
            method="typed",
        ),
    )


@pytest.mark.parametrize("text", ON)
def test_wanting_persons_only_is_heard(text: str) -> None:
    assert always_person(said(text)) is True


@pytest.mark.parametrize("text", OFF)
def test_wanting_the_machine_again_is_heard(text: str) -> None:
    assert always_person(said(text)) is False


@pytest.mark.parametrize("text", NEITHER)
def test_other_words_change_nothing(text: str) -> None:
    assert always_person(said(text)) is None
