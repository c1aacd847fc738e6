"""Numbers as people say and write them, Chinese and English, with what is rough or doubtful about them.

Written for speech: a last digit without its unit counts one place below the unit before it (五百五 is 550, 1万2 is
12000), neighbouring digits are a range whose lower end counts (两三百 is 200), and what has no certain value says so.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

DIGITS: Final = {char: place for place, char in enumerate("零一二三四五六七八九")} | {
    "〇": 0, "○": 0, "两": 2, "俩": 2, "仨": 3, "幺": 1,
    "壹": 1, "贰": 2, "叁": 3, "肆": 4, "伍": 5, "陆": 6, "柒": 7, "捌": 8, "玖": 9,
}  # fmt: skip
SCALES: Final = {
    "十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000, "万": 10**4, "亿": 10**8,
}  # fmt: skip
_TENS: Final = {"廿": "二十", "卅": "三十", "卌": "四十"}
HAN: Final = "零〇一二两俩三仨四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟廿卅卌"
"""Characters of which a number in words is made."""
_LOOSE: Final = re.compile(r"[多来余把数]|大?几")
_RANGE: Final = re.compile(r"([一二两三四五六七八九])([二两三四五六七八九])(?=[十百千万亿]|$)")
_PIECES: Final = re.compile(r"\d+(?:\.\d+)?|.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number that words say."""

    value: Decimal
    """For a range, its lower end."""
    is_approximate: bool = False
    is_unsure: bool = False
    """The words allow another value."""


def number(words: str) -> Decimal | None:
    """Return the number that ``words`` (digits, Chinese numerals, or both) say exactly; None when they say none."""
    read = exactly(words)
    return None if read is None or read.is_approximate or read.is_unsure else read.value


def exactly(words: str) -> Number | None:
    """Return the number in ``words``, which hold nothing but it: 三百六十五, 1万2, 两三百, 七百来, 十几, 三点五.

    None when they are no number.
    """
    for short, full in _TENS.items():
        words = words.replace(short, full)
    whole, point, fraction = words.partition("点")
    if point:
        front = exactly(whole)
        return None if front is None else _with_fraction(front, fraction)
    whole = whole.replace(",", "")
    is_loose = bool(_LOOSE.search(whole))
    if whole in {"千儿八百", "百儿八十"}:
        return Number(value=Decimal(800 if whole[0] == "千" else 80), is_approximate=True, is_unsure=True)
    is_odd_hundreds = bool(re.search(r"[百千]零$", whole))  # Cantonese: 三百零 is 300 and some
    is_loose = is_loose or is_odd_hundreds
    has_vague_count = bool(re.search(r"^[几数]|^[百千万](?![把几]|[一二三四五六七八九]$)", whole))
    whole = _LOOSE.sub(_count_for_loose, whole)
    ranged = _RANGE.search(whole)
    if ranged and _is_range(ranged):
        whole, is_loose = whole[: ranged.start() + 1] + whole[ranged.end() :], True
    read = _scaled(whole)
    if read is None:
        return None
    return Number(
        value=read.value, is_approximate=is_loose or has_vague_count, is_unsure=read.is_unsure or has_vague_count
    )


def _count_for_loose(match: re.Match[str]) -> str:
    """Return the least that 几 and 数 stand for at the head of a number (几百: two hundred); nothing elsewhere."""
    return "二" if match.start() == 0 and match.group() in "几数" else ""


def _is_range(match: re.Match[str]) -> bool:
    """Say whether two digits are neighbours, as in 两三百 and 七八十, or three and five."""
    low, high = DIGITS[match[1]], DIGITS[match[2]]
    return high - low == 1 or (low, high) == (3, 5)


def _with_fraction(front: Number, fraction: str) -> Number | None:
    digits = re.match(r"[零〇一二三四五六七八九\d]+", fraction)
    if digits is None:
        return None
    spelled = "".join(str(DIGITS.get(char, char)) for char in digits.group())
    value = front.value + Decimal(f"0.{spelled}")
    for char in fraction[digits.end() :]:
        if char not in SCALES:
            return None
        value *= SCALES[char]
    return Number(value=value, is_approximate=front.is_approximate, is_unsure=front.is_unsure)


def _scaled(words: str) -> Number | None:
    """Return the number in ``words`` of digits and units; a run of digits without a unit is spelled out."""
    if not words:
        return None
    if re.fullmatch(r"\d+(?:\.\d+)?", words):
        return Number(value=Decimal(words))
    if all(char in DIGITS or char.isdigit() for char in words):
        spelled = "".join(str(DIGITS.get(char, char)) for char in words)
        return Number(value=Decimal(spelled), is_unsure=len(words) == 2)  # noqa: PLR2004 - 五八: no number that people say
    total, section, digit, last = Decimal(0), Decimal(0), None, 1
    after_zero = is_odd = False
    for token in _PIECES.findall(words):
        if token in {"零", "〇"}:
            after_zero, digit = True, None if digit is None else digit
        elif token in SCALES:
            scale = SCALES[token]
            if scale >= SCALES["万"]:
                whole = section + (digit or Decimal(0))
                is_odd = is_odd or (scale == SCALES["万"] and whole > 0 and total % 10**8 > 0)
                if scale > SCALES["万"] or whole == 0:
                    total, whole = Decimal(0), total + whole
                total += (whole or Decimal(1)) * scale
                section = Decimal(0)
            else:
                is_odd = is_odd or (last != 1 and scale >= last and last < SCALES["万"])
                section += (Decimal(1) if digit is None else digit) * scale
            digit, last, after_zero = None, scale, False
        else:
            if digit is not None or not (token in DIGITS or re.fullmatch(r"\d+(?:\.\d+)?", token)):
                return None
            digit = Decimal(DIGITS[token]) if token in DIGITS else Decimal(token)
    if digit is not None and last > 10 and digit < 10 and not after_zero:  # noqa: PLR2004 - 五百五, 一万二
        digit *= last // 10
    return Number(value=total + section + (digit or Decimal(0)), is_unsure=is_odd)


# --- English ------------------------------------------------------------------------------------------------------

_ONES: Final = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TIES: Final = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
ENGLISH: Final = (
    {word: place for place, word in enumerate(_ONES)}
    | {word: 20 + 10 * place for place, word in enumerate(_TIES)}
    | {"a": 1, "an": 1, "fourty": 40}
)
ENGLISH_SCALES: Final = {"hundred": 100, "thousand": 1000, "grand": 1000, "k": 1000, "million": 10**6}
ENGLISH_WORD: Final = "|".join(sorted((*ENGLISH, *ENGLISH_SCALES), key=len, reverse=True))
ENGLISH_NUMBER: Final = (
    rf"(?:(?:a couple of|a couple|a few|several|couple of) (?:hundred|thousand|dozen)|"
    rf"(?:{ENGLISH_WORD}) or (?:{ENGLISH_WORD}) (?:hundred|thousand)|half a (?:hundred|thousand|million)|"
    rf"(?:{ENGLISH_WORD})(?:(?:-| and | )(?:{ENGLISH_WORD})){{0,12}}(?: point(?: (?:{'|'.join(_ONES[:10])}))+)?"
    rf"(?: and a half(?: (?:hundred|thousand|million))?)?(?:[- ]odd)?)"
)
"""A pattern for a number in English words; it needs a word border before it."""


def english(words: str) -> Number | None:
    """Return the number that English ``words`` say: three hundred and twenty, a few hundred."""
    vague = re.match(r"(a couple of|a couple|couple of|a few|several) (hundred|thousand|dozen)", words)
    if vague:
        scale = {"dozen": 12}.get(vague[2]) or ENGLISH_SCALES[vague[2]]
        return Number(value=Decimal(2 if "couple" in vague[1] else 3) * scale, is_approximate=True, is_unsure=True)
    either = re.fullmatch(rf"({ENGLISH_WORD}) or ({ENGLISH_WORD}) (hundred|thousand)", words)
    if either and either[1] in ENGLISH:
        return Number(value=Decimal(ENGLISH[either[1]]) * ENGLISH_SCALES[either[3]], is_approximate=True)
    is_odd = bool(re.search(r"[- ]odd$", words))
    words = re.sub(r"[- ]odd$", "", words)
    half = re.fullmatch(r"half a (hundred|thousand|million)", words)
    if half:
        return Number(value=Decimal(ENGLISH_SCALES[half[1]]) / 2)
    words, has_half, after_half = words.partition(" and a half")
    words, _, fraction = words.partition(" point")
    parts = [part for part in re.findall(r"[a-z]+", words) if part != "and"]
    if not parts or any(part not in ENGLISH and part not in ENGLISH_SCALES for part in parts):
        return None
    read = _english_sum(parts)
    value = read.value
    if fraction:
        value += Decimal("0." + "".join(str(_ONES.index(word)) for word in fraction.split()))
    if has_half:
        value = (value + Decimal("0.5")) * ENGLISH_SCALES.get(after_half.strip(), 1)
    return Number(value=value, is_approximate=is_odd, is_unsure=read.is_unsure)


def _english_sum(parts: Sequence[str]) -> Number:
    total, section, last, is_unsure = Decimal(0), Decimal(0), 0, False
    for word in parts:
        scale = ENGLISH_SCALES.get(word)
        if scale is None:
            value = ENGLISH[word]
            # "twelve fifty", "three twenty": two numbers side by side may be yuan and fen, or hundreds
            is_unsure = is_unsure or (last != 0 and not (20 <= last < 100 and value < 10))  # noqa: PLR2004 - tens and ones
            section, last = section + value, value
        elif scale == ENGLISH_SCALES["hundred"]:
            section, last = (section or Decimal(1)) * scale, 0
        else:
            total, section, last = total + (section or Decimal(1)) * scale, Decimal(0), 0
    return Number(value=total + section, is_unsure=is_unsure)
