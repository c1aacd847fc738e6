"""How far the rules carry over lines of several kinds and dialects. Bounds are floors: see each file's head."""

from collections import Counter

import pytest

from gateway.understand import risk
from gateway.understand.wishes import wants_person
from tests.gateway.understand.words import in_picture, lines, typed


def counts(name: str) -> Counter[tuple[str, str]]:
    """Count, for each label: rows, rows found, and ordinary rows where it was found wrongly."""
    found: Counter[tuple[str, str]] = Counter()
    for label, _, text, is_read in lines(name):
        said = in_picture(text) if is_read else typed(text)
        given = {one.kind.value for one in risk.find(said)}
        if wants_person(said) is not None:
            given.add("human")
        found[label, "rows"] += 1
        found[label, "found"] += label in given
        if label == "none":
            found.update((kind, "false") for kind in given)
    return found


def share(found: Counter[tuple[str, str]], label: str) -> float:
    return found[label, "found"] / found[label, "rows"]


DANGERS = ("scam", "money_lost", "medical", "self_harm", "fire_gas", "threat")


@pytest.mark.parametrize("label", ["human", *DANGERS])
def test_lines_that_the_rules_were_made_for(label: str) -> None:
    found = counts("lines_before")

    assert share(found, label) == 1.0
    assert found[label, "false"] / found["none", "rows"] <= 0.02


@pytest.mark.parametrize("label", DANGERS)
@pytest.mark.parametrize("name", ["lines_third", "lines_fourth"])
def test_dangers_in_later_sittings(name: str, label: str) -> None:
    found = counts(name)

    assert share(found, label) >= 0.85
    assert found[label, "false"] / found["none", "rows"] <= 0.02


@pytest.mark.parametrize("label", ["human", *DANGERS])
@pytest.mark.parametrize("name", ["lines_after", "lines_second"])
def test_lines_by_which_the_rules_were_widened(name: str, label: str) -> None:
    found = counts(name)

    assert share(found, label) >= 0.85
    assert found[label, "false"] / found["none", "rows"] <= 0.05


def test_wishes_in_later_sittings() -> None:
    found = counts("lines_fourth")

    assert share(found, "human") >= 0.9
    assert found["human", "false"] / found["none", "rows"] <= 0.02


@pytest.mark.parametrize(
    ("name", "label", "floor"),
    [("lines_kept", "danger", 0.85), ("lines_unseen", "danger", 0.8), ("lines_unseen", "human", 0.4)],
)
def test_lines_that_no_rule_was_made_for(name: str, label: str, floor: float) -> None:
    found = counts(name)
    labels = DANGERS if label == "danger" else (label,)
    rows = sum(found[one, "rows"] for one in labels)

    assert sum(found[one, "found"] for one in labels) / rows >= floor
    assert sum(found[one, "false"] for one in labels) / found["none", "rows"] <= 0.1
