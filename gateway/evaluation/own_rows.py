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
from gateway.issue import RiskKind
from gateway.redact import mask
from gateway.understand.learned.label import NONE, label_of
from gateway.understand.learned.model import Model
from gateway.understand.learned.rows import Row
from modalities.evaluation.scores import Share, share_of

AUTHOR: Final = "operator"
KEPT_BACK: Final = 5
"""One row in so many is kept back to measure with."""
FEWEST: Final = 10
"""Rows: with fewer nothing can be kept back that says anything."""
DANGERS: Final = frozenset(kind.value for kind in RiskKind)
MOST_ALARMS: Final = 600
"""Lines that are looked at: some ten seconds for each model."""
NOISE: Final = 0.005
"""Share of the alarms by which two trainings of the same lines may differ."""
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
    missed_before: Share
    """Of alarms that every Lantern must hear (``alarms``), those taken for ordinary."""
    missed_after: Share

    @property
    def fault(self) -> str | None:
        """Return what got worse, in words that follow "With them", or None."""
        if self.missed_after.hits - self.missed_before.hits > self.missed_before.of * NOISE:
            return "more alarms that Lantern must hear would be taken for ordinary"
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


def tried(
    rows: Sequence[RouteRow], earlier: Sequence[Row], current: Model, train: Train, *, must_hear: Sequence[Row]
) -> Trial | None:
    """Return what the rows change, or None when there are too few to keep some back.

    Args:
        rows: the operator's.
        earlier: the operator's lines that ``current`` was trained with.
        current: the model of today.
        train: makes a model of an operator's lines and ours.
        must_hear: lines that tell of a danger (``alarms``): hardly more of them may be missed than today.
    """
    learned, kept = divided(rows)
    if len(rows) < FEWEST or not kept:
        return None
    secret = {row.text.strip() for row in kept}
    # What today's model has learned by heart says nothing about it: it is measured without those lines.
    unseen = [line for line in earlier if line.text.strip() not in secret]
    before = current if len(unseen) == len(earlier) else train(unseen)
    after = train([as_line(row) for row in learned])
    return Trial(
        before=figures(kept, before),
        after=figures(kept, after),
        missed_before=missed(must_hear, before),
        missed_after=missed(must_hear, after),
    )


def alarms(lines: Sequence[Row]) -> tuple[Row, ...]:
    """Return at most ``MOST_ALARMS`` of the lines that tell of a danger, always the same ones."""
    dangers = [line for line in lines if line.label in DANGERS and not line.is_message]
    ordered = sorted(dangers, key=lambda line: hashlib.sha256(line.text.encode()).digest())
    return tuple(ordered[:MOST_ALARMS])


def missed(lines: Sequence[Row], model: Model) -> Share:
    """Return how many of ``lines``, which all tell of a danger, are taken for ordinary."""
    return share_of([label_of(line.text, "", model) == NONE for line in lines])


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
            line["text"] = mask(line["text"]).text  # whoever wrote to the operator did not write to a file
            form = "message" if line.pop("is_message") else None
            kept = {key: value for key, value in {**line, "form": form}.items() if value is not None}
            file.write(f"{json.dumps(kept, ensure_ascii=False)}\n")
    part.replace(path)
