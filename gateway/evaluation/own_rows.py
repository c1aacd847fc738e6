"""An operator's own labelled lines: do they make the understanding better, and only then are they kept."""

import hashlib
import json
import os
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from gateway.evaluation import route
from gateway.evaluation.route import MESSAGE_NOTES, NOT_A_PERSON, RouteRow
from gateway.understand.learned.label import NONE, label_of
from gateway.understand.learned.model import Model
from gateway.understand.learned.rows import Row
from modalities.evaluation.scores import Share, share_of

AUTHOR: Final = "operator"
KEPT_BACK: Final = 5
"""One row in so many is kept back to measure with."""
FEWEST: Final = 10
"""Rows: with fewer nothing can be kept back that says anything."""
Train = Callable[[Sequence[Row]], Model]
"""Makes a model of an operator's lines, with ours beside them."""
parse = route.parse


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """How one model does on the rows that were kept back."""

    right: Share
    contained: Share
    """Of the rows that need a person or a question, those taken for ordinary."""
    alarmed: Share
    """Of the ordinary rows, those that would go to a person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """What training on four fifths of the rows changes on the fifth that was kept back."""

    before: Figures
    after: Figures

    @property
    def fault(self) -> str | None:
        """Return what got worse, in words that follow "With them", or None."""
        if self.after.contained.hits > self.before.contained.hits:
            return "more people who need somebody would be taken for ordinary"
        if self.after.right.hits < self.before.right.hits:
            return "fewer of the rows that were kept back get the right label"
        return None


def as_line(row: RouteRow) -> Row:
    """Return the row as a line to learn from."""
    is_message = any(note in row.note for note in MESSAGE_NOTES)
    return Row(
        text=row.text,
        label=row.label,
        author=AUTHOR,
        is_message=is_message and row.label == "scam",
        hard_negative_for=row.hard_negative_for,
    )


def divided(rows: Sequence[RouteRow]) -> tuple[tuple[RouteRow, ...], tuple[RouteRow, ...]]:
    """Return the rows to learn from, and those kept back: a fifth of every label, always the same ones.

    The same words stand on one side only, however often they are in the file.
    """
    by_label: dict[str, dict[str, list[RouteRow]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        by_label[row.label][row.text.strip()].append(row)
    learned: list[RouteRow] = []
    kept: list[RouteRow] = []
    for texts in by_label.values():
        ordered = sorted(texts, key=lambda text: hashlib.sha256(text.encode()).digest())
        back = set(ordered[: len(ordered) // KEPT_BACK])
        for text, group in texts.items():
            (kept if text in back else learned).extend(group)
    return tuple(learned), tuple(kept)


def tried(rows: Sequence[RouteRow], earlier: Sequence[Row], current: Model, train: Train) -> Trial | None:
    """Return what the rows change, or None when there are too few to keep some back.

    Args:
        rows: the operator's.
        earlier: the operator's lines that ``current`` was trained with.
        current: the model of today.
        train: makes a model of an operator's lines and ours.
    """
    learned, kept = divided(rows)
    if len(rows) < FEWEST or not kept:
        return None
    secret = {row.text.strip() for row in kept}
    # What today's model has learned by heart says nothing about it: it is measured without those lines.
    unseen = [line for line in earlier if line.text.strip() not in secret]
    before = current if len(unseen) == len(earlier) else train(unseen)
    after = train([as_line(row) for row in learned])
    return Trial(before=figures(kept, before), after=figures(kept, after))


def figures(rows: Sequence[RouteRow], model: Model) -> Figures:
    """Return how ``model``, beside the rules, labels ``rows``."""
    said = [(row, label_of(row.text, row.language, model)) for row in rows]
    return Figures(
        right=share_of([row.is_right(label) for row, label in said]),
        contained=share_of([label == NONE for row, label in said if row.label != NONE]),
        alarmed=share_of([label not in NOT_A_PERSON for row, label in said if row.label == NONE]),
    )


def write(rows: Sequence[RouteRow], path: Path) -> None:
    """Write the rows as lines to learn from; the file appears whole or not at all, and only its owner reads it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.part")
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        for row in rows:
            line = asdict(as_line(row))
            form = "message" if line.pop("is_message") else None
            kept = {key: value for key, value in {**line, "form": form}.items() if value is not None}
            file.write(f"{json.dumps(kept, ensure_ascii=False)}\n")
    part.replace(path)
