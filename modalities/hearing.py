"""From samples to words: gain, voice activity, the first recogniser that knows the language, and what may be believed.

The voice reader and the video reader hear in the same way.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace

from modalities import listening, spoken_words, stretches, stt
from modalities.engines import EngineSettings
from modalities.errors import EngineFailedError, EngineUnavailableError
from modalities.evidence import Problem, ProblemCode, SpeechMeasures, Transcript
from modalities.ghosts import without_ghosts
from modalities.stretches import Stretch
from modalities.stt import Recogniser, Samples

_LOGGER = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What one recording gave."""

    transcript: Transcript | None = None
    problems: tuple[Problem, ...] = ()
    measures: SpeechMeasures | None = None
    """None when there is no speech."""


def hear(samples: Samples, *, language: str, engines: EngineSettings) -> Heard:
    """Return the words in a recording, or why there are none. Words are never invented and nothing is ever cut.

    Only what is given to the recogniser leaves long silence out; all times are those of the recording.
    """
    centred = listening.without_offset(samples)
    raised = listening.raise_to_speech_level(centred)
    speech = listening.find_speech(raised)
    if not speech:
        levels = listening.loudness(centred)
        detail = f"no speech; loudest {levels.loudest_dbfs:.0f} dBFS, quiet {levels.quiet_dbfs:.0f} dBFS"
        return Heard(problems=(Problem(code=listening.why_no_speech(centred), detail=detail),))
    measures = replace(listening.measure(centred, speech), clipped_share=listening.clipped_share(samples))
    heard = _recognise(raised, stretches.plan(raised, speech), language, engines)
    if isinstance(heard, Transcript):
        return Heard(transcript=heard, measures=_with_rate(measures, heard))
    problems = (heard, *_why(measures)) if heard.code is ProblemCode.NOT_UNDERSTOOD else (heard,)
    return Heard(problems=problems, measures=measures)


def _recognise(
    samples: Samples, parts: Sequence[Stretch], language: str, engines: EngineSettings
) -> Transcript | Problem:
    """Ask the engines in order; the first that is here, knows the language and does not break has the say."""
    failed: list[str] = []
    absent: list[str] = []
    for name in engines.stt:
        try:
            engine: Recogniser = stt.load(name, engines)
        except EngineUnavailableError:
            absent.append(name)
            continue
        if not engine.supports(language):
            absent.append(name)
            continue
        try:
            believed = _words(engine, samples, parts, language)
        except EngineFailedError as error:
            _LOGGER.warning("recogniser failed: engine=%s", name)
            failed.append(str(error))
            continue
        _LOGGER.info("recogniser asked: engine=%s words=%s", name, len(believed.words) if believed else 0)
        return believed or Problem(code=ProblemCode.NOT_UNDERSTOOD, detail=f"{engine.name}: nothing it was sure of")
    if failed:
        return Problem(code=ProblemCode.ENGINE_FAILED, detail="; ".join(failed))
    return Problem(code=ProblemCode.NO_RECOGNISER, detail=f"none for {language}: {', '.join(absent)}")


def _words(engine: Recogniser, samples: Samples, parts: Sequence[Stretch], language: str) -> Transcript | None:
    """Return what the engine heard in all stretches, one after the other so that memory stays bounded."""
    found: list[tuple[Stretch, Transcript]] = []
    for part in parts:
        transcript = engine.transcribe(part.cut_from(samples), language=language)
        believed = without_ghosts(transcript) if transcript is not None else None
        if believed is not None:
            found.append((part, believed))
    return stretches.put_together(found)


def _with_rate(measures: SpeechMeasures, transcript: Transcript) -> SpeechMeasures:
    characters, words = spoken_words.count(transcript.text)
    if characters:
        return replace(measures, chars_per_s=round((characters + words) / max(measures.speech_s, 0.1), 2))
    return replace(measures, words_per_s=round(words / max(measures.speech_s, 0.1), 2)) if words else measures


def _why(measures: SpeechMeasures) -> tuple[Problem, ...]:
    """Say what may have kept an engine from understanding: the room or the distance."""
    above_db = measures.above_background_db
    if above_db is not None and above_db < listening.MIN_SPEECH_TO_NOISE_DB:
        return (Problem(code=ProblemCode.TOO_NOISY, detail=f"speech {above_db:.0f} dB above the rest"),)
    if measures.loudness_dbfs < listening.QUIET_DBFS:
        return (Problem(code=ProblemCode.TOO_QUIET, detail=f"speech at {measures.loudness_dbfs:.0f} dBFS"),)
    return ()
