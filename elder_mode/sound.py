"""Sound that a voice has made: decoded and looked at before anybody hears it, joined, cut, and written as WAV."""

import io
import subprocess
import sys
import wave
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from elder_mode.errors import VoiceUnavailableError

WAV = "audio/wav"
RATE_HZ = 24_000
"""Of joined sound: what the online voices use; the offline one has 22,050 Hz."""
MIN_SECONDS_A_SIGN = 0.02
"""No voice says a letter or a character faster, even at the highest rate: less sound is a broken file."""
MIN_PEAK = 200
"""Of 32,767: a file that never gets louder is silence."""
DECODE_S = 20.0
_QUIET = 150
_EDGE_S = 0.08
_PROGRAM = Path(__file__).with_name("sound_program.py")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sound:
    """Decoded sound."""

    samples: NDArray[np.int16]
    """Mono."""
    rate_hz: int

    @property
    def duration_s(self) -> float:
        """Return the length in seconds, counted from the samples."""
        return len(self.samples) / self.rate_hz


def decode(data: bytes, media_type: str, *, pace: float = 1.0) -> Sound:
    """Return the samples of a sound file; WAV is read here, everything else in a process of its own.

    ``pace``: how many times as fast it shall be, at the pitch that it has.

    Raises:
        VoiceUnavailableError: there is no sound in it, or too little for another pace (retryable).
    """
    if media_type == WAV and pace == 1.0:
        try:
            with wave.open(io.BytesIO(data)) as file:
                if (file.getnchannels(), file.getsampwidth()) == (1, 2):
                    return _sound(file.readframes(file.getnframes()), file.getframerate())
        except (wave.Error, EOFError):
            pass  # services also call other things WAV: the program knows more kinds
    try:
        command = [sys.executable, "-I", str(_PROGRAM), str(pace)]
        done = subprocess.run(command, input=data, capture_output=True, timeout=DECODE_S, check=True)  # noqa: S603  # our own file
    except (subprocess.SubprocessError, OSError) as error:
        raise VoiceUnavailableError("the voice gave a broken file", retryable=True) from error
    rate, _, samples = done.stdout.partition(b"\n")
    return _sound(samples, int(rate))


def checked(sound: Sound, text: str) -> Sound:
    """Return ``sound`` when it can be ``text`` as somebody says it.

    Raises:
        VoiceUnavailableError: it is too short for the text, or silent (retryable).
    """
    signs = sum(mark.isalnum() for mark in text)
    if sound.duration_s < max(1, signs) * MIN_SECONDS_A_SIGN:
        raise VoiceUnavailableError("the voice gave too little sound", retryable=True)
    if int(np.abs(sound.samples.astype(np.int32)).max()) < MIN_PEAK:
        raise VoiceUnavailableError("the voice gave silence", retryable=True)
    return sound


def trimmed(sound: Sound) -> tuple[Sound, float]:
    """Return ``sound`` without the silence at its ends, and how many seconds went at the beginning."""
    loud = np.flatnonzero(np.abs(sound.samples.astype(np.int32)) > _QUIET)
    if not len(loud):
        return sound, 0.0
    edge = int(_EDGE_S * sound.rate_hz)
    begin, end = max(0, int(loud[0]) - edge), min(len(sound.samples), int(loud[-1]) + edge)
    return Sound(samples=sound.samples[begin:end], rate_hz=sound.rate_hz), begin / sound.rate_hz


def joined(sounds: Sequence[Sound], pause_s: float) -> tuple[Sound, list[float]]:
    """Return all sounds one after another at ``RATE_HZ`` with pauses between them, and where each begins (seconds)."""
    pause = np.zeros(int(pause_s * RATE_HZ), dtype=np.int16)
    parts: list[NDArray[np.int16]] = []
    starts = []
    length = 0
    for place, sound in enumerate(sounds):
        if place:
            parts.append(pause)
            length += len(pause)
        starts.append(length / RATE_HZ)
        parts.append(_at_rate(sound))
        length += len(parts[-1])
    return Sound(samples=np.concatenate(parts), rate_hz=RATE_HZ), starts


def wav(sound: Sound) -> bytes:
    """Return ``sound`` as a WAV file."""
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(sound.rate_hz)
        file.writeframes(sound.samples.astype("<i2").tobytes())
    return out.getvalue()


def _sound(frames: bytes, rate_hz: int) -> Sound:
    samples = np.frombuffer(frames[: len(frames) // 2 * 2], dtype="<i2").astype(np.int16, copy=False)
    if not len(samples) or rate_hz <= 0:
        raise VoiceUnavailableError("the voice gave no sound", retryable=True)
    return Sound(samples=samples, rate_hz=rate_hz)


def _at_rate(sound: Sound) -> NDArray[np.int16]:
    if sound.rate_hz == RATE_HZ:
        return sound.samples
    places = np.arange(0, len(sound.samples), sound.rate_hz / RATE_HZ)
    samples: NDArray[np.int16] = np.interp(places, np.arange(len(sound.samples)), sound.samples).astype(np.int16)
    return samples
