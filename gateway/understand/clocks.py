"""Times of the clock as people say them: 三点半, 差五分九点, 八点零钟, 15:30, 三点来钟."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from gateway.understand.numerals import HAN, number

_N: Final = rf"(?:\d{{1,2}}|[{HAN[:15]}]{{1,3}})"
_NO_HOUR: Final = (
    "零|〇|击|开|了(?!来)|进|赞|餐|滴|头|名|评|播|不|儿|儿也|点|五(?!分|十)|球|歌|映|菜|都|也|痛|疼|药膏|用|建议|"
    "意见|问题|"
    "东西|事|要求|注意|积分|的菜|[一二两三四五六七八九十]下"
)
PATTERN: Final = (
    rf"(?:差(?P<to_before>一刻|{_N}分钟?)(?={_N}点))?"
    rf"(?<![\d.:{HAN}第差])(?P<hour>{_N})(?:(?:(?P<zero>点零钟)|点钟?|点整|时(?=[{HAN}\d]{{1,3}}分|整|许))"
    rf"(?P<past>半多?|一刻|三刻|过|多|几|来钟|钟左右|左右|许|钟多|钟前后|钟不到)?"
    rf"(?:(?:过|零|搭|踏)?(?:(?P<minute>(?<!半)[零〇]?{_N})(?:分(?!之)|(?<![点钟过][一二三四五六七八九])(?<![点钟]\d)"
    rf"(?<!零点..)(?!个|号|天|月|年|"
    rf"块|次|人|[{HAN}]|\d|片|粒|回|遍|元|度|斤|公里|米))|(?P<fives>{_N})个字))?"
    rf"(?:差(?P<to_after>一刻|{_N}分))?(?P<around>左右|来钟|上下|前后|的样子|不到|钟左右)?(?!{_NO_HOUR})|"
    rf"[:](?P<minute2>[0-5]\d)(?::[0-5]\d)?(?P<meridiem> ?[ap]\.?m\.?)?(?P<around2>左右)?(?![\d:]))"
)
NIGHT: Final = frozenset({(18, 24), (18, 30), (17, 19)})
"""Parts of the day whose hours up to eleven are in the evening."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """A time of the clock; the hours of a twelve-hour clock may need a part of the day."""

    hour: int
    minute: int
    is_half_day: bool
    """The hour is 1 to 12 and may mean the morning or the afternoon."""
    before: timedelta = timedelta(0)
    after: timedelta = timedelta(0)
    """How far around the instant the words reach."""
    is_approximate: bool = False


def read(found: Mapping[str, str | None]) -> Clock | None:
    """Return the time that a match of ``PATTERN`` says; None when there is no such time."""
    hour = number(str(found["hour"]))
    if hour is None or hour != int(hour) or not 0 <= hour <= 24:  # noqa: PLR2004 - hours of a day
        return None
    minute = _minute(found)
    if minute is None or not -30 <= minute < 60:  # noqa: PLR2004 - minutes of an hour
        return None
    hours = int(hour)
    if minute < 0:
        hours, minute = hours - 1, minute + 60
    if found.get("meridiem"):
        hours = hours % 12 + (12 if "p" in str(found["meridiem"]) else 0)
    half_hour = timedelta(minutes=30)
    past, around = found.get("past") or "", found.get("around") or found.get("around2")
    before = after = timedelta(0)
    if past in {"多", "过", "几", "半多", "许", "钟多"} or found.get("zero"):
        after = timedelta(hours=1) if past != "半多" else half_hour
    elif around or past in {"来钟", "钟左右", "左右", "钟前后", "钟不到"}:
        before = after = half_hour
    is_written = found.get("minute2") is not None and (len(str(found["hour"])) == 2 or bool(found.get("meridiem")))  # noqa: PLR2004 - 03:20
    return Clock(
        hour=hours,
        minute=minute,
        is_half_day=1 <= hours <= 12 and not is_written and found["hour"] != "零",  # noqa: PLR2004 - twelve-hour clock
        before=before,
        after=after,
        is_approximate=bool(before or after),
    )


def _minute(found: Mapping[str, str | None]) -> int | None:
    past = found.get("past") or ""
    if past.startswith("半"):
        return 30
    if past in {"一刻", "三刻"}:
        return 15 if past == "一刻" else 45
    to = found.get("to_before") or found.get("to_after")
    if to:
        return -15 if to == "一刻" else -int(number(re.sub(r"分钟?$", "", to)) or 0)
    if found.get("fives"):
        return int(number(str(found["fives"])) or 0) * 5
    words = found.get("minute") or found.get("minute2")
    if not words:
        return 0
    value = number(words.lstrip("零〇")) if words.strip("零〇") else number("零")
    return None if value is None else int(value)


def in_part(clock: Clock, part: tuple[int, int] | None) -> int | None:
    """Return the hour of the clock from the midnight of the day, 24 and more after the next midnight.

    None when the part of the day and the hour do not agree (早上八点 does, 早上十五点 does not).
    """
    hour = clock.hour
    if part is None or not clock.is_half_day:
        return hour
    if part in NIGHT:
        if hour == 12:  # noqa: PLR2004 - midnight
            return 24
        if part == (18, 30) and hour <= 5:  # noqa: PLR2004 - after midnight
            return hour + 24
        return hour + 12 if hour >= 4 else None  # noqa: PLR2004 - 晚上两点 could be either
    if part == (12, 18):
        return hour if hour == 12 else (hour + 12 if hour <= 7 else None)  # noqa: PLR2004
    if part == (11, 13):
        return hour + 12 if hour <= 3 else (hour if hour >= 10 else None)  # noqa: PLR2004
    if part == (0, 6):
        return 0 if hour == 12 else (hour if hour <= 6 else None)  # noqa: PLR2004
    return hour if 3 <= hour <= 12 else None  # noqa: PLR2004 - a morning
