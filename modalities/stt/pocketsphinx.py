"""CMU PocketSphinx with the English model inside its package: for development and tests, English only.

It really recognises speech without any download, which no other engine does; one word in six is wrong on clean speech
(docs/measurements.md#speech), so nobody should serve people with it.
"""

import importlib.metadata
import importlib.util
import math

import numpy as np

from modalities.engines import EngineSettings
from modalities.errors import EngineFailedError, EngineUnavailableError
from modalities.evidence import Transcript
from modalities.spoken_words import SpokenWord, place
from modalities.stt import Recogniser, Samples

FRAMES_PER_S = 100
MIN_LOG_POSTERIOR_PER_WORD = -2.0
"""Nats. Own measurement: ten clean clips lie above -1.6; speech in white noise of 10 dB and less, and speech played
backwards, lie below -2.0."""
MAX_MEAN_WORD_S = 0.8
"""Many voices at once became few and very long words (1.2 s each); clean clips stay below 0.5 s."""
PHONES_PER_WORD = 3.0
"""The posterior is given per utterance; its root stands for one phone, so that short and long words compare."""

_FILLERS = ("<", "[", "+")


class PocketSphinx:
    """English dictation with the packaged model."""

    def __init__(self) -> None:
        self.name = f"pocketsphinx@{importlib.metadata.version('pocketsphinx')}"

    def supports(self, language: str) -> bool:
        """Say yes to English only."""
        return language == "en"

    def transcribe(self, samples: Samples, *, language: str) -> Transcript | None:
        """Return what was recognised, or None when the engine itself finds it improbable."""
        import pocketsphinx  # noqa: PLC0415  # a dev extra

        try:
            # A new decoder each time: an old one keeps the channel of the last speaker, and results would depend on it.
            decoder = pocketsphinx.Decoder(loglevel="FATAL", samprate=16000)
            decoder.start_utt()
            decoder.process_raw((samples * 32767.0).astype("<i2").tobytes(), full_utt=True)
            decoder.end_utt()
            posterior = float(decoder.get_prob() or 0.0)
            found = [
                (part.word.split("(")[0], part.start_frame / FRAMES_PER_S, (part.end_frame + 1) / FRAMES_PER_S)
                for part in decoder.seg() or ()
                if not part.word.startswith(_FILLERS)
            ]
        except (RuntimeError, ValueError) as error:
            raise EngineFailedError(f"pocketsphinx: {type(error).__name__}") from error
        return self._believed(found, posterior, len(samples) / 16_000, language)

    def _believed(
        self, found: list[tuple[str, float, float]], posterior: float, duration_s: float, language: str
    ) -> Transcript | None:
        if not found:
            return None
        # Of several hundred words the posterior is too small for a float: then only the length of the words tells.
        per_word = math.log(posterior) / len(found) if posterior > 0 else MIN_LOG_POSTERIOR_PER_WORD
        mean_word_s = float(np.mean([t1 - t0 for _, t0, t1 in found]))
        if per_word < MIN_LOG_POSTERIOR_PER_WORD or mean_word_s > MAX_MEAN_WORD_S:
            return None
        confidence = min(1.0, math.exp(per_word / PHONES_PER_WORD))
        spoken = [SpokenWord(text=word, t0_s=t0, t1_s=t1, confidence=confidence) for word, t0, t1 in found]
        text, words = place(" ".join(word for word, _, _ in found), spoken, duration_s=duration_s)
        return Transcript(text=text, language=language, words=words, engine=self.name, confidence=confidence)


def create(settings: EngineSettings) -> Recogniser:  # noqa: ARG001  # it needs none
    """Return the recogniser.

    Raises:
        EngineUnavailableError: the package is not installed.
    """
    if importlib.util.find_spec("pocketsphinx") is None:
        raise EngineUnavailableError(
            "The package pocketsphinx is not installed.", mend="pip install 'lantern-gateway[dev]'"
        )
    return PocketSphinx()
