"""When a value of ours is the true one."""

import pytest

from gateway.evaluation.values import is_same, is_value

DAY = "2026-03-05T00:00:00+08:00/2026-03-06T00:00:00+08:00"
MORNING = "2026-03-05T06:00:00+08:00/2026-03-05T12:00:00+08:00"


@pytest.mark.parametrize(
    ("kind", "true", "ours", "is_it"),
    [
        ("money", "300.00", "300", True),
        ("money", "300.00", "30", False),
        ("money", "300.00", "-300.0", True),
        ("phone", "+85291234567", "+852 9123 4567", True),
        ("phone", "91234567", "+91234567", False),
        ("order_no", "AB1234", "ab-12 34", True),
        ("error_code", "E1024", "Ｅ1024", True),
        ("card_tail", "7788", "7789", False),
        ("dose", "3次/日,2片/次", "2片/次,3次/日", True),
        ("dose", "3次/日,2片/次", "3次/日", False),
        ("app", "微信", "微信", True),
        ("datetime", DAY, "2026-03-04T16:00:00+00:00/2026-03-05T16:00:00+00:00", True),
        ("datetime", DAY, MORNING, False),
        ("datetime", MORNING, DAY, False),
        ("datetime", MORNING, "2026-03-05T08:00:00+08:00/2026-03-05T12:00:00+08:00", True),
        ("datetime", MORNING, "2026-03-05T09:00:00+08:00/2026-03-05T09:00:00+08:00", True),
        ("datetime", MORNING, "2026-03-06T06:00:00+08:00/2026-03-06T12:00:00+08:00", False),
        ("datetime", MORNING, "2026-03-05T12:00:00+08:00/2026-03-05T18:00:00+08:00", False),
        ("datetime", "2026-03-05T09:00:00+08:00/2026-03-05T09:00:00+08:00", "2026-03-05T09:30:00+08:00", False),
        ("datetime", MORNING, "tomorrow", False),
    ],
)
def test_the_same_value_in_other_clothes(kind: str, true: str, ours: str, *, is_it: bool) -> None:
    assert is_same(kind, true, ours) is is_it


def test_money_of_another_country_is_another_amount() -> None:
    assert is_same("money", "80.00", "80", unit="HKD", our_unit="HKD")
    assert not is_same("money", "80.00", "80", unit="HKD", our_unit="CNY")


@pytest.mark.parametrize(
    ("kind", "value", "is_it"),
    [
        ("money", "three", False),
        ("money", "NaN", False),
        ("number", "1e3", True),
        ("datetime", "2026-03-05", False),
        ("datetime", "2026-03-05T10:00:00+08:00", True),
        ("datetime", "2026-03-06T00:00:00+08:00/2026-03-05T00:00:00+08:00", False),
        ("app", "anything", True),
    ],
)
def test_values_that_cannot_be_read_are_known(kind: str, value: str, *, is_it: bool) -> None:
    assert is_value(kind, value) is is_it
