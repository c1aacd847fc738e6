"""Something dangerous may be meant and is not sure: one plain question, before anything is answered."""

from typing import Final

from gateway.issue import AskOutcome, Issue, RiskKind
from gateway.triage.moves import ask, was_asked
from gateway.triage.situation import Decision, Move, Situation

DOUBT: Final = "danger_"
"""Questions about a danger that is only half heard begin with this; its kind follows."""
ON_THE_PHONE: Final = "on_the_phone"
"""Of a scam one asks who is on the telephone: nobody knows that it is a scam."""


def doubted(issue: Issue, now: Situation) -> Decision | None:
    """Ask about the danger that may be meant; each at most once in a matter, and never beside one that is sure."""
    if any(not risk.is_message for risk in now.new_risks):
        return None
    has_message = bool(now.new_risks)  # of a scam that was received something else is asked: whether it was opened
    kinds = (each.kind for each in now.doubts if not (has_message and each.kind is RiskKind.SCAM))
    kind = next((each for each in kinds if not was_asked(issue, _question(each))), None)
    if kind is None:
        return None
    q_id = _question(kind)
    move = Move.ASK_ON_PHONE if kind is RiskKind.SCAM else Move.ASK_DANGER
    return ask(move, q_id, p_understood=0.4, is_clarification=False)


def unanswered(issue: Issue, now: Situation) -> bool:
    """Say whether a danger that was asked about, and never denied, may be meant again: a person should listen."""
    asked = {each.q_id for each in issue.asked if each.outcome is not AskOutcome.ANSWERED}
    return any(_question(each.kind) in asked for each in now.doubts)


def _question(kind: RiskKind) -> str:
    return ON_THE_PHONE if kind is RiskKind.SCAM else f"{DOUBT}{kind.value}"


def asked_about(q_id: str | None) -> RiskKind | None:
    """Return the danger that a question was about, or None."""
    name = (q_id or "").removeprefix(DOUBT)
    return next((kind for kind in RiskKind if (q_id or "").startswith(DOUBT) and kind.value == name), None)
