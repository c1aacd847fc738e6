"""Amounts of money in English words: three hundred and twenty yuan, 20k rmb, HK$50 is left to the signs."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from gateway.understand.amount import Amount
from gateway.understand.numerals import ENGLISH_NUMBER, Number, english

_UNITS: Final = {
    "CNY": r"yuan|rmb|cny|kuai|renminbi|chinese yuan",
    "HKD": r"hk dollars?|hong kong dollars?|hkd",
    "GBP": r"pounds?(?! of)|quid|sterling",
    "EUR": r"euros?",
    "USD": r"us dollars?|american dollars?|dollars?|bucks?",
}
_UNIT: Final = "|".join(f"(?P<{code}>{words})" for code, words in _UNITS.items())
_AMOUNT: Final = re.compile(
    rf"(?:(?<![\d.,a-z])(?P<digits>\d{{1,3}}(?:,\d{{3}})+(?:\.\d{{1,2}})?|\d{{1,12}}(?:\.\d{{1,2}})?) ?(?P<scale>k|"
    rf"grand|hundred|thousand|million)?|"
    rf"(?<![a-z])(?P<words>{ENGLISH_NUMBER}))(?:(?: of)? ?(?:{_UNIT})(?![a-z])(?: (?:and )?(?P<cents>\d{{1,2}}|"
    rf"{ENGLISH_NUMBER})(?: (?P<coin>jiao|mao|cents?|fen)|(?P<none>)(?= last| a | for|[,.;!?]|$)))?|"
    rf"(?<=grand)(?![a-z]))"
)
_SCALES: Final = {"k": 1000, "grand": 1000, "hundred": 100, "thousand": 1000, "million": 10**6}
_BARE: Final = re.compile(
    rf"(?<![a-z])(?:paid|pay|sent|send|lost|lose|cost|costs|charged|transferred|transfer|owe|spent|withdrew|"
    rf"refund(?:ed)?|deducted|took)"
    rf"(?: (?:me|him|her|them|us|out|over|about|around|nearly|almost|only|another|roughly))* "
    rf"(?P<words>(?:{ENGLISH_NUMBER}))(?![a-z])(?! ?(?:times|days?|weeks?|months?|years?|hours?|minutes?|people|of|"
    rf"o'clock|texts?|messages?|photos?|friends?|steps?|pills?|tablets?|more|different|or|letters?|emails?|calls?|"
    rf"codes?|dozen))"
)
_ABOUT: Final = re.compile(
    r"(?:about|around|nearly|almost|roughly|over|more than|less than|up to|some|at least)(?: \w+)? $"
)


def find(text: str) -> Iterator[Amount]:
    """Yield the amounts in English words in ``text``, which is in lower case."""
    if re.search(r"[a-z]{3}", text) is None:
        return
    for match in _AMOUNT.finditer(text):
        read = _number(match)
        if read is None:
            continue
        code = next((code for code in _UNITS if match[code]), "CNY")
        yield Amount(
            start=match.start(),
            end=match.end(),
            value=(read.value + _coins(match)).quantize(Decimal("0.01")),
            unit=code,
            is_approximate=read.is_approximate or bool(_ABOUT.search(text[max(0, match.start() - 24) : match.start()])),
            is_unsure=read.is_unsure
            or match["USD"] in {"dollar", "dollars", "buck", "bucks"}
            or match["HKD"] is match["CNY"] is None,
        )
    for match in _BARE.finditer(text):
        read = english(match["words"])
        if read is not None and read.value >= 10:  # noqa: PLR2004 - "sent one" is no amount
            start, end = match.span("words")
            yield Amount(start=start, end=end, value=read.value.quantize(Decimal("0.01")), unit="CNY", is_unsure=True)


def _number(match: re.Match[str]) -> Number | None:
    if match["words"]:
        return english(match["words"])
    return Number(value=Decimal(match["digits"].replace(",", "")) * _SCALES.get(match["scale"] or "", 1))


def _coins(match: re.Match[str]) -> Decimal:
    if not match["cents"]:
        return Decimal(0)
    read = Number(value=Decimal(match["cents"])) if match["cents"].isdigit() else english(match["cents"])
    each = Decimal("0.1") if match["coin"] in {"jiao", "mao"} else Decimal("0.01")
    return (read.value if read else Decimal(0)) * each
