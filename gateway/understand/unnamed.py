"""Controls without a name: what the person tells of them, and which sign on the screen may be meant.

A picture never shows what a screen reader says: only the person can tell. It can show that a sign bears no words.
"""

from collections.abc import Sequence
from typing import Final

from gateway.issue import Claim, ClaimStatus
from gateway.understand import rules
from gateway.understand.normalise import normalise
from gateway.understand.utterance import Utterance
from modalities.evidence import Control, IconName, Role

FEELS: Final = "access.feels"
"""Rule of ``lexicon/access.toml``: finds things by touch, or by the voice of a screen reader."""
READER: Final = "need.screen_reader"
UNSURE_SIGNS: Final = frozenset({None, IconName.ARROW})
"""Signs that do not tell by themselves what they do. A cross or a magnifier is no "next" and no "send"."""


def labelled_for_reader(own: Sequence[Utterance], control: Claim[str] | None) -> Claim[bool] | None:
    """Return False with its evidence when the person tells that no name is read out for what they look for.

    That is: they feel for it and do not find it, the voice says no more than "button", or somebody who listens to a
    screen reader cannot find a control that they were told to press. None = nothing was said about it.
    """
    for utterance in own:
        alike = normalise(utterance.text)
        found = {hit.rule.id: hit for hit in rules.hits(rules.load("access"), alike)}
        is_reader_user = READER in found and control is not None
        hit = found.get(FEELS) or (found.get(READER) if is_reader_user else None)
        if hit is None:
            continue
        shown = tuple(utterance.evidence(*alike.original(*span)) for span in hit.spans)
        return Claim(
            value=False,
            status=ClaimStatus.STATED,
            confidence=round(0.9 * utterance.confidence, 4),
            evidence=(*shown, *(control.evidence if control is not None and found.get(FEELS) is None else ())),
            method=f"rule:{hit.rule.id}",
        )
    return None


def may_be_meant(control: Control) -> bool:
    """Say whether a control could be one that somebody cannot find by its name: it bears no words and no plain sign."""
    is_sign = control.role in {Role.ICON, Role.BUTTON, Role.UNKNOWN}
    return control.label is None and is_sign and control.icon in UNSURE_SIGNS and not control.is_selected
