"""The values that people say, each with its place: amounts, dates and times, doses, telephone numbers, codes, names.

Values and spans follow one convention: money as a decimal string with two places; dates and times as ``start/end`` in
RFC 3339; telephone numbers in digits; order numbers and error codes in upper case; tails of cards in four digits; doses
as ``N次/日,M片/次``; apps and devices by their canonical names.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from gateway.issue import Claim, ClaimStatus, NumberClaim, NumberKind, ObjectKind
from gateway.understand import amounts, codes, doses, names, phones, times
from gateway.understand.normalise import Normalised, plain
from gateway.understand.utterance import Utterance

UNSURE: Final = 0.5
"""The most that a claim's confidence can be when its words allow another value."""


class EntityKind(StrEnum):
    """What a value is."""

    MONEY = "money"
    DATETIME = "datetime"
    PHONE = "phone"
    ORDER_NO = "order_no"
    ERROR_CODE = "error_code"
    CARD_TAIL = "card_tail"
    APP = "app"
    DEVICE = "device"
    DOSE = "dose"
    READING = "reading"
    """A measurement of the body: temperature, pressure, sugar."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """A value, and where it stands in the text it was found in."""

    kind: EntityKind
    value: str
    unit: str | None
    start: int
    end: int
    """Exclusive."""
    is_approximate: bool = False
    is_unsure: bool = False
    """The words allow another value: it is asked about, and never used as it is."""
    has_clock: bool = False
    """A date or time that names an hour."""


_CLAIM_KINDS: Final = {
    EntityKind.MONEY: NumberKind.MONEY, EntityKind.PHONE: NumberKind.PHONE, EntityKind.CARD_TAIL: NumberKind.CARD,
    EntityKind.ORDER_NO: NumberKind.OTHER, EntityKind.ERROR_CODE: NumberKind.OTHER, EntityKind.DOSE: NumberKind.DOSE,
    EntityKind.READING: NumberKind.OTHER,
}  # fmt: skip
_TO_CONFIRM: Final = frozenset(
    {NumberKind.MONEY, NumberKind.DOSE, NumberKind.DATE, NumberKind.TIME, NumberKind.PHONE, NumberKind.CARD}
)
_READING: Final = re.compile(
    r"(?P<value>\d{2,3}(?:/\d{2,3})?(?:\.\d+)?) ?(?P<unit>mmhg|毫米汞柱|kpa|mmol/l|℃|°c|摄氏度)|"
    r"(?:体温|发烧|烧到)[^\d]{0,4}(?P<temp>3[4-9](?:\.\d)?|4[0-2](?:\.\d)?)度?"
)
_READING_UNITS: Final = {
    "mmhg": "mmHg", "毫米汞柱": "mmHg", "kpa": "kPa", "mmol/l": "mmol/L", "℃": "℃", "°c": "℃", "摄氏度": "℃",
}  # fmt: skip
_RANK: Final = (
    EntityKind.CARD_TAIL, EntityKind.ORDER_NO, EntityKind.ERROR_CODE, EntityKind.PHONE, EntityKind.READING,
    EntityKind.DOSE, EntityKind.MONEY, EntityKind.DATETIME, EntityKind.APP, EntityKind.DEVICE,
)  # fmt: skip


def find(text: str, now: datetime) -> tuple[Entity, ...]:
    """Return the values in ``text`` in order, none overlapping another; ``now`` (aware) resolves relative times."""
    kept: list[Entity] = []
    taken = bytearray(len(text))
    for entity in sorted(_every(text, now), key=lambda entity: (_RANK.index(entity.kind), entity.start)):
        if not any(taken[entity.start : entity.end]):
            taken[entity.start : entity.end] = b"\1" * (entity.end - entity.start)
            kept.append(entity)
    return tuple(sorted(kept, key=lambda entity: entity.start))


def numbers(utterances: Sequence[Utterance], now: datetime) -> tuple[NumberClaim, ...]:
    """Return the numbers that are said or read in ``utterances``; never one that only follows from others.

    ``now`` (aware) resolves relative times. A value that its words leave open has a confidence of at most ``UNSURE``.
    """
    return tuple(
        _claim(utterance, entity)
        for utterance in utterances
        for entity in find(utterance.text, now)
        if entity.kind not in {EntityKind.APP, EntityKind.DEVICE}
    )


def _every(text: str, now: datetime) -> Iterator[Entity]:
    simple = plain(text)
    yield from _spoken(simple, now)
    for kind, name, start, end in names.mentions(text):
        if kind in {ObjectKind.APP, ObjectKind.DEVICE}:
            is_unsure = not names.is_known(name)
            yield Entity(kind=EntityKind(kind.value), value=name, unit=None, start=start, end=end, is_unsure=is_unsure)


def _spoken(simple: Normalised, now: datetime) -> Iterator[Entity]:
    for amount in amounts.find(simple.text):
        yield _entity(
            simple, EntityKind.MONEY, f"{amount.value:f}", amount.unit, (amount.start, amount.end),
            is_approximate=amount.is_approximate, is_unsure=amount.is_unsure,
        )  # fmt: skip
    for when in times.find(simple.text, now):
        yield _entity(
            simple, EntityKind.DATETIME, when.value, None, (when.start, when.end),
            is_approximate=when.is_approximate, is_unsure=when.is_unsure, has_clock=when.has_clock,
        )  # fmt: skip
    for code in codes.find(simple.text):
        yield _entity(
            simple, EntityKind(code.kind.value), code.value, None, (code.start, code.end), is_unsure=code.is_unsure
        )
    for phone in phones.find(simple.text):
        yield _entity(simple, EntityKind.PHONE, phone.value, None, (phone.start, phone.end), is_unsure=phone.is_unsure)
    for dose in doses.find(simple.text):
        yield _entity(simple, EntityKind.DOSE, dose.value, dose.unit, (dose.start, dose.end), is_unsure=dose.is_unsure)
    for match in _READING.finditer(simple.text):
        unit = "℃" if match["temp"] else _READING_UNITS[match["unit"]]
        yield _entity(simple, EntityKind.READING, match["temp"] or match["value"], unit, match.span())


def _entity(
    simple: Normalised,
    kind: EntityKind,
    value: str,
    unit: str | None,
    span: tuple[int, int],
    *,
    is_approximate: bool = False,
    is_unsure: bool = False,
    has_clock: bool = False,
) -> Entity:
    start, end = simple.original(*span)
    return Entity(
        kind=kind,
        value=value,
        unit=unit,
        start=start,
        end=end,
        is_approximate=is_approximate,
        is_unsure=is_unsure,
        has_clock=has_clock,
    )


def _claim(utterance: Utterance, entity: Entity) -> NumberClaim:
    if entity.kind is EntityKind.DATETIME:
        kind = NumberKind.TIME if entity.has_clock else NumberKind.DATE
    else:
        kind = _CLAIM_KINDS[entity.kind]
    confidence = min(utterance.confidence, UNSURE) if entity.is_unsure else utterance.confidence
    return NumberClaim(
        kind=kind,
        value=Claim(
            value=entity.value,
            status=ClaimStatus.STATED if utterance.is_own_words else ClaimStatus.OBSERVED,
            confidence=confidence,
            evidence=(utterance.evidence(entity.start, entity.end),),
            method=utterance.method,
        ),
        unit=entity.unit,
        needs_confirmation=kind in _TO_CONFIRM or entity.is_unsure,
        masked=entity.value,
        is_approximate=entity.is_approximate,
    )
