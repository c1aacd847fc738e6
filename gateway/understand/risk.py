"""Dangers in what a person says, types or shows: looked for before anything else, with the words that show them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from gateway.issue import Priority, Risk, RiskKind
from gateway.understand import rules, saying
from gateway.understand.learned.judge import Judgement, judge
from gateway.understand.learned.listen import Heard
from gateway.understand.learned.model import Model
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
_P_RULED: Final = 0.6
"""Probability from which a danger that only the model hears stands beside one that a rule found in the same words."""
_LINE_BREAKS: Final = re.compile(r"\s*\n\s*")
BY_MODEL: Final = "model:lines"
"""In ``Risk.rule_ids``: the model that was trained on our lines heard it."""
_BOOKS: Final = ("risk", "risk_cues")
_WINDOW: Final = 240
"""Characters that are looked at together: far apart, cues have nothing to do with one another."""
_STEP: Final = 160
LONGEST: Final = 20_000
"""Characters of one utterance that are looked at: more than an hour of talk, about a second of work."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sign:
    """What shows a danger: which rule or model found it, and the words."""

    rule_id: str
    family: str | None
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Dangers:
    """What was found, and what may be meant."""

    risks: tuple[Risk, ...]
    """Sure enough to act on: the one to be named first in front."""
    doubts: tuple[Risk, ...]
    """A rule heard it and the model finds it harmless, or the model half hears it: the person is asked."""


def find(utterances: Sequence[Utterance], model: Model | None = None) -> tuple[Risk, ...]:
    """Return the dangers in ``utterances`` that are sure enough to act on; see ``weigh``."""
    return weigh(utterances, model).risks


def weigh(utterances: Sequence[Utterance], model: Model | None = None, *, is_answer: bool = False) -> Dangers:
    """Return the dangers in ``utterances``: at most one of a kind, the most urgent first, then one for messages.

    What the person says or types is searched for dangers that they are in (P0). Words in pictures, and a scam message
    that was typed or pasted, give a scam with ``is_message`` set (P2): it was received, nothing has been done yet.
    Rules and ``model`` are asked both. What either of them hears counts, but for a rule whose words the model knows as
    harmless: that is a doubt, and asked about. With a model, the danger that is most likely meant comes first.
    ``is_answer``: a question of ours is open, and the model must be surer.
    """
    told: dict[RiskKind, list[_Sign]] = {}
    doubted: dict[RiskKind, list[_Sign]] = {}
    messages: list[_Sign] = []
    weights: dict[RiskKind, float] = {}
    likely: dict[RiskKind, float] = {}
    for utterance in utterances:
        normalised = normalise(utterance.text[:LONGEST])
        if utterance.is_own_words:
            text = utterance.text[:LONGEST]
            judged = judge(model, text, is_answer=is_answer) if model is not None else None
            for hit in _told(normalised):
                is_doubted = judged is not None and judged.is_harmless(hit.rule.kind)
                where = doubted if is_doubted else told
                where.setdefault(RiskKind(hit.rule.kind), []).extend(_shown(hit, utterance, normalised))
            if judged is not None:
                beside = _beside_search(utterance, model, judged, is_answer=is_answer)
                for kind, heard in judged.dangers.items():
                    if beside is not None and kind not in beside.dangers:
                        if kind == RiskKind.SCAM:  # a control may be looked for because somebody orders it
                            doubted.setdefault(RiskKind.SCAM, []).append(_heard(heard, utterance, normalised))
                        continue
                    told.setdefault(RiskKind(kind), []).append(_heard(heard, utterance, normalised))
                for kind, heard in judged.doubts.items():
                    if beside is not None and kind != RiskKind.SCAM and kind not in {*beside.doubts, *beside.dangers}:
                        continue
                    doubted.setdefault(RiskKind(kind), []).append(_heard(heard, utterance, normalised))
                for risk in URGENCY:
                    weights[risk] = max(weights.get(risk, 0.0), judged.weight(risk.value))
                    likely[risk] = max(likely.get(risk, 0.0), judged.heard[risk.value].probability)
        messages.extend(_messages(utterance, model))
    _settle(told, doubted, likely, has_message=bool(messages))
    first = sorted(told, key=lambda kind: (-weights.get(kind, 0.0), URGENCY.index(kind)))
    found = [_risk(kind, told[kind], is_message=False) for kind in first]
    if messages:
        found.append(_risk(RiskKind.SCAM, messages, is_message=True))
    doubts = [_risk(kind, doubted[kind], is_message=False) for kind in URGENCY if kind in doubted and kind not in told]
    return Dangers(risks=tuple(found), doubts=tuple(doubts))


def _beside_search(
    utterance: Utterance, model: Model | None, judged: Judgement, *, is_answer: bool
) -> Judgement | None:
    """Return what the model hears without the clause that asks where a control is; None when nothing asks for one.

    "I cannot find Next anywhere" sounds hopeless to the model, and asks for a button. Only names that nothing but
    controls bear count ("a reason to go on" is looked for, too), and the rules still hear all of it.
    """
    search = saying.control_named((utterance,)) if model is not None and (judged.dangers or judged.doubts) else None
    if model is None or search is None or not saying.is_plain_control(search):
        return None
    return judge(model, utterance.text[:LONGEST].replace(search.said, " "), is_answer=is_answer)


def _settle(
    told: dict[RiskKind, list[_Sign]],
    doubted: dict[RiskKind, list[_Sign]],
    likely: Mapping[RiskKind, float],
    *,
    has_message: bool,
) -> None:
    """Move what only the model hears to the doubts, where something surer explains the words."""
    by_rule = [kind for kind, signs in told.items() if any(sign.rule_id != BY_MODEL for sign in signs)]
    by_model = [kind for kind in told if kind not in by_rule]
    for kind in by_model:
        if kind is RiskKind.SCAM and has_message:
            doubted.setdefault(kind, []).extend(told.pop(kind))  # a message was received and is warned of: acted on?
        elif by_rule and likely[kind] < _P_RULED:
            doubted.setdefault(kind, []).extend(told.pop(kind))


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
            found.extend(sign.evidence for sign in _shown(hit, utterance, normalised))
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


def _messages(utterance: Utterance, model: Model | None) -> Iterator[_Sign]:
    """Yield what shows a scam message. Lines of a picture are joined: a message runs over several of them."""
    normalised = normalise(utterance.text[:LONGEST]).replaced(_LINE_BREAKS, lambda _: " ")
    if model is not None and utterance.is_own_words:
        judged = judge(model, utterance.text[:LONGEST])
        if judged.message is not None:
            yield _heard(judged.message, utterance, normalise(utterance.text[:LONGEST]))
    if utterance.is_own_words and not _is_pasted(normalised):
        return
    for hit in rules.hits(rules.load("messages"), normalised):
        yield from _shown(hit, utterance, normalised)


def _is_pasted(normalised: Normalised) -> bool:
    """Say whether typed words are a message passed on rather than the person's own telling."""
    return rules.load("third_party").classes["PASTED"].search(normalised.text) is not None


def _shown(hit: rules.Hit, utterance: Utterance, normalised: Normalised) -> Iterator[_Sign]:
    for start, end in hit.spans:
        evidence = utterance.evidence(*normalised.original(start, end))
        yield _Sign(rule_id=hit.rule.id, family=hit.rule.family, evidence=evidence)


def _heard(heard: Heard, utterance: Utterance, normalised: Normalised) -> _Sign:
    evidence = utterance.evidence(*normalised.original(heard.start, heard.end))
    return _Sign(rule_id=BY_MODEL, family=None, evidence=evidence)


def _risk(kind: RiskKind, shown: list[_Sign], *, is_message: bool) -> Risk:
    families = [sign.family for sign in shown if sign.family]
    specific = [family for family in families if family not in {"instructed", "suspicion", "other"}]
    return Risk(
        kind=kind,
        level=Priority.P2 if is_message else Priority.P0,
        evidence=tuple(dict.fromkeys(sign.evidence for sign in shown)),
        rule_ids=tuple(dict.fromkeys(sign.rule_id for sign in shown)),
        family=next(iter(specific or families), None),
        is_message=is_message,
    )
