"""``lantern evaluate access``: is help with seeing, hearing, hands or memory offered in time, and to nobody else?"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from gateway.evaluation.options import Options, Tick
from gateway.evaluation.route import language_of
from gateway.understand import noticing
from modalities.evaluation.rows import Fields, RowFaultError
from modalities.evaluation.scores import Measure, Score, share_of

SIGNALS: Final = ("vision", "hearing", "tremor", "memory")
NONE: Final = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessRow:
    """The person's own words, turn by turn."""

    line: int
    turns: tuple[str, ...]
    language: str
    signal: str
    """What a careful listener would offer help for, or ``none``."""
    expected_by_turn: int | None
    """From 1: the last turn after which the offer is in time; None for ``none``."""


def parse(fields: Fields) -> AccessRow:
    """Return the row. Raises ``RowFaultError``."""
    turns, signal = fields.texts("turns"), fields.one_of("signal", (*SIGNALS, NONE))
    if not turns:
        raise RowFaultError("has no turns")
    if signal is None:
        raise RowFaultError("has no signal")
    return AccessRow(
        line=fields.line,
        turns=turns,
        language=language_of(fields, " ".join(turns)),
        signal=signal,
        expected_by_turn=None if signal == NONE else _by_turn(fields, len(turns)),
    )


def _by_turn(fields: Fields, turns: int) -> int:
    value = fields.values.get("expected_by_turn")
    if value is None:
        return turns
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= turns:
        raise RowFaultError(f"has an expected_by_turn that is none of its {turns} turns")
    return value


def evaluate(rows: Sequence[AccessRow], _options: Options, tick: Tick) -> Score:
    """Listen to every row as the product does, turn by turn."""
    noticed = []
    for row in rows:
        noticed.append(noticing.noticed(row.turns, row.language))
        tick()
    return score(rows, noticed)


def score(rows: Sequence[AccessRow], noticed: Sequence[Sequence[str | None]]) -> Score:
    """Return the figures of what was noticed after each turn of each row."""
    pairs = list(zip(rows, noticed, strict=True))
    in_time = [(row, _is_in_time(row, signs)) for row, signs in pairs if row.signal != NONE]
    asked = share_of([is_it for _, is_it in in_time])
    per_signal: dict[str, Measure] = {
        name: share_of([is_it for row, is_it in in_time if row.signal == name])
        for name in SIGNALS
        if any(row.signal == name for row in rows)
    }
    return Score(
        n=len(rows),
        headline=asked,
        measures={
            "asked_in_time": asked,
            "false_alarms": share_of([any(signs) for row, signs in pairs if row.signal == NONE]),
            "asked_for_another": share_of(
                [any(sign not in {None, row.signal} for sign in signs) for row, signs in pairs if row.signal != NONE]
            ),
            "per_signal": per_signal,
        },
        engine={"understanding": "noticing"},
        wrong=tuple(
            {"line": row.line, "turns": row.turns, "signal": row.signal, "noticed": list(signs)}
            for row, signs in pairs
            if (any(signs) if row.signal == NONE else not _is_in_time(row, signs))
        ),
    )


def _is_in_time(row: AccessRow, signs: Sequence[str | None]) -> bool:
    return row.signal in signs[: row.expected_by_turn]
