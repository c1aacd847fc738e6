import hashlib
from pathlib import Path

import numpy as np
import pytest

from modalities.evidence import Modality, ProblemCode, Reading
from modalities.readers import voice
from tests.fake_stt_server import Answer, FakeSttServer
from tests.modalities import made_media


def _codes(reading: Reading) -> list[ProblemCode]:
    return [problem.code for problem in reading.problems]


def _write(folder: Path, samples: made_media.Samples) -> Path:
    return made_media.write_sound(folder / "voice.webm", samples, codec="libopus", rate=48_000)


def test_english_speech_from_a_browser_is_read_with_words_times_measures_and_a_player(tmp_path: Path) -> None:
    path, said = made_media.speech_clips()[0]
    samples = np.concatenate([np.zeros(32_000, dtype=np.float32), made_media.load_wav(path)])
    original = _write(tmp_path, samples)
    before = hashlib.sha256(original.read_bytes()).hexdigest()

    reading = voice.read(made_media.request(original, tmp_path / "out"))

    assert reading.modality is Modality.VOICE
    assert reading.media_type == "audio/webm"
    assert reading.transcript is not None
    wrong, of = made_media.word_errors(said.replace("mister", "mr"), reading.transcript.text)
    assert wrong / of < 0.5
    assert reading.problems == ()
    assert reading.duration_s is not None
    assert abs(reading.duration_s - len(samples) / 16_000) < 0.2
    assert 1.5 < reading.transcript.words[0].t0_s < 3.0
    assert reading.measures is not None
    assert [file.name for file in reading.files] == ["playable.wav"]
    assert len(made_media.load_wav(tmp_path / "out" / "playable.wav")) / 16_000 == pytest.approx(reading.duration_s)
    assert before == hashlib.sha256(original.read_bytes()).hexdigest()


@pytest.mark.parametrize(
    ("samples", "code"),
    [
        (np.zeros(160_000, dtype=np.float32), ProblemCode.SILENCE),
        (made_media.noise(10, -52), ProblemCode.SILENCE),
        (made_media.noise(6, -20), ProblemCode.TOO_NOISY),
    ],
)
def test_a_recording_without_speech_gives_no_word_and_asks_no_engine(
    tmp_path: Path, samples: made_media.Samples, code: ProblemCode
) -> None:
    with FakeSttServer(["谢谢观看"]) as server:
        engines = made_media.engines(stt=("remote",), stt_url=server.url)
        reading = voice.read(
            made_media.request(_write(tmp_path, samples), tmp_path / "out", engines=engines, language="zh-CN")
        )

    assert reading.transcript is None
    assert reading.measures is None
    assert _codes(reading) == [code]
    assert server.calls == []


def test_speech_in_a_language_that_no_recogniser_knows_is_kept_for_a_person(tmp_path: Path) -> None:
    original = _write(tmp_path, made_media.load_wav(made_media.speech_clips()[0][0]))

    reading = voice.read(made_media.request(original, tmp_path / "out", language="yue"))

    assert reading.transcript is None
    assert _codes(reading) == [ProblemCode.NO_RECOGNISER]
    assert reading.measures is not None
    assert reading.files


@pytest.mark.parametrize("answer", [Answer.said("字幕由志愿者提供"), Answer.said("哇啦哇啦", avg_logprob=-2.0)])
def test_words_that_cannot_be_believed_are_not_understood(tmp_path: Path, answer: Answer) -> None:
    original = _write(tmp_path, made_media.load_wav(made_media.speech_clips()[0][0]))
    with FakeSttServer([answer]) as server:
        engines = made_media.engines(stt=("remote",), stt_url=server.url)
        reading = voice.read(made_media.request(original, tmp_path / "out", engines=engines, language="zh-CN"))

    assert reading.transcript is None
    assert _codes(reading) == [ProblemCode.NOT_UNDERSTOOD]


def test_a_scripted_mandarin_answer_is_the_transcript(tmp_path: Path) -> None:
    original = _write(tmp_path, made_media.load_wav(made_media.speech_clips()[0][0]))
    with FakeSttServer(["我的水费交不上"]) as server:
        engines = made_media.engines(stt=("remote",), stt_url=server.url)
        reading = voice.read(made_media.request(original, tmp_path / "out", engines=engines, language="zh-CN"))

    assert reading.transcript is not None
    assert reading.transcript.text == "我的水费交不上"
    assert len(reading.transcript.words) == 7
    assert reading.measures is not None
    assert reading.measures.chars_per_s == pytest.approx(7 / reading.measures.speech_s, abs=0.01)
    assert reading.measures.words_per_s is None


def test_a_recording_beyond_ten_minutes_is_read_to_there_and_says_so(tmp_path: Path) -> None:
    original = made_media.write_sound(tmp_path / "long.flac", np.zeros(605 * 16_000, dtype=np.float32), codec="flac")

    reading = voice.read(made_media.request(original, tmp_path / "out"))

    assert reading.duration_s == 600.0
    assert _codes(reading) == [ProblemCode.SILENCE, ProblemCode.TOO_LONG]


def test_rubbish_is_unreadable(tmp_path: Path) -> None:
    original = tmp_path / "voice.webm"
    original.write_bytes(b"\x1a\x45\xdf\xa3" + bytes(1000))

    reading = voice.read(made_media.request(original, tmp_path / "out"))

    assert _codes(reading) == [ProblemCode.UNREADABLE]
    assert reading.duration_s is None
