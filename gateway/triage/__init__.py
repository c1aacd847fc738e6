"""Choose the next move: answer, ask, or hand over to a person. Pure: no clock, no store, no engine.

The order of the rules is the order of what matters: a person who has taken over is never talked over; danger comes
before everything; a wish for a person is never argued with; what is not understood is asked about at most twice, and
then a person gets it.
"""

from dataclasses import replace

from gateway.issue import Issue, Priority, RouteDecision
from gateway.triage.asking import hardly_heard, small_talk, understood
from gateway.triage.danger import answer_to_safety, danger, person, reopened, scam_message, waiting
from gateway.triage.doubts import DOUBT, doubted, unanswered
from gateway.triage.guides import guide
from gateway.triage.media import RETAKE, SAY_AGAIN, retake, say_again, unread
from gateway.triage.moves import human, pending_question, refused_articles, was_asked, worst
from gateway.triage.offers import advice, disagreement, is_offer_due, meaning, offer_access, unsaid, upset
from gateway.triage.read_back import number_to_read_back
from gateway.triage.situation import OFFERED, Decision, Move, Note, Noticed, Situation
from gateway.understand.risk import BY_MODEL

__all__ = [
    "OFFERED",
    "RETAKE",
    "SAY_AGAIN",
    "Decision",
    "Move",
    "Note",
    "Noticed",
    "Situation",
    "decide",
    "pending_question",
    "refused_articles",
]
_OFFERS = frozenset({Move.CONFIRM_GOAL, Move.WHICH_ARTICLE})
_WITHOUT_PERSON = frozenset({"H2", "H3", "H4", "H5", "H10", "H11"})
"""Reasons for a person that somebody who wants none may turn down. Danger is none of them."""
_HANDS_OVER = frozenset({Move.HAND_OVER, Move.ADVICE_TO_PERSON})
_ONLY_NAMED = frozenset({"state", "control", "choice"})
"""Fields in which a contradiction is named and nothing hangs on asking about it."""
_ABOUT_SCAM = frozenset({Move.SCAM_LEFT})
_OFFERS_WAY = frozenset({Move.GUIDE, Move.GUIDE_AGAIN, Move.POINT_AT})
_SILENT = frozenset({Move.MUTED, Move.PERSON, Move.SAFETY, Move.SCAM_CONFIRMED})
"""Moves beside which nothing else is said, but that a code is nobody's business."""


def decide(issue: Issue, now: Situation) -> Decision:
    """Choose the next move for ``issue`` after a message.

    A person who asked for a human gets one, however sure we are of an answer; nobody is asked more than
    ``MAX_CLARIFICATIONS`` questions; danger overrides both.
    """
    if (now.ticket_owner or "").startswith("human:"):
        priority = min(now.ticket_priority, worst(now.new_risks))
        return human(Move.MUTED, priority, now.ticket_reasons or ("H1",), 0.0)
    found = (decision for rule in _RULES if (decision := rule(issue, now)) is not None)
    decision = next(found, None) or understood(issue, now)
    if decision.route is not RouteDecision.HUMAN and decision.move not in _ABOUT_SCAM:
        decision = _doubt_first(issue, now, decision)
    elif now.doubts and decision.route is RouteDecision.HUMAN and decision.priority is Priority.P2:
        decision = replace(decision, priority=Priority.P1)  # a person comes anyway, and should come soon
    decision = upset(issue, now, decision)
    is_in_doubt = any(not was_asked(issue, f"{DOUBT}{each.kind.value}") for each in now.doubts)
    if now.is_refusing_person and is_in_doubt and decision.move in _HANDS_OVER:
        decision = doubted(issue, now) or decision
    if now.is_refusing_person and decision.move in _HANDS_OVER and set(decision.reasons) <= _WITHOUT_PERSON:
        decision = replace(decision, move=Move.WITHOUT_PERSON, route=RouteDecision.ANSWER, priority=None)
    return _noted(issue, now, decision)


def _doubt_first(issue: Issue, now: Situation, decision: Decision) -> Decision:
    """Return the question about a danger that may be meant; in the place of a clarification it counts as one."""
    if unanswered(issue, now):
        return human(Move.HAND_OVER, Priority.P1, ("H2",), 0.4)
    doubt = doubted(issue, now)
    is_half_heard = all(BY_MODEL in each.rule_ids for each in now.doubts)
    if doubt is None or (is_half_heard and decision.move in _OFFERS):
        return decision  # "do you mean this?" tells as much, where no rule spoke of danger
    return replace(doubt, is_clarification=decision.route is RouteDecision.CLARIFY and decision.is_clarification)


def _noted(issue: Issue, now: Situation, decision: Decision) -> Decision:
    """Add what is said beside the move."""
    notes = list(decision.notes)
    if now.tells_code and decision.move is not Move.MUTED:
        notes.append(Note.CODE_SECRET)
    if decision.move in _SILENT:
        return replace(decision, notes=tuple(notes))
    if now.new_needs:
        decision = replace(decision, needs=now.new_needs)
        notes.append(Note.NEED_ON)
    if decision.move in _OFFERS_WAY and is_offer_due(issue, now):
        decision = replace(decision, offered_way=now.noticed)
        notes.append(Note.OFFER_WAY)
    if now.happening is not None and decision.move not in _HANDS_OVER and decision.move is not Move.ADDED:
        decision = replace(decision, happening=now.happening)
        notes.append(Note.TOLD)
    place = unsaid(issue, _ONLY_NAMED)
    if decision.disagreement is None and place is not None and decision.move is not Move.ADDED:
        decision = replace(decision, disagreement=place)
        notes.append(Note.DISAGREES)
    number = number_to_read_back(issue) if decision.move is Move.HAND_OVER and not decision.problem else None
    if number is not None and not was_asked(issue, "number"):
        decision = replace(decision, number=number, q_id="number", is_clarification=False)
        notes.append(Note.READ_BACK)
    return replace(decision, notes=tuple(dict.fromkeys(notes)))


_RULES = (
    danger,
    person,
    answer_to_safety,
    scam_message,
    waiting,
    unread,
    small_talk,
    meaning,
    reopened,
    guide,
    say_again,
    retake,
    disagreement,
    offer_access,
    advice,
    hardly_heard,
)
"""In the order of what matters."""
