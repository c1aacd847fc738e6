"""How fast to speak to somebody: as fast as they speak themselves, a little slower, within bounds. Pure.

Older people speak more slowly to a machine than to people, expect it to be slower still, and their own rate is the best
guide to the one they like (docs of the elder mode, feature C6).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from elder_mode.tts import within_bounds

ORDINARY_CHARACTERS_A_SECOND = 5.0
"""Of Chinese, while speaking: about the 5.2 syllables a second that Pellegrino, Coupé and Marsico (2011) measured."""
ORDINARY_WORDS_A_SECOND = 3.3
"""Of English, while speaking: 200 words a minute, the upper end of comfortable listening."""
SLOWER_THAN_THEY = 0.9
"""What the rate of the person is multiplied with (C6)."""
MIN_SPEECH_S = 2.0
"""Shorter messages (好, 对) say nothing about how fast somebody speaks."""
_SAME = 0.1
"""A person this near to the ordinary rate gets the default: a voice that changes with each message unsettles."""
_STEP = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What was measured in one voice message."""

    speech_s: float
    chars_per_s: float | None = None
    words_per_s: float | None = None


def rate_for(heard: Sequence[Heard]) -> float:
    """Return the rate of speech for somebody whose voice messages were ``heard``; 0.9 when they tell nothing.

    The middle one of all messages counts. 1.0 is the voice's default pace for elderly listeners.
    """
    own = [rate for each in heard if each.speech_s >= MIN_SPEECH_S and (rate := _own_rate(each)) is not None]
    rate = median(own) if own else 1.0
    if abs(rate - 1.0) <= _SAME:
        rate = 1.0
    return within_bounds(round(round(rate * SLOWER_THAN_THEY / _STEP) * _STEP, 2))


def _own_rate(heard: Heard) -> float | None:
    """Return how fast somebody speaks against ordinary speech (1.0)."""
    if heard.chars_per_s is not None:
        return heard.chars_per_s / ORDINARY_CHARACTERS_A_SECOND
    return heard.words_per_s / ORDINARY_WORDS_A_SECOND if heard.words_per_s is not None else None
