"""Advice that nobody here gives: how much medicine, what the law says, where to put money."""

from collections.abc import Sequence

from gateway.understand import rules
from gateway.understand.normalise import normalise
from gateway.understand.utterance import Utterance


def wanted(own: Sequence[Utterance]) -> str | None:
    """Return the kind of advice that the person's own words ask for (``lexicon/advice.toml``), or None."""
    for utterance in own:
        if not utterance.is_own_words:
            continue
        for hit in rules.hits(rules.load("advice"), normalise(utterance.text)):
            return hit.rule.kind
    return None
