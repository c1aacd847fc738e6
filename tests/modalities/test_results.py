import pytest

from modalities.evidence import Box, TextLine
from modalities.results import check_results


def _row(*cells: str, y: int = 100, score: float = 0.99) -> list[TextLine]:
    return [
        TextLine(
            text=text,
            box=Box(x=20 + 200 * column, y=y, w=100, h=30, img_w=1000, img_h=1000),
            score=score,
            has_doubtful_number="↑" in text or "↓" in text,
        )
        for column, text in enumerate(cells)
    ]


def _doubts(lines: list[TextLine]) -> list[str]:
    return [line.text for line in check_results(lines) if line.has_doubtful_number]


@pytest.mark.parametrize(
    ("value", "bounds"), [("58.9↓", "60--80"), ("12.2↑", "3.9-11.1"), ("31", "20-40"), ("21↑", "<20"), ("61 H", "0-50")]
)
def test_a_value_that_agrees_with_its_range_may_be_told(value: str, bounds: str) -> None:
    assert _doubts(_row("总蛋白", value, bounds, "g/L")) == []


@pytest.mark.parametrize(
    ("value", "bounds"),
    [("58.9↑", "60--80"), ("68.9↓", "60--80"), ("↑89", "60--80"), ("5890", "60--80"), ("31", "40-20"), ("7 L", "3-9")],
)
def test_a_value_that_its_range_contradicts_is_doubtful(value: str, bounds: str) -> None:
    assert _doubts(_row("总蛋白", value, bounds, "g/L")) == [value]


def test_a_value_out_of_range_without_an_arrow_is_doubtful_where_others_have_arrows() -> None:
    first, second = _row("白蛋白", "58.9↓", "60--80"), _row("球蛋白", "12.0", "20--30", y=200)

    assert _doubts([*first, *second]) == ["12.0"]
    assert _doubts(second) == []


def test_an_arrow_without_a_range_stays_doubtful() -> None:
    assert _doubts(_row("总蛋白", "58.9↓", "g/L")) == ["58.9↓"]


def test_a_low_score_is_not_mended_by_a_range() -> None:
    assert _doubts(_row("总蛋白", "58.9↓", "60--80", score=0.7)) == ["58.9↓"]


def test_order_and_words_stay_as_they_were() -> None:
    lines = [*_row("总蛋白", "68.9↓", "60--80"), *_row("餐后 2 小时", "7", y=300)]

    assert [line.text for line in check_results(lines)] == [line.text for line in lines]
