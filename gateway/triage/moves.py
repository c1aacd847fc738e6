"""The small things that every rule of triage needs: how a decision is made, and what was asked before."""

from gateway.issue import Asked, AskOutcome, EarlierMatter, Issue, Priority, Risk, RouteDecision
from gateway.knowledge.articles import Article
from gateway.triage.situation import OFFERED, Decision, Move
from modalities.evidence import ProblemCode

RISKY_FIELDS = frozenset({"money", "dose", "date", "card", "number"})
"""Fields of contradictions in which a wrong value hurts."""


def was_asked(issue: Issue, q_id: str) -> bool:
    """Say whether the person has heard this question before."""
    return any(asked.q_id == q_id for asked in issue.asked)


def pending_question(issue: Issue | None) -> Asked | None:
    """Return the last question that waits for an answer."""
    if issue is None or not issue.asked:
        return None
    last = issue.asked[-1]
    return last if last.outcome is AskOutcome.OPEN else None


def refused_articles(issue: Issue) -> frozenset[str]:
    """Return the ids of the articles that the person turned down: they are not offered again."""
    return offered_articles(issue, AskOutcome.SKIPPED)


def offered_articles(issue: Issue, *outcomes: AskOutcome) -> frozenset[str]:
    """Return the ids of the articles that were offered by questions with one of these outcomes."""
    texts = (asked.text.partition(OFFERED)[2] for asked in issue.asked if asked.outcome in outcomes)
    return frozenset(name for names in texts for name in names.split(",") if name)


def answered_before(issue: Issue, article: Article | None) -> EarlierMatter | None:
    """Return the earlier matter of the same day that ``article`` answered: in whatever words, the same is asked again.

    The answer that makes it the same is sure; likeness of words alone is not.
    """
    if article is None:
        return None
    return next((each for each in reversed(issue.earlier) if each.answered_by == article.id), None)


def worst(risks: tuple[Risk, ...]) -> Priority:
    """Return the priority of the most urgent risk; P2 without any."""
    return min((risk.level for risk in risks), default=Priority.P2)


def human(move: Move, priority: Priority, reasons: tuple[str, ...], p_understood: float) -> Decision:
    """Return a decision that brings a person."""
    return Decision(move=move, route=RouteDecision.HUMAN, priority=priority, reasons=reasons, p_understood=p_understood)


def ask(
    move: Move,
    q_id: str,
    *,
    p_understood: float = 0.0,
    problem: ProblemCode | None = None,
    is_clarification: bool = True,
) -> Decision:
    """Return a decision that asks one question."""
    return Decision(
        move=move,
        route=RouteDecision.CLARIFY,
        p_understood=p_understood,
        q_id=q_id,
        problem=problem,
        is_clarification=is_clarification,
    )


def answer(move: Move, p_understood: float, *, article: Article | None = None, step_no: int = 1) -> Decision:
    """Return a decision that answers."""
    return Decision(move=move, route=RouteDecision.ANSWER, p_understood=p_understood, article=article, step_no=step_no)
