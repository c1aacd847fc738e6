"""Which of many wordings stand in a text, fast: a lookup of every short stretch instead of hundreds of patterns.

Chinese wordings match anywhere. Latin ones match whole words, whatever their ending (charge, charges, charging). ``~``
in a wording stands for at most ``GAP_HAN`` characters or ``GAP_WORDS`` words in between.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

GAP: Final = "~"
GAP_HAN: Final = 6
GAP_WORDS: Final = 4
_LATIN_WORD: Final = re.compile(r"[a-z0-9]+")
_PAUSE: Final = "，。！？；,.!?;\n"
_ENDINGS: Final = ("ings", "ing", "ed", "es", "s", "e")
_SHORTEST_STEM: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrases:
    """Names and their wordings, ready to be found."""

    han: Mapping[str, tuple[str, ...]]
    """Chinese wording → names that have it."""
    han_sizes: Mapping[str, tuple[int, ...]]
    """First character → lengths of the wordings that begin with it."""
    latin: Mapping[tuple[str, ...], tuple[str, ...]]
    """Stems of a Latin wording → names that have it."""
    latin_sizes: tuple[int, ...]
    gapped: tuple[tuple[str, re.Pattern[str], str], ...]
    """First part, pattern and name of the wordings with a gap."""

    def find(self, text: str) -> frozenset[str]:
        """Return the names of which a wording stands in ``text``, which is in lower case and one script."""
        found: set[str] = set()
        for at, first in enumerate(text):
            for size in self.han_sizes.get(first, ()):
                found.update(self.han.get(text[at : at + size], ()))
        words = stems(text)
        for size in self.latin_sizes:
            for at in range(len(words) - size + 1):
                found.update(self.latin.get(words[at : at + size], ()))
        spaced = f" {' '.join(words)} "
        for first, pattern, name in self.gapped:
            where = spaced if first.isascii() else text
            if first in where and name not in found and pattern.search(where):
                found.add(name)
        return frozenset(found)


def build(names: Mapping[str, Iterable[str]]) -> Phrases:
    """Return the wordings of each name, ready to be found."""
    han: dict[str, list[str]] = {}
    latin: dict[tuple[str, ...], list[str]] = {}
    gapped: list[tuple[str, re.Pattern[str], str]] = []
    for name, wordings in names.items():
        for wording in dict.fromkeys(each.lower() for each in wordings):
            if GAP in wording:
                gapped.append(_gapped(wording, name))
            elif wording.isascii():
                latin.setdefault(stems(wording), []).append(name)
            else:
                han.setdefault(wording, []).append(name)
    return Phrases(
        han={wording: tuple(owners) for wording, owners in han.items()},
        han_sizes={
            first: tuple(sorted({len(wording) for wording in han if wording[0] == first}))
            for first in {wording[0] for wording in han}
        },
        latin={wording: tuple(owners) for wording, owners in latin.items() if wording},
        latin_sizes=tuple(sorted({len(wording) for wording in latin if wording})),
        gapped=tuple(gapped),
    )


def stems(text: str) -> tuple[str, ...]:
    """Return the Latin words and numbers of a text without their endings, in order."""
    return tuple(map(stem, _LATIN_WORD.findall(text.replace("'", ""))))


def stem(word: str) -> str:
    """Return a Latin word in lower case without its ending, a double last letter made single: stopped → stop."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            word = word.removesuffix(ending)
            break
    return word[:-1] if len(word) > _SHORTEST_STEM and word[-1] == word[-2] and word[-1] not in "0123456789" else word


def _gapped(wording: str, name: str) -> tuple[str, re.Pattern[str], str]:
    parts = wording.split(GAP)
    if wording.isascii():
        joined = rf" (?:\w+ ){{0,{GAP_WORDS}}}?".join(re.escape(" ".join(stems(part))) for part in parts)
        return f" {' '.join(stems(parts[0]))} ", re.compile(f" {joined} "), name
    gap = rf"[^{re.escape(_PAUSE)}]{{0,{GAP_HAN}}}?"
    return parts[0], re.compile(gap.join(map(re.escape, parts))), name
