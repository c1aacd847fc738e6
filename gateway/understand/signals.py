"""What words show about how somebody wants to be helped: signals, with evidence, and ways that they ask for."""

from collections.abc import Sequence
from typing import Final, Literal, get_args

from gateway.issue import AccessNeed, AccessNeedName, Signal
from gateway.understand import risk, rules
from gateway.understand.normalise import normalise
from gateway.understand.noticing import noticed, sign_hits
from gateway.understand.utterance import Utterance
from modalities.evidence import Evidence

__all__ = ["needs_said", "noticed", "signals"]

_Kind = Literal["vision", "hearing", "tremor", "memory", "emotion", "confusion", "third_party_present"]
_Level = Literal["low", "medium", "high"]
_KINDS: Final[tuple[_Kind, ...]] = get_args(_Kind)
_LEVELS: Final[tuple[_Level, ...]] = get_args(_Level)
_NEEDS: Final = {need.value: need for need in AccessNeedName}
_LARGE: Final = AccessNeedName.LARGE_TEXT
_REASONS: Final = frozenset({"access.hearing", "access.louder", "access.blind"})
"""Rules whose words are the reason for a way of being helped, and never a trouble with a thing."""
_EDGES: Final = " ，,。.!！?？"


def signals(utterances: Sequence[Utterance]) -> tuple[Signal, ...]:
    """Return what the person's own words show, one signal a kind, at its highest level. Never a diagnosis."""
    levels: dict[_Kind, int] = {}
    shown: dict[_Kind, list[Evidence]] = {}
    for utterance in utterances:
        if not utterance.is_own_words:
            continue
        normalised = normalise(utterance.text)
        for hit in rules.hits(rules.load("access"), normalised):
            for kind in _KINDS:
                if hit.rule.kind == kind:
                    levels[kind] = max(levels.get(kind, 0), _LEVELS.index(_level(hit.rule.level)))
                    shown.setdefault(kind, []).extend(
                        utterance.evidence(*normalised.original(*span)) for span in hit.spans
                    )
        for sign, hit in sign_hits(normalised):
            levels[sign] = max(levels.get(sign, 0), int(hit.rule.level == "high"))  # said sideways: never the highest
            shown.setdefault(sign, []).extend(utterance.evidence(*normalised.original(*span)) for span in hit.spans)
    present = risk.instructed_by_third_party(utterances)
    if present:
        shown["third_party_present"] = list(present)
        levels["third_party_present"] = 1
    return tuple(
        Signal(kind=kind, level=_LEVELS[levels[kind]], evidence=tuple(shown[kind])) for kind in _KINDS if kind in shown
    )


def _level(name: str | None) -> _Level:
    return next((level for level in _LEVELS if level == name), "low")


def needs_said(utterances: Sequence[Utterance]) -> tuple[AccessNeed, ...]:
    """Return the ways of helping that the person asks for in so many words; each once."""
    found: dict[AccessNeedName, AccessNeed] = {}
    for utterance in utterances:
        if not utterance.is_own_words:
            continue
        for hit in rules.hits(rules.load("access"), normalise(utterance.text)):
            need = _NEEDS.get(hit.rule.kind)
            if need is None:
                continue
            found[need] = AccessNeed(need=need, source="said")
            if need is AccessNeedName.SCREEN_READER:
                colours = AccessNeedName.NO_COLOUR_WORDS
                found[colours] = AccessNeed(need=colours, source="said")
    if AccessNeedName.CAPTIONS in found and any(each.kind == "vision" for each in signals(utterances)):
        # "Write to me, and my eyes are weak": what is written must be large to be read.
        found.setdefault(_LARGE, AccessNeed(need=_LARGE, source="said"))
    return tuple(found.values())


def said_beside(utterances: Sequence[Utterance]) -> tuple[str, ...]:
    """Return the words that ask for a way of being helped, or give the reason for it; each at least two characters."""
    found: list[str] = []
    for utterance in utterances:
        if not utterance.is_own_words:
            continue
        normalised = normalise(utterance.text)
        for hit in rules.hits(rules.load("access"), normalised):
            if hit.rule.kind in _NEEDS or hit.rule.id in _REASONS:
                places = (match.span() for match in hit.rule.find[0].finditer(normalised.text))
                quotes = (utterance.text[slice(*normalised.original(*span))] for span in places)
                found.extend(quote.strip(_EDGES) for quote in quotes)
    return tuple(words for words in found if len(words) > 1)
