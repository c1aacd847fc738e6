"""The first reason is what a person hears: that one must be right."""

import pytest

from modalities.evaluation import quality
from modalities.evaluation.quality import QualityRow, is_right
from modalities.evidence import ProblemCode
from tests.modalities.evaluation.seen import screen, seen, source


@pytest.mark.parametrize(
    ("true", "said", "is_good"),
    [
        ("ok", (), True),
        ("ok", ("blur",), False),
        ("blur", ("blur", "far"), True),
        ("blur", ("far", "blur"), False),
        ("blur", (), False),
        ("glare", ("no_text",), True),
        ("glare", ("glare",), True),
        ("glare", (), False),
        ("glare", ("blur",), False),
    ],
)
def test_the_top_reason_is_right_or_not(true: str, said: tuple[str, ...], *, is_good: bool) -> None:
    assert is_right(true, said) is is_good


def test_rows_without_a_quality_are_passed_over() -> None:
    rows = [QualityRow(source=source(number), quality=name) for number, name in enumerate(("ok", "ok", "far", None))]
    readings = [seen(screen(), problems=codes) for codes in ((), (ProblemCode.CUT,), (ProblemCode.FAR,), ())]
    score = quality.score(rows, readings)

    assert score.metrics() == {
        "top_reason_right": pytest.approx(2 / 3, abs=1e-4),
        "false_alarms": 0.5,
        "per_quality": {"ok": 0.5, "far": 1.0},
    }
    assert [row["line"] for row in score.wrong] == [1]
    assert score.problems == {"cut": 1, "far": 1}
