"""Ordinary understanding: answer what is sure, offer what is likely, ask for what is missing, else bring a person."""

from dataclasses import replace

from gateway.issue import MAX_CLARIFICATIONS, AskOutcome, Issue, Priority
from gateway.knowledge.search import CLEAR, MAYBE
from gateway.triage.moves import answer, answered_before, ask, human, offered_articles, refused_articles, was_asked
from gateway.triage.situation import Decision, Move, Note, Situation

MAX_CANDIDATES = 3
_DANGER = ("danger_", "on_the_phone")
"""Questions about a danger: after a no the matter goes on where it was."""
REPEATS_WITH_OFFER = 3
"""From the third repeat on a call by a person is offered, quietly (docs/decisions.md)."""
REPEATS_TO_PERSON = 2
"""The third time that somebody asks what was never answered, a person does."""


def understood(issue: Issue, now: Situation) -> Decision:
    """Return the move for a message that brings no danger, no trouble with media and no answer to a guide."""
    decision = _answer_to_question(now)
    if decision is None and now.is_instructed and not was_asked(issue, "on_the_phone"):
        return ask(Move.ASK_ON_PHONE, "on_the_phone", is_clarification=False)
    decision = decision or _repeated(issue, now) or sure_answer(issue, now) or _likely_answer(issue, now)
    if decision is None:
        return _question(issue, now)
    before = answered_before(issue, decision.article) if decision.move is Move.GUIDE else None
    if before is None:
        return decision
    extra = (Note.REPEAT, Note.OFFER_CALL) if before.times >= REPEATS_WITH_OFFER else (Note.REPEAT,)
    return replace(decision, notes=extra)


def _answer_to_question(now: Situation) -> Decision | None:
    pending = now.pending.q_id if now.pending else None
    if now.chosen_article is not None and (
        (now.choice or "").startswith("article:") or (pending == "confirm_goal" and now.said_yes)
    ):
        return replace(answer(Move.GUIDE, 0.95, article=now.chosen_article), is_chosen=True)
    return None


def _repeated(issue: Issue, now: Situation) -> Decision | None:
    """The same question again: answered as if for the first time, with the article that answered it before."""
    if not issue.repeat_no:
        return None
    best = now.hits[0].article if now.hits else None
    if best is not None and best.id == issue.answered_by and best.id not in refused_articles(issue):
        return answer(Move.GUIDE, max(now.hits[0].score, 0.9), article=best)
    if issue.answered_by is None and issue.repeat_no >= REPEATS_TO_PERSON:
        return human(Move.HAND_OVER, Priority.P1, ("H3",), 0.5)
    return None


def sure_answer(issue: Issue, now: Situation) -> Decision | None:
    """Return the answer when one is sure: a control that was found, or an article that fits surely."""
    control = issue.control
    is_offer_answered = now.choice == "want" or (now.pending is not None and now.pending.q_id.startswith("access_"))
    is_calmed = now.pending is not None and now.pending.q_id.startswith(_DANGER) and now.said_yes is False
    is_about_control = now.names_control or now.has_picture_words or is_offer_answered or is_calmed
    if control is not None and control.is_on_screen is not None and is_about_control and not _is_beside(issue, now):
        if control.is_on_screen.value:
            return answer(Move.POINT_AT, control.is_on_screen.confidence)
        if issue.clarifications_used >= MAX_CLARIFICATIONS:
            return human(Move.HAND_OVER, Priority.P1, ("H3",), 0.6)
        if not was_asked(issue, "another_picture"):
            return ask(Move.NOT_THERE, "another_picture", p_understood=0.7)
    refused = refused_articles(issue)
    sign = now.sign_hits[0] if now.sign_hits else None
    if sign is not None and sign.article.id not in refused and (now.has_own_words or issue.goal or issue.symptom):
        return answer(Move.GUIDE, 0.9, article=sign.article)
    is_understood = issue.goal is not None or issue.symptom is not None
    # An article may fit the words well while we have not grasped what the person wants: then it is asked, not answered.
    is_plain = is_understood and now.is_surely_ordinary
    if now.hits and now.hits[0].is_sure and is_plain and now.hits[0].article.id not in refused:
        return answer(Move.GUIDE, now.hits[0].score, article=now.hits[0].article)
    return None


def _is_beside(issue: Issue, now: Situation) -> bool:
    """Say whether an advertisement on the screen is beside the matter: the words alone are surely about another."""
    is_way_out = issue.control is not None and issue.control.label is None
    best = now.hits[0] if now.hits else None
    about_advert = {sign.article.id for sign in now.sign_hits}
    return is_way_out and best is not None and best.is_sure and best.article.id not in about_advert


def hardly_heard(issue: Issue, now: Situation) -> Decision | None:
    """Dialect that the recogniser hardly heard: somebody who speaks it listens, rather than words that were guessed."""
    if not now.is_hardly_heard or sure_answer(issue, now) is not None:
        return None
    return human(Move.HAND_OVER, Priority.P2, ("H2",), 0.3)


def _likely_answer(issue: Issue, now: Situation) -> Decision | None:
    """Something fits, but not surely: ask, while a question is left."""
    if issue.clarifications_used >= MAX_CLARIFICATIONS:
        return None
    refused = refused_articles(issue)
    if now.sign_hits and now.sign_hits[0].article.id not in refused and not was_asked(issue, "confirm_goal"):
        article = now.sign_hits[0].article
        return replace(ask(Move.CONFIRM_GOAL, "confirm_goal", p_understood=0.6), article=article, goal=article.goal)
    open_hits = [hit for hit in now.hits if hit.score >= MAYBE and hit.article.id not in refused]
    candidates = tuple(hit.article for hit in open_hits)[:MAX_CANDIDATES]
    talked_past = offered_articles(issue, AskOutcome.NOT_UNDERSTOOD)
    if candidates and candidates[0].id in talked_past and now.is_said_again:
        # Asked whether this is meant, the person said the same again: that is a yes.
        return answer(Move.GUIDE, open_hits[0].score, article=candidates[0])
    stands_out = bool(candidates) and (len(candidates) == 1 or open_hits[0].margin >= CLEAR)
    if stands_out and not was_asked(issue, "confirm_goal"):
        only = candidates[0]
        return replace(
            ask(Move.CONFIRM_GOAL, "confirm_goal", p_understood=now.hits[0].score), article=only, goal=only.goal
        )
    if candidates and not was_asked(issue, "which_article"):
        return replace(ask(Move.WHICH_ARTICLE, "which_article", p_understood=now.hits[0].score), candidates=candidates)
    return None


def small_talk(_issue: Issue, now: Situation) -> Decision | None:
    """Thanks and "all is well" end a matter kindly; with an open ticket a person decides that."""
    brought_something = now.has_picture_words or bool(now.problems)
    if now.ticket_owner is None and not brought_something and (now.choice == "gone_ok" or now.is_thanks):
        return answer(Move.FAREWELL, 0.9)
    return None


def _question(issue: Issue, now: Situation) -> Decision:
    """Nothing fits. Ask for what is missing while questions are left, else hand over."""
    if issue.clarifications_used >= MAX_CLARIFICATIONS:
        return human(Move.HAND_OVER, Priority.P1, ("H3",), 0.3)
    gaps = [gap.field for gap in issue.missing if gap.blocking and not was_asked(issue, gap.field)]
    if issue.object.name is None:  # "what is wrong with it" needs a thing
        gaps = [field for field in gaps if field != "symptom"]
    if now.is_small_talk or now.is_only_way:
        # "Hello", or "write to me", is answered with "what can I do", not with "which device".
        gaps.sort(key=lambda field: field != "goal")
    field = next(iter(gaps), None)
    if field is None:
        # Understood well enough to be told to somebody, but no article answers it.
        return human(Move.HAND_OVER, Priority.P2, ("H2",), 0.5)
    return ask(Move.ASK, field, p_understood=0.3)
