"""Join what a message says with what was known: evidence in, an honest issue out.

Pure. A value that was stated replaces one that was inferred; nothing known is thrown away because a later message does
not repeat it; nothing unknown is filled in.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal, TypeVar

from gateway.issue import (
    AccessNeed,
    AccessNeedName,
    Claim,
    ClaimStatus,
    ControlClaim,
    Issue,
    IssueObject,
    Missing,
    Privacy,
    Relation,
    Reporter,
)
from gateway.submission import Submission
from gateway.understand import adverts, pointing
from gateway.understand.facts import Facts
from gateway.understand.screen_claims import message_on_screen, screen_title
from gateway.understand.utterance import Utterance, utterances
from modalities.evidence import Evidence, Reading

T = TypeVar("T")
ONE_LINE_CHARS = 30


def new_issue(issue_id: str, submission: Submission) -> Issue:
    """Return the empty issue that a session's first message opens."""
    return in_language(Issue(id=issue_id, created_at=submission.created_at, language="zh-CN"), submission.language)


def in_language(issue: Issue, language: str) -> Issue:
    """Return ``issue`` in the language that the person has chosen now; they may change it in the middle."""
    names: tuple[Literal["zh-CN", "yue", "en"], ...] = ("zh-CN", "yue", "en")
    return replace(issue, language=next((name for name in names if name == language), "zh-CN"))


def describe(
    known: Issue, facts: Facts, submission: Submission, readings: Sequence[Reading], masked: Sequence[tuple[str, int]]
) -> Issue:
    """Return ``known`` enriched by one message.

    Args:
        known: the issue so far (``new_issue`` for the first message).
        facts: what the message's words hold.
        submission: the message.
        readings: what its attachments gave, and those of the messages before it that hold screens.
        masked: kinds and counts of what was masked in this message.
    """
    message, title = message_on_screen(readings), screen_title(readings)
    issue = replace(
        known,
        submission_ids=_with(known.submission_ids, submission.id),
        reporter=_reporter(known.reporter, facts),
        goal=_better(known.goal, facts.goal),
        symptom=_better(known.symptom, facts.symptom),
        object=_object(known.object, facts, title),
        control=_control(known.control, facts, tuple(readings), submission.choice),
        message_on_screen=message or known.message_on_screen,
        numbers=known.numbers + tuple(number for number in facts.numbers if number not in known.numbers),
        steps_tried=known.steps_tried + facts.steps_tried,
        happened_at=facts.happened_at or known.happened_at,
        since=facts.since or known.since,
        impact=facts.impact or known.impact,
        frequency=facts.frequency or known.frequency,
        access_needs=_needs(known.access_needs, facts.needs, submission.needs),
        signals=known.signals + facts.signals,
        risk=known.risk + tuple(risk for risk in facts.risks if risk.kind not in {old.kind for old in known.risk}),
        dialect_hint=_likelier(known.dialect_hint, facts.dialect_hint),
        gloss=facts.gloss or known.gloss,
        came_from=facts.came_from or known.came_from,
        consent_family=facts.consent_family or known.consent_family,
        wants_person=facts.wants_person or known.wants_person,
        privacy=replace(known.privacy, masked=_add_counts(known.privacy, masked)),
    )
    issue = replace(issue, missing=missing(issue))
    return replace(issue, one_line=one_line(issue))


def own_words(readings: Sequence[Reading]) -> tuple[Utterance, ...]:
    """Return the utterances of ``readings`` in order, the person's own and those in pictures."""
    return tuple(utterance for reading in readings for utterance in utterances(reading))


def one_line(issue: Issue) -> str:
    """Return what it is about in at most ``ONE_LINE_CHARS`` characters, made only from values of claims."""
    parts: list[str] = []
    values = (
        issue.object.name.value if issue.object.name else None,
        issue.goal.value if issue.goal else None,
        issue.symptom.value if issue.symptom else None,
        issue.message_on_screen.value if issue.message_on_screen else None,
    )
    for whole in values:
        value = whole.partition("\n")[0] if whole else None
        if value and not any(value in part for part in parts):
            longer = [*parts, value]
            if len("；".join(longer)) <= ONE_LINE_CHARS:
                parts = longer
    return "；".join(parts)


def inferred(value: T, evidence: tuple[Evidence, ...], confidence: float, method: str) -> Claim[T]:
    """Return a claim that a rule made from ``evidence``. Never used for numbers."""
    return Claim(value=value, status=ClaimStatus.INFERRED, confidence=confidence, evidence=evidence, method=method)


def confirmed(claim: Claim[T]) -> Claim[T]:
    """Return ``claim`` after the person said yes to it."""
    return replace(claim, status=ClaimStatus.CONFIRMED, confidence=1.0)


# --- parts -------------------------------------------------------------------------------------------------------


def _better(known: Claim[str] | None, new: Claim[str] | None) -> Claim[str] | None:
    """Return the newer claim, unless the person confirmed the older one or nothing new was said."""
    if new is None or (known is not None and known.status is ClaimStatus.CONFIRMED):
        return known
    return new


def _reporter(known: Reporter, facts: Facts) -> Reporter:
    relation = facts.relation if facts.relation is not Relation.UNKNOWN else known.relation
    return Reporter(relation=relation, speaking_for=facts.speaking_for or known.speaking_for)


def _object(known: IssueObject, facts: Facts, title: Claim[str] | None) -> IssueObject:
    thing = replace(known, screen_title=title or known.screen_title)
    if not facts.objects:
        return thing
    kind, claim = facts.objects[0]
    return replace(thing, kind=replace(claim, value=kind), name=claim)  # type: ignore[arg-type]  # same evidence, other value


def _likelier(known: Claim[str] | None, new: Claim[str] | None) -> Claim[str] | None:
    """Return the surer of two hints: a short answer says less about how somebody speaks than the first telling."""
    if known is None or new is None:
        return new or known
    return new if new.confidence >= known.confidence else known


def _control(
    known: ControlClaim | None, facts: Facts, readings: tuple[Reading, ...], choice: str | None
) -> ControlClaim | None:
    named = facts.control
    label = named or (known.label if known else None)
    unlabelled = facts.unlabelled or (known.labelled_for_sr if known else None)
    if choice is None and named is None and known is not None and len(known.spots) > 1:
        # Only what is said now: a reading of an earlier message stands here for its screens.
        said = (each.text for each in own_words([reading for reading in readings if not reading.screens]))
        choice = " ".join(said) or None
    if label is None:
        return adverts.way_out(readings) or known
    claim = pointing.control_claim(label, readings, choice, may_be_nameless=unlabelled is not None)
    return replace(claim, labelled_for_sr=unlabelled)


def helped(issue: Issue, facts: Facts, submission: Submission) -> Issue:
    """Return ``issue`` with this message and the ways of helping that it asks for, and nothing else of it."""
    return replace(
        issue,
        submission_ids=tuple(dict.fromkeys((*issue.submission_ids, submission.id))),
        access_needs=_needs(issue.access_needs, facts.needs, submission.needs),
    )


def _needs(
    known: tuple[AccessNeed, ...], said: tuple[AccessNeed, ...], switched_on: tuple[str, ...]
) -> tuple[AccessNeed, ...]:
    names = {name.value for name in AccessNeedName}
    chosen = tuple(AccessNeed(need=AccessNeedName(name), source="said") for name in switched_on if name in names)
    every: dict[AccessNeedName, AccessNeed] = {}
    for need in (*known, *said, *chosen):
        every.setdefault(need.need, need)
    return tuple(every.values())


def missing(issue: Issue) -> tuple[Missing, ...]:
    """Return what is not known, most needed first: what it is about, what happens, what is wanted."""
    gaps: list[Missing] = []

    def gap(field: str, *, blocking: bool) -> None:
        asked = min(2, sum(each.q_id == field for each in issue.asked))
        gaps.append(
            Missing(
                field=field,
                why_needed=f"ask_why.{field}",
                ask_text=f"ask.{field}",
                asked=asked,  # type: ignore[arg-type]  # 0, 1 or 2 by the line above
                blocking=blocking,
            )
        )

    says_what = issue.goal is not None or issue.message_on_screen is not None
    if issue.object.name is None:
        gap("object", blocking=not says_what)
    if issue.symptom is None and issue.message_on_screen is None:
        gap("symptom", blocking=issue.goal is None)
    if issue.goal is None:
        gap("goal", blocking=issue.symptom is None or issue.object.name is None)
    return tuple(gaps)


def _add_counts(privacy: Privacy, masked: Sequence[tuple[str, int]]) -> tuple[tuple[str, int], ...]:
    counts = dict(privacy.masked)
    for kind, count in masked:
        counts[kind] = counts.get(kind, 0) + count
    return tuple(sorted(counts.items()))


def _with(ids: tuple[str, ...], new: str) -> tuple[str, ...]:
    return ids if new in ids else (*ids, new)
