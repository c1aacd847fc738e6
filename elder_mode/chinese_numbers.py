"""Numbers in Chinese words, for Mandarin in simplified and Cantonese in traditional characters. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

_TENS = ("", "十", "百", "千")
_MYRIAD = 4
"""Chinese counts in ten thousands: four digits make one section."""
LONGEST_NUMBER = 12
"""Digits of the longest whole number that is read as one (hundreds of 亿); more are said one by one."""
_ONE_BREATH = 6
"""Digits said without a pause; more are said in groups that people can repeat."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tongue:
    """How one kind of Chinese says numbers, and the words that go with them."""

    spelled_one: str
    """1 in a run of digits: 幺 on Mandarin telephones, 一 in Cantonese."""
    two: str
    """2 before a measure word: 两 or 兩."""
    has_two_hundred: bool
    """Whether 200 and 2000 begin with ``two`` (两百) or with 二 (二百)."""
    counts_days: bool
    """Whether 日 counts days (兩日) where no month stands before it."""
    myriads: tuple[str, ...]
    """Names of the sections of four digits: nothing, ten thousand, hundred million."""
    point: str
    minus: str
    times: str
    star: str
    money: Mapping[str, str]
    """Sign of a currency → its name."""
    units: Mapping[str, str]
    """Unit in letters → its name."""
    symbols: Mapping[str, str]
    """Sign → its name."""

    def plain(self, code: str) -> str:
        """Return ``code`` with each digit by itself and no pause (``A二零二六``); other marks stay."""
        digits = dict(zip("0123456789", f"零{self.spelled_one}二三四五六七八九", strict=True))
        return "".join(digits.get(mark, mark) for mark in code)

    def spelled(self, digits: str) -> str:
        """Return digits one by one; more than six in groups that people can repeat (3-4-4 for a mobile number)."""
        bare = "".join(mark for mark in digits if mark.isdecimal())
        return "，".join(self.plain(group) for group in groups(bare))

    def year(self, digits: str) -> str:
        """Return a year digit by digit: 1 is 一 in it, never 幺."""
        return "".join("零一二三四五六七八九"[int(mark)] for mark in digits)

    def cardinal(self, digits: str, *, is_rank: bool = False) -> str:
        """Return a whole number in words: ``12000`` → 一万二千.

        Args:
            digits: ASCII digits; with a leading zero or too long, they are said one by one.
            is_rank: a number of an order (第二百) never begins with 两.
        """
        if (digits[0] == "0" and len(digits) > 1) or len(digits) > LONGEST_NUMBER:
            return self.spelled(digits)
        sections = [digits[max(0, end - _MYRIAD) : end] for end in range(len(digits), 0, -_MYRIAD)]
        said = ""
        for place in range(len(sections) - 1, -1, -1):
            section = sections[place].zfill(_MYRIAD) if said else sections[place]
            if not section.strip("0"):
                said += "零" if said and not said.endswith("零") else ""
                continue
            words = self._section(section, is_first=not said, is_rank=is_rank)
            if place and section.lstrip("0") == "2" and not is_rank and not said:
                words = self.two
            if section[0] == "0" and said and not said.endswith("零"):
                words = "零" + words
            said += words + self.myriads[place]
        return said.rstrip("零") or "零"

    def _section(self, section: str, *, is_first: bool, is_rank: bool) -> str:
        said = ""
        bare = section.lstrip("0")
        for at, mark in enumerate(bare):
            place = len(bare) - 1 - at
            if mark == "0":
                said += "零" if not said.endswith("零") else ""
                continue
            is_ten = mark == "1" and place == 1 and at == 0 and is_first
            is_pair = mark == "2" and place >= 2 and at == 0 and is_first  # noqa: PLR2004  # hundreds and more
            digit = self.two if is_pair and self.has_two_hundred and not is_rank else self.year(mark)
            said += ("" if is_ten else digit) + _TENS[place]
        return said.rstrip("零")

    def number(self, written: str, *, is_rank: bool = False) -> str:
        """Return a number that may have a sign and a point: ``-3.05`` → 负三点零五."""
        sign = self.minus if written[:1] in {"-", "−"} else ""
        whole, point, part = written.lstrip("-−+").replace(",", "").partition(".")
        said = self.cardinal(whole or "0", is_rank=is_rank)
        return f"{sign}{said}{self.point + self.year(part) if point and part else ''}"

    def counted(self, written: str) -> str:
        """Return a number before a measure word: 2 alone is 两."""
        bare = written.lstrip("-−")
        if bare == "2":
            return (self.minus if bare != written else "") + self.two
        return self.number(written)

    def amount(self, number: str, unit: str) -> str:
        """``1,280.50`` → 一千二百八十元五角: cash is said in yuan, jiao and fen, other money with a point."""
        sign = self.minus if number[0] in "-−" else ""
        bare = number.lstrip("-−").replace(",", "")
        whole, _, part = bare.partition(".")
        if unit != "元" or len(part) > 2:  # noqa: PLR2004
            is_round = bool(part) and not part.strip("0")
            return sign + self.counted(whole if is_round else bare) + unit
        jiao, fen = (part + "0")[0], (part + "00")[1]
        small = f"{self.number(jiao) if whole.strip('0') else self.counted(jiao)}角" * (jiao != "0")
        small += "零" * (jiao == "0" and fen != "0" and whole.strip("0") != "") + f"{self.number(fen)}分" * (fen != "0")
        if not whole.strip("0") and small:
            return sign + small
        return f"{sign}{self.counted(whole)}元{small}"


def groups(digits: str) -> list[str]:
    """Return digits in groups: 3-4-4 for eleven, 3-4 for seven, 3-3-4 for ten, else fours; no group of one."""
    if len(digits) <= _ONE_BREATH:
        return [digits]
    if len(digits) == 10:  # noqa: PLR2004  # 400 820 8820
        return [digits[:3], digits[3:6], digits[6:]]
    first = 3 if len(digits) in {7, 11} else 4
    parts = [digits[:first], *(digits[at : at + 4] for at in range(first, len(digits), 4))]
    if len(parts[-1]) == 1:
        parts[-2:] = [parts[-2] + parts[-1]]
    return parts
