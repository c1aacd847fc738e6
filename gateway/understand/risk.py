"""Dangers in what a person says, types or shows: looked for before anything else, with the words that show them."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from gateway.issue import Priority, Risk, RiskKind
from gateway.understand import rules
from gateway.understand.normalise import Normalised, normalise
from gateway.understand.utterance import Utterance
from modalities.evidence import Evidence

URGENCY: Final = (
    RiskKind.SELF_HARM,
    RiskKind.MEDICAL,
    RiskKind.FIRE_GAS,
    RiskKind.THREAT,
    RiskKind.MONEY_LOST,
    RiskKind.SCAM,
)
_LINE_BREAKS: Final = re.compile(r"\s*\n\s*")
_BOOKS: Final = ("risk", "risk_cues")
_WINDOW: Final = 240
"""Characters that are looked at together: far apart, cues have nothing to do with one another."""
_STEP: Final = 160
_LONGEST: Final = 20_000
"""Characters of one utterance that are looked at: more than an hour of talk, about a second of work."""


def find(utterances: Sequence[Utterance]) -> tuple[Risk, ...]:
    """Return the dangers in ``utterances``, the most urgent first; at most one of a kind, and one for messages.

    What the person says or types is searched for dangers that they are in (P0). Words in pictures, and a scam message
    that was typed or pasted, give a scam with ``is_message`` set (P2): it was received, nothing has been done yet.
    """
    told: dict[RiskKind, list[tuple[rules.Rule, Evidence]]] = {}
    messages: list[tuple[rules.Rule, Evidence]] = []
    for utterance in utterances:
        normalised = normalise(utterance.text[:_LONGEST])
        if utterance.is_own_words:
            for hit in _told(normalised):
                told.setdefault(RiskKind(hit.rule.kind), []).extend(_shown(hit, utterance, normalised))
        messages.extend(_messages(utterance))
    found = [_risk(kind, told[kind], is_message=False) for kind in URGENCY if kind in told]
    if messages:
        found.append(_risk(RiskKind.SCAM, messages, is_message=True))
    return tuple(found)


def touches_money_or_codes(utterances: Sequence[Utterance]) -> bool:
    """Say whether money, a code, an install or sharing is in play, so that it is worth asking who wants it done."""
    pattern = rules.load("third_party").classes["TOUCHY"]
    return any(pattern.search(normalise(utterance.text).text) for utterance in utterances if utterance.is_own_words)


def instructed_by_third_party(utterances: Sequence[Utterance]) -> tuple[Evidence, ...]:
    """Return the words by which the person says that somebody outside the family tells them what to do."""
    found: list[Evidence] = []
    for utterance in utterances:
        if not utterance.is_own_words:
            continue
        normalised = normalise(utterance.text)
        for hit in rules.hits(rules.load("third_party"), normalised):
            found.extend(evidence for _, evidence in _shown(hit, utterance, normalised))
    return tuple(found)


def _told(normalised: Normalised) -> Iterator[rules.Hit]:
    """Yield what shows a danger, stretch by stretch of a long telling."""
    for start in range(0, max(1, len(normalised.text) - (_WINDOW - _STEP)), _STEP):
        window = Normalised(
            text=normalised.text[start : start + _WINDOW],
            offsets=normalised.offsets[start : start + _WINDOW],
            ends=normalised.ends[start : start + _WINDOW],
        )
        for book in _BOOKS:
            for hit in rules.hits(rules.load(book), window):
                spans = tuple((start + first, start + last) for first, last in hit.spans)
                yield rules.Hit(rule=hit.rule, spans=spans)


def _messages(utterance: Utterance) -> Iterator[tuple[rules.Rule, Evidence]]:
    """Yield what shows a scam message. Lines of a picture are joined: a message runs over several of them."""
    normalised = normalise(utterance.text[:_LONGEST]).replaced(_LINE_BREAKS, lambda _: " ")
    if utterance.is_own_words and not _is_pasted(normalised):
        return
    for hit in rules.hits(rules.load("messages"), normalised):
        yield from _shown(hit, utterance, normalised)


def _is_pasted(normalised: Normalised) -> bool:
    """Say whether typed words are a message passed on rather than the person's own telling."""
    return rules.load("third_party").classes["PASTED"].search(normalised.text) is not None


def _shown(hit: rules.Hit, utterance: Utterance, normalised: Normalised) -> Iterator[tuple[rules.Rule, Evidence]]:
    for start, end in hit.spans:
        yield hit.rule, utterance.evidence(*normalised.original(start, end))


def _risk(kind: RiskKind, shown: list[tuple[rules.Rule, Evidence]], *, is_message: bool) -> Risk:
    families = [rule.family for rule, _ in shown if rule.family]
    specific = [family for family in families if family not in {"instructed", "suspicion", "other"}]
    return Risk(
        kind=kind,
        level=Priority.P2 if is_message else Priority.P0,
        evidence=tuple(dict.fromkeys(evidence for _, evidence in shown)),
        rule_ids=tuple(dict.fromkeys(rule.id for rule, _ in shown)),
        family=next(iter(specific or families), None),
        is_message=is_message,
    )
