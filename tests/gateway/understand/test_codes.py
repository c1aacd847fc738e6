import pytest

from gateway.understand.codes import CodeKind, find
from gateway.understand.normalise import plain


def found(text: str) -> list[tuple[CodeKind, str]]:
    return [(code.kind, code.value) for code in find(plain(text).text) if not code.is_unsure]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("订单号 AB12 3456-7890", "AB1234567890"),
        ("快递单上写的YT7788-2031-4456-9", "YT77882031445 69".replace(" ", "")),
        ("单号是二零二六一一二一九九", "2026112199"),
        ("單號H K 八八二 零一七三", "HK8820173"),
        ("order number is A B double seven, four oh nine two", "AB774092"),
        ("ticket DB-40017", "DB40017"),
        ("order 8830 1127 64 was for a machine", "8830112764"),
    ],
)
def test_order_numbers(text: str, value: str) -> None:
    assert found(text) == [(CodeKind.ORDER, value)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("错误代码 e1003", "E1003"),
        ("报错E O 3", "E03"),
        ("血压计一量就是Err 3", "ERR3"),
        ("佢話Error 0 7 1", "071"),
        ("弹出来一个４０４，找不到页面", "404"),
        ("came up with four oh four, page not found", "404"),
        ("個電腦話0x80004005", "0X80004005"),
        ("屏幕上跳个E02", "E02"),
    ],
)
def test_error_codes(text: str, value: str) -> None:
    assert found(text) == [(CodeKind.ERROR, value)]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("卡尾号七七八八", ["7788"]),
        ("the card ends 6 6 0 9", ["6609"]),
        ("尾號2 2 9 0同4415兩張卡", ["2290", "4415"]),
        ("尾号0098和尾号0089两张", ["0098", "0089"]),
    ],
)
def test_tails_of_cards(text: str, values: list[str]) -> None:
    assert found(text) == [(CodeKind.TAIL, value) for value in values]


@pytest.mark.parametrize(
    "text",
    [
        "尾号那张卡划扣2000元",
        "尾号账户消费4970元",
        "验证码482913",
        "邮编100101",
        "坐K5路",
        "打错了3次",
        "security code 4829",
    ],
)
def test_what_names_nothing(text: str) -> None:
    assert found(text) == []
