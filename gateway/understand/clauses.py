"""Clauses of what a person says, with the way back to their very words."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from gateway.issue import Claim, ClaimStatus
from gateway.understand.normalise import LEXICON, Normalised, normalise
from gateway.understand.utterance import Utterance

_CLAUSE: Final = re.compile(r"[^,。!?;:\n\s]+(?: [^,。!?;:\n\s]*[a-z0-9'][^,。!?;:\n\s]*)*")
"""A run without punctuation; blanks part Chinese clauses, but not English words."""


_CLASS: Final = re.compile(r"<([A-Z]+)>")


@lru_cache(maxsize=4)
def patterns(name: str) -> Mapping[str, tuple[re.Pattern[str], ...]]:
    """Return the patterns of ``lexicon/<name>.toml`` by their names, with ``<CLASS>`` put in."""
    data = tomllib.loads((LEXICON / f"{name}.toml").read_text("utf-8"))
    words: dict[str, str] = data["classes"]

    def compiled(pattern: str) -> re.Pattern[str]:
        return re.compile(_CLASS.sub(lambda match: words[match.group(1)], pattern))

    return {key: tuple(compiled(each) for each in rows) for key, rows in data["patterns"].items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """One clause of an utterance, normalised for matching."""

    utterance: Utterance
    whole: Normalised
    start: int
    end: int

    @property
    def text(self) -> str:
        """Return the normalised words of the clause."""
        return self.whole.text[self.start : self.end]

    def claim(self, start: int, end: int, *, confidence: float, rule: str) -> Claim[str] | None:
        """Return the person's very words behind the characters ``start`` to ``end`` of the clause, or None for none."""
        return stretch(self.utterance, self.whole, self.start + start, self.start + end, confidence, rule)


def clauses(utterance: Utterance) -> Iterator[Clause]:
    """Yield the clauses of ``utterance`` in order."""
    whole = normalise(utterance.text)
    for match in _CLAUSE.finditer(whole.text):
        yield Clause(utterance=utterance, whole=whole, start=match.start(), end=match.end())


def stretch(
    utterance: Utterance, whole: Normalised, start: int, end: int, confidence: float, rule: str
) -> Claim[str] | None:
    """Return a stated claim whose value is the original stretch behind normalised characters, or None for none."""
    if start >= end:
        return None
    char0, char1 = whole.original(start, end)
    evidence = utterance.evidence(char0, char1)
    if not evidence.quote.strip():
        return None
    return Claim(
        value=evidence.quote,
        status=ClaimStatus.STATED,
        confidence=round(confidence * utterance.confidence, 4),
        evidence=(evidence,),
        method=f"rule:{rule}",
    )
