from decimal import Decimal

import pytest

from gateway.understand import numbers_said
from gateway.understand.normalise import plain


def values(text: str) -> list[Decimal]:
    return [found.value for found in numbers_said.find(plain(text).text)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("四千零六个", "4006"),
        ("负三十二", "-32"),
        ("零下负5", "-5"),
        ("五分之二", "0.4"),
        ("三又四分之一", "3.25"),
        ("7 万5 千", "75000"),
        ("2.5 M", "2500000"),
        ("两打鸡蛋", "24"),
        ("半百", "50"),
        ("１２,３４５步", "12345"),
        ("五億零六", "500000006"),
    ],
)
def test_plain_numbers_are_found_whatever_they_count(text: str, value: str) -> None:
    assert Decimal(value) in values(text)


@pytest.mark.parametrize("text", ["一切都好", "一直这样", "百姓", "队伍", "万一坏了", "收拾屋子", "千万别动"])
def test_words_that_hold_a_numeral_are_no_numbers(text: str) -> None:
    assert values(text) == []
