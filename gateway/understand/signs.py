"""A listener for indirect signs: which way of being helped somebody's words call for. Never a diagnosis.

Nobody says "I am blind". People say that the page is one grey porridge, that they watch lips, that the key jumps. A
small model, trained on our own lines (``lexicon/access-lines.jsonl``), listens beside the rules of
``access_signs.toml``.
"""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from elder_mode import line_model
from elder_mode.line_model import LineModel
from gateway.understand import rules
from gateway.understand.normalise import LEXICON, normalise

LINES: Final = LEXICON / "access-lines.jsonl"
TRAINED: Final = Path(__file__).parent / "learned" / "trained" / "signs.npz"
BOOKS: Final = ("access_signs", "access")
STRENGTH: Final = 100.0
"""Chosen by leaving out one author after the other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What somebody says in one matter."""

    text: str
    signal: str
    """``vision``, ``hearing``, ``tremor``, ``memory`` or ``none``."""
    author: str


def lines() -> tuple[Line, ...]:
    """Return our own lines."""
    return tuple(Line(**json.loads(row)) for row in LINES.read_text(encoding="utf-8").splitlines() if row)


def heard(text: str) -> Mapping[str, float]:
    """Return for each signal, and for ``none``, how probable it is (0..1; they sum to 1)."""
    return _ready().probabilities(pieces(text))


def pieces(text: str) -> Iterator[str]:
    """Yield the pieces of a text, the signs of the rules that stand in it, and what speaks against them."""
    plain = normalise(text).text
    yield from line_model.pieces(plain)
    for name, pattern in _cues():
        if pattern.search(plain):
            yield f"@{name}"
            yield f"@{name.rpartition('.')[0]}"


@cache
def _cues() -> tuple[tuple[str, re.Pattern[str]], ...]:
    books = [rules.load(name) for name in BOOKS]
    signs = [(rule.id, rule.find[0]) for book in books for rule in book.rules]
    guards = [(f"guard.{kind}", guard) for book in books for kind, guard in book.guards.items()]
    return (*signs, *guards)


def fingerprint() -> str:
    """Return a mark of everything that the weights depend on but the dialects, which only make texts alike."""
    state = hashlib.sha256(str(line_model.VERSION).encode())
    for path in (*(LEXICON / f"{name}.toml" for name in BOOKS), LINES):
        state.update(path.read_bytes())
    return state.hexdigest()[:16]


def fit(rows: Sequence[Line], mark: str) -> LineModel:
    """Return a model of ``rows``."""
    texts, labels = [row.text for row in rows], [row.signal for row in rows]
    return line_model.fit(texts, labels, pieces, strength=STRENGTH, mark=mark)


@cache
def _ready() -> LineModel:
    mark = fingerprint()
    return line_model.ready(TRAINED, mark, lambda: fit(lines(), mark))


if __name__ == "__main__":  # trained when Lantern is installed
    _ready()
