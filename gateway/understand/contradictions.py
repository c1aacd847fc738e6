"""What a person says and what the picture shows, held against each other. Pure.

Only what both sides plainly state is compared. Each pair is a ``Contradiction`` with the words of both as evidence; who
is right is for the person to say.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime

from gateway.issue import Claim, ClaimStatus, Contradiction
from gateway.understand import rules
from gateway.understand.disagreeing_numbers import numbers_apart
from gateway.understand.disagreeing_sides import sides_apart
from gateway.understand.disagreeing_words import words_apart
from gateway.understand.utterance import Utterance


def find(said: Sequence[Utterance], now: datetime) -> tuple[Contradiction, ...]:
    """Return where the person's words (``is_own_words``) and the words of pictures in ``said`` do not agree.

    ``field`` is ``money``, ``date``, ``dose``, ``card``, ``number``, ``app``, ``control``, ``state`` or ``choice``; at
    most one for each. ``claim_a`` is what was said, ``claim_b`` what was seen. ``now`` (aware) resolves relative days.
    """
    own = [each for each in said if each.is_own_words and each.text.strip()]
    seen = [each for each in said if not each.is_own_words]
    if not own or not seen:
        return ()
    found: dict[str, Contradiction] = {}
    for field, a, b in _pairs(own, seen, now):
        found.setdefault(
            field, Contradiction(field=field, claim_a=_contradicted(a), claim_b=_contradicted(b), said_to_user=False)
        )
    return tuple(found.values())


def _pairs(
    own: Sequence[Utterance], seen: Sequence[Utterance], now: datetime
) -> Iterator[tuple[str, Claim[str], Claim[str]]]:
    book = rules.load("contradictions").classes
    yield from numbers_apart(own, seen, now, book)
    yield from words_apart(own, seen, book)
    yield from sides_apart(own, seen)


def _contradicted(claim: Claim[str]) -> Claim[str]:
    return Claim(
        value=claim.value,
        status=ClaimStatus.CONTRADICTED,
        confidence=claim.confidence,
        evidence=claim.evidence,
        method=claim.method,
    )
