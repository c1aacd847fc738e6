"""A second listener for words that leave: how much they sound like lines that must never leave.

The rules are a floor that can be read. Polite and roundabout asks go round every list, so a small model, trained on our
own lines (``vocabulary/outbound-lines.jsonl``), listens beside them.
"""

import hashlib
import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from elder_mode import line_model, outbound_frames, vocabulary
from elder_mode.line_model import LineModel

_FOLDER: Final = Path(__file__).parent
LINES: Final = _FOLDER / "vocabulary" / "outbound-lines.jsonl"
TRAINED: Final = _FOLDER / "trained" / "outbound.npz"
STOP: Final = "stop"
LEAVE: Final = "leave"
STRENGTH: Final = 30.0
"""Chosen by leaving out one author after the other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line that a bot or an agent may write."""

    text: str
    block: bool
    author: str


def lines() -> tuple[Line, ...]:
    """Return our own lines."""
    return tuple(Line(**json.loads(row)) for row in LINES.read_text(encoding="utf-8").splitlines() if row)


def sounds_wrong(model: LineModel, plain: str) -> float:
    """Return 0..1: how much ``plain`` (as ``outbound.plain`` gives it) sounds like a line that must not leave."""
    return model.probabilities(pieces(plain))[STOP]


def pieces(plain: str) -> Iterator[str]:
    """Yield the pieces of a text, and the word classes of the rules that it has words of."""
    yield from line_model.pieces(plain)
    yield from (f"@{name}" for name, pattern in _cues() if pattern.search(plain))


@cache
def _cues() -> tuple[tuple[str, re.Pattern[str]], ...]:
    cues = list(outbound_frames.cues())
    for name in ("outbound-zh", "outbound-en"):
        book = vocabulary.load(name)
        for group in (book.words, book.objects, book.acts):
            cues.extend((f"{name}.{key}", pattern) for key, pattern in group.items())
    return tuple(cues)


def fingerprint() -> str:
    """Return a mark of everything that the weights depend on."""
    state = hashlib.sha256(str(line_model.VERSION).encode())
    for path in sorted((*LINES.parent.glob("outbound-*.toml"), LINES)):
        state.update(path.read_bytes())
    return state.hexdigest()[:16]


def fit(rows: Sequence[Line], plain: Callable[[str], str], mark: str) -> LineModel:
    """Return a model of ``rows``; ``plain`` makes their texts alike."""
    texts = [plain(row.text) for row in rows]
    labels = [STOP if row.block else LEAVE for row in rows]
    return line_model.fit(texts, labels, pieces, strength=STRENGTH, mark=mark)


def ready(plain: Callable[[str], str], path: Path = TRAINED) -> LineModel:
    """Return the model of today's lines, trained first when there is none yet: some seconds, once."""
    mark = fingerprint()
    return line_model.ready(path, mark, lambda: fit(lines(), plain, mark))
