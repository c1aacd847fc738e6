"""Numbers in English words. Pure."""

DIGITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEENS = (
    *DIGITS,
    *("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_THOUSANDS = ("", " thousand", " million", " billion", " trillion")
_ORDINALS = {
    "one": "first",
    "two": "second",
    "three": "third",
    "five": "fifth",
    "eight": "eighth",
    "nine": "ninth",
    "twelve": "twelfth",
}
LONGEST_NUMBER = 15
"""Digits of the longest whole number that is read as one; more are said one by one."""
_ONE_BREATH = 6
_HUNDRED = 100


def spelled(digits: str) -> str:
    """Return digits one by one, with a pause between groups of three or four (3-4-4 for eleven, 3-3-4 for ten)."""
    bare = "".join(mark for mark in digits if mark.isdecimal())
    if len(bare) <= _ONE_BREATH:
        groups = [bare]
    elif len(bare) == 10:  # noqa: PLR2004  # 212 555 0142
        groups = [bare[:3], bare[3:6], bare[6:]]
    else:
        first = 3 if len(bare) in {7, 11} else 4
        groups = [bare[:first], *(bare[at : at + 4] for at in range(first, len(bare), 4))]
    if len(groups[-1]) == 1 and len(groups) > 1:
        groups[-2:] = [groups[-2] + groups[-1]]
    return ", ".join(" ".join(DIGITS[int(mark)] for mark in group) for group in groups)


def mixed(code: str) -> str:
    """Return a code of letters and digits one by one: ``A20`` → A two zero."""
    return " ".join(DIGITS[int(mark)] if mark in "0123456789" else mark for mark in code if mark.isalnum())


def cardinal(digits: str) -> str:
    """Return a whole number in words; with a leading zero, or too long, its digits one by one."""
    if (digits[0] == "0" and len(digits) > 1) or len(digits) > LONGEST_NUMBER:
        return spelled(digits)
    value = int(digits)
    if value == 0:
        return DIGITS[0]
    parts = []
    for place, thousand in enumerate(_THOUSANDS):
        section = value // 1000**place % 1000
        if section:
            is_tail = place == 0 and section < _HUNDRED and value > section
            parts.append(("and " if is_tail else "") + _section(section) + thousand)
    return " ".join(reversed(parts))


def _section(value: int) -> str:
    hundreds, rest = divmod(value, _HUNDRED)
    said = f"{DIGITS[hundreds]} hundred" if hundreds else ""
    return f"{said} and {_below_hundred(rest)}" if said and rest else said or _below_hundred(rest)


def _below_hundred(value: int) -> str:
    if value < len(_TEENS):
        return _TEENS[value]
    tens, ones = divmod(value, 10)
    return _TENS[tens] + (f"-{DIGITS[ones]}" if ones else "")


def number(written: str) -> str:
    """Return a number that may have a sign, commas and a point: ``-3.05`` → minus three point zero five."""
    sign = "minus " if written[0] in "-−" else ""
    whole, _, part = written.lstrip("-−").replace(",", "").partition(".")
    return sign + cardinal(whole or "0") + (" point " + " ".join(DIGITS[int(mark)] for mark in part) if part else "")


def ordinal(digits: str) -> str:
    """Return ``22`` as twenty-second."""
    said = cardinal(str(int(digits)))
    head, mark, last = said.rpartition("-") if "-" in said.rsplit(" ", 1)[-1] else said.rpartition(" ")
    named = _ORDINALS.get(last) or (last[:-1] + "ieth" if last.endswith("y") else last + "th")
    return head + mark + named


def year(digits: str) -> str:
    """Return ``2026`` as twenty twenty-six, ``2005`` as two thousand and five."""
    head, tail = int(digits[:2]), int(digits[2:])
    if digits[1:3] == "00":
        return cardinal(digits)
    if tail == 0:
        return f"{_below_hundred(head)} hundred"
    return f"{_below_hundred(head)} {'oh ' if tail < len(DIGITS) else ''}{_below_hundred(tail)}"


def clock(hour: str, minute: str, *, has_half: bool = False) -> str:
    """Return a time of day: fourteen thirty, nine oh five, eight o'clock (just eight before am and pm)."""
    said = cardinal(str(int(hour)))
    if minute == "00":
        return said if has_half else f"{said} o'clock"
    return f"{said} {'oh ' if minute[0] == '0' else ''}{cardinal(str(int(minute)))}"
