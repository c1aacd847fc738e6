"""One label for one message, as the rows of ``lantern evaluate route`` have it. Pure."""

from typing import Final

from gateway.issue import Risk, RiskKind
from gateway.understand import risk, wishes
from gateway.understand.learned.judge import Judgement, judge, thresholds
from gateway.understand.learned.model import Model
from gateway.understand.learned.rows import MESSAGE
from gateway.understand.utterance import Source, Utterance
from modalities.evidence import Modality

HUMAN: Final = "human"
UNCLEAR: Final = "unclear"
NONE: Final = "none"


def label_of(text: str, language: str, model: Model | None) -> str:
    """Return what a typed message is: a kind of risk, ``human``, ``unclear`` or ``none``; the most urgent one.

    Without a model whatever no rule finds is ``unclear``: what is not understood is asked about, never answered.
    """
    said = (as_typed(text, language),)
    judged = judge(model, text) if model is not None else None
    dangers = risk.weigh(said, model)
    told = [found for found in dangers.risks if not found.is_message]
    wish = wishes.wants_person(said, model)
    if told and not (wish is not None and judged is not None and _is_rather_a_wish(told, judged)):
        return told[0].kind.value
    has_message = any(found.is_message for found in dangers.risks)
    if wish is not None and not (has_message and judged is not None and _is_rather_a_message(judged)):
        return HUMAN
    if has_message:
        return RiskKind.SCAM.value
    is_ordinary = judged is not None and judged.p_ordinary >= thresholds()["ordinary"]["answer"]
    return NONE if is_ordinary and not dangers.doubts else UNCLEAR


def _is_rather_a_wish(told: list[Risk], judged: Judgement) -> bool:
    """Say whether only the model hears a danger, and hears a wish for a person much more."""
    is_by_model_only = all(found.rule_ids == (risk.BY_MODEL,) for found in told)
    first = thresholds()["other"]["human_first"] * judged.weight(told[0].kind.value)
    return is_by_model_only and judged.heard[HUMAN].probability > first


def _is_rather_a_message(judged: Judgement) -> bool:
    return judged.heard[MESSAGE].probability > judged.heard[HUMAN].probability


def as_typed(text: str, language: str) -> Utterance:
    """Return ``text`` as words that a person typed."""
    return Utterance(
        input_id="",
        modality=Modality.TEXT,
        source=Source.TYPED,
        text=text,
        language=language,
        confidence=1.0,
        method="typed",
    )
