"""What is made of media that are read after their message was answered. Pure."""

from dataclasses import replace
from typing import TypeVar

from gateway.issue import Issue, Priority
from gateway.pipeline import Thought

KnownIssue = TypeVar("KnownIssue", bound=Issue)


def shows_danger(issue: Issue, input_ids: set[str]) -> bool:
    """Say whether one of these inputs shows a danger to life or to money that is going on now."""
    return any(
        risk.level is Priority.P0 and not risk.is_message and any(each.input_id in input_ids for each in risk.evidence)
        for risk in issue.risk
    )


def unspoken(thought: Thought, before: Issue) -> Thought:
    """Return ``thought`` with what was asked, offered and decided as it was: its own words are never heard."""
    outcome = thought.outcome
    issue = _as_asked(outcome.issue, before)
    ticket = _as_asked(outcome.ticket, before) if outcome.ticket is not None else None
    return replace(thought, outcome=replace(outcome, issue=issue, ticket=ticket))


def _as_asked(issue: KnownIssue, before: Issue) -> KnownIssue:
    return replace(
        issue,
        asked=before.asked,
        attempts=before.attempts,
        clarifications_used=before.clarifications_used,
        route=before.route,
        resolution=before.resolution,
    )
