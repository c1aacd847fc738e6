import io
import wave
from pathlib import Path

import numpy as np
import pysilk
import pytest

from modalities.decode_sound import PLAYABLE, decode_sound, silk_samples
from modalities.errors import UnreadableMediaError
from tests.modalities import made_media

FORMATS = [
    ("browser.webm", "libopus", 48_000),
    ("telephone.m4a", "aac", 44_100),
    ("song.mp3", "libmp3lame", 44_100),
    ("messenger.ogg", "libopus", 48_000),
    ("studio.flac", "flac", 22_050),
    ("line.wav", "pcm_s16le", 8_000),
    ("float.wav", "pcm_f32le", 44_100),
    ("alaw.wav", "pcm_alaw", 8_000),
    ("old.amr", "libopencore_amrnb", 8_000),
    ("old.3gp", "libopencore_amrnb", 8_000),
    ("bare.aac", "aac", 44_100),
]


def _tone(seconds: float = 2.0) -> made_media.Samples:
    return (0.3 * np.sin(np.arange(int(seconds * 16_000)) * 2 * np.pi * 500 / 16_000)).astype(np.float32)


@pytest.mark.parametrize(("name", "codec", "rate"), FORMATS)
def test_what_browsers_and_telephones_record_becomes_samples_and_a_playable_file(
    tmp_path: Path, name: str, codec: str, rate: int
) -> None:
    original = made_media.write_sound(tmp_path / name, _tone(), codec=codec, rate=rate)

    sound = decode_sound(original, tmp_path / "out")

    assert abs(sound.duration_s - 2.0) < 0.1
    assert sound.samples.dtype == np.float32
    assert not sound.is_cut
    spectrum = np.abs(np.fft.rfft(sound.samples[4_000:20_000]))
    assert abs(int(spectrum.argmax()) - 500) <= 3  # 16 000 samples: one bin is one hertz
    played = made_media.load_wav(tmp_path / "out" / PLAYABLE)
    assert len(played) == len(sound.samples)
    assert np.abs(played - sound.samples).max() < 0.001


def test_a_wechat_recording_is_decoded_with_its_extra(tmp_path: Path) -> None:
    pcm = io.BytesIO((_tone() * 32_000).astype("<i2").tobytes())
    out = io.BytesIO()
    pysilk.encode(pcm, out, 16_000, 24_000)
    original = tmp_path / "voice.silk"
    original.write_bytes(out.getvalue())

    sound = decode_sound(original, tmp_path / "out")

    assert b"#!SILK_V3" in original.read_bytes()[:16]
    assert 1.0 < sound.duration_s < 2.2


def test_plain_silk_without_the_byte_of_wechat_is_decoded_too(tmp_path: Path) -> None:
    pcm = io.BytesIO((_tone() * 32_000).astype("<i2").tobytes())
    out = io.BytesIO()
    pysilk.encode(pcm, out, 16_000, 24_000, tencent=False)
    original = tmp_path / "voice.slk"
    original.write_bytes(out.getvalue())

    sound = decode_sound(original, tmp_path / "out")

    assert original.read_bytes().startswith(b"#!SILK_V3")
    assert 1.0 < sound.duration_s < 2.2
    spectrum = np.abs(np.fft.rfft(sound.samples[4_000:20_000]))
    assert abs(int(spectrum.argmax()) - 500) <= 3


def test_silk_without_its_extra_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)

    with pytest.raises(UnreadableMediaError, match="wechat"):
        silk_samples(tmp_path / "voice.silk", 1_000)


@pytest.mark.parametrize(("left", "right"), [(1.0, 0.0), (0.0, 1.0), (1.0, -1.0), (0.5, 0.5)])
def test_a_dead_or_reversed_channel_does_not_take_the_sound_away(tmp_path: Path, left: float, right: float) -> None:
    original = tmp_path / "stereo.wav"
    both = np.stack([_tone() * left, _tone() * right], axis=1)
    with wave.open(str(original), "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(16_000)
        file.writeframes((both * 32_767).astype("<i2").tobytes())

    sound = decode_sound(original, tmp_path / "out")

    assert sound.duration_s == 2.0
    assert np.abs(sound.samples).max() == pytest.approx(0.3 * max(abs(left), abs(right)), abs=0.01)
    assert not list(tmp_path.glob("**/*.side"))


def test_a_broken_off_upload_is_as_long_as_what_arrived(tmp_path: Path) -> None:
    whole = made_media.write_sound(tmp_path / "whole.webm", _tone(6), codec="libopus", rate=48_000).read_bytes()
    part = tmp_path / "part.webm"
    part.write_bytes(whole[: len(whole) // 3])

    sound = decode_sound(part, tmp_path / "out")

    assert 0.5 < sound.duration_s < 4


def test_a_very_long_recording_is_read_to_the_limit_and_said_to_be_cut(tmp_path: Path) -> None:
    original = made_media.write_sound(tmp_path / "long.flac", _tone(5), codec="flac")

    by_time = decode_sound(original, tmp_path / "out", max_s=2.0)
    by_size = decode_sound(original, tmp_path / "out", max_bytes=original.stat().st_size // 2)

    assert by_time.is_cut
    assert by_time.duration_s == 2.0
    assert by_size.is_cut
    assert 0.5 < by_size.duration_s < 4.5


@pytest.mark.parametrize(
    "rubbish",
    [b"", b"RIFF", b"no sound at all " * 50, b"\x1a\x45\xdf\xa3" + bytes(200), b"#EXTM3U\nhttp://127.0.0.1:9/a.ts\n"],
)
def test_rubbish_is_refused_in_one_sentence(tmp_path: Path, rubbish: bytes) -> None:
    original = tmp_path / "rubbish.bin"
    original.write_bytes(rubbish)

    with pytest.raises(UnreadableMediaError) as refused:
        decode_sound(original, tmp_path / "out")

    assert "\n" not in str(refused.value)
    assert str(tmp_path) not in str(refused.value)


def test_a_video_without_sound_has_no_sound_track(tmp_path: Path) -> None:
    silent = made_media.write_video(tmp_path / "silent.mp4", [made_media.page(["一"])], seconds_each=1)

    sound = decode_sound(silent, tmp_path / "out")

    assert not sound.has_track
    assert len(sound.samples) == 0
    assert not (tmp_path / "out" / PLAYABLE).exists()
