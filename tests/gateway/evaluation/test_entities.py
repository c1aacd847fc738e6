"""What counts as understood, as silently wrong, as flagged and as invented."""

from datetime import datetime

import pytest

from gateway.evaluation import entities
from gateway.evaluation.entities import Entity, EntityRow, judge, parse, score
from modalities.evaluation.rows import RowFaultError
from tests.gateway.evaluation.fields import fields

TEXT = "昨天转了三百块，订单号AB1234，微信里没有"


def true(kind: str, words: str, value: str, **more: object) -> dict[str, object]:
    start = TEXT.index(words)
    return {"kind": kind, "value": value, "start": start, "end": start + len(words), **more}


def row(*found: dict[str, object]) -> EntityRow:
    return parse(fields(text=TEXT, lang="zh", entities=list(found), now="2026-03-06T10:00:00+08:00"))


def ours(kind: str, words: str, value: str, *, unit: str | None = None, is_sure: bool = True) -> Entity:
    start = TEXT.index(words)
    return Entity(start=start, end=start + len(words), kind=kind, value=value, unit=unit, is_sure=is_sure)


MONEY = true("money", "三百块", "300.00", unit="CNY")
ORDER = true("order_no", "AB1234", "AB1234")
APP = true("app", "微信", "微信")


@pytest.mark.parametrize(
    ("entity", "now", "fault"),
    [
        ({"kind": "money", "value": "300", "start": 0, "end": 99}, None, "in a text of"),
        ({"kind": "money", "value": "300", "start": 3, "end": 3}, None, "stretch from 3 to 3"),
        ({"kind": "money", "value": "300", "start": "0", "end": 2}, None, "not a whole number"),
        ({"kind": "colour", "value": "red", "start": 0, "end": 2}, None, "is none of money"),
        ({"value": "red", "start": 0, "end": 2}, None, "without a kind"),
        ({"kind": "money", "value": "lots", "start": 0, "end": 2}, None, "cannot be read"),
        ({"kind": "datetime", "value": "2026-03-05", "start": 0, "end": 2}, None, "cannot be read"),
        (MONEY, "yesterday", "is no time"),
        (MONEY, "2026-03-05T10:00:00", "without an offset"),
    ],
)
def test_what_cannot_be_scored_is_refused(entity: dict[str, object], now: str | None, fault: str) -> None:
    with pytest.raises(RowFaultError, match=fault):
        parse(fields(text=TEXT, lang="zh", entities=[entity], now=now))


def test_a_sure_value_is_right_or_silently_wrong_and_a_flagged_one_is_neither() -> None:
    found = [
        ours("money", "三百", "300", unit="CNY"),
        ours("order_no", "AB1234", "AB1235"),
        ours("app", "微信", "QQ", is_sure=False),
    ]
    one = judge(row(MONEY, ORDER, APP), found, frozenset({"money", "order_no", "app"}))

    assert [each.kind for each in one.right] == ["money"]
    assert [each.kind for each in one.silently_wrong] == ["order_no"]
    assert [each.kind for each in one.unsure] == ["app"]
    assert one.claimed == (("money", True), ("order_no", False))


def test_kinds_that_the_file_lacks_are_not_scored() -> None:
    found = [
        [ours("money", "三百块", "300", unit="CNY"), ours("app", "微信", "微信"), ours("order_no", "AB1234", "AB1234")]
    ]
    result = score([row(MONEY)], found).metrics()

    assert (result["precision"], result["recall"], result["silently_wrong"], result["unsure"]) == (1.0, 1.0, 0.0, 0.0)
    assert result["per_kind"] == {"money": {"recall": 1.0, "precision": 1.0, "silently_wrong": 0.0}}


def test_a_value_where_nothing_stands_costs_precision() -> None:
    result = score([row(MONEY), row()], [[], [ours("money", "昨天", "1", unit="CNY")]])

    assert (result.metrics()["precision"], result.metrics()["recall"]) == (0.0, 0.0)
    assert result.metrics()["silently_wrong"] == 0.0
    assert [each["line"] for each in result.wrong] == [1, 1]


def test_the_value_must_stand_where_it_is_said() -> None:
    one = judge(row(MONEY), [ours("money", "AB1234", "300", unit="CNY")], frozenset({"money"}))

    assert (one.right, one.silently_wrong) == ((), ())
    assert len(one.invented) == 1


def test_the_products_own_finders_are_asked() -> None:
    """The whole way on one small message: an amount, a day, and an app."""
    now = datetime.fromisoformat("2026-03-06T10:00:00+08:00")
    found = {each.kind: each for each in entities.find(TEXT, now)}

    assert (found["money"].unit, TEXT[found["money"].start : found["money"].end]) == ("CNY", "三百块")
    assert found["datetime"].value == "2026-03-05T00:00:00+08:00/2026-03-06T00:00:00+08:00"
    assert found["app"].value == "微信"
    assert found["app"].is_sure


def test_plain_numbers_are_read_as_numerals() -> None:
    found = [(each.value, each.start, each.end) for each in entities.numbers("三百二十斤，12.5 米，一切")]

    assert found[:2] == [("320", 0, 4), ("12.5", 6, 10)]
