"""Ranks, what is found among the first ones, and when it is said that nothing fits."""

import pytest

from gateway.evaluation.retrieve import Answer, RetrieveRow, parse, score
from modalities.evaluation.rows import RowFaultError
from tests.gateway.evaluation.fields import fields


def row(*relevant: str) -> RetrieveRow:
    return parse(fields(query="怎么调字号", relevant=list(relevant)))


def answer(*ids: str, is_known: bool = True) -> Answer:
    return Answer(ids=ids, is_known=is_known, seconds=0.002)


@pytest.mark.parametrize("values", [{"query": "x"}, {"relevant": []}, {"query": "x", "relevant": "a"}])
def test_what_cannot_be_scored_is_refused(values: dict[str, object]) -> None:
    with pytest.raises(RowFaultError):
        parse(fields(**values))


def test_hits_count_only_where_something_fits_and_abstaining_only_where_nothing_does() -> None:
    rows = [row("a"), row("b", "c"), row("d"), row(), row()]
    answers = [
        answer("a", "x"),
        answer("x", "c", is_known=False),
        answer("x", "y"),
        answer("x", is_known=False),
        answer("x"),
    ]
    found = score(rows, answers).metrics()

    assert found["hit@1"] == pytest.approx(1 / 3, abs=1e-4)
    assert found["hit@5"] == found["hit@10"] == pytest.approx(2 / 3, abs=1e-4)
    assert found["mrr@10"] == 0.5
    assert found["abstained"] == 0.5
    assert found["abstained_wrongly"] == pytest.approx(1 / 3, abs=1e-4)
    assert found["p50_ms"] == found["p99_ms"] == 2.0
    assert "raw" not in found


def test_the_bare_engine_stands_beside_ours() -> None:
    found = score([row("a")], [answer("a")], [answer("x", "a")])

    assert found.metrics()["raw"]["hit@1"] == 0.0  # type: ignore[index]  # a group of figures
    assert found.metrics()["hit@1"] == 1.0
    assert found.engine["raw"] is not None
