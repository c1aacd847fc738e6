"""A ratio is of the same job done twice, with the child processes counted."""

import subprocess
import sys

import pytest

from modalities.benchmarks.figures import Figure, compare, cost_of


def burn(rounds: int) -> int:
    return sum(number * number for number in range(rounds))


def test_processor_time_of_children_is_counted() -> None:
    program = "sum(n * n for n in range(6_000_000))"
    alone = cost_of(lambda: burn(1_000))
    with_child = cost_of(lambda: subprocess.run([sys.executable, "-c", program], check=True))

    assert with_child.cpu_s > alone.cpu_s + 0.1


def test_twice_the_work_is_about_twice_the_cost() -> None:
    figures = {
        one.name: one for one in compare([lambda: burn(2_000_000)], [lambda: burn(4_000_000)], repeats=3, at_most=3.0)
    }

    assert 1.5 < figures["cpu_ratio"].value < 2.7
    assert figures["cpu_ratio"].is_met
    assert figures["ours_cpu"].value > figures["raw_cpu"].value


@pytest.mark.parametrize(("value", "at_most", "is_met"), [(1.0, None, True), (1.0, 1.0, True), (1.01, 1.0, False)])
def test_a_figure_keeps_its_target_or_not(value: float, at_most: float | None, *, is_met: bool) -> None:
    assert Figure(name="a", value=value, unit="x", at_most=at_most).is_met is is_met
