"""Found is half the area, the same role and nearly the same words."""

from dataclasses import replace

import pytest

from modalities.evaluation import screen as evaluation
from modalities.evaluation.rows import Rect
from modalities.evaluation.screen import JudgedScreen, ScreenRow, TrueControl, judge
from modalities.evidence import Cell, Control, Role, Screen, ScreenKind
from tests.modalities.evaluation.seen import HEIGHT, WIDTH, box, control, screen, seen, source, text_line

SIZE = (WIDTH, HEIGHT)
ROW = ScreenRow(source=source(), kind=None, controls=None, is_dialog_known=False, dialog=None, error_codes=None)
OK = TrueControl(label="确定", role="button", box=Rect(300, 1500, 300, 90))


def judged(true: TrueControl, *ours: Control) -> JudgedScreen:
    return judge(replace(ROW, controls=(true,)), screen(controls=ours), SIZE)


@pytest.mark.parametrize(
    ("ours", "is_found"),
    [
        (control("确定", Role.BUTTON, box(300, 1500)), True),
        (control("确走", Role.BUTTON, box(300, 1500)), True),
        (control("取走", Role.BUTTON, box(300, 1500)), False),
        (control("确定", Role.TAB, box(300, 1500)), True),
        (control("确定", Role.KEY, box(300, 1500)), True),
        (control("确定", Role.ROW, box(300, 1500)), False),
        (control("确定", Role.BUTTON, box(390, 1500)), True),
        (control("确定", Role.BUTTON, box(420, 1500)), False),
        (control(None, Role.BUTTON, box(300, 1500)), False),
    ],
)
def test_a_control_is_found_or_not(ours: Control, *, is_found: bool) -> None:
    assert bool(judged(OK, ours).found) is is_found


def test_a_control_without_a_true_label_accepts_any() -> None:
    sign = TrueControl(label=None, role="icon", box=Rect(0, 0, 90, 90))

    assert judged(sign, control("返回", Role.ICON, box(0, 0, 90, 90))).found
    assert judged(sign, control(None, Role.ICON, box(0, 0, 90, 90))).found


def test_one_of_ours_answers_for_one_true_control_only() -> None:
    row = replace(ROW, controls=(OK, OK))
    result = judge(row, screen(controls=[control("确定", Role.BUTTON, box(300, 1500))]), SIZE)

    assert (len(result.found), len(result.missed), len(result.false)) == (1, 1, 0)


def test_false_is_what_lies_where_no_true_control_is_whatever_its_role() -> None:
    there = control("别的", Role.ROW, box(300, 1500))
    elsewhere = control("确定", Role.BUTTON, box(300, 200))

    assert judged(OK, there, elsewhere).false == (elsewhere,)


def test_the_cell_is_that_of_the_true_box() -> None:
    right = control("确定", Role.BUTTON, box(300, 1500))
    wrong = control("确定", Role.BUTTON, box(300, 1500), Cell.TOP_LEFT)

    assert judged(OK, right).placed_right == (True,)
    assert judged(OK, wrong).placed_right == (False,)


def test_boxes_of_a_larger_original_are_scaled_to_the_picture_that_was_read() -> None:
    large = replace(OK, box=Rect(600, 3000, 600, 180))
    result = judge(
        replace(ROW, controls=(large,)),
        screen(controls=[control("确定", Role.BUTTON, box(300, 1500))]),
        (2 * WIDTH, 2 * HEIGHT),
    )

    assert result.placed_right == (True,)


@pytest.mark.parametrize(
    ("true", "shown", "is_right"),
    [
        (None, screen(), True),
        (None, screen(dialog=box(100, 600, 700, 500)), False),
        (Rect(100, 600, 700, 500), screen(), False),
        (Rect(100, 600, 700, 500), screen(dialog=box(110, 620, 690, 480)), True),
        (Rect(100, 600, 700, 500), screen(dialog=box(100, 1100, 700, 500)), False),
        (Rect(100, 600, 700, 500), None, False),
    ],
)
def test_a_dialog_is_found_iff_it_is_there(true: Rect | None, shown: Screen | None, *, is_right: bool) -> None:
    assert judge(replace(ROW, is_dialog_known=True, dialog=true), shown, SIZE).is_dialog_right is is_right
    assert judge(ROW, shown, SIZE).is_dialog_right is None


@pytest.mark.parametrize(
    ("line", "is_found"), [("错误代码：Ｎ3007", True), ("错误代码N30071", False), ("Code XN3007", False)]
)
def test_a_code_counts_where_it_stands_whole_in_an_error_line(line: str, *, is_found: bool) -> None:
    row = replace(ROW, error_codes=("N3007",))

    assert judge(row, screen(lines=[text_line(line)], error_lines=(0,)), SIZE).codes == (("N3007", is_found),)
    assert judge(row, screen(lines=[text_line(line)]), SIZE).codes == (("N3007", False),)


def test_the_figures_of_two_screens() -> None:
    link = TrueControl(label="收不到", role="link", box=Rect(0, 900, 200, 60))
    rows = [
        replace(ROW, controls=(OK, link), kind="screenshot"),
        replace(ROW, source=source(2), is_dialog_known=True, kind="photo"),
    ]
    ours = screen(controls=[control("确定", Role.BUTTON, box(300, 1500))])
    score = evaluation.score(rows, [seen(ours), seen(screen(kind=ScreenKind.SCREENSHOT))], [SIZE, SIZE])

    assert score.metrics() == {
        "controls_found": 0.5,
        "false_controls": 0.0,
        "position_right": 1.0,
        "dialogs": 1.0,
        "false_dialogs": 0.0,
        "error_codes": None,
        "kind_accuracy": 0.5,
        "per_role": {"button": 1.0, "link": 0.0},
    }
    assert [row["line"] for row in score.wrong] == [1, 2]


def test_controls_count_as_false_only_where_the_row_lists_controls() -> None:
    ours = screen(controls=[control("确定", Role.BUTTON, box(300, 1500))])

    assert evaluation.score([ROW], [seen(ours)], [SIZE]).metrics()["false_controls"] is None
