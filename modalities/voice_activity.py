"""Where a voice may be: the Silero detector that faster-whisper carries, run over stretches so that memory is bounded.

The detector's probabilities are turned into spans here and not by the library, because a span's peak is needed too:
it tells a sure voice from a doubtful one.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.float32]
"""Sound: (n,) float32, 16 kHz, mono, -1..1."""

SAMPLE_RATE_HZ = 16_000
WINDOW = 512
"""Samples that the detector judges at once: 32 ms."""
SURE = 0.5
"""Silero's own threshold for the beginning of speech."""
LET_GO = 0.15
"""Speech goes on until the probability lies this far below the threshold (Silero's own)."""
MIN_PAUSE_S = 0.3
MIN_SPEECH_S = 0.1
"""A short answer alone lasts about 0.2 s."""
MAX_GROWTH_S = 1.0
"""How far an edge may move outwards to where the sound begins or ends."""
EDGE_BELOW_SPEECH_DB = 30.0
EDGE_ABOVE_ROOM_DB = 10.0

_FRAME = 160  # 10 ms
_EDGE_GAP = 10  # frames: a stop inside a word is silent for a tenth of a second
_STRETCH = WINDOW * 1875  # one minute: the detector keeps some hundred times the bytes of what it is given at once
_LEAD = WINDOW * 94  # three seconds that are heard twice, so that a stretch does not begin deaf


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceSpan:
    """A stretch in which the detector hears a voice."""

    start: int
    """First sample."""
    end: int
    """Sample after the last one."""
    peak: float
    """The highest probability inside, 0..1."""


def probabilities(samples: Samples) -> NDArray[np.float32]:
    """Return how probable a voice is in each window of 512 samples: (ceil(n / 512),) float32, 0..1."""
    from faster_whisper.vad import get_vad_model  # noqa: PLC0415  # 0.5 s; reader processes only

    model = get_vad_model()
    parts = [np.zeros(0, dtype=np.float32)]
    for lead, stretch in _stretches(samples):
        short = -len(stretch) % WINDOW
        whole = np.pad(stretch, (0, short)) if short else stretch
        parts.append(np.asarray(model(whole), dtype=np.float32).reshape(-1)[lead // WINDOW :])
    return np.concatenate(parts)


def find_voice(probability: Sequence[float] | NDArray[np.float32], count: int, *, threshold: float) -> list[VoiceSpan]:
    """Return the spans in which the windows' probabilities begin at ``threshold``, in order; ``count`` = samples."""
    spans: list[VoiceSpan] = []
    begin, last = -1, -1  # windows: where this span began, and the last one that was not let go
    for at, value in enumerate([*map(float, probability), *[0.0] * (1 + int(MIN_PAUSE_S * SAMPLE_RATE_HZ / WINDOW))]):
        if value >= threshold and begin < 0:
            begin = last = at
        elif begin >= 0 and value >= max(threshold - LET_GO, 0.01):
            last = at
        elif begin >= 0 and (at - last) * WINDOW >= MIN_PAUSE_S * SAMPLE_RATE_HZ:
            start, end = begin * WINDOW, min((last + 1) * WINDOW, count)
            if end - start >= MIN_SPEECH_S * SAMPLE_RATE_HZ:
                spans.append(VoiceSpan(start=start, end=end, peak=float(np.max(probability[begin : last + 1]))))
            begin = -1
    return spans


def grow_to_sound(samples: Samples, spans: Sequence[VoiceSpan]) -> list[VoiceSpan]:
    """Return the spans with their edges where the sound of each begins and ends; those that meet become one.

    The detector needs some syllables before it is sure, up to nine tenths of a second (own measurement). The edge
    moves while the level stays within 30 dB of the span's own and 10 dB above the room's.
    """
    if not spans:
        return []
    power = np.concatenate([np.zeros(0), *(_powers(samples[at : at + _STRETCH]) for at in _starts(samples))])
    room = float(np.percentile(power, 10)) if len(power) else 0.0
    grown: list[VoiceSpan] = []
    for number, span in enumerate(spans):
        earliest = grown[-1].end if grown else 0
        latest = spans[number + 1].start if number + 1 < len(spans) else len(samples)
        own = float(power[span.start // _FRAME : max(span.start // _FRAME + 1, span.end // _FRAME)].mean())
        floor = max(own * 10 ** (-EDGE_BELOW_SPEECH_DB / 10), room * 10 ** (EDGE_ABOVE_ROOM_DB / 10))
        before = power[earliest // _FRAME : span.start // _FRAME][::-1]
        after = power[span.end // _FRAME : latest // _FRAME]
        start = max(earliest, span.start - _growth(before, floor))
        end = min(latest, span.end + _growth(after, floor))
        if grown and start - grown[-1].end < MIN_PAUSE_S * SAMPLE_RATE_HZ:  # there was sound between them: no pause
            grown[-1] = replace(grown[-1], end=end, peak=max(grown[-1].peak, span.peak))
        else:
            grown.append(replace(span, start=start, end=end))
    return grown


def _growth(outwards: NDArray[np.float64], floor: float) -> int:
    """Return by how many samples an edge moves over frames of this power."""
    last, most = 0, int(MAX_GROWTH_S * SAMPLE_RATE_HZ / _FRAME)
    for at, power in enumerate(outwards[:most], 1):
        if power >= floor:
            last = at
        elif at - last > _EDGE_GAP:
            break
    return last * _FRAME


def _powers(samples: Samples) -> NDArray[np.float64]:
    whole = samples[: len(samples) // _FRAME * _FRAME].reshape(-1, _FRAME).astype(np.float64)
    return np.asarray(whole.var(axis=1))


def _starts(samples: Samples) -> range:
    return range(0, len(samples), _STRETCH)


def _stretches(samples: Samples) -> Iterator[tuple[int, Samples]]:
    """Yield stretches of about a minute with the samples of lead-in in front of each; multiples of a window."""
    for start in _starts(samples):
        lead = min(start, _LEAD)
        yield lead, samples[start - lead : start + _STRETCH]
