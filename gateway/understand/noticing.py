"""Signs, over the turns of a conversation, that somebody would be helped better in another way. Never a diagnosis.

Each sign adds points (``lexicon/access_signs.toml`` and the plain statements of ``lexicon/access.toml``); at ``ASK_AT``
points of one kind the person is asked once whether another way would be better. What the listener of ``signs.py`` hears
in a turn, or in all of them, counts too; points for which it hears nothing at all do not.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final, Literal

from gateway.understand import rules, signs
from gateway.understand.normalise import Normalised, normalise

Kind = Literal["vision", "hearing", "tremor", "memory"]
KINDS: Final[tuple[Kind, ...]] = ("vision", "hearing", "tremor", "memory")
ASK_AT: Final = 3
"""Points (dialogue.md, section 3)."""
POINTS: Final[Mapping[str, int]] = {"high": 3, "medium": 2, "low": 1}
STATED: Final[Mapping[str, int]] = {
    "access.blind": 3,
    "access.low_vision": 3,
    "access.feels": 3,
    "access.hearing": 3,
    "access.louder": 2,
    "access.tremor": 3,
    "access.memory": 3,
}
HEARS: Final = 0.3
"""From this probability on the listener hears a sign (docs/measurements.md)."""
HEARS_IN_PASSING: Final = 0.9
"""The same where something passing was named: noise, cold, another person."""
HEARS_NOTHING: Final = 0.04
"""Below it the words that made the points mean something else."""
SAME_QUESTION: Final = 0.5
"""Share of the shorter question's pairs of characters that stand in the other one too."""
_MIN_PAIRS: Final = 4
_ASKS: Final = re.compile(r"[?]|怎么|哪里|哪|什么|多少|吗|几时|几点|\b(?:how|where|what|which|when|who)\b")
_WHERE: Final = re.compile(r"在哪|哪里|哪个位置|底下哪|找不到|寻来寻去|\bwhere\b|can'?t find")
_TOLD: Final = re.compile(r"你说|您说|你讲|you (?:say|said|told)")
_WHERE_TURNS: Final = 3
_BREAKS: Final = re.compile(r"[,。!?;:\s]+")
_NOTHING: Final = re.compile(
    r"那个|这个|我想问|我要问|请问|对了|姑娘|闺女|小伙子|小陈|你好|一下|啊|呀|呢|吧|now then|could you|tell me|please"
)


def noticed(turns: Sequence[str], language: str) -> tuple[Kind | None, ...]:  # noqa: ARG001  # all languages are heard
    """Return after each of ``turns`` what a careful listener should now offer help for, or None.

    Args:
        turns: the person's own words, message by message, oldest first.
        language: ``zh-CN``, ``yue`` or ``en``; people mix them, so every rule is tried.
    """
    points: dict[Kind, int] = dict.fromkeys(KINDS, 0)
    done: dict[Kind, int] = dict.fromkeys(KINDS, 0)
    found: list[Kind | None] = []
    for place in range(len(turns)):
        for kind, more in _signs(turns[place]):
            points[kind] += more
        done["memory"] += _asked_again(turns[: place + 1])
        done["vision"] += _looks_in_vain(turns[: place + 1])
        found.append(_most(points, done, turns[: place + 1]))
    return tuple(found)


def _most(said: Mapping[Kind, int], done: Mapping[Kind, int], turns: Sequence[str]) -> Kind | None:
    """Return the kind that most speaks for: words and what was done, weighed by what the listener hears."""
    so_far, now = signs.heard(" ".join(turns)), signs.heard(turns[-1])
    heard = {kind: max(so_far[kind], now[kind]) for kind in KINDS}
    most = max(KINDS, key=lambda kind: said[kind] + done[kind])
    if said[most] + done[most] >= ASK_AT and (heard[most] >= HEARS_NOTHING or done[most] >= ASK_AT):
        return most
    loudest = max(KINDS, key=lambda kind: heard[kind])
    is_passing = any(loudest in _passing(normalise(turn).text) for turn in turns)
    return loudest if heard[loudest] >= (HEARS_IN_PASSING if is_passing else HEARS) else None


def _signs(turn: str) -> Iterator[tuple[Kind, int]]:
    normalised = normalise(turn)
    passing = _passing(normalised.text)
    for kind, hit in sign_hits(normalised):
        yield kind, POINTS[hit.rule.level or "low"]
    for hit in rules.hits(rules.load("access"), normalised):
        for kind in KINDS:
            if hit.rule.kind == kind and kind not in passing:
                yield kind, STATED[hit.rule.id]


def sign_hits(normalised: Normalised) -> Iterator[tuple[Kind, rules.Hit]]:
    """Yield the indirect signs that stand in what somebody says, with their places; none that something explains."""
    passing = _passing(normalised.text)
    for hit in rules.hits(rules.load("access_signs"), normalised):
        for kind in KINDS:
            if hit.rule.kind == kind and kind not in passing:
                yield kind, hit


def _passing(plain: str) -> set[Kind]:
    """Return the kinds of which a turn names a passing cause, a faulty thing or another person."""
    guards = rules.load("access_signs").guards
    return {kind for kind in KINDS if guards[kind].search(plain)}


def _asked_again(turns: Sequence[str]) -> int:
    """Return points when the last turn asks what was asked before, with something else in between."""
    now = _pairs(turns[-1])
    is_again = any(_is_same(now, _pairs(turn)) for turn in turns[:-2])
    return ASK_AT if is_again else 0


def _pairs(turn: str) -> frozenset[str]:
    """Return the pairs of characters (English: words) of the questions in ``turn``."""
    plain = normalise(turn).text
    if _ASKS.search(plain) is None:
        return frozenset()
    bare = _NOTHING.sub("", plain)
    pieces = bare.split() if bare.isascii() else list(_BREAKS.sub("", bare))
    return frozenset("".join(pair) for pair in pairwise(pieces))


def _is_same(first: frozenset[str], second: frozenset[str]) -> bool:
    least = min(len(first), len(second))
    return least >= _MIN_PAIRS and len(first & second) >= SAME_QUESTION * least


def _looks_in_vain(turns: Sequence[str]) -> int:
    """Return points when somebody is told where a thing stands, and goes on asking where."""
    asked = [turn for turn in turns if _WHERE.search(normalise(turn).text)]
    is_told = any(_TOLD.search(normalise(turn).text) for turn in turns[1:])
    return ASK_AT if len(asked) >= _WHERE_TURNS and is_told and asked[-1] is turns[-1] else 0
