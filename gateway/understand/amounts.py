"""Amounts of money as people say them: 三百六十五块八, 1万2, 五百五, 七百来块, 八毛, 成千蚊, ¥1,234.50."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from gateway.understand import amounts_english
from gateway.understand.amount import Amount
from gateway.understand.amounts_words import Words, load
from gateway.understand.numerals import DIGITS, HAN, SCALES, Number, exactly


def find(text: str) -> Iterator[Amount]:
    """Yield the amounts of money in ``text``, which is plain: simplified, lower case, half width."""
    words = load()
    taken = bytearray(len(text))
    for amount in _candidates(text, words):
        if not any(taken[amount.start : amount.end]):
            taken[amount.start : amount.end] = b"\1" * (amount.end - amount.start)
            yield amount


def _candidates(text: str, words: Words) -> Iterator[Amount]:
    yield from amounts_english.find(text)
    for pattern, build in ((words.money, _whole), (words.small, _small), (words.bare, _bare)):
        for match in pattern.finditer(text):
            amount = build(match, text, words)
            if amount is not None:
                yield amount


def _amount(
    text: str, words: Words, span: tuple[int, int], value: Decimal, unit: str, *, is_rough: bool, is_unsure: bool
) -> Amount:
    before, after = text[max(0, span[0] - 6) : span[0]], text[span[1] : span[1] + 4]
    is_about = bool(words.about_before.match(before[::-1]) or words.about_after.match(after))
    return Amount(
        start=span[0],
        end=span[1],
        value=max(value.quantize(Decimal("0.01")), value.normalize(), key=_places),
        unit=unit,
        is_approximate=is_rough or is_about,
        is_unsure=is_unsure,
    )


def _places(value: Decimal) -> int:
    """Return how many places ``value`` has: a rate of exchange keeps all of its four."""
    exponent = value.as_tuple().exponent
    return -exponent if isinstance(exponent, int) else 0


def _read(words: str) -> Number | None:
    """Return the number in ``words``, which may begin with 小, 上, 成 or 好几 (小一万, 上千, 成千, 好几百)."""
    bare = re.sub(r"^(?:小|好(?=几)|上|成)", "", words).replace(" ", "")
    if not bare:
        return None
    is_least = words[0] in "上成" and bare in SCALES
    read = exactly(("一" if is_least else "") + bare)
    if read is None or bare == words:
        return read
    return Number(value=read.value, is_approximate=True, is_unsure=read.is_unsure and not is_least)


def _whole(match: re.Match[str], text: str, words: Words) -> Amount | None:
    """Build 三百六十五块八, 七百来块, 成千蚊, 两三百块, ¥58.00, 人民币8千元, 三百到五百块."""
    if match["sign"]:
        scale = {"千": 10**3, "k": 10**3, "万": 10**4, "亿": 10**8}.get(match["signed_scale"] or "", 1)
        value = Decimal(match["signed"].replace(",", "")) * scale
        unit = words.currencies[match["sign"]]
        is_unsure = match["sign"] == "$"
        return _amount(text, words, match.span(), value, unit, is_rough=False, is_unsure=is_unsure)
    number = match["number"]
    if match["slang"]:
        read = _read(number)
        if read is None:
            return None
        value = read.value * words.slang[match["slang"]]
        span = match.span()
        return _amount(text, words, span, value, "HKD", is_rough=read.is_approximate, is_unsure=read.is_unsure)
    if _is_other_piece(match, text, words):
        return None
    low = match["low"]
    read = Number(value=Decimal(0 if number == "半" else 1)) if number in {"", "半"} else _read(low or number)
    high = _read(number) if low else None
    if read is None or (low and high is None):
        return None
    value = read.value + (Decimal("0.5") if number == "半" else _cents(match))
    if high is not None:
        value = _low_end(read.value, high.value, number)
    if match["us_cents"]:
        value += (exactly(match["us_cents"]) or Number(value=Decimal(0))).value / 100
    is_hong_kong = (match["lead"] or "").strip() in {"港币", "hkd"}
    unit = "HKD" if is_hong_kong else words.currencies[match["unit"] or "元"]
    is_short = (
        number[-1:] in set(DIGITS) - {"零"}
        and len(number) > 1
        and number[-2] in "百千"
        and number[0] in HAN
        and unit != "HKD"
    )
    return _amount(
        text,
        words,
        match.span(),
        value,
        unit,
        is_rough=read.is_approximate or bool(low or match["more"]),
        is_unsure=read.is_unsure or is_short or (not number and match["fen"] is None and (match["jiao"] or "") == "八"),
    )


def _low_end(low: Decimal, high: Decimal, number: str) -> Decimal:
    """Return the lower end of a range in full: the low end of 三到五百 is 300, of 一两万到三万 it stands as said."""
    scale = next((SCALES[char] for char in reversed(number) if char in SCALES), 1)
    return low * scale if low < 10 and scale > 10 and high >= scale else low  # noqa: PLR2004 - a single digit


def _is_other_piece(match: re.Match[str], text: str, words: Words) -> bool:
    """Say whether 块 counts pieces (一块电池), or belongs to another word (一块儿, 第三块)."""
    before, after = text[max(0, match.start() - 2) : match.start()], text[match.end() : match.end() + 6]
    if before.endswith("第") or (before.endswith(("这", "那", "哪", "同")) and match["number"] in {"一", ""}):
        return True
    if match["unit"] not in {"块", "元"} or match["rest"] or match["cash"]:
        return False
    if match["unit"] != "块":
        return after.startswith(("旦", "宵", "月", "素", "件", "首", "老", "朝", "里", "桥", "牌", "店", "钱的"))
    if words.not_one_piece.match(after) and not re.search(r"[十百千万多几\d]", match["number"]):
        return True
    has_verb = _has_verb(text, match.start(), words)
    return match["number"] == "一" and not has_verb and not re.match(r"$|[,。.!?;的]|也|都|多", after)


def _has_verb(text: str, at: int, words: Words) -> bool:
    """Say whether a word of paying, losing or having stands right before ``at``."""
    return words.before_bare.match(text[max(0, at - 14) : at][::-1]) is not None


def _digit(char: str | None) -> Decimal:
    return Decimal(DIGITS[char] if char in DIGITS else int(char)) if char else Decimal(0)


def _cents(match: re.Match[str]) -> Decimal:
    if match["half"]:
        return Decimal("0.5")
    jiao, fen = match["jiao"] or match["tail_jiao"], match["fen"] or match["bare_fen"] or match["only_fen"]
    return _digit(jiao) / 10 + _digit(fen) / 100


def _small(match: re.Match[str], text: str, words: Words) -> Amount | None:
    """Build 八毛, 五角, 五分钱, 半毛钱."""
    if match["only_fen"]:
        read = exactly(match["only_fen"])
        if read is None or (not match["fen_cash"] and not _says_interest(text, match.start(), read.value)):
            return None
        return _amount(text, words, match.span(), read.value / 100, "CNY", is_rough=False, is_unsure=False)
    after = text[match.end() : match.end() + 1]
    is_corner = match["unit"] == "角" and not match["cash"] and match["jiao"] in "一三四八"
    if is_corner or after in set("病落度巾笔衣形星铁梅斗色楼裤线孩豆"):
        return None
    if match["jiao"] == "几":
        return _amount(text, words, match.span(), Decimal("0.2"), "CNY", is_rough=True, is_unsure=True)
    jiao = Decimal("0.05") if match["jiao"] == "半" else _digit(match["jiao"]) / 10
    return _amount(
        text,
        words,
        match.span(),
        jiao + _digit(match["fen"]) / 100,
        "HKD" if match["unit"] == "毫子" else "CNY",
        is_rough=False,
        is_unsure=False,
    )


def _says_interest(text: str, at: int, value: Decimal) -> bool:
    """Say whether 四分 before ``at`` is money although 钱 does not follow."""
    return value < 10 and re.search(r"(?:利息|找|差|欠)[^,。]{0,4}$", text[max(0, at - 8) : at]) is not None  # noqa: PLR2004


_SHORT: Final = re.compile(
    r"[一二两三四五六七八九十]{1,4}万[一二两三四五六七八九](?:千(?:零?[一二三四五六七八九](?:百[一二三四五六七八九]?)"
    r"?)?)?|\d+万\d|"
    r"(?:\d+|[一二两三四五六七八九])万[一二两三四五六七八九]|[一二两三四五六七八九\d]千[一二两三四五六七八九\d](?:百["
    r"一二三四五六七八九]?)?|"
    r"[一二两三四五六七八九十]{1,3}[来多几]万|[一二三四五六七八九]百[一二三四五六七八九]|"
    rf"[\d{HAN}]+[万千][\d{HAN}]*[\d一二三四五六七八九]"
)
"""Short for a sum wherever it stands: 四万六, 三千二, 五百五, 五十来万."""


def _bare(match: re.Match[str], text: str, words: Words) -> Amount | None:
    """Build amounts that no unit follows: 扣了八百, 转了1万2, 四万六没了."""
    word = match.group()
    before, after = text[max(0, match.start() - 12) : match.start()], text[match.end() : match.end() + 6]
    is_masked_or_longer = (re.match(r"[\d.a-z%:/\-*＊]", after) and not after.startswith(".")) or before[-1:] in {
        "＊",
        "*",
    }
    if is_masked_or_longer or words.counted.match(after) or words.no_sum.match(before[::-1]):
        return None
    read = None if word in SCALES else _read(word)
    if read is None or read.value < 10:  # noqa: PLR2004 - a single digit is no amount by itself
        return None
    has_verb = _has_verb(text, match.start(), words)
    has_thing = bool(words.after_bare.match(after))
    is_short = bool(_SHORT.fullmatch(word))
    is_alone = word == text.strip("。,.!? ")
    is_plain_digits = bool(re.fullmatch(r"[\d,.]+|[零〇一二三四五六七八九幺]+", word))
    if re.fullmatch(r"[零〇一二三四五六七八九幺]{2}", word):
        return None
    if is_plain_digits and len(re.sub(r"\D", "", word) or word) > 7:  # noqa: PLR2004 - a longer run is a number of another kind
        return None
    is_rough_alone = is_alone and not is_plain_digits and read.value >= 100  # noqa: PLR2004 - 五百多, said as an answer
    if not (has_verb or has_thing or is_short or is_rough_alone):
        return None
    is_weak = not (has_verb or has_thing or (is_short and (is_alone or not re.fullmatch(r".?百.", word))))
    return _amount(
        text,
        words,
        match.span(),
        read.value,
        "CNY",
        is_rough=read.is_approximate,
        is_unsure=read.is_unsure or is_weak,
    )
