"""All that one message says, before it is joined with what was known: one call to each finder."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal

from gateway.issue import AccessNeed, Claim, NumberClaim, ObjectKind, Relation, Risk, Signal
from gateway.understand import (
    dialect_hint,
    entities,
    names,
    replies,
    risk,
    saying,
    signals,
    stories,
    unnamed,
    wants,
    wishes,
)
from gateway.understand.learned.judge import judge
from gateway.understand.learned.model import Model
from gateway.understand.utterance import Utterance

MAX_AROUND: Final = 4
"""Characters around the words that ask to be helped in some way: "your voice I cannot hear" is no more than that."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What the words of one message hold. Everything that was not found is None or empty."""

    goal: Claim[str] | None
    symptom: Claim[str] | None
    objects: tuple[tuple[ObjectKind, Claim[str]], ...]
    control: Claim[str] | None
    """Label of the control that the person names."""
    steps_tried: tuple[Claim[str], ...]
    numbers: tuple[NumberClaim, ...]
    risks: tuple[Risk, ...]
    wants_person: Claim[bool] | None
    signals: tuple[Signal, ...]
    needs: tuple[AccessNeed, ...]
    consent_family: Claim[bool] | None
    relation: Relation
    speaking_for: Claim[str] | None
    happened_at: Claim[str] | None
    since: Claim[str] | None
    impact: Claim[str] | None
    is_instructed: bool
    said_yes: bool | None
    said_done: bool | None
    does_not_know: bool
    frequency: Claim[Literal["once", "sometimes", "always"]] | None = None
    doubts: tuple[Risk, ...] = ()
    """Dangers that may be meant: the person is asked whether anything is happening now."""
    dialect_hint: Claim[str] | None = None
    gloss: Claim[str] | None = None
    unlabelled: Claim[bool] | None = None
    """False: a screen reader says nothing for the control that the person looks for, as they tell."""
    came_from: Claim[str] | None = None
    """The page of an organisation on which the person was before."""
    p_ordinary: float | None = None
    """0..1: how sure the model is that this is an ordinary question; None without a model or without own words."""


def collect(said: Sequence[Utterance], now: datetime, model: Model | None = None, *, is_answer: bool = False) -> Facts:
    """Return what ``said`` (words of the person and words in pictures) holds.

    ``now`` resolves relative times. ``model`` listens beside the rules for dangers and for wishes for a person.
    """
    own = [utterance for utterance in said if utterance.is_own_words]
    words = " ".join(utterance.text for utterance in own)
    control = saying.control_named(own)
    wish = wishes.wants_person(own, model)
    told = stories.matter(own)
    dangers = risk.weigh(said, model, is_answer=is_answer)
    dialect = dialect_hint.hint(own)
    needs = signals.needs_said(own)
    asides = signals.said_beside(own) if needs else ()
    return Facts(
        goal=_apart(_beside((told.goal if told else None) or (None if told else saying.goal(own)), wish), asides),
        symptom=_apart(
            (told.symptom if told else None) or (None if told and told.goal else saying.symptom(own)), asides
        ),
        objects=tuple(each for each in _objects(own, told) if _apart(each[1], asides) is not None),
        control=control.label if control else None,
        steps_tried=told.steps if told and told.steps else wants.steps_tried(own),
        numbers=entities.numbers(said, now),
        risks=dangers.risks,
        doubts=dangers.doubts,
        wants_person=wish,
        signals=signals.signals(said),
        needs=needs,
        consent_family=wants.family_consent(own),
        relation=wants.relation(own),
        speaking_for=wants.speaking_for(own),
        happened_at=wants.happened_at(own),
        since=wants.since(own),
        impact=wants.impact(own),
        frequency=wants.frequency(own),
        is_instructed=bool(risk.instructed_by_third_party(own)) and risk.touches_money_or_codes(own),
        said_yes=replies.yes_or_no(words) if words else None,
        said_done=replies.done_or_not_found(words) if words else None,
        dialect_hint=dialect,
        gloss=dialect_hint.gloss(own) if dialect is not None else None,
        unlabelled=unnamed.labelled_for_reader(own, control.label if control else None),
        does_not_know=bool(words) and replies.does_not_know(words),
        p_ordinary=judge(model, words[:20_000]).p_ordinary if model is not None and words.strip() else None,
    )


def _objects(own: Sequence[Utterance], told: stories.Matter | None) -> tuple[tuple[ObjectKind, Claim[str]], ...]:
    """Return the things that are named; in a long telling the one that stands by the trouble comes first."""
    named = tuple((each.kind, each.claim) for each in names.objects(own))
    if told is None or told.thing is None:
        return named
    same = [each for each in named if each[1].value in told.thing.value or told.thing.value in each[1].value]
    return (
        (*same, *(each for each in named if each not in same)) if same else ((ObjectKind.UNKNOWN, told.thing), *named)
    )


def _apart(claim: Claim[str] | None, asides: Sequence[str]) -> Claim[str] | None:
    """Return the claim unless it only tells how the person wants to be helped: that is no matter to be solved."""
    if claim is None:
        return None
    said = claim.value
    is_aside = any(said in words or (words in said and len(said) - len(words) <= MAX_AROUND) for words in asides)
    return None if is_aside else claim


def _beside(goal: Claim[str] | None, wish: Claim[bool] | None) -> Claim[str] | None:
    """Return the goal unless its words are the wish for a person: that is no matter to be solved."""
    if goal is None or wish is None:
        return goal
    words = {evidence.quote for evidence in wish.evidence}
    is_wish = any(goal.value in quote or quote in goal.value for quote in words if quote)
    return None if is_wish else goal
