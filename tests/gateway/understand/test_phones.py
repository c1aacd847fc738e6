import pytest

from gateway.understand import phones
from gateway.understand.normalise import plain


def values(text: str) -> list[str]:
    return [phone.value for phone in phones.find(plain(text).text) if not phone.is_unsure]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("我电话幺三八零零幺三八零零零", "13800138000"),
        ("一三八 零零一三 八零零零", "13800138000"),
        ("記住138，嗯，0013，啊，8000", "13800138000"),
        ("幺三八,四个八,零零零零", "13888880000"),
        ("ring me on one three eight double zero one three eight triple zero", "13800138000"),
        ("座机是010-62345678", "01062345678"),
        ("Call +852 6270 1183 please", "+85262701183"),
        ("號碼係六一二三 七七零九", "61237709"),
        ("打96110有没有用", "96110"),
        ("客服热线400-820-5566", "4008205566"),
    ],
)
def test_telephone_numbers_however_they_are_said(text: str, value: str) -> None:
    assert values(text) == [value]


def test_two_numbers_side_by_side_stay_two() -> None:
    assert values("打13604779660，13604770960") == ["13604779660", "13604770960"]


@pytest.mark.parametrize(
    "text",
    [
        "电话1381234567少一位",
        "订单号13800138000123",
        "一共12345678元",
        "卡号6222021234567890123",
        "12306上买票",
        "您有12800积分",
        "三百六十五块八",
        "2026年11月21日",
        "error 0x80070005",
    ],
)
def test_what_is_no_telephone_number(text: str) -> None:
    assert values(text) == []
