"""What is noticed over several messages: a way of being helped that should be offered, and unease that rises."""

from collections.abc import Sequence
from typing import Final

from gateway.issue import Issue
from gateway.triage import Noticed
from gateway.understand import noticing
from gateway.understand.facts import Facts
from gateway.understand.utterance import Utterance, utterances
from modalities.evidence import Reading

UNEASY_MESSAGES: Final = 3
"""Unease in so many messages has risen twice."""
_LEVELS: Final = ("low", "medium", "high")


def noticed(own: Sequence[Utterance], earlier: Sequence[Reading], language: str) -> Noticed | None:
    """Return what help should be offered for, after all that the person has said in this matter; never a diagnosis."""
    before = [each.text for reading in earlier for each in utterances(reading) if each.is_own_words]
    now = [each.text for each in own]
    return noticing.noticed([*before, *now], language)[-1] if now else None


def is_upset(issue: Issue, facts: Facts) -> bool:
    """Say whether a message shows strong emotion, or unease that has risen twice over the messages of the issue."""
    here = [_LEVELS.index(each.level) for each in facts.signals if each.kind == "emotion"]
    if not here:
        return False
    told = [_LEVELS.index(each.level) for each in issue.signals if each.kind == "emotion"]
    is_rising = len(told) >= UNEASY_MESSAGES and told[-1] >= max(told[:-1]) >= 1
    return max(here) == len(_LEVELS) - 1 or is_rising
