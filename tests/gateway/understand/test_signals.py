import pytest

from gateway.issue import AccessNeedName
from gateway.understand.signals import needs_said, signals
from tests.gateway.understand.words import in_picture, typed


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("我看不见，用读屏的", "vision"),
        ("眼睛花了，字太小", "vision"),
        ("我耳朵背", "hearing"),
        ("我手抖，老点错", "tremor"),
        ("记性不好，教了好几遍又忘了怎么点", "memory"),
        ("气死我了，你们这帮废物", "emotion"),
        ("对方让我念给他听，他还在电话里", "third_party_present"),
    ],
)
def test_words_that_show_how_somebody_wants_to_be_helped(text: str, kind: str) -> None:
    found = {signal.kind: signal for signal in signals(typed(text))}

    assert kind in found
    assert all(evidence.quote in text for evidence in found[kind].evidence)


@pytest.mark.parametrize(
    ("text", "kind", "quote"),
    [
        ("这两天我得拿放大镜照着看", "vision", "放大镜"),
        ("我听着就是嗡嗡一片", "hearing", "嗡嗡"),
        ("我按住它按不住，老弹起来", "tremor", "按不住"),
    ],
)
def test_what_is_said_sideways_is_kept_with_its_words_and_never_as_the_highest(
    text: str, kind: str, quote: str
) -> None:
    found = {signal.kind: signal for signal in signals(typed(text))}

    assert any(quote in evidence.quote for evidence in found[kind].evidence)  # type: ignore[index]  # a literal
    assert found[kind].level in {"low", "medium"}  # type: ignore[index]


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("我眼泪都下来了", "high"),
        ("怎么办怎么办，钱要没了", "high"),
        ("I'm in tears here", "high"),
        ("我心里堵得慌", "medium"),
        ("I feel overwhelmed", "medium"),
    ],
)
def test_crying_panic_and_worry_are_told_apart_with_their_words(text: str, level: str) -> None:
    found = {signal.kind: signal for signal in signals(typed(text))}

    assert found["emotion"].level == level
    assert all(evidence.quote in text for evidence in found["emotion"].evidence)


@pytest.mark.parametrize(
    "text", ["看不到入口", "我看不到余额在哪", "对方听不见我说话", "手机没声音听不到", "密码忘了", "抖音打不开"]
)
def test_a_thing_that_is_not_shown_or_heard_says_nothing_about_the_person(text: str) -> None:
    assert {signal.kind for signal in signals(typed(text))} <= {"emotion", "confusion"}


@pytest.mark.parametrize(
    ("text", "need"),
    [
        ("字大一点", AccessNeedName.LARGE_TEXT),
        ("说慢点", AccessNeedName.SLOW),
        ("我看不见", AccessNeedName.SCREEN_READER),
        ("我用读屏", AccessNeedName.NO_COLOUR_WORDS),
        ("我耳朵背", AccessNeedName.CAPTIONS),
        ("念给我听", AccessNeedName.SPEECH),
        ("I use a screen reader", AccessNeedName.SCREEN_READER),
    ],
)
def test_ways_of_helping_that_are_asked_for(text: str, need: AccessNeedName) -> None:
    assert need in {said.need for said in needs_said(typed(text))}


def test_asking_how_to_enlarge_an_app_is_a_question_not_a_need() -> None:
    assert needs_said(typed("怎么把微信的字调大一点")) == ()


def test_words_in_a_picture_are_no_signals() -> None:
    assert signals(in_picture("我看不见，我耳朵背")) == ()
