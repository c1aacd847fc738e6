"""Numbers that a reply must not make up: amounts, dates, doses, codes and telephone numbers that stand nowhere else.

Counts of the talk itself ("two more steps", "第三步") are no such numbers.
"""

import re
import unicodedata
from collections.abc import Iterable
from decimal import Decimal
from typing import Final

_DIGITS: Final = {char: place for place, char in enumerate("零一二三四五六七八九")} | {
    "〇": 0,
    "两": 2,
    "兩": 2,
    "幺": 1,
}
_TENS: Final = {"十": 10, "百": 100, "千": 1000}
_NUMERAL: Final = "[零〇一二两兩三四五六七八九十百千万幺]+"
_UNIT: Final = (
    r"(?:元|块钱?|塊|蚊|毛|角|片|粒|颗|毫克|毫升|mg|ml|%|％|点(?!就|击|开|一下|『|「|了|到|按)|點鐘|号(?!码)|月|日|度|岁|年|"
    r"dollars?|pounds?|yuan|percent|tablets?|pills?)"
)
_OWN_COUNT: Final = re.compile(
    r"第\s?(?:\d+|[一二三四五六七八九十]+)|(?:\d+|[一二两三四五六七八九十]+)\s?(?:步|句|遍|次|个|位|张|条|行|排|格|秒|分钟|steps?|times?|seconds?|minutes?)"
)
_PLAIN: Final = re.compile(
    rf"\d[\d,\s\-]*\d(?:\.\d+)?|\d+\.\d+|\d(?=\s?{_UNIT})|(?!一[点块](?!钟|半|鐘|钱)){_NUMERAL}(?=\s?{_UNIT})",
    re.IGNORECASE,
)


def invented(text: str, known: Iterable[str]) -> tuple[str, ...]:
    """Return the numbers of ``text`` that stand in none of ``known``, as they are written.

    Args:
        text: what shall be said.
        known: every text that a number may come from: values and quotes of claims, the article, hotlines.
    """
    there = {value for source in known for value in _values(_alike(source))}
    runs = "".join(re.sub(r"\D", "", _alike(source)) + " " for source in known)
    shown = _OWN_COUNT.sub(lambda match: "〓" * len(match.group()), _alike(text))
    return tuple(
        match.group().strip()
        for match in _PLAIN.finditer(shown)
        if _value(match.group()) not in there and not _is_part(match.group(), runs)
    )


def _alike(text: str) -> str:
    return unicodedata.normalize("NFKC", text)


def _is_part(written: str, runs: str) -> bool:
    """Say whether a longer number (a telephone number, an order) holds it: numbers are read back in groups."""
    digits = re.sub(r"\D", "", written)
    return len(digits) > 2 and "." not in written and digits in runs  # noqa: PLR2004  # two digits stand anywhere


def _values(text: str) -> Iterable[Decimal]:
    for match in re.finditer(rf"\d[\d,\s\-]*\d(?:\.\d+)?|\d+(?:\.\d+)?|{_NUMERAL}", text):
        yield _value(match.group())
        for part in re.findall(r"\d+(?:\.\d+)?", match.group()):
            yield Decimal(part)


def _value(written: str) -> Decimal:
    bare = re.sub(r"[,\s\-]", "", written)
    if bare[0].isdecimal():  # of any script: people write what their keyboard gives
        return Decimal(bare)
    return Decimal(_chinese(bare))


def _chinese(numeral: str) -> int:
    """Return the value of a Chinese numeral; digits in a row are read as such (一三八)."""
    if not any(char in _TENS or char == "万" for char in numeral):
        return int("".join(str(_DIGITS[char]) for char in numeral))
    whole = part = digit = 0
    for char in numeral:
        if char in _DIGITS:
            digit = _DIGITS[char]
        elif char in _TENS:
            part += (digit or 1) * _TENS[char]
            digit = 0
        else:
            whole, part, digit = (whole + part + digit) * 10_000, 0, 0
    return whole + part + digit
