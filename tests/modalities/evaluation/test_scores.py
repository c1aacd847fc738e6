"""Intervals that are known from elsewhere, and their properties."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from modalities.evaluation.scores import Ratio, Score, Share


def test_wilson_gives_the_interval_of_the_books() -> None:
    """81 of 263 is the example of Newcombe 1998 (method 3): 0.2553 to 0.3662."""
    assert Share(81, 263).ci95 == pytest.approx((0.2553, 0.3662), abs=5e-5)


def test_nothing_counted_is_no_figure() -> None:
    assert (Share(0, 0).value, Share(0, 0).ci95, Ratio((), ()).value, Ratio((0.0,), (0.0,)).ci95) == (None,) * 4


@given(st.integers(1, 500).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))))
@settings(deadline=None)  # a busy machine is no fault
def test_an_interval_holds_its_share_and_stays_between_0_and_1(pair: tuple[int, int]) -> None:
    share = Share(*pair)
    assert share.ci95 is not None and share.value is not None
    low, high = share.ci95

    assert 0 <= low <= share.value + 1e-12 and share.value - 1e-12 <= high <= 1


def test_a_rest_turns_errors_into_what_is_right_and_never_below_0() -> None:
    right = Ratio((1.0, 3.0), (10.0, 10.0), is_rest=True)

    assert right.value == pytest.approx(0.8)
    assert right.ci95 == pytest.approx((0.7, 0.9))
    assert Ratio((30.0,), (10.0,), is_rest=True).value == 0


def test_figures_without_anything_counted_are_null_and_have_no_interval() -> None:
    score = Score(
        n=2,
        headline=Share(1, 2),
        measures={"a": Share(1, 2), "b": Share(0, 0), "c": {"x": Share(2, 2)}, "d": 7.0},
        engine={},
    )

    assert score.metrics() == {"a": 0.5, "b": None, "c": {"x": 1.0}, "d": 7.0}
    assert set(score.ci95()) == {"a", "c"}
    assert [line[0] for line in score.lines()] == ["a", "b", "c x", "d"]
