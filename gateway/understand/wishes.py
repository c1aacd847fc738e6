"""Whether the person wants to be helped by a person, in any words."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from pypinyin import Style, lazy_pinyin

from gateway.issue import Claim, ClaimStatus
from gateway.understand import rules
from gateway.understand.normalise import Normalised, normalise
from gateway.understand.utterance import Utterance

_SURE: Final = 0.95
_SOUNDS_LIKE: Final = 0.7
_MERGED: Final = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("ang", "an"), ("eng", "en"), ("ing", "in"), ("ong", "on"))
_FIRST: Final = {"r": "l", "n": "l", "f": "h"}


def wants_person(utterances: Sequence[Utterance]) -> Claim[bool] | None:
    """Return True with its evidence when the person's own words ask for a person in any way, else None.

    Words in pictures never count. A miss traps somebody and a false alarm only offers a person, so doubt counts as yes.
    """
    for utterance in utterances:
        if not utterance.is_own_words:
            continue
        normalised = normalise(utterance.text)
        found = _by_rule(normalised) or _by_sound(normalised)
        if found is None:
            continue
        rule_id, start, end, confidence = found
        return Claim(
            value=True,
            status=ClaimStatus.STATED,
            confidence=round(confidence * utterance.confidence, 4),
            evidence=(utterance.evidence(*normalised.original(start, end)),),
            method=f"rule:{rule_id}",
        )
    return None


def _by_rule(normalised: Normalised) -> tuple[str, int, int, float] | None:
    for hit in rules.hits(rules.load("person"), normalised):
        start, end = hit.spans[0]
        return hit.rule.id, start, end, _SURE
    return None


@lru_cache(maxsize=4096)
def _sound(char: str) -> str:
    """Return how ``char`` sounds without tone, with sounds merged that accents and recognisers mix up."""
    if not "\u4e00" <= char <= "\u9fff":
        return "," if char in ",。!?;\n" else char
    sound = lazy_pinyin(char, style=Style.NORMAL)[0]
    for heard, written in _MERGED:
        sound = sound.replace(heard, written)
    return _FIRST.get(sound[0], sound[0]) + sound[1:]


def _by_sound(normalised: Normalised) -> tuple[str, int, int, float] | None:
    """Return a wish whose words were heard as others that sound alike."""
    if not any("\u4e00" <= char <= "\u9fff" for char in normalised.text):
        return None
    starts: list[int] = []
    at = 0
    sounds = [_sound(char) for char in normalised.text]
    for sound in sounds:
        starts.append(at)
        at += len(sound) + 1
    line = " ".join(sounds) + " "
    for hit in rules.hits(rules.load("person_sound"), Normalised(text=line, offsets=(), ends=())):
        begin, finish = hit.spans[0]
        first = max(place for place, start in enumerate(starts) if start <= begin)
        last = max(place for place, start in enumerate(starts) if start < finish)
        return hit.rule.id, first, last + 1, _SOUNDS_LIKE
    return None
