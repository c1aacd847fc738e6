"""Rules for somebody who walks through a guide: done, not found, shown, said back, back after days."""

from dataclasses import replace

from gateway.issue import AccessNeedName, Attempt, Issue, Priority, RouteDecision
from gateway.knowledge.articles import Article
from gateway.triage.moves import answer, human, was_asked
from gateway.triage.situation import Decision, Move, Note, Situation

STEPS_TO_SAY_BACK = 3
"""From so many steps on, and for every guide about money or codes, the person is asked to say the first step back."""
_OTHER_WAYS = frozenset(
    {AccessNeedName.SCREEN_READER, AccessNeedName.CAPTIONS, AccessNeedName.STEADY_TAP, AccessNeedName.NO_COLOUR_WORDS}
)


def guide(issue: Issue, now: Situation) -> Decision | None:
    """The person answers a step of a guide, or where a control is; without a guide there is nothing to be done with."""
    attempt, article = issue.attempts, now.chosen_article
    if attempt is None or attempt.outcome in {"finished", "left"}:
        return None
    pending = now.pending.q_id if now.pending else None
    if pending == "teach_back":
        return _said_back(attempt, article, now)
    if now.choice == "want" and article is not None:
        return answer(Move.GUIDE, 0.9, article=article, step_no=attempt.step_no)
    is_done = now.choice == "done" or (pending == "step" and (now.said_done is True or now.said_yes is True))
    is_not_found = now.choice == "not_found" or (pending == "step" and now.said_done is False)
    if is_done or is_not_found:
        return _not_found(issue, attempt, article) if is_not_found else _done(issue, attempt, article)
    if article is None or pending != "step":
        return None
    if now.is_only_way:
        return answer(Move.GUIDE, 0.9, article=article, step_no=attempt.step_no)
    if now.is_back:
        going_on = answer(Move.GUIDE, 0.9, article=article, step_no=attempt.step_no)
        return replace(going_on, notes=(Note.SAVED_PLACE,))
    return _shown(issue, attempt, article, now)


def _not_found(issue: Issue, attempt: Attempt, article: Article | None) -> Decision:
    # Pointing at a control has only one form of words; a step of a guide is said once more, then a person helps.
    needs_other_way = any(each.need in _OTHER_WAYS for each in issue.access_needs)
    if needs_other_way:
        return replace(human(Move.HAND_OVER, Priority.P1, ("H5",), 0.6), is_failed_step=True)
    if article is None or attempt.not_found >= 1 or attempt.outcome == "smaller":
        return replace(human(Move.HAND_OVER, Priority.P1, ("H3",), 0.6), is_failed_step=True)
    again = answer(Move.GUIDE_AGAIN, 0.8, article=article, step_no=attempt.step_no)
    return replace(again, is_failed_step=True)


def _done(issue: Issue, attempt: Attempt, article: Article | None) -> Decision:
    if article is None or attempt.outcome == "smaller":
        return answer(Move.GUIDE_DONE, 0.9, article=article)
    if attempt.step_no < len(article.steps):
        return answer(Move.GUIDE, 0.9, article=article, step_no=attempt.step_no + 1)
    is_worth_it = article.is_money_or_code or len(article.steps) >= STEPS_TO_SAY_BACK
    if not is_worth_it or was_asked(issue, "teach_back"):
        return answer(Move.GUIDE_DONE, 0.9, article=article)
    return Decision(
        move=Move.TEACH_BACK,
        route=RouteDecision.CLARIFY,
        p_understood=0.9,
        article=article,
        step_no=attempt.step_no,
        q_id="teach_back",
        is_clarification=False,
    )


def _said_back(attempt: Attempt, article: Article | None, now: Situation) -> Decision | None:
    """The first step was said back. Said wrongly, it was told badly: once more in smaller steps."""
    if article is None:
        return None
    if now.is_step_named is True:
        return answer(Move.GUIDE_DONE, 0.95, article=article)
    if now.choice == "done" or now.said_done is True or now.said_yes is True:
        return answer(Move.GUIDE_DONE, 0.8, article=article)
    has_answered = now.is_step_named is False or now.choice in {"not_sure", "not_found"}
    is_other_matter = bool(now.hits) and now.hits[0].is_sure and now.hits[0].article.id != attempt.guide_id
    if not has_answered or is_other_matter:
        return None
    return answer(Move.SMALLER_STEPS, 0.7, article=article)


def _shown(issue: Issue, attempt: Attempt, article: Article, now: Situation) -> Decision | None:
    """One more screenshot answers a step: the page has changed, or it is still the one before."""
    explains_another = bool(now.sign_hits) and now.sign_hits[0].article.id != article.id
    if now.has_own_words or now.is_screen_changed is None or explains_another:
        return None
    if now.is_screen_changed:
        return replace(_done(issue, attempt, article), notes=(Note.SCREEN_CHANGED,))
    return replace(_not_found(issue, attempt, article), notes=(Note.SCREEN_SAME,))
