"""What the model sees of a text: pieces of it, hashed into ``BUCKETS`` places. Pure."""

import math
import re
import zlib
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from gateway.understand import rules
from gateway.understand.normalise import normalise
from gateway.understand.sounds import is_chinese, sound

VERSION: Final = 2
"""Raised whenever the same text gives other features, so that older models are trained anew."""
BUCKETS: Final = 1 << 18
_WORD: Final = re.compile(r"[a-z']+|0+|[^\sa-z0]")
_DIGITS: Final = re.compile(r"\d+(?:\.\d+)?")
_LATIN: Final = re.compile(r"[a-z' ]+")
LONGEST_GRAM: Final = 3
LONGEST_SOUND: Final = 3
_WEIGHTS: Final = {"char": 1.0, "word": 1.0, "sound": 0.6, "cue": 1.0}
"""Chosen by leaving out one author after the other (docs/measurements.md#understanding)."""
CUE_BOOKS: Final = ("risk_cues", "risk", "third_party", "person", "wants")
"""Lexicons whose word classes are features: one strange word of a class stands for the others."""


def features(text: str) -> dict[int, float]:
    """Return the weight of each place that ``text`` fills, of length 1 (Euclid); empty for an empty text."""
    plain = normalise(text).text
    found: dict[int, float] = {}
    for kind, piece in {*_pieces(_DIGITS.sub("0", plain)), *_cues(plain)}:
        place = zlib.crc32(f"{kind}{piece}".encode()) % BUCKETS
        found[place] = found.get(place, 0.0) + _WEIGHTS[kind]
    length = math.sqrt(sum(weight * weight for weight in found.values()))
    return {place: weight / length for place, weight in found.items()}


def pieces(text: str) -> Iterator[tuple[str, str]]:
    """Yield what ``text`` consists of, as (``char``, ``word`` or ``sound``, piece); numbers are all alike."""
    return _pieces(_DIGITS.sub("0", normalise(text).text))


def _pieces(plain: str) -> Iterator[tuple[str, str]]:
    """Yield runs of characters and of sounds, words, and pairs of neighbouring words."""
    framed = f"^{plain}$"
    for size in range(1, LONGEST_GRAM + 1):
        for start in range(len(framed) - size + 1):
            gram = framed[start : start + size]
            if size == LONGEST_GRAM or _LATIN.fullmatch(gram) is None:  # two Latin letters say nothing
                yield "char", gram
    words: list[str] = _WORD.findall(plain)
    yield from (("word", word) for word in words)
    yield from (("word", f"{first} {then}") for first, then in pairwise(words))
    sounds = [sound(char) for char in plain if is_chinese(char)]
    for size in range(1, LONGEST_SOUND + 1):
        yield from (("sound", " ".join(sounds[at : at + size])) for at in range(len(sounds) - size + 1))


def _cues(plain: str) -> Iterator[tuple[str, str]]:
    """Yield the word classes of the lexicons that the text has words of."""
    for book in CUE_BOOKS:
        for name, pattern in rules.load(book).classes.items():
            if pattern.search(plain):
                yield "cue", f"{book}.{name}"
