from hypothesis import given
from hypothesis import strategies as st

from modalities.evidence import Box, Cell, TextLine
from modalities.layout import cell_of, reading_order


def _line(text: str, x: int, y: int, w: int = 300, h: int = 30) -> TextLine:
    return TextLine(text=text, box=Box(x=x, y=y, w=w, h=h, img_w=1000, img_h=1000), score=0.9)


def test_a_row_is_read_from_left_to_right_before_the_next() -> None:
    lines = [_line("值", 700, 105, 80), _line("下一行", 20, 200), _line("名", 20, 100, 80)]

    assert [line.text for line in reading_order(lines, has_columns=False)] == ["名", "值", "下一行"]


def test_two_columns_of_prose_are_read_one_after_the_other() -> None:
    left = [_line(f"左{number}", 20, 100 + 40 * number, 400) for number in range(4)]
    right = [_line(f"右{number}", 540, 105 + 40 * number, 400) for number in range(4)]
    mixed = [line for pair in zip(right, left, strict=True) for line in pair]

    assert [line.text for line in reading_order(mixed, has_columns=True)] == [line.text for line in left + right]


def test_the_cells_of_a_table_are_read_in_rows() -> None:
    table = [_line(f"{row}{column}", 20 + 400 * column, 100 + 50 * row, 90) for row in range(4) for column in range(2)]

    assert reading_order(table[::-1], has_columns=True) == tuple(table)


def test_nine_cells_cover_the_picture() -> None:
    assert cell_of(Box(x=0, y=0, w=10, h=10, img_w=90, img_h=90)) is Cell.TOP_LEFT
    assert cell_of(Box(x=40, y=40, w=10, h=10, img_w=90, img_h=90)) is Cell.MIDDLE_CENTRE
    assert cell_of(Box(x=70, y=80, w=20, h=10, img_w=90, img_h=90)) is Cell.BOTTOM_RIGHT


@given(
    st.lists(st.tuples(st.integers(0, 900), st.integers(0, 900), st.integers(1, 400), st.integers(1, 90)), max_size=20)
)
def test_no_line_is_lost_or_repeated(places: list[tuple[int, int, int, int]]) -> None:
    lines = [_line(str(number), *place) for number, place in enumerate(places)]

    for has_columns in (True, False):
        assert sorted(line.text for line in reading_order(lines, has_columns=has_columns)) == sorted(
            line.text for line in lines
        )
