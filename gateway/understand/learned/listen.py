"""What the model hears in a text: the whole, and stretch by stretch, because danger hides in the middle of a story."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from gateway.understand.learned.model import Model
from gateway.understand.normalise import Normalised, normalise
from gateway.understand.rules import sentences

STRETCH: Final = 70
"""Characters of a stretch: as long as the lines that the model knows."""
LONG: Final = 90
"""Shorter texts are heard as a whole only."""
_LATIN_FACTOR: Final = 3
"""Three or four Latin letters say what one Chinese character says."""
_MIN_QUOTE: Final = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """How sure the model is of one label, and which words made it so."""

    probability: float
    """0..1."""
    start: int
    """Offset of the normalised text where those words begin."""
    end: int


def heard(model: Model, text: str) -> Mapping[str, Heard]:
    """Return for each label the most that the whole text or a stretch of it gives; for ``none`` the least.

    So a danger in the middle of a long telling is not drowned by the rest, and the rest does not make it harmless.
    """
    normalised = normalise(text)
    whole = model.probabilities(text)
    best = {label: Heard(probability=value, start=0, end=len(normalised.text)) for label, value in whole.items()}
    for start, end in _stretches(normalised):
        original = text[slice(*normalised.original(start, end))]
        for label, value in model.probabilities(original).items():
            is_more = value < best[label].probability if label == "none" else value > best[label].probability
            if is_more and label != "unclear":  # a stretch alone is often unclear, the whole is not
                best[label] = Heard(probability=value, start=start, end=end)
    return best


def _stretches(normalised: Normalised) -> Iterator[tuple[int, int]]:
    """Yield overlapping stretches of whole clauses; none for a short text."""
    text = normalised.text
    factor = _LATIN_FACTOR if text.isascii() else 1
    if len(text) <= LONG * factor:
        return
    bounds = [part for sentence in sentences(text) for part in _clauses(text, *sentence)]
    for first, (start, _) in enumerate(bounds):
        if first % 2:
            continue
        last = first
        while last + 1 < len(bounds) and bounds[last + 1][1] - start <= STRETCH * factor:
            last += 1
        yield start, bounds[last][1]


def _clauses(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    for place in range(start, end):
        if text[place] == "," or place - at >= STRETCH:
            yield at, place + 1
            at = place + 1
    if at < end:
        yield at, end
