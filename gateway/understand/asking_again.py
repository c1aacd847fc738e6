"""Wishes about our last answer: once more, or in other words. All of the message has to say so, and nothing else."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType
from typing import Final, Literal

from gateway.understand.normalise import LEXICON, normalise
from gateway.understand.utterance import Utterance

Again = Literal["again", "other"]
OTHER_WORDS: Final = "other_words"
"""Id of the button 换个说法."""
LONGEST: Final = 60
"""Characters. A longer message tells something of its own."""
_KINDS: Final[tuple[Again, ...]] = ("other", "again")


def wish(choice: str | None, own: Sequence[Utterance]) -> Again | None:
    """Return what a button, or the person's own words, ask of our last answer; None when it is something else."""
    if choice is not None:
        return "other" if choice == OTHER_WORDS else None
    words = " ".join(each.text for each in own if each.is_own_words).strip()
    if not 0 < len(words) <= LONGEST:
        return None
    text = normalise(words).text.strip()
    clauses = [clause for clause in re.split(r"[,。!?;]+", text) if clause.strip()]
    found = {_kind(clause.strip()) for clause in clauses}
    if _kind(text) is not None:
        return _kind(text)
    return None if None in found else next((kind for kind in _KINDS if kind in found), None)


def _kind(text: str) -> Again | None:
    return next((kind for kind in _KINDS if any(pattern.fullmatch(text) for pattern in _patterns()[kind])), None)


@lru_cache(maxsize=1)
def _patterns() -> Mapping[Again, tuple[re.Pattern[str], ...]]:
    with (LEXICON / "asking_again.toml").open("rb") as file:
        data = tomllib.load(file)
    pieces = {f"{{{name.upper()}}}": data[name] for name in ("lead", "tail", "please", "thanks")}

    def whole(pattern: str) -> re.Pattern[str]:
        for name, piece in pieces.items():
            pattern = pattern.replace(name, piece)
        return re.compile(pattern, re.IGNORECASE)

    return MappingProxyType({kind: tuple(whole(pattern) for pattern in data[kind]) for kind in _KINDS})
