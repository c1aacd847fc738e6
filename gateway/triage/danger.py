"""Rules that come before all others: danger, a wish for a person, and what a waiting ticket asks for."""

from dataclasses import replace

from gateway.issue import MAX_CLARIFICATIONS, Issue, Priority, RiskKind, RouteDecision
from gateway.triage.asking import sure_answer
from gateway.triage.media import UNREAD
from gateway.triage.moves import human, was_asked, worst
from gateway.triage.situation import Decision, Move, Note, Situation
from modalities.evidence import ProblemCode

RISK_REASON = {
    RiskKind.SCAM: "H6",
    RiskKind.MONEY_LOST: "H7",
    RiskKind.MEDICAL: "H8",
    RiskKind.FIRE_GAS: "H8",
    RiskKind.SELF_HARM: "H9",
    RiskKind.THREAT: "H14",
}


_PART_OF_SCAM = frozenset({RiskKind.SCAM, RiskKind.THREAT})


def danger(issue: Issue, now: Situation) -> Decision | None:
    """Danger that somebody is in: the safety line and a person, whatever else was said."""
    risks = [risk for risk in now.new_risks if not risk.is_message]
    pending = now.pending.q_id if now.pending else None
    is_scam_confirmed = pending == "on_the_phone" and now.said_yes is True
    if not risks or (is_scam_confirmed and {risk.kind for risk in risks} <= _PART_OF_SCAM):
        return None  # the yes is the news: "hang up" comes before all that the caller threatens with
    risk = risks[0]
    reasons = tuple(dict.fromkeys(RISK_REASON[each.kind] for each in risks))
    return replace(
        human(Move.SAFETY, risk.level, reasons, 1.0),
        risk=risk,
        q_id="on_the_phone" if risk.kind is RiskKind.SCAM and not was_asked(issue, "on_the_phone") else None,
        is_clarification=False,
    )


def person(issue: Issue, now: Situation) -> Decision | None:
    """Somebody who asks for a person gets one."""
    if not (now.wants_person or now.choice == "human" or now.takes_call):
        return None
    confirmed = answer_to_safety(issue, now)
    if confirmed is not None and confirmed.priority is Priority.P0:
        return confirmed  # a person comes with it, and what to do now is said first
    failed = issue.clarifications_used == MAX_CLARIFICATIONS or (
        issue.attempts is not None and issue.attempts.not_found
    )
    already = Move.ADDED if now.ticket_owner else Move.PERSON
    priority = min(now.ticket_priority, Priority.P1 if failed else Priority.P2)
    notes = (Note.ALREADY,) if now.ticket_owner and not now.has_own_words else ()
    return replace(human(already, priority, ("H1",), 1.0), notes=notes)


def answer_to_safety(_issue: Issue, now: Situation) -> Decision | None:
    """Answers to "is somebody telling you what to do on the telephone" and "did you open the link"."""
    pending = now.pending.q_id if now.pending else None
    # The buttons count however many messages later they are pressed; a plain yes only right after the question.
    if now.choice == "on_phone" or (pending == "on_the_phone" and now.said_yes is True):
        return human(Move.SCAM_CONFIRMED, Priority.P0, ("H6", "H13"), 1.0)
    if now.choice == "clicked" or (pending == "clicked_link" and now.said_yes is True):
        return human(Move.SCAM_CONFIRMED, Priority.P0, ("H6",), 1.0)
    if now.ticket_owner is None and (
        now.choice == "not_clicked" or (pending == "clicked_link" and now.said_yes is False)
    ):
        return Decision(
            move=Move.SCAM_LEFT, route=RouteDecision.ANSWER, priority=Priority.P2, reasons=("H6",), p_understood=0.9
        )
    return None


def waiting(issue: Issue, now: Situation) -> Decision | None:
    """A ticket is in the queue: what comes is added to it, unless it can be answered surely meanwhile."""
    if now.ticket_owner is None:
        return None
    is_only_unread = "H2" in now.ticket_reasons and not {"H1", "H3"} & set(now.ticket_reasons) and not issue.risk
    if is_only_unread and now.has_own_words:
        decision = sure_answer(issue, now)
        if decision is not None:
            return decision
    priority = min(now.ticket_priority, worst(now.new_risks))
    return human(Move.ADDED, priority, now.ticket_reasons or ("H2",), 0.0)


def scam_message(issue: Issue, now: Situation) -> Decision | None:
    """A message that looks like a scam was received: a warning, and one question."""
    messages = [risk for risk in now.new_risks if risk.is_message]
    if not messages:
        return None
    has_asked = was_asked(issue, "clicked_link")
    warning = Decision(
        move=Move.SCAM_MESSAGE,
        route=RouteDecision.ANSWER if has_asked else RouteDecision.CLARIFY,
        priority=min(now.ticket_priority, messages[0].level),
        reasons=("H6",),
        p_understood=0.9,
        risk=messages[0],
        q_id=None if has_asked else "clicked_link",
        is_clarification=False,
    )
    has_unread = bool({*UNREAD, ProblemCode.NO_RECOGNISER} & set(now.problems))
    if has_unread or now.ticket_owner is not None:
        return replace(warning, route=RouteDecision.HUMAN, reasons=("H6", "H2") if has_unread else ("H6",))
    return warning


def reopened(issue: Issue, _now: Situation) -> Decision | None:
    """What was called done is back: a person takes it up, with all that was tried."""
    if issue.resolution.state != "reopened":
        return None
    return human(Move.HAND_OVER, Priority.P1, ("H3",), 0.6)
