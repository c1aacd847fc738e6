"""When two values of an entity are the same (docs/evaluation.md). Pure."""

import re
import unicodedata
from datetime import datetime, timedelta
from decimal import Decimal, InvalidOperation
from typing import Final

_ONE_DAY: Final = timedelta(days=1)
_HALF_A_DAY: Final = timedelta(hours=12)
_DECIMAL_KINDS: Final = frozenset({"money", "number"})


def is_same(kind: str, true: str, ours: str, *, unit: str | None = None, our_unit: str | None = None) -> bool:
    """Say whether ``ours`` is the value ``true`` of a ``kind``. Units differ only where both are given."""
    if kind in _DECIMAL_KINDS:
        return _decimal(true) is not None and _decimal(true) == _decimal(ours) and (unit or our_unit) == our_unit
    if kind == "datetime":
        return _is_same_time(true, ours)
    if kind == "phone":
        return _digits(true) == _digits(ours)
    if kind == "dose":
        return _parts(true) == _parts(ours)
    return _code(true) == _code(ours)


def is_value(kind: str, value: str) -> bool:
    """Say whether ``value`` has the form that a value of this kind must have."""
    if kind in _DECIMAL_KINDS:
        return _decimal(value) is not None
    return kind != "datetime" or _interval(value) is not None


def _decimal(value: str) -> Decimal | None:
    try:
        found = Decimal(value)
    except InvalidOperation:
        return None
    return abs(found) if found.is_finite() else None  # the sign is ignored


def _digits(value: str) -> str:
    plain = unicodedata.normalize("NFKC", value)
    return ("+" if plain.lstrip().startswith("+") else "") + re.sub(r"\D", "", plain)


def _code(value: str) -> str:
    return re.sub(r"[\s\-]", "", unicodedata.normalize("NFKC", value)).upper()


def _parts(value: str) -> frozenset[str]:
    plain = unicodedata.normalize("NFKC", value).replace(" ", "").lower()
    return frozenset(part for part in plain.split(",") if part)


def _interval(value: str) -> tuple[datetime, datetime] | None:
    begin, slash, end = value.partition("/")
    try:
        start, stop = datetime.fromisoformat(begin), datetime.fromisoformat(end if slash else begin)
    except ValueError:
        return None
    if start.tzinfo is None or stop.tzinfo is None or stop < start:
        return None
    return start, stop


def _is_same_time(true: str, ours: str) -> bool:
    """Say whether both are the same interval; for a part of a day the right day and a middle inside are enough."""
    wanted, given = _interval(true), _interval(ours)
    if wanted is None or given is None:
        return False
    if wanted == given:
        return True
    is_part_of_day = timedelta() < wanted[1] - wanted[0] < _ONE_DAY and given[1] - given[0] <= _HALF_A_DAY
    zone = wanted[0].tzinfo
    is_same_day = wanted[0].date() == given[0].astimezone(zone).date()
    middle = given[0] + (given[1] - given[0]) / 2
    return is_part_of_day and is_same_day and wanted[0] <= middle <= wanted[1]
