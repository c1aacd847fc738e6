"""A true line counts against the nearest stretch of all that was read."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import Levenshtein

from modalities.evaluation import reading
from modalities.evaluation.alignment import matches, plain
from tests.modalities.evaluation.seen import screen, seen, source, text_line


def judged(true: str, *read: str, doubtful: tuple[str, ...] = ()) -> reading.JudgedLine:
    (line,) = reading.judge([true], [text_line(each, is_doubtful=each in doubtful) for each in read])
    return line


@pytest.mark.parametrize(
    ("line", "text", "distance"),
    [
        ("abc", "xxabcxx", 0),
        ("abc", "xxabxcxx", 1),
        ("abc", "xxacxx", 1),
        ("abc", "", 3),
        ("abc", "xyz", 3),
        ("a", "b", 1),
    ],
)
def test_the_nearest_stretch_is_found(line: str, text: str, distance: int) -> None:
    assert matches(line, text)[0].distance == distance


@given(st.text("abc", min_size=1, max_size=6), st.text("abc", max_size=12))
@settings(deadline=None)  # a busy machine is no fault
def test_no_stretch_at_all_is_nearer_than_the_one_that_is_given(line: str, text: str) -> None:
    best = min(Levenshtein.distance(line, text[i:j]) for i in range(len(text) + 1) for j in range(i, len(text) + 1))

    for match in matches(line, text):
        assert match.distance == best == Levenshtein.distance(line, text[match.start : match.end])


def test_spaces_widths_and_broken_lines_cost_nothing() -> None:
    line = judged("应缴 ６１.50 元，请缴清", "应缴61.50元,", "请缴清")

    assert (line.distance, plain(line.read)) == (0, "应缴61.50元,请缴清")


@pytest.mark.parametrize(
    ("true", "read", "is_wrong", "is_missed"),
    [
        ("金额 61.50", "金额61.50", False, False),
        ("金额 61.50", "金额6150", True, False),
        ("金额 61.50", "金额81.50", True, False),
        ("金额 61.50 元", "金额", False, True),
        ("金额", "金顿", False, False),
        ("2026-12-15", "2026-12-16", True, False),
    ],
)
def test_digits_are_right_wrong_or_missed(true: str, read: str, *, is_wrong: bool, is_missed: bool) -> None:
    line = judged(true, read)

    assert (line.has_wrong_digits, line.has_missed_digits) == (is_wrong, is_missed)


def test_a_wrong_number_that_is_marked_is_not_wrong_and_sure() -> None:
    rows = [reading.ReadingRow(source=source(), lines=("剂量 5 mg", "共 30 片", "无数字"))]
    lines = [text_line("剂量6mg"), text_line("共80片", is_doubtful=True), text_line("无数字")]
    score = reading.score(rows, [seen(screen(lines=lines))]).metrics()

    assert score["wrong_sure_digits"] == 0.5
    assert score["marked_unsure"] == 0.5
    assert score["exact_digit_lines"] == 0.0
    assert score["exact_lines"] == pytest.approx(1 / 3, abs=1e-4)


def test_of_equally_near_stretches_the_whole_line_is_meant() -> None:
    """A result that was misread altogether is held against the line that stands there, not against crumbs of others."""
    line = judged("58.9↓", "15.3", "↑89", doubtful=("↑89",))

    assert (line.read, line.is_unsure) == ("↑89", True)


def test_rows_without_lines_are_read_but_count_no_lines() -> None:
    score = reading.score([reading.ReadingRow(source=source(), lines=None)], [seen(screen())])

    assert score.n == 1
    assert score.metrics()["characters"] is None
    assert score.metrics()["p50_ms"] == 500


def test_a_picture_that_could_not_be_read_has_all_its_lines_missed() -> None:
    score = reading.score([reading.ReadingRow(source=source(3), lines=("你好",))], [seen()])

    assert score.metrics()["characters"] == 0
    assert score.wrong[0]["line"] == 3
