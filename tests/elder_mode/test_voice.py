"""The first voice that can speak does; a dead service is left alone; silence is an answer too."""

import logging
import wave
from pathlib import Path

import pytest

from elder_mode import language, region
from elder_mode.errors import VoiceUnavailableError
from elder_mode.present import present
from elder_mode.reply import Message, Presentation, Reply
from elder_mode.voice import MAX_FAILURES, REST_S, CircuitBreaker, VoiceSettings, create, speak


def presentation(code: str = "zh-CN", *messages: Message) -> Presentation:
    reply = Reply(language=code, messages=messages or (Message.of("handoff.now"), Message.of("handoff.next")))
    return present(reply, language=language.load(code), region=region.load("CN"))


def settings(*engines: str, code: str = "zh-CN", rate: float = 1.0, offline: bool = True) -> VoiceSettings:
    return VoiceSettings(engines=engines, language=code, rate=rate, offline=offline)


class FakeClock:
    """A clock that a test moves by hand."""

    now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_without_a_network_the_offline_voice_speaks_and_nothing_empty_is_left(tmp_path: Path) -> None:
    speech = speak(presentation(), tmp_path, settings("edge", "espeak", "silent"))

    assert speech is not None
    assert speech.engine == "espeak"
    assert [Path(speech.path)] == list(tmp_path.iterdir())
    assert Path(speech.path).stat().st_size > 10_000


@pytest.mark.parametrize("code", ["zh-CN", "yue", "en"])
def test_the_offline_voice_speaks_every_language_with_measured_captions(tmp_path: Path, code: str) -> None:
    shown = presentation(code)

    speech = speak(shown, tmp_path, settings("espeak", code=code))

    assert speech is not None
    with wave.open(speech.path) as sound:
        assert speech.duration_s == pytest.approx(sound.getnframes() / sound.getframerate(), abs=0.01)
    assert shown.speech.replace("\n", "").replace(" ", "") == "".join(c.text for c in speech.captions).replace(" ", "")
    starts = [caption.t0_s for caption in speech.captions]
    assert starts == sorted(starts)
    assert all(0 <= caption.t0_s < caption.t1_s <= speech.duration_s + 0.01 for caption in speech.captions)


def test_a_higher_rate_is_quicker_and_the_rate_is_bounded(tmp_path: Path) -> None:
    slow, normal, fast, wild = (
        speak(presentation(), tmp_path, settings("espeak", rate=rate)) for rate in (0.8, 1.0, 2.0, 9.0)
    )

    assert slow is not None
    assert normal is not None
    assert fast is not None
    assert wild is not None
    assert slow.duration_s > normal.duration_s > fast.duration_s
    assert fast.duration_s == wild.duration_s


def test_silence_ends_the_list(tmp_path: Path) -> None:
    assert speak(presentation(), tmp_path, settings("silent", "espeak")) is None
    assert list(tmp_path.iterdir()) == []


def test_a_reply_without_words_is_not_spoken(tmp_path: Path) -> None:
    assert speak(Presentation(language="en", cards=()), tmp_path, settings("espeak", code="en")) is None


def test_an_unknown_voice_is_passed_over(tmp_path: Path) -> None:
    speech = speak(presentation(), tmp_path, settings("nobody", "../evil", "espeak_program", "espeak"))

    assert speech is not None
    assert speech.engine == "espeak"


def test_the_online_voice_is_refused_when_nothing_may_leave_the_machine() -> None:
    with pytest.raises(VoiceUnavailableError, match="LANTERN_OFFLINE"):
        create("edge", settings("edge", offline=True))


def test_a_voice_that_failed_twice_rests_and_then_gets_one_try() -> None:
    clock = FakeClock()
    breaker = CircuitBreaker(clock)
    for _ in range(MAX_FAILURES):
        assert breaker.allows("edge")
        breaker.failed("edge")

    assert not breaker.allows("edge")
    assert breaker.allows("espeak")
    clock.now += REST_S
    assert breaker.allows("edge")
    breaker.failed("edge")
    assert not breaker.allows("edge")
    breaker.worked("edge")
    assert breaker.allows("edge")


def test_the_breaker_counts_what_happens_in_replies(tmp_path: Path) -> None:
    breaker = CircuitBreaker(FakeClock())
    for _ in range(MAX_FAILURES):
        speak(presentation(), tmp_path, settings("edge", "silent", offline=False), breaker)

    assert not breaker.allows("edge")


def test_the_log_holds_no_word_of_the_reply(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)

    speak(presentation("zh-CN", Message.of("heard.said", words="金丝雀")), tmp_path, settings("edge", "espeak"))

    assert "金丝雀" not in caplog.text
    assert "espeak" in caplog.text
