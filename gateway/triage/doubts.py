"""Something dangerous may be meant and is not sure: one plain question, before anything is answered."""

from typing import Final

from gateway.issue import Issue, RiskKind
from gateway.triage.moves import ask, was_asked
from gateway.triage.situation import Decision, Move, Situation

DOUBT: Final = "danger_"
"""Questions about a danger that is only half heard begin with this; its kind follows."""
ON_THE_PHONE: Final = "on_the_phone"
"""Of a scam one asks who is on the telephone: nobody knows that it is a scam."""


def doubted(issue: Issue, now: Situation) -> Decision | None:
    """Ask about the danger that may be meant; at most once in a matter, and never beside one that is sure."""
    if not now.doubts or now.new_risks or any(each.q_id.startswith(DOUBT) for each in issue.asked):
        return None
    kind = now.doubts[0].kind
    q_id = ON_THE_PHONE if kind is RiskKind.SCAM else f"{DOUBT}{kind.value}"
    if was_asked(issue, q_id):
        return None
    move = Move.ASK_ON_PHONE if kind is RiskKind.SCAM else Move.ASK_DANGER
    return ask(move, q_id, p_understood=0.4, is_clarification=False)


def asked_about(q_id: str | None) -> RiskKind | None:
    """Return the danger that a question was about, or None."""
    name = (q_id or "").removeprefix(DOUBT)
    return next((kind for kind in RiskKind if (q_id or "").startswith(DOUBT) and kind.value == name), None)
