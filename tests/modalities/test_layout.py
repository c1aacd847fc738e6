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


def test_a_heading_and_a_footer_run_across_the_columns() -> None:
    head, foot = _line("题", 20, 20, 900, 50), _line("页脚", 60, 400, 860)
    left = [_line(f"左{number}", 20, 100 + 40 * number, 400) for number in range(4)]
    right = [_line(f"右{number}", 540, 100 + 40 * number, 400) for number in range(4)]
    mixed = [foot, *(line for pair in zip(right, left, strict=True) for line in pair), head]

    assert reading_order(mixed, has_columns=True) == (head, *left, *right, foot)


def test_three_columns_are_read_from_left_to_right() -> None:
    columns = [
        [_line(f"{column}{row}", 20 + 330 * column, 100 + 40 * row, 280) for row in range(5)] for column in range(3)
    ]
    mixed = [line for row in zip(*columns, strict=True) for line in row]

    assert reading_order(mixed, has_columns=True) == tuple(line for column in columns for line in column)


def test_a_receipt_is_read_in_rows() -> None:
    names = [_line(f"商品{row}", 20, 100 + 45 * row, 120 + 60 * (row % 3)) for row in range(6)]
    prices = [_line(f"{row}.50", 820, 102 + 45 * row, 90) for row in range(6)]

    ordered = reading_order([*prices, *names], has_columns=True)

    assert [line.text for line in ordered] == [text for row in range(6) for text in (f"商品{row}", f"{row}.50")]


def test_a_table_of_long_and_short_cells_is_read_in_rows() -> None:
    widths = (330, 120, 90, 210, 60, 150)
    table = [
        _line(f"{row}{column}", 20 + 480 * column, 100 + 50 * row, widths[(row + column) % 6])
        for row in range(6)
        for column in range(2)
    ]

    assert reading_order(table[::-1], has_columns=True) == tuple(table)


def test_vertical_writing_is_read_from_the_right() -> None:
    columns = [_line(f"列{number}", 800 - 90 * number, 60, 40, 500) for number in range(4)]

    assert reading_order(columns[::-1], has_columns=True) == tuple(columns)


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


def test_two_lines_across_the_gap_at_one_height_are_each_read_once() -> None:
    """A line that was found twice must not become four."""
    left = [_line(f"左{number}", 20, 100 + 40 * number, 400) for number in range(4)]
    right = [_line(f"右{number}", 540, 100 + 40 * number, 400) for number in range(4)]
    twice = [_line("题", 20, 20, 900), _line("题目", 25, 20, 890)]
    read = reading_order([*left, *right, *twice], has_columns=True)

    assert sorted(line.text for line in read) == sorted(line.text for line in [*left, *right, *twice])
