"""What a recording holds before anybody recognises a word: loudness, where speech is, and numbers about both.

Gain comes before voice activity detection, always: at -40 dB and 16 bit Silero found no speech at all in one clip,
after gain nearly all of it (docs/measurements.md#speech). Nothing here cuts a recording.
"""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from modalities.evidence import ProblemCode, SpeechMeasures, TimeSpan

Samples = NDArray[np.float32]
"""Sound: (n,) float32, 16 kHz, mono, -1..1."""

SAMPLE_RATE_HZ = 16_000
SPEECH_TARGET_DBFS = -20.0
"""Where speech is raised to: a usual level for recognisers and detectors."""
MAX_GAIN_DB = 30.0
"""More would raise the noise of the microphone itself to the level of speech."""
FLOOR_DBFS = -120.0
"""What is said of digital silence, which has no level."""

NOTHING_DBFS = -65.0
"""Below this, even the loudest second is only the noise of the microphone: nobody spoke, or it was muted."""
QUIET_DBFS = -45.0
"""Below this the loudest second is so quiet that missing speech is more likely a matter of distance than of noise."""
STEADY_DB = 10.0
"""A quiet recording whose loud moments rise less than this above its quiet ones is a room in which nobody spoke."""
MIN_SPEECH_TO_NOISE_DB = 6.0
"""Below this, words that were not understood are put down to noise."""

_FRAME = 480  # 30 ms
_LOUDEST_FRAMES = 33  # one second in all
_CLICK_FRAMES = 3  # the very loudest 90 ms may be a tap on the screen
_MIN_SILENCE_MS = 300
_MIN_SPEECH_MS = 100  # "对" alone lasts about 0.2 s
_PAD_MS = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Loudness:
    """Levels of one recording, in dB below full scale."""

    loudest_dbfs: float
    """The loudest second in all, clicks left out."""
    quiet_dbfs: float
    """The level that one tenth of the recording stays below."""


def loudness(samples: Samples) -> Loudness:
    """Return how loud the loud and the quiet moments are."""
    powers = np.sort(_frame_powers(samples))
    if not len(powers):
        return Loudness(loudest_dbfs=FLOOR_DBFS, quiet_dbfs=FLOOR_DBFS)
    without_clicks = powers[: max(1, len(powers) - _CLICK_FRAMES)]
    return Loudness(
        loudest_dbfs=_dbfs(float(without_clicks[-_LOUDEST_FRAMES:].mean())),
        quiet_dbfs=_dbfs(float(powers[len(powers) // 10])),
    )


def raise_to_speech_level(samples: Samples) -> Samples:
    """Return the samples, louder if the loudest second lies below -20 dBFS, by at most 30 dB; never quieter."""
    gain_db = min(MAX_GAIN_DB, max(0.0, SPEECH_TARGET_DBFS - loudness(samples).loudest_dbfs))
    raised: Samples = np.clip(samples * np.float32(10 ** (gain_db / 20)), -1.0, 1.0).astype(np.float32)
    return raised


def find_speech(samples: Samples) -> tuple[TimeSpan, ...]:
    """Return where speech is, in order, by the Silero detector inside faster-whisper.

    ``samples`` have been through ``raise_to_speech_level``. A television counts as speech: no detector knows better.
    """
    from faster_whisper.vad import VadOptions, get_speech_timestamps  # noqa: PLC0415  # 0.5 s; reader processes only

    if not len(samples):
        return ()
    options = VadOptions(
        min_silence_duration_ms=_MIN_SILENCE_MS, min_speech_duration_ms=_MIN_SPEECH_MS, speech_pad_ms=_PAD_MS
    )
    return tuple(
        TimeSpan(t0_s=span["start"] / SAMPLE_RATE_HZ, t1_s=min(span["end"], len(samples)) / SAMPLE_RATE_HZ)
        for span in get_speech_timestamps(samples, options)
    )


def measure(samples: Samples, speech: Sequence[TimeSpan]) -> SpeechMeasures:
    """Return the numbers of a recording that holds speech; ``samples`` before gain."""
    pauses = [after.t0_s - before.t1_s for before, after in itertools.pairwise(speech)]
    return SpeechMeasures(
        speech_s=round(sum(span.t1_s - span.t0_s for span in speech), 3),
        loudness_dbfs=round(_dbfs(_power(samples[_inside(samples, speech)])), 1),
        longest_pause_s=round(max(pauses, default=0.0), 3),
    )


def speech_to_noise_db(samples: Samples, speech: Sequence[TimeSpan]) -> float:
    """Return how far speech stands above the rest; 60 when there is no rest to compare with."""
    inside = _inside(samples, speech)
    rest = samples[~inside]
    if len(rest) < SAMPLE_RATE_HZ // 4 or not inside.any():
        return 60.0
    return min(60.0, _dbfs(_power(samples[inside])) - _dbfs(_power(rest)))


def why_no_speech(samples: Samples) -> ProblemCode:
    """Say why no speech was found in the samples (before gain): nobody spoke, too far away, or too much noise."""
    levels = loudness(samples)
    if levels.loudest_dbfs < NOTHING_DBFS:
        return ProblemCode.SILENCE
    if levels.loudest_dbfs >= QUIET_DBFS:
        return ProblemCode.TOO_NOISY
    is_steady = levels.loudest_dbfs - levels.quiet_dbfs < STEADY_DB
    return ProblemCode.SILENCE if is_steady else ProblemCode.TOO_QUIET


def _inside(samples: Samples, speech: Sequence[TimeSpan]) -> NDArray[np.bool_]:
    inside = np.zeros(len(samples), dtype=bool)
    for span in speech:
        inside[int(span.t0_s * SAMPLE_RATE_HZ) : int(span.t1_s * SAMPLE_RATE_HZ)] = True
    return inside


def _frame_powers(samples: Samples) -> NDArray[np.float64]:
    if len(samples) < _FRAME:
        return np.array([_power(samples)]) if len(samples) else np.zeros(0)
    whole = samples[: len(samples) // _FRAME * _FRAME].reshape(-1, _FRAME).astype(np.float64)
    powers: NDArray[np.float64] = np.square(whole - whole.mean(axis=1, keepdims=True)).mean(axis=1)
    return powers


def _power(samples: Samples) -> float:
    return float(np.mean(np.square(samples, dtype=np.float64))) if len(samples) else 0.0


def _dbfs(power: float) -> float:
    return max(FLOOR_DBFS, 10.0 * float(np.log10(power))) if power > 0 else FLOOR_DBFS
