"""Sounds in which nobody speaks, made from seeds: silence, hum, noise, machines, and music of several kinds.

Each function takes a random generator and a length and returns (n,) float32 at 16 kHz; ``clips`` gives named ones.
"""

import itertools
from collections.abc import Callable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

RATE = 16_000
Samples = NDArray[np.float32]
Chance = np.random.Generator
_PENTATONIC = (0, 2, 4, 7, 9)
_MAJOR = (0, 2, 4, 5, 7, 9, 11)


def clips(count: int, *, seconds: float = 6.0, seed: int = 2026) -> Iterator[tuple[str, Samples]]:
    """Yield ``count`` clips, all kinds in turn, each kind different each time."""
    for number in range(count):
        make = KINDS[number % len(KINDS)]
        chance = np.random.default_rng((seed, number))
        level_db = -70.0 if make is room else float(chance.uniform(-45, -12))
        yield f"{number}-{make.__name__}", _at(make(chance, seconds), level_db)


def silence(chance: Chance, seconds: float) -> Samples:
    """Nothing but now and then a lowest bit."""
    return (chance.integers(-1, 2, _count(seconds)) / 32_768).astype(np.float32)


def room(chance: Chance, seconds: float) -> Samples:
    """A quiet room through a telephone."""
    return _coloured(chance, seconds, slope=1.5)


def hum(chance: Chance, seconds: float) -> Samples:
    """The mains at 50 or 60 Hz with harmonics, and a little hiss."""
    base = float(chance.choice([50.0, 60.0]))
    t = _times(seconds)
    wave = sum(
        chance.uniform(0.2, 1) / k * np.sin(2 * np.pi * base * k * t + chance.uniform(0, 6)) for k in range(1, 12)
    )
    return _f32(wave + 0.02 * chance.normal(size=len(t)))


def white(chance: Chance, seconds: float) -> Samples:
    """White noise."""
    return _f32(chance.normal(size=_count(seconds)))


def pink(chance: Chance, seconds: float) -> Samples:
    """Noise that falls by 3 dB per octave."""
    return _coloured(chance, seconds, slope=1.0)


def brown(chance: Chance, seconds: float) -> Samples:
    """Noise that falls by 6 dB per octave."""
    return _coloured(chance, seconds, slope=2.0)


def fan(chance: Chance, seconds: float) -> Samples:
    """A ventilator: pink noise, beaten by the blades, and the tone of its motor."""
    t = _times(seconds)
    blades = 1 + 0.3 * np.sin(2 * np.pi * chance.uniform(15, 60) * t)
    motor = 0.1 * np.sin(2 * np.pi * chance.uniform(90, 220) * t)
    return _f32(_coloured(chance, seconds, slope=1.2) * blades + motor)


def traffic(chance: Chance, seconds: float) -> Samples:
    """A street: rumble that comes and goes, and horns."""
    t = _times(seconds)
    swell = 0.3 + np.exp(-(((t - chance.uniform(0, seconds)) / 1.5) ** 2))
    horn = np.zeros(len(t))
    for _ in range(int(chance.integers(1, 4))):
        start = chance.uniform(0, seconds - 0.6)
        inside = (t > start) & (t < start + 0.5)
        horn += inside * 0.5 * (_saw(t, 400) + _saw(t, 505))
    return _f32(_coloured(chance, seconds, slope=1.7) * swell + 0.3 * horn)


def rain(chance: Chance, seconds: float) -> Samples:
    """Hiss with many drops."""
    drops = chance.normal(size=_count(seconds)) * (chance.random(_count(seconds)) < 0.002) * 8
    return _f32(_coloured(chance, seconds, slope=0.3) + drops)


def knocks(chance: Chance, seconds: float) -> Samples:
    """Taps, and things put on a table."""
    wave = 0.01 * _coloured(chance, seconds, slope=1.5)
    for start in np.arange(0.3, seconds - 0.3, chance.uniform(0.25, 0.7)):
        length = int(0.15 * RATE)
        at = int(start * RATE)
        t = np.arange(length) / RATE
        wave[at : at + length] += np.exp(-t * chance.uniform(30, 80)) * chance.normal(size=length)
    return _f32(wave)


def telephone_tones(chance: Chance, seconds: float) -> Samples:
    """Keys of a telephone, or a line that is busy."""
    t = _times(seconds)
    if chance.random() < 0.5:
        return _f32(np.sin(2 * np.pi * 450 * t) * (t % 0.7 < 0.35))
    wave = np.zeros(len(t))
    for start in np.arange(0.1, seconds - 0.3, 0.35):
        inside = (t >= start) & (t < start + 0.2)
        low, high = chance.choice([697, 770, 852, 941]), chance.choice([1209, 1336, 1477])
        wave += inside * (np.sin(2 * np.pi * low * t) + np.sin(2 * np.pi * high * t))
    return _f32(wave)


def alarm(chance: Chance, seconds: float) -> Samples:
    """A siren, up and down."""
    t = _times(seconds)
    pitch = 900 + 500 * np.sin(2 * np.pi * chance.uniform(0.3, 2) * t)
    return _f32(np.sin(2 * np.pi * np.cumsum(pitch) / RATE))


def melody(chance: Chance, seconds: float) -> Samples:
    """One plain voice of notes with a few harmonics: a doorbell, a toy, a ring tone."""
    return _f32(_line(chance, seconds, _tone, _PENTATONIC, octave=float(chance.choice([220, 330, 440, 660]))))


def plucked(chance: Chance, seconds: float) -> Samples:
    """Strings plucked one after the other (Karplus and Strong)."""
    wave = np.zeros(_count(seconds))
    for start, pitch in _notes(chance, seconds, _PENTATONIC, octave=196.0):
        note = _string(chance, pitch, 1.0)[: max(0, len(wave) - start)]
        wave[start : start + len(note)] += note
    return _f32(wave)


def chords(chance: Chance, seconds: float) -> Samples:
    """An organ: slow chords."""
    wave = np.zeros(_count(seconds))
    length = int(chance.uniform(0.7, 1.5) * RATE)
    for start in range(0, len(wave), length):
        root = 130.8 * 2 ** (int(chance.choice(_MAJOR)) / 12)
        t = np.arange(min(length, len(wave) - start)) / RATE
        for step in (0, 4, 7):
            wave[start : start + len(t)] += _tone(chance, root * 2 ** (step / 12), t) * np.minimum(1, t * 20)
    return _f32(wave)


def fiddle(chance: Chance, seconds: float) -> Samples:
    """A bowed string that slides and trembles, as an erhu does: the nearest to a voice."""
    t = _times(seconds)
    steps = np.zeros(len(t))
    for start, pitch in _notes(chance, seconds, _PENTATONIC, octave=293.7):
        steps[start:] = np.log2(pitch)
    glide = np.convolve(np.pad(steps, (400, 399), mode="edge"), np.ones(800) / 800, mode="valid")
    pitch = 2 ** (glide[: len(t)] + 0.012 * np.sin(2 * np.pi * chance.uniform(4.5, 6.5) * t))
    phase = 2 * np.pi * np.cumsum(pitch) / RATE
    body = sum(weight * np.sin(k * phase) for k, weight in enumerate((1, 0.7, 0.6, 0.5, 0.3, 0.2, 0.15, 0.1), 1))
    return _f32(body * (0.6 + 0.4 * np.abs(np.sin(2 * np.pi * t / chance.uniform(0.5, 1.2)))))


def band(chance: Chance, seconds: float) -> Samples:
    """Drums, a bass and a tune."""
    tune = _line(chance, seconds, _tone, _MAJOR, octave=440.0)
    bass = _line(chance, seconds, _tone, (0, 5, 7), octave=82.4)
    return _f32(0.5 * tune + 0.7 * bass + _drums(chance, seconds))


def brass(chance: Chance, seconds: float) -> Samples:
    """A march: bright notes with sharp onsets, and drums."""
    tune = _line(chance, seconds, lambda _, pitch, t: _saw(t, pitch) * np.minimum(1, t * 30), _MAJOR, octave=233.1)
    return _f32(0.6 * tune + 0.8 * _drums(chance, seconds))


KINDS: Sequence[Callable[[Chance, float], Samples]] = (
    silence, room, hum, white, pink, brown, fan, traffic, rain, knocks, telephone_tones, alarm,
    melody, plucked, chords, fiddle, band, brass,
)  # fmt: skip
MUSIC: Sequence[Callable[[Chance, float], Samples]] = (melody, plucked, chords, fiddle, band, brass)


def _line(
    chance: Chance,
    seconds: float,
    play: Callable[[Chance, float, NDArray[np.float64]], NDArray[np.float64]],
    scale: Sequence[int],
    *,
    octave: float,
) -> NDArray[np.float64]:
    wave = np.zeros(_count(seconds))
    starts = [*_notes(chance, seconds, scale, octave=octave), (len(wave), 0.0)]
    for (start, pitch), (end, _) in itertools.pairwise(starts):
        t = np.arange(end - start) / RATE
        wave[start:end] += play(chance, pitch, t) * np.exp(-t * 2) * np.minimum(1, t * 100)
    return wave


def _notes(chance: Chance, seconds: float, scale: Sequence[int], *, octave: float) -> list[tuple[int, float]]:
    beat = chance.uniform(0.18, 0.45)
    notes, at = [], 0.05
    while at < seconds - 0.1:
        step = int(chance.choice(scale)) + 12 * int(chance.integers(0, 2))
        notes.append((int(at * RATE), octave * 2 ** (step / 12)))
        at += beat * float(chance.choice([0.5, 1, 1, 2]))
    return notes


def _tone(chance: Chance, pitch: float, t: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(sum(np.sin(2 * np.pi * pitch * k * t) / k**1.3 for k in range(1, 7) if pitch * k < RATE / 2))


def _saw(t: NDArray[np.float64], pitch: float) -> NDArray[np.float64]:
    return np.asarray(sum(np.sin(2 * np.pi * pitch * k * t) / k for k in range(1, 16) if pitch * k < RATE / 2))


def _string(chance: Chance, pitch: float, seconds: float) -> NDArray[np.float64]:
    period = max(2, int(RATE / pitch))
    rounds = [chance.uniform(-1, 1, period)]
    for _ in range(int(seconds * RATE / period)):
        last = rounds[-1]
        rounds.append(0.498 * (last + np.roll(last, 1)))
    return np.concatenate(rounds)


def _drums(chance: Chance, seconds: float) -> NDArray[np.float64]:
    wave = np.zeros(_count(seconds))
    beat = chance.uniform(0.25, 0.4)
    for number, start in enumerate(np.arange(0, seconds - 0.3, beat)):
        t = np.arange(int(0.25 * RATE)) / RATE
        kick = np.sin(2 * np.pi * (50 + 80 * np.exp(-t * 30)) * t) * np.exp(-t * 12)
        snare = chance.normal(size=len(t)) * np.exp(-t * 25) * 0.5
        at = int(start * RATE)
        wave[at : at + len(t)] += kick if number % 2 == 0 else snare
    return wave


def _coloured(chance: Chance, seconds: float, *, slope: float) -> Samples:
    spectrum = np.fft.rfft(chance.normal(size=_count(seconds)))
    spectrum /= np.maximum(np.fft.rfftfreq(_count(seconds), 1 / RATE), 20.0) ** (slope / 2)
    wave = np.fft.irfft(spectrum, _count(seconds))
    return _f32(wave / wave.std())


def _at(samples: Samples, dbfs: float) -> Samples:
    """Return the sound at this level (RMS), as 16 bits hold it; digital silence stays as it is."""
    rms = float(np.sqrt(np.mean(np.square(samples, dtype=np.float64))))
    if rms < 1e-4:
        return samples
    return (np.round(np.clip(samples * (10 ** (dbfs / 20) / rms), -1, 1) * 32_767) / 32_768).astype(np.float32)


def _times(seconds: float) -> NDArray[np.float64]:
    return np.arange(_count(seconds)) / RATE


def _count(seconds: float) -> int:
    return int(seconds * RATE)


def _f32(wave: NDArray[np.floating]) -> Samples:
    return np.asarray(wave, dtype=np.float32)
