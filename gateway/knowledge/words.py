"""Words made comparable: one spelling, one script, no fillers, and the ideas behind them.

Everything that is compared with everything else (articles, questions, what a person said, what stands on a screen)
goes through the same functions, so that a traditional character, a dialect word or a full-width letter makes no
difference. The tables of words are ``synonyms.toml`` and ``concepts.toml``.
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from itertools import pairwise
from typing import Any

from opencc import OpenCC
from pypinyin import lazy_pinyin

from gateway.knowledge import phrases
from gateway.knowledge.phrases import Phrases, stem

IDEA = "#"
"""First character of a token that stands for an idea of the table."""
OBJECT = "@"
"""First character of a token that stands for an app or a device."""

_HAN_RUN = re.compile(r"[㐀-鿿]+")
_LATIN_WORD = re.compile(r"[a-z0-9]+")
_TO_SOMEBODY = re.compile(r"(?:怎么|咋|如何|怎样|想|要)\S{0,3}(?:给|跟|和|同|与)\S{1,6}(?:视频|语音|通话|电话)")
"""To do with somebody what is named: a wish, although it holds no more than a name."""
_NAME_SIZE = 3
"""Names of things have two or three characters; what somebody wants needs more."""
_LATIN_SIZE = 2
"""A Latin word counts like two characters."""
_MERGED_STARTS = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("n", "l"), ("h", "f"), ("r", "l"))
"""Starts of syllables that accents, and recognisers, do not tell apart (facts of Mandarin accents, north and south)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Apps and devices that stand in a text, by their main names."""

    apps: frozenset[str]
    devices: frozenset[str]

    def __bool__(self) -> bool:
        return bool(self.apps or self.devices)


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The table of words, ready for use."""

    plain_pattern: re.Pattern[str]
    plain_words: Mapping[str, str]
    silent_pattern: re.Pattern[str]
    silent_words: frozenset[str]
    apps: frozenset[str]
    devices: frozenset[str]
    neighbours: frozenset[str]
    """Ideas, with ``IDEA`` before them, that lie beside or against what articles are about."""
    known: Phrases
    """All apps and devices, each name with ``OBJECT`` before it, and all ideas, with ``IDEA``."""

    def plain(self, text: str) -> str:
        """Return the text in one spelling: NFKC, lower case, simplified characters, dialect words replaced."""
        return self.plain_pattern.sub(lambda match: self.plain_words[match[0]], simplified(text))

    def named(self, text: str) -> Named:
        """Return the apps and devices named in a text."""
        plain = self.plain(text)
        names = {name.removeprefix(OBJECT) for name in self.known.find(plain) if name.startswith(OBJECT)}
        return Named(apps=self.apps & names, devices=self.devices & names)

    def tokens(self, text: str) -> tuple[str, ...]:
        """Return what is compared: characters, pairs of characters, Latin words, ideas and names."""
        plain = self.plain(text)
        found = sorted(self.known.find(plain))
        for run in self._content(plain):
            found += run
            found += [run[at : at + 2] for at in range(len(run) - 1)]
        return (*found, *self._latin(plain))

    def is_only_a_name(self, text: str) -> bool:
        """Say whether a text names one thing and nothing that is wanted of it: 银行卡, 那个医保."""
        plain = self.plain(text)
        if _TO_SOMEBODY.search(plain):
            return False
        content, latin = self._content(plain), self._latin(plain)
        if "".join(content) in self.known.han and not latin:
            return True
        ideas = sum(name.startswith(IDEA) for name in self.known.find(plain))
        return ideas <= 1 and sum(map(len, content)) + _LATIN_SIZE * len(latin) <= _NAME_SIZE

    def syllables(self, text: str) -> tuple[str, ...]:
        """Return what is compared when words were heard: syllables without tone or accent, and pairs of them."""
        found: list[str] = []
        plain = self.plain(text)
        for run in self._content(plain):
            sounds = [_merged(sound) for sound in lazy_pinyin(run)]
            found += sounds
            found += [f"{first} {second}" for first, second in pairwise(sounds)]
        return (*found, *self._latin(plain))

    def _content(self, plain: str) -> list[str]:
        return _HAN_RUN.findall(self.silent_pattern.sub("|", plain))

    def _latin(self, plain: str) -> list[str]:
        return [stem(word) for word in _LATIN_WORD.findall(plain) if word not in self.silent_words]


def simplified(text: str) -> str:
    """Return the text in one spelling, without touching its words: NFKC, lower case, simplified characters."""
    return "".join(map(_simple, unicodedata.normalize("NFKC", text).lower()))


def load_words() -> Words:
    """Return the table of words that comes with Lantern."""
    table, ideas = _read("synonyms.toml"), _read("concepts.toml")
    plain_words = {alias: word for word, aliases in table["plain"].items() for alias in aliases}
    return Words(
        plain_pattern=_any_of(plain_words),
        plain_words=plain_words,
        silent_pattern=_any_of(table["silent"]["zh"]),
        silent_words=frozenset(table["silent"]["en"]),
        apps=frozenset(table["apps"]),
        devices=frozenset(table["devices"]),
        known=phrases.build(
            {OBJECT + name: [name, *others] for kind in ("apps", "devices") for name, others in table[kind].items()}
            | {IDEA + name: wordings for kind in ("concepts", "neighbours") for name, wordings in ideas[kind].items()}
        ),
        neighbours=frozenset(IDEA + name for name in ideas["neighbours"]),
    )


@cache
def _converter() -> OpenCC:
    return OpenCC("t2s")


@lru_cache(maxsize=8192)
def _simple(char: str) -> str:
    converted: str = char if char.isascii() else _converter().convert(char)
    return converted


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(resources.files("gateway.knowledge").joinpath(name).read_text(encoding="utf-8"))


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern for any of the words, longest first; Latin words only whole."""
    longest_first = sorted(words, key=len, reverse=True)
    return re.compile("|".join(_bounded(word) for word in longest_first))


def _bounded(word: str) -> str:
    escaped = re.escape(word)
    return rf"(?<![a-z0-9]){escaped}(?![a-z0-9])" if word.isascii() else escaped


def _merged(sound: str) -> str:
    for start, merged in _MERGED_STARTS:
        if sound.startswith(start):
            sound = merged + sound[len(start) :]
            break
    return sound.removesuffix("g") if sound.endswith("ng") else sound
