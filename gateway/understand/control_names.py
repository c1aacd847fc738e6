"""How people call the things on a screen: by its words, by a sign that it bears, by where it stands. Pure.

The words stand in ``lexicon/pointing.toml``.
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from gateway.understand.normalise import LEXICON, normalise
from modalities.evidence import IconName

MAX_ROUNDS: Final = 3
"""How often words around a name are cut off: "the little … that one"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What somebody looks for, taken apart."""

    name: str
    """Without the words that only say where."""
    across: int
    """-1 the left one, 1 the right one, 0 not said."""
    down: int
    """-1 the upper one, 1 the lower one, 0 not said."""
    icons: frozenset[IconName]
    """The signs that are called so; empty for words that name no sign."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    icons: Mapping[IconName, re.Pattern[str]]
    around: Mapping[str, re.Pattern[str]]
    places: Mapping[str, re.Pattern[str]]
    pays: re.Pattern[str]
    permits: re.Pattern[str]
    confirms: re.Pattern[str]
    negated: re.Pattern[str]
    turns: tuple[str, ...]
    which: Mapping[str, re.Pattern[str]]


@lru_cache(maxsize=1)
def _words() -> _Words:
    data = tomllib.loads((LEXICON / "pointing.toml").read_text("utf-8"))
    icons: dict[IconName, re.Pattern[str]] = {}
    for name in IconName:
        keys = {key(word) for words in data["icons"][name.value].values() for word in words}
        longest = sorted(keys, key=lambda word: (-len(word), word))
        icons[name] = re.compile(f"(?:{'|'.join(re.escape(word) for word in longest)})+")
    before, behind = data["around"]["before"], data["around"]["behind"]
    return _Words(
        icons=icons,
        around={"before": re.compile(rf"^(?:{before})\s*"), "behind": re.compile(rf"\s*(?:{behind})$")},
        places={name: re.compile(pattern) for name, pattern in data["places"].items()},
        pays=re.compile(data["care"]["pays"]),
        permits=re.compile(data["care"]["permits"]),
        confirms=re.compile(data["care"]["confirms"]),
        negated=re.compile(data["care"]["negated"]),
        turns=tuple(data["care"]["turns"]),
        which={name: re.compile(pattern) for name, pattern in data["which"].items()},
    )


def key(text: str) -> str:
    """Return ``text`` as it is compared: normalised, letters and digits only."""
    return "".join(char for char in normalise(text).text if char.isalnum())


def asked(label: str) -> Asked:
    """Return what the words of a person name and where they say that it is."""
    words = _words()
    text = normalise(label).text
    found = {name: pattern.search(text) is not None for name, pattern in words.places.items()}
    name = _bare(_without_places(text))
    icons = _icons(name) or _icons(_bare(text))
    return Asked(
        name=name or _bare(text),
        across=int(found["right"]) - int(found["left"]),
        down=int(found["bottom"]) - int(found["top"]),
        icons=icons,
    )


def which(text: str) -> int | None:
    """Return the place in a list that an answer names, from 0: the second one is 1. None when it names none."""
    plain = normalise(text).text
    for place, name in enumerate(("one", "two", "three", "four")):
        rest, count = _words().which[name].subn("", plain)
        if count and _words().which["around"].fullmatch(rest):
            return place
    return None


def is_side(text: str) -> bool:
    """Say whether an answer names a side and nothing else: the upper one, the one on the right."""
    made = asked(text)
    rest = _without_places(normalise(text).text)
    return bool(made.across or made.down) and _words().which["around"].fullmatch(rest) is not None


def _without_places(text: str) -> str:
    for pattern in _words().places.values():
        text = pattern.sub("", text)
    return text


def _bare(text: str) -> str:
    text = text.strip()
    for _ in range(MAX_ROUNDS):
        shorter = _words().around["before"].sub("", text)
        shorter = _words().around["behind"].sub("", shorter).strip()
        if not shorter or shorter == text:
            break
        text = shorter
    return text


def _icons(name: str) -> frozenset[IconName]:
    plain = key(name).replace("的", "")
    return frozenset(icon for icon, pattern in _words().icons.items() if plain and pattern.fullmatch(plain))


def is_turned(wanted: str, seen: str) -> bool:
    """Say whether ``seen`` turns ``wanted`` (both of ``key``) round: 不同意 is no match for 同意, nor the other way."""
    return any((turn in wanted) != (turn in seen) for turn in _words().turns)


def needs_care(label: str | None, window: Sequence[str] = (), title: str | None = None) -> bool:
    """Say whether a button pays or permits. "Cancel" and "do not allow" need no care.

    Args:
        label: its own words.
        window: the other words of the dialog or sheet that it stands in.
        title: of the page: "OK" on a page about a payment pays.
    """
    words = _words()
    own = normalise(label or "").text.strip()
    if words.negated.search(own):
        return False
    about = [own, *(normalise(text).text for text in window)]
    if any(pattern.search(text) for pattern in (words.pays, words.permits) for text in about):
        return True
    return bool(title and words.confirms.search(own) and words.pays.search(normalise(title).text))
