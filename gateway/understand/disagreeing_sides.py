"""Things that are one way or the other: what a person chose or did, beside what the picture shows.

The words stand in ``lexicon/sides.toml``.
"""

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from gateway.issue import Claim
from gateway.understand.clauses import clauses
from gateway.understand.disagreeing_words import Pair, claim_of, rows
from gateway.understand.normalise import LEXICON
from gateway.understand.utterance import Utterance

_GAP: Final = re.compile(r"#(\d+)")
_NEGATION: Final = r"(?:没有?|未曾?|还没|从没|不曾|冇|从来不|never|did ?n.t|have ?n.t|has ?n.t|not|no)"
_DENIED: Final = re.compile(r"(?:不是|没有?|未|不|别|从来?没|冇|\b(?:not|never|no|did ?n.t|is ?n.t))[^,。!?;]{0,3}$")
_ASKED: Final = re.compile(r"吗|是不是|有没有|还是|哪|怎么(?!又)|\?$")
_ON: Final = re.compile(r"开着|打开了|开了|开的|已?开启|已打开|\bon\b|enabled")
_OFF: Final = re.compile(r"关着|关了|关掉|关的|没开|没有开|已?关闭|未开|\boff\b|disabled")
_ROUTE: Final = re.compile(r"([\u4e00-\u9fff]{2,7}?)(?:站)? *(?:→|->|—+|至|➔|⇀) *([\u4e00-\u9fff]{2,7})(?:站)?")
_FROM: Final = re.compile(r"从([\u4e00-\u9fff]{2,6}?)(?:站)?(?:走|出发|上车|发车|坐|开)")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Side:
    values: tuple[re.Pattern[str], ...]
    row: re.Pattern[str] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Done:
    """How a group of verbs is said to be done or not, and shown to be done or not."""

    said_not: re.Pattern[str]
    said: re.Pattern[str]
    seen: re.Pattern[str]
    seen_not: re.Pattern[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Table:
    sides: tuple[_Side, ...]
    verbs: tuple[_Done, ...]
    opposites: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]
    toggles: tuple[re.Pattern[str], ...]


@lru_cache(maxsize=1)
def _table() -> _Table:
    data = tomllib.loads((LEXICON / "sides.toml").read_text("utf-8"))
    return _Table(
        sides=tuple(
            _Side(
                values=tuple(_any(words) for words in each["values"]),
                row=_any([each["row"]]) if "row" in each else None,
            )
            for each in data["sides"]
        ),
        verbs=tuple(_done(words) for words in data["verbs"]["groups"]),
        opposites=tuple((_any([one]), _any([other])) for one, other in data["verbs"]["opposites"]),
        toggles=tuple(_any([name]) for name in data["toggles"]["names"]),
    )


def _any(words: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(_GAP.sub(lambda gap: f"[^,。!?;]{{0,{gap[1]}}}?", word) for word in words))


def _done(words: list[str]) -> _Done:
    verbs = "(?:" + "|".join(words) + ")"
    if words[0].isascii():
        return _Done(
            said_not=re.compile(rf"{_NEGATION}[^,.!?;]{{0,12}}{verbs}"),
            said=re.compile(rf"\b(?:i|they|it|has|have|'ve|was|is)[^.!?]{{0,12}}\b{verbs}"),
            seen=re.compile(rf"(?<!not )(?<!not yet )\b{verbs}\b"),
            seen_not=re.compile(rf"(?:not |not yet |awaiting |pending |un){verbs}"),
        )
    return _Done(
        said_not=re.compile(rf"{_NEGATION}[^,。!?;]{{0,6}}{verbs}"),
        said=re.compile(rf"(?:已经?|都|早就?|刚){verbs}|{verbs}(?:了|过|好|咗|成功)"),
        seen=re.compile(rf"已(?:经)?{verbs}|{verbs}成功"),
        seen_not=re.compile(rf"(?:未|待|尚未|没有|等待)[^,。!?;\s]{{0,3}}{verbs}|{verbs}(?:失败|未成功)"),
    )


def sides_apart(own: Sequence[Utterance], seen: Sequence[Utterance]) -> Iterator[Pair]:
    """Yield where a choice, a deed, a switch or a place differs."""
    table = _table()
    shown = [(words, claim_of(each, start, end)) for each in seen for start, end, words in rows(each)]
    told = [
        (clause.text, claim_of(utterance, *clause.whole.original(clause.start, clause.end)))
        for utterance in own
        for clause in clauses(utterance)
    ]
    for side in table.sides:
        yield from _alternatives(side, told, shown)
    for verb in table.verbs:
        yield from _deeds(verb, told, shown)
    for one, other in table.opposites:
        yield from _opposites(one, other, told, shown)
    for name in table.toggles:
        yield from _toggles(name, told, shown)
    yield from _places(told, shown)


Rows = Sequence[tuple[str, Claim[str]]]


def _alternatives(side: _Side, told: Rows, shown: Rows) -> Iterator[Pair]:
    about = [(words, claim) for words, claim in shown if side.row is None or side.row.search(words)]
    on_screen = [
        (place, claim) for words, claim in about for place, each in enumerate(side.values) if each.search(words)
    ]
    for words, claim in told:
        for place, each in enumerate(side.values):
            match = each.search(words)
            if match is None or _DENIED.search(words[: match.start()]) or _ASKED.search(words):
                continue
            if on_screen and all(other != place for other, _ in on_screen):
                yield "choice", claim, on_screen[0][1]
                return


def _deeds(verb: _Done, told: Rows, shown: Rows) -> Iterator[Pair]:
    done = next((claim for words, claim in shown if verb.seen.search(words) and not verb.seen_not.search(words)), None)
    not_done = next((claim for words, claim in shown if verb.seen_not.search(words)), None)
    for words, claim in told:
        if _ASKED.search(words):
            continue
        says_not = verb.said_not.search(words) is not None
        if says_not and done is not None and not_done is None:
            yield "state", claim, done
        elif not says_not and verb.said.search(words) and not_done is not None and done is None:
            yield "state", claim, not_done


def _opposites(one: re.Pattern[str], other: re.Pattern[str], told: Rows, shown: Rows) -> Iterator[Pair]:
    for first, second in ((one, other), (other, one)):
        said = next((claim for words, claim in told if _plainly(first, words)), None)
        seen = next((claim for words, claim in shown if second.search(words)), None)
        if said is not None and seen is not None and not any(first.search(words) for words, _ in shown):
            yield "state", said, seen


def _plainly(pattern: re.Pattern[str], words: str) -> bool:
    match = pattern.search(words)
    return match is not None and not _DENIED.search(words[: match.start()]) and not _ASKED.search(words)


def _toggles(name: re.Pattern[str], told: Rows, shown: Rows) -> Iterator[Pair]:
    for words, claim in told:
        if not name.search(words) or _ASKED.search(words):
            continue
        is_off = _OFF.search(words) is not None
        if not is_off and _ON.search(words) is None:
            continue
        for row, seen in shown:
            shows_off, shows_on = _OFF.search(row) is not None, _ON.search(row) is not None
            if name.search(row) and shows_off not in {shows_on, is_off}:
                yield "state", claim, seen
                return


def _places(told: Rows, shown: Rows) -> Iterator[Pair]:
    """Yield a place of departure that is not the one of the route that is shown."""
    routes = [(match, claim) for words, claim in shown if (match := _ROUTE.search(words)) is not None]
    for words, claim in told:
        start = _FROM.search(words)
        if start is None or not routes or _ASKED.search(words):
            continue
        said = start[1].removesuffix("站")
        if not any(said in route[1] or route[1] in said for route, _ in routes):
            yield "choice", claim, routes[0][1]
            return
