"""What else the person plainly says: since when, what was tried, for whom, who may know; in their own words."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from gateway.issue import Claim, ClaimStatus, Relation
from gateway.understand import rules
from gateway.understand.normalise import Normalised, normalise
from gateway.understand.utterance import Utterance

_STATED: Final = 0.9
_LONGEST: Final = 24
"""Characters of a goal or a symptom: longer stretches are stories, not values."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Clause:
    """A part of a sentence without a pause, in the normalised text."""

    utterance: Utterance
    normalised: Normalised
    start: int
    end: int

    @property
    def text(self) -> str:
        return self.normalised.text[self.start : self.end]

    def claim(self, start: int, end: int, rule_id: str) -> Claim[str] | None:
        """Return the claim for characters of the clause, trimmed; None when nothing is left."""
        trim = _class("TRIM_AFTER").search(self.text, start, end)
        while trim is not None and trim.end() == end and trim.start() > start:
            end = trim.start()
            trim = _class("TRIM_AFTER").search(self.text, start, end)
        while start < end and not self.text[start].isalnum():
            start += 1
        while end > start and not self.text[end - 1].isalnum():
            end -= 1
        if start >= end:
            return None
        first, last = self.normalised.original(self.start + start, self.start + end)
        return Claim(
            value=self.utterance.text[first:last],
            status=ClaimStatus.STATED,
            confidence=round(_STATED * self.utterance.confidence, 4),
            evidence=(self.utterance.evidence(first, last),),
            method=f"rule:{rule_id}",
        )


_CLAUSE: Final = re.compile(r"(?:[^,。!?;:\n.]|\.(?! |$))+")


def _class(name: str) -> re.Pattern[str]:
    return rules.load("wants").classes[name]


def _clauses(utterances: Sequence[Utterance]) -> Iterator[_Clause]:
    for utterance in utterances:
        if not utterance.is_own_words:
            continue
        normalised = normalise(utterance.text)
        for match in _CLAUSE.finditer(normalised.text):
            if match.group().strip():
                yield _Clause(utterance=utterance, normalised=normalised, start=match.start(), end=match.end())


def steps_tried(utterances: Sequence[Utterance]) -> tuple[Claim[str], ...]:
    """Return what the person says they have already tried."""
    found = (
        clause.claim(match.start(), len(clause.text), "steps.tried")
        for clause in _clauses(utterances)
        if (match := _class("TRIED").search(clause.text)) is not None
    )
    return tuple(claim for claim in found if claim is not None)


def _first(utterances: Sequence[Utterance], kind: str) -> Claim[str] | None:
    for clause in _clauses(utterances):
        match = _class(kind).search(clause.text)
        if match is not None:
            return clause.claim(match.start(), match.end(), kind.lower())
    return None


def since(utterances: Sequence[Utterance]) -> Claim[str] | None:
    """Return since when, in the person's words."""
    return _first(utterances, "SINCE")


def impact(utterances: Sequence[Utterance]) -> Claim[str] | None:
    """Return what depends on it, in the person's words: a clause such as 今天要交费."""
    for clause in _clauses(utterances):
        if _class("IMPACT").search(clause.text):
            return clause.claim(0, len(clause.text), "impact")
    return None


def happened_at(utterances: Sequence[Utterance]) -> Claim[str] | None:
    """Return when it happened, in the person's words. The range they mean stands in the numbers."""
    return _first(utterances, "WHEN")


def frequency(utterances: Sequence[Utterance]) -> Claim[Literal["once", "sometimes", "always"]] | None:
    """Return how often it happens, when that is plainly said."""
    names_of: tuple[tuple[str, Literal["once", "sometimes", "always"]], ...] = (
        ("SOMETIMES", "sometimes"),
        ("ALWAYS", "always"),
        ("ONCE", "once"),
    )
    for kind, value in names_of:
        words = _first(utterances, kind)
        if words is not None:
            return Claim(
                value=value,
                status=ClaimStatus.STATED,
                confidence=words.confidence,
                evidence=words.evidence,
                method=f"rule:frequency.{value}",
            )
    return None


def family_consent(utterances: Sequence[Utterance]) -> Claim[bool] | None:
    """Return whether a relative may be told, when the person says so: 别跟我儿子说 is False. None = not said.

    What somebody else orders (他让我别告诉儿子) is not the person's own wish.
    """
    for utterance in utterances:
        if not utterance.is_own_words:
            continue
        normalised = normalise(utterance.text)
        for hit in rules.hits(rules.load("family"), normalised):
            first, last = normalised.original(*hit.spans[0])
            return Claim(
                value=hit.rule.kind == "may_tell",
                status=ClaimStatus.STATED,
                confidence=round(_STATED * utterance.confidence, 4),
                evidence=(utterance.evidence(first, last),),
                method=f"rule:{hit.rule.id}",
            )
    return None


def relation(utterances: Sequence[Utterance]) -> Relation:
    """Return who writes, as far as the words tell; ``unknown`` without any hint."""
    texts = [normalise(utterance.text).text for utterance in utterances if utterance.is_own_words]
    for kind, value in (
        ("CARER", Relation.CARER),
        ("NEIGHBOUR", Relation.NEIGHBOUR),
        ("CHILD", Relation.CHILD),
    ):
        if any(_class(kind).search(text) for text in texts):
            return value
    return Relation.SELF if any(_class("SELF").search(text) for text in texts) else Relation.UNKNOWN


def speaking_for(utterances: Sequence[Utterance]) -> Claim[str] | None:
    """Return for whom the person asks, in their words; None when they speak for themselves."""
    for kind in ("CARER", "NEIGHBOUR", "CHILD", "SPOUSE"):
        for clause in _clauses(utterances):
            match = _class(kind).search(clause.text)
            if match is None:
                continue
            who = _class("ELDER").search(clause.text, match.start(), match.end())
            if who is not None:
                return clause.claim(who.start(), who.end(), f"speaking_for.{kind.lower()}")
    return None
