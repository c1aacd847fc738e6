"""OpenAI's Whisper weights on CTranslate2: int8 on two threads of the processor, no torch.

The weights are never fetched from here; ``modalities.models`` says where they are looked for.
"""

import importlib.metadata
import importlib.util
import json
import math
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from modalities.engines import EngineSettings
from modalities.errors import EngineFailedError, EngineUnavailableError
from modalities.evidence import Transcript
from modalities.models import MEND_WHISPER, find_whisper
from modalities.spoken_words import SpokenWord, join, place
from modalities.stt import SAMPLE_RATE_HZ, Recogniser, Samples

MIN_AVG_LOGPROB = -1.0
"""Whisper's own limit for a failed decoding (``logprob_threshold`` in its transcribe.py); rubbish lies near -8."""
MAX_NO_SPEECH = 0.6
"""Whisper's own limit (``no_speech_threshold``)."""
CPU_THREADS = 2
BEAM_SIZE = 5
TEMPERATURES = (0.0, 0.2, 0.4)
"""Tried in turn while a result is improbable. Whisper goes on to 1.0; that costs twice the time on unclear speech, and
what it then writes is invented more often than heard."""

_CODES = {"zh-CN": "zh", "yue": "yue", "en": "en"}
_TROUBLE = (RuntimeError, ValueError, IndexError, KeyError, TypeError, OSError, MemoryError)
"""What CTranslate2 and the tokenizer raise; they have no base class of their own."""


class _WhisperWord(Protocol):
    start: float
    end: float
    word: str
    probability: float


class Segment(Protocol):
    """The part of the library's record that is used."""

    start: float
    end: float
    text: str
    avg_logprob: float
    no_speech_prob: float
    words: Sequence[_WhisperWord] | None


class FasterWhisper:
    """One loaded Whisper model."""

    def __init__(self, model: Any) -> None:  # the library carries no types
        self.name = f"faster_whisper@{importlib.metadata.version('faster-whisper')}"
        self._model = model
        self._simplify: Callable[[str], str] | None = None

    def supports(self, language: str) -> bool:
        """Say whether this model has a token for the language: many have none for Cantonese, ``.en`` only English."""
        if not self._model.model.is_multilingual:
            return language == "en"
        code = _CODES.get(language)
        return code is not None and self._model.hf_tokenizer.token_to_id(f"<|{code}|>") is not None

    def transcribe(self, samples: Samples, *, language: str) -> Transcript | None:
        """Return the words of all segments that Whisper itself finds probable, or None."""
        try:
            found, _ = self._model.transcribe(
                samples,
                language=_CODES[language],
                beam_size=BEAM_SIZE,
                temperature=TEMPERATURES,
                vad_filter=True,
                word_timestamps=True,
                condition_on_previous_text=False,  # a wrong sentence would be continued for the rest of the recording
            )
            segments = list(found)  # the library recognises while it is iterated
        except _TROUBLE as error:
            raise EngineFailedError(f"faster_whisper: {type(error).__name__}") from error
        return self.believed(segments, language=language, duration_s=len(samples) / SAMPLE_RATE_HZ)

    def believed(self, segments: Sequence[Segment], *, language: str, duration_s: float) -> Transcript | None:
        """Return what passes the confidence gate as one transcript; None when nothing does."""
        kept = [part for part in segments if _is_believed(part)]
        texts = [self._written(part.text, language) for part in kept]
        spoken = [
            SpokenWord(
                text=self._written(word.word, language), t0_s=word.start, t1_s=word.end, confidence=word.probability
            )
            for part in kept
            for word in part.words or ()
        ]
        text, words = place(join(texts), spoken, duration_s=duration_s)
        if not text:
            return None
        lengths = np.array([max(part.end - part.start, 0.01) for part in kept])
        confidence = float(np.average([math.exp(part.avg_logprob) for part in kept], weights=lengths))
        return Transcript(text=text, language=language, words=words, engine=self.name, confidence=min(1.0, confidence))

    def _written(self, text: str, language: str) -> str:
        """Return Mandarin in simplified characters: Whisper mixes both; other languages stay as they are."""
        if language != "zh-CN":
            return text
        if self._simplify is None:
            from opencc import OpenCC  # noqa: PLC0415  # reads its tables: only when needed

            self._simplify = OpenCC("t2s").convert
        return self._simplify(text)


def _is_believed(part: Segment) -> bool:
    return part.avg_logprob >= MIN_AVG_LOGPROB and part.no_speech_prob <= MAX_NO_SPEECH


def create(settings: EngineSettings) -> Recogniser:
    """Return the recogniser with its model loaded.

    Raises:
        EngineUnavailableError: the package or the model is not here, or the model is damaged.
    """
    if importlib.util.find_spec("faster_whisper") is None:
        raise EngineUnavailableError("The package faster-whisper is not installed.", mend="pip install faster-whisper")
    return FasterWhisper(_load(find_whisper(settings)))


def _load(folder: Path) -> Any:
    from faster_whisper import WhisperModel  # noqa: PLC0415  # 0.5 s; reader processes only

    try:
        _check_tokenizer(folder / "tokenizer.json")
        return WhisperModel(
            str(folder), device="cpu", compute_type="int8", cpu_threads=CPU_THREADS, local_files_only=True
        )
    except _TROUBLE as error:
        raise EngineUnavailableError("The Whisper model is damaged or not whole.", mend=MEND_WHISPER) from error


def _check_tokenizer(file: Path) -> None:
    """Raise ValueError or TypeError for a file that is no tokenizer: the library would raise a bare Exception."""
    described = json.loads(file.read_text("utf-8"))
    if not isinstance(described, dict) or not isinstance(described.get("model"), dict):
        raise TypeError("no tokenizer")
