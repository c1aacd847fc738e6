"""Dates and times as people say them, in Mandarin and its dialects, Cantonese and English.

What the calendar does not have gives nothing (31 September); what the words leave open is marked as unsure.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from gateway.understand import clocks, days, times_english
from gateway.understand.numerals import HAN, number
from gateway.understand.times_ranges import joined
from gateway.understand.times_words import AGO, COUNT_MINUTES, HAS_TIME, YEARS, Part, Words, groups, load
from gateway.understand.when import Days, When, midnight, one, valid


def find(text: str, now: datetime) -> Iterator[When]:
    """Yield the dates and times in ``text``, which is plain.

    ``now`` (aware) resolves relative ones and gives the zone.
    """
    if HAS_TIME.search(text) is None:
        return
    taken = bytearray(len(text))
    for when in joined(text, sorted(_every(text, now), key=lambda when: (when.start, -when.end))):
        if not any(taken[when.start : when.end]):
            taken[when.start : when.end] = b"\1" * (when.end - when.start)
            yield when


def _every(text: str, now: datetime) -> Iterator[When]:
    words = load()
    for match in AGO.finditer(text):
        when = _ago(match, now)
        if when is not None:
            yield when
    for match in words.when.finditer(text):
        when = _built(match, text, now, words)
        if when is not None:
            yield when
    for match in YEARS.finditer(text):
        first, last = (valid(int(match[name]), 1, 1) for name in ("first", "last"))
        if first is not None and last is not None and first < last:
            yield _whole(match.span(), Days(first=first, after=last, is_approximate=True), now)
    yield from times_english.find(text, now)


def _clause(text: str, start: int, end: int) -> str:
    """Return the clause around a stretch, without the stretch itself."""
    before = re.split(r"[,。;!?\n]", text[max(0, start - 40) : start])[-1]
    after = re.split(r"[,。;!?\n]", text[end : end + 40], maxsplit=2)
    return f"{before} {','.join(after[:2])}"


def _tense(text: str, start: int, end: int, words: Words) -> str | None:
    """Return whether the clause speaks of the past or the future; None when it does not say, or says both."""
    clause, _, _ = _clause(text, start, end).partition(",")
    is_past, is_future = bool(words.past.search(clause)), bool(words.future.search(clause))
    return None if is_past == is_future else "past" if is_past else "future"


def _ago(match: re.Match[str], now: datetime) -> When | None:
    if match["just"]:
        return When(
            start=match.start(),
            end=match.end(),
            begins=now - timedelta(hours=1),
            ends=now,
            is_approximate=True,
            has_clock=True,
        )
    count = 0.5 if match["count"] == "半" else _float(match["count"])
    if count is None:
        return None
    count += 0.5 if match["half"] else 0
    is_loose = bool(match["loose"]) or "几" in match["count"]
    unit, is_ahead = match["unit"], "后" in match["way"]
    if unit in COUNT_MINUTES:
        if is_ahead:
            return None  # two hours after something else, more often than after now
        at = now - timedelta(minutes=count * COUNT_MINUTES[unit])
        return When(
            start=match.start(),
            end=match.end(),
            begins=at,
            ends=at,
            is_approximate=True,
            is_unsure=is_loose,
            has_clock=True,
        )
    if unit.startswith("秒") or (is_ahead and unit not in {"天", "日"}) or is_loose:
        return None
    stretch = days.ago(now.date(), -count if is_ahead else count, unit)
    return None if stretch is None else _whole(match.span(), stretch, now, is_unsure=is_ahead)


def _float(words: str) -> float | None:
    value = number(words)
    return None if value is None else float(value)


def _whole(span: tuple[int, int], stretch: Days, now: datetime, *, is_unsure: bool = False) -> When:
    return When(
        start=span[0],
        end=span[1],
        begins=midnight(stretch.first, now),
        ends=midnight(stretch.after, now),
        is_approximate=stretch.is_approximate,
        is_unsure=stretch.is_unsure or is_unsure,
    )


_REPEATED: Final = re.compile(
    r"(?:每|每隔|逢|每个|每逢|每天的?|天天|每日|每晚|每周|每月|每年|年年|月月|日日|每到|一到)$"
)


def _built(match: re.Match[str], text: str, now: datetime, words: Words) -> When | None:
    if _REPEATED.search(text[max(0, match.start() - 4) : match.start()]):
        return None
    tense = _tense(text, *match.span(), words)
    if match["day"]:
        word = match["day"]
        stretch: Days | None = one(now.date() + timedelta(days=words.offsets[word]))
        part = words.parts[match["part"]] if match["part"] else words.inside.get(word)
        if part is None and word in words.whole_mornings and words.cantonese.search(text):
            part = (6, 12)
        found = match.groupdict()
    elif match["part_only"]:
        return _without_day(match, now, tense, words, groups(match, "p"), words.parts[match["part_only"]])
    elif match["hour_c"]:
        return _without_day(match, now, tense, words, groups(match, "c"), None)
    else:
        stretch = days.resolve(match.groupdict(), now.date(), tense)
        part = words.parts[match["part_d"]] if match["part_d"] else None
        found = groups(match, "d")
    if stretch is None:
        return None
    if found.get("hour"):
        return _on_day(match, stretch, part, found, now, tense)
    if part is None:
        return _whole(match.span(), stretch, now, is_unsure=_is_age(match, text))
    begins = midnight(stretch.first, now)
    return When(
        start=match.start(),
        end=match.end(),
        begins=begins + timedelta(hours=part[0]),
        ends=begins + timedelta(hours=part[1]),
        is_approximate=stretch.is_approximate,
        is_unsure=stretch.is_unsure or not stretch.is_one,
    )


def _is_age(match: re.Match[str], text: str) -> bool:
    """Say whether 今年 only leads to an age: 今年七十八."""
    return match.group() == "今年" and bool(
        re.match(rf"[都已经快要刚]*[{HAN}\d]{{1,3}}(?:岁|了|$|[,。])", text[match.end() :])
    )


_AFTERNOON: Final = range(1, 6)
"""Hours that mean the afternoon when nobody says that it is night."""
_MORNING: Final = range(8, 12)
"""Hours of appointments that mean the morning."""
_ASLEEP: Final = re.compile("睡|醒|吓|黑|夜|梦|起夜|鸡叫|失眠")


def _on_day(
    match: re.Match[str],
    stretch: Days,
    part: Part | None,
    found: Mapping[str, str | None],
    now: datetime,
    tense: str | None,
) -> When | None:
    clock = clocks.read(found)
    if clock is None or not stretch.is_one:
        return None
    if stretch.first > now.date():
        tense = "future"
    hour = clocks.in_part(clock, part)
    is_tonight = hour is not None and hour >= 24 and stretch.first == now.date()  # noqa: PLR2004 - after midnight
    if is_tonight and hour is not None and tense != "future" and now.hour >= hour - 24:
        hour -= 24  # 今儿半夜两点 that has passed is this morning's
        stretch = replace(stretch, is_unsure=tense is None)
    is_awake = (
        hour is not None
        and (hour in _AFTERNOON or (tense == "future" and hour in _MORNING))
        and not _ASLEEP.search(match.string)
    )
    is_unsure = stretch.is_unsure or (part is None and clock.is_half_day and not is_awake)
    if hour is None:
        hour, is_unsure = clock.hour, True
    elif part is None and clock.is_half_day and hour in _AFTERNOON:
        hour += 12
    at = midnight(stretch.first, now) + timedelta(hours=hour, minutes=clock.minute)
    return _instant(match, at, clock, is_unsure=is_unsure)


def _instant(match: re.Match[str], at: datetime, clock: clocks.Clock, *, is_unsure: bool) -> When:
    return When(
        start=match.start(),
        end=match.end(),
        begins=at - clock.before,
        ends=at + clock.after,
        is_approximate=clock.is_approximate,
        is_unsure=is_unsure,
        has_clock=True,
    )


def _without_day(
    match: re.Match[str],
    now: datetime,
    tense: str | None,
    words: Words,
    found: Mapping[str, str | None],
    part: Part | None,
) -> When | None:
    """Build a part of the day or a clock time that no day stands before: of today, or the last or next one."""
    clause = _clause(match.string, *match.span())
    is_habit = bool(words.habit.search(clause))
    clock = clocks.read(found) if found.get("hour") else None
    if clock is not None and part is None and re.fullmatch(r"[一1两二]点", match.group()):
        return None  # 一点 is "a little", much more often
    today = midnight(now.date(), now)
    if clock is None:
        if found.get("hour") or part is None or is_habit:
            return None
        begins, ends = today + timedelta(hours=part[0]), today + timedelta(hours=part[1])
        if tense == "past" and begins > now:
            begins, ends = begins - timedelta(days=1), ends - timedelta(days=1)
        return When(start=match.start(), end=match.end(), begins=begins, ends=ends, is_approximate=True, is_unsure=True)
    if is_habit:
        return None
    hour = clocks.in_part(clock, part)
    is_unsure = hour is None
    if part is None and clock.is_half_day:
        return _nearest(match, today, now, tense, clock)
    at = today + timedelta(hours=clock.hour if hour is None else hour, minutes=clock.minute)
    if tense == "future" and at <= now:
        at += timedelta(days=1)
    elif tense == "past" and at > now:
        at -= timedelta(days=1)
    return _instant(match, at, clock, is_unsure=is_unsure)


def _nearest(match: re.Match[str], today: datetime, now: datetime, tense: str | None, clock: clocks.Clock) -> When:
    """Return the next such time on a twelve-hour clock, the last one for the past; without a tense never surely."""
    first = today + timedelta(hours=clock.hour % 12, minutes=clock.minute)
    every = [first + timedelta(hours=12 * step) for step in range(-2, 4)]
    if tense == "past":
        at = max(each for each in every if each <= now)
    elif tense == "future":
        at = min(each for each in every if each > now)
    else:
        at = min(every, key=lambda each: abs(each - now))
    is_close = abs(at - now) <= timedelta(hours=3)
    is_asleep = at.hour < 6  # noqa: PLR2004 - rarely meant without saying so
    return _instant(
        match,
        at + timedelta(hours=12) if is_asleep else at,
        clock,
        is_unsure=(tense is None and not is_close) or is_asleep,
    )
