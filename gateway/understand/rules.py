"""Rules kept as data: word classes and patterns over them, compiled once from ``lexicon/*.toml``.

A pattern is a regular expression with three additions: ``<NAME>`` stands for any word of the class NAME, ``@9`` for at
most nine characters inside one sentence, and ``#9`` for at most nine inside one clause (no comma).
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from gateway.understand.normalise import LEXICON, Normalised

_CLASS: Final = re.compile(r"<([A-Z_]+)>")
_GAP: Final = re.compile(r"([@#])(\d+)")
_SENTENCE: Final = re.compile(r"[^。!?;\n]+[。!?;\n]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule: what is looked for, and what speaks against it."""

    id: str
    kind: str
    family: str | None
    level: str | None
    find: tuple[re.Pattern[str], ...]
    """All of them must be found: one in a sentence, several in the whole text."""
    unless: re.Pattern[str] | None
    """Found in the same sentence (for several patterns: in the text), it cancels the rule."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """The rules of one file, and its word classes as patterns for other uses."""

    rules: tuple[Rule, ...]
    guards: Mapping[str, re.Pattern[str]]
    """By kind: found in the same sentence, it cancels every rule of the kind."""
    classes: Mapping[str, re.Pattern[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A rule that fired, and where: offsets of the normalised text."""

    rule: Rule
    spans: tuple[tuple[int, int], ...]


@lru_cache(maxsize=16)
def load(name: str) -> Book:
    """Return the rules of ``lexicon/<name>.toml``, compiled."""
    data = tomllib.loads((LEXICON / f"{name}.toml").read_text(encoding="utf-8"))
    words = _classes(data.get("classes", {}))
    return Book(
        rules=tuple(_rule(row, words) for row in data.get("rule", ())),
        guards={row["kind"]: re.compile(_expand(row["unless"], words)) for row in data.get("guard", ())},
        classes={key: re.compile(pattern) for key, pattern in words.items()},
    )


def _classes(data: Mapping[str, list[str]]) -> dict[str, str]:
    """Return one pattern for each word class. A class may use those that stand before it."""
    words: dict[str, str] = {}
    for key, parts in data.items():
        words[key] = "(?:" + "|".join(_expand(part, words) for part in sorted(parts, key=len, reverse=True)) + ")"
    return words


def _expand(pattern: str, words: Mapping[str, str]) -> str:
    pattern = _CLASS.sub(lambda match: words[match.group(1)], pattern)
    return _GAP.sub(lambda match: f"[^{',' if match.group(1) == '#' else ''}。!?;\\n]{{0,{match.group(2)}}}?", pattern)


def _rule(row: dict[str, str | list[str]], words: Mapping[str, str]) -> Rule:
    find = row["find"]
    unless = row.get("unless")
    return Rule(
        id=str(row["id"]),
        kind=str(row["kind"]),
        family=str(row["family"]) if "family" in row else None,
        level=str(row["level"]) if "level" in row else None,
        find=tuple(re.compile(_expand(part, words)) for part in ([find] if isinstance(find, str) else find)),
        unless=re.compile(_expand(str(unless), words)) if unless is not None else None,
    )


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each sentence of a normalised text starts and ends."""
    for match in _SENTENCE.finditer(text):
        yield match.start(), match.end()


def hits(book: Book, normalised: Normalised) -> Iterator[Hit]:
    """Yield each rule that fires, once, with the places that made it fire."""
    text = normalised.text
    bounds = tuple(sentences(text))
    for rule in book.rules:
        guard = book.guards.get(rule.kind)
        spans = _everywhere(rule, text) if len(rule.find) > 1 else _in_sentences(rule, guard, text, bounds)
        if spans:
            yield Hit(rule=rule, spans=spans)


def _in_sentences(
    rule: Rule, guard: re.Pattern[str] | None, text: str, bounds: tuple[tuple[int, int], ...]
) -> tuple[tuple[int, int], ...]:
    found: list[tuple[int, int]] = []
    for start, end in bounds:
        sentence = text[start:end]
        match = rule.find[0].search(sentence)
        if match is None or match.start() == match.end():
            continue
        if (rule.unless and rule.unless.search(sentence)) or (guard and guard.search(sentence)):
            continue
        found.append((start + match.start(), start + match.end()))
    return tuple(found)


def _everywhere(rule: Rule, text: str) -> tuple[tuple[int, int], ...]:
    matches = [pattern.search(text) for pattern in rule.find]
    if any(match is None for match in matches) or (rule.unless and rule.unless.search(text)):
        return ()
    return tuple((match.start(), match.end()) for match in matches if match is not None)
