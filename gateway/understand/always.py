"""Whether the person wants persons only from now on, or the machine first again, in so many words."""

from collections.abc import Sequence

from gateway.understand import rules
from gateway.understand.normalise import normalise
from gateway.understand.utterance import Utterance


def always_person(utterances: Sequence[Utterance]) -> bool | None:
    """Return True for "always a person from now on", False for "you first again", None for neither.

    Only own words count. The last wish of a message is the one that holds; a wish for a person behind one for the
    machine leaves neither.
    """
    found: bool | None = None
    for utterance in utterances:
        if utterance.is_own_words:
            found = _said(utterance.text, before=found)
    return found


def _said(text: str, *, before: bool | None) -> bool | None:
    """Return the wish after ``text``, when it was ``before``."""
    hits = rules.hits(rules.load("always_person"), normalise(text))
    found, denied = before, 0
    for start, end, kind in sorted((start, end, hit.rule.kind) for hit in hits for start, end in hit.spans):
        if kind == "off":
            found, denied = False, end
        elif start < denied:
            continue  # the person of "no more persons"
        elif kind == "on":
            found = True
        elif found is False:
            found = None
    return found
