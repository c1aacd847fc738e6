"""``lantern evaluate pii``: is every secret hidden, and nothing else?"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from gateway import redact
from gateway.evaluation import spans
from gateway.evaluation.options import Options, Tick
from gateway.evaluation.spans import Span
from modalities.evaluation.rows import Fields, RowFaultError
from modalities.evaluation.scores import Measure, Score, Share, share_of

KINDS: Final = (
    "id_card",
    "bank_card",
    "phone",
    "code",
    "password",
    "address",
    "name_labelled",
    "wechat",
    "email",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PiiRow:
    """One message and its secrets."""

    line: int
    text: str
    spans: tuple[Span, ...]


def parse(fields: Fields) -> PiiRow:
    """Return the row. Raises ``RowFaultError``."""
    text, found = fields.text("text"), fields.parts("spans")
    if found is None:
        raise RowFaultError("has no spans")
    made = []
    for each in found:
        start, end = spans.place(each, text)
        made.append(Span(start=start, end=end, kind=spans.kind(each, KINDS)))
    return PiiRow(line=fields.line, text=text, spans=tuple(made))


def evaluate(rows: Sequence[PiiRow], _options: Options, tick: Tick) -> Score:
    """Mask every text the way the product does before anything is kept."""
    hidden = []
    for row in rows:
        hidden.append(tuple(Span(start=at.start, end=at.end, kind=at.kind) for at in redact.mask(row.text).spans))
        tick()
    return score(rows, hidden)


def score(rows: Sequence[PiiRow], hidden: Sequence[Sequence[Span]]) -> Score:
    """Return the figures of these masks. Kinds that no row has are not scored, unless they hide a labelled secret."""
    kinds = [name for name in KINDS if any(span.kind == name for row in rows for span in row.spans)]
    found: dict[str, list[bool]] = {name: [] for name in kinds}
    named: list[bool] = []
    right: dict[str, list[bool]] = {}
    wrong = []
    for row, masks in zip(rows, hidden, strict=True):
        scored = [mask for mask in masks if mask.kind in kinds or spans.overlapping(mask, row.spans) or not kinds]
        missed = [span for span in row.spans if not spans.covered(row.text, span, masks)]
        extra = [mask for mask in scored if not spans.overlapping(mask, row.spans)]
        for span in row.spans:
            found[span.kind].append(span not in missed)
            named.append(any(mask.kind == span.kind and spans.overlap(mask, span) > 0 for mask in masks))
        for mask in scored:
            right.setdefault(_counted_as(mask, row.spans), []).append(mask not in extra)
        if missed or extra:
            wrong.append(_shown(row, missed, extra))
    recall = share_of([each for name in kinds for each in found[name]])
    per_kind: dict[str, dict[str, Measure]] = {
        name: {"recall": share_of(found.get(name, [])), "precision": share_of(right.get(name, []))}
        for name in KINDS
        if found.get(name) or right.get(name)
    }
    return Score(
        n=len(rows),
        headline=recall,
        measures={
            "precision": share_of([each for answers in right.values() for each in answers]),
            "recall": recall,
            "kind_right": share_of(named),
            "untouched": _untouched(rows, hidden),
            "per_kind": per_kind,
        },
        engine={"mask": "redact"},
        wrong=tuple(wrong),
    )


def _counted_as(mask: Span, true: Sequence[Span]) -> str:
    """Return the kind under which a mask counts: that of the secret it hides, else its own."""
    return next((span.kind for span in true if spans.overlap(mask, span) > 0), mask.kind)


def _untouched(rows: Sequence[PiiRow], hidden: Sequence[Sequence[Span]]) -> Share:
    """Return the share of the rows without a secret in which nothing is hidden."""
    return share_of([not masks for row, masks in zip(rows, hidden, strict=True) if not row.spans])


def _shown(row: PiiRow, missed: Sequence[Span], extra: Sequence[Span]) -> dict[str, object]:
    return {
        "line": row.line,
        "text": row.text,
        "missed": [{"kind": span.kind, "words": row.text[span.start : span.end]} for span in missed],
        "hidden_without_need": [{"kind": span.kind, "words": row.text[span.start : span.end]} for span in extra],
    }
