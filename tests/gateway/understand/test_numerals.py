from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.understand.numerals import english, exactly, number

DIGITS = "零一二三四五六七八九"


def said(value: int) -> str:
    """Write a number below 100,000 the way it is said in full."""
    words, after_zero = "", False
    for scale, unit in ((10000, "万"), (1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, value = divmod(value, scale)
        if digit:
            words += ("零" if after_zero and words else "") + DIGITS[digit] + unit
        after_zero = bool(words) and not digit
    return words


@given(st.integers(min_value=1, max_value=99_999))
def test_numbers_in_full_are_read_back(value: int) -> None:
    assert number(said(value)) == value


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("五百五", 550),
        ("1万2", 12000),
        ("两万三千五", 23500),
        ("廿五", 25),
        ("1,234.50", Decimal("1234.50")),
        ("三点五", Decimal("3.5")),
        ("一亿两千万", 120000000),
        ("叁佰陆拾伍", 365),
        ("千二", 1200),
        ("一万亿", 10**12),
    ],
)
def test_numbers_in_short(words: str, value: Decimal) -> None:
    assert number(words) == value


@pytest.mark.parametrize(
    ("words", "least"),
    [
        ("两三百", 200),
        ("七百来", 700),
        ("三千多", 3000),
        ("十几", 10),
        ("七八十", 70),
        ("万把", 10000),
        ("三百零", 300),
    ],
)
def test_of_a_rough_number_the_lower_end_counts(words: str, least: int) -> None:
    read = exactly(words)

    assert read is not None
    assert (read.value, read.is_approximate, read.is_unsure) == (least, True, False)


@pytest.mark.parametrize("words", ["几百", "五八", "三百四百", "五万六万", "百八十"])
def test_what_allows_another_value_is_not_sure(words: str) -> None:
    read = exactly(words)

    assert read is not None and read.is_unsure
    assert number(words) is None


@pytest.mark.parametrize("words", ["", "块", "一二三百", "九千五一"])
def test_what_is_no_number_gives_nothing(words: str) -> None:
    assert exactly(words) is None


@pytest.mark.parametrize(
    ("words", "value", "is_sure"),
    [
        ("three hundred and twenty", 320, True),
        ("twenty thousand", 20000, True),
        ("two and a half thousand", 2500, True),
        ("half a million", 500_000, True),
        ("twenty-odd", 20, True),
        ("two or three hundred", 200, True),
        ("a couple of hundred", 200, False),
        ("a few hundred", 300, False),
        ("twelve fifty", 62, False),
    ],
)
def test_english_numbers(words: str, value: int, *, is_sure: bool) -> None:
    read = english(words)

    assert read is not None
    assert (read.value, not read.is_unsure) == (value, is_sure)
