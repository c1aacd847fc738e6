"""Wordings are found anywhere in Chinese, as whole words in any form in English, and across small gaps."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.knowledge.phrases import GAP_HAN, build, stem

KNOWN = build({"small": ["太小", "字~小", "tiny", "too small"], "paid": ["charge", "money~gone"], "card": ["卡"]})


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("这字实在是小", {"small"}),
        ("太小了", {"small"}),
        ("字。小", set()),
        ("字" + "很" * GAP_HAN + "小", {"small"}),
        ("字" + "很" * (GAP_HAN + 1) + "小", set()),
        ("it is too  small", {"small"}),
        ("they keep charging me", {"paid"}),
        ("charged, charges", {"paid"}),
        ("discharge", set()),
        ("my money is all gone", {"paid"}),
        ("卡里的字太小", {"card", "small"}),
        ("", set()),
    ],
)
def test_names_of_wordings_in_a_text(text: str, names: set[str]) -> None:
    assert KNOWN.find(text) == names


@pytest.mark.parametrize(
    ("word", "bare"),
    [("charges", "charg"), ("charge", "charg"), ("stopped", "stop"), ("bus", "bus"), ("12306", "12306")],
)
def test_words_lose_their_endings(word: str, bare: str) -> None:
    assert stem(word) == bare


@given(st.text(max_size=80))
def test_any_text_can_be_looked_through(text: str) -> None:
    assert KNOWN.find(text.lower()) <= {"small", "paid", "card"}
