"""When two stretches of words mean the same, as far as letters can tell. Pure."""

import re
from collections import Counter
from typing import Final

from gateway.understand.normalise import plain
from gateway.understand.sounds import is_chinese

SAME_FROM: Final = 0.6
"""F1 of the pieces (characters of Chinese, words of English) from which two stretches count as the same."""
_FEWEST: Final = 2
"""Pieces of a stretch that may be found inside a longer one: a single one stands anywhere."""
_PIECE: Final = re.compile(r"[a-z0-9]+(?:[.,'][a-z0-9]+)*|\w")


def pieces(text: str) -> tuple[str, ...]:
    """Return the characters of Chinese and the words of other writing, without marks, in one form."""
    return tuple(_PIECE.findall(plain(text).text))


def is_same(one: str, other: str) -> bool:
    """Say whether both hold mostly the same pieces, or one contains the other."""
    ours, theirs = pieces(one), pieces(other)
    return likeness(ours, theirs) >= SAME_FROM or _contains(ours, theirs) or _contains(theirs, ours)


def holds(whole: str, part: str) -> bool:
    """Say whether ``whole`` has ``part`` in it, or is mostly the same."""
    return _contains(pieces(whole), pieces(part), fewest=1) or likeness(pieces(whole), pieces(part)) >= SAME_FROM


def likeness(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    """Return the F1 (0..1) of the pieces of both, each counted as often as it stands."""
    shared = sum((Counter(one) & Counter(other)).values())
    return 2 * shared / (len(one) + len(other)) if one or other else 0.0


def _contains(whole: tuple[str, ...], part: tuple[str, ...], *, fewest: int = _FEWEST) -> bool:
    if len(part) < fewest and not any(not is_chinese(each) and len(each) > 1 for each in part):
        return False
    return any(whole[start : start + len(part)] == part for start in range(len(whole) - len(part) + 1)) and bool(part)
