"""Words of English, characters of Chinese; what was never said is counted by itself."""

from dataclasses import replace

import pytest

from modalities.evaluation import speech
from modalities.evaluation.speech import SpeechRow, judge, units
from tests.modalities.evaluation.seen import seen, source


def row(text: str | None, language: str) -> SpeechRow:
    return SpeechRow(source=replace(source(), language=language), text=text)


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("It's well-known, Mr. Ｗu!", "en", ("its", "well", "known", "mr", "wu")),
        ("請問，WiFi 怎麼連？", "zh-CN", tuple("请问wifi怎么连")),
        ("１２３", "yue", tuple("123")),
        ("…", "en", ()),
    ],
)
def test_units_are_bare(text: str, language: str, expected: tuple[str, ...]) -> None:
    assert units(text, language) == expected


def test_errors_are_wrong_missing_and_added_units() -> None:
    assert judge("one two three", "one too three four", "en").errors == 2
    assert judge("我看不清", None, "zh-CN").errors == 4


def test_english_gives_wer_and_chinese_cer() -> None:
    rows = [row("one two", "en"), row("你好吗", "zh-CN"), row("早晨", "yue")]
    score = speech.score(rows, [seen(heard="one too"), seen(heard="你好"), seen(heard="早晨")])

    assert score.metrics()["wer"] == 0.5
    assert score.metrics()["cer"] == 0.2
    assert score.metrics()["per_language"] == {"en": 0.5, "zh-CN": pytest.approx(1 / 3, abs=1e-4), "yue": 0.0}
    assert score.headline_value == pytest.approx(5 / 7, abs=1e-4)


def test_empty_and_invented_are_counted_apart() -> None:
    rows = [row("one two", "en"), row("three", "en"), row("", "en"), row("", "en"), row(None, "en")]
    readings = [seen(), seen(heard="three"), seen(heard="thank you"), seen(), seen(heard="anything")]
    score = speech.score(rows, readings)

    assert (score.metrics()["empty"], score.metrics()["invented"]) == (0.5, 0.5)
    assert [wrong["true"] for wrong in score.wrong] == ["one two", ""]


def test_time_is_measured_against_the_length_of_the_sound() -> None:
    rows = [row("one", "en"), row("two", "en")]
    score = speech.score(rows, [seen(heard="one", duration_s=4.0), seen(heard="two", duration_s=1.0)])

    assert score.metrics()["rtf"] == 0.2
