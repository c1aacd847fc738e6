"""What is remembered after we have spoken: questions asked, steps offered, lines spoken, two sources that differ."""

from dataclasses import replace
from datetime import datetime
from typing import Final

from gateway.dialogue.choosing import AT
from gateway.dialogue.listening import CALL, CONTROL_GUIDE
from gateway.issue import (
    Asked,
    AskOutcome,
    Attempt,
    Contradiction,
    Issue,
    Missing,
    Priority,
    Resolution,
    Risk,
    RiskKind,
    RouteDecision,
)
from gateway.knowledge.search import SURE
from gateway.triage import OFFERED, Decision, Move, Note, Situation
from gateway.triage.moves import answered_before
from gateway.triage.offers import ACCESS
from gateway.understand import describe as describing
from modalities.evidence import EventSpan, Evidence, Modality

MIN_CANDIDATE: Final = 0.15
_STEPS: Final = frozenset({Move.GUIDE, Move.GUIDE_AGAIN, Move.POINT_AT, Move.SMALLER_STEPS})
_PLACES: Final = frozenset({"step", "teach_back"})
"""Questions of a guide: asked again with each step, so only the last one is of interest."""


def after(issue: Issue, decision: Decision, now_is: Situation, now: datetime) -> Issue:
    """Return ``issue`` with what we are about to do remembered: questions asked, steps offered, lines spoken."""
    issue = _linked(_inferred(issue, decision, now_is), decision)
    issue = replace(issue, asked=_asked(issue, decision, now_is, now), attempts=_attempt(issue, decision))
    if decision.route is RouteDecision.CLARIFY and decision.is_clarification:
        used = min(2, issue.clarifications_used + 1)
        issue = replace(issue, clarifications_used=used)  # type: ignore[arg-type]  # at most 2 by the line above
    if decision.risk is not None:
        line = f"risk.{'scam_message' if decision.risk.is_message else decision.risk.kind.value}"
        spoken = tuple(
            replace(risk, line_spoken=line) if risk.kind is decision.risk.kind else risk for risk in issue.risk
        )
        issue = replace(issue, risk=spoken)
    if decision.move is Move.SCAM_CONFIRMED:
        issue = replace(issue, risk=_with_confirmed_scam(issue, now))
    if decision.disagreement is not None:
        issue = replace(issue, contradictions=_named(issue, decision.disagreement))
    issue = replace(issue, resolution=_resolution(issue, decision, now_is), missing=_gaps(issue, decision))
    return replace(issue, one_line=describing.one_line(issue))


def _linked(issue: Issue, decision: Decision) -> Issue:
    """Return ``issue`` with its link to the earlier matter that got the same answer; never said to the person."""
    before = answered_before(issue, decision.article) if Note.REPEAT in decision.notes else None
    if before is None:
        return issue
    return replace(issue, repeats_of=before.issue_id, repeat_no=before.times, answered_by=before.answered_by)


def _named(issue: Issue, place: int) -> tuple[Contradiction, ...]:
    return tuple(
        replace(each, said_to_user=True) if n == place else each for n, each in enumerate(issue.contradictions)
    )


def _resolution(issue: Issue, decision: Decision, now_is: Situation) -> Resolution:
    """Return how the matter stands. Said back rightly, or shown on the screen, counts for more than "all is well"."""
    if decision.move is Move.GUIDE_DONE and now_is.is_step_named is True:
        return Resolution(state="verified", verified_by="teach_back")
    if decision.move is Move.GUIDE_DONE and Note.SCREEN_CHANGED in decision.notes:
        return Resolution(state="verified", verified_by="screenshot")
    if decision.move in {Move.GUIDE_DONE, Move.FAREWELL}:
        return Resolution(state="user_says_ok")
    if decision.move is Move.WITHOUT_PERSON:
        return Resolution()  # it goes on between the two of us
    return issue.resolution


def _with_confirmed_scam(issue: Issue, now: datetime) -> tuple[Risk, ...]:
    """Return the risks with a scam in progress among them: the person's yes is its evidence when no words were."""
    if any(risk.kind is RiskKind.SCAM and not risk.is_message for risk in issue.risk):
        return issue.risk
    yes = Evidence(
        input_id=issue.submission_ids[-1] if issue.submission_ids else issue.id,
        modality=Modality.BEHAVIOUR,
        quote="",
        span=EventSpan(event="answer:yes", at=now.isoformat(), count=1),
        raw_conf=1.0,
    )
    scam = Risk(
        kind=RiskKind.SCAM,
        level=Priority.P0,
        evidence=(yes,),
        rule_ids=("dialogue.confirmed",),
        line_spoken="risk.scam_hang_up",
    )
    return (scam, *issue.risk)


def _gaps(issue: Issue, decision: Decision) -> tuple[Missing, ...]:
    """Return what is not known; a question that only makes sure of something is a gap too until it is answered."""
    gaps = describing.missing(issue)
    if gaps or decision.route is not RouteDecision.CLARIFY or decision.q_id is None:
        return gaps
    text = question_key(decision.q_id, decision)
    return (Missing(field=decision.q_id, why_needed="ask_why.goal", ask_text=text, asked=1, blocking=True),)


def _inferred(issue: Issue, decision: Decision, now_is: Situation) -> Issue:
    """Add what an article tells about the goal, and what it might be when nothing is sure."""
    article = decision.article
    is_by_sign = article is not None and any(sign.article.id == article.id for sign in now_is.sign_hits[:1])
    if is_by_sign and issue.message_on_screen is None:
        issue = replace(issue, message_on_screen=now_is.sign_message)
    basis = issue.symptom or issue.message_on_screen
    if article is not None and issue.goal is None and basis is not None:
        goal = describing.inferred(article.goal, basis.evidence, round(decision.p_understood, 3), f"rule:{article.id}")
        if decision.is_chosen:
            goal = describing.confirmed(goal)
        issue = replace(issue, goal=goal)
    best = now_is.hits[0] if now_is.hits else None
    if decision.move is Move.WHICH_ARTICLE and issue.goal is None and basis is not None and best and best.score >= SURE:
        goal = describing.inferred(best.article.goal, basis.evidence, round(best.score, 3), f"rule:{best.article.id}")
        issue = replace(issue, goal=goal)
    if decision.route is RouteDecision.HUMAN and issue.symptom is not None:
        candidates = tuple(
            describing.inferred(
                hit.article.title, issue.symptom.evidence, round(hit.score, 2), f"rule:{hit.article.id}"
            )
            for hit in now_is.hits[:2]
            if hit.score >= MIN_CANDIDATE
        )
        issue = replace(issue, symptom_candidates=candidates)
    return issue


def _asked(issue: Issue, decision: Decision, now_is: Situation, now: datetime) -> tuple[Asked, ...]:
    asked = issue.asked
    if Note.CALM in decision.notes and decision.route is RouteDecision.ANSWER:
        asked = (*asked, _beside("person_offer", "note.person_offer", now))
    if Note.OFFER_CALL in decision.notes:
        kept = tuple(each for each in asked if each.q_id != CALL)
        asked = (*kept, _beside(CALL, "ask.call_back", now))
    if decision.offered_way is not None:
        way = f"{ACCESS}{decision.offered_way}"
        asked = (*asked, _beside(way, question_key(way, decision), now))
    if decision.move is Move.EXPLAIN and now_is.pending is not None:
        # The word was the question: what was asked before it is still open.
        kept = tuple(each for each in asked if (each.q_id, each.spoken_at) != _key(now_is.pending))
        return (*kept, now_is.pending)
    q_id = "step" if decision.move in _STEPS else decision.q_id
    if q_id is None:
        return asked
    offered = [decision.article] if decision.move is Move.CONFIRM_GOAL else list(decision.candidates)
    names = ",".join(article.id for article in offered if article is not None)
    text = question_key(q_id, decision) + (f"{OFFERED}{names}" if names else "")
    if q_id == "number":
        text += f"{AT}{decision.number}"
    kept = tuple(each for each in asked if not (q_id in _PLACES and each.q_id == q_id))
    is_clarification = decision.route is RouteDecision.CLARIFY and decision.is_clarification
    return (*kept, Asked(q_id=q_id, text=text, spoken_at=now, is_clarification=is_clarification))


def _beside(q_id: str, text: str, now: datetime) -> Asked:
    """Return an offer made beside an answer: nobody has to answer it, and it is not made again."""
    return Asked(q_id=q_id, text=text, spoken_at=now, outcome=AskOutcome.SKIPPED, is_clarification=False)


def _key(asked: Asked) -> tuple[str, datetime]:
    return asked.q_id, asked.spoken_at


def question_key(q_id: str, decision: Decision) -> str:
    """Return the key of the words with which ``q_id`` was asked."""
    if q_id in {"retake", "say_again"} and decision.problem is not None:
        return f"ask.{q_id}.{decision.problem.value}"
    return {
        "step": "guide.check",
        "another_picture": "control.not_there_next",
        "number": "number.read_back",
        "contradiction": "contradiction.which",
        "access_vision": "ask.access_offer",
        "access_hearing": "ask.access_offer_hearing",
        "access_tremor": "ask.access_offer_tremor",
        "access_memory": "ask.access_offer_memory",
    }.get(q_id, f"ask.{q_id}")


def _attempt(issue: Issue, decision: Decision) -> Attempt | None:
    attempt = issue.attempts
    failed = attempt.not_found + 1 if attempt is not None and decision.is_failed_step else None
    match decision.move:
        case Move.GUIDE if decision.article is not None:
            return Attempt(guide_id=decision.article.id, step_no=decision.step_no, outcome="offered")
        case Move.SMALLER_STEPS if decision.article is not None:
            return Attempt(guide_id=decision.article.id, step_no=1, outcome="smaller")
        case Move.POINT_AT:
            return Attempt(guide_id=CONTROL_GUIDE, step_no=1, outcome="offered")
        case Move.GUIDE_AGAIN if attempt is not None:
            return replace(attempt, not_found=failed or attempt.not_found, outcome="not_found")
        case Move.GUIDE_DONE if attempt is not None:
            return replace(attempt, outcome="finished")
        case Move.HAND_OVER | Move.WITHOUT_PERSON if attempt is not None:
            return replace(attempt, not_found=failed or attempt.not_found, outcome="left")
        case _:
            return attempt
