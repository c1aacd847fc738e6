"""Tells what recognisers make up from what people say: invented sentences and loops.

Whisper was trained on subtitles. On silence and noise it writes their credits and goodbyes, or one phrase again and
again. Only a whole segment, or a whole sentence at the edge of a text, is ever taken for one: somebody may really say
"the screen says thanks for watching". The phrases stand in ``stt/ghosts.toml``. Pure functions.
"""

import functools
import re
import tomllib
import unicodedata
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from modalities.evidence import Transcript

MAX_COMPRESSION = 2.4
"""Whisper's own limit for a loop (``compression_ratio_threshold`` in its transcribe.py)."""
LOOP_TURNS = 4
LOOP_CHARS = 10
"""A longer phrase that comes again and again is found by its compression."""
LOOP_SHARE = 0.7
"""How much of a segment a loop fills; the rest may be its broken beginning or end."""
UNSURE_CONFIDENCE = 0.55
"""Below this, words that are both a usual ghost and usual speech ("谢谢大家") are a ghost. exp(-0.6)."""

_GAPS = {"…": 24, "~": 6}
"""What may stand in a phrase: anything short, and somebody's name."""
_STOP = "\n"
_LISTED = Path(__file__).with_name("stt") / "ghosts.toml"
_LOOP = re.compile(rf"(.{{2,{LOOP_CHARS}}}?)\1{{{LOOP_TURNS - 1},}}")
_SOUND = re.compile(r"\s*(?:[(（\[【♪♫*].{0,30}[)）\]】♪♫*][\s。.,，]*)+")
"""``[Music]``, ``（掌声）``: a sound that was named, not a word that was said."""
_PUNCTUATION = re.compile(r"[。！？!?，,;；~～\n]+|\.(?=\s|$)")
_EDGE = re.compile(rf"{_PUNCTUATION.pattern}|(?<=[㐀-鿿])\s+(?=[㐀-鿿])")
"""Where a sentence may end; Whisper often leaves only a space between two Chinese ones."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Phrases:
    always: re.Pattern[str]
    unsure: re.Pattern[str]
    said_again: frozenset[str]
    quoting: tuple[str, ...]


def is_ghost(text: str, *, confidence: float = 1.0) -> bool:
    """Say whether these words, as a whole, are what recognisers write when nobody says them.

    Args:
        text: a segment or a sentence.
        confidence: how sure the engine is, 0..1: some phrases are ghosts only when it is not.
    """
    sentences = [text, *(part for part in _EDGE.split(text) if _plain(part))]
    if len(sentences) == 1 or _SOUND.fullmatch(text):
        return True
    whole, *parts = [_is_listed(_STOP.join(map(_plain, _PUNCTUATION.split(part))), confidence) for part in sentences]
    return whole or all(parts)


def is_loop(text: str) -> bool:
    """Say whether a segment is one phrase again and again, other than what people in need do say again and again."""
    plain = _plain(text)
    found = max(_LOOP.finditer(plain), key=lambda each: len(each.group()), default=None)
    if found is not None and len(found.group()) >= LOOP_SHARE * len(plain):
        return not found.group(1).isdigit() and not _is_said_again(found.group(1))
    written = text.encode()
    return len(written) > MAX_COMPRESSION * len(zlib.compress(written))


def without_ghosts(transcript: Transcript) -> Transcript | None:
    """Return the transcript without made-up sentences at its edges; None when nothing else is in it.

    What stands between a person's own sentences stays, and so does what follows a word like "显示": they may quote it.
    """
    text = transcript.text
    if is_ghost(text, confidence=transcript.confidence):
        return None
    edges = [(found.start(), found.end()) for found in _EDGE.finditer(text)]
    first = max((end for start, end in edges if is_ghost(text[:start])), default=0)
    last = min((start for start, end in edges if start >= first and _ends_with_ghost(text, end)), default=len(text))
    stops = _EDGE.match(text, last)
    last = stops.end() if stops is not None and text[last] not in "，," and not text[last].isspace() else last
    if is_ghost(text[first:last], confidence=transcript.confidence):
        return None
    return transcript if (first, last) == (0, len(text)) else _between(transcript, first, last)


def _ends_with_ghost(text: str, start: int) -> bool:
    tail = text[start:]
    return bool(_plain(tail)) and is_ghost(tail) and not _plain(text[:start]).endswith(_phrases().quoting)


def _between(transcript: Transcript, first: int, last: int) -> Transcript:
    """Cut a text to a stretch of it; the words inside move to their new places, the others go."""
    while first < last and not transcript.text[first].isalnum():
        first += 1
    text = transcript.text[first:last].rstrip()
    words = tuple(
        replace(word, char0=word.char0 - first, char1=word.char1 - first)
        for word in transcript.words
        if word.char0 >= first and word.char1 <= first + len(text)
    )
    return replace(transcript, text=text, words=words)


def _is_listed(plain: str, confidence: float) -> bool:
    phrases = _phrases()
    for said in (plain.strip(_STOP), _once(plain.strip(_STOP))):
        if phrases.always.fullmatch(said) or (confidence < UNSURE_CONFIDENCE and phrases.unsure.fullmatch(said)):
            return True
    return False


def _once(plain: str) -> str:
    """Return a phrase that is said again and again as it is said once."""
    again = (plain + plain).find(plain, 1)
    return plain[:again]


def _is_said_again(unit: str) -> bool:
    once = _once(unit)
    turned = {once[at:] + once[:at] for at in range(len(once))}  # a loop may begin in the middle of a word
    return not turned.isdisjoint(_phrases().said_again)


def _plain(text: str) -> str:
    """Return letters and digits in one case and width, Chinese ones simplified."""
    plain = "".join(char for char in unicodedata.normalize("NFKC", text).casefold() if char.isalnum())
    return plain if plain.isascii() else _simplifier()(plain)


@functools.lru_cache(maxsize=1)
def _simplifier() -> Callable[[str], str]:
    from opencc import OpenCC  # noqa: PLC0415  # reads its tables: only when needed

    convert: Callable[[str], str] = OpenCC("t2s").convert
    return convert


@functools.lru_cache(maxsize=1)
def _phrases() -> _Phrases:
    listed = tomllib.loads(_LISTED.read_text("utf-8"))
    return _Phrases(
        always=_any_of([*listed["credits"], *listed["goodbyes"], *listed["noises"]]),
        unsure=_any_of(listed["unsure"]),
        said_again=frozenset(_plain(phrase) for phrase in listed["said_again"]),
        quoting=tuple(_plain(phrase) for phrase in listed["quoting"]),
    )


def _any_of(phrases: Sequence[str]) -> re.Pattern[str]:
    return re.compile("|".join(sorted({_with_gaps(phrase) for phrase in phrases})))


def _with_gaps(phrase: str) -> str:
    """Return the pattern of a phrase: a stop may stand between its own letters, but no gap reaches past one."""
    parts = re.split(f"([{''.join(_GAPS)}])", phrase)
    return "".join(
        f"[^{_STOP}]{{0,{_GAPS[part]}}}{_STOP}?" if part in _GAPS else f"{_STOP}?".join(map(re.escape, _plain(part)))
        for part in parts
    )
