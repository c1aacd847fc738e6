"""Dates and times as people say them. What is not surely understood gives nothing.

A silent error is worse than null.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from gateway.understand.amounts import number

_N: Final = r"(?:\d{1,4}|[零〇一二两三四五六七八九十廿卅]{1,4})"
_HOURS: Final = (
    ((0, 6), ("凌晨",)),
    ((6, 12), ("清早", "大清早", "一大早", "早上", "早晨", "上午", "早起", "头半晌")),
    ((11, 13), ("中午",)),
    ((12, 18), ("下午", "下半晌")),
    ((17, 19), ("傍晚", "擦黑")),
    ((18, 24), ("晚上", "晚黑")),
    ((18, 30), ("夜里", "半夜", "夜间")),
)
_PARTS: Final = {name: hours for hours, names in _HOURS for name in names}
_DAYS: Final = {
    "大前天": -3,
    "前天": -2,
    "前日": -2,
    "昨天": -1,
    "昨日": -1,
    "昨": -1,
    "今天": 0,
    "今日": 0,
    "今": 0,
    "明天": 1,
    "明": 1,
    "后天": 2,
    "大后天": 3,
}
_WEEKDAYS: Final = {"一": 0, "二": 1, "三": 2, "四": 3, "五": 4, "六": 5, "日": 6, "天": 6, "末": 5}
_PART: Final = "|".join(sorted(_PARTS, key=len, reverse=True))
_DAY: Final = (
    r"(?P<day>大前天|大后天|前天|前日|昨天|昨日|今天|今日|明天|后天|昨(?=晚|夜)|今(?=晚|早|夜)|明(?=晚|早))|"
    rf"(?P<week>上上个?|上个?|这个?|本|下个?|下下个?)?(?:周|礼拜|星期)(?P<weekday>[一二三四五六日天])(?!\d)|"
    rf"(?:(?P<year>(?:19|20)\d\d|[一二][零〇九][零〇一二三四五六七八九]{{2}}|今|去|"
    rf"前)年)?(?:(?P<month>{_N})月)(?P<mday>{_N})(?:号(?!码|线|楼|院|门)|日)|"
    rf"(?<![\d\w])(?P<iso>(?:19|20)\d\d[-/.]\d{{1,2}}[-/.]\d{{1,2}})(?!\d)"
)
_CLOCK: Final = (
    rf"(?P<hour>{_N})(?:点(?:钟)?(?P<half>半|过|多|一刻|三刻)?(?:(?P<minute>{_N})分?)?(?!击|开|了|进|赞|"
    rf"餐|滴|[一二两三四五六七八九十]下)|[:：](?P<minute2>[0-5]\d)(?!\d))"
)
_WHEN: Final = re.compile(
    rf"(?:(?:{_DAY})(?:的|,)?(?:(?P<part>{_PART}|晚|早|夜里|夜)(?:的|,)?)?|(?P<part_only>{_PART})(?:的|,)?)"
    rf"(?:{_CLOCK})?"
)
_UNSURE_DAY: Final = re.compile(r"(?:[初号日月周一二三四五六七八九十\d]|每天|天天|每日|每|几天|那天|当天|有天)[的,]?$")
_RELATIVE: Final = re.compile(
    r"(?P<just>刚才|刚刚|方才)|(?<!\d)(?P<count>\d{1,2}|[一二两三四五六七八九十]{1,3}|半|几)(?:个)?(?P<half>半)?(?P<unit>小时|钟头|分钟|天|星期|"
    r"礼拜|周|月|年)(?:之|以)?前(?!半)|(?P<bare_week>上上个?|上个?|这个?|本)(?P<span>周|礼拜|星期|"
    r"月)(?![一二三四五六日天末])"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """A day, a part of a day, or an instant, and where it stands in the text it was found in."""

    start: int
    end: int
    """Exclusive."""
    begins: datetime
    ends: datetime
    """Equal to ``begins`` for an instant; the first moment after, for a range."""
    is_approximate: bool
    has_clock: bool

    @property
    def value(self) -> str:
        """Return ``start/end`` in RFC 3339."""
        return f"{self.begins.isoformat(timespec='seconds')}/{self.ends.isoformat(timespec='seconds')}"


def find(text: str, now: datetime) -> Iterator[When]:
    """Yield the dates and times in ``text``, which is normalised; ``now`` resolves relative ones and gives the zone."""
    taken: list[tuple[int, int]] = []
    for match in _WHEN.finditer(text):
        when = _named(match, now)
        if when is not None:
            taken.append((when.start, when.end))
            yield when
    for match in _RELATIVE.finditer(text):
        when = _relative(match, now)
        if when is not None and not any(when.start < end and when.end > start for start, end in taken):
            yield when


def _midnight(day: date, now: datetime) -> datetime:
    return datetime.combine(day, time(), tzinfo=now.tzinfo)


def _int(words: str | None) -> int | None:
    if not words:
        return None
    value = number(words)
    return None if value is None or value != int(value) else int(value)


def _named(match: re.Match[str], now: datetime) -> When | None:
    if match["part_only"] and _UNSURE_DAY.search(match.string, 0, match.start()):
        return None
    day = now.date() if match["part_only"] else _day(match, now)
    if day is None:
        return None
    part = match["part"] or match["part_only"]
    part = {"晚": "晚上", "早": "早上", "夜": "夜里"}.get(part, part) if part else None
    begins = _midnight(day, now)
    if match["hour"]:
        hour = _int(match["hour"])
        return None if hour is None else _clock(match, begins, part, hour)
    if match["part_only"]:
        return None  # a part of the day without a day or a clock could be any day
    span = _PARTS.get(part) if part else (0, 24)
    if span is None:
        return None
    return When(
        start=match.start(),
        end=match.end(),
        begins=begins + timedelta(hours=span[0]),
        ends=begins + timedelta(hours=span[1]),
        is_approximate=False,
        has_clock=False,
    )


def _clock(match: re.Match[str], begins: datetime, part: str | None, hour: int) -> When | None:
    """Return the instant. Without a part of the day an hour up to twelve could be either: then nothing."""
    half = match["half"]
    minute = {"半": 30, "一刻": 15, "三刻": 45}.get(half or "", _int(match["minute"] or match["minute2"]) or 0)
    if part is None and hour <= 12 and match["minute2"] is None:  # noqa: PLR2004 - twelve-hour clock
        return None
    if part in {"下午", "傍晚", "晚上", "夜里", "半夜", "下半晌", "擦黑", "晚黑", "夜间"} and 1 <= hour < 12:  # noqa: PLR2004
        is_after_midnight = part in {"夜里", "半夜", "夜间"} and hour < 6  # noqa: PLR2004
        hour += 24 if is_after_midnight else 12
    elif (part in {"晚上", "夜里", "半夜", "夜间"} and hour == 12) or (part == "中午" and hour in {1, 2}):  # noqa: PLR2004
        hour += 12
    if not 0 <= hour < 30 or not 0 <= minute < 60:  # noqa: PLR2004
        return None
    at = begins + timedelta(hours=hour, minutes=minute)
    return When(
        start=match.start(),
        end=match.end(),
        begins=at,
        ends=at + timedelta(hours=1) if half in {"多", "过"} else at,
        is_approximate=half in {"多", "过"},
        has_clock=True,
    )


def _day(match: re.Match[str], now: datetime) -> date | None:
    today = now.date()
    if match["day"]:
        return today + timedelta(days=_DAYS[match["day"]])
    if match["weekday"]:
        weeks = {"上上": -2, "上": -1, "这": 0, "本": 0, "下": 1, "下下": 2}.get((match["week"] or "").rstrip("个"))
        if weeks is None:
            return None
        monday = today - timedelta(days=today.weekday())
        return monday + timedelta(weeks=weeks, days=_WEEKDAYS[match["weekday"]])
    if match["iso"]:
        return _date(*(int(part) for part in re.split(r"[-/.]", match["iso"])))
    year = {"今": today.year, "去": today.year - 1, "前": today.year - 2, None: today.year}.get(match["year"])
    year = _int(match["year"]) if year is None else year
    month, day = _int(match["month"]), _int(match["mday"])
    return None if year is None or month is None or day is None else _date(year, month, day)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _relative(match: re.Match[str], now: datetime) -> When | None:
    begins: datetime
    if match["just"]:
        begins, ends = now - timedelta(hours=1), now
    elif match["bare_week"]:
        return _bare_span(match, now)
    else:
        if match["count"] == "几":
            return None
        half = match["count"] == "半"
        count = 0.5 if half else _int(match["count"])
        if count is None:
            return None
        count += 0.5 if match["half"] else 0
        unit = match["unit"]
        if unit in {"小时", "钟头", "分钟"}:
            begins = ends = now - (timedelta(minutes=count) if unit == "分钟" else timedelta(hours=count))
        else:
            day = _days_ago(now.date(), count, unit)
            if day is None:
                return None
            begins = _midnight(day, now)
            ends = begins + timedelta(days=1)
    return When(
        start=match.start(),
        end=match.end(),
        begins=begins,
        ends=ends,
        is_approximate=True,
        has_clock=begins == ends or match["just"] is not None,
    )


def _days_ago(today: date, count: float, unit: str) -> date | None:
    if count != int(count):
        return None  # half a year ago is a month, not a day
    whole = int(count)
    if unit == "天":
        return today - timedelta(days=whole)
    if unit in {"星期", "礼拜", "周"}:
        return today - timedelta(weeks=whole)
    months = today.year * 12 + today.month - 1 - (whole if unit == "月" else whole * 12)
    return _date(months // 12, months % 12 + 1, today.day)


def _bare_span(match: re.Match[str], now: datetime) -> When | None:
    back = {"上上": 2, "上": 1, "这": 0, "本": 0}[match["bare_week"].rstrip("个")]
    today = now.date()
    if match["span"] == "月":
        months = today.year * 12 + today.month - 1 - back
        first = date(months // 12, months % 12 + 1, 1)
        after = date((months + 1) // 12, (months + 1) % 12 + 1, 1)
    else:
        first = today - timedelta(days=today.weekday(), weeks=back)
        after = first + timedelta(days=7)
    return When(
        start=match.start(),
        end=match.end(),
        begins=_midnight(first, now),
        ends=_midnight(after, now),
        is_approximate=False,
        has_clock=False,
    )
