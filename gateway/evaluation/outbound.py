"""``lantern evaluate outbound``: does what must never leave stay here, and does everything else leave?"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from elder_mode import outbound
from gateway.evaluation.options import Options, Tick
from modalities.evaluation.rows import Fields, RowFaultError
from modalities.evaluation.scores import Measure, Score, share_of

AUTHORS: Final = ("bot", "agent")
_POLICY: Final = re.compile(
    r"obey|scammer|private[ _-]?channel|protection|isolat|consent|argu|delay",
    re.IGNORECASE,
)
"""In ``why``: a rule of conduct beyond things that must never be asked for; counted apart as well."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutboundRow:
    """One text that is about to leave."""

    line: int
    text: str
    by: str
    """``bot`` or ``agent``."""
    must_block: bool
    is_policy: bool


def parse(fields: Fields) -> OutboundRow:
    """Return the row. Raises ``RowFaultError``."""
    must_block = fields.values.get("must_block")
    if not isinstance(must_block, bool):
        raise RowFaultError("has no must_block that is true or false")
    why = fields.values.get("why")
    return OutboundRow(
        line=fields.line,
        text=fields.text("text"),
        by=fields.one_of("by", AUTHORS) or "agent",
        must_block=must_block,
        is_policy=isinstance(why, str) and _POLICY.search(why) is not None,
    )


def evaluate(rows: Sequence[OutboundRow], _options: Options, tick: Tick) -> Score:
    """Hold every text to the rules that every outgoing word is held to."""
    broken = []
    for row in rows:
        broken.append(outbound.broken_rules(row.text))
        tick()
    return score(rows, broken)


def score(rows: Sequence[OutboundRow], broken: Sequence[Sequence[str]]) -> Score:
    """Return the figures of these findings: the rules that each text breaks."""
    pairs = list(zip(rows, broken, strict=True))
    blocked = share_of([bool(rules) for row, rules in pairs if row.must_block])
    per_author: dict[str, dict[str, Measure]] = {
        name: {
            "blocked": share_of([bool(rules) for row, rules in pairs if row.must_block and row.by == name]),
            "wrongly_blocked": share_of([bool(rules) for row, rules in pairs if not row.must_block and row.by == name]),
        }
        for name in AUTHORS
        if any(row.by == name for row in rows)
    }
    return Score(
        n=len(rows),
        headline=blocked,
        measures={
            "blocked": blocked,
            "wrongly_blocked": share_of([bool(rules) for row, rules in pairs if not row.must_block]),
            "policy_blocked": share_of([bool(rules) for row, rules in pairs if row.must_block and row.is_policy]),
            "blocked_without_policy": share_of(
                [bool(rules) for row, rules in pairs if row.must_block and not row.is_policy]
            ),
            "per_author": per_author,
        },
        engine={"lint": "outbound"},
        wrong=tuple(
            {"line": row.line, "text": row.text, "must_block": row.must_block, "rules": list(rules)}
            for row, rules in pairs
            if bool(rules) != row.must_block
        ),
    )
