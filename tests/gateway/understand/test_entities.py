from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.issue import ClaimStatus, NumberClaim, NumberKind
from gateway.understand.entities import numbers
from tests.gateway.understand.words import in_picture, typed

NOW = datetime.fromisoformat("2026-11-21T15:00:00+08:00")


def only(text: str) -> NumberClaim:
    (found,) = numbers(typed(text), NOW)
    return found


@pytest.mark.parametrize(
    ("said", "value", "is_approximate"),
    [
        ("三百六十五块八", "365.80", False),
        ("八毛", "0.80", False),
        ("一块五毛五", "1.55", False),
        ("花了1万2", "12000.00", False),
        ("一共五百五", "550.00", False),
        ("七百来块", "700.00", True),
        ("三千多块", "3000.00", True),
        ("两三百块", "200.00", True),
        ("大概四十块", "40.00", True),
        ("三千零五块", "3005.00", False),
        ("一万零八十元", "10080.00", False),
        ("十二块五", "12.50", False),
        ("¥1,258.30", "1258.30", False),
        ("五分钱", "0.05", False),
    ],
)
def test_amounts_as_people_say_them(said: str, value: str, *, is_approximate: bool) -> None:
    amount = only(said)

    assert (NumberKind.MONEY, value, "CNY") == (amount.kind, amount.value.value, amount.unit)
    assert amount.is_approximate is is_approximate
    assert amount.needs_confirmation


def test_cantonese_amounts_are_hong_kong_dollars() -> None:
    assert (only("廿五蚊").value.value, only("廿五蚊").unit) == ("25.00", "HKD")
    assert only("成千蚊").is_approximate


@given(st.integers(min_value=1, max_value=99_999), st.integers(min_value=0, max_value=99))
def test_written_amounts_keep_their_value(whole: int, cents: int) -> None:
    assert f"{whole}.{cents:02d}" == only(f"扣了{whole}.{cents:02d}元").value.value


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("昨儿个夜里", "2026-11-20T18:00:00+08:00/2026-11-21T06:00:00+08:00"),
        ("今儿早上九点", "2026-11-21T09:00:00+08:00/2026-11-21T09:00:00+08:00"),
        ("上周三", "2026-11-11T00:00:00+08:00/2026-11-12T00:00:00+08:00"),
        ("上上周一", "2026-11-02T00:00:00+08:00/2026-11-03T00:00:00+08:00"),
        ("刚才", "2026-11-21T14:00:00+08:00/2026-11-21T15:00:00+08:00"),
        ("一个星期前", "2026-11-14T00:00:00+08:00/2026-11-15T00:00:00+08:00"),
        ("下午三点半", "2026-11-21T15:30:00+08:00/2026-11-21T15:30:00+08:00"),
        ("11月20日", "2026-11-20T00:00:00+08:00/2026-11-21T00:00:00+08:00"),
    ],
)
def test_times_as_older_people_say_them(said: str, value: str) -> None:
    assert value == only(said).value.value


@pytest.mark.parametrize("said", ["九月三十一号", "每年都这样", "一会儿再说", "三点多", "早上容易忘"])
def test_what_is_not_surely_a_time_gives_nothing(said: str) -> None:
    assert numbers(typed(said), NOW) == ()


@pytest.mark.parametrize(
    ("said", "value"),
    [("每日2次 每次1片", "2次/日,1片/次"), ("一天三次", "3次/日"), ("一天两次,一次两粒", "2次/日,2粒/次")],
)
def test_doses_are_only_what_is_said(said: str, value: str) -> None:
    dose = only(said)

    assert (NumberKind.DOSE, value) == (dose.kind, dose.value.value)
    assert dose.unit is not None


@pytest.mark.parametrize(
    ("said", "kind", "value"),
    [
        ("卡尾号7788", NumberKind.CARD, "7788"),
        ("订单号 AB12 3456-7890", NumberKind.OTHER, "AB1234567890"),
        ("错误代码 e1003", NumberKind.OTHER, "E1003"),
        ("要打12306吗", NumberKind.PHONE, "12306"),
    ],
)
def test_other_numbers(said: str, kind: NumberKind, value: str) -> None:
    assert (kind, value) == (only(said).kind, only(said).value.value)


def test_what_stands_in_a_picture_is_observed() -> None:
    (dose,) = numbers(in_picture("每日2次 每次1片"), NOW)

    assert dose.value.status is ClaimStatus.OBSERVED
