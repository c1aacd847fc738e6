"""A secret counts as hidden when none of its letters and digits is left."""

import pytest

from gateway.evaluation.options import Options
from gateway.evaluation.pii import PiiRow, evaluate, parse, score
from gateway.evaluation.spans import Span
from modalities.evaluation.rows import RowFaultError
from tests.gateway.evaluation.fields import fields

TEXT = "电话是 139-0000 1111 哦"
PHONE = {"start": 4, "end": 17, "kind": "phone"}


def row(*spans: dict[str, object], text: str = TEXT) -> PiiRow:
    return parse(fields(text=text, spans=list(spans)))


def hidden(start: int, end: int, kind: str = "phone") -> Span:
    return Span(start=start, end=end, kind=kind)


@pytest.mark.parametrize(
    "values",
    [
        {"text": TEXT},
        {"text": TEXT, "spans": {}},
        {"text": TEXT, "spans": [{"start": 0, "end": 99, "kind": "phone"}]},
        {"text": TEXT, "spans": [{"start": True, "end": 3, "kind": "phone"}]},
        {"text": TEXT, "spans": [{"start": 0, "end": 3, "kind": "secret"}]},
    ],
)
def test_what_cannot_be_scored_is_refused(values: dict[str, object]) -> None:
    with pytest.raises(RowFaultError):
        parse(fields(**values))


def test_marks_and_spaces_between_need_no_mask_and_digits_do() -> None:
    in_three = [hidden(4, 7), hidden(8, 12), hidden(13, 17)]
    all_but_one = [hidden(4, 16)]

    assert score([row(PHONE)], [in_three]).metrics()["recall"] == 1.0
    assert score([row(PHONE)], [all_but_one]).metrics()["recall"] == 0.0


def test_another_name_for_the_secret_hides_it_all_the_same() -> None:
    found = score([row(PHONE)], [[hidden(4, 17, "bank_card")]]).metrics()

    assert (found["recall"], found["precision"], found["kind_right"]) == (1.0, 1.0, 0.0)
    assert found["per_kind"] == {"phone": {"recall": 1.0, "precision": 1.0}}


def test_what_is_hidden_without_need_costs_precision_only() -> None:
    found = score([row(PHONE), row(text="订单 88")], [[hidden(4, 17)], [hidden(3, 5)]]).metrics()

    assert (found["recall"], found["precision"], found["untouched"]) == (1.0, 0.5, 0.0)


def test_kinds_that_the_file_lacks_are_not_scored() -> None:
    found = score([row(PHONE)], [[hidden(4, 17), hidden(0, 2, "address")]]).metrics()

    assert found["precision"] == 1.0


def test_the_products_own_mask_is_asked(options: Options) -> None:
    result = evaluate([row(PHONE), row(text="今天天气不错")], options, lambda: None)

    assert result.metrics()["recall"] == result.metrics()["untouched"] == 1.0
    assert result.wrong == ()
