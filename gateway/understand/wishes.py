"""Whether the person wants to be helped by a person, in any words."""

from collections.abc import Sequence
from typing import Final

from gateway.issue import Claim, ClaimStatus
from gateway.understand import rules, settings_said, signals
from gateway.understand.learned.judge import Judgement, judge
from gateway.understand.learned.model import Model
from gateway.understand.normalise import Normalised, normalise
from gateway.understand.sounds import is_chinese, sound
from gateway.understand.utterance import Utterance

BY_MODEL: Final = "model:lines"
_LONGEST: Final = 20_000
"""Characters that are listened to: more than an hour of talk."""
_SURE: Final = 0.95
_SOUNDS_LIKE: Final = 0.7
_HALF_BELIEVED: Final = 0.75
"""Below it, what the model takes for a wish is none when the words only tell of staff."""


def wants_person(utterances: Sequence[Utterance], model: Model | None = None) -> Claim[bool] | None:
    """Return True with its evidence when the person's own words ask for a person in any way, else None.

    Words in pictures never count. A miss traps somebody and a false alarm only offers a person, so doubt counts as yes.
    """
    for utterance in utterances:
        if not utterance.is_own_words:
            continue
        normalised = normalise(utterance.text)
        judged = judge(model, utterance.text[:_LONGEST]) if model is not None else None
        found = _by_rule(normalised) or _by_sound(normalised) or _by_model(judged, normalised)
        if found is None or (found[0] == BY_MODEL and _is_about_ways(utterance, normalised)):
            continue
        method, start, end, confidence = found
        return Claim(
            value=True,
            status=ClaimStatus.STATED,
            confidence=round(confidence * utterance.confidence, 4),
            evidence=(utterance.evidence(*normalised.original(start, end)),),
            method=method,
        )
    return None


def _is_about_ways(utterance: Utterance, normalised: Normalised) -> bool:
    """Say whether the words ask to be helped in some way, and name nobody: "write to me" is no wish for a person.

    Nor is a setting of the page that is all they ask for: "speak Cantonese".
    """
    if rules.load("person").guards["person_somebody"].search(normalised.text) is not None:
        return False
    setting = settings_said.wish((utterance,))
    return (setting is not None and setting.is_alone) or bool(signals.needs_said((utterance,)))


def _by_rule(normalised: Normalised) -> tuple[str, int, int, float] | None:
    for hit in rules.hits(rules.load("person"), normalised):
        start, end = hit.spans[0]
        return f"rule:{hit.rule.id}", start, end, _SURE
    return None


def _by_model(judged: Judgement | None, normalised: Normalised) -> tuple[str, int, int, float] | None:
    wish = judged.wish if judged is not None else None
    if wish is not None and wish.probability < _HALF_BELIEVED:
        words = normalised.text[wish.start : wish.end]
        wish = None if rules.load("person").guards["person_doubt"].search(words) else wish
    return (BY_MODEL, wish.start, wish.end, round(wish.probability, 4)) if wish is not None else None


def _sound(char: str) -> str:
    return "," if char in ",。!?;\n" else sound(char)


def _by_sound(normalised: Normalised) -> tuple[str, int, int, float] | None:
    """Return a wish whose words were heard as others that sound alike, from a sentence that refuses nobody."""
    refuses = rules.load("person").guards["person"]
    for begin, end in rules.sentences(normalised.text):
        sentence = normalised.text[begin:end]
        if not any(is_chinese(char) for char in sentence) or refuses.search(sentence):
            continue
        found = _sounding(sentence)
        if found is not None:
            rule_id, first, last = found
            return f"rule:{rule_id}", begin + first, begin + last, _SOUNDS_LIKE
    return None


def _sounding(sentence: str) -> tuple[str, int, int] | None:
    """Return the rule that the sounds of ``sentence`` fit, and which characters make them."""
    starts: list[int] = []
    at = 0
    sounds = [_sound(char) for char in sentence]
    for each in sounds:
        starts.append(at)
        at += len(each) + 1
    line = " ".join(sounds) + " "
    for hit in rules.hits(rules.load("person_sound"), Normalised(text=line, offsets=(), ends=())):
        begin, finish = hit.spans[0]
        first = max(place for place, start in enumerate(starts) if start <= begin)
        last = max(place for place, start in enumerate(starts) if start < finish)
        return hit.rule.id, first, last + 1
    return None
