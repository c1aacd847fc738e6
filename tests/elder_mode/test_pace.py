"""The voice follows the person's own rate, a little slower, from 0.6 to 2.0, and does not change with every message."""

import pytest

from elder_mode.pace import Heard, rate_for


@pytest.mark.parametrize(
    ("characters_a_second", "rate"),
    [
        (1.5, 0.6),  # far below the bound
        (3.0, 0.6),
        (3.5, 0.65),
        (4.0, 0.7),
        (4.6, 0.9),  # near the ordinary rate: the default
        (5.0, 0.9),
        (5.4, 0.9),
        (6.5, 1.15),
        (8.0, 1.45),
        (10.0, 1.8),
        (14.0, 2.0),  # far above the bound
    ],
)
def test_the_rate_is_nine_tenths_of_their_own_within_bounds(characters_a_second: float, rate: float) -> None:
    assert rate_for([Heard(speech_s=8.0, chars_per_s=characters_a_second)]) == pytest.approx(rate)


@pytest.mark.parametrize(("words_a_second", "rate"), [(2.0, 0.6), (2.5, 0.7), (3.3, 0.9), (4.4, 1.2), (9.0, 2.0)])
def test_english_is_counted_in_words(words_a_second: float, rate: float) -> None:
    assert rate_for([Heard(speech_s=8.0, words_per_s=words_a_second)]) == pytest.approx(rate)


def test_nothing_known_is_the_default() -> None:
    assert rate_for([]) == 0.9
    assert rate_for([Heard(speech_s=30.0)]) == 0.9


def test_a_short_word_says_nothing_about_the_rate() -> None:
    assert rate_for([Heard(speech_s=0.6, chars_per_s=12.0)]) == 0.9


def test_one_odd_message_does_not_change_the_voice() -> None:
    slow = [Heard(speech_s=9.0, chars_per_s=3.5)] * 2

    assert rate_for([*slow, Heard(speech_s=4.0, chars_per_s=9.0)]) == rate_for(slow)
