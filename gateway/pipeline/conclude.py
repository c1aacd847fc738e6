"""An issue and a decision into everything that is kept and sent: reply, transcript, ticket, mark."""

import logging
from dataclasses import replace
from datetime import datetime

from elder_mode import language as languages
from elder_mode import region as regions
from elder_mode.region import Region
from elder_mode.reply import Presentation
from elder_mode.traditional import in_traditional
from gateway import handover, setting_reply
from gateway.answer import Hall, forwarding
from gateway.answer.guiding import is_written
from gateway.issue import Issue, Priority, Route, RouteDecision
from gateway.issue_rules import check
from gateway.outcome import Forward, GuideView, Outcome, ReplyView, RouteView, State
from gateway.pipeline import transcript
from gateway.pipeline.mark import MARKED, mark_of
from gateway.pipeline.outgoing import is_forbidden, is_made_up, sources
from gateway.pipeline.records import Duty, Extra, Failure, Thought, Turn
from gateway.pipeline.shelf import Shelf
from gateway.pipeline.wording import forward, worded
from gateway.ticket import Author
from gateway.triage import Decision, Move, Note
from gateway.understand import describe as describing
from modalities.evidence import Reading

_LOGGER = logging.getLogger(__name__)
_STEPS = frozenset({Move.GUIDE, Move.GUIDE_AGAIN})
_STATES = {
    RouteDecision.ANSWER: State.ANSWERED,
    RouteDecision.CLARIFY: State.ASKING,
    RouteDecision.HUMAN: State.WITH_PERSON,
}


def conclude(
    turn: Turn,
    issue: Issue,
    decision: Decision,
    shelf: Shelf,
    extra: Extra,
    ms: int,
    *,
    failure: Failure = "none",
) -> Thought:
    """Return what becomes of a message. Words that must not leave are withheld: a person gets the matter instead.

    Args:
        turn: the message and what is known.
        issue: as it stands after this message.
        decision: the next move.
        shelf: the articles that may answer.
        extra: what goes into the reply beside the decision.
        ms: how long the understanding took, in milliseconds.
        failure: the step that could not do its work.
    """
    submission, conversation, now = turn.submission, turn.conversation, turn.now
    language, region = languages.load(submission.language), regions.load(conversation.region)
    hall = _hall(turn.duty, issue, region)
    issue = replace(issue, route=_route(decision, now, ms))
    presentation = extra.said or worded(decision, issue, hall, extra, language, region)
    if is_forbidden(presentation) or is_made_up(presentation, sources(turn, issue, decision, hall, shelf)):
        _LOGGER.error("reply withheld: submission=%s move=%s", submission.id, decision.move.value)
        decision = _withheld(decision)
        issue = replace(issue, route=_route(decision, now, ms))
        presentation = worded(decision, issue, hall, Extra(), language, region)
    parts = transcript.parts(turn, presentation, language, shelf)
    is_sample = decision.article is not None and decision.article.status == "sample"
    ticket = None
    if decision.route is RouteDecision.HUMAN or conversation.ticket is not None:
        ticket = handover.draft(
            issue,
            decision,
            submission,
            _each_once(turn),
            (*conversation.transcript, *parts),
            hall,
            language,
            now,
            is_sample=is_sample,
            failure=failure,
        )
    mark = mark_of(issue, decision, (*turn.readings, *conversation.readings))
    _note_broken_rules(turn, issue, presentation)
    reply = ReplyView(
        language=presentation.language,
        cards=presentation.cards,
        choices=presentation.choices,
        hotlines=presentation.hotlines,
        article_id=presentation.article_id,
        is_urgent=presentation.is_urgent,
        is_sample=is_sample,
        autoplay=not is_written(issue),
        forward=_forward(turn, issue, decision, shelf, region),
        pinned=decision.article.steps[0] if decision.article and Note.REPEAT in decision.notes else None,
        marked_url=f"{handover.media_url(mark.input_id)}?file={MARKED}" if mark else None,
        guide=_guide(decision, presentation.language),
        settings=dict(extra.settings or setting_reply.of_needs(decision.needs)),
    )
    outcome = Outcome(
        submission_id=submission.id,
        session_id=submission.session_id,
        state=_STATES[decision.route],
        issue=issue,
        route=_route_view(decision),
        reply=reply,
        ticket=ticket,
        transcript=tuple(part for part in parts if part.author is Author.CUSTOMER),
    )
    return Thought(outcome=outcome, presentation=presentation, transcript=parts, mark=mark)


def _hall(duty: Duty, issue: Issue, region: Region) -> Hall:
    return Hall(
        is_somebody_on_duty=duty.is_somebody_on_duty,
        queue_before=duty.queue_before,
        wait_estimate_s=duty.wait_estimate_s,
        is_written=is_written(issue),
        numbers=tuple((line.name, line.number) for line in region.hotlines),
    )


def _withheld(decision: Decision) -> Decision:
    """Return the decision in the place of one whose words must not leave: a person."""
    priority = min(decision.priority or Priority.P2, Priority.P2)
    reasons = tuple(dict.fromkeys((*decision.reasons, "H2")))
    return Decision(move=Move.HAND_OVER, route=RouteDecision.HUMAN, priority=priority, reasons=reasons)


def _route(decision: Decision, now: datetime, ms: int) -> Route:
    return Route(
        decision=decision.route,
        priority=decision.priority,
        reasons=decision.reasons,
        p_understood=round(decision.p_understood, 3),
        at=now,
        ms=ms,
    )


def _route_view(decision: Decision) -> RouteView:
    return RouteView(
        decision=decision.route,
        priority=decision.priority,
        reasons=decision.reasons,
        p_understood=round(decision.p_understood, 3),
    )


def _each_once(turn: Turn) -> tuple[Reading, ...]:
    """Return the readings of all messages of the issue, oldest first; one that was read again counts as it is now."""
    here = {reading.input_id for reading in turn.readings}
    return (*(each for each in turn.conversation.readings if each.input_id not in here), *turn.readings)


def _note_broken_rules(turn: Turn, issue: Issue, presentation: Presentation) -> None:
    words = describing.own_words((*turn.conversation.readings, *turn.readings))
    for rule in check(issue, words, "\n".join(card.text for card in presentation.cards)):
        _LOGGER.error("issue breaks a rule: submission=%s rule=%s", turn.submission.id, rule.partition(":")[0])


def _forward(turn: Turn, issue: Issue, decision: Decision, shelf: Shelf, region: Region) -> Forward | None:
    """Return the answer in the language of the one who is written for, when that is another than the writer's."""
    language = forwarding.language_of(issue, (*turn.conversation.readings, *turn.readings))
    if language is None or decision.article is None or decision.move is not Move.GUIDE:
        return None
    article = shelf.article(decision.article.id, language)
    return forward(article, language, region) if article is not None else None


def _guide(decision: Decision, language: str) -> GuideView | None:
    """Return which step of a guide is told, for pages that show it as one."""
    if decision.article is None or decision.move not in _STEPS:
        return None
    steps = decision.article.steps
    text = steps[decision.step_no - 1]
    text = in_traditional(text) if language == "yue" else text  # as on the card
    return GuideView(step=decision.step_no, of=len(steps), text=text)
