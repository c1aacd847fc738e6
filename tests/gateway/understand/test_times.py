from datetime import datetime

import pytest

from gateway.understand import times
from gateway.understand.normalise import plain
from gateway.understand.when import When

NOW = datetime.fromisoformat("2026-11-21T15:00:00+08:00")
"""A Saturday."""


def found(text: str) -> list[When]:
    return list(times.find(plain(text).text, NOW))


def day(date: str) -> str:
    after = datetime.fromisoformat(f"{date}T00:00:00+08:00").timestamp() + 86400
    return f"{date}T00:00:00+08:00/{datetime.fromtimestamp(after, NOW.tzinfo).isoformat()}"


def hours(date: str, first: str, last: str) -> str:
    return f"{date}T{first}:00+08:00/{date}T{last}:00+08:00"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("夜儿个买的", day("2026-11-20")),
        ("夜来后晌来过", hours("2026-11-20", "12:00", "18:00")),
        ("大前天寄的", day("2026-11-18")),
        ("前儿个擦黑停的电", hours("2026-11-19", "17:00", "19:00")),
        ("琴日下昼", hours("2026-11-20", "12:00", "18:00")),
        ("聽日朝早", hours("2026-11-22", "06:00", "12:00")),
        ("我琴晚八點零鐘先返到", hours("2026-11-20", "20:00", "21:00")),
        ("佢今朝嚟過", hours("2026-11-21", "06:00", "12:00")),
        ("拜二要去医院", day("2026-11-24")),
        ("礼拜三去的", day("2026-11-18")),
        ("下礼拜三上午十点", hours("2026-11-25", "10:00", "10:00")),
        ("昨天下午三点来钟", hours("2026-11-20", "14:30", "15:30")),
        ("今天上午差五分九点送来的", hours("2026-11-21", "08:55", "08:55")),
        ("两个半小时前", hours("2026-11-21", "12:30", "12:30")),
        ("半年前", "2026-05-01T00:00:00+08:00/2026-06-01T00:00:00+08:00"),
        ("上个月28号", day("2026-10-28")),
        ("15号扣的", day("2026-11-15")),
        ("腊月二十三要回来", day("2027-01-30")),
        ("去年腊月二十三签的", day("2026-02-10")),
        ("中秋节那天扣的", day("2026-09-25")),
        ("大年三十晚上打的", hours("2026-02-16", "18:00", "24:00").replace("21T24:00", "22T00:00")),
        ("二零二六年十一月三号", day("2026-11-03")),
        ("明天上午十点", hours("2026-11-22", "10:00", "10:00")),
        ("晚上八点扣的", hours("2026-11-20", "20:00", "20:00")),
        ("yesterday afternoon at 3 pm", hours("2026-11-20", "15:00", "15:00")),
        ("he came on Tuesday of last week", day("2026-11-10")),
        ("two days ago", day("2026-11-19")),
        ("on 20 November", day("2026-11-20")),
        ("on Taobao yesterday, 45 yuan", day("2026-11-20")),
    ],
)
def test_a_time_is_what_people_mean_by_it(text: str, value: str) -> None:
    if "T24:00" in value:
        value = value.split("/", maxsplit=1)[0] + "/2026-02-17T00:00:00+08:00"
    sure = [when.value for when in found(text) if not when.is_unsure]

    assert value in sure


@pytest.mark.parametrize(
    "text",
    [
        "九月三十一号",
        "每天早上八点",
        "天天晚上",
        "一天三次",
        "3号楼5号窗口",
        "等了三个小时",
        "我左眼零点零二",
        "有一点疼",
        "发烧三日了",
        "一周三次",
        "at one go",
        "wants 1.45 for the parcel",
        "小年轻",
        "三日内领取",
        "三点建议",
    ],
)
def test_what_is_no_time_gives_nothing(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    "text", ["九点多", "早上容易忘", "昨天八点", "月底", "八月十五", "我今年七十八了", "last Wednesday"]
)
def test_what_may_be_another_time_is_not_sure(text: str) -> None:
    (when,) = found(text)

    assert when.is_unsure


def test_the_end_of_a_stretch_takes_its_half_of_the_day_from_the_beginning() -> None:
    assert [when.value for when in found("下午三点到五点来修")] == [
        hours("2026-11-21", "15:00", "15:00"),
        hours("2026-11-21", "17:00", "17:00"),
    ]


def test_two_days_joined_by_a_word_stay_two() -> None:
    assert [when.value for when in found("十月五号到八号不在家")] == [day("2026-10-05"), day("2026-10-08")]


def test_two_months_joined_by_a_dash_are_one_stretch() -> None:
    assert [when.value for when in found("5月-10月")] == ["2026-05-01T00:00:00+08:00/2026-10-01T00:00:00+08:00"]
