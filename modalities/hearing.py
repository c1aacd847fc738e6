"""From samples to words: gain, voice activity, the first recogniser that knows the language, and what may be believed.

The voice reader and the video reader hear in the same way.
"""

import functools
import logging
import re
import tomllib
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from modalities import listening, stt
from modalities.engines import EngineSettings
from modalities.errors import EngineFailedError, EngineUnavailableError
from modalities.evidence import Problem, ProblemCode, SpeechMeasures, TimeSpan, Transcript
from modalities.stt import Recogniser, Samples

_LOGGER = logging.getLogger(__name__)
_GHOSTS = Path(stt.__file__).with_name("ghosts.toml")
_WILDCARD_CHARS = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What one recording gave."""

    transcript: Transcript | None = None
    problems: tuple[Problem, ...] = ()
    measures: SpeechMeasures | None = None
    """None when there is no speech."""


def hear(samples: Samples, *, language: str, engines: EngineSettings) -> Heard:
    """Return the words in a recording, or why there are none. Words are never invented and nothing is ever cut."""
    raised = listening.raise_to_speech_level(samples)
    speech = listening.find_speech(raised)
    if not speech:
        levels = listening.loudness(samples)
        detail = f"no speech; loudest {levels.loudest_dbfs:.0f} dBFS, quiet {levels.quiet_dbfs:.0f} dBFS"
        return Heard(problems=(Problem(code=listening.why_no_speech(samples), detail=detail),))
    measures = listening.measure(samples, speech)
    heard = _recognise(raised, language, engines)
    if isinstance(heard, Transcript):
        return Heard(transcript=heard, measures=measures)
    problems = (heard, *_noise(samples, speech)) if heard.code is ProblemCode.NOT_UNDERSTOOD else (heard,)
    return Heard(problems=problems, measures=measures)


def without_ghosts(transcript: Transcript) -> Transcript | None:
    """Return the transcript without sentences that recognisers make up; None when nothing else is in it."""
    bare, places = _bare(transcript.text)
    anywhere, whole = _ghosts()
    gone = [(places[found.start()], places[found.end() - 1] + 1) for found in anywhere.finditer(bare) if found.group()]
    if not bare or whole.fullmatch(bare):
        return None
    if not gone:
        return transcript
    rest = _cut(transcript, gone)
    left, _ = _bare(rest.text)
    return None if not left or whole.fullmatch(left) else rest


def _recognise(samples: Samples, language: str, engines: EngineSettings) -> Transcript | Problem:
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
            transcript = engine.transcribe(samples, language=language)
        except EngineFailedError as error:
            _LOGGER.warning("recogniser failed: engine=%s", name)
            failed.append(str(error))
            continue
        believed = without_ghosts(transcript) if transcript is not None else None
        _LOGGER.info("recogniser asked: engine=%s words=%s", name, len(believed.words) if believed else 0)
        return believed or Problem(code=ProblemCode.NOT_UNDERSTOOD, detail=f"{engine.name}: nothing it was sure of")
    if failed:
        return Problem(code=ProblemCode.ENGINE_FAILED, detail="; ".join(failed))
    return Problem(code=ProblemCode.NO_RECOGNISER, detail=f"none for {language}: {', '.join(absent)}")


def _noise(samples: Samples, speech: Sequence[TimeSpan]) -> tuple[Problem, ...]:
    above_db = listening.speech_to_noise_db(samples, speech)
    if above_db >= listening.MIN_SPEECH_TO_NOISE_DB:
        return ()
    return (Problem(code=ProblemCode.TOO_NOISY, detail=f"speech {above_db:.0f} dB above the rest"),)


def _cut(transcript: Transcript, gone: Sequence[tuple[int, int]]) -> Transcript:
    """Take stretches of text out, with the words that stand in them; the other words move to their new places."""
    is_kept = [True] * len(transcript.text)
    for start, end in gone:
        is_kept[start:end] = [False] * (end - start)
    first = next((i for i, kept in enumerate(is_kept) if kept and transcript.text[i].isalnum()), len(is_kept))
    is_kept[:first] = [False] * first
    moved = [0]
    for kept in is_kept:
        moved.append(moved[-1] + kept)
    text = "".join(char for char, kept in zip(transcript.text, is_kept, strict=True) if kept)
    words = tuple(
        replace(word, char0=moved[word.char0], char1=moved[word.char1])
        for word in transcript.words
        if all(is_kept[word.char0 : word.char1])
    )
    return replace(transcript, text=text.rstrip(), words=words)


def _bare(text: str) -> tuple[str, list[int]]:
    """Return the letters and digits of a text, in one case and width, and the place of each in it."""
    chars, places = [], []
    for at, char in enumerate(text):
        for plain in unicodedata.normalize("NFKC", char).casefold():
            if plain.isalnum():
                chars.append(plain)
                places.append(at)
    return "".join(chars), places


@functools.lru_cache(maxsize=1)
def _ghosts() -> tuple[re.Pattern[str], re.Pattern[str]]:
    listed = tomllib.loads(_GHOSTS.read_text("utf-8"))
    anywhere, whole = (
        re.compile("|".join(sorted((_ghost(phrase) for phrase in listed[key]), key=len, reverse=True)))
        for key in ("anywhere", "whole")
    )
    return anywhere, whole


def _ghost(phrase: str) -> str:
    return f".{{0,{_WILDCARD_CHARS}}}".join(re.escape(_bare(part)[0]) for part in phrase.split("…"))
