"""Words that are heard are found in the text that is shown, and each card can be played alone."""

from pathlib import Path

import pytest

from elder_mode.marks import follow
from elder_mode.reply import Caption, Card, Presentation, Speech
from elder_mode.spoken import for_the_ear
from elder_mode.tts import VoiceSettings
from elder_mode.voice import Voices


def shown(language: str, *texts: str) -> Presentation:
    cards = tuple(
        Card(text=text, step=place, of=len(texts), speech=for_the_ear(text, language))
        for place, text in enumerate(texts, start=1)
    )
    return Presentation(language=language, cards=cards)


def spoken(duration_s: float = 10.0, words: tuple[Caption, ...] = (), captions: tuple[Caption, ...] = ()) -> Speech:
    return Speech(engine="e", media_type="audio/wav", duration_s=duration_s, path="p", words=words, captions=captions)


def caption(text: str, t0_s: float, t1_s: float) -> Caption:
    return Caption(text=text, t0_s=t0_s, t1_s=t1_s)


def test_the_words_of_a_number_mark_the_whole_number() -> None:
    page = shown("zh-CN", "请打10086。")
    words = tuple(caption(word, place, place + 1) for place, word in enumerate("请打幺零零八六"))

    marks = follow(page, spoken(7.0, words)).marks

    assert [("请打10086。"[mark["from"] : mark["to"]], mark["start_s"], mark["end_s"]) for mark in marks] == [
        ("请", 0, 1),
        ("打", 1, 2),
        ("10086", 2, 7),
    ]


def test_a_card_has_its_own_stretch_of_the_sound() -> None:
    page = shown("en", "Ring 110 now.", "Tap OK.")
    words = tuple(
        caption(word, place, place + 0.5)
        for place, word in enumerate(["Ring", "one", "one", "zero", "now", "Tap", "OK"])
    )

    speech = follow(page, spoken(8.0, words))

    assert [(mark["card"], page.cards[mark["card"]].text[mark["from"] : mark["to"]]) for mark in speech.marks] == [
        (0, "Ring"),
        (0, "110"),
        (0, "now"),
        (1, "Tap"),
        (1, "OK"),
    ]
    assert [(card.start_s, card.end_s) for card in speech.cards] == [(0.0, 4.7), (5.0, 8.0)]
    assert not speech.has_estimated_marks


def test_times_of_sentences_are_shared_out_and_said_to_be_estimated() -> None:
    page = shown("zh-CN", "打开微信。", "点设置。")

    speech = follow(page, spoken(6.0, captions=(caption("打开微信。", 0, 3), caption("点设置。", 3.5, 6))))

    assert speech.has_estimated_marks
    assert [mark["from"] for mark in speech.marks] == [0, 1, 2, 3, 0, 1, 2]
    assert all(3.5 <= mark["start_s"] < mark["end_s"] <= 6 for mark in speech.marks if mark["card"] == 1)
    assert speech.cards[1].start_s == 3.5


def test_without_any_times_all_of_it_is_estimated() -> None:
    speech = follow(shown("en", "Tap Settings.", "Then tap Sound."), spoken(5.0))

    assert speech.has_estimated_marks
    assert len(speech.marks) == 5
    assert len(speech.cards) == 2
    assert speech.cards[1].end_s == 5.0


def test_words_that_nobody_finds_mark_nothing_and_stop_nothing() -> None:
    speech = follow(shown("en", "Tap Settings."), spoken(2.0, (caption("xyz", 0, 1), caption("Settings", 1, 2))))

    assert [(mark["from"], mark["to"]) for mark in speech.marks] == [(4, 12)]


@pytest.mark.parametrize(
    ("language", "texts"),
    [
        ("zh-CN", ("您看到的是『设置』，对吗？", "请打12356，有人听您说。", "第1步，共5步。打开微信。")),
        ("yue", ("撳設定，餘額係¥1,280.50元。", "等2分鐘，打999。")),
        ("en", ("Your balance is $1,280.50.", "Step 1 of 5: tap “Wi-Fi”. Wait 2 minutes.")),
    ],
)
def test_the_offline_voice_gives_measured_marks_in_order_for_every_card(
    language: str, texts: tuple[str, ...], tmp_path: Path
) -> None:
    page = shown(language, *texts)
    settings = VoiceSettings(engines=("espeak",), language=language, rate=1.0, offline=True)

    speech = Voices(settings).speak(page, tmp_path)

    assert speech is not None
    assert not speech.has_estimated_marks
    starts = [mark["start_s"] for mark in speech.marks]
    assert starts == sorted(starts)
    assert {mark["card"] for mark in speech.marks} == set(range(len(texts)))
    for mark in speech.marks:
        card = speech.cards[mark["card"]]
        assert card.start_s - 0.01 <= mark["start_s"] <= mark["end_s"] <= card.end_s + 0.25
        assert 0 <= mark["from"] < mark["to"] <= len(texts[mark["card"]])
    marked = {
        text[at] for mark in speech.marks for text in [texts[mark["card"]]] for at in range(mark["from"], mark["to"])
    }
    assert {mark for text in texts for mark in text if mark.isalnum()} <= marked
