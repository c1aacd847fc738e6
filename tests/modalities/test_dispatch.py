import importlib
import logging
from pathlib import Path

import pytest

from modalities.evidence import Modality, ProblemCode
from modalities.readers import dispatch
from tests.modalities import made_media

NO_READERS = {"__init__", "dispatch", "picture"}
READERS = sorted(path.stem for path in Path(dispatch.__file__).parent.glob("*.py") if path.stem not in NO_READERS)


def _picture(path: Path) -> Path:
    made_media.page(["支付失败", "请稍后再试"]).save(path, "PNG")
    return path


@pytest.mark.parametrize("name", READERS)
def test_every_reader_reads_a_request_and_never_raises_for_rubbish(name: str, tmp_path: Path) -> None:
    """The contract of the folder: one function, one reading, its own modality, trouble as problems."""
    path = tmp_path / "rubbish"
    path.write_bytes(b"\xff\x00\xfe")

    reading = importlib.import_module(f"modalities.readers.{name}").read(
        made_media.request(path, tmp_path / "out", modality=Modality(name))
    )

    assert reading.modality is Modality(name)
    assert [problem.code for problem in reading.problems] == [ProblemCode.UNREADABLE]


def test_a_picture_sent_as_voice_is_read_as_a_picture(tmp_path: Path) -> None:
    reading = dispatch.read(made_media.request(_picture(tmp_path / "voice.webm"), tmp_path / "out"))

    assert reading.modality is Modality.PHOTO
    assert any("支付失败" in line.text for screen in reading.screens for line in screen.lines)


def test_what_the_sender_calls_a_screenshot_is_one(tmp_path: Path) -> None:
    reading = dispatch.read(
        made_media.request(_picture(tmp_path / "a.png"), tmp_path / "out", modality=Modality.SCREENSHOT)
    )

    assert reading.modality is Modality.SCREENSHOT


@pytest.mark.parametrize(("name", "codec"), [("v.mp4", "libx264"), ("v.webm", "libvpx")])
def test_a_video_sent_as_voice_is_read_as_a_video(tmp_path: Path, name: str, codec: str) -> None:
    pages = [made_media.page([word], size=(320, 480)) for word in ("设置", "网络")]
    video = made_media.write_video(tmp_path / name, pages, seconds_each=0.6, codec=codec)

    reading = dispatch.read(made_media.request(video, tmp_path / "out"))

    assert reading.modality is Modality.VIDEO
    assert reading.screens


@pytest.mark.parametrize(("name", "codec", "rate"), [("s.mp4", "aac", 44_100), ("s.webm", "libopus", 48_000)])
def test_sound_sent_as_video_is_read_as_voice(tmp_path: Path, name: str, codec: str, rate: int) -> None:
    speech = made_media.load_wav(made_media.speech_clips()[1][0])
    sound = made_media.write_sound(tmp_path / name, speech, codec=codec, rate=rate)

    reading = dispatch.read(made_media.request(sound, tmp_path / "out", modality=Modality.VIDEO))

    assert reading.modality is Modality.VOICE
    assert reading.media_type.startswith("audio/")
    assert reading.transcript is not None


@pytest.mark.parametrize("declared", [Modality.VOICE, Modality.PHOTO, Modality.SCREENSHOT, Modality.VIDEO])
@pytest.mark.parametrize("rubbish", [b"", b"plain words", bytes(range(256)) * 8, b"\x1a\x45\xdf\xa3" + bytes(99)])
def test_rubbish_under_any_name_is_unreadable_and_keeps_that_name(
    tmp_path: Path, declared: Modality, rubbish: bytes
) -> None:
    path = tmp_path / "rubbish"
    path.write_bytes(rubbish)

    reading = dispatch.read(made_media.request(path, tmp_path / "out", modality=declared))

    assert declared is reading.modality
    assert [problem.code for problem in reading.problems] == [ProblemCode.UNREADABLE]
    assert reading.transcript is None


def test_a_file_without_a_name_is_what_its_bytes_are(tmp_path: Path) -> None:
    words = tmp_path / "words"
    words.write_text("我的手机打不开")
    odd = tmp_path / "odd"
    odd.write_bytes(b"\xff\x00\xff\x00")

    assert dispatch.read(made_media.request(words, tmp_path / "out", modality=None)).transcript is not None
    unread = dispatch.read(made_media.request(odd, tmp_path / "out", modality=None))
    assert [problem.code for problem in unread.problems] == [ProblemCode.UNREADABLE]


def test_a_reader_that_breaks_unforeseen_ends_with_a_person_and_the_log_tells_no_content(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """The folder for derived files cannot be made, because a file of a telling name stands in its place."""
    (tmp_path / "secret-words").write_text("")
    path = made_media.write_sound(tmp_path / "a.wav", made_media.noise(1, -30), codec="pcm_s16le")

    with caplog.at_level(logging.DEBUG):
        reading = dispatch.read(made_media.request(path, tmp_path / "secret-words" / "out"))

    assert [problem.code for problem in reading.problems] == [ProblemCode.ENGINE_FAILED]
    assert "secret-words" not in caplog.text
    assert "NotADirectoryError" in caplog.text
