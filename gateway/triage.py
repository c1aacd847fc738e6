"""Choose the next move: answer, ask, or hand over to a person. Pure: no clock, no store, no engine.

The order of the rules is the order of what matters: a person who has taken over is never talked over; danger comes
before everything; a wish for a person is never argued with; what is not understood is asked about at most twice, and
then a person gets it.
"""

from dataclasses import dataclass, replace
from enum import StrEnum

from gateway.issue import (
    MAX_CLARIFICATIONS,
    Asked,
    AskOutcome,
    Claim,
    Issue,
    Priority,
    Risk,
    RiskKind,
    RouteDecision,
)
from gateway.knowledge.articles import Article
from gateway.knowledge.search import CLEAR, MAYBE, Hit
from gateway.knowledge.signs import SignHit
from modalities.evidence import ProblemCode

MAX_CANDIDATES = 3
SAY_AGAIN = frozenset({ProblemCode.SILENCE, ProblemCode.TOO_QUIET, ProblemCode.TOO_NOISY, ProblemCode.NOT_UNDERSTOOD})
RETAKE_WITHOUT_WORDS = frozenset({ProblemCode.NO_TEXT})
"""A picture without words is asked for again only when nothing else was said."""
RETAKE = frozenset(
    {ProblemCode.BLUR, ProblemCode.DARK, ProblemCode.FINGER, ProblemCode.CUT, ProblemCode.FAR, ProblemCode.GLARE}
)
UNREAD = frozenset({ProblemCode.UNREADABLE, ProblemCode.ENGINE_FAILED})
OFFERED = "|article="
"""In ``Asked.text``: behind it stand the ids of the articles that a question offered, parted by commas."""
RISK_REASON = {
    RiskKind.SCAM: "H6",
    RiskKind.MONEY_LOST: "H7",
    RiskKind.MEDICAL: "H8",
    RiskKind.FIRE_GAS: "H8",
    RiskKind.SELF_HARM: "H9",
    RiskKind.THREAT: "H14",
}


class Move(StrEnum):
    """What to do next. ``gateway/answer.py`` turns each into words."""

    MUTED = "muted"
    ADDED = "added"
    SAFETY = "safety"
    SCAM_CONFIRMED = "scam_confirmed"
    SCAM_MESSAGE = "scam_message"
    SCAM_LEFT = "scam_left"
    PERSON = "person"
    HAND_OVER = "hand_over"
    MEDIA_TO_PERSON = "media_to_person"
    VOICE_TO_PERSON = "voice_to_person"
    SAY_AGAIN = "say_again"
    RETAKE = "retake"
    ASK = "ask"
    ASK_ON_PHONE = "ask_on_phone"
    CONFIRM_GOAL = "confirm_goal"
    WHICH_ARTICLE = "which_article"
    GUIDE = "guide"
    GUIDE_AGAIN = "guide_again"
    GUIDE_DONE = "guide_done"
    FAREWELL = "farewell"
    POINT_AT = "point_at"
    NOT_THERE = "not_there"


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """What this message brought, beside what the issue already holds."""

    has_own_words: bool
    """The person said, typed or chose something that could be read."""
    has_picture_words: bool
    """A picture or video of this message holds words."""
    problems: tuple[ProblemCode, ...]
    new_risks: tuple[Risk, ...]
    wants_person: bool
    choice: str | None
    pending: Asked | None
    """The question that this message may answer."""
    said_yes: bool | None
    """True for yes, False for no, None for neither."""
    said_done: bool | None
    """True: the step is done; False: not found; None: neither."""
    hits: tuple[Hit, ...]
    sign_hits: tuple[SignHit, ...]
    sign_message: Claim[str] | None
    """The words in the picture that led to the first of ``sign_hits``."""
    chosen_article: Article | None
    """The article that a choice or a walked guide names."""
    is_thanks: bool
    """The person says no more than thanks, or that all is well."""
    is_small_talk: bool
    """A greeting, a sigh, a scolding: nothing about the matter yet."""
    names_control: bool
    """The person names a control in this message."""
    is_instructed: bool
    """Somebody else tells the person what to do, and money, codes, apps or sharing are in play."""
    ticket_owner: str | None
    """Owner of the open ticket of this session: ``queued``, ``human:<agent>`` or None."""
    ticket_reasons: tuple[str, ...]
    ticket_priority: Priority
    """Of the open ticket; P2 without one. An alarm is never lowered by a later message."""
    picture_is_readable: bool
    """Its words were read with good scores, however dark or slanted it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """The next move, and why."""

    move: Move
    route: RouteDecision
    priority: Priority | None = None
    reasons: tuple[str, ...] = ()
    p_understood: float = 0.0
    article: Article | None = None
    step_no: int = 1
    candidates: tuple[Article, ...] = ()
    q_id: str | None = None
    """What is asked, when something is."""
    is_clarification: bool = True
    problem: ProblemCode | None = None
    risk: Risk | None = None
    goal: str | None = None
    is_chosen: bool = False
    """The person chose the article, or said yes to it."""


def decide(issue: Issue, now: Situation) -> Decision:
    """Choose the next move for ``issue`` after a message.

    A person who asked for a human gets one, however sure we are of an answer; nobody is asked more than
    ``MAX_CLARIFICATIONS`` questions; danger overrides both.
    """
    if (now.ticket_owner or "").startswith("human:"):
        priority = min(now.ticket_priority, _worst(now.new_risks))
        return _human(Move.MUTED, priority, now.ticket_reasons or ("H1",), 0.0)
    for rule in _RULES:
        decision = rule(issue, now)
        if decision is not None:
            return decision
    return _understood(issue, now)


# --- danger and persons ------------------------------------------------------------------------------------------


def _danger(_issue: Issue, now: Situation) -> Decision | None:
    risks = [risk for risk in now.new_risks if not risk.is_message]
    if not risks:
        return None
    risk = risks[0]
    reasons = tuple(dict.fromkeys(RISK_REASON[each.kind] for each in risks))
    return replace(
        _human(Move.SAFETY, risk.level, reasons, 1.0),
        risk=risk,
        q_id="on_the_phone" if risk.kind is RiskKind.SCAM else None,
        is_clarification=False,
    )


def _person(issue: Issue, now: Situation) -> Decision | None:
    if not (now.wants_person or now.choice == "human"):
        return None
    failed = issue.clarifications_used == MAX_CLARIFICATIONS or (
        issue.attempts is not None and issue.attempts.not_found
    )
    already = Move.ADDED if now.ticket_owner else Move.PERSON
    priority = min(now.ticket_priority, Priority.P1 if failed else Priority.P2)
    return _human(already, priority, ("H1",), 1.0)


def _answer_to_safety(_issue: Issue, now: Situation) -> Decision | None:
    """Answers to "is somebody telling you what to do on the telephone" and "did you open the link"."""
    pending = now.pending.q_id if now.pending else None
    # The buttons count however many messages later they are pressed; a plain yes only right after the question.
    if now.choice == "on_phone" or (pending == "on_the_phone" and now.said_yes is True):
        return _human(Move.SCAM_CONFIRMED, Priority.P0, ("H6", "H13"), 1.0)
    if now.choice == "clicked" or (pending == "clicked_link" and now.said_yes is True):
        return _human(Move.SCAM_CONFIRMED, Priority.P0, ("H6",), 1.0)
    if now.ticket_owner is None and (
        now.choice == "not_clicked" or (pending == "clicked_link" and now.said_yes is False)
    ):
        return Decision(
            move=Move.SCAM_LEFT, route=RouteDecision.ANSWER, priority=Priority.P2, reasons=("H6",), p_understood=0.9
        )
    return None


def _waiting(issue: Issue, now: Situation) -> Decision | None:
    """A ticket is in the queue: what comes is added to it, unless it can be answered surely meanwhile."""
    if now.ticket_owner is None:
        return None
    is_only_unread = "H2" in now.ticket_reasons and not {"H1", "H3"} & set(now.ticket_reasons) and not issue.risk
    if is_only_unread and now.has_own_words:
        decision = _sure_answer(issue, now)
        if decision is not None:
            return decision
    priority = min(now.ticket_priority, _worst(now.new_risks))
    return _human(Move.ADDED, priority, now.ticket_reasons or ("H2",), 0.0)


def _scam_message(issue: Issue, now: Situation) -> Decision | None:
    messages = [risk for risk in now.new_risks if risk.is_message]
    if not messages:
        return None
    was_asked = _was_asked(issue, "clicked_link")
    warning = Decision(
        move=Move.SCAM_MESSAGE,
        route=RouteDecision.ANSWER if was_asked else RouteDecision.CLARIFY,
        priority=min(now.ticket_priority, messages[0].level),
        reasons=("H6",),
        p_understood=0.9,
        risk=messages[0],
        q_id=None if was_asked else "clicked_link",
        is_clarification=False,
    )
    has_unread = bool({*UNREAD, ProblemCode.NO_RECOGNISER} & set(now.problems))
    if has_unread or now.ticket_owner is not None:
        return replace(warning, route=RouteDecision.HUMAN, reasons=("H6", "H2") if has_unread else ("H6",))
    return warning


# --- media that could not be used --------------------------------------------------------------------------------


def _unread(_issue: Issue, now: Situation) -> Decision | None:
    problem = next((code for code in now.problems if code in UNREAD), None)
    if problem is None and ProblemCode.TOO_LONG in now.problems and not (now.has_own_words or now.has_picture_words):
        problem = ProblemCode.TOO_LONG
    if problem is not None:
        return replace(_human(Move.MEDIA_TO_PERSON, Priority.P2, ("H2",), 0.0), problem=problem)
    if ProblemCode.NO_RECOGNISER in now.problems:
        return replace(_human(Move.VOICE_TO_PERSON, Priority.P2, ("H2",), 0.0), problem=ProblemCode.NO_RECOGNISER)
    return None


def _say_again(issue: Issue, now: Situation) -> Decision | None:
    problem = next((code for code in now.problems if code in SAY_AGAIN), None)
    if problem is None or now.has_own_words or now.has_picture_words:
        return None
    if _was_asked(issue, "say_again"):
        return replace(_human(Move.HAND_OVER, Priority.P1, ("H3",), 0.0), problem=problem)
    return _ask(Move.SAY_AGAIN, "say_again", problem=problem, is_clarification=False)


def _retake(issue: Issue, now: Situation) -> Decision | None:
    codes = RETAKE if now.has_own_words else RETAKE | RETAKE_WITHOUT_WORDS
    problem = next((code for code in now.problems if code in codes), None)
    if problem is None or now.picture_is_readable:
        return None
    if not _was_asked(issue, "retake"):
        return _ask(Move.RETAKE, "retake", problem=problem, is_clarification=False)
    if now.has_picture_words:
        return None
    return replace(_human(Move.MEDIA_TO_PERSON, Priority.P1, ("H3",), 0.0), problem=problem)


# --- guides ------------------------------------------------------------------------------------------------------


def _guide(issue: Issue, now: Situation) -> Decision | None:
    """The person answers a step of a guide, or where a control is; without a guide there is nothing to be done with."""
    attempt, article = issue.attempts, now.chosen_article
    if attempt is None:
        return None
    pending = now.pending.q_id if now.pending else None
    is_done = now.choice == "done" or (pending == "step" and (now.said_done is True or now.said_yes is True))
    is_not_found = now.choice == "not_found" or (pending == "step" and now.said_done is False)
    if not (is_done or is_not_found):
        return None
    if is_not_found:
        # Pointing at a control has only one form of words; a step of a guide is said once more, then a person helps.
        if article is None or attempt.not_found >= 1:
            return _human(Move.HAND_OVER, Priority.P1, ("H3",), 0.6)
        return _answer(Move.GUIDE_AGAIN, 0.8, article=article, step_no=attempt.step_no)
    if article is None or attempt.step_no >= len(article.steps):
        return _answer(Move.GUIDE_DONE, 0.9, article=article)
    return _answer(Move.GUIDE, 0.9, article=article, step_no=attempt.step_no + 1)


# --- ordinary understanding --------------------------------------------------------------------------------------


def _understood(issue: Issue, now: Situation) -> Decision:
    decision = _answer_to_question(now)
    if decision is None and now.is_instructed and not _was_asked(issue, "on_the_phone"):
        return _ask(Move.ASK_ON_PHONE, "on_the_phone", is_clarification=False)
    decision = decision or _sure_answer(issue, now) or _likely_answer(issue, now)
    if decision is not None:
        return decision
    return _question(issue, now)


def _answer_to_question(now: Situation) -> Decision | None:
    pending = now.pending.q_id if now.pending else None
    if now.chosen_article is not None and (
        (now.choice or "").startswith("article:") or (pending == "confirm_goal" and now.said_yes)
    ):
        return replace(_answer(Move.GUIDE, 0.95, article=now.chosen_article), is_chosen=True)
    return None


def _sure_answer(issue: Issue, now: Situation) -> Decision | None:
    control = issue.control
    is_about_control = now.names_control or now.has_picture_words
    if control is not None and control.is_on_screen is not None and is_about_control:
        if control.is_on_screen.value:
            return _answer(Move.POINT_AT, control.is_on_screen.confidence)
        if issue.clarifications_used >= MAX_CLARIFICATIONS:
            return _human(Move.HAND_OVER, Priority.P1, ("H3",), 0.6)
        if not _was_asked(issue, "another_picture"):
            return _ask(Move.NOT_THERE, "another_picture", p_understood=0.7)
    refused = refused_articles(issue)
    sign = now.sign_hits[0] if now.sign_hits else None
    if sign is not None and sign.article.id not in refused and (now.has_own_words or issue.goal or issue.symptom):
        return _answer(Move.GUIDE, 0.9, article=sign.article)
    is_understood = issue.goal is not None or issue.symptom is not None
    # An article may fit the words well while we have not grasped what the person wants: then it is asked, not answered.
    if now.hits and now.hits[0].is_sure and is_understood and now.hits[0].article.id not in refused:
        return _answer(Move.GUIDE, now.hits[0].score, article=now.hits[0].article)
    return None


def _likely_answer(issue: Issue, now: Situation) -> Decision | None:
    """Something fits, but not surely: ask, while a question is left."""
    if issue.clarifications_used >= MAX_CLARIFICATIONS:
        return None
    refused = refused_articles(issue)
    if now.sign_hits and now.sign_hits[0].article.id not in refused and not _was_asked(issue, "confirm_goal"):
        article = now.sign_hits[0].article
        return replace(_ask(Move.CONFIRM_GOAL, "confirm_goal", p_understood=0.6), article=article, goal=article.goal)
    open_hits = [hit for hit in now.hits if hit.score >= MAYBE and hit.article.id not in refused]
    candidates = tuple(hit.article for hit in open_hits)[:MAX_CANDIDATES]
    if candidates and candidates[0].id in _offered(issue, AskOutcome.NOT_UNDERSTOOD):
        # Asked whether this is meant, the person said the same again: that is a yes.
        return _answer(Move.GUIDE, open_hits[0].score, article=candidates[0])
    stands_out = bool(candidates) and (len(candidates) == 1 or open_hits[0].margin >= CLEAR)
    if stands_out and not _was_asked(issue, "confirm_goal"):
        only = candidates[0]
        return replace(
            _ask(Move.CONFIRM_GOAL, "confirm_goal", p_understood=now.hits[0].score), article=only, goal=only.goal
        )
    if candidates and not _was_asked(issue, "which_article"):
        return replace(_ask(Move.WHICH_ARTICLE, "which_article", p_understood=now.hits[0].score), candidates=candidates)
    return None


def refused_articles(issue: Issue) -> frozenset[str]:
    """Return the ids of the articles that the person turned down: they are not offered again."""
    return _offered(issue, AskOutcome.SKIPPED)


def _offered(issue: Issue, *outcomes: AskOutcome) -> frozenset[str]:
    texts = (asked.text.partition(OFFERED)[2] for asked in issue.asked if asked.outcome in outcomes)
    return frozenset(name for names in texts for name in names.split(",") if name)


def _small_talk(_issue: Issue, now: Situation) -> Decision | None:
    """Thanks and "all is well" end a matter kindly; with an open ticket a person decides that."""
    brought_something = now.has_picture_words or bool(now.problems)
    if now.ticket_owner is None and not brought_something and (now.choice == "gone_ok" or now.is_thanks):
        return _answer(Move.FAREWELL, 0.9)
    return None


def _question(issue: Issue, now: Situation) -> Decision:
    """Nothing fits. Ask for what is missing while questions are left, else hand over."""
    if issue.clarifications_used >= MAX_CLARIFICATIONS:
        return _human(Move.HAND_OVER, Priority.P1, ("H3",), 0.3)
    gaps = [gap.field for gap in issue.missing if gap.blocking and not _was_asked(issue, gap.field)]
    if issue.object.name is None:  # "what is wrong with it" needs a thing
        gaps = [field for field in gaps if field != "symptom"]
    if now.is_small_talk:
        # "Hello" is answered with "what can I do", not with "which device".
        gaps.sort(key=lambda field: field != "goal")
    field = next(iter(gaps), None)
    if field is None:
        # Understood well enough to be told to somebody, but no article answers it.
        return _human(Move.HAND_OVER, Priority.P2, ("H2",), 0.5)
    return _ask(Move.ASK, field, p_understood=0.3)


# --- small things ------------------------------------------------------------------------------------------------


def _was_asked(issue: Issue, q_id: str) -> bool:
    return any(asked.q_id == q_id for asked in issue.asked)


def pending_question(issue: Issue | None) -> Asked | None:
    """Return the last question that waits for an answer."""
    if issue is None or not issue.asked:
        return None
    last = issue.asked[-1]
    return last if last.outcome is AskOutcome.OPEN else None


def _worst(risks: tuple[Risk, ...]) -> Priority:
    return min((risk.level for risk in risks), default=Priority.P2)


def _human(move: Move, priority: Priority, reasons: tuple[str, ...], p_understood: float) -> Decision:
    return Decision(move=move, route=RouteDecision.HUMAN, priority=priority, reasons=reasons, p_understood=p_understood)


def _ask(
    move: Move,
    q_id: str,
    *,
    p_understood: float = 0.0,
    problem: ProblemCode | None = None,
    is_clarification: bool = True,
) -> Decision:
    return Decision(
        move=move,
        route=RouteDecision.CLARIFY,
        p_understood=p_understood,
        q_id=q_id,
        problem=problem,
        is_clarification=is_clarification,
    )


def _answer(move: Move, p_understood: float, *, article: Article | None = None, step_no: int = 1) -> Decision:
    return Decision(move=move, route=RouteDecision.ANSWER, p_understood=p_understood, article=article, step_no=step_no)


_RULES = (
    _danger,
    _person,
    _answer_to_safety,
    _scam_message,
    _waiting,
    _unread,
    _small_talk,
    _guide,
    _say_again,
    _retake,
)
"""In the order of what matters."""
