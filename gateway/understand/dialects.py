"""Words of dialects and of older people, and the common words that they stand for (``lexicon/dialects/*.toml``)."""

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

DIALECTS: Final = Path(__file__).parent / "lexicon" / "dialects"
_BOUND: Final = r"(?<![a-z0-9])%(?![a-z0-9])"
"""Where a word in Latin letters may stand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """One word as said, and what it stands for."""

    said: str
    means: str
    """The common word; empty for a particle that says nothing."""
    gloss: str
    """What it means, in English, for those who look after the lists."""
    region: str
    not_inside: tuple[str, ...]
    """Common words that hold it by chance: inside them it is left alone."""
    where: str | None
    """A regular expression with the word as ``%``: elsewhere it is left alone."""


@lru_cache(maxsize=1)
def words() -> tuple[Word, ...]:
    """Return every word of the lists, file by file."""
    return tuple(word for path in sorted(DIALECTS.glob("*.toml")) for word in _read(path))


def _read(path: Path) -> Iterable[Word]:
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    for said, row in data["words"].items():
        yield Word(
            said=said,
            means=row["means"],
            gloss=row["gloss"],
            region=data["region"],
            not_inside=tuple(row.get("not_inside", ())),
            where=row.get("where"),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    said: str
    means: str
    holders: tuple[tuple[str, int], ...]
    """Longer words that hold it, and how far in."""
    where: re.Pattern[str] | None

    def stands(self, text: str, at: int) -> bool:
        """Say whether the word, which begins at ``at``, stands there in its own right."""
        if self.where is not None and self.where.match(text, at) is None:
            return False
        return not any(text.startswith(holder, at - into) for holder, into in self.holders if at >= into)


class Table:
    """The words, ready to be found in a text. Built once, then only read."""

    def __init__(self, known: Iterable[Word], alike: Callable[[str], str]) -> None:
        """Take the words ``known``; ``alike`` brings a word to the form that texts are in."""
        by_said: dict[str, list[_Entry]] = {}
        for word in known:
            entry = _entry(word, alike)
            by_said.setdefault(entry.said, []).append(entry)
        lengths: dict[str, set[int]] = {}
        for said in by_said:
            lengths.setdefault(said[0], set()).add(len(said))
        self._by_said: Mapping[str, tuple[_Entry, ...]] = {said: tuple(each) for said, each in by_said.items()}
        self._lengths: Mapping[str, tuple[int, ...]] = {
            first: tuple(sorted(each, reverse=True)) for first, each in lengths.items()
        }

    def find(self, text: str) -> Iterable[tuple[int, int, str]]:
        """Yield (start, end, meaning) of the words in ``text``, from left to right, the longest first."""
        skip_to = 0
        for at, char in enumerate(text):
            lengths = self._lengths.get(char)
            if lengths is None or at < skip_to:
                continue
            found = self._at(text, at, lengths)
            if found is not None:
                skip_to = at + len(found.said)
                yield at, skip_to, found.means

    def _at(self, text: str, at: int, lengths: tuple[int, ...]) -> _Entry | None:
        for length in lengths:
            for entry in self._by_said.get(text[at : at + length], ()):
                if entry.stands(text, at):
                    return entry
        return None


def _entry(word: Word, alike: Callable[[str], str]) -> _Entry:
    said = alike(word.said)
    where = "".join(alike(char) if not char.isascii() else char for char in word.where or "")
    if not where and said[0].isascii():
        where = _BOUND
    elif said[0].isascii():
        where = f"(?<![a-z0-9])(?:{where})(?![a-z0-9])"
    return _Entry(
        said=said,
        means=word.means,
        holders=tuple((longer, into) for longer in map(alike, word.not_inside) for into in _places(longer, said)),
        where=re.compile(where.replace("%", re.escape(said))) if where else None,
    )


def _places(longer: str, said: str) -> Iterable[int]:
    return (into for into in range(len(longer)) if longer.startswith(said, into))
