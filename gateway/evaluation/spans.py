"""Labelled stretches of a text: read from rows, and held against ours. Offsets are code points, end exclusive. Pure."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from modalities.evaluation.rows import Fields, RowFaultError


class Stretch(Protocol):
    """Anything that stands somewhere in a text."""

    @property
    def start(self) -> int:
        """Return the place of its first character."""

    @property
    def end(self) -> int:
        """Return the place after its last character."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """One stretch of a text, and what it is."""

    start: int
    end: int
    kind: str


def overlap(one: Stretch, other: Stretch) -> int:
    """Return how many characters both share; 0 or less for none."""
    return min(one.end, other.end) - max(one.start, other.start)


def overlapping(one: Stretch, others: Iterable[Stretch]) -> bool:
    """Say whether one of ``others`` shares a character with ``one``."""
    return any(overlap(one, other) > 0 for other in others)


def place(fields: Fields, text: str) -> tuple[int, int]:
    """Return ``start`` and ``end`` of a labelled stretch of ``text``. Raises ``RowFaultError``."""
    start, end = fields.values.get("start"), fields.values.get("end")
    if not isinstance(start, int) or not isinstance(end, int) or isinstance(start, bool) or isinstance(end, bool):
        raise RowFaultError("has a start or an end that is not a whole number")
    if not 0 <= start < end <= len(text):
        raise RowFaultError(f"has a stretch from {start} to {end} in a text of {len(text)} characters")
    return start, end


def kind(fields: Fields, allowed: Collection[str]) -> str:
    """Return the kind of a labelled stretch. Raises ``RowFaultError``."""
    found = fields.one_of("kind", allowed)
    if found is None:
        raise RowFaultError("has a stretch without a kind")
    return found


def covered(text: str, span: Stretch, by: Sequence[Stretch]) -> bool:
    """Say whether every letter and digit of ``span`` lies in one of ``by``; marks and spaces need not."""
    return all(
        any(each.start <= at < each.end for each in by) for at in range(span.start, span.end) if text[at].isalnum()
    )
