"""Does a number that was read hold water? A reader is often wrong and sure, so its score alone licenses nothing.

Each check knows one form: dates, times, amounts, doses, identity numbers, laboratory results. A form that fails makes
the line doubtful; so does any digit read with a low score. A number that passes may still be wrong.
"""

# ruff: noqa: E501, PLR2004 - levels, shares and format bytes, each said in words where it stands

import re
import unicodedata

MIN_SURE_SCORE = 0.90
"""Misread digits were seen with scores from 0.80 to 0.96 (docs/measurements.md#reading)."""
SURE_ENOUGH = 0.97
"""A line with a number below this score is read a second time; clean print scores 0.98 and more."""
MIN_GAIN = 0.02
"""A second reading must be this much surer than the first to replace it."""
CONTESTED = 0.89
"""Just below ``MIN_SURE_SCORE``."""
MIN_YEAR = 1900
MAX_YEAR = 2099

_LOOSE_SIGN = re.compile(r"(?<!\d)[:/]|[:/](?!\d)")
_NUMBER = re.compile(r"\d+(?:[.:/-]\d+)*[↑↓]?")
_DATE = re.compile(r"(?<!\d)(\d{4})\s?([年./-])\s?(\d{1,2})(?:\s?[月./-]\s?(\d{1,2}))?(?!\d)")
_COMPACT_DATE = re.compile(r"(?:日期|有效期|效期|EXP|MFG|批期|至)\D{0,4}(\d{4})(\d{2})(\d{2})?(?!\d)", re.IGNORECASE)
_MONTH_DAY = re.compile(r"(?<![\d年./-])(\d{1,2})月(\d{1,2})[日号]")
_TIME = re.compile(r"(?<![\d:.])(\d{1,2}):(\d{2})(?::(\d{2}))?(?![\d:])")
_AMOUNT = re.compile(r"(?:[¥$€£]\s?([\d.,]+))|(?:(?<![\d.,])([\d.,]*\d)\s?元)")
_WELL_FORMED_AMOUNT = re.compile(r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d{1,2})?")
_MEASURED = re.compile(
    r"(?<![\dA-Za-z.])(\d+(?:\.\d+)?)\s?(mg|mcg|ug|μg|µg|g|kg|ml|mL|ML|L|IU|片|粒|丸|袋|滴|毫克|毫升|克)(?![A-Za-z])"
)
_SLASHED_UNIT = re.compile(r"(?<=\d)\s?([A-Za-zμµ%]{1,5}/[A-Za-z]{1,4})(?![A-Za-z])")
_LOST_POINT = re.compile(r"(?<![\d.])0\s+\d+\s?(?:mg|mcg|ug|μg|µg|g|kg|ml|mL|ML|L|IU|元|毫克|毫升|克)(?![A-Za-z])")
_PIECES = re.compile(r"(?:每次|一次|每回|一回)\D{0,4}(\d+)\s?(?:片|袋|支|瓶|贴|喷)")
MAX_PIECES_AT_ONCE = 20
"""More tablets than this at once are a lost space or point (small traditional pills, 粒 and 丸, do go beyond)."""
_MOBILE = re.compile(r"(?:手机|电话|联系|热线)\D{0,6}(1[\d\s-]{8,15}\d)(?![\d-])")
_CARD = re.compile(
    r"(?:卡号\D{0,3}|(?<![\dA-Za-z]))((?:62|4\d|5[1-5])\d{2}(?:[ -]\d{3,4}){2,4}|62\d{14,17})(?![\dA-Za-z])"
)
_UNIT_BELOW = frozenset({"l", "ml", "dl", "d", "h", "kg", "g", "min", "s", "day", "次", "m", "km", "month"})
_UNIT_ABOVE = frozenset(
    {"g", "mg", "ug", "μg", "ng", "pg", "u", "iu", "miu", "mmol", "umol", "μmol", "nmol", "pmol", "kj", "kcal", "ml", "l",
     "m", "km", "kb", "mb", "gb", "b", "mol", "eq", "meq", "ku", "cells", "mg%", "fl"}
)  # fmt: skip
_LETTER_AMONG_DIGITS = re.compile(r"\d[OoIlSZ]\d|(?<![A-Za-z])[OIl]\d{2,}(?![A-Za-z])")
_IDENTITY = re.compile(r"(?<![\dA-Za-z])(\d{17})([\dXx])(?![\dA-Za-z])")
_IDENTITY_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_IDENTITY_CHECKS = "10X98765432"
_ARROW = re.compile(r"[↑↓⬆⬇]")
_RESULT_WITH_RANGE = re.compile(r"(\d+(?:\.\d+)?)\s*([↑↓⬆⬇])\D*?(\d+(?:\.\d+)?)\s*(?:-|--|~|—|–)\s*(\d+(?:\.\d+)?)")


def has_doubtful_number(text: str, score: float) -> bool:
    """Return whether a number in this line must not be told as a fact: read with a low score, or of a broken form."""
    plain = unicodedata.normalize("NFKC", text).replace("\uffe5", "¥")
    if not any(character.isdigit() for character in plain):
        return False
    checks = (
        _is_wrong_date,
        _is_wrong_time,
        _is_wrong_amount,
        _is_wrong_dose,
        _is_wrong_unit,
        _is_wrong_mobile,
        _is_wrong_identity,
        _is_wrong_card,
        _is_wrong_arrow,
    )
    if score < MIN_SURE_SCORE or _LETTER_AMONG_DIGITS.search(plain):
        return True
    return any(check(plain) for check in checks)


def is_at_risk(text: str, score: float) -> bool:
    """Return whether a line should be read a second time: it holds a number, an arrow or a unit, and is not sure."""
    plain = unicodedata.normalize("NFKC", text)
    is_about_numbers = any(character.isdigit() or character in "↑↓/%" for character in plain)
    return is_about_numbers and (score < SURE_ENOUGH or (score < 1.0 and has_doubtful_number(text, score)))


def same_number_in(text: str, other: str) -> bool:
    """Return whether all numbers of ``text``, with their points and arrows, stand in ``other`` in the same order."""
    wanted, there = _numbers(text), _numbers(other)
    rest = iter(there)
    return all(number in rest for number in wanted)


def settle(first: tuple[str, float], second: tuple[str, float]) -> tuple[str, float, bool]:
    """Return text, score and doubt of a line that was read twice (text, score 0..1).

    The surer reading is kept. Two that agree confirm each other; two that differ in a letter or digit, or are both
    unsure, leave the number doubtful: nothing here says which of them is right. Two that differ in a digit get the
    score ``CONTESTED`` at most, so that no later check takes the number for sure.
    """
    text, score = second if second[1] > first[1] + MIN_GAIN else first
    agrees = _bare(first[0]) == _bare(second[0])
    if agrees and max(first[1], second[1]) >= MIN_SURE_SCORE:
        return text, score, has_doubtful_number(text, max(first[1], second[1]))
    if _digits(first[0]) != _digits(second[0]):
        score = min(score, CONTESTED)
    return text, score, any(character.isdigit() for character in first[0] + second[0])


def _bare(text: str) -> str:
    plain = "".join(unicodedata.normalize("NFKC", text).casefold().split())
    # Between digits these signs are part of the number (8:30, 120/80); beside words they come and go.
    plain = _LOOSE_SIGN.sub("", plain)
    return "".join(character for character in plain if character.isalnum() or character in ".:/↑↓%¥$-")


def _digits(text: str) -> str:
    return "".join(character for character in unicodedata.normalize("NFKC", text) if character in ".0123456789")


def _numbers(text: str) -> list[str]:
    return _NUMBER.findall(unicodedata.normalize("NFKC", text))


def _is_wrong_date(text: str) -> bool:
    dates = [(found[1], found[3], found[4]) for found in _DATE.finditer(text)]
    dates += [(found[1], found[2], found[3]) for found in _COMPACT_DATE.finditer(text)]
    dates += [(str(MIN_YEAR), found[1], found[2]) for found in _MONTH_DAY.finditer(text)]
    return any(not _is_date(int(year), int(month), int(day or 1)) for year, month, day in dates)


def _is_date(year: int, month: int, day: int) -> bool:
    longest = 29 if month == 2 else 30 if month in {4, 6, 9, 11} else 31
    return MIN_YEAR <= year <= MAX_YEAR and 1 <= month <= 12 and 1 <= day <= longest


def _is_wrong_time(text: str) -> bool:
    return any(int(found[1]) > 24 or int(found[2]) > 59 or int(found[3] or 0) > 59 for found in _TIME.finditer(text))


def _is_wrong_amount(text: str) -> bool:
    amounts = ((found[1] or found[2]).rstrip(".,") for found in _AMOUNT.finditer(text))
    return any(amount and not _WELL_FORMED_AMOUNT.fullmatch(amount) for amount in amounts)


def _is_wrong_dose(text: str) -> bool:
    """A dose with a leading zero (05 mg, 0 5 mg) has lost its point, and nobody takes thirty tablets at once."""
    has_odd_zero = any(re.match(r"0\d", found[1]) is not None for found in _MEASURED.finditer(text))
    has_too_many = any(int(found[1]) > MAX_PIECES_AT_ONCE for found in _PIECES.finditer(text))
    return has_odd_zero or has_too_many or _LOST_POINT.search(text) is not None


def _is_wrong_unit(text: str) -> bool:
    """A unit such as T/n does not exist: letters were misread, and then digits beside them may be too."""
    units = (found[1].lower().split("/") for found in _SLASHED_UNIT.finditer(text))
    return any(above not in _UNIT_ABOVE or below not in _UNIT_BELOW for above, below in units)


def _is_wrong_mobile(text: str) -> bool:
    """A mobile number of the mainland has 11 digits, the second of them 3 to 9; service numbers (10086) are shorter."""
    numbers = ("".join(filter(str.isdigit, found[1])) for found in _MOBILE.finditer(text))
    return any(len(number) >= 9 and not re.fullmatch(r"1[3-9]\d{9}", number) for number in numbers)


def _is_wrong_card(text: str) -> bool:
    """A bank card ends in a check digit (ISO/IEC 7812-1, Luhn); an order number may have as many digits."""
    for found in _CARD.finditer(text):
        digits = [int(character) for character in found[1] if character.isdigit()]
        doubled = (sum(divmod(2 * digit, 10)) for digit in digits[-2::-2])
        if len(digits) >= 16 and (sum(digits[-1::-2]) + sum(doubled)) % 10:
            return True
    return False


def _is_wrong_identity(text: str) -> bool:
    for found in _IDENTITY.finditer(text):
        total = sum(int(digit) * weight for digit, weight in zip(found[1], _IDENTITY_WEIGHTS, strict=True))
        if _IDENTITY_CHECKS[total % 11] != found[2].upper():
            return True
    return False


def _is_wrong_arrow(text: str) -> bool:
    """An arrow beside a result counts only when the range in the same line agrees with it."""
    if not _ARROW.search(text):
        return False
    found = _RESULT_WITH_RANGE.search(text)
    if found is None:
        return True
    value, low, high = float(found[1]), float(found[3]), float(found[4])
    is_right = value > high if found[2] in "↑⬆" else value < low
    return not (is_right and low < high)
