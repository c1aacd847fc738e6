from decimal import Decimal

import pytest

from gateway.understand import amounts
from gateway.understand.normalise import plain


def values(text: str) -> list[Decimal]:
    return [found.value for found in amounts.find(plain(text).text)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("俺把攒的四万六给人打过去了", "46000"),
        ("卡里头的一万九千五一下子没得了", "19500"),
        ("转了两万块给他", "20000"),
        ("被骗六万八", "68000"),
        ("存折上三千二没了", "3200"),
        ("過咗八千蚊畀佢", "8000"),
        ("扣我3200元", "3200"),
        ("攒了一辈子的十一万没了", "110000"),
        ("一共五十来万", "500000"),
        ("他喊我凑1万五", "15000"),
        ("总共二十三万五千六", "235600"),
        ("每个月扣八百", "800"),
        ("拿走两万", "20000"),
        ("I paid 20,000 yuan", "20000"),
        ("sent him twenty thousand yuan", "20000"),
        ("two hundred and fifty yuan", "250"),
        ("20k rmb", "20000"),
        ("豆腐一块两块五", "2.5"),
        ("公交卡里就剩块五了", "1.5"),
        ("三毛一度的电", "0.3"),
        ("五十蚊两日", "50"),
        ("三百到五百块", "300"),
        ("三到五百块", "300"),
        ("两嚿水", "200"),
        ("支付宝里头那五百块红包", "500"),
        ("卡限额五千", "5000"),
        ("I lost two or three hundred yuan", "200"),
        ("it was six yuan fifty last time", "6.5"),
    ],
)
def test_sums_are_found_in_running_talk(text: str, value: str) -> None:
    assert values(text) == [Decimal(value)]


@pytest.mark.parametrize(
    "text",
    [
        "走了八千六百步",
        "一万二千里长征",
        "血压一百八",
        "第三千二",
        "二千零八年",
        "一万个好友",
        "一百多号人",
        "我七十八了",
        "20000",
        "咱们一块儿去",
        "买了两块电池",
        "上压二百三",
        "没了七七",
        "昨天差五分十点",
        "三角形",
        "一百二十路公交",
    ],
)
def test_numbers_that_are_no_sums(text: str) -> None:
    assert values(text) == []


def test_the_currency_is_kept() -> None:
    assert [found.unit for found in amounts.find(plain("過咗八千蚊").text)] == ["HKD"]


@pytest.mark.parametrize(
    "text", ["几百块", "块八毛的", "a couple of hundred yuan", "twelve fifty yuan", "五万六万都没了", "$50"]
)
def test_a_sum_that_may_be_another_is_not_sure(text: str) -> None:
    (found,) = amounts.find(plain(text).text)

    assert found.is_unsure


@pytest.mark.parametrize(
    ("text", "unit"),
    [("十五美元", "USD"), ("50欧元", "EUR"), ("HK$ 88", "HKD"), ("港币三百", "HKD"), ("人民币 6千元", "CNY")],
)
def test_foreign_money_keeps_its_currency(text: str, unit: str) -> None:
    assert [found.unit for found in amounts.find(plain(text).text)] == [unit]
