"""Which matter a message belongs to: the open one, another one, the same again, or one that was called done."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from typing import Final

from rapidfuzz import fuzz

from gateway.issue import AskOutcome, Claim, ClaimStatus, EarlierMatter, Issue, NumberClaim, Resolution, RouteDecision
from gateway.submission import Submission
from gateway.ticket import Ticket
from gateway.triage.offers import ACCESS
from gateway.understand import contradictions, replies
from gateway.understand.facts import Facts
from gateway.understand.utterance import Utterance

DAY: Final = timezone(timedelta(hours=8))
"""Whose midnight begins a day (docs/decisions.md: times are those of China)."""
MAX_EARLIER: Final = 20
ALIKE: Final = 82.0
"""0..100, likeness of two wordings of a wish from which they are the same question (own choice, tests/gateway)."""


def is_new_matter(known: Issue | None, facts: Facts, submission: Submission, ticket: Ticket | None) -> bool:
    """Say whether the message starts another matter: the last one was answered, and this is no answer to it."""
    if known is None or ticket is not None:
        return known is None
    if known.resolution.state not in {"open", "reopened"}:
        return True
    was_answered = known.route is not None and known.route.decision is RouteDecision.ANSWER
    is_short_answer = facts.said_yes is not None or facts.said_done is not None or facts.does_not_know
    says_something = facts.goal is not None or facts.symptom is not None
    return was_answered and submission.choice is None and says_something and not is_short_answer


def taken_up(before: Issue | None, own: Sequence[Utterance]) -> Issue | None:
    """Return the matter that was called done, opened again, when the person says that it is back; else None."""
    if before is None or before.resolution.state not in {"user_says_ok", "verified"}:
        return None
    if not any(replies.says_it_is_back(each.text) for each in own):
        return None
    return replace(before, resolution=Resolution(state="reopened"))


def carried(issue: Issue, before: Issue | None) -> Issue:
    """Return the new ``issue`` with what holds for the person in every matter: how to help them, what was offered."""
    if before is None:
        return issue
    offers = tuple(
        each if each.outcome is not AskOutcome.OPEN else replace(each, outcome=AskOutcome.SKIPPED)
        for each in before.asked
        if each.q_id.startswith(ACCESS)
    )
    return replace(issue, access_needs=before.access_needs, asked=offers, earlier=_earlier(before, issue.created_at))


def repeated(issue: Issue, before: Issue | None) -> Issue:
    """Return ``issue`` with its link to an earlier matter that asked the same; never said to the person.

    ``before``: the matter just before it. What came in between makes no difference.
    """
    if before is None or before.id == issue.id or issue.repeats_of is not None:
        return issue
    same = next((each for each in reversed(issue.earlier) if _asks_the_same(issue, each)), None)
    if same is None:
        return issue
    return replace(issue, repeats_of=same.issue_id, repeat_no=same.times, answered_by=same.answered_by)


def _earlier(before: Issue, at: datetime) -> tuple[EarlierMatter, ...]:
    """Return the matters before the one that begins ``at``: what was answered on another day is asked anew."""
    attempt = before.attempts
    walked = attempt.guide_id if attempt is not None and attempt.outcome not in {"not_found", "left"} else None
    matter = EarlierMatter(
        issue_id=before.repeats_of or before.id,
        at=before.created_at,
        goal=before.goal.value if before.goal is not None else None,
        symptom=before.symptom.value if before.symptom is not None else None,
        object_name=before.object.name.value if before.object.name is not None else None,
        answered_by=walked or (before.answered_by if attempt is None else None),
        times=before.repeat_no + 1,
    )
    others = tuple(each for each in before.earlier if each.issue_id != matter.issue_id)
    today = at.astimezone(DAY).date()
    kept = (each for each in (*others, matter) if each.answered_by is None or each.at.astimezone(DAY).date() == today)
    return tuple(kept)[-MAX_EARLIER:]


def _asks_the_same(issue: Issue, before: EarlierMatter) -> bool:
    pairs = [(issue.goal, before.goal), (issue.symptom, before.symptom)]
    known = [(now.value, then) for now, then in pairs if now is not None and then is not None]
    name = issue.object.name.value if issue.object.name is not None else None
    is_other_thing = name is not None and before.object_name is not None and name != before.object_name
    return not is_other_thing and any(fuzz.ratio(now, then) >= ALIKE for now, then in known)


def heard_right(facts: Facts, own: Sequence[Utterance]) -> Facts:
    """Return ``facts`` without a wish for a person that is none: "do not get me a person" names one and wants none."""
    if facts.wants_person is None or not refuses_person(own):
        return facts
    return replace(facts, wants_person=None)


def refuses_person(own: Sequence[Utterance]) -> bool:
    """Say whether the person says in this message that they want no person."""
    return any(replies.refuses_person(each.text) is not None for each in own)


def refused(issue: Issue, own: Sequence[Utterance]) -> Issue:
    """Return ``issue`` with the refusal of a person remembered as a claim of its own: it is not asked for again."""
    for each in own:
        span = replies.refuses_person(each.text)
        if span is not None:
            claim = Claim(
                value=False,
                status=ClaimStatus.STATED,
                confidence=each.confidence,
                evidence=(each.evidence(*span),),
                method="rule:refuses_person",
            )
            return replace(issue, wants_person=claim)
    return issue


def compared(issue: Issue, said: Sequence[Utterance], now: datetime) -> Issue:
    """Return ``issue`` with what does not agree between the words (``said``: all of the issue) and the pictures.

    Numbers on both sides are marked as contradicted: none of them is a fact until the person has chosen.
    """
    known = {(each.field, each.claim_a.value, each.claim_b.value) for each in issue.contradictions}
    found = [
        each
        for each in contradictions.find(said, now)
        if (each.field, each.claim_a.value, each.claim_b.value) not in known
    ]
    if not found:
        return issue
    quoted = {evidence for each in found for claim in (each.claim_a, each.claim_b) for evidence in claim.evidence}
    thing = issue.object
    if thing.name is not None and any(each.field == "app" for each in found):
        thing = replace(thing, name=replace(thing.name, status=ClaimStatus.CONTRADICTED))
    return replace(
        issue,
        contradictions=(*issue.contradictions, *found),
        numbers=tuple(_doubted(number) if quoted & set(number.value.evidence) else number for number in issue.numbers),
        object=thing,
    )


def _doubted(number: NumberClaim) -> NumberClaim:
    return replace(number, value=replace(number.value, status=ClaimStatus.CONTRADICTED), needs_confirmation=True)
