"""Dates and times that go on to another one: 三点到五点, 十日到十二日, 5月-10月."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Final

from gateway.understand.numerals import HAN
from gateway.understand.when import When

_TO: Final = re.compile(r" ?(?:到|至|-|~|—|–) ?")


def joined(text: str, found: list[When]) -> Iterator[When]:
    """Yield ``found``; what goes on after 到 or a dash (三点到五点, 十日到十二日) takes day and month from before it.

    Said with 到 both ends are values; written with a dash or 至 they are one stretch that ends where the second begins.
    """
    place = 0
    while place < len(found):
        when = found[place]
        after = found[place + 1] if place + 1 < len(found) else None
        link = _TO.fullmatch(text, when.end, after.start) if after is not None and when.end < after.start else None
        if after is None or link is None:
            yield when
            place += 1
            continue
        after = _inherited(text, when, after)
        if link.group().strip() == "到":
            found[place + 1] = after
            yield when
            place += 1
        else:
            ends = after.begins if after.begins >= when.begins else after.begins.replace(year=after.begins.year + 1)
            yield replace(when, end=after.end, ends=ends, is_unsure=when.is_unsure or after.is_unsure)
            place += 2


def _inherited(text: str, first: When, second: When) -> When:
    """Return ``second`` with the day, the half of the day and the month of ``first`` where it names none itself."""
    words = text[second.start : second.end]
    length = second.ends - second.begins
    if first.has_clock and second.has_clock and re.match(rf"(?:\d|[{HAN}])+[点:]", words):
        begins = first.begins.replace(hour=second.begins.hour % 12, minute=second.begins.minute)
        while begins <= first.begins:
            begins += timedelta(hours=12)
        return replace(second, begins=begins, ends=begins + length, is_unsure=first.is_unsure)
    if not first.has_clock and not second.has_clock and re.fullmatch(rf"(?:\d|[{HAN}])+[号日]", words):
        try:
            begins = second.begins.replace(year=first.begins.year, month=first.begins.month)
        except ValueError:
            return second
        return replace(second, begins=begins, ends=begins + length, is_unsure=first.is_unsure)
    if (
        not first.has_clock
        and second.begins < first.begins
        and "年" in text[first.start : first.end]
        and "年" not in words
    ):
        begins = second.begins.replace(year=first.begins.year)
        return replace(second, begins=begins, ends=begins + length)
    return second
