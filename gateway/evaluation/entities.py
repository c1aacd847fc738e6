"""``lantern evaluate entities``: are the values that people say understood, and is none of them silently wrong?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from gateway.evaluation import spans, values
from gateway.evaluation.options import Options, Tick
from gateway.evaluation.route import language_of
from gateway.understand import entities, numbers_said
from gateway.understand.normalise import plain
from modalities.evaluation.rows import Fields, RowFaultError
from modalities.evaluation.scores import Measure, Score, share_of

NUMBER: Final = "number"
"""Plain numbers, of no kind that the product looks for: measured as our reader of numerals reads them."""
KINDS: Final = (
    "money",
    "datetime",
    "phone",
    "order_no",
    "error_code",
    "card_tail",
    "app",
    "device",
    "dose",
    NUMBER,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """One value, and where it stands."""

    start: int
    end: int
    kind: str
    value: str
    unit: str | None = None
    is_sure: bool = True
    """False: it is read back before anything is done with it, because we doubt it ourselves."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityRow:
    """One message and every value in it."""

    line: int
    text: str
    language: str
    now: datetime | None
    entities: tuple[Entity, ...]


def parse(fields: Fields) -> EntityRow:
    """Return the row. Raises ``RowFaultError``."""
    text, found = fields.text("text"), fields.parts("entities")
    if found is None:
        raise RowFaultError("has no entities")
    return EntityRow(
        line=fields.line,
        text=text,
        language=language_of(fields, text),
        now=_now(fields),
        entities=tuple(_entity(each, text) for each in found),
    )


def _now(fields: Fields) -> datetime | None:
    if fields.values.get("now") is None:
        return None
    try:
        now = datetime.fromisoformat(fields.text("now"))
    except ValueError:
        raise RowFaultError("has a now that is no time") from None
    if now.tzinfo is None:
        raise RowFaultError("has a now without an offset")
    return now


def _entity(fields: Fields, text: str) -> Entity:
    start, end = spans.place(fields, text)
    kind, value = spans.kind(fields, KINDS), fields.text("value")
    if not values.is_value(kind, value):
        raise RowFaultError(f"has a {kind} whose value cannot be read ({value})")
    unit = fields.values.get("unit")
    return Entity(start=start, end=end, kind=kind, value=value, unit=unit if isinstance(unit, str) else None)


def evaluate(rows: Sequence[EntityRow], options: Options, tick: Tick) -> Score:
    """Look for values in every text as the product does."""
    has_numbers = any(each.kind == NUMBER for row in rows for each in row.entities)
    found = []
    for row in rows:
        plain_numbers = numbers(row.text) if has_numbers else ()
        found.append((*find(row.text, row.now or options.now), *plain_numbers))
        tick()
    return score(rows, found)


def find(text: str, now: datetime) -> Iterator[Entity]:
    """Yield what the product understands in ``text``, said at the moment ``now``."""
    for each in entities.find(text, now):
        if each.kind.value in KINDS:
            yield Entity(
                start=each.start,
                end=each.end,
                kind=each.kind.value,
                value=each.value,
                unit=each.unit,
                is_sure=not each.is_unsure,
            )


def numbers(text: str) -> Iterator[Entity]:
    """Yield every run of numerals in ``text`` that our reader of numerals can read."""
    simple = plain(text)
    for said in numbers_said.find(simple.text):
        start, end = simple.original(said.start, said.end)
        yield Entity(start=start, end=end, kind=NUMBER, value=f"{said.value:f}", is_sure=not said.is_unsure)


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One row, judged."""

    right: tuple[Entity, ...]
    """True ones that a sure value of ours gives."""
    silently_wrong: tuple[Entity, ...]
    """True ones where a sure value of ours stands, and it is another."""
    unsure: tuple[Entity, ...]
    """True ones where ours says itself that it is not sure."""
    claimed: tuple[tuple[str, bool], ...]
    """Kind of each sure value of ours, and whether it is right."""
    invented: tuple[Entity, ...]
    """Sure values of ours where nothing of their kind stands."""


def judge(row: EntityRow, found: Sequence[Entity], kinds: frozenset[str]) -> Judged:
    """Return what is right and what is wrong in ``found``; only ``kinds`` are scored."""
    scored = [each for each in found if each.kind in kinds]
    true = [each for each in row.entities if each.kind in kinds]
    right = tuple(each for each in true if any(_gives(ours, each) for ours in scored if ours.is_sure))
    rest = [each for each in true if each not in right]
    unsure = tuple(each for each in rest if any(_meets(ours, each) for ours in scored if not ours.is_sure))
    silently = tuple(
        each for each in rest if each not in unsure and any(_meets(ours, each) for ours in scored if ours.is_sure)
    )
    claimed, invented = [], []
    for ours in (each for each in scored if each.is_sure):
        met = [each for each in true if _meets(ours, each)]
        claimed.append((ours.kind, any(_gives(ours, each) for each in true)))
        if not met:
            invented.append(ours)
    return Judged(
        right=right,
        silently_wrong=silently,
        unsure=unsure,
        claimed=tuple(claimed),
        invented=tuple(invented),
    )


def _meets(ours: Entity, true: Entity) -> bool:
    return ours.kind == true.kind and spans.overlap(ours, true) > 0


def _gives(ours: Entity, true: Entity) -> bool:
    return _meets(ours, true) and values.is_same(true.kind, true.value, ours.value, unit=true.unit, our_unit=ours.unit)


def score(rows: Sequence[EntityRow], found: Sequence[Sequence[Entity]]) -> Score:
    """Return the figures of what was found in each row."""
    kinds = frozenset(each.kind for row in rows for each in row.entities) or frozenset(KINDS)
    judged = [judge(row, ours, kinds) for row, ours in zip(rows, found, strict=True)]
    true = [(each.kind, each in one.right) for row, one in zip(rows, judged, strict=True) for each in row.entities]
    claimed = [each for one in judged for each in one.claimed]
    recall = share_of([is_right for _, is_right in true])
    per_kind: dict[str, dict[str, Measure]] = {
        name: {
            "recall": share_of([is_right for kind, is_right in true if kind == name]),
            "precision": share_of([is_right for kind, is_right in claimed if kind == name]),
            "silently_wrong": share_of(
                [
                    each in one.silently_wrong
                    for row, one in zip(rows, judged, strict=True)
                    for each in row.entities
                    if each.kind == name
                ]
            ),
        }
        for name in KINDS
        if name in {kind for kind, _ in (*true, *claimed)}
    }
    return Score(
        n=len(rows),
        headline=recall,
        measures={
            "precision": share_of([is_right for _, is_right in claimed]),
            "recall": recall,
            "silently_wrong": share_of(
                [each in one.silently_wrong for row, one in zip(rows, judged, strict=True) for each in row.entities]
            ),
            "unsure": share_of(
                [each in one.unsure for row, one in zip(rows, judged, strict=True) for each in row.entities]
            ),
            "per_kind": per_kind,
        },
        engine={"understanding": "entities"},
        wrong=tuple(
            _shown(row, ours, one)
            for row, ours, one in zip(rows, found, judged, strict=True)
            if len(one.right) < len(row.entities) or one.invented or not all(is_right for _, is_right in one.claimed)
        ),
    )


def _shown(row: EntityRow, ours: Sequence[Entity], one: Judged) -> dict[str, object]:
    def words(each: Entity) -> dict[str, object]:
        return {"kind": each.kind, "words": row.text[each.start : each.end], "value": each.value, "unit": each.unit}

    return {
        "line": row.line,
        "text": row.text,
        "missed": [words(each) for each in row.entities if each not in one.right],
        "silently_wrong": [words(each) for each in one.silently_wrong],
        "invented": [words(each) for each in one.invented],
        "ours": [{**words(each), "sure": each.is_sure} for each in ours],
    }
