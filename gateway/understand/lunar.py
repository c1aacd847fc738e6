"""The Chinese lunar calendar and the festivals of the year, as days of the common calendar."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from gateway.understand.normalise import LEXICON

_SOLAR: Final = {
    "元旦": (1, 1), "情人节": (2, 14), "妇女节": (3, 8), "三八节": (3, 8), "植树节": (3, 12), "愚人节": (4, 1),
    "劳动节": (5, 1), "五一": (5, 1), "青年节": (5, 4), "儿童节": (6, 1), "六一": (6, 1), "建党节": (7, 1),
    "建军节": (8, 1), "教师节": (9, 10), "国庆": (10, 1), "国庆节": (10, 1), "双十一": (11, 11), "双11": (11, 11),
    "双十二": (12, 12), "平安夜": (12, 24), "圣诞": (12, 25), "圣诞节": (12, 25), "五一节": (5, 1),
    "五一劳动节": (5, 1), "六一儿童节": (6, 1), "三八妇女节": (3, 8), "八一建军节": (8, 1), "国庆日": (10, 1),
    "christmas": (12, 25), "christmas day": (12, 25), "christmas eve": (12, 24), "national day": (10, 1),
}  # fmt: skip
_LUNAR: Final = {
    "春节": (1, 1), "大年初一": (1, 1), "年初一": (1, 1), "大年初二": (1, 2), "年初二": (1, 2), "大年初三": (1, 3),
    "年初三": (1, 3), "大年初四": (1, 4), "大年初五": (1, 5), "大年初六": (1, 6), "大年初七": (1, 7),
    "大年初八": (1, 8), "大年十五": (1, 15), "元宵节": (1, 15), "元宵": (1, 15), "正月半": (1, 15), "龙抬头": (2, 2),
    "二月二": (2, 2), "三月三": (3, 3), "端午": (5, 5), "端午节": (5, 5), "端阳": (5, 5), "五月节": (5, 5),
    "七夕": (7, 7), "七月半": (7, 15), "中元": (7, 15), "中元节": (7, 15), "鬼节": (7, 15), "中秋": (8, 15),
    "中秋节": (8, 15), "八月节": (8, 15), "八月半": (8, 15), "重阳": (9, 9), "重阳节": (9, 9), "腊八": (12, 8),
    "腊八节": (12, 8), "chinese new year": (1, 1), "lunar new year": (1, 1), "spring festival": (1, 1),
    "mid-autumn festival": (8, 15), "dragon boat festival": (5, 5),
}  # fmt: skip
_EVE: Final = frozenset(
    {"除夕", "年三十", "大年三十", "年卅", "年三十晚", "年廿九晚", "大年夜", "年夜", "三十晚上", "年卅晚"}
)
_ROUGH: Final = {"小年": (12, 23), "过年": (1, 1)}
"""Known by different days in different places, or as a season: never sure."""
NAMES: Final = tuple(
    sorted({*_SOLAR, *_LUNAR, *_EVE, *_ROUGH, "清明", "清明节", "冬至", "母亲节", "父亲节"}, key=len, reverse=True)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Year:
    first: date
    lengths: tuple[int, ...]
    leap_after: int
    """The month after which a leap month stands; 0 for none."""


@lru_cache(maxsize=1)
def _years() -> Mapping[int, _Year]:
    rows = tomllib.loads((LEXICON / "lunar.toml").read_text(encoding="utf-8"))
    years = {}
    for name, row in rows.items():
        first, lengths, leap = row.split()
        month, day = first.split("-")
        years[int(name)] = _Year(
            first=date(int(name), int(month), int(day)),
            lengths=tuple(30 if length == "L" else 29 for length in lengths),
            leap_after=int(leap),
        )
    return years


def solar(year: int, month: int, day: int, *, is_leap: bool = False) -> date | None:
    """Return the day on which a lunar date falls; None when there is no such day, or the table (1990-2060) ends."""
    row = _years().get(year)
    if row is None or not 1 <= month <= 12 or day < 1:  # noqa: PLR2004 - months of a year
        return None
    if is_leap and row.leap_after != month:
        return None
    place = month - 1 + (1 if row.leap_after and (month > row.leap_after or is_leap) else 0)
    if day > row.lengths[place]:
        return None
    return row.first + timedelta(days=sum(row.lengths[:place]) + day - 1)


def lunar_year(day: date) -> int:
    """Return the lunar year in which ``day`` lies."""
    row = _years().get(day.year)
    return day.year - 1 if row is not None and day < row.first else day.year


def lunar_month(day: date) -> int | None:
    """Return the lunar month in which ``day`` lies; None in a leap month, or beyond the table."""
    year = lunar_year(day)
    for month in range(1, 13):
        first = solar(year, month, 1)
        if first is not None and 0 <= (day - first).days < 30 and _length(year, month) > (day - first).days:  # noqa: PLR2004
            return month
    return None


def _length(year: int, month: int) -> int:
    return 30 if solar(year, month, 30) is not None else 29


def festival(name: str, year: int) -> date | None:
    """Return the day of a festival whose new year or common year is ``year``; None when it is not in the table."""
    if name in _SOLAR:
        return date(year, *_SOLAR[name])
    if name in _EVE:
        first = solar(year, 1, 1)
        return None if first is None else first - timedelta(days=1)
    if name in _LUNAR:
        return solar(year, *_LUNAR[name])
    if name in _ROUGH:
        return solar(year - (1 if name == "小年" else 0), *_ROUGH[name])
    return _by_rule(name, year)


def _by_rule(name: str, year: int) -> date | None:
    """Return days by sun or weekday: the solar terms follow the usual formula for the years 2000 to 2099."""
    short = year % 100
    if name.startswith("清明"):
        return date(year, 4, int(short * 0.2422 + 4.81) - short // 4)
    if name == "冬至":
        return date(year, 12, int(short * 0.2422 + 21.94) - short // 4)
    month, nth = (5, 2) if name == "母亲节" else (6, 3)
    first = date(year, month, 1)
    return first + timedelta(days=(6 - first.weekday()) % 7 + 7 * (nth - 1))


def is_rough(name: str) -> bool:
    """Say whether the day of a festival differs from place to place, or the word means a season."""
    return name in _ROUGH
