"""Indirect asks: frames that tie an act to what it would take from the person, over one or two clauses.

The direct rules look at one clause and its noun. Somebody polite names no noun: "your phone has just buzzed, shall we
compare the figures?" A frame is such a shape: where the secret comes from, what it is, and the handing over. It does
not count where a clause that it touches denies it, tells it of somebody else, or leaves it in the person's own hands.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Literal

_FILE = Path(__file__).parent / "vocabulary" / "outbound-frames.toml"
_GAP = re.compile(r"([@#])(\d+)")
_CLASS = re.compile(r"<([a-z_]+)>")
_CLAUSE_END = re.compile(r"[，。！？；!?;\n]|,(?!\d)|\.(?=\s|$)")

Language = Literal["zh", "en"]
WINDOW = 3
"""Clauses over which an ask is spread at most."""
ALWAYS_WRONG = frozenset(
    {
        "argues_with_exit",
        "asks_secrecy",
        "blames",
        "contacts_without_consent",
        "delays_emergency",
        "diagnoses",
        "elderspeak",
        "obeys_scammer",
        "weakens_protection",
    }
)
"""Rules whose frames hold their own denial ("do not call an ambulance"): a "no" inside makes them no better."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Frames:
    """The frames of one language, compiled."""

    frames: Mapping[str, tuple[re.Pattern[str], ...]] = field(repr=False)
    asks: Mapping[str, tuple[tuple[re.Pattern[str], ...], ...]] = field(repr=False)
    """Rule → sets of things; all of a set within ``WINDOW`` clauses make an ask."""
    words: Mapping[str, re.Pattern[str]] = field(repr=False)
    innocent: re.Pattern[str]
    no_denial: re.Pattern[str]
    denial: re.Pattern[str]
    reported: re.Pattern[str]
    other: re.Pattern[str]


@cache
def _load(language: Language) -> _Frames:
    with _FILE.open("rb") as file:
        tables = tomllib.load(file)[language]
    words: dict[str, str] = {}
    for name, pattern in tables["words"].items():
        words[name] = _expand(pattern, words)
    veto = {name: re.compile(_expand(pattern, words), re.MULTILINE) for name, pattern in tables["veto"].items()}
    return _Frames(
        frames={
            rule: tuple(re.compile(_expand(pattern, words)) for pattern in patterns)
            for rule, patterns in tables["frames"].items()
        },
        asks={
            rule: tuple(tuple(re.compile(_expand(part, words)) for part in parts) for parts in sets)
            for rule, sets in tables["asks"].items()
        },
        words={name: re.compile(pattern) for name, pattern in words.items()},
        **veto,
    )


@cache
def cues() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return the word classes and the pieces of asks, each with a name: what the learned listener looks at."""
    found: list[tuple[str, re.Pattern[str]]] = []
    languages: tuple[Language, ...] = ("zh", "en")
    for language in languages:
        frames = _load(language)
        found.extend((f"{language}.{name}", pattern) for name, pattern in frames.words.items())
        vetoes = ("denial", "reported", "other", "innocent")
        found.extend((f"{language}.{name}", getattr(frames, name)) for name in vetoes)
        for rule, sets in frames.asks.items():
            for place, parts in enumerate(sets):
                found.extend((f"{language}.{rule}.{place}.{nth}", part) for nth, part in enumerate(parts))
    return tuple(found)


def _expand(pattern: str, words: Mapping[str, str]) -> str:
    pattern = _CLASS.sub(lambda match: words[match[1]], pattern)
    return _GAP.sub(
        lambda match: ("[^\\n]" if match[1] == "@" else "[^，。！？；,!?;\\n]") + f"{{0,{match[2]}}}?", pattern
    )


def broken_rules(text: str, language: Language) -> set[str]:
    """Return the ids of the rules that ``text`` breaks indirectly.

    Args:
        text: NFKC, lower case; Chinese simplified, with Cantonese words replaced and reported quotes dropped.
        language: whose frames are tried.
    """
    frames = _load(language)
    framed = {
        rule
        for rule, patterns in frames.frames.items()
        if any(_counts(frames, rule, text, match) for pattern in patterns for match in pattern.finditer(text))
    }
    return framed | _asked_in_pieces(frames, text)


def _asked_in_pieces(frames: _Frames, text: str) -> set[str]:
    """Return the rules all of whose things stand in neighbouring clauses, none of them turned round."""
    parts = [part for part in _CLAUSE_END.split(text) if part.strip()]
    kept = ["" if _is_harmless(frames, part) else part for part in parts]
    windows = ["，".join(kept[place : place + WINDOW]) for place in range(len(kept))]
    return {
        rule
        for rule, sets in frames.asks.items()
        for window in windows
        if not frames.innocent.search(window) and any(all(part.search(window) for part in parts) for parts in sets)
    }


def _is_harmless(frames: _Frames, clause: str) -> bool:
    return any(
        (frames.reported.search(clause), frames.other.search(clause), _is_turned_round(frames, clause)),
    )


def _counts(frames: _Frames, rule: str, text: str, match: re.Match[str]) -> bool:
    start, end = _around(text, match)
    touched = text[start:end]
    if rule in ALWAYS_WRONG:
        if rule == "diagnoses" and frames.other.search(touched):
            return False
        is_told = rule != "obeys_scammer" and frames.reported.search(touched) is not None
        return not is_told and not _is_turned_round(frames, text[start : match.start()])
    if frames.reported.search(touched) or frames.other.search(touched):
        return False
    last = max((part.end() for part in _CLAUSE_END.finditer(text, start, match.end() - 1)), default=start)
    first = next((part.end() for part in _CLAUSE_END.finditer(text, match.start(), match.end())), match.end())
    return not any(_is_turned_round(frames, part) for part in (text[start:first], text[last : match.end()]))


def _is_turned_round(frames: _Frames, words: str) -> bool:
    return frames.denial.search(frames.no_denial.sub("", words)) is not None


def _around(text: str, match: re.Match[str]) -> tuple[int, int]:
    """Return where the clauses that ``match`` touches begin and end."""
    start = max((part.end() for part in _CLAUSE_END.finditer(text, 0, match.start())), default=0)
    after = _CLAUSE_END.search(text, max(match.end() - 1, start))
    return start, after.start() if after else len(text)
