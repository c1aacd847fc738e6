"""Plain numbers in running text, whatever they count: 四千零六, 负三十二, 三百五又三分之一, 2.5 M, 十打, 1.2e+14."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Final

from gateway.understand.numerals import HAN, Number, exactly

_ARABIC: Final = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?(?:e[+-]?\d+)?|\.\d+"
_CORE: Final = (
    rf"(?:(?:{_ARABIC})(?: ?[十百千万亿][零〇]?(?: ?(?:\d+|[{HAN}余多几])[ ]?[百千十万亿]?)*)?|"
    rf"[{HAN}](?: ?[{HAN}余多几])*)"
    rf"(?:点[零〇一二三四五六七八九]+)?"
)
_SAID: Final = re.compile(
    rf"(?<![a-z])(?P<sign>[负-] ?)?(?:(?P<whole>{_CORE}) *又 *)?(?:(?P<under>{_CORE}) *分 *之 *(?P<minus>[负-] ?)?"
    rf"(?P<over>{_CORE})|(?P<slash>\d+ ?/ ?\d+)(?!\d)|(?P<half>半百)|(?P<core>{_CORE})(?P<times>打(?![开电算架给])|"
    rf" ?[kmgb](?![a-z]))?)"
)
_TIMES: Final = {"打": 12, "k": 10**3, "m": 10**6, "g": 10**9, "b": 10**9}
_IDIOMS: Final = re.compile(
    r"一(?:切|些|直|般|样|起|定|旦|向|律|味|再|共|下子|会儿?|点儿?(?![零一二三四五六七八九])|边|致|生|时|番|带)|万一|"
    r"统一|唯一|"
    r"(?<!分)(?<!分 )之一|第一时间|千万(?=别|不|要|记)|百姓|十分(?!之|钟)|三番|五湖|两两|拾(?:掇|取|起|到|金|荒|遗)|"
    r"收拾|夕拾|星期|礼拜|周(?=[一二三四五六])"
)
_SINGLE: Final = frozenset("千百万亿拾佰仟余多几壹贰叁肆伍陆柒捌玖")
"""Units and figures of cheques by themselves are no number (百姓, 队伍, 登陆)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A number, and where it stands."""

    start: int
    end: int
    """Exclusive."""
    value: Decimal
    is_unsure: bool = False


def find(text: str) -> Iterator[Said]:
    """Yield the numbers in ``text``, which is plain: simplified, lower case, half width."""
    idioms = [match.span() for match in _IDIOMS.finditer(text)]
    for match in _SAID.finditer(text):
        if any(match.start() < end and start < match.end() for start, end in idioms):
            continue
        read = _value(match)
        if read is not None:
            is_negative = match["sign"] is not None and (
                match["sign"].startswith("负") or _is_sign(text, match.start())
            )
            start = match.start() if is_negative or match["sign"] is None else match.end("sign")
            value = -read.value if is_negative else read.value
            yield Said(start=start, end=_end(match), value=value, is_unsure=read.is_unsure)


def _is_sign(text: str, at: int) -> bool:
    """Say whether the hyphen at ``at`` is a minus, not a dash between two things."""
    return at == 0 or not text[at - 1].isalnum()


def _end(match: re.Match[str]) -> int:
    return match.end() - (len(match.group()) - len(match.group().rstrip("多余几 ")))


def _read(words: str) -> Number | None:
    words = words.replace(" ", "")
    if words in _SINGLE:
        return None
    if re.match(r"[\d.]", words) and not any(char in HAN for char in words):
        try:
            return Number(value=Decimal(("0" if words.startswith(".") else "") + words.replace(",", "")))
        except InvalidOperation:
            return None
    return exactly(re.sub(r"^零(?=.)", "", words))


def _value(match: re.Match[str]) -> Number | None:
    if match["half"]:
        return Number(value=Decimal(50))
    whole = _read(match["whole"]) if match["whole"] else Number(value=Decimal(0))
    if match["slash"]:
        over, under = (Decimal(part) for part in match["slash"].split("/"))
        return None if whole is None or under == 0 else Number(value=whole.value + over / under)
    if match["under"]:
        under_read, over_read = _read(match["under"]), _read(match["over"])
        if whole is None or under_read is None or over_read is None or under_read.value == 0:
            return None
        part = over_read.value / under_read.value
        return Number(value=whole.value - part if match["minus"] else whole.value + part)
    read = _read(match["core"])
    if read is None or match["whole"]:
        return None
    times = _TIMES.get((match["times"] or "").strip(), 1)
    return Number(value=read.value * times, is_unsure=read.is_unsure)
