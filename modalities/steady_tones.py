"""Tells played and rung tones from a voice: a note stays where it is, a voice never does.

Only the strongest partial of each moment is followed. Nothing is learned and no music is known by name; a song with
words counts as a voice, and so does a violin that slides all the time.
"""

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.float32]
"""Sound: (n,) float32, 16 kHz, mono, -1..1."""

SAMPLE_RATE_HZ = 16_000
SAME_PITCH = 0.006
"""Ten cents: voices, trained ones too, move more than this within a tenth of a second (own measurement)."""

MAX_STEADY = 0.3
"""More of it standing still than this is played or rung, not spoken."""
MAX_STEADY_AROUND = 0.12
"""Six seconds of speech stay below 0.07, clean, clipped, in noise and through a telephone; made music lies above 0.13
(own measurement)."""
SHORT_S = 0.7
STANDING = 0.6
"""A partial that is there all the time keeps this share of its usual size in its weakest tenth; noise keeps 0.39 (the
quantiles of Rayleigh's distribution)."""
LEAST_REST = 0.05
"""Less than this share of the power beside tones that stand all the time is their hiss, not a person."""
STANDS_OUT_DB = 10.0
"""Somebody who says one word over a humming line is this much louder than the hum; a note is not than its tune."""

_EDGE = SAMPLE_RATE_HZ // 10  # of a short note a detector hears only the beginning
_AROUND = 3 * SAMPLE_RATE_HZ
_FRAME = 1024  # 64 ms
_HOP = 256  # 16 ms
_LAG = 6  # hops: 96 ms
_LOWEST_BIN = 10  # 78 Hz: below lies hum
_FLAT = 1e-6
_LOBE = 4  # bins to each side of a tone that it fills: of Hann's window, at twice its length
_LEAST_FRAMES = 100  # 1.6 s: of less nobody can say what stands there all the time
_BATCH = 1000  # frames whose spectra are held at once


def steadiness(samples: Samples) -> float:
    """Return which share of the sound, 0..1, has a strongest partial that is the same a tenth of a second later.

    Louder moments count for more. 0 for less than 0.16 s. Own measurement over 2,200 pieces of 0.3 to 1 s from nine
    clips of speech, clean, quiet, noisy and through a telephone: 95 of 100 below 0.1, 99 of 100 below 0.3.
    """
    return _steady_share(*_strongest_partials(samples))


def _steady_share(pitch: NDArray[np.float64], power: NDArray[np.float64]) -> float:
    if len(pitch) <= _LAG:
        return 0.0
    is_steady = np.abs(pitch[_LAG:] / pitch[:-_LAG] - 1) < SAME_PITCH
    weight = np.sqrt(np.minimum(power[_LAG:], power[:-_LAG]))
    return float((is_steady * weight).sum() / max(float(weight.sum()), 1e-12))


def is_played(samples: Samples, start: int, end: int) -> bool:
    """Say whether the samples from ``start`` to ``end`` are a note: still itself, or short and among such.

    A tone that is there all the time (a hum, a hearing aid that whistles) does not count while somebody speaks over it.
    """
    around = samples[max(0, start - _AROUND) : end + _AROUND]
    if _is_still(samples[max(0, start - _EDGE) : end + _EDGE], around, MAX_STEADY):
        return True
    if end - start > SHORT_S * SAMPLE_RATE_HZ:
        return False
    before, after = samples[max(0, start - _AROUND) : start], samples[end : end + _AROUND]
    loudness_around = (_energy(before) + _energy(after)) / max(1, len(before) + len(after))
    is_louder = _energy(samples[start:end]) / (end - start) > loudness_around * 10 ** (STANDS_OUT_DB / 10)
    return not is_louder and _is_still(around, around, MAX_STEADY_AROUND)


def _is_still(samples: Samples, around: Samples, limit: float) -> bool:
    """Say whether more than ``limit`` stands still, also without the tones that stand all through ``around``."""
    pitch, power = _strongest_partials(samples)
    if _steady_share(pitch, power) <= limit:
        return False
    standing = _standing(around)
    rest_pitch, rest_power = _strongest_partials(samples, without=standing)
    is_hiss = float(rest_power.sum()) < LEAST_REST * float(power.sum())
    return is_hiss or _steady_share(rest_pitch, rest_power) > limit


def _standing(samples: Samples) -> NDArray[np.bool_]:
    """Return in which bins a tone stands all the time: (1025,)."""
    if len(samples) < _FRAME + (_LEAST_FRAMES - 1) * _HOP:
        return np.zeros(_FRAME + 1, dtype=np.bool_)
    frames = np.lib.stride_tricks.sliding_window_view(samples, _FRAME)[::_HOP]
    size = _spectra(frames[:: -(-len(frames) // _BATCH)])
    weak, usual = np.percentile(size, (10, 50), axis=0)
    return np.asarray(np.convolve(weak > STANDING * usual, np.ones(2 * _LOBE + 1), mode="same") > 0)


def _spectra(frames: Samples) -> NDArray[np.float32]:
    return np.asarray(np.abs(np.fft.rfft(frames * np.hanning(_FRAME).astype(np.float32), 2 * _FRAME, axis=1)))


def _energy(samples: Samples) -> float:
    return float(np.square(samples, dtype=np.float64).sum())


def _strongest_partials(
    samples: Samples, *, without: NDArray[np.bool_] | None = None
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the frequency in Hz of the strongest partial of each frame, between the bins, and the frame's power."""
    if len(samples) < _FRAME:
        return np.zeros(0), np.zeros(0)
    frames = np.lib.stride_tricks.sliding_window_view(samples, _FRAME)[::_HOP]
    pitches, powers = [], []
    for start in range(0, len(frames), _BATCH):
        size = _spectra(frames[start : start + _BATCH])
        size[:, :_LOWEST_BIN] = 0.0
        if without is not None:
            size[:, without] = 0.0
        top = np.clip(size.argmax(axis=1), 1, _FRAME - 1)
        row = np.arange(len(top))
        below, here, above = (np.log(size[row, top + step] + 1e-9) for step in (-1, 0, 1))
        curve = below - 2 * here + above  # a parabola through three bins has its top between them
        between = 0.5 * (below - above) / np.minimum(curve, -_FLAT)
        pitches.append((top + between) * SAMPLE_RATE_HZ / (2 * _FRAME))
        powers.append(np.square(size).sum(axis=1))
    return np.concatenate(pitches), np.concatenate(powers)
