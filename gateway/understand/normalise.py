"""Text made alike for matching, with a way back to every original character.

Full-width and compatibility forms, traditional characters, capitals, fillers, words of dialects and of older people,
and spoken digits are brought to one form. The original is never changed: what is shown and kept as evidence is
always a stretch of it.
"""

import re
import tomllib
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from opencc import OpenCC

from gateway.understand.dialects import Table, words

LEXICON: Final = Path(__file__).parent / "lexicon"
_DIGITS: Final = {**{char: str(place) for place, char in enumerate("零一二三四五六七八九")}, "〇": "0", "幺": "1"}
_DIGIT_RUN: Final = re.compile(
    r"[零〇幺一二三四五六七八九](?:[ \-,.]?[零〇幺一二三四五六七八九]){2,}(?![十百千万亿块毛点个])"
)
_ELLIPSIS: Final = re.compile(r"[.。]{2,}|…+|[~—]{1,}|、")


@dataclass(frozen=True, slots=True, kw_only=True)
class Normalised:
    """A text for matching. Character ``i`` stands for the original from ``offsets[i]`` to ``ends[i]``."""

    text: str
    offsets: tuple[int, ...]
    """For each character, where the original stretch it stands for begins."""
    ends: tuple[int, ...]
    """For each character, where that stretch ends (exclusive)."""

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Return the stretch of the original that the characters ``start`` to ``end`` (exclusive) stand for."""
        if start >= end:
            here = self.offsets[start] if start < len(self.offsets) else (self.ends[-1] if self.ends else 0)
            return here, here
        return self.offsets[start], self.ends[end - 1]

    def replaced(self, pattern: re.Pattern[str], put: Callable[[re.Match[str]], str]) -> "Normalised":
        """Return the same with every match of ``pattern`` replaced by what ``put`` gives for it."""
        return self.with_stretches([(*match.span(), put(match)) for match in pattern.finditer(self.text)])

    def with_stretches(self, stretches: Sequence[tuple[int, int, str]]) -> "Normalised":
        """Return the same with stretches (start, end, new text) replaced; they are in order and do not overlap."""
        if not stretches:
            return self
        text: list[str] = []
        offsets: list[int] = []
        ends: list[int] = []
        at = 0
        for first, last, new in stretches:
            text.append(self.text[at:first])
            offsets.extend(self.offsets[at:first])
            ends.extend(self.ends[at:first])
            start, end = self.original(first, last)
            text.append(new)
            offsets.extend([start] * len(new))
            ends.extend([end] * len(new))
            at = last
        text.append(self.text[at:])
        offsets.extend(self.offsets[at:])
        ends.extend(self.ends[at:])
        return Normalised(text="".join(text), offsets=tuple(offsets), ends=tuple(ends))


def alternation(words: list[str]) -> str:
    """Return a pattern for any of ``words``, the longest first."""
    return "|".join(re.escape(word) for word in sorted(set(words), key=lambda word: (-len(word), word)))


@lru_cache(maxsize=1)
def _fillers() -> re.Pattern[str]:
    data = tomllib.loads((LEXICON / "normal.toml").read_text(encoding="utf-8"))["fillers"]
    return re.compile(
        rf"(?:{alternation(data['words'])})+[,\s]*"
        rf"|(?:(?<=[,\s])|^)(?:{alternation(data['before_a_pause'])})(?=[,\s])[,\s]*"
    )


@lru_cache(maxsize=1)
def _table() -> Table:
    return Table(words(), lambda word: plain(word).text)


@lru_cache(maxsize=1)
def _converter() -> OpenCC:
    return OpenCC("t2s")


@lru_cache(maxsize=8192)
def _one_character(char: str) -> str:
    plain = unicodedata.normalize("NFKC", char).lower()
    simple: str = _converter().convert(plain)
    return simple


def plain(text: str) -> Normalised:
    """Return ``text`` in simplified, lower-case, half-width characters; no word is replaced yet."""
    chars: list[str] = []
    offsets: list[int] = []
    for place, char in enumerate(text):
        new = char if "a" <= char <= "z" or "0" <= char <= "9" else _one_character(char)
        chars.append(new)
        offsets.extend([place] * len(new))
    return Normalised(text="".join(chars), offsets=tuple(offsets), ends=tuple(place + 1 for place in offsets))


@lru_cache(maxsize=256)
def normalise(text: str) -> Normalised:
    """Return ``text`` made alike for matching, with the way back to the original."""
    now = plain(text)
    now = now.replaced(_ELLIPSIS, lambda _: ",")
    now = now.with_stretches(list(_table().find(now.text)))
    now = now.replaced(_fillers(), lambda _: "")
    return now.replaced(_DIGIT_RUN, lambda match: "".join(_DIGITS.get(char, "") for char in match.group()))
