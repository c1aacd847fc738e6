"""Asked in time, or not at all: turn by turn."""

import pytest

from gateway.evaluation.access import AccessRow, evaluate, parse, score
from gateway.evaluation.options import Options
from modalities.evaluation.rows import RowFaultError
from tests.gateway.evaluation.fields import fields


def row(signal: str, by_turn: int | None = None, turns: tuple[str, ...] = ("一", "二", "三")) -> AccessRow:
    return parse(fields(turns=list(turns), signal=signal, expected_by_turn=by_turn))


@pytest.mark.parametrize(
    "values",
    [
        {"signal": "vision"},
        {"turns": [], "signal": "vision"},
        {"turns": ["x"], "signal": "smell"},
        {"turns": ["x"]},
        {"turns": ["x"], "signal": "vision", "expected_by_turn": 2},
        {"turns": ["x"], "signal": "vision", "expected_by_turn": 0},
        {"turns": ["x"], "signal": "vision", "expected_by_turn": True},
    ],
)
def test_what_cannot_be_scored_is_refused(values: dict[str, object]) -> None:
    with pytest.raises(RowFaultError):
        parse(fields(**values))


def test_later_is_a_miss_another_signal_too_and_any_on_none_a_false_alarm() -> None:
    rows = [row("vision", 2), row("vision", 2), row("hearing", 3), row("none"), row("none")]
    noticed = [
        (None, "vision", "vision"),
        (None, None, "vision"),
        ("vision", "vision", "vision"),
        (None, None, "memory"),
        (None, None, None),
    ]
    result = score(rows, noticed)
    found = result.metrics()

    assert found["asked_in_time"] == pytest.approx(1 / 3, abs=1e-4)
    assert found["false_alarms"] == 0.5
    assert found["asked_for_another"] == pytest.approx(1 / 3, abs=1e-4)
    assert found["per_signal"] == {"vision": 0.5, "hearing": 0.0}
    assert len(result.wrong) == 3


def test_without_a_turn_the_whole_conversation_is_in_time() -> None:
    assert row("tremor").expected_by_turn == 3


def test_the_product_itself_listens(options: Options) -> None:
    rows = [row("vision", 2, ("我眼睛看不见，用读屏的", "下一步在哪")), row("none", None, ("怎么交电费", "好的谢谢"))]
    result = evaluate(rows, options, lambda: None)

    assert (result.metrics()["asked_in_time"], result.metrics()["false_alarms"]) == (1.0, 0.0)
