"""Values as they may be said: never a contradicted one, never a number that was not confirmed. Pure."""

import re

from elder_mode.reply import Message
from gateway import directions
from gateway.issue import Claim, ClaimStatus, Issue, NumberClaim, NumberKind

GROUPS = re.compile(r"\d+")
MOBILE_DIGITS = 11
MAX_GROUP = 4


def known_value(claim: Claim[str] | None) -> str | None:
    """Return the value of a claim as words that may be said as a fact; None when it is not known or contradicted."""
    if claim is None or claim.status is ClaimStatus.CONTRADICTED:
        return None
    return directions.as_quote(claim.value)


def screen_words(issue: Issue) -> str:
    """Return the message on the screen as one row to be read out, without lines whose number was not confirmed.

    A misread amount or date, said aloud, would sound like a fact.
    """
    message = issue.message_on_screen
    if message is None:
        return ""
    risky = [
        quote.quote
        for number in issue.numbers
        if number.needs_confirmation and number.value.status is not ClaimStatus.CONFIRMED
        for quote in number.value.evidence
        if quote.quote
    ]
    rows = [row for row in message.value.split("\n") if not any(quote in row for quote in risky)]
    return "，".join(rows)


def read_back(number: NumberClaim) -> Message:
    """Return the question whether a number was heard rightly.

    Amounts are said in the person's own words; digits of telephones and cards in groups of three or four, which a voice
    spells one by one (``elder_mode/spoken.py``).
    """
    if number.kind is NumberKind.MONEY:
        return Message.of("number.read_back", number=directions.as_quote(number.value.evidence[0].quote))
    key = "number.read_back_tail" if number.kind is NumberKind.CARD else "number.read_back_digits"
    return Message.of(key, number=grouped(number.value.value))


def grouped(digits: str) -> str:
    """Return the digits in groups: 138 1234 5678; others in groups of at most four."""

    def parted(match: re.Match[str]) -> str:
        run = match.group()
        if len(run) == MOBILE_DIGITS:
            return f"{run[:3]} {run[3:7]} {run[7:]}"
        if len(run) <= MAX_GROUP:
            return run
        size = MAX_GROUP if len(run) % MAX_GROUP != 1 else MAX_GROUP - 1
        return " ".join(run[at : at + size] for at in range(0, len(run), size))

    return GROUPS.sub(parted, digits)
