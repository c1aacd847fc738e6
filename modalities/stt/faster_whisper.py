"""OpenAI's Whisper weights on CTranslate2: int8 on two threads of the processor, no torch.

The weights are never fetched from here; ``modalities.models`` says where they are looked for.
"""

import importlib.metadata
import importlib.util
import json
from pathlib import Path
from typing import Any

from modalities.engines import EngineSettings
from modalities.errors import EngineFailedError, EngineUnavailableError
from modalities.evidence import Transcript
from modalities.models import MEND_WHISPER, find_whisper
from modalities.spoken_words import SpokenWord
from modalities.stt import SAMPLE_RATE_HZ, Recogniser, Samples
from modalities.whisper_segments import BEAM_SIZE, CODES, TEMPERATURES, Segment, believed

CPU_THREADS = 2

_TROUBLE = (RuntimeError, ValueError, IndexError, KeyError, TypeError, OSError, MemoryError)
"""What CTranslate2 and the tokenizer raise; they have no base class of their own."""


class FasterWhisper:
    """One loaded Whisper model."""

    def __init__(self, model: Any) -> None:  # the library carries no types
        self.name = f"faster_whisper@{importlib.metadata.version('faster-whisper')}"
        self._model = model

    def supports(self, language: str) -> bool:
        """Say whether this model has a token for the language: many have none for Cantonese, ``.en`` only English."""
        if not self._model.model.is_multilingual:
            return language == "en"
        code = CODES.get(language)
        return code is not None and self._model.hf_tokenizer.token_to_id(f"<|{code}|>") is not None

    def transcribe(self, samples: Samples, *, language: str) -> Transcript | None:
        """Return the words of all segments that may be believed, or None."""
        segments = self.segments(
            samples,
            language=CODES[language],
            beam_size=BEAM_SIZE,
            temperature=TEMPERATURES,
            vad_filter=False,  # ``modalities.hearing`` has found the speech, and gives only what holds some
            word_timestamps=True,
            condition_on_previous_text=False,  # a wrong sentence would be continued for the rest of the recording
        )
        return believed(segments, language=language, duration_s=len(samples) / SAMPLE_RATE_HZ, engine=self.name)

    def segments(self, samples: Samples, **options: object) -> list[Segment]:
        """Return everything that the model writes, believable or not; ``options`` are the library's own.

        Raises:
            EngineFailedError: the library broke.
        """
        try:
            found, _ = self._model.transcribe(samples, **options)
            return [_segment(part) for part in found]  # the library recognises while it is iterated
        except _TROUBLE as error:
            raise EngineFailedError(f"faster_whisper: {type(error).__name__}") from error


def create(settings: EngineSettings) -> Recogniser:
    """Return the recogniser with its model loaded.

    Raises:
        EngineUnavailableError: the package or the model is not here, or the model is damaged.
    """
    if importlib.util.find_spec("faster_whisper") is None:
        raise EngineUnavailableError("The package faster-whisper is not installed.", mend="pip install faster-whisper")
    return open_folder(find_whisper(settings))


def open_folder(folder: Path) -> FasterWhisper:
    """Return the model in a folder, loaded.

    Raises:
        EngineUnavailableError: the model is damaged.
    """
    from faster_whisper import WhisperModel  # noqa: PLC0415  # 0.5 s; reader processes only

    try:
        _check_tokenizer(folder / "tokenizer.json")
        model = WhisperModel(
            str(folder), device="cpu", compute_type="int8", cpu_threads=CPU_THREADS, local_files_only=True
        )
    except _TROUBLE as error:
        raise EngineUnavailableError("The Whisper model is damaged or not whole.", mend=MEND_WHISPER) from error
    return FasterWhisper(model)


def _segment(part: Any) -> Segment:  # the library's record
    return Segment(
        text=part.text,
        t0_s=part.start,
        t1_s=part.end,
        avg_logprob=part.avg_logprob,
        no_speech=part.no_speech_prob,
        words=tuple(
            SpokenWord(text=word.word, t0_s=word.start, t1_s=word.end, confidence=word.probability)
            for word in part.words or ()
        ),
    )


def _check_tokenizer(file: Path) -> None:
    """Raise ValueError or TypeError for a file that is no tokenizer: the library would raise a bare Exception."""
    described = json.loads(file.read_text("utf-8"))
    if not isinstance(described, dict) or not isinstance(described.get("model"), dict):
        raise TypeError("no tokenizer")
