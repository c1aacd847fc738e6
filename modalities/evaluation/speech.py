"""``lantern evaluate speech``: how many words are wrong, is silence left silent, and how long does it take?"""

import functools
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from opencc import OpenCC
from rapidfuzz.distance import Levenshtein

from modalities import listening, stt
from modalities.engines import EngineSettings
from modalities.errors import EngineUnavailableError
from modalities.evaluation.attachments import Seen, Source, Tick, engine_of, problems_of, read_each
from modalities.evaluation.rows import Fields, RowFaultError
from modalities.evaluation.scores import Measure, Ratio, Score, share_of
from modalities.evidence import Modality

ENGLISH = "en"
_LANGUAGES = (("en", "en"), ("yue", "yue"), ("zh-hk", "yue"), ("zh", "zh-CN"))
"""Beginnings of a language tag, and which of ours it means."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeechRow:
    """One recording and what is said in it."""

    source: Source
    text: str | None
    """Empty = nothing is said; None = the row does not tell."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedSpeech:
    """One transcript against what was said, in units: words of English, characters of Chinese."""

    units: int
    errors: int
    """Wrong, missing and added units."""
    is_speech: bool
    """Something was said."""
    has_words: bool
    """Something was recognised."""


def parse(fields: Fields) -> SpeechRow:
    """Return the row. Raises ``RowFaultError``."""
    tag = fields.text("language").casefold().replace("_", "-")
    language = next((ours for start, ours in _LANGUAGES if tag == start or tag.startswith(f"{start}-")), None)
    if language is None:
        raise RowFaultError("has a language that is none of zh-CN, yue, en")
    source = Source(
        line=fields.line,
        name=fields.text("audio"),
        path=fields.file("audio"),
        modality=Modality.VOICE,
        language=language,
    )
    return SpeechRow(source=source, text=fields.text("text") if fields.values.get("text") is not None else None)


def evaluate(rows: Sequence[SpeechRow], engines: EngineSettings, tick: Tick) -> Score:
    """Read every recording and return the score.

    Raises:
        EngineUnavailableError: none of the recognisers can be used here.
    """
    _warm(engines)
    return score(rows, list(read_each([row.source for row in rows], engines, tick)))


def score(rows: Sequence[SpeechRow], seen: Sequence[Seen]) -> Score:
    """Return the figures of these readings."""
    told = [
        (row, one, judge(row.text, _heard(one), row.source.language))
        for row, one in zip(rows, seen, strict=True)
        if row.text is not None
    ]
    by_language = {
        tag: [judged for row, _, judged in told if row.source.language == tag] for tag in ("en", "zh-CN", "yue")
    }
    errors: dict[str, Ratio] = {}
    for name, tags in (("wer", ("en",)), ("cer", ("zh-CN", "yue"))):
        judged = [each for tag in tags for each in by_language[tag] if each.is_speech]
        if judged:
            errors[name] = _rate(judged)
    per_language: dict[str, Measure] = {
        tag: _rate([each for each in judged if each.is_speech])
        for tag, judged in by_language.items()
        if any(each.is_speech for each in judged)
    }
    every = [judged for _, _, judged in told]
    whole = _rate([each for each in every if each.is_speech])
    return Score(
        n=len(rows),
        headline=Ratio(whole.parts, whole.wholes, is_rest=True),
        measures={
            **(errors or {"wer": None}),
            "rtf": _rtf(seen),
            "empty": share_of([not each.has_words for each in every if each.is_speech]),
            "invented": share_of([each.has_words for each in every if not each.is_speech]),
            "per_language": per_language,
        },
        engine=engine_of("stt", [one.reading.transcript.engine for one in seen if one.reading.transcript is not None]),
        problems=problems_of(seen),
        wrong=tuple(
            {
                "line": row.source.line,
                "audio": row.source.name,
                "true": row.text,
                "heard": _heard(one),
                "errors": judged.errors,
                "units": judged.units,
                "problems": [str(problem.code) for problem in one.reading.problems],
            }
            for row, one, judged in told
            if judged.errors
        ),
    )


def judge(said: str | None, heard: str | None, language: str) -> JudgedSpeech:
    """Return how far a transcript is from what was said; None = nothing was recognised."""
    true, ours = units(said or "", language), units(heard or "", language)
    return JudgedSpeech(
        units=len(true), errors=Levenshtein.distance(true, ours), is_speech=bool(true), has_words=bool(ours)
    )


def units(text: str, language: str) -> tuple[str, ...]:
    """Return the words (English) or the characters (Chinese) of a text, in one width and case, without punctuation.

    Traditional characters are made simplified; an apostrophe joins (``don't`` is one word), a hyphen parts.
    """
    plain = unicodedata.normalize("NFKC", text).casefold().replace("'", "").replace("\u2019", "")
    if language != ENGLISH:
        plain = _converter().convert(plain)
    letters = "".join(each if unicodedata.category(each)[0] in "LMN" else " " for each in plain)
    return tuple(letters.split()) if language == ENGLISH else tuple("".join(letters.split()))


def _warm(engines: EngineSettings) -> None:
    """Load what is loaded once per process: it must not stand in the time of the first recording."""
    listening.find_speech(np.zeros(stt.SAMPLE_RATE_HZ, dtype=np.float32))
    last: EngineUnavailableError | None = None
    for name in engines.stt:
        try:
            stt.load(name, engines)
        except EngineUnavailableError as error:
            last = error
        else:
            return
    if last is not None:
        raise last


def _rate(judged: Sequence[JudgedSpeech]) -> Ratio:
    return Ratio(tuple(float(each.errors) for each in judged), tuple(float(each.units) for each in judged))


def _rtf(seen: Sequence[Seen]) -> float | None:
    """Return seconds of work for one second of sound."""
    timed = [(one.seconds, one.reading.duration_s) for one in seen]
    length = sum(duration or 0.0 for _, duration in timed)
    return sum(seconds for seconds, duration in timed if duration) / length if length else None


def _heard(one: Seen) -> str | None:
    return one.reading.transcript.text if one.reading.transcript is not None else None


@functools.lru_cache(maxsize=1)
def _converter() -> OpenCC:
    return OpenCC("t2s")
