"""Numbers that can hurt: amounts, doses, dates and times, telephone numbers, card tails, order numbers, error codes."""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Final

from gateway.issue import Claim, ClaimStatus, NumberClaim, NumberKind
from gateway.understand import amounts, times
from gateway.understand.normalise import Normalised, normalise, plain
from gateway.understand.utterance import Utterance

_TO_CONFIRM: Final = frozenset(
    {NumberKind.MONEY, NumberKind.DOSE, NumberKind.DATE, NumberKind.TIME, NumberKind.PHONE, NumberKind.CARD}
)
_N: Final = r"(?:\d+(?:\.\d+)?|[一二两三四五六七八九十半]+)"
_PHONE: Final = re.compile(
    r"(?<![\d.])(?:\+\d{1,3}[ -]?)?(?:1[3-9]\d(?:[ -]?\d){8}|0\d{2,3}[ -]?\d{7,8}|400[ -]?\d{3,4}[ -]?\d{3,4}|"
    r"(?:95|96|12|10)\d{3,4}|1(?:10|19|20|22|14))(?![\d.])(?!\s*(?:块|元|毛|次|个|天|年|分|多|万|斤|岁|"
    r"平|%|mmhg|度|克))"
)
_PHONE_WORDS: Final = re.compile(r"电话|拨|打|热线|手机|号码|来电|call|phone|tel|短信|报警|求助|客服")
_TAIL: Final = re.compile(
    r"(?:尾号|后四位|末四位|末尾|最后四位|尾数|ending(?: in)?|last four)(?:是|为|数字|[:\s])*(\d{4})(?!\d)"
)
_ORDER: Final = re.compile(
    r"(?:订单(?:编?号)?|单号|运单号?|快递单号|流水号|受理(?:编?号)|工单号?|order(?: (?:number|no\.?))?|"
    r"tracking number)(?:是|为|[:：#\s])*([a-z0-9][a-z0-9 -]{5,28}[a-z0-9])"
)
_ERROR: Final = re.compile(
    r"(?:错误(?:代码|码|号)?|报错|代码|故障码?|error(?: code)?|code|err)(?:是|为|提示|"
    r"[:：#\s])*((?=[a-z0-9_-]*\d)[a-z]{0,6}[-_ ]?\d[a-z0-9_-]{0,10})(?![\d.])"
)
_UNITS: Final = {unit: unit for unit in "片粒颗丸滴包袋支勺格喷"} | {
    "毫升": "mL",
    "ml": "mL",
    "毫克": "mg",
    "mg": "mg",
    "克": "g",
    "g": "g",
    "单位": "单位",
}
_UNIT: Final = "|".join(sorted(_UNITS, key=len, reverse=True))
_TIMES: Final = re.compile(
    rf"(?:每日|每天|一日|一天|日服|天天|1日|1天)(?:吃|服|喝|打|用|"
    rf"口服)?(?:个)?(?P<day>{_N}(?:[-~到至]{_N})?)(?:次|回|遍|顿|趟)|"
    rf"(?:每|隔)(?P<hours>{_N})个?小时(?:吃|服|一|1)*次|(?:每周|一周|每星期|一个?礼拜)(?:吃|服|打)?(?P<week>{_N})次"
)
_EACH: Final = re.compile(
    rf"(?:(?:每次|一次|每回|一回|一顿|每顿|1次|各)(?:吃|服|喝|打|用|口服)?|(?:吃|服|喝|"
    rf"口服)(?:了)?)(?P<each>{_N}(?:[-~到至]{_N})?)(?P<unit>{_UNIT})(?![a-z费])"
)
_READING: Final = re.compile(
    r"(?P<value>\d{2,3}(?:/\d{2,3})?(?:\.\d+)?) ?(?P<unit>mmhg|毫米汞柱|kpa|mmol/l|℃|°c|摄氏度)|(?:体温|"
    r"发烧|烧到)[^\d]{0,4}(?P<temp>3[4-9](?:\.\d)?|4[0-2](?:\.\d)?)度?"
)
_READING_UNITS: Final = {unit: unit for unit in "片粒颗丸滴包袋支勺格喷"} | {
    "毫升": "mL",
    "ml": "mL",
    "毫克": "mg",
    "mg": "mg",
    "克": "g",
    "g": "g",
    "单位": "单位",
}


def numbers(utterances: Sequence[Utterance], now: datetime) -> tuple[NumberClaim, ...]:
    """Return the numbers that are said or read in ``utterances``; never one that only follows from others.

    ``now`` (aware) resolves relative times. What is not surely understood is left out.
    """
    return tuple(claim for utterance in utterances for claim in _numbers(utterance, now))


def _numbers(utterance: Utterance, now: datetime) -> Iterator[NumberClaim]:
    simple = plain(utterance.text)
    for amount in amounts.find(simple.text):
        yield _claim(
            utterance,
            simple.original(amount.start, amount.end),
            NumberKind.MONEY,
            str(amount.value),
            amount.unit,
            is_approximate=amount.is_approximate,
        )
    normalised = normalise(utterance.text)
    for when in times.find(normalised.text, now):
        yield _claim(
            utterance,
            normalised.original(when.start, when.end),
            NumberKind.TIME if when.has_clock else NumberKind.DATE,
            when.value,
            None,
            is_approximate=when.is_approximate,
        )
    yield from _doses(utterance, simple)
    yield from _labelled(utterance, simple)


def _claim(
    utterance: Utterance,
    place: tuple[int, int],
    kind: NumberKind,
    value: str,
    unit: str | None,
    *,
    is_approximate: bool = False,
) -> NumberClaim:
    is_own = utterance.is_own_words
    return NumberClaim(
        kind=kind,
        value=Claim(
            value=value,
            status=ClaimStatus.STATED if is_own else ClaimStatus.OBSERVED,
            confidence=utterance.confidence,
            evidence=(utterance.evidence(*place),),
            method=utterance.method,
        ),
        unit=unit,
        needs_confirmation=kind in _TO_CONFIRM,
        masked=value,
        is_approximate=is_approximate,
    )


def _doses(utterance: Utterance, simple: Normalised) -> Iterator[NumberClaim]:
    """Yield doses as ``N次/日,M片/次``; only the parts that are said."""
    often = _TIMES.search(simple.text)
    each = _EACH.search(simple.text)
    if often is None and (each is None or "药" not in simple.text):
        reading = _READING.search(simple.text)
        if reading is not None:
            yield _reading(utterance, simple, reading)
        return
    parts = [part for part in (_how_often(often), _how_much(each)) if part]
    found = [match for match in (often, each) if match is not None]
    if not parts:
        return
    place = simple.original(min(match.start() for match in found), max(match.end() for match in found))
    unit = _UNITS[each["unit"]] if each is not None else "次"
    yield _claim(utterance, place, NumberKind.DOSE, ",".join(parts), unit)


def _plain_count(words: str) -> str | None:
    counts = [amounts.number(part) if part != "半" else None for part in re.split(r"[-~到至]", words)]
    if words == "半":
        return "0.5"
    if any(count is None for count in counts):
        return None
    return "-".join(f"{count.normalize():f}" for count in counts if count is not None)


def _how_often(match: re.Match[str] | None) -> str | None:
    if match is None:
        return None
    for group, per in (("day", "次/日"), ("week", "次/周")):
        if match[group]:
            count = _plain_count(match[group])
            return f"{count}{per}" if count else None
    hours = _plain_count(match["hours"])
    return f"1次/{hours}小时" if hours else None


def _how_much(match: re.Match[str] | None) -> str | None:
    if match is None:
        return None
    count = _plain_count(match["each"])
    return f"{count}{_UNITS[match['unit']]}/次" if count else None


def _reading(utterance: Utterance, simple: Normalised, match: re.Match[str]) -> NumberClaim:
    place = simple.original(match.start(), match.end())
    if match["temp"]:
        return _claim(utterance, place, NumberKind.OTHER, match["temp"], "℃")
    return _claim(utterance, place, NumberKind.OTHER, match["value"], _READING_UNITS[match["unit"]])


def _labelled(utterance: Utterance, simple: Normalised) -> Iterator[NumberClaim]:
    """Yield telephone numbers, card tails, order numbers and error codes."""
    for kind, pattern in (
        (NumberKind.CARD, _TAIL),
        (NumberKind.OTHER, _ORDER),
        (NumberKind.OTHER, _ERROR),
    ):
        for match in pattern.finditer(simple.text):
            value = re.sub(r"[ -]", "", match.group(1)).upper() if pattern is not _ERROR else match.group(1).upper()
            yield _claim(utterance, simple.original(*match.span(1)), kind, value.replace(" ", ""), None)
    digits = normalise(utterance.text)
    for match in _PHONE.finditer(digits.text):
        bare = re.sub(r"[ -]", "", match.group())
        is_short = len(bare) < 7  # noqa: PLR2004 - hotlines: only where somebody rings
        if is_short and not _PHONE_WORDS.search(digits.text):
            continue
        if any(
            pattern.search(digits.text[: match.end()]) and _inside(match, pattern, digits.text)
            for pattern in (_ORDER, _ERROR)
        ):
            continue
        yield _claim(utterance, digits.original(*match.span()), NumberKind.PHONE, bare, None)


def _inside(match: re.Match[str], pattern: re.Pattern[str], text: str) -> bool:
    return any(other.start(1) <= match.start() < other.end(1) for other in pattern.finditer(text))
