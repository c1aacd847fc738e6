"""The sound of an answer: made at the person's own rate, and told to callers with what a page needs to follow it."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from elder_mode import language, region
from elder_mode.fixed_lines import urgent_lines
from elder_mode.present import present
from elder_mode.reply import Caption, CardSpan, Message, Presentation, Reply, Speech, SpeechMark
from gateway.outcome import SpeechView
from gateway.pipeline import Pipeline
from gateway.settings import Settings
from gateway.store import codec
from modalities.evidence import Modality, Reading, SpeechMeasures
from modalities.processes import ReadingProcesses

MARK = SpeechMark(**{"start_s": 0.0, "end_s": 0.4, "card": 0, "from": 2, "to": 5})  # type: ignore[typeddict-item]  # "from" is a word of Python
SPEECH = Speech(
    engine="espeak",
    media_type="audio/wav",
    duration_s=2.0,
    path="speech.wav",
    captions=(Caption(text="请打幺幺零。", t0_s=0.0, t1_s=2.0),),
    rate=0.9,
    marks=(MARK,),
    cards=(CardSpan(start_s=0.0, end_s=2.0),),
)


def test_callers_see_marks_cards_and_rate() -> None:
    shown = json.loads(codec.dump(SpeechView.of(SPEECH, url="/api/v1/speech/x")))

    assert shown["marks"] == [{"start_s": 0.0, "end_s": 0.4, "card": 0, "from": 2, "to": 5}]
    assert shown["cards"] == [{"start_s": 0.0, "end_s": 2.0}]
    assert shown["rate"] == 0.9
    assert shown["has_estimated_marks"] is False
    assert shown["url"] == "/api/v1/speech/x"


def test_what_the_store_keeps_comes_back_and_older_sound_has_no_marks() -> None:
    assert codec.load(Speech, codec.dump(SPEECH)) == SPEECH

    old = codec.load(Speech, '{"engine":"edge","media_type":"audio/mpeg","duration_s":1.0,"path":"a.mp3"}')
    assert (old.marks, old.cards, old.rate) == ((), (), 1.0)


@pytest.fixture(scope="module")
def pipeline(tmp_path_factory: pytest.TempPathFactory) -> Pipeline:
    settings = Settings(data_dir=tmp_path_factory.mktemp("data"), tts="edge,espeak,silent", offline=True)
    return Pipeline(settings, ReadingProcesses(), datetime(2026, 11, 21, tzinfo=UTC))


def said(characters_a_second: float) -> Reading:
    measures = SpeechMeasures(speech_s=9.0, loudness_dbfs=-22.0, longest_pause_s=0.5, chars_per_s=characters_a_second)
    return Reading(input_id="a" * 64, modality=Modality.VOICE, media_type="audio/webm", measures=measures)


def page() -> Presentation:
    reply = Reply(language="zh-CN", messages=(Message.of("handoff.now"),))
    return present(reply, language=language.load("zh-CN"), region=region.load("CN"))


def test_somebody_who_speaks_slowly_hears_slow_speech_and_somebody_quick_hears_quick(
    pipeline: Pipeline, tmp_path: Path
) -> None:
    slow, usual, quick = (
        pipeline.speak(page(), tmp_path / name, readings)
        for name, readings in (("slow", [said(3.5)]), ("usual", []), ("quick", [said(8.0)]))
    )

    assert slow is not None
    assert usual is not None
    assert quick is not None
    assert (slow.rate, usual.rate, quick.rate) == (0.65, 0.9, 1.45)
    assert slow.duration_s > 1.15 * usual.duration_s > 1.15 * quick.duration_s


def test_the_lines_of_danger_are_made_at_the_first_start_and_not_again(pipeline: Pipeline) -> None:
    made = pipeline.prepare_voices()

    assert made >= sum(len(urgent_lines(language.load(code), region.load("CN"))) for code in ("zh-CN", "yue", "en"))
    assert pipeline.prepare_voices() == 0
