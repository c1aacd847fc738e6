"""Words for days, weeks, months and years, resolved against a moment: 上上周一, 昨儿, 九月三号, 腊月廿三, 中秋节."""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final

from gateway.understand import lunar
from gateway.understand.days_words import WEEKDAYS, WEEKS, YEARS
from gateway.understand.numerals import number
from gateway.understand.when import Days, month, months_back, one, valid, week


def resolve(found: Mapping[str, str | None], today: date, tense: str | None) -> Days | None:
    """Return the days that a match of ``PATTERN`` means; None when the calendar has none.

    Args:
        found: its groups.
        today: the day on which it is said.
        tense: ``past``, ``future``, or None when the sentence does not say.
    """
    for key, build in _BUILDERS:
        if found.get(key):
            return build(found, today, tense)
    return None


def _int(words: str | None) -> int | None:
    value = number(words) if words else None
    return None if value is None or value != int(value) else int(value)


def _year_number(words: str) -> int | None:
    """Return 2016 for 2016, 二零一六, 一六 and 16; two digits from 50 on are of the last century."""
    value = _int(words)
    if value is None:
        digits = [number(char) for char in words]
        if any(digit is None for digit in digits):
            return None
        value = int("".join(str(digit) for digit in digits))
    if value >= 1000 or len(words) > 2:  # noqa: PLR2004 - written in full
        return value
    return value + (1900 if value >= 50 else 2000)  # noqa: PLR2004 - a lifetime


def _date_or_month(found: Mapping[str, str | None], today: date, tense: str | None) -> Days | None:
    year = today.year
    if found.get("near_year"):
        year += YEARS[str(found["near_year"])]
    elif found.get("year"):
        named = _year_number(str(found["year"]))
        if named is None:
            return None
        year = named
    has_year = bool(found.get("near_year") or found.get("year"))
    if found.get("near_month"):
        base = month(today.year, today.month + WEEKS[str(found["near_month"]).rstrip("个")])
        return _inside_month(base.first.year, base.first.month, found)
    name = str(found["month"])
    number_of_month = {"正": 1, "冬": 11, "腊": 12}.get(name) or _int(name)
    if number_of_month is None or not 1 <= number_of_month <= 12:  # noqa: PLR2004 - months of a year
        return None
    if name in {"正", "冬", "腊"} or found.get("lunar") or found.get("new") or found.get("leap"):
        return _lunar(found, number_of_month, today, tense, year if has_year else None)
    days = _inside_month(year, number_of_month, found)
    if days is None or has_year or tense is None:
        return days
    is_before = days.after <= today
    if tense == "future" and is_before:
        return _inside_month(year + 1, number_of_month, found)
    if tense == "past" and days.first > today:
        return _inside_month(year - 1, number_of_month, found)
    return days


def _inside_month(year: int, number_of_month: int, found: Mapping[str, str | None]) -> Days | None:
    whole = month(year, number_of_month)
    if found.get("third"):
        return _third(whole, str(found["third"]))
    if found.get("new"):
        return one(valid(year, number_of_month, _new(str(found["new"]))))
    day = found.get("mday") or found.get("short_day")
    if not day:
        return whole
    value = _int(day)
    return (
        None
        if value is None
        else one(valid(year, whole.first.month, value), is_unsure=not (found.get("mday") or found.get("year")))
    )


def _third(whole: Days, name: str) -> Days:
    """Return the first, middle or last ten days: how far 月底 reaches nobody says."""
    tenth, twentieth = whole.first + timedelta(days=10), whole.first + timedelta(days=20)
    if name in {"初", "上旬", "头"}:
        first, after = whole.first, tenth
    elif name in {"中", "中旬"}:
        first, after = tenth, twentieth
    else:
        first, after = twentieth, whole.after
    return Days(first=first, after=after, is_approximate=True, is_unsure=name not in {"上旬", "中旬", "下旬"})


def _new(words: str) -> int:
    return _int(words.removeprefix("初")) or 0


def _lunar(
    found: Mapping[str, str | None], number_of_month: int, today: date, tense: str | None, year: int | None
) -> Days | None:
    day = _new(str(found["new"])) if found.get("new") else _int(found.get("mday") or found.get("short_day"))
    is_leap = bool(found.get("leap"))
    near = lunar.lunar_year(today)
    years = (year,) if year is not None else (near - 1, near, near + 1)
    if day is None:
        firsts = [lunar.solar(each, number_of_month, 1, is_leap=is_leap) for each in years]
        first = _by_tense([each for each in firsts if each is not None], today, tense)
        return None if first is None else Days(first=first, after=first + timedelta(days=29), is_unsure=True)
    every = [found_day for each in years if (found_day := lunar.solar(each, number_of_month, day, is_leap=is_leap))]
    if not found.get("lunar") and found.get("new") and str(found["month"]).isdigit():
        return _inside_month(year or today.year, number_of_month, found)  # 10月初一 is written by clerks
    if year is not None:
        return one(every[0], is_unsure=bool(found.get("year"))) if every else None
    return one(_by_tense(every, today, tense), is_unsure=_is_open(every, today, tense))


def _by_tense(every: list[date], today: date, tense: str | None) -> date | None:
    """Return the last day before, or the next after today; without a tense the nearest."""
    if tense == "past":
        return max((day for day in every if day <= today), default=None)
    if tense == "future":
        return min((day for day in every if day >= today), default=None)
    return min(every, key=lambda day: abs((day - today).days), default=None)


def _is_open(every: list[date], today: date, tense: str | None) -> bool:
    """Say whether without a tense two of the days are about as far away."""
    far = sorted(abs((day - today).days) for day in every)
    return tense is None and len(far) > 1 and far[0] > 0.4 * far[1]  # less than half as far: surely the near one


def _feast(found: Mapping[str, str | None], today: date, tense: str | None) -> Days | None:
    name = str(found["feast"])
    if found.get("feast_year"):
        year = today.year + YEARS[str(found["feast_year"])]
        return one(lunar.festival(name, year), is_unsure=lunar.is_rough(name))
    every = [day for shift in (-1, 0, 1) if (day := lunar.festival(name, today.year + shift))]
    return one(_by_tense(every, today, tense), is_unsure=_is_open(every, today, tense) or lunar.is_rough(name))


def _bare_third(found: Mapping[str, str | None], today: date, _tense: str | None) -> Days | None:
    words = str(found["bare_third"])
    if words.startswith("月"):
        return _third(month(today.year, today.month), words[1:])
    first = 1 if words == "年初" else 11
    stretch = month(today.year, first)
    return Days(first=stretch.first, after=month(today.year, first + 2).first, is_approximate=True, is_unsure=True)


def _half(found: Mapping[str, str | None], today: date, _tense: str | None) -> Days | None:
    """Return the first or second half of this year, month (to the 15th) or week (to Wednesday)."""
    words = str(found["half"])
    is_first = words[0] in "上前"
    if words.endswith("年"):
        return Days(
            first=date(today.year, 1 if is_first else 7, 1), after=month(today.year, 7 if is_first else 13).first
        )
    whole = month(today.year, today.month) if words.endswith("月") else week(today, 0)
    middle = whole.first + timedelta(days=15 if words.endswith("月") else 3)
    return Days(first=whole.first, after=middle) if is_first else Days(first=middle, after=whole.after)


def _decade(found: Mapping[str, str | None], _today: date, _tense: str | None) -> Days | None:
    first = _int(found["decade"])
    return None if first is None else Days(first=date(1900 + first, 1, 1), after=date(1910 + first, 1, 1))


def _year(found: Mapping[str, str | None], today: date, _tense: str | None) -> Days | None:
    if found.get("rel_year"):
        year: int | None = today.year + YEARS[str(found["rel_year"])]
    else:
        year = _year_number(str(found["only_year"]))
    if year is None or not 1900 <= year <= 2100:  # noqa: PLR2004 - a lifetime
        return None
    third = found.get("year_third") or found.get("rel_third")
    if third and third.endswith("半年"):
        half = 1 if third[0] in "上前" else 7
        return Days(first=date(year, half, 1), after=month(year, half + 6).first)
    whole = Days(first=date(year, 1, 1), after=date(year + 1, 1, 1))
    if not third:
        return whole
    first = {"初": 1, "头": 1, "中": 5}.get(third, 11)
    return Days(first=date(year, first, 1), after=month(year, first + 2).first, is_approximate=True, is_unsure=True)


def _day_of_month(found: Mapping[str, str | None], today: date, _tense: str | None) -> Days | None:
    day = _int(found.get("only_day") or found.get("only_date"))
    return None if day is None else one(valid(today.year, today.month, day))


def _week(found: Mapping[str, str | None], today: date, tense: str | None) -> Days | None:
    weekday = str(found["weekday"])
    near = found.get("week")
    this = week(today, WEEKS[near.rstrip("个")] if near else 0)
    is_weekend = weekday == "末"
    first = this.first + timedelta(days=5 if is_weekend else WEEKDAYS[weekday])
    is_unsure = False
    if near is None:
        if tense == "past" and first > today:
            first -= timedelta(weeks=1)
        elif tense == "future" and first < today:
            first += timedelta(weeks=1)
        is_unsure = tense is None and abs((first - today).days) > 1
    return Days(first=first, after=first + timedelta(days=2 if is_weekend else 1), is_unsure=is_unsure)


def _week_span(found: Mapping[str, str | None], today: date, _tense: str | None) -> Days | None:
    return week(today, WEEKS[str(found["week_span"]).rstrip("个")])


def _new_only(found: Mapping[str, str | None], today: date, _tense: str | None) -> Days | None:
    """Return 初五 of the lunar month in which it is said: it may be another, so never surely."""
    current = lunar.lunar_month(today)
    if current is None:
        return None
    return one(lunar.solar(lunar.lunar_year(today), current, _new(str(found["new_only"]))), is_unsure=True)


def _iso(found: Mapping[str, str | None], _today: date, _tense: str | None) -> Days | None:
    year, number_of_month, day = (int(part) for part in re.split(r"[-/.]", str(found["iso"])))
    return one(valid(year, number_of_month, day))


def ago(today: date, count: float, unit: str) -> Days | None:
    """Return the day that lies ``count`` days, weeks, months or years back (below zero: ahead).

    A whole month for half a year ago; half a month or a year ago nobody means to the day.
    """
    if unit in {"天", "日", "day"}:
        return one(today - timedelta(days=int(count))) if count == int(count) else None
    if unit in {"周", "星期", "礼拜", "week"}:
        return one(today - timedelta(days=round(count * 7)), is_approximate=True, is_unsure=count != int(count))
    if unit in {"月", "month"} and count == 0.5:  # noqa: PLR2004 - half a month
        return one(today - timedelta(days=15), is_approximate=True, is_unsure=True)
    months = count * (12 if unit in {"年", "year"} else 1)
    if unit in {"年", "year"} and count != int(count):
        base = month(today.year, today.month - int(months))
        return Days(first=base.first, after=base.after, is_approximate=True, is_unsure=count > 1)
    if months != int(months):
        return None
    return one(months_back(today, int(months)), is_approximate=True)


_BUILDERS: Final = (
    ("month", _date_or_month),
    ("near_month", _date_or_month),
    ("bare_third", _bare_third),
    ("feast", _feast),
    ("rel_year", _year),
    ("only_year", _year),
    ("only_day", _day_of_month),
    ("only_date", _day_of_month),
    ("weekday", _week),
    ("week_span", _week_span),
    ("new_only", _new_only),
    ("iso", _iso),
    ("half", _half),
    ("decade", _decade),
)
