"""Dates and times in English: yesterday afternoon, last Wednesday, at half past three, 20 November, two hours ago."""

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from gateway.understand import lunar
from gateway.understand import times_english_words as lexis
from gateway.understand.numerals import ENGLISH, english
from gateway.understand.when import Days, When, midnight, month, months_back, one, valid, week


def find(text: str, now: datetime) -> Iterator[When]:
    """Yield the dates and times in English in ``text``, which is in lower case."""
    if re.search(r"[a-z]{2}", text) is None:
        return
    for match in lexis.AGO.finditer(text):
        when = _ago(match, now)
        if when is not None:
            yield when
    for match in lexis.CLOCK_FIRST.finditer(text):
        when = _clock_first(match, text, now)
        if when is not None:
            yield when
    for match in lexis.WHEN.finditer(text):
        when = _day_first(match, text, now)
        if when is not None:
            yield when


def _tense(text: str, start: int, end: int) -> str | None:
    before, after = (
        re.split(r"[.;!?\n]", text[max(0, start - lexis.CLAUSE_CHARS) : start])[-1],
        re.split(r"[.;!?\n]", text[end : end + lexis.CLAUSE_CHARS])[0],
    )
    clause = f"{before} {after}"
    is_past, is_future = bool(lexis.PAST.search(clause)), bool(lexis.FUTURE.search(clause))
    return None if is_past == is_future else ("past" if is_past else "future")


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
    count = lexis.count_of(match["count"] or match["ahead"])
    if count is None:
        return None
    count += 0.5 if match["half"] else 0
    unit = match["unit"] or match["ahead_unit"]
    if unit in {"minute", "min", "hour"}:
        at = now - timedelta(minutes=count * (60 if unit == "hour" else 1))
        return When(start=match.start(), end=match.end(), begins=at, ends=at, is_approximate=True, has_clock=True)
    if count != int(count):
        return None
    whole = int(count) if match["count"] else -int(count)
    if unit in {"day", "week"}:
        day: date | None = now.date() - timedelta(days=whole * (7 if unit == "week" else 1))
    else:
        day = months_back(now.date(), whole * (12 if unit == "year" else 1))
    stretch = one(day, is_approximate=unit != "day", is_unsure=unit == "year")
    return None if stretch is None else _whole(match, stretch, now)


def _is_clock(match: re.Match[str]) -> bool:
    """Say whether the number after a day is a time: yesterday at 3, yesterday 3 pm; not "yesterday, 45 yuan"."""
    has_sign = match["mark"] or match["minute"] or match["to"] or match["noon"] or match["clock_part"] or match["part"]
    return bool(has_sign) or bool(re.search(r" (?:at|around|about|by|from) ", match.group()))


def _whole(match: re.Match[str], stretch: Days, now: datetime, *, end: int | None = None) -> When:
    return When(
        start=match.start(),
        end=match.end() if end is None else end,
        begins=midnight(stretch.first, now),
        ends=midnight(stretch.after, now),
        is_approximate=stretch.is_approximate,
        is_unsure=stretch.is_unsure,
    )


def _stretch(match: re.Match[str], today: date, tense: str | None) -> Days | None:
    if match["day"]:
        return one(today + timedelta(days=lexis.DAYS[match["day"]]))
    if match["tonight"]:
        return one(today + timedelta(days={"last night": -1, "tomorrow night": 1}.get(match["tonight"], 0)))
    if match["weekday"]:
        return _weekday(match, today, tense)
    if match["mday"] or match["mday2"]:
        named = match["year"] or match["year2"]
        number = lexis.MONTHS[match["month"] or match["month2"]]
        day = lexis.ordinal_of(match["mday"] or match["mday2"])
        found = valid(int(named) if named else today.year, number, day)
        if (
            found is not None
            and not named
            and tense is not None
            and (found > today) != (tense == "future")
            and found != today
        ):
            found = valid(today.year + (1 if tense == "future" else -1), number, day)
        return one(found)
    if match["span_near"]:
        return _span(match, today)
    if match["only_day"]:
        return one(
            valid(today.year, today.month, lexis.ordinal_of(match["only_day"])),
            is_unsure=not match.group().startswith("on "),
        )
    if match["feast"]:
        every = [feast for shift in (-1, 0, 1) if (feast := lunar.festival(match["feast"], today.year + shift))]
        fitting = [feast for feast in every if (feast <= today) == (tense == "past")]
        return one(min(fitting, key=lambda feast: abs((feast - today).days), default=None), is_unsure=tense is None)
    return month(int(match["only_year"] or today.year), lexis.MONTHS[match["only_month"]])


def _weekday(match: re.Match[str], today: date, tense: str | None) -> Days | None:
    place = lexis.WEEKDAYS[match["weekday"]]
    near = match["week_after"] or (match["near"] or "").strip()
    this = week(today, 0).first + timedelta(days=place)
    if match["week_after"]:
        return one(this + timedelta(weeks={"last": -1, "this": 0, "next": 1}[near]))
    if near in {"last", "this past"}:  # the one of last week; unsure when this week already had one
        return one(this - timedelta(weeks=1), is_unsure=this < today)
    if near == "next":
        return one(this + timedelta(weeks=1), is_unsure=this > today)
    if tense == "past" and this > today:
        this -= timedelta(weeks=1)
    elif tense == "future" and this < today:
        this += timedelta(weeks=1)
    is_led = re.match(r"(?:on|last|this|next|the) ", match.group()) is not None
    return one(this, is_unsure=not is_led or (tense is None and not near))


def _span(match: re.Match[str], today: date) -> Days | None:
    near, span = match["span_near"], match["span"]
    if near == "the week before last":
        return week(today, -2)
    if near == "the month before last":
        return month(today.year, today.month - 2)
    if span is None:
        return None
    shift = {"last": -1, "this": 0, "next": 1}[near]
    if span == "week":
        return week(today, shift)
    if span == "weekend":
        monday = week(today, shift).first
        return Days(first=monday + timedelta(days=5), after=monday + timedelta(days=7), is_unsure=shift != 0)
    if span == "month":
        return month(today.year, today.month + shift)
    return Days(first=date(today.year + shift, 1, 1), after=date(today.year + shift + 1, 1, 1))


def _day_first(match: re.Match[str], text: str, now: datetime) -> When | None:
    if lexis.HABIT.search(text[max(0, match.start() - 8) : match.start()]) or match["weekday"] in {
        "sun",
        "sat",
        "mon",
        "wed",
    }:
        return None
    if match["month2"] == "may" and not match["mday2"][0].isdigit():
        return None
    stretch = _stretch(match, now.date(), _tense(text, *match.span()))
    if stretch is None:
        return None
    part = lexis.PARTS.get(match["part"] or match["clock_part"] or "") or lexis.TONIGHT.get(match["tonight"] or "")
    if match["hour"] or match["noon"]:
        at = _at(match, stretch, part, now, _tense(text, *match.span())) if _is_clock(match) else None
        if at is not None:
            return at
        end = (
            match.end("part")
            if match["part"]
            else match.start() + len(re.split(r",? (?:at |around |about |by |from )*(?=\d)|, ", match.group())[0])
        )
        return _whole(match, stretch, now, end=end) if part is None else None
    if part is None:
        return _whole(match, stretch, now)
    begins = midnight(stretch.first, now)
    return When(
        start=match.start(),
        end=match.end(),
        begins=begins + timedelta(hours=part[0]),
        ends=begins + timedelta(hours=part[1]),
        is_unsure=stretch.is_unsure or not stretch.is_one,
    )


def _hour_minute(match: re.Match[str]) -> tuple[int, int] | None:
    if match["noon"]:
        return (12 if match["noon"] == "noon" else 24), 0
    hour = int(match["hour"]) if match["hour"].isdigit() else ENGLISH[match["hour"]]
    minute = int(match["minute"]) if match["minute"] else 0
    if match["words"]:
        minute = int((english(match["words"].replace("-", " ").removeprefix("oh ")) or english("zero")).value)  # type: ignore[union-attr]  # "zero" is a number
    if match["to"]:
        words = match["to"].removesuffix(" past").removesuffix(" to").removesuffix(" minutes").removeprefix("a ")
        past = 30 if words == "half" else 15 if words == "quarter" else int(lexis.count_of(words) or 0)
        minute = -past if match["to"].endswith(" to") else past
    if minute < 0:
        hour, minute = hour - 1, minute + 60
    return (hour, minute) if 0 <= hour <= 24 else None  # noqa: PLR2004 - hours of a day


def _at(
    match: re.Match[str], stretch: Days, part: tuple[int, int] | None, now: datetime, tense: str | None
) -> When | None:
    time = _hour_minute(match)
    if time is None or not stretch.is_one:
        return None
    hour, minute = time
    tense = "future" if stretch.first > now.date() else tense
    mark = (match["mark"] or "").replace(".", "")
    is_unsure = stretch.is_unsure
    if mark == "pm" or (part is not None and part[0] >= 12 and hour < 12):  # noqa: PLR2004 - afternoon
        hour = hour % 12 + 12
    elif mark == "am":
        hour %= 12
    elif part is None and 1 <= hour <= 12 and not match["noon"]:  # noqa: PLR2004 - twelve-hour clock
        is_unsure = not (1 <= hour <= 5 or (tense == "future" and hour <= 11))  # noqa: PLR2004 - by day
        hour += 12 if hour <= 5 else 0  # noqa: PLR2004 - hours in which people are up
    at = midnight(stretch.first, now) + timedelta(hours=hour, minutes=minute)
    is_about = match["ish"] or re.search(r"(?<![a-z])(?:about|around)(?![a-z])", match.group())
    half = timedelta(minutes=30) if is_about else timedelta(0)
    return When(
        start=match.start(),
        end=match.end(),
        begins=at - half,
        ends=at + half,
        is_approximate=bool(half),
        is_unsure=is_unsure,
        has_clock=True,
    )


def _clock_first(match: re.Match[str], text: str, now: datetime) -> When | None:
    """Build "3 pm yesterday", "at half past three"; a bare number is no time."""
    has_mark = match["mark"] or match["minute"] or match["to"] or match["noon"] or match["clock_part"]
    is_at = match.group().startswith("at ") and match["hour"] is not None
    is_word = (
        is_at
        and match["hour"].isalpha()
        and re.match(
            r"\s*(?:$|[,.;!?]|and |but |so |to |on |sharp|every|because|when|then|i |he |she |they |we )",
            text[match.end() :],
        )
    )
    if not (has_mark or is_word or (is_at and match["with_day"])):
        return None
    if lexis.HABIT.search(text[max(0, match.start() - 24) : match.start()]) or lexis.HABIT.match(text, match.end() + 1):
        return None
    start = match.start() + len(re.match(r"(?:at |around |about |by |until |till |from )*", match.group()).group())  # type: ignore[union-attr]  # an empty match is one
    tense = _tense(text, *match.span())
    word = match["with_day"]
    part = lexis.PARTS.get(match["with_part"] or match["clock_part"] or "") or lexis.TONIGHT.get(word or "")
    today = now.date()
    stretch: Days | None
    if word in lexis.WEEKDAYS:
        day = week(today, 0).first + timedelta(days=lexis.WEEKDAYS[word])
        stretch = one(
            day + timedelta(weeks=(tense == "future" and day < today) - (tense == "past" and day > today)),
            is_unsure=tense is None,
        )
    else:
        stretch = one(today + timedelta(days={"yesterday": -1, "last night": -1, "tomorrow": 1}.get(word or "", 0)))
    if stretch is None:
        return None
    when = _at(match, stretch, part, now, tense)
    if when is None:
        return None
    begins, ends, is_unsure = when.begins, when.ends, when.is_unsure
    if word is None:
        if tense == "past" and begins > now:
            begins, ends = begins - timedelta(days=1), ends - timedelta(days=1)
        elif tense == "future" and begins <= now:
            begins, ends = begins + timedelta(days=1), ends + timedelta(days=1)
    return When(
        start=start,
        end=match.end(),
        begins=begins,
        ends=ends,
        is_approximate=when.is_approximate,
        is_unsure=is_unsure,
        has_clock=True,
    )
