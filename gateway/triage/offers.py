"""Rules about what is offered, named or left to a person: another way of telling, two sources that differ, advice."""

from dataclasses import replace

from gateway.issue import MAX_CLARIFICATIONS, AccessNeedName, AskOutcome, Issue, Priority, RouteDecision
from gateway.triage.moves import RISKY_FIELDS, answer, ask, human, was_asked
from gateway.triage.situation import Decision, Move, Note, Situation

NEEDS_OF = {
    "vision": (AccessNeedName.SCREEN_READER, AccessNeedName.NO_COLOUR_WORDS),
    "hearing": (AccessNeedName.CAPTIONS,),
    "tremor": (AccessNeedName.STEADY_TAP,),
    "memory": (AccessNeedName.SLOW,),
}
"""What a yes to an offer switches on."""
ACCESS = "access_"
"""Questions that offer another way begin with this; what was noticed follows."""


def offer_access(issue: Issue, now: Situation) -> Decision | None:
    """Offer another way of telling, once, before a place is pointed out in a way that does not help.

    Beside a step of a guide the offer is made without holding the step back (``beside``).
    """
    # Whoever forgets is answered as if for the first time; going slower is offered beside the answer.
    if now.noticed is None or now.noticed == "memory" or not is_offer_due(issue, now):
        return None
    # Where nothing is known yet, only what was plainly said is worth a question of its own.
    is_plainly_said = any(each.kind == now.noticed for each in issue.signals)
    is_all_that_is_known = issue.goal is None and issue.symptom is None and issue.message_on_screen is None
    if issue.control is None and not (is_plainly_said and is_all_that_is_known):
        return None
    return ask(Move.OFFER_ACCESS, f"{ACCESS}{now.noticed}", p_understood=0.7, is_clarification=False)


def disagreement(issue: Issue, now: Situation) -> Decision | None:
    """What was said and what the picture shows are not the same: asked about once when it matters, else named."""
    pending = now.pending.q_id if now.pending else None
    if pending == "contradiction" and issue.asked[-1].outcome is not AskOutcome.ANSWERED:
        return human(Move.HAND_OVER, Priority.P1, ("H11",), 0.5)
    place = unsaid(issue, RISKY_FIELDS | {"app"})
    if place is None:
        return None
    field = issue.contradictions[place].field
    # How much of a medicine somebody takes is never settled by asking back.
    is_for_person = field == "dose" or was_asked(issue, "contradiction")
    if is_for_person or (issue.clarifications_used >= MAX_CLARIFICATIONS and field in RISKY_FIELDS):
        return replace(human(Move.HAND_OVER, Priority.P1, ("H11",), 0.5), disagreement=place)
    if issue.clarifications_used >= MAX_CLARIFICATIONS:
        return None
    reasons = ("H11",) if field in RISKY_FIELDS else ()
    return replace(ask(Move.CONTRADICTION, "contradiction", p_understood=0.6), disagreement=place, reasons=reasons)


def is_offer_due(issue: Issue, now: Situation) -> bool:
    """Say whether another way should be offered that was neither offered before nor is on already."""
    if now.noticed is None or was_asked(issue, f"{ACCESS}{now.noticed}"):
        return False
    if now.noticed == "vision" and any(each.need is AccessNeedName.LARGE_TEXT for each in issue.access_needs):
        return False  # whoever asks for large letters reads
    return not any(each.need in NEEDS_OF[now.noticed] for each in issue.access_needs)


def unsaid(issue: Issue, fields: frozenset[str]) -> int | None:
    """Return the index of the first contradiction in one of ``fields`` that the person has not heard of yet."""
    return next(
        (place for place, each in enumerate(issue.contradictions) if not each.said_to_user and each.field in fields),
        None,
    )


def advice(_issue: Issue, now: Situation) -> Decision | None:
    """How much medicine, what the law says, where to put money: nobody here decides that; a person helps on."""
    if now.wants_advice is None:
        return None
    return replace(human(Move.ADVICE_TO_PERSON, Priority.P2, ("H10",), 0.8), advice=now.wants_advice)


def meaning(_issue: Issue, now: Situation) -> Decision | None:
    """A word is not understood: it is explained, and the step stays where it was."""
    if now.meaning is None:
        return None
    return replace(answer(Move.EXPLAIN, 0.9, article=now.chosen_article), meaning=now.meaning)


def upset(issue: Issue, now: Situation, decision: Decision) -> Decision:
    """Return ``decision`` for somebody who is very upset: a calm line and a person offered, then a person."""
    if not now.is_upset or decision.route is RouteDecision.HUMAN:
        return decision
    if decision.route is RouteDecision.ANSWER and not was_asked(issue, "person_offer"):
        return replace(decision, notes=(*decision.notes, Note.CALM))
    if decision.move in {Move.SCAM_MESSAGE, Move.FAREWELL, Move.GUIDE_DONE}:
        return decision
    return replace(human(Move.HAND_OVER, Priority.P1, ("H4",), decision.p_understood), notes=(Note.CALM,))
