"""Amounts of money as people say them: 三百六十五块八, 1万2, 五百五, 七百来块, 八毛, 成千蚊."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Final

_DIGIT: Final = {char: place for place, char in enumerate("零一二三四五六七八九")} | {
    "〇": 0, "两": 2, "俩": 2, "壹": 1, "贰": 2, "叁": 3, "肆": 4, "伍": 5, "陆": 6, "柒": 7, "捌": 8, "玖": 9,
}  # fmt: skip
_SCALE: Final = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000, "万": 10000, "亿": 100000000}
_TENS: Final = {"廿": "二十", "卅": "三十"}
_N: Final = r"[零〇一二两俩三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟廿卅]"
_NUMBER: Final = (
    rf"(?:(?<![\d.])\d{{1,12}}(?:,\d{{3}}){{0,4}}(?:\.\d{{1,4}})?(?:[十百千万亿]{{1,4}}(?:\d|{_N}){{0,8}})?|"
    rf"{_N}{{1,16}}(?:点{_N}{{1,4}})?)"
)
_LOOSE: Final = r"(?:多|来|几|把|余|好几)"
_WHOLE: Final = r"(?:块钱|块|元钱|元|圆|蚊|rmb|人民币|港币|港元)"
_MONEY: Final = re.compile(
    rf"(?P<sign>[¥$]|hk\$|rmb ?|人民币)?(?P<vague>上|成|小|好几|几|"
    rf"数)?(?P<number>{_NUMBER})?(?P<loose1>{_LOOSE})?(?P<scale>[十百千万])?(?P<loose2>{_LOOSE})?"
    rf"(?P<unit>{_WHOLE})(?P<rest>(?P<jiao>[\d{''.join(_DIGIT)}半])(?P<jiao_unit>[毛角])?(?:(?P<fen>[\d{''.join(_DIGIT)}])分?)?)?(?P<cash>整|钱)?"
)
_SMALL: Final = re.compile(
    rf"(?<![\d{''.join(_DIGIT)}])(?P<jiao>[\d{''.join(_DIGIT)}几]|十几)(?P<jiao_unit>[毛角])(?!病|落|度|"
    rf"巾|笔|衣)(?:(?P<fen>[\d{''.join(_DIGIT)}])分?)?钱?|(?P<only_fen>[\d{''.join(_DIGIT)}]+)分钱"
)
_NO_COUNT: Final = (
    rf"(?![\d{''.join(_DIGIT).replace('一', '')}十百千万]|"
    r"次|遍|个|天|年|月|人|步|张|条|件|斤|回|分钟|小时|米|里|位|家|号|岁|度|名|公里|口|"
    r"样|事|能|般|一(?!下子?|直|分|共)|吨|克|瓦|毫|升|字|句|户|亩|平|辆|只|头|种|倍|分|夜|尺|匹|集|章|公斤|粉丝|阅读|像素|听众|观众|块|元|蚊)"
)
_BARE: Final = re.compile(
    rf"(?P<sign>[¥$]|hk\$)(?P<signed>\d+(?:,\d{{3}})*(?:\.\d+)?)(?P<signed_scale>[万千])?|"
    rf"(?:扣|花|转|付|交|汇|充|骗|借|存|取|退|还|赔|少|多|收|给|欠|打|赚|投|买|亏|罚|缴|丢|值|卖|贷|领|"
    rf"发|要|涨|拿|损失|划|刷|卷|坑|诈|垫|没|剩|攒|冲|寄|一共|总共|合计|每?个月|每月|每年|一年|每天|^)"
    rf"(?:了|走|掉|去|我|他|她|过去|出去|进|光|走了|去了|进去|下|到|给|过|咗)*(?P<bare>\d+(?:\.\d+)?[万千]\d?|"
    rf"{_N}*[百千万]{_N}*)(?P<bare_loose>{_LOOSE})?+{_NO_COUNT}"
)
# Short for money wherever they stand: 四万六, 一万九千五, 三千二, 1万五, 五十来万; and any sum that people say is lost.
_COMPOUND: Final = re.compile(
    rf"(?<![第\d零〇一二两三四五六七八九十百千万.])(?:(?P<bare>(?:\d{{1,3}}|{_N}{{1,4}}?)万(?:[一二两三四五六七八九]|\d|"
    rf"[一二两三四五六七八九]千(?:零?[一二两三四五六七八九](?:百[一二三四五六七八九]?)?)?)|"
    rf"[一二两三四五六七八九\d]千[一二两三四五六七八九\d](?:百[一二三四五六七八九]?)?|"
    rf"{_N}*[百千万]{_N}*(?=(?:全|都|就|一下子|也)?(?:没了|没得|不见|打水漂|取不|要不回|拿不回|飞了)))|"
    rf"(?P<rough>{_N}{{1,3}})(?P<bare_loose>来|多|几)(?P<rough_scale>[万千]))(?!多|来|几){_NO_COUNT}"
)
_ENGLISH_WORDS: Final = (
    dict(
        zip(
            [
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
            ],
            range(1, 20),
            strict=True,
        )
    )
    | dict(
        zip(
            ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"],
            range(20, 100, 10),
            strict=True,
        )
    )
    | {"a": 1}
)
_ENGLISH_SCALES: Final = {"hundred": 100, "thousand": 1000, "grand": 1000, "million": 1000000}
_ENGLISH_WORD: Final = "|".join(sorted((*_ENGLISH_WORDS, *_ENGLISH_SCALES), key=len, reverse=True))
_ENGLISH: Final = re.compile(
    rf"(?:(?<![\d.,])(?P<digits>\d{{1,12}}(?:,\d{{3}})*(?:\.\d{{1,2}})?) ?(?P<scale>k|thousand|million)?|"
    rf"\b(?P<words>(?:{_ENGLISH_WORD})(?:(?:[ -]|(?: and ))(?:{_ENGLISH_WORD}))*)) ?"
    rf"(?P<unit>yuan|rmb|cny|kuai|hk dollars?|hong kong dollars?|hkd)\b"
)
_ABOUT_BEFORE: Final = re.compile(r"(?:大概|大约|差不多|约|将近|不到|近|接近|可能|估计|超过)(?:是|有|要|得)?$")
_ABOUT_AFTER: Final = re.compile(r"^(?:钱)?(?:左右|上下|吧|出头|的样子)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """An amount, and where it stands in the text it was found in."""

    start: int
    end: int
    """Exclusive."""
    value: Decimal
    unit: str
    """``CNY`` or ``HKD``."""
    is_approximate: bool


def number(words: str) -> Decimal | None:
    """Return the number that ``words`` (digits, Chinese numerals, or both) say; None when they are no number.

    A last digit without its unit counts one place below: 一万二 is 12000, 五百五 is 550, 1万2 is 12000.
    """
    for short, full in _TENS.items():
        words = words.replace(short, full)
    whole, _, fraction = words.partition("点")
    if fraction:
        integer = number(whole)
        digits = "".join(str(_DIGIT.get(char, char)) for char in fraction)
        return integer + Decimal(f"0.{digits}") if integer is not None and digits.isdigit() else None
    return _scaled(whole.replace(",", ""))


def _scaled(words: str) -> Decimal | None:
    if re.fullmatch(r"\d+(?:\.\d+)?", words):
        return Decimal(words)
    if words and all(char in _DIGIT for char in words):
        return Decimal("".join(str(_DIGIT[char]) for char in words)) if len(words) != 2 else None  # noqa: PLR2004 - 两三: a range
    total, section, digit, last, after_zero = Decimal(0), Decimal(0), None, 1, False
    for token in re.findall(r"\d+(?:\.\d+)?|.", words):
        if token in _SCALE:
            scale = _SCALE[token]
            if scale >= _SCALE["万"]:
                total += (section + (digit or Decimal(0)) or Decimal(1)) * scale
                section = Decimal(0)
            else:
                section += (Decimal(1) if digit is None else digit) * scale
            digit, last, after_zero = None, scale, False
        elif token in {"零", "〇"}:
            after_zero = True
        else:
            try:
                digit = Decimal(str(_DIGIT[token])) if token in _DIGIT else Decimal(token)
            except InvalidOperation:
                return None
    if digit is not None and last > 10 and digit < 10 and not after_zero:  # noqa: PLR2004 - 五百五, 一万二
        digit *= last // 10
    return total + section + (digit or Decimal(0))


def find(text: str) -> Iterator[Amount]:
    """Yield the amounts of money in ``text``, which is plain: simplified, lower case, half width."""
    taken: list[tuple[int, int]] = []
    for pattern, build in (
        (_ENGLISH, _english),
        (_MONEY, _whole),
        (_SMALL, _small),
        (_BARE, _bare),
        (_COMPOUND, _compound),
    ):
        for match in pattern.finditer(text):
            amount = build(match, text)
            if amount is None or any(amount.start < end and amount.end > start for start, end in taken):
                continue
            taken.append((amount.start, amount.end))
            yield amount


def _is_about(text: str, start: int, end: int) -> bool:
    return bool(_ABOUT_BEFORE.search(text[max(0, start - 6) : start]) or _ABOUT_AFTER.search(text[end : end + 4]))


def _amount(text: str, span: tuple[int, int], value: Decimal, unit: str, *, is_loose: bool) -> Amount | None:
    if value < 0:
        return None
    return Amount(
        start=span[0],
        end=span[1],
        value=value.quantize(Decimal("0.01")),
        unit=unit,
        is_approximate=is_loose or _is_about(text, *span),
    )


def _whole(match: re.Match[str], text: str) -> Amount | None:
    """Build 三百六十五块八, 七百来块, 成千蚊, 两三百块."""
    words = match["number"] or ""
    vague, loose, scale = match["vague"], match["loose1"] or match["loose2"], match["scale"]
    is_range = re.match(r"([一二两三四五六七八九])([二三四五六七八九])(?=[十百千万]|$)", words)
    if is_range and _DIGIT[is_range[1]] + 1 == _DIGIT[is_range[2]]:
        words = words[0] + words[2:]
        loose = loose or "几"
    if not words and not (vague and scale):
        return None
    value = number(words) if words else Decimal(1 if vague in {"上", "成", "小"} else 2)
    if value is None:
        return None
    if scale:
        value *= _SCALE[scale]
    value += _cents(match)
    start = match.start("number") if words and not vague and not match["sign"] else match.start()
    hkd = match["unit"] in {"蚊", "港币", "港元"} or match["sign"] == "hk$"
    return _amount(text, (start, match.end()), value, "HKD" if hkd else "CNY", is_loose=bool(vague or loose))


def _digit(char: str | None) -> Decimal:
    if not char:
        return Decimal(0)
    return Decimal(5) if char == "半" else Decimal(_DIGIT[char] if char in _DIGIT else int(char))


def _cents(match: re.Match[str]) -> Decimal:
    jiao = _digit(match["jiao"])
    fen = _digit(match["fen"])
    return jiao / 10 + fen / 100


def _small(match: re.Match[str], text: str) -> Amount | None:
    if match["only_fen"]:
        value = number(match["only_fen"])
        return None if value is None else _amount(text, match.span(), value / 100, "CNY", is_loose=False)
    if match["jiao"] in {"几", "十几"}:
        return None
    return _amount(text, match.span(), _cents(match), "CNY", is_loose=False)


def _bare(match: re.Match[str], text: str) -> Amount | None:
    """Build amounts that no unit follows: 扣了八百, 转了1万2, ¥58.00."""
    if match["signed"]:
        value = number(match["signed"])
        if value is None:
            return None
        value *= _SCALE.get(match["signed_scale"] or "", 1)
        return _amount(text, match.span(), value, "HKD" if match["sign"] == "hk$" else "CNY", is_loose=False)
    words = match["bare"]
    value = number(words) if not words.startswith(("百", "千", "万")) else None
    if value is None or value < 10:  # noqa: PLR2004 - a single digit is no amount by itself
        return None
    return _amount(text, (match.start("bare"), match.end()), value, "CNY", is_loose=match["bare_loose"] is not None)


def _compound(match: re.Match[str], text: str) -> Amount | None:
    """Build sums in their short form, wherever they stand: 四万六, 一万九千五, 五十来万."""
    if match["rough"]:
        value = number(match["rough"])
        if value is None:
            return None
        return _amount(text, match.span(), value * _SCALE[match["rough_scale"]], "CNY", is_loose=True)
    value = number(match["bare"]) if not match["bare"].startswith(("百", "千", "万")) else None
    return None if value is None else _amount(text, match.span("bare"), value, "CNY", is_loose=False)


def _english(match: re.Match[str], text: str) -> Amount | None:
    """Build 20,000 yuan, 20k rmb, twenty thousand yuan."""
    if match["digits"]:
        value = Decimal(match["digits"].replace(",", ""))
        value *= {"k": 1000, "thousand": 1000, "million": 1000000}.get(match["scale"] or "", 1)
    else:
        value = _english_number(re.findall(r"[a-z]+", match["words"]))
    return _amount(text, match.span(), value, "HKD" if match["unit"].startswith("h") else "CNY", is_loose=False)


def _english_number(words: list[str]) -> Decimal:
    total, section = Decimal(0), Decimal(0)
    for word in words:
        scale = _ENGLISH_SCALES.get(word)
        if scale is None:
            section += _ENGLISH_WORDS.get(word, 0)
        elif scale == _ENGLISH_SCALES["hundred"]:
            section = (section or Decimal(1)) * scale
        else:
            total += (section or Decimal(1)) * scale
            section = Decimal(0)
    return total + section
