"""The first voice that can speak does; a dead service is left alone; silence is an answer too."""

import gc
import logging
import wave
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from elder_mode import language, region
from elder_mode.errors import VoiceUnavailableError
from elder_mode.fixed_lines import urgent_lines
from elder_mode.present import present
from elder_mode.reply import Card, Message, Presentation, Reply, Speech
from elder_mode.sound import Sound, wav
from elder_mode.tts.espeak import EspeakVoice
from elder_mode.voice import MAX_FAILURES, REST_S, CircuitBreaker, Voices, VoiceSettings, create, speak
from elder_mode.voice_cache import VoiceCache


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


class FakeVoice:
    """A voice that hands over what a test gives it."""

    name = "edge"
    is_local = False

    def __init__(self, data: bytes | None) -> None:
        self.data = data
        self.asked = 0

    def supports(self, language: str) -> bool:
        return True

    def speaker(self, language: str) -> str:
        return "somebody"

    def speak(self, text: str, language: str, rate: float, out: Path) -> Speech:
        self.asked += 1
        if self.data is None:
            raise VoiceUnavailableError("no network", retryable=True)
        path = out.with_suffix(".mp3")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(self.data)
        return Speech(engine=self.name, media_type="audio/wav", duration_s=9.0, path=str(path), rate=rate)


@pytest.fixture
def online(monkeypatch: pytest.MonkeyPatch) -> FakeVoice:
    """Stands in for the online voice, which no test can reach."""
    voice = FakeVoice(None)
    monkeypatch.setattr("elder_mode.tts.edge.create", lambda _settings: voice)
    return voice


@pytest.mark.parametrize(
    "data", [b"", b"RIFF", b"\0" * 5000, wav(Sound(samples=np.zeros(90_000, np.int16), rate_hz=24_000))]
)
def test_an_empty_broken_or_silent_file_counts_as_a_failure_and_the_next_voice_speaks(
    online: FakeVoice, data: bytes, tmp_path: Path
) -> None:
    online.data = data
    breaker = CircuitBreaker(FakeClock())

    speeches = [
        speak(presentation(), tmp_path / str(turn), settings("edge", "espeak", offline=False), breaker)
        for turn in range(MAX_FAILURES + 1)
    ]

    assert [speech.engine for speech in speeches if speech is not None] == ["espeak"] * (MAX_FAILURES + 1)
    assert online.asked == MAX_FAILURES
    assert not list(tmp_path.rglob("*.mp3"))


def test_the_length_is_that_of_the_decoded_sound_not_what_the_voice_says(online: FakeVoice, tmp_path: Path) -> None:
    online.data = wav(Sound(samples=np.full(24_000 * 4, 3000, np.int16), rate_hz=24_000))

    speech = speak(presentation(), tmp_path, settings("edge", offline=False))

    assert speech is not None
    assert speech.duration_s == pytest.approx(4.0)
    assert len(speech.cards) == len(presentation().cards)


def danger(code: str = "zh-CN") -> Presentation:
    reply = Reply(
        language=code,
        messages=(Message.of("risk.scam_hang_up"), Message.of("risk.money_lost", number="110")),
        is_urgent=True,
    )
    return present(reply, language=language.load(code), region=region.load("CN"))


@pytest.mark.parametrize("code", ["zh-CN", "yue", "en"])
def test_lines_of_danger_are_made_beforehand_and_then_need_no_voice(
    code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = VoiceCache(tmp_path / "voice")
    lines = urgent_lines(language.load(code), region.load("CN"))
    assert Voices(settings("edge", "espeak"), cache).prepare(lines, code) == len(lines)

    def broken(*_: object) -> Speech:
        raise VoiceUnavailableError("nothing works")

    monkeypatch.setattr(EspeakVoice, "speak", broken)
    speech = Voices(settings("edge", "espeak"), cache).speak(danger(code), tmp_path / "out")

    assert speech is not None
    assert speech.engine == "espeak"
    with wave.open(speech.path) as sound:
        assert sound.getnframes() / sound.getframerate() == pytest.approx(speech.duration_s, abs=0.01)
    assert len(speech.cards) == len(danger(code).cards)
    assert speech.marks
    assert not speech.has_estimated_marks


def test_what_is_there_is_not_made_again(tmp_path: Path) -> None:
    voices = Voices(settings("espeak"), VoiceCache(tmp_path))

    assert voices.prepare(["您好。"], "zh-CN") == 1
    assert voices.prepare(["您好。"], "zh-CN") == 0


def test_a_line_of_danger_never_waits_for_a_network(online: FakeVoice, tmp_path: Path) -> None:
    cache = VoiceCache(tmp_path / "voice")
    online.data = wav(Sound(samples=np.full(24_000 * 4, 3000, np.int16), rate_hz=24_000))
    kept = urgent_lines(language.load("zh-CN"), region.load("CN"))[0:1]
    page = Presentation(
        language="zh-CN",
        cards=(Card(text="x", step=1, of=1, speech=f"{kept[0]}前面有三位。"),),
        is_urgent=True,
    )
    voices = Voices(settings("edge", "espeak", offline=False), cache)
    voices.prepare(kept, "zh-CN")
    online.asked = 0

    speech = voices.speak(page, tmp_path / "out", rate=1.4)

    assert speech is not None
    assert online.asked == 0
    assert speech.rate == 0.9
    assert speech.duration_s > 4.5


def test_an_ordinary_reply_at_the_persons_own_rate_is_made_at_that_rate(tmp_path: Path) -> None:
    speech = Voices(settings("espeak"), VoiceCache(tmp_path / "voice")).speak(presentation(), tmp_path, rate=1.3)

    assert speech is not None
    assert speech.rate == 1.3


def test_a_voice_that_failed_is_not_asked_again_while_lines_are_made(online: FakeVoice, tmp_path: Path) -> None:
    voices = Voices(settings("edge", "espeak", offline=False), VoiceCache(tmp_path))

    assert voices.prepare(["您好。", "请稍等。", "再见。"], "zh-CN") == 3
    assert online.asked == 1


def test_the_program_of_the_offline_voice_stays_and_is_started_again_after_a_crash(tmp_path: Path) -> None:
    voice = EspeakVoice()
    voice.speak("您好。", "zh-CN", 1.0, tmp_path / "one")
    first = voice._process
    assert first is not None
    voice.speak("您好。", "zh-CN", 1.0, tmp_path / "two")
    assert voice._process is first
    first.kill()
    first.wait()

    speech = voice.speak("您好。", "zh-CN", 1.0, tmp_path / "three")

    assert speech.duration_s > 0
    assert voice._process is not first


def test_the_program_ends_with_its_voice(tmp_path: Path) -> None:
    voice = EspeakVoice()
    voice.speak("您好。", "zh-CN", 1.0, tmp_path / "one")
    process = voice._process
    assert process is not None

    del voice
    gc.collect()

    assert process.poll() is not None


TWENTY = [Message.of(key) for key in ("handoff.now", "handoff.next", "risk.scam_hang_up", "guide.start", "guide.last")]


@pytest.mark.parametrize("code", ["zh-CN", "yue", "en"])
def test_with_the_network_of_the_voices_blocked_twenty_of_twenty_replies_are_spoken(code: str, tmp_path: Path) -> None:
    """The online voices are tried for real: no name is found here, and nobody listens at the address of the service."""
    blocked = replace(
        settings("edge", "remote", "espeak", "silent", code=code, offline=False), remote_url="http://127.0.0.1:9/v1"
    )
    voices = Voices(blocked, VoiceCache(tmp_path / "voice"))
    spoken = []
    for turn in range(20):
        said = Message.of("verbatim", text=f"Number {turn}. 第{turn}次，请打12356。")
        shown = presentation(code, TWENTY[turn % len(TWENTY)], said)
        speech = voices.speak(shown, tmp_path / str(turn))
        assert speech is not None
        with wave.open(speech.path) as sound:
            loudest = int(np.abs(np.frombuffer(sound.readframes(sound.getnframes()), "<i2").astype(int)).max())
            spoken.append((speech.engine, sound.getnframes() / sound.getframerate() > 0.5, loudest > 1000))

    assert spoken == [("espeak", True, True)] * 20
