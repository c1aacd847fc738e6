"""The record of a date or time, and the arithmetic of days, weeks and months around a moment."""

import calendar
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """A day, a part of a day, or an instant, and where it stands in the text it was found in."""

    start: int
    end: int
    """Exclusive."""
    begins: datetime
    ends: datetime
    """Equal to ``begins`` for an instant; the first moment after, for a range."""
    is_approximate: bool = False
    is_unsure: bool = False
    """The words allow another day or hour."""
    has_clock: bool = False

    @property
    def value(self) -> str:
        """Return ``start/end`` in RFC 3339."""
        return f"{self.begins.isoformat(timespec='seconds')}/{self.ends.isoformat(timespec='seconds')}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """A stretch of whole days."""

    first: date
    after: date
    """The first day that is no longer meant."""
    is_approximate: bool = False
    is_unsure: bool = False

    @property
    def is_one(self) -> bool:
        """Say whether it is a single day."""
        return self.after - self.first == timedelta(days=1)


def one(day: date | None, *, is_approximate: bool = False, is_unsure: bool = False) -> Days | None:
    """Return ``day`` as a stretch of one; None for None."""
    if day is None:
        return None
    return Days(first=day, after=day + timedelta(days=1), is_approximate=is_approximate, is_unsure=is_unsure)


def valid(year: int, month: int, day: int) -> date | None:
    """Return the date, or None when the calendar has none (31 September)."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def month(year: int, number: int) -> Days:
    """Return a month; ``number`` may lie outside 1 to 12 and then counts into other years."""
    months = year * 12 + number - 1
    first = date(months // 12, months % 12 + 1, 1)
    return Days(first=first, after=first + timedelta(days=calendar.monthrange(first.year, first.month)[1]))


def months_back(day: date, count: int) -> date | None:
    """Return the same day of the month ``count`` months earlier; None when that month has no such day."""
    first = month(day.year, day.month - count).first
    return valid(first.year, first.month, day.day)


def week(today: date, weeks: int) -> Days:
    """Return the week, Monday to Sunday, that lies ``weeks`` after the one of ``today``."""
    monday = today - timedelta(days=today.weekday()) + timedelta(weeks=weeks)
    return Days(first=monday, after=monday + timedelta(days=7))


def midnight(day: date, now: datetime) -> datetime:
    """Return the first moment of ``day`` in the zone of ``now``."""
    return datetime.combine(day, time(), tzinfo=now.tzinfo)
