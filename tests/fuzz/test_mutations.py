"""Broken files of twelve formats through the real readers; ``benchmarks/mutations.py`` reads two thousand of them."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fuzz import mutators, reading, seeds

COUNT = 60


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return seeds.make(tmp_path_factory.mktemp("seeds"))


@pytest.mark.timeout(1800)
def test_every_mutant_ends_with_words_or_with_a_person(files: dict[str, bytes], tmp_path: Path) -> None:
    seen = list(reading.read_all(files, reading.plan(COUNT), tmp_path))

    assert [f"{each.kind} {each.number}: {fault}" for each in seen for fault in each.faults] == []
    assert {each.kind for each in seen} == set(seeds.FORMATS)
    assert any(each.end == "problem" for each in seen)
    assert any(each.end != "problem" for each in seen), "no mutant was decoded: they are too broken to attack anything"


@settings(deadline=None)
@given(kind=st.sampled_from(seeds.FORMATS), number=st.integers(0, 10**9))
def test_a_number_gives_the_same_mutant_again(files: dict[str, bytes], kind: str, number: int) -> None:
    mutant = mutators.mutant(files, kind, number)

    assert mutant == mutators.mutant(files, kind, number)
    assert len(mutant) <= mutators.MAX_BYTES


@pytest.mark.parametrize("kind", seeds.FORMATS)
def test_mutants_differ_from_their_seed(files: dict[str, bytes], kind: str) -> None:
    mutants = {mutators.mutant(files, kind, number) for number in range(50)}

    assert len(mutants) > 40


def test_a_crash_and_a_lost_file_would_be_seen() -> None:
    faults = [reading.Seen(kind="png", number=1, end=end).faults for end in ("crash", "hang", "nothing", "problem")]

    assert faults == [("crash",), ("hang",), ("nothing",), ()]
    assert reading.Seen(kind="png", number=1, end="read", cpu_s=11, child_mb=1501).faults == ("slow", "memory")
