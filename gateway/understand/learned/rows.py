"""The lines that the model is trained on: written by us, one author a file, and an operator's own beside them."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from gateway.understand.learned.features import CUE_BOOKS, VERSION
from gateway.understand.normalise import LEXICON

LINES: Final = Path(__file__).parent.parent / "lines"
LABELS: Final = ("self_harm", "medical", "fire_gas", "threat", "money_lost", "scam", "human", "unclear", "none")
"""What a message can be, the most urgent first (docs/evaluation.md)."""
MESSAGE: Final = "scam_message"
"""Inside the model a scam's own message is a label of its own: it was received, nothing has been done yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line that somebody may say or type."""

    text: str
    label: str
    """One of ``LABELS``."""
    author: str
    is_message: bool = False
    """The words of a message that was received, not of the person."""
    hard_negative_for: str | None = None

    @property
    def target(self) -> str:
        """Return what the model learns for this line."""
        return MESSAGE if self.label == "scam" and self.is_message else self.label


def ours() -> tuple[Row, ...]:
    """Return the lines that come with Lantern, author by author."""
    return tuple(row for path in sorted(LINES.glob("*.jsonl")) for row in read(path))


def read(path: Path) -> tuple[Row, ...]:
    """Return the rows of a file of ours (JSON Lines; ``lantern evaluate route`` reads the same)."""
    return tuple(_row(json.loads(line)) for line in path.read_text(encoding="utf-8").split("\n") if line)


def _row(values: dict[str, str]) -> Row:
    return Row(
        text=values["text"],
        label=values["label"],
        author=values.get("author", ""),
        is_message=values.get("form") == "message",
        hard_negative_for=values.get("hard_negative_for"),
    )


def fingerprint(own: Iterable[Row] = ()) -> str:
    """Return a mark of everything that the trained weights depend on; ``own`` are an operator's rows."""
    state = hashlib.sha256(str(VERSION).encode())
    lexicons = (LEXICON / f"{book}.toml" for book in ("normal", *CUE_BOOKS))
    dialects = sorted((LEXICON / "dialects").glob("*.toml"))
    for path in (*lexicons, *dialects, *sorted(LINES.glob("*.jsonl"))):
        state.update(path.read_bytes())
    for row in own:
        state.update(f"{row.target}\0{row.text}\n".encode())
    return state.hexdigest()[:16]
