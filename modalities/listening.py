"""What a recording holds before anybody recognises a word: loudness, where speech is, and numbers about both.

Gain comes before voice activity detection, always: at -40 dB and 16 bit Silero found no speech at all in one clip,
after gain nearly all of it (docs/measurements.md#speech). Nothing here cuts a recording.
"""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from modalities import steady_tones, voice_activity
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

TELEPHONE_THRESHOLD = 0.3
"""The detector is half as sure of a voice without anything above 4 kHz. Own measurement: of pieces of 0.3 to 1 s in the
band of a telephone 52 in 100 were found at 0.5, 89 at 0.3."""
TELEPHONE_DB = -45.0
"""Above 4.2 kHz there is less than this, compared with all: the sound went over a telephone."""
UNDOUBTED = 0.95
"""A voice that the detector is as sure of as this is never taken for music. 504 made clips of music and noise stayed
below 0.92."""
MAX_PAUSE_IN_UTTERANCE_S = 6.0
"""People search for a word for five seconds, and a soft end or beginning may be taken for a part of the pause."""

_FRAME = 480  # 30 ms
_LOUDEST_FRAMES = 33  # one second in all
_CLICK_FRAMES = 3  # the very loudest 90 ms may be a tap on the screen
_BLOCK = _FRAME * 2000  # one minute is worked on at once, so that memory stays bounded
_OFFSET_S = 0.25
_LEAST_BACKGROUND_S = 0.25
_FULL_SCALE = 0.999


@dataclass(frozen=True, slots=True, kw_only=True)
class Loudness:
    """Levels of one recording, in dB below full scale."""

    loudest_dbfs: float
    """The loudest second in all, clicks left out."""
    quiet_dbfs: float
    """The level that one tenth of the recording stays below."""


def loudness(samples: Samples) -> Loudness:
    """Return how loud the loud and the quiet moments are; a constant offset is no sound."""
    powers = np.sort(_frame_powers(samples))
    if not len(powers):
        return Loudness(loudest_dbfs=FLOOR_DBFS, quiet_dbfs=FLOOR_DBFS)
    without_clicks = powers[: max(1, len(powers) - _CLICK_FRAMES)]
    return Loudness(
        loudest_dbfs=_dbfs(float(without_clicks[-_LOUDEST_FRAMES:].mean())),
        quiet_dbfs=_dbfs(float(powers[len(powers) // 10])),
    )


def without_offset(samples: Samples) -> Samples:
    """Return the sound around zero: cheap microphones add a constant, which gain would drive into the limits."""
    step = int(_OFFSET_S * SAMPLE_RATE_HZ)
    if len(samples) < step:
        return samples - np.float32(samples.mean()) if len(samples) else samples
    means = samples[: len(samples) // step * step].reshape(-1, step).mean(axis=1)
    centres = np.arange(len(means)) * step + step / 2
    level = np.empty_like(samples)
    for start, block in _blocks(samples):
        level[start : start + len(block)] = block - np.interp(np.arange(start, start + len(block)), centres, means)
    return level


def raise_to_speech_level(samples: Samples) -> Samples:
    """Return the samples, louder if the loudest second lies below -20 dBFS, by at most 30 dB; never quieter."""
    gain_db = min(MAX_GAIN_DB, max(0.0, SPEECH_TARGET_DBFS - loudness(samples).loudest_dbfs))
    raised: Samples = samples * np.float32(10 ** (gain_db / 20))
    return np.clip(raised, -1.0, 1.0, out=raised)


def find_speech(samples: Samples) -> tuple[TimeSpan, ...]:
    """Return where speech is, in order, by the Silero detector inside faster-whisper.

    ``samples`` have been through ``raise_to_speech_level``. What the detector doubts and what stands still like a note
    is left out. A television counts as speech, and so does a song: no detector knows better.
    """
    if not len(samples):
        return ()
    threshold = TELEPHONE_THRESHOLD if is_from_telephone(samples) else voice_activity.SURE
    found = voice_activity.find_voice(voice_activity.probabilities(samples), len(samples), threshold=threshold)
    voices = [
        span for span in found if span.peak >= UNDOUBTED or not steady_tones.is_played(samples, span.start, span.end)
    ]
    return tuple(
        TimeSpan(t0_s=span.start / SAMPLE_RATE_HZ, t1_s=span.end / SAMPLE_RATE_HZ)
        for span in voice_activity.grow_to_sound(samples, voices)
    )


def is_from_telephone(samples: Samples) -> bool:
    """Say whether the sound has next to nothing above 4 kHz."""
    high = total = 0.0
    for _, block in _blocks(samples):
        power = np.square(np.abs(np.fft.rfft(block)))
        high += float(power[int(len(power) * 0.525) :].sum())
        total += float(power[1:].sum())
    return total > 0 and _dbfs(high / total) < TELEPHONE_DB


def utterances(speech: Sequence[TimeSpan]) -> tuple[TimeSpan, ...]:
    """Return what was said in one go: stretches of speech with pauses of at most five seconds between them."""
    joined: list[TimeSpan] = []
    for span in speech:
        if joined and span.t0_s - joined[-1].t1_s <= MAX_PAUSE_IN_UTTERANCE_S:
            joined[-1] = TimeSpan(t0_s=joined[-1].t0_s, t1_s=span.t1_s)
        else:
            joined.append(span)
    return tuple(TimeSpan(t0_s=round(span.t0_s, 3), t1_s=round(span.t1_s, 3)) for span in joined)


def measure(samples: Samples, speech: Sequence[TimeSpan]) -> SpeechMeasures:
    """Return the numbers of a recording that holds speech; ``samples`` before gain."""
    pauses = [after.t0_s - before.t1_s for before, after in itertools.pairwise(speech)]
    speech_s = sum(span.t1_s - span.t0_s for span in speech)
    levels = [_dbfs(_power([samples[_slice(span)]])) for span in speech]
    above_db = _above_rest_db(samples, speech)
    return SpeechMeasures(
        speech_s=round(speech_s, 3),
        loudness_dbfs=round(_dbfs(_power([samples[_slice(span)] for span in speech])), 1),
        longest_pause_s=round(max(pauses, default=0.0), 3),
        pause_count=len(pauses),
        pause_s=round(sum(pauses), 3),
        speech_share=round(min(1.0, speech_s * SAMPLE_RATE_HZ / max(1, len(samples))), 3),
        utterances=utterances(speech),
        above_background_db=None if above_db is None else round(above_db, 1),
        levels_apart_db=round(max(levels, default=0.0) - min(levels, default=0.0), 1),
    )


def speech_to_noise_db(samples: Samples, speech: Sequence[TimeSpan]) -> float:
    """Return how far speech stands above the rest; 60 when there is no rest to compare with."""
    above_db = _above_rest_db(samples, speech)
    return 60.0 if above_db is None else above_db


def clipped_share(samples: Samples) -> float:
    """Return which share of the samples, as they were recorded, lies at full scale, 0..1."""
    clipped = sum(int(np.count_nonzero(np.abs(block) >= _FULL_SCALE)) for _, block in _blocks(samples))
    return round(clipped / max(1, len(samples)), 4)


def why_no_speech(samples: Samples) -> ProblemCode:
    """Say why no speech was found in the samples (before gain): nobody spoke, too far away, or too much noise."""
    levels = loudness(samples)
    if levels.loudest_dbfs < NOTHING_DBFS:
        return ProblemCode.SILENCE
    if levels.loudest_dbfs >= QUIET_DBFS:
        return ProblemCode.TOO_NOISY
    is_steady = levels.loudest_dbfs - levels.quiet_dbfs < STEADY_DB
    return ProblemCode.SILENCE if is_steady else ProblemCode.TOO_QUIET


def _above_rest_db(samples: Samples, speech: Sequence[TimeSpan]) -> float | None:
    edges = [0, *(edge for span in speech for edge in (_slice(span).start, _slice(span).stop)), len(samples)]
    inside = [samples[start:end] for start, end in zip(edges[1::2], edges[2::2], strict=False)]
    rest = [samples[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True)]
    if sum(map(len, rest)) < _LEAST_BACKGROUND_S * SAMPLE_RATE_HZ or not sum(map(len, inside)):
        return None
    return min(60.0, _dbfs(_power(inside)) - _dbfs(_power(rest)))


def _slice(span: TimeSpan) -> slice:
    return slice(int(span.t0_s * SAMPLE_RATE_HZ), int(span.t1_s * SAMPLE_RATE_HZ))


def _blocks(samples: Samples) -> Iterator[tuple[int, Samples]]:
    for start in range(0, len(samples), _BLOCK):
        yield start, samples[start : start + _BLOCK]


def _frame_powers(samples: Samples) -> NDArray[np.float64]:
    if 0 < len(samples) < _FRAME:
        return np.array([_power([samples - samples.mean()])])
    powers = [np.zeros(0)]
    for _, block in _blocks(samples):
        whole = block[: len(block) // _FRAME * _FRAME].reshape(-1, _FRAME).astype(np.float64)
        powers.append(whole.var(axis=1))
    return np.concatenate(powers)


def _power(parts: Sequence[Samples]) -> float:
    """Return the mean square of all parts together."""
    blocks = [block for part in parts for _, block in _blocks(part)]
    total = sum(float(np.square(block, dtype=np.float64).sum()) for block in blocks)
    return total / max(1, sum(map(len, blocks)))


def _dbfs(power: float) -> float:
    return max(FLOOR_DBFS, 10.0 * float(np.log10(power))) if power > 0 else FLOOR_DBFS
