"""What counts of all that the model hears: thresholds over probabilities. Pure."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from gateway.understand.learned.listen import Heard, heard
from gateway.understand.learned.model import Model
from gateway.understand.learned.rows import MESSAGE
from gateway.understand.normalise import LEXICON

MIN_CHARS: Final = 4
"""Shorter words are answers to our questions, or too little to go by."""
WISH: Final = "human"
ORDINARY: Final = "none"
UNCLEAR: Final = "unclear"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What one text is believed to be."""

    dangers: Mapping[str, Heard]
    """By kind of risk (``gateway.issue.RiskKind``): those that are surely heard, the one to be named first in front."""
    doubts: Mapping[str, Heard]
    """Those that may be meant: the person is asked."""
    message: Heard | None
    """The words of a scam's own message."""
    wish: Heard | None
    """A wish for a person."""
    p_ordinary: float
    """0..1: an ordinary question that may be answered."""
    heard: Mapping[str, Heard]
    """Everything, by label."""
    chars: int
    """Length of the text."""

    def is_harmless(self, kind: str) -> bool:
        """Say whether words that a rule took for ``kind`` sound harmless to the model; a short cry never does."""
        limits = thresholds()["rule"]
        is_told = self.chars >= limits["told"]
        return is_told and self.p_ordinary >= limits["harmless"] and self.heard[kind].probability < limits["unheard"]

    def weight(self, kind: str) -> float:
        """Return how much speaks for naming ``kind`` first."""
        return self.heard[kind].probability * thresholds()["weight"][kind]


@lru_cache(maxsize=1)
def thresholds() -> Mapping[str, Mapping[str, float]]:
    """Return the probabilities from which each label counts (``lexicon/heard.toml``)."""
    return tomllib.loads((LEXICON / "heard.toml").read_text("utf-8"))


@lru_cache(maxsize=64)
def judge(model: Model, text: str, *, is_answer: bool = False) -> Judgement:
    """Return what the model hears in ``text``; no danger and no wish in fewer than ``MIN_CHARS`` characters.

    ``is_answer``: a question of ours is open. The model knows lines that stand alone, so it must be surer then.
    """
    given = heard(model, text)
    limits = thresholds()
    is_long_enough = len(text.strip()) >= MIN_CHARS
    sounds = {kind: given[kind] for kind in limits["weight"]} if is_long_enough else {}
    most = max((each.probability for each in sounds.values()), default=0.0)
    sure_from = limits["danger"]["in_answer" if is_answer else "sure"]
    least = max(sure_from, limits["danger"]["beside"] * most, given[UNCLEAR].probability)
    sure = {kind: each for kind, each in sounds.items() if each.probability >= least}
    ranked = sorted(sure, key=lambda kind: -sure[kind].probability * limits["weight"][kind])
    half = max(limits["danger"]["doubt"], given[ORDINARY].probability)
    doubts = {kind: each for kind, each in sounds.items() if not sure and each.probability >= half}
    return Judgement(
        dangers={kind: sure[kind] for kind in ranked},
        doubts=doubts,
        message=_reached(given, MESSAGE, limits["other"][MESSAGE]) if is_long_enough else None,
        wish=_reached(given, WISH, limits["other"][WISH]) if is_long_enough else None,
        p_ordinary=round(given[ORDINARY].probability, 4),
        heard=given,
        chars=len(text.strip()),
    )


def _reached(given: Mapping[str, Heard], label: str, limit: float) -> Heard | None:
    return given[label] if label in given and given[label].probability >= limit else None
