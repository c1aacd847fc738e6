"""What must be blocked and what must leave, by author."""

import pytest

from gateway.evaluation.options import Options
from gateway.evaluation.outbound import OutboundRow, evaluate, parse, score
from modalities.evaluation.rows import RowFaultError
from tests.gateway.evaluation.fields import fields


def row(text: str, *, must_block: bool, by: str = "agent", why: str = "") -> OutboundRow:
    return parse(fields(text=text, by=by, must_block=must_block, why=why))


@pytest.mark.parametrize(
    "values",
    [
        {"by": "bot", "must_block": True},
        {"text": "x", "by": "bot"},
        {"text": "x", "by": "bot", "must_block": "yes"},
        {"text": "x", "by": "manager", "must_block": True},
    ],
)
def test_what_cannot_be_scored_is_refused(values: dict[str, object]) -> None:
    with pytest.raises(RowFaultError):
        parse(fields(**values))


def test_blocked_and_wrongly_blocked_are_counted_apart() -> None:
    rows = [
        row("a", must_block=True),
        row("b", must_block=True, by="bot"),
        row("c", must_block=True, why="isolating the person"),
        row("d", must_block=False),
        row("e", must_block=False),
    ]
    result = score(rows, [("asks_code",), (), ("asks_secrecy",), ("blames",), ()])
    found = result.metrics()

    assert found["blocked"] == pytest.approx(2 / 3, abs=1e-4)
    assert found["wrongly_blocked"] == 0.5
    assert found["policy_blocked"] == 1.0
    assert found["blocked_without_policy"] == 0.5
    assert found["per_author"] == {
        "bot": {"blocked": 0.0, "wrongly_blocked": None},
        "agent": {"blocked": 1.0, "wrongly_blocked": 0.5},
    }
    assert [each["text"] for each in result.wrong] == ["b", "d"]


def test_the_products_own_lint_is_asked(options: Options) -> None:
    rows = [row("请把验证码发给我", must_block=True), row("请不要把验证码告诉任何人", must_block=False)]
    result = evaluate(rows, options, lambda: None)

    assert (result.metrics()["blocked"], result.metrics()["wrongly_blocked"]) == (1.0, 0.0)
