"""A voice made by sums of partials: nobody said it, but a detector takes it for speech. For benchmarks."""

import numpy as np
import numpy.typing as npt

RATE_HZ = 16_000
_VOWELS_HZ = ((730, 1090, 2440), (270, 2290, 3010), (300, 870, 2240), (530, 1840, 2480), (570, 840, 2410))
"""First three resonances of five vowels of men: Peterson and Barney 1952, table II."""
_WIDTH_HZ = (80.0, 110.0, 160.0)
_SYLLABLE_S = 0.2
_HISS_SHARE = 0.2
_PHRASE = 9
"""Syllables between two breaths; the last two are the breath."""


def voice(seconds: float, *, seed: int = 3) -> npt.NDArray[np.float32]:
    """Return (n,) float32 at 16 kHz, about -20 dBFS: syllables in phrases, with pauses to breathe."""
    chance = np.random.default_rng(seed)
    count = int(seconds * RATE_HZ)
    t = np.arange(count) / RATE_HZ
    syllables = int(seconds / _SYLLABLE_S) + 2
    at = np.arange(syllables) * _SYLLABLE_S
    pitch = np.interp(t, at, 130 * 2 ** chance.uniform(-0.4, 0.4, syllables))
    phase = 2 * np.pi * np.cumsum(pitch * (1 + 0.01 * np.sin(2 * np.pi * 5 * t))) / RATE_HZ
    vowels = np.array(_VOWELS_HZ, dtype=float)[chance.integers(0, len(_VOWELS_HZ), syllables)]
    formants = [np.interp(t, at, vowels[:, number]) for number in range(3)]
    inside = (t / _SYLLABLE_S) % 1.0
    is_breath = (t / _SYLLABLE_S).astype(int) % _PHRASE >= _PHRASE - 2
    loud = np.sin(np.pi * inside) ** 0.5 * ~is_breath
    wave = np.zeros(count)
    for partial in range(1, 32):
        size = sum(1 / (1 + ((partial * pitch - f) / w) ** 2) for f, w in zip(formants, _WIDTH_HZ, strict=True))
        wave += size * np.sin(partial * phase) * (partial * pitch < RATE_HZ / 2) / partial**0.5
    hiss = chance.normal(size=count) * (inside < _HISS_SHARE) * ~is_breath * 0.3
    wave = wave * loud + hiss + 0.002 * chance.normal(size=count)
    return np.asarray(0.1 * wave / wave.std(), dtype=np.float32).clip(-1, 1)
