"""Replies become cards: one action, two sentences, nothing lost, danger first."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from elder_mode import language, region
from elder_mode.errors import UnknownWordsError
from elder_mode.plain import lint
from elder_mode.present import present
from elder_mode.reply import VERBATIM, Choice, Message, Presentation, Reply


def shown(*messages: Message, code: str = "zh-CN", **options: object) -> Presentation:
    reply = Reply(language=code, messages=messages, **options)  # type: ignore[arg-type]  # tests pass what they mean
    return present(reply, language=language.load(code), region=region.load("CN"))


def texts(presentation: Presentation) -> list[str]:
    return [card.text for card in presentation.cards]


def test_a_person_on_request_is_one_card_with_the_queue_line() -> None:
    presentation = shown(Message.of("handoff.now"), Message.of("handoff.status", before="2", minutes="3"))

    assert texts(presentation) == ["好，我马上请真人，您不用再说一遍。前面2位，约3分钟。"]
    assert "前面两位，约三分钟。" in presentation.speech


def test_the_safety_line_is_first_whatever_its_place() -> None:
    presentation = shown(
        Message.of("heard.said", words="挂号"),
        Message.of("risk.medical", number="120"),
        Message.of("risk.medical_alone"),
        is_urgent=True,
        hotlines=("ambulance",),
    )

    assert presentation.cards[0].text == "请马上打120。"
    assert presentation.cards[0].speech == "请马上打幺二零。"
    assert [line.number for line in presentation.hotlines] == ["120"]
    assert presentation.is_urgent


def test_each_step_of_a_guide_is_a_card_of_its_own() -> None:
    presentation = shown(
        Message.of("heard.said", words="字太小"),
        Message.of("guide.step", n="1", of="5", text="打开微信。点最下面的『我』。"),
        code="zh-CN",
    )

    assert texts(presentation) == ["我听到您说：『字太小』。", "第1步，共5步。打开微信。", "点最下面的『我』。"]


def test_an_echo_and_a_question_share_a_card() -> None:
    presentation = shown(Message.of("seen.text", words="无信号"), Message.of("ask.confirm_goal", goal="看电视"))

    assert texts(presentation) == ["我看到上面写着：『无信号』。您是想看电视，对吗？"]


def test_a_quote_is_never_cut() -> None:
    words = "第一句。第二句！还有第三句，很长很长很长很长很长很长很长很长"

    assert [f"屏幕上写着：『{words}』。"] == texts(shown(Message.of("seen.message", words=words)))


def test_the_full_stop_of_a_quote_is_not_said_twice() -> None:
    assert texts(shown(Message.of("heard.said", words="看不清。"))) == ["我听到您说：『看不清』。"]


def test_cards_know_their_place() -> None:
    presentation = shown(Message.of(VERBATIM, text="点『我』。点『设置』。点『字体』。"))

    assert [(card.step, card.of) for card in presentation.cards] == [(1, 3), (2, 3), (3, 3)]


def test_numbers_that_the_region_lacks_are_left_out() -> None:
    reply = Reply(language="en", messages=(Message.of("risk.emergency"),), hotlines=("police",))
    presentation = present(reply, language=language.load("en"), region=region.load("XX"))

    assert presentation.hotlines == ()
    assert texts(presentation) == ["Please ring your local emergency number now."]


def test_choices_get_their_words() -> None:
    presentation = shown(
        Message.of("ask.which_article"),
        choices=(Choice.of("a", "choice.article", title="调大字"), Choice.of("human", "choice.human")),
    )

    assert [choice.label for choice in presentation.choices] == ["调大字", "找真人"]


def test_a_cantonese_voice_reads_the_written_chinese() -> None:
    presentation = shown(Message.of("risk.threat", number="110"), code="yue")

    assert presentation.language == "yue"
    assert "一一零" in presentation.speech


def test_an_unknown_key_is_an_error_and_not_an_empty_card() -> None:
    with pytest.raises(UnknownWordsError):
        shown(Message.of("no.such"))


@settings(deadline=None)
@given(
    st.lists(
        st.lists(
            st.text(alphabet="打开微信点我的设置往下翻找到那一行", min_size=1, max_size=15), min_size=1, max_size=4
        ),
        min_size=1,
        max_size=6,
    )
)
def test_whatever_an_article_says_becomes_plain_cards_without_losing_a_word(parts: list[list[str]]) -> None:
    text = "".join("，".join(phrases) + "。" for phrases in parts)

    presentation = shown(Message.of(VERBATIM, text=text))

    assert re.sub(r"[，。]", "", text) == re.sub(r"[，。]", "", "".join(texts(presentation)))
    assert [finding for card in texts(presentation) for finding in lint(card, "zh-CN", is_card=True)] == []


def test_who_reads_gets_one_sentence_a_card_and_a_step_keeps_its_number() -> None:
    messages = (
        Message.of("handoff.now"),
        Message.of("handoff.status", before="2", minutes="3"),
        Message.of("guide.step", n="1", of="5", text="打开微信。再点『我』。"),
    )

    one_each = texts(shown(*messages, is_one_line=True))

    assert one_each == [
        "好，我马上请真人，您不用再说一遍。",
        "前面2位，约3分钟。",
        "第1步，共5步。打开微信。",
        "再点『我』。",
    ]
