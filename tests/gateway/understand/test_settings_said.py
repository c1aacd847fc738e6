"""Wishes for another setting are heard in any words, and nothing that is about another thing is taken for one."""

import tomllib
from pathlib import Path

import pytest

from gateway.understand.settings_said import wish
from tests.gateway.understand.words import in_picture, typed

ROWS = tomllib.loads((Path(__file__).parent / "settings_said.toml").read_text("utf-8"))
WISHES = [(text, name) for name, texts in ROWS["wish"].items() for text in texts]
LEAST_RECALL = 0.95
"""Of the lines that were written before the rules (own choice; all are found today)."""


def heard(text: str) -> set[str]:
    """Return the settings that a message asks for when it says nothing else."""
    found = wish(typed(text))
    return {f"{name}={value}" for name, value in found.settings.items()} if found and found.is_alone else set()


def test_nearly_every_wording_is_heard() -> None:
    missed = [(text, name) for text, name in WISHES if heard(text) != {name}]
    print(f"settings by saying so: {len(WISHES) - len(missed)} of {len(WISHES)} wordings heard; missed: {missed}")

    assert len(WISHES) >= 100
    assert len(missed) <= (1 - LEAST_RECALL) * len(WISHES)


def test_what_is_about_another_thing_changes_nothing() -> None:
    wrong = [text for text in ROWS["none"]["rows"] if heard(text)]
    print(f"settings by saying so: {len(wrong)} false alarms in {len(ROWS['none']['rows'])} lines")

    assert len(ROWS["none"]["rows"]) >= 50
    assert wrong == []


@pytest.mark.parametrize("text", ROWS["beside"]["rows"])
def test_beside_another_matter_a_wish_is_not_all(text: str) -> None:
    found = wish(typed(text))

    assert found is not None
    assert found.is_alone is False


@pytest.mark.parametrize("text", ["看不清", "我看不见", "i can't see"])
def test_after_do_you_find_it_not_seeing_is_an_answer(text: str) -> None:
    assert wish(typed(text)) is not None
    assert wish(typed(text), is_answer=True) is None


@pytest.mark.parametrize("text", ["自大一点", "子大一点", "曼一点说", "说管东话", "黑地黄字"])
def test_a_wish_that_was_heard_as_other_words_is_known_by_its_sound(text: str) -> None:
    assert heard(text)


def test_two_wishes_are_both_heard() -> None:
    assert heard("字大一点，说慢一点") == {"size=larger", "rate=slower"}


def test_words_in_a_picture_change_nothing() -> None:
    assert wish(in_picture("字大一点")) is None


def test_a_long_story_is_no_wish() -> None:
    assert wish(typed("字大一点。" * 20)) is None
