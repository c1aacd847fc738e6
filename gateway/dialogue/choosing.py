"""A number that was read back, or two values of which one is right: what the person's answer makes of them."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from gateway.issue import Asked, ClaimStatus, Contradiction, Issue, NumberClaim
from gateway.understand import describe as describing
from gateway.understand import replies
from gateway.understand.normalise import normalise
from gateway.understand.utterance import Utterance

AT: Final = "|at="
"""In ``Asked.text``: behind it stands the index of the number that is read back."""
SAID, SEEN = "said_one", "seen_one"


def confirmed_number(issue: Issue, pending: Asked, *, is_right: bool | None) -> Issue:
    """Return ``issue`` after a yes (confirmed) or a no (contradicted) to a number that was read back."""
    index = pending.text.partition(AT)[2]
    if not index.isdigit() or int(index) >= len(issue.numbers):
        return issue
    number = issue.numbers[int(index)]
    value = describing.confirmed(number.value) if is_right else replace(number.value, status=ClaimStatus.CONTRADICTED)
    return _with_number(issue, int(index), replace(number, value=value))


def chosen_side(issue: Issue, choice: str | None, own: Sequence[Utterance]) -> str | None:
    """Return which of two values the person calls right: ``said_one``, ``seen_one``, or None for neither."""
    if choice in {SAID, SEEN}:
        return choice
    named = open_contradiction(issue)
    if named is None or not own:
        return None
    words = own[0].text
    side = replies.picks_side(words)
    if side is not None:
        return side
    heard = normalise(words).text
    is_said, is_seen = (normalise(claim.value).text in heard for claim in (named.claim_a, named.claim_b))
    if is_said == is_seen:
        return None
    return SAID if is_said else SEEN


def open_contradiction(issue: Issue) -> Contradiction | None:
    """Return the contradiction that was named last."""
    return next((each for each in reversed(issue.contradictions) if each.said_to_user), None)


def settled(issue: Issue, side: str) -> Issue:
    """Return ``issue`` with the chosen value confirmed; the other stays contradicted."""
    named = open_contradiction(issue)
    if named is None:
        return issue
    right = named.claim_a if side == SAID else named.claim_b
    numbers = tuple(
        replace(number, value=describing.confirmed(number.value))
        if set(number.value.evidence) & set(right.evidence)
        else number
        for number in issue.numbers
    )
    thing = issue.object
    if named.field == "app":
        thing = replace(thing, name=describing.confirmed(right))
    return replace(issue, numbers=numbers, object=thing)


def _with_number(issue: Issue, place: int, number: NumberClaim) -> Issue:
    return replace(issue, numbers=(*issue.numbers[:place], number, *issue.numbers[place + 1 :]))
