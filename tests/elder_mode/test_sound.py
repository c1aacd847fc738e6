"""What a voice made is decoded before anybody hears it: nothing empty, broken, silent or much too short goes on."""

import io
import subprocess
import sys
import wave

import numpy as np
import pytest

from elder_mode import sound
from elder_mode.errors import VoiceUnavailableError
from elder_mode.sound import RATE_HZ, WAV, Sound, checked, decode, joined, trimmed, wav

TO_MP3 = """
import io, sys, av
out = io.BytesIO()
with av.open(io.BytesIO(sys.stdin.buffer.read())) as source, av.open(out, "w", format="mp3") as target:
    stream = target.add_stream("mp3", rate=24000)
    for frame in source.decode(audio=0):
        target.mux(stream.encode(frame))
    target.mux(stream.encode(None))
sys.stdout.buffer.write(out.getvalue())
"""


def tone(seconds: float, rate_hz: int = RATE_HZ, loud: int = 8000) -> Sound:
    places = np.arange(int(seconds * rate_hz))
    return Sound(samples=(loud * np.sin(places * 0.1)).astype(np.int16), rate_hz=rate_hz)


def test_a_wav_file_comes_back_as_it_was() -> None:
    before = tone(1.5, 22_050)

    after = decode(wav(before), WAV)

    assert after.rate_hz == 22_050
    assert np.array_equal(after.samples, before.samples)


def test_an_mp3_is_decoded_and_measured() -> None:
    mp3 = subprocess.run([sys.executable, "-c", TO_MP3], input=wav(tone(2.0)), capture_output=True, check=True).stdout

    assert decode(mp3, "audio/mpeg").duration_s == pytest.approx(2.0, abs=0.15)


@pytest.mark.parametrize("data", [b"", b"ID3", b"not a sound" * 100, wav(tone(0.0)), wav(tone(1.0))[:20]])
@pytest.mark.parametrize("media_type", [WAV, "audio/mpeg"])
def test_what_is_no_sound_counts_as_a_failure(data: bytes, media_type: str) -> None:
    with pytest.raises(VoiceUnavailableError) as caught:
        decode(data, media_type)

    assert caught.value.retryable


def test_stereo_is_mixed_to_one_channel() -> None:
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(RATE_HZ)
        file.writeframes(np.repeat(tone(1.0).samples, 2).astype("<i2").tobytes())

    assert decode(out.getvalue(), WAV).duration_s == pytest.approx(1.0, abs=0.01)


def test_silence_and_a_cut_file_count_as_failures() -> None:
    with pytest.raises(VoiceUnavailableError, match="silence"):
        checked(tone(3.0, loud=0), "您好")
    with pytest.raises(VoiceUnavailableError, match="too little"):
        checked(tone(0.3), "请打开手机的设置，往下翻，找到声音和振动这一行，再点进去。")

    assert checked(tone(3.0), "您好").duration_s == 3.0


def test_sounds_of_two_rates_are_joined_with_a_pause() -> None:
    whole, starts = joined([tone(1.0, 22_050), tone(2.0)], 0.5)

    assert whole.duration_s == pytest.approx(3.5, abs=0.01)
    assert starts == pytest.approx([0.0, 1.5], abs=0.01)


def test_silence_at_the_ends_goes_and_the_shift_is_told() -> None:
    quiet = np.zeros(RATE_HZ, dtype=np.int16)
    padded = Sound(samples=np.concatenate([quiet, tone(1.0).samples, quiet]), rate_hz=RATE_HZ)

    short, gone_s = trimmed(padded)

    assert short.duration_s == pytest.approx(1.16, abs=0.02)
    assert gone_s == pytest.approx(0.92, abs=0.02)


def test_a_decoder_that_hangs_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sound, "DECODE_S", 0.001)

    with pytest.raises(VoiceUnavailableError):
        decode(b"anything", "audio/mpeg")
