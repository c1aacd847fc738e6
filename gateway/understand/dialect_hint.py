"""From which dialect most of the words come, and what they mean in everyday Mandarin. A hint, never a verdict."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Final

from gateway.issue import Claim, ClaimStatus
from gateway.redact import mask
from gateway.understand.dialects import Table, words
from gateway.understand.normalise import normalise, plain
from gateway.understand.utterance import Utterance
from modalities.evidence import Evidence

NO_DIALECTS: Final = frozenset({"English", "other ways to write it", "older people"})
"""Lists of words that people of every region use."""
TAGS: Final[Mapping[str, str]] = {"cantonese": "yue"}
"""Where the usual tag is not the first word of the list's region."""
MIN_WORDS: Final = 2
"""Different words of one list from which it is named: one may be borrowed."""
HALF: Final = 0.5
"""How much each word takes from the doubt that is left."""


@lru_cache(maxsize=1)
def _tables() -> Mapping[str, Table]:
    regions = dict.fromkeys(word.region for word in words() if word.region not in NO_DIALECTS)
    return {
        _tag(region): Table((word for word in words() if word.region == region), lambda said: plain(said).text)
        for region in regions
    }


def _tag(region: str) -> str:
    name = region.split(",", maxsplit=1)[0].split(" ", maxsplit=1)[0].lower()
    return TAGS.get(name, name)


def hint(own: Sequence[Utterance]) -> Claim[str] | None:
    """Return the dialect from which clearly most words come, with those words as evidence; None without such a one."""
    found: dict[str, dict[str, Evidence]] = {}
    for utterance in own:
        now = plain(utterance.text)
        for tag, table in _tables().items():
            for start, end, _ in table.find(now.text):
                shown = utterance.evidence(*now.original(start, end))
                found.setdefault(tag, {}).setdefault(now.text[start:end], shown)
    ranked = sorted(found, key=lambda tag: -_weight(found[tag]))
    if not ranked or len(found[ranked[0]]) < MIN_WORDS:
        return None
    first = ranked[0]
    if len(ranked) > 1 and _weight(found[ranked[1]]) >= _weight(found[first]):
        return None  # words of several regions alike: nothing is said about where somebody comes from
    return Claim(
        value=first,
        status=ClaimStatus.INFERRED,
        confidence=round(1 - HALF ** len(found[first]), 3),
        evidence=tuple(found[first].values()),
        method="rule:dialect_words",
    )


def _weight(shown: Mapping[str, Evidence]) -> int:
    return sum(len(word) for word in shown)


def gloss(own: Sequence[Utterance]) -> Claim[str] | None:
    """Return the words in everyday Mandarin, when dialect or mixed words were replaced; word for word, no translation.

    The words themselves stay in the transcript; this stands beside them.
    """
    for utterance in own:
        alike, before = normalise(utterance.text), plain(utterance.text)
        if alike.text.strip() and alike.text != before.text and _is_chinese(alike.text):
            return Claim(
                value=mask(alike.text.strip()).text,
                status=ClaimStatus.INFERRED,
                confidence=round(utterance.confidence * HALF, 3),
                evidence=(utterance.evidence(0, len(utterance.text)),),
                method="rule:dialect_words",
            )
    return None


def _is_chinese(text: str) -> bool:
    return any("\u4e00" <= char <= "\u9fff" for char in text)
