"""Wishes for another setting of our own page or voice, said in words: "slower", "larger letters", "speak English".

A message is only such a wish when all of it is made of known pieces (``lexicon/settings.toml``): whatever names another
thing, a telephone, a television, an app, is a question about that thing and changes nothing here.
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Any, Final

from gateway.understand.normalise import LEXICON, normalise
from gateway.understand.sounds import is_chinese, sound
from gateway.understand.utterance import Utterance

LONGEST: Final = 60
"""Characters. A longer message tells something of its own."""
_CLAUSE: Final = re.compile(r"[^,。!?;:\n]+")
_CLASS: Final = re.compile(r"<([A-Z_]+)>")
_MIN_SYLLABLES: Final = 3
LONGEST_LOOSE: Final = 16
"""Chinese characters, and three times as many letters, of a clause that is judged by its words in any order."""
_RESTS: Final = re.compile(r"[\s,]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What somebody wants to have changed."""

    settings: Mapping[str, str]
    """Name → value, as in ``lexicon/settings.toml``: ``rate`` → ``slower``."""
    is_alone: bool
    """The message says nothing else."""


@dataclass(frozen=True, slots=True)
class _Piece:
    setting: str
    """``name=value``; empty for words that say nothing of their own."""
    is_bare: bool
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class _Loose:
    chars: re.Pattern[str]
    words: frozenset[str]
    never: re.Pattern[str]
    signatures: tuple[_Piece, ...]


def wish(own: Sequence[Utterance], *, is_answer: bool = False) -> Wish | None:
    """Return the settings that the person's own words ask for, or None.

    Args:
        own: the person's own words of one message.
        is_answer: the message may answer whether something was found on a screen or heard: "看不清" then means that.
    """
    texts = [each.text for each in own if each.is_own_words and each.text.strip()]
    if not texts or sum(len(text) for text in texts) > LONGEST:
        return None
    clauses = [clause for text in texts for clause in _CLAUSE.findall(normalise(text).text) if clause.strip()]
    found: dict[str, str] = {}
    bare: dict[str, str] = {}
    is_alone = True
    for clause in clauses:
        pieces = _pieces_of(clause.strip())
        if pieces is None:
            other = _loosely(clause.strip()) or _by_sound(clause)
            is_alone = is_alone and other is not None
            pieces = (other,) if other is not None else ()
        for piece in pieces:
            name, _, value = piece.setting.partition("=")
            if name:
                (bare if piece.is_bare else found)[name] = value
    chosen = found or ({} if is_answer else bare)
    return Wish(settings=MappingProxyType(chosen), is_alone=is_alone) if chosen else None


def _pieces_of(clause: str) -> tuple[_Piece, ...] | None:
    """Return the known pieces of which ``clause`` is made, or None when there is anything else in it."""
    at, found = 0, []
    while at < len(clause):
        matches = [(match.end(), piece) for piece in _known() if (match := piece.pattern.match(clause, at))]
        end, piece = max(matches, key=lambda each: each[0], default=(at, None))
        if piece is None or end == at:
            return None
        found.append(piece)
        rest = _RESTS.match(clause, end)
        at = rest.end() if rest else end
    return tuple(found)


def _loosely(clause: str) -> _Piece | None:
    """Return the wish of a clause that holds nothing but harmless words, in whatever order."""
    loose = _loose()
    is_chinese_clause = loose.chars.fullmatch(clause) is not None
    if not is_chinese_clause and not set(clause.split()) <= loose.words:
        return None
    if len(clause) > LONGEST_LOOSE * (1 if is_chinese_clause else 3) or loose.never.search(clause):
        return None
    found = [piece for piece in loose.signatures if piece.pattern.search(clause)]
    return found[0] if len({piece.setting for piece in found}) == 1 else None


def _by_sound(clause: str) -> _Piece | None:
    """Return the wish that ``clause`` sounds like as a whole."""
    bare = clause.strip()
    if len(bare) < _MIN_SYLLABLES or not all(is_chinese(char) for char in bare):
        return None
    return _sounds().get(" ".join(sound(char) for char in bare))


@lru_cache(maxsize=1)
def _known() -> tuple[_Piece, ...]:
    data = _data()
    classes: dict[str, str] = {}
    for name, pattern in data["classes"].items():
        classes[name] = _expand(pattern, classes)

    def pieces(table: str, *, is_bare: bool) -> list[_Piece]:
        return [
            _Piece(setting if "=" in setting else "", is_bare, re.compile(_expand(pattern, classes)))
            for setting, patterns in data[table].items()
            for pattern in patterns
        ]

    # The first of equal length wins: a wish before words that only stand beside one.
    return (*pieces("wishes", is_bare=False), *pieces("bare", is_bare=True), *pieces("beside", is_bare=True))


@lru_cache(maxsize=1)
def _loose() -> _Loose:
    data = _data()
    given = data["loose"]
    return _Loose(
        chars=re.compile(f"[{given['chars']}]+"),
        words=frozenset(given["words"].split()),
        never=re.compile(given["never"]),
        signatures=tuple(
            _Piece(setting, is_bare=False, pattern=re.compile(pattern))
            for setting, patterns in data["signatures"].items()
            for pattern in patterns
        ),
    )


@lru_cache(maxsize=1)
def _sounds() -> Mapping[str, _Piece]:
    never = re.compile("(?!)")
    return {
        " ".join(sound(char) for char in phrase): _Piece(setting, is_bare=False, pattern=never)
        for setting, phrases in _data()["sounds"].items()
        for phrase in phrases
    }


@lru_cache(maxsize=1)
def _data() -> Mapping[str, Mapping[str, Any]]:
    return tomllib.loads((LEXICON / "settings.toml").read_text(encoding="utf-8"))


def _expand(pattern: str, classes: Mapping[str, str]) -> str:
    return _CLASS.sub(lambda match: classes[match.group(1)], pattern)
