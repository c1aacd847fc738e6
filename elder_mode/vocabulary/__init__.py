"""Word lists and patterns, kept as data so that they can be read, reviewed and extended without touching code."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import MappingProxyType

_FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """The patterns of one file, compiled."""

    words: Mapping[str, re.Pattern[str]] = field(repr=False)
    """Name → any of the alternatives of that list."""
    objects: Mapping[str, re.Pattern[str]] = field(repr=False)
    """Rule → things that nobody may ask for."""
    acts: Mapping[str, re.Pattern[str]] = field(repr=False)
    """Rule → acts that nobody may ask for."""
    instead: tuple[tuple[str, str], ...] = ()
    """Words and what they are turned into before the rules look, in order."""


@cache
def load(name: str) -> Vocabulary:
    """Return the patterns of ``<name>.toml``; ``<group>`` inside a pattern stands for a group of the same file."""
    with (_FOLDER / f"{name}.toml").open("rb") as file:
        tables = tomllib.load(file)
    groups = tables["groups"]

    def compiled(table: Mapping[str, list[str]]) -> Mapping[str, re.Pattern[str]]:
        return MappingProxyType({key: re.compile(_filled("|".join(items), groups)) for key, items in table.items()})

    return Vocabulary(
        words=compiled(tables["words"]),
        objects=compiled(tables["objects"]),
        acts=compiled(tables["acts"]),
        instead=tuple((written, meant) for written, meant in tables.get("instead", {}).get("pairs", ())),
    )


@cache
def jargon() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the technical words: Chinese ones as patterns, English ones as words."""
    with (_FOLDER / "jargon.toml").open("rb") as file:
        words = tomllib.load(file)["words"]
    return tuple(words["chinese"]), tuple(words["english"])


def _filled(pattern: str, groups: Mapping[str, str]) -> str:
    for name, group in groups.items():
        pattern = pattern.replace(f"<{name}>", group)
    return pattern
