"""What a message answers of what was asked: remembered with the answer, never asked again."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from elder_mode.language import Language
from gateway.dialogue.choosing import chosen_side, confirmed_number, settled
from gateway.issue import AccessNeed, Asked, AskOutcome, Claim, ClaimStatus, Issue, IssueObject, Priority, Risk
from gateway.submission import Submission
from gateway.triage import pending_question
from gateway.triage.doubts import DOUBT, asked_about
from gateway.triage.offers import ACCESS, NEEDS_OF
from gateway.understand import describe as describing
from gateway.understand import replies
from gateway.understand.facts import Facts
from gateway.understand.utterance import Utterance
from modalities.evidence import EventSpan, Evidence, Modality

MAX_ANSWER_CHARS: Final = 30
OBJECT_CHOICES: Final = ("phone", "tv", "computer")
FIELDS: Final = ("object", "symptom", "goal")
_OFFERS: Final = frozenset({"confirm_goal", "which_article"})
_SAFETY: Final = frozenset({"on_the_phone", "clicked_link"})


def answered(issue: Issue, facts: Facts, submission: Submission, own: Sequence[Utterance], words: Language) -> Issue:
    """Return ``issue`` with the open question answered by this message, where it is an answer to it."""
    pending = pending_question(issue)
    beside = _taken_beside(issue, submission.choice, own)
    if beside is not None:
        # Only the way of telling was answered: the step that was asked about with it is still open.
        return _in_the_other_way(issue, beside)
    if pending is None:
        return issue
    said_yes = yes_or_no(submission.choice, facts, own, pending)
    side = chosen_side(issue, submission.choice, own) if pending.q_id == "contradiction" else None
    outcome = _outcome(pending, facts, submission, own, said_yes=said_yes, side=side)
    issue = replace(issue, asked=(*issue.asked[:-1], replace(pending, outcome=outcome, answer_input_id=_id_of(own))))
    if pending.q_id.startswith(ACCESS):
        return _in_the_other_way(issue, pending.q_id.removeprefix(ACCESS)) if said_yes else issue
    if pending.q_id == "number":
        return confirmed_number(issue, pending, is_right=said_yes) if said_yes is not None else issue
    if side is not None:
        return settled(issue, side)
    if pending.q_id in _OFFERS and outcome in {AskOutcome.ANSWERED, AskOutcome.SKIPPED}:
        if issue.goal is None or issue.goal.status is not ClaimStatus.INFERRED:
            return issue
        return replace(issue, goal=describing.confirmed(issue.goal) if said_yes is True else None)
    if outcome is not AskOutcome.ANSWERED or pending.q_id not in FIELDS:
        return issue
    claim = _answer_claim(submission, own, words)
    if claim is None or (submission.choice is None and not _says_something(pending.q_id, claim.value, facts)):
        return issue
    return _filled(issue, pending.q_id, claim, facts)


def _taken_beside(issue: Issue, choice: str | None, own: Sequence[Utterance]) -> str | None:
    """Return the way of telling that was offered beside the last answer, when it is taken: by its button, or 要."""
    last = issue.asked[-2] if len(issue.asked) > 1 else None
    if last is None or not last.q_id.startswith(ACCESS) or last.outcome is not AskOutcome.SKIPPED:
        return None
    is_taken = choice == "want" or (choice is None and any(replies.takes_offer(each.text) for each in own))
    return last.q_id.removeprefix(ACCESS) if is_taken else None


def with_confirmed_danger(
    facts: Facts, pending: Asked | None, submission: Submission, own: Sequence[Utterance]
) -> Facts:
    """Return ``facts`` with the danger that was asked about, when this message says yes to it."""
    kind = asked_about(pending.q_id if pending is not None else None)
    if kind is None or yes_or_no(submission.choice, facts, own, pending) is not True:
        return facts
    if any(risk.kind is kind and not risk.is_message for risk in facts.risks):
        return facts
    if own:
        evidence = own[0].evidence(0, len(own[0].text))
    else:
        span = EventSpan(event="answer:yes", at=submission.created_at.isoformat(), count=1)
        evidence = Evidence(input_id=submission.id, modality=Modality.BEHAVIOUR, quote="", span=span, raw_conf=1.0)
    danger = Risk(kind=kind, level=Priority.P0, evidence=(evidence,), rule_ids=("dialogue.confirmed",))
    return replace(facts, risks=(danger, *facts.risks))


def yes_or_no(choice: str | None, facts: Facts, own: Sequence[Utterance], pending: Asked | None) -> bool | None:
    """Return yes or no: from a button, from a short answer, or from the first words after a question."""
    if choice in {"yes", "no", "want", "not_want"}:
        return choice in {"yes", "want"}
    if facts.said_yes is None and pending is not None and own:
        return replies.leading_yes_or_no(own[0].text)
    return facts.said_yes


def _outcome(
    pending: Asked,
    facts: Facts,
    submission: Submission,
    own: Sequence[Utterance],
    *,
    said_yes: bool | None,
    side: str | None,
) -> AskOutcome:
    if submission.choice == "not_sure" or facts.does_not_know:
        return AskOutcome.DONT_KNOW
    if pending.q_id.startswith(DOUBT) and said_yes is None:
        return AskOutcome.OPEN
    if pending.q_id in _SAFETY and said_yes is None:
        is_button = submission.choice in {"on_phone", "not_on_phone", "clicked", "not_clicked"}
        return AskOutcome.ANSWERED if is_button else AskOutcome.OPEN
    if pending.q_id in _OFFERS and (submission.choice is not None or own):
        return _offer_outcome(submission.choice, said_yes=said_yes)
    if pending.q_id == "contradiction":
        return AskOutcome.ANSWERED if side is not None else AskOutcome.NOT_UNDERSTOOD
    if pending.q_id == "number" or pending.q_id.startswith((ACCESS, DOUBT)):
        return AskOutcome.ANSWERED if said_yes is not None else AskOutcome.NOT_UNDERSTOOD
    if submission.choice is not None or own:
        return AskOutcome.ANSWERED
    return AskOutcome.SKIPPED if pending.q_id not in {"say_again", "retake"} else AskOutcome.NOT_UNDERSTOOD


def _offer_outcome(choice: str | None, *, said_yes: bool | None) -> AskOutcome:
    """Return what became of an offer: taken, turned down (skipped), or talked past (not understood)."""
    if said_yes is True or (choice or "").startswith("article:"):
        return AskOutcome.ANSWERED
    is_refused = said_yes is False or choice == "something_else"
    return AskOutcome.SKIPPED if is_refused else AskOutcome.NOT_UNDERSTOOD


def _in_the_other_way(issue: Issue, noticed: str) -> Issue:
    known = {each.need for each in issue.access_needs}
    accepted = tuple(
        AccessNeed(need=need, source="offered_accepted")
        for name, needs in NEEDS_OF.items()
        if name == noticed
        for need in needs
        if need not in known
    )
    return replace(issue, access_needs=(*issue.access_needs, *accepted))


def _answer_claim(submission: Submission, own: Sequence[Utterance], words: Language) -> Claim[str] | None:
    """Return the answer in the person's own words, or the label of the button that was tapped."""
    if submission.choice in OBJECT_CHOICES:
        evidence = Evidence(
            input_id=submission.id,
            modality=Modality.BEHAVIOUR,
            quote="",
            span=EventSpan(event=f"choice:{submission.choice}", at=submission.created_at.isoformat(), count=1),
            raw_conf=1.0,
        )
        label = words.words(f"choice.{submission.choice}")
        return Claim(
            value=label, status=ClaimStatus.CONFIRMED, confidence=1.0, evidence=(evidence,), method="rule:choice"
        )
    if not own or submission.choice is not None:
        return None
    text = own[0].text
    start = len(text) - len(text.lstrip(" ，,。.的"))
    end = len(text.rstrip(" ，,。.!！?？啊呀吧呢嘛"))
    if not 0 < end - start <= MAX_ANSWER_CHARS:
        return None
    evidence = own[0].evidence(start, end)
    return Claim(
        value=evidence.quote,
        status=ClaimStatus.STATED,
        confidence=own[0].confidence,
        evidence=(evidence,),
        method=own[0].method,
    )


def _says_something(field: str, words: str, facts: Facts) -> bool:
    """Say whether own words answer the question: no bare yes, no, thanks or sigh; a thing when one was asked for."""
    if facts.said_yes is not None or facts.does_not_know or replies.is_small_talk(words):
        return False
    return field != "object" or bool(facts.objects) or replies.looks_like_a_thing(words)


def _filled(issue: Issue, field: str, claim: Claim[str], facts: Facts) -> Issue:
    if field == "object":
        return replace(issue, object=_named(issue.object, issue.object.name if facts.objects else claim))
    if field == "symptom":
        return replace(issue, symptom=issue.symptom if facts.symptom is not None else claim)
    return replace(issue, goal=issue.goal if facts.goal is not None or facts.symptom is not None else claim)


def _named(thing: IssueObject, name: Claim[str] | None) -> IssueObject:
    return replace(thing, name=name)


def _id_of(own: Sequence[Utterance]) -> str | None:
    return own[0].input_id if own else None
