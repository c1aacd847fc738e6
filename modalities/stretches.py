"""Which parts of a recording a recogniser is given, and where its words belong in the whole.

Recognisers invent words in long silence and take memory for every second they are given at once. So they get the
speech with room around it, in stretches of at most two minutes; the recording itself stays whole, and so do its times.
Pure.
"""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from modalities.evidence import TimeSpan, Transcript, Word
from modalities.spoken_words import join

Samples = NDArray[np.float32]
"""Sound: (n,) float32, 16 kHz, mono, -1..1."""

SAMPLE_RATE_HZ = 16_000
ROOM_S = 0.4
"""Kept before and after speech, whose soft beginnings and ends a detector misses (faster-whisper's own)."""
KEPT_PAUSE_S = 2.0
"""Shorter pauses stay as they are, with all that a detector may have missed in them (faster-whisper's own)."""
MAX_STRETCH_S = 120.0
"""Four of Whisper's windows. Its library transforms all it is given at once: about 0.5 MB per second of sound."""

_QUIET_SEARCH_S = 10.0
_FRAME = 480  # 30 ms


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A part of the recording: first sample, and the one after the last."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Pieces that a recogniser hears as one sound, one after the other."""

    pieces: tuple[Piece, ...]

    @property
    def length_s(self) -> float:
        """Return the seconds of sound in it."""
        return sum(piece.end - piece.start for piece in self.pieces) / SAMPLE_RATE_HZ

    def cut_from(self, samples: Samples) -> Samples:
        """Return the sound of the pieces; a view when there is only one."""
        parts = [samples[piece.start : piece.end] for piece in self.pieces]
        return parts[0] if len(parts) == 1 else np.concatenate(parts)

    def in_recording(self, word: Word) -> Word:
        """Return the word with its times in the recording. It lies in the piece that holds its middle."""
        middle = (word.t0_s + word.t1_s) / 2
        before_s = 0.0
        for piece in self.pieces:
            start_s, end_s = piece.start / SAMPLE_RATE_HZ, piece.end / SAMPLE_RATE_HZ
            if middle < before_s + end_s - start_s or piece is self.pieces[-1]:
                moved_s = start_s - before_s
                t0_s, t1_s = (min(max(t + moved_s, start_s), end_s) for t in (word.t0_s, word.t1_s))
                return replace(word, t0_s=round(t0_s, 3), t1_s=round(t1_s, 3))
            before_s += end_s - start_s
        raise ValueError("a stretch has at least one piece")


def plan(samples: Samples, speech: Sequence[TimeSpan], *, max_s: float = MAX_STRETCH_S) -> tuple[Stretch, ...]:
    """Return the stretches to recognise, in order. All ``speech`` lies in them, and no sound lies in two."""
    limit = int(max_s * SAMPLE_RATE_HZ)
    stretches: list[Stretch] = []
    pieces: list[Piece] = []
    held = 0
    for piece in _cut_long(samples, speech, _pieces(speech, len(samples)), limit):
        if pieces and held + piece.end - piece.start > limit:
            stretches.append(Stretch(pieces=tuple(pieces)))
            pieces, held = [], 0
        pieces.append(piece)
        held += piece.end - piece.start
    return (*stretches, Stretch(pieces=tuple(pieces))) if pieces else tuple(stretches)


def put_together(found: Sequence[tuple[Stretch, Transcript]]) -> Transcript | None:
    """Return the transcripts of stretches as one of the recording; None when there is none."""
    if not found:
        return None
    text, words = "", []
    for stretch, transcript in found:
        text = join([text, transcript.text])
        shift = len(text) - len(transcript.text)
        for word in transcript.words:
            moved = stretch.in_recording(word)
            words.append(replace(moved, char0=word.char0 + shift, char1=word.char1 + shift))
    confidence = float(
        np.average([part.confidence for _, part in found], weights=[max(at.length_s, 0.01) for at, _ in found])
    )
    return replace(found[0][1], text=text, words=tuple(words), confidence=confidence)


def _pieces(speech: Sequence[TimeSpan], count: int) -> list[Piece]:
    room = int(ROOM_S * SAMPLE_RATE_HZ)
    pieces: list[Piece] = []
    for span in speech:
        start, end = int(span.t0_s * SAMPLE_RATE_HZ) - room, int(span.t1_s * SAMPLE_RATE_HZ) + room
        if pieces and start - pieces[-1].end < (KEPT_PAUSE_S - 2 * ROOM_S) * SAMPLE_RATE_HZ:
            pieces[-1] = Piece(start=pieces[-1].start, end=min(count, end))
        else:
            pieces.append(Piece(start=max(0, start), end=min(count, end)))
    return pieces


def _cut_long(samples: Samples, speech: Sequence[TimeSpan], pieces: Sequence[Piece], limit: int) -> list[Piece]:
    cut: list[Piece] = []
    for whole in pieces:
        start = whole.start
        while whole.end - start > limit:
            middle = _where_to_cut(samples, speech, start + limit // 2, start + limit)
            cut.append(Piece(start=start, end=middle))
            start = middle
        cut.append(Piece(start=start, end=whole.end))
    return cut


def _where_to_cut(samples: Samples, speech: Sequence[TimeSpan], first: int, last: int) -> int:
    """Return the middle of the longest pause between two samples, or the softest moment near the later one."""
    pauses = [
        (after.t0_s - before.t1_s, int((before.t1_s + after.t0_s) / 2 * SAMPLE_RATE_HZ))
        for before, after in itertools.pairwise(speech)
    ]
    inside = [(length, middle) for length, middle in pauses if first <= middle <= last]
    if inside:
        return max(inside)[1]
    from_here = max(first, last - int(_QUIET_SEARCH_S * SAMPLE_RATE_HZ))
    frames = samples[from_here:last][: (last - from_here) // _FRAME * _FRAME].reshape(-1, _FRAME)
    return from_here + int(np.square(frames).mean(axis=1).argmin()) * _FRAME + _FRAME // 2
