"""The ten rules that every issue must keep. Pure; run on each issue before it is stored, and by the tests.

``check`` returns what is broken as ``<rule number>: <field>``; an empty tuple is a valid issue.
"""

import dataclasses
import re
from collections.abc import Iterator, Sequence

from elder_mode.sentences import unquoted
from gateway.issue import Claim, ClaimStatus, Issue, NumberKind, RouteDecision
from gateway.redact import mask
from gateway.understand.utterance import Utterance
from modalities.evidence import Box, CharSpan, EventSpan, Evidence, FrameBox, TimeSpan

UNIT_NEEDED = frozenset({NumberKind.MONEY, NumberKind.DOSE})
HOTLINE_DIGITS = 6
"""Numbers of services (12306) are everybody's; replies take them from articles and the region's file."""
_INTERVAL = re.compile(r"[\dT:+\-.Z]+/[\dT:+\-.Z]+")
_SEPARATORS = re.compile(r"[；;]")


def check(issue: Issue, said: Sequence[Utterance], reply_text: str = "") -> tuple[str, ...]:
    """Return the rules that ``issue`` breaks.

    Args:
        issue: what is checked.
        said: every utterance of the issue's messages as stored (masked); quotes must stand in them.
        reply_text: the words that are about to leave, for the rules about numbers and contradictions.
    """
    claims = tuple(_claims(issue, ""))
    broken = [
        *_has_evidence(claims, said),
        *_one_line_is_made_of_claims(issue, claims),
        *_numbers(issue, reply_text),
        *_dialogue(issue),
        *_no_secrets(issue),
        *_contradictions(issue, reply_text),
    ]
    return tuple(dict.fromkeys(broken))


def _claims(value: object, path: str) -> Iterator[tuple[str, Claim[object]]]:
    if isinstance(value, Claim):
        yield path, value
    elif isinstance(value, tuple):
        for place, item in enumerate(value):
            yield from _claims(item, f"{path}[{place}]")
    elif dataclasses.is_dataclass(value) and not isinstance(value, Evidence | type):
        for field in dataclasses.fields(value):
            yield from _claims(getattr(value, field.name), f"{path}.{field.name}".lstrip("."))


def _has_evidence(claims: Sequence[tuple[str, Claim[object]]], said: Sequence[Utterance]) -> Iterator[str]:
    """Rule 1: a value has evidence, and its quote stands where it says."""
    for path, claim in claims:
        if not claim.evidence:
            yield f"1: {path} has no evidence"
        for evidence in claim.evidence:
            if not stands_there(evidence, said):
                yield f"1: {path} quotes what is not there"


def stands_there(evidence: Evidence, said: Sequence[Utterance]) -> bool:
    """Say whether the quote of ``evidence`` is found at its span in the stored words."""
    if not evidence.quote:
        return isinstance(evidence.span, Box | FrameBox | EventSpan)
    for utterance in said:
        if utterance.input_id != evidence.input_id:
            continue
        if isinstance(evidence.span, CharSpan):
            if utterance.text[evidence.span.char0 : evidence.span.char1] == evidence.quote:
                return True
        elif isinstance(evidence.span, TimeSpan | Box | FrameBox) and _stands_in_pieces(evidence, utterance):
            return True
    return False


def _stands_in_pieces(evidence: Evidence, utterance: Utterance) -> bool:
    start = utterance.text.find(evidence.quote)
    while start >= 0:
        if utterance.evidence(start, start + len(evidence.quote)).span == evidence.span:
            return True
        start = utterance.text.find(evidence.quote, start + 1)
    return False


def _one_line_is_made_of_claims(issue: Issue, claims: Sequence[tuple[str, Claim[object]]]) -> Iterator[str]:
    """Rule 2: every part of ``one_line`` is the value of a claim."""
    values = {str(claim.value) for _, claim in claims}
    for part in _SEPARATORS.split(issue.one_line):
        if part and part not in values and not any(part in value for value in values):
            yield "2: one_line holds words that no claim holds"


def _numbers(issue: Issue, reply_text: str) -> Iterator[str]:
    """Rules 3, 4 and 8: never inferred, read back before they are used, with their units."""
    asked_about = _being_asked(issue, reply_text)
    for place, number in enumerate(issue.numbers):
        path = f"numbers[{place}]"
        if number.value.status is ClaimStatus.INFERRED:
            yield f"3: {path} is inferred"
        is_public = number.kind is NumberKind.PHONE and len(number.value.value) <= HOTLINE_DIGITS
        if number.needs_confirmation and number.value.status is not ClaimStatus.CONFIRMED and not is_public:
            quotes = {evidence.quote for evidence in number.value.evidence if evidence.quote}
            is_named = any(quote in words for quote in quotes for words in asked_about)
            if not is_named and any(quote in reply_text for quote in quotes):
                yield f"4: {path} is used unconfirmed"
        if number.kind in UNIT_NEEDED and not number.unit:
            yield f"8: {path} has no unit"


def _dialogue(issue: Issue) -> Iterator[str]:
    """Rules 5, 6 and 9: a question needs a gap, two at most, and relative times keep their words."""
    if issue.route is not None and issue.route.decision is RouteDecision.CLARIFY and not issue.missing:
        yield "5: a question is asked and nothing is missing"
    if issue.clarifications_used > 2:  # noqa: PLR2004  # the invariant itself
        yield "6: more than two clarifications"
    for place, number in enumerate(issue.numbers):
        if number.kind in {NumberKind.DATE, NumberKind.TIME} and not any(
            evidence.quote for evidence in number.value.evidence
        ):
            yield f"9: numbers[{place}] has lost its words"


def _no_secrets(issue: Issue) -> Iterator[str]:
    """Rule 7: nothing secret stands in any string."""
    for path, text in _strings(issue, ""):
        is_ours = path.startswith("asked[") and path.endswith(".text")  # a key of the language file and article ids
        if not is_ours and mask(text).text != text:
            yield f"7: {path} holds a secret"


def _strings(value: object, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        # Identifiers, hashes and RFC 3339 intervals are ours; they hold nothing that a person said.
        is_shown = path.rpartition(".")[2] in {"quote", "value", "one_line", "masked", "text", "label"}
        if is_shown and _INTERVAL.fullmatch(value) is None:
            yield path, value
    elif isinstance(value, tuple):
        for place, item in enumerate(value):
            yield from _strings(item, f"{path}[{place}]")
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        for field in dataclasses.fields(value):
            yield from _strings(getattr(value, field.name), f"{path}.{field.name}".lstrip("."))


def _contradictions(issue: Issue, reply_text: str) -> Iterator[str]:
    """Rule 10: what is contradicted is never said as a fact. Quotes, and both sides beside each other, are none."""
    asked_about = _being_asked(issue, reply_text)
    said = unquoted(reply_text)
    for path, claim in _claims(issue, ""):
        value = str(claim.value)
        # The name of an app stands in sentences of articles too; that ours leave it out is tested where they are made.
        is_checked_elsewhere = path.startswith("contradictions") or path == "object.name"
        if claim.status is not ClaimStatus.CONTRADICTED or is_checked_elsewhere:
            continue
        is_named = any(value in words or words in value for words in asked_about)
        if value in said and not is_named:
            yield f"10: {path} is contradicted and said as a fact"


def _being_asked(issue: Issue, reply_text: str) -> tuple[str, ...]:
    """Return the words that this reply asks about instead of relying on them.

    Those of the number that is just read back, and both sides of a contradiction where both are named.
    """
    last = issue.asked[-1] if issue.asked else None
    place = last.text.partition("|at=")[2] if last is not None and last.q_id == "number" else ""
    read_back = issue.numbers[int(place)].value.evidence if place.isdigit() and int(place) < len(issue.numbers) else ()
    flat = reply_text.replace("\n", "，")
    named = [
        claim.value.replace("\n", "，")
        for each in issue.contradictions
        for claim in (each.claim_a, each.claim_b)
        if each.said_to_user and all(side.value.replace("\n", "，") in flat for side in (each.claim_a, each.claim_b))
    ]
    return (*(evidence.quote for evidence in read_back if evidence.quote), *named)
