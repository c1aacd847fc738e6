"""Whether the person wants persons only from now on, or the machine first again, in so many words."""

from collections.abc import Sequence

from gateway.understand import rules
from gateway.understand.normalise import normalise
from gateway.understand.utterance import Utterance


def always_person(utterances: Sequence[Utterance]) -> bool | None:
    """Return True for "always a person from now on", False for "you first again", None for neither.

    Only own words count. The last wish of a message is the one that holds.
    """
    found: bool | None = None
    for utterance in utterances:
        if not utterance.is_own_words:
            continue
        kinds = {hit.rule.kind for hit in rules.hits(rules.load("always_person"), normalise(utterance.text))}
        if kinds:
            found = "off" not in kinds
    return found
