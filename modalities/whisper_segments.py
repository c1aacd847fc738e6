"""What may be believed of the segments that a Whisper model gives, whichever program runs it.

A segment is dropped when Whisper itself finds it improbable or silent, when it is a loop, and when it is a sentence
that such models make up. What is left becomes one transcript. Pure.
"""

import functools
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from modalities import ghosts
from modalities.evidence import Transcript
from modalities.spoken_words import SpokenWord, join, place

MIN_AVG_LOGPROB = -1.0
"""Whisper's own limit for a failed decoding (``logprob_threshold`` in its transcribe.py); rubbish lies near -8."""
MAX_NO_SPEECH = 0.6
"""Whisper's own limit (``no_speech_threshold``)."""
CODES = {"zh-CN": "zh", "yue": "yue", "en": "en"}
"""Whisper's name of each language."""
BEAM_SIZE = 5
"""Whisper's own choice on its command line."""
TEMPERATURES = (0.0, 0.2, 0.4)
"""Tried in turn while a result is improbable. Whisper goes on to 1.0; that costs twice the time on unclear speech, and
what it then writes is invented more often than heard."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A stretch of speech as Whisper gave it; times in seconds from the start of the recording."""

    text: str
    t0_s: float
    t1_s: float
    """May lie beyond the end of the recording: Whisper always looks at 30 s."""
    avg_logprob: float
    """Nats per token, at most 0."""
    no_speech: float
    """Probability, 0..1."""
    words: tuple[SpokenWord, ...] = ()

    @property
    def confidence(self) -> float:
        """Return the mean probability of a token, 0..1."""
        return min(1.0, math.exp(self.avg_logprob))


def is_believed(segment: Segment) -> bool:
    """Say whether a person may be shown these words as theirs."""
    is_sure = segment.avg_logprob >= MIN_AVG_LOGPROB and segment.no_speech <= MAX_NO_SPEECH
    is_heard = is_sure and not ghosts.is_loop(segment.text)
    return is_heard and not ghosts.is_ghost(segment.text, confidence=segment.confidence)


def believed(segments: Sequence[Segment], *, language: str, duration_s: float, engine: str) -> Transcript | None:
    """Return what may be believed as one transcript with all times inside the recording; None when nothing may be."""
    kept = [segment for segment in segments if is_believed(segment)]
    spoken = [
        SpokenWord(text=written(word.text, language), t0_s=word.t0_s, t1_s=word.t1_s, confidence=word.confidence)
        for segment in kept
        for word in segment.words
    ]
    text, words = place(join([written(segment.text, language) for segment in kept]), spoken, duration_s=duration_s)
    if not text:
        return None
    lengths = np.array([max(min(part.t1_s, duration_s) - part.t0_s, 0.01) for part in kept])
    confidence = float(np.average([part.confidence for part in kept], weights=lengths))
    return Transcript(text=text, language=language, words=words, engine=engine, confidence=min(1.0, confidence))


def written(text: str, language: str) -> str:
    """Return Mandarin in simplified characters: Whisper mixes both; other languages stay as they were recognised."""
    return text if language != "zh-CN" or text.isascii() else _simplifier()(text)


@functools.lru_cache(maxsize=1)
def _simplifier() -> Callable[[str], str]:
    from opencc import OpenCC  # noqa: PLC0415  # reads its tables: only when needed

    convert: Callable[[str], str] = OpenCC("t2s").convert
    return convert
