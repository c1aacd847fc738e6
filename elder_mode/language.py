"""The words of one language, read from its file: every sentence that a person can see or hear comes from here."""

import string
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import MappingProxyType

from elder_mode.errors import UnknownWordsError

_FOLDER = Path(__file__).parent / "languages"
_FALLBACK = MappingProxyType({"mixed": "zh-CN"})
"""Languages without a file."""
_TAGS = MappingProxyType({"yue": "zh-HK"})
"""What pages say in ``lang`` where it differs: screen readers and fonts know Cantonese by its place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """One language file. ``code`` is the language of the words."""

    code: str
    asked: str
    """The language that was asked for, which may have no words of its own (``mixed``)."""
    entries: Mapping[str, str] = field(repr=False)
    """Dotted key → sentence with gaps in braces."""

    @property
    def tag(self) -> str:
        """Return what stands in ``lang`` of a page with these words (BCP-47)."""
        return _TAGS.get(self.code, self.code)

    def has(self, key: str) -> bool:
        """Say whether the file has words for ``key``."""
        return key in self.entries

    def keys(self) -> tuple[str, ...]:
        """Return all dotted keys in the order of the file."""
        return tuple(self.entries)

    def template(self, key: str) -> str:
        """Return the words of ``key`` with the gaps still open.

        Raises:
            UnknownWordsError: the file has no such key.
        """
        try:
            return self.entries[key]
        except KeyError:
            raise UnknownWordsError(f"{self.code}.toml has no words for the key {key}") from None

    def words(self, key: str, **params: str) -> str:
        """Return the words of ``key`` with ``params`` in its gaps.

        Params without a gap are allowed, because a language may not need every one; a gap without a param is not.

        Raises:
            UnknownWordsError: no such key, or a gap is left open.
        """
        template = self.template(key)
        try:
            return template.format_map(params)
        except KeyError as error:
            raise UnknownWordsError(f"the gap {error} of the key {key} was not filled") from None


def gaps(template: str) -> frozenset[str]:
    """Return the names of the gaps of a sentence."""
    return frozenset(name for _, name, _, _ in string.Formatter().parse(template) if name)


def languages() -> tuple[str, ...]:
    """Return the languages that have a file."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.toml")))


@cache
def load(language: str) -> Language:
    """Return the words of ``language`` (``zh-CN``, ``yue``, ``en``; ``mixed`` gets those of ``zh-CN``).

    Raises:
        UnknownWordsError: there is no such language.
    """
    known = languages()
    code = language if language in known else _FALLBACK.get(language, "")
    if code not in known:
        raise UnknownWordsError(f"there is no language file for {language!r}; there are: {', '.join(known)}")
    with (_FOLDER / f"{code}.toml").open("rb") as file:
        tables = tomllib.load(file)
    return Language(code=code, asked=language, entries=MappingProxyType(dict(_flat(tables, ""))))


def _flat(table: Mapping[str, object], room: str) -> Iterator[tuple[str, str]]:
    for name, value in table.items():
        key = f"{room}{name}"
        if isinstance(value, dict):
            yield from _flat(value, f"{key}.")
        else:
            yield key, str(value)
