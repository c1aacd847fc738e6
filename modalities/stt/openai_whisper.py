"""OpenAI's own Whisper on torch: an extra for those who hold a ``.pt`` checkpoint of theirs.

It takes five times the processor of ``faster_whisper`` for the same words (``benchmarks/whisper_engines.py``: size
``base``, a beam of 5). The checkpoint is always a local file, the sound is always an array: nothing is fetched, and no
ffmpeg is needed.
"""

import importlib.metadata
import importlib.util
import pickle
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from modalities.engines import EngineSettings
from modalities.errors import EngineFailedError, EngineUnavailableError
from modalities.evidence import Transcript
from modalities.models import MEND_CHECKPOINT, find_checkpoint
from modalities.spoken_words import SpokenWord
from modalities.stt import SAMPLE_RATE_HZ, Recogniser, Samples
from modalities.whisper_segments import BEAM_SIZE, CODES, TEMPERATURES, Segment, believed

CPU_THREADS = 2
CANTONESE_LANGUAGES = 100
"""Models with fewer languages have no token for Cantonese, which is the hundredth."""

_TROUBLE = (RuntimeError, ValueError, IndexError, KeyError, TypeError, AttributeError, OSError, MemoryError, EOFError)
"""What torch raises; it has no base class of its own."""


class OpenAiWhisper:
    """One loaded checkpoint."""

    def __init__(self, model: Any) -> None:  # the library carries no types
        self.name = f"openai_whisper@{importlib.metadata.version('openai-whisper')}"
        self._model = model

    def supports(self, language: str) -> bool:
        """Say whether this checkpoint has a token for the language."""
        if not self._model.is_multilingual:
            return language == "en"
        return language in CODES and (language != "yue" or self._model.num_languages >= CANTONESE_LANGUAGES)

    def transcribe(self, samples: Samples, *, language: str) -> Transcript | None:
        """Return the words of all segments that may be believed, or None."""
        segments = self.segments(
            samples,
            language=CODES[language],
            beam_size=BEAM_SIZE,
            temperature=TEMPERATURES,
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
            found = self._model.transcribe(samples, fp16=False, verbose=None, **options)
            return [_segment(part) for part in found["segments"]]
        except _TROUBLE as error:
            raise EngineFailedError(f"openai_whisper: {type(error).__name__}") from error


def create(settings: EngineSettings) -> Recogniser:
    """Return the recogniser with its checkpoint loaded.

    Raises:
        EngineUnavailableError: the package or the checkpoint is not here, or the checkpoint is damaged.
    """
    if importlib.util.find_spec("whisper") is None or importlib.util.find_spec("torch") is None:
        raise EngineUnavailableError(
            "The package openai-whisper is not installed.", mend="pip install 'lantern-gateway[openai-whisper]'"
        )
    return open_checkpoint(find_checkpoint(settings))


def open_checkpoint(file: Path) -> OpenAiWhisper:
    """Return the model in a ``.pt`` file, loaded.

    Raises:
        EngineUnavailableError: the file is damaged or is no checkpoint of Whisper.
    """
    import torch  # noqa: PLC0415  # seconds; reader processes only
    import whisper  # noqa: PLC0415  # as above

    torch.set_num_threads(CPU_THREADS)
    try:
        model = whisper.load_model(str(file.resolve()), device="cpu")  # an absolute path is never taken for a name
    except (*_TROUBLE, pickle.UnpicklingError) as error:
        raise EngineUnavailableError("The Whisper checkpoint is damaged.", mend=MEND_CHECKPOINT) from error
    _set_word_times(model, file.stem)
    return OpenAiWhisper(model)


def _set_word_times(model: Any, name: str) -> None:
    """Say which heads follow the sound, where the file has the name of a published model; else half of all do."""
    import whisper  # noqa: PLC0415  # as above

    published: Mapping[str, bytes] = getattr(whisper, "_ALIGNMENT_HEADS", {})
    try:
        if name in published:
            model.set_alignment_heads(published[name])
    except _TROUBLE:
        return  # somebody's own model of another shape under that name: half of all heads, then


def _segment(part: Mapping[str, Any]) -> Segment:  # the library's record
    return Segment(
        text=part["text"],
        t0_s=float(part["start"]),
        t1_s=float(part["end"]),
        avg_logprob=float(part["avg_logprob"]),
        no_speech=float(part["no_speech_prob"]),
        words=tuple(
            SpokenWord(
                text=word["word"],
                t0_s=float(word["start"]),
                t1_s=float(word["end"]),
                confidence=float(word["probability"]),
            )
            for word in part.get("words") or ()
        ),
    )
