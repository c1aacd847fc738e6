"""The matter of a long telling: people begin with the weather and what is long solved, and come to the point late.

Every clause is weighed: what a screen said, what fails, what is wished; words that turn to the matter raise what
follows, and what is over ("that is fixed") is set aside. Values stay the person's very words; nothing found is None.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from gateway.issue import Claim
from gateway.understand import rules
from gateway.understand.clauses import stretch
from gateway.understand.normalise import Normalised, normalise
from gateway.understand.utterance import Utterance

LONG: Final = 120
"""Chinese characters from which a message is a telling."""
LATIN_FACTOR: Final = 3
"""Three or four Latin letters say what one Chinese character says."""
MAX_VALUE: Final = 20
"""Chinese characters of a goal or a symptom."""
MAX_STEPS: Final = 12
MAX_BESIDE: Final = 3
"""Other failures that are kept as evidence of the same matter."""
GENERIC: Final = frozenset(
    {"软件", "程序", "小程序", "账单", "订单", "单", "码", "卡", "视频", "app", "phone", "card", "letter"}
)
"""Things that many things are called; a name of its own says more."""
MAX_COUNTED: Final = 3
"""Times that a thing is named; more say no more."""
MIN_GOAL: Final = 3.0
MIN_SYMPTOM: Final = 3.0
_SENTENCE: Final = re.compile(r"(?:[\"“「『][^\"”」』\n]*[\"”」』]|[^。!?\n.]|\.(?!\s|$))+[。!?.]*")
_CLAUSE: Final = re.compile(r"(?:[\"“「『][^\"”」』\n]*[\"”」』]|[^,;:。!?\n]|[,:](?=\s?[\"“「『]))+")
"""What a screen said belongs to the words before it, over a comma."""
_QUOTES: Final = re.compile(r"[\"“「『][^\"”」』\n]*[\"”」』]")
_HEAD: Final = re.compile(
    r"^(?:[\s\"”」』]|可是|可|但是|但|然后|结果|哪晓得|哪知道|谁知道?|怎么|那个|这个|就是|它就|就|又|才|也|却|而且"
    r"|所以|不过呢?|and |but |so |then |well )+"
)
_EDGE: Final = re.compile(
    r".*(?:的|个|我|那|这|在|把|给|用|是|张|部|办|订(?!单)|交|领|有|她|他|讲|里头?|来|号|什么|说|过|了|咗|喺|此|该|去|到|和|跟|嘅|一|查|看|下|叫|出|从)"
)
_TAIL: Final = re.compile(r"(?:[\s.了啊呀呢吗嘛吧哈哦喽咋]|就行|就好|就成)+$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """What a telling is about. What was not found is None."""

    goal: Claim[str] | None
    symptom: Claim[str] | None
    thing: Claim[str] | None
    steps: tuple[Claim[str], ...]
    """What was tried."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """One clause of the telling."""

    start: int
    end: int
    text: str
    is_over: bool
    is_late: bool
    """It stands after words that turn to the matter."""
    place: float
    """0..1: how far in."""


def is_telling(utterance: Utterance) -> bool:
    """Say whether the words are long enough to be a telling."""
    factor = LATIN_FACTOR if utterance.text.isascii() or _is_mostly_latin(utterance.text) else 1
    return utterance.is_own_words and len(utterance.text) >= LONG * factor


def _is_mostly_latin(text: str) -> bool:
    return sum("a" <= char <= "z" for char in text.lower()) > len(text) // 2


def matter(utterances: Sequence[Utterance]) -> Matter | None:
    """Return what the longest telling among ``utterances`` is about, or None when nobody tells at length."""
    tellings = [utterance for utterance in utterances if is_telling(utterance)]
    if not tellings:
        return None
    utterance = max(tellings, key=lambda each: len(each.text))
    whole = normalise(utterance.text)
    parts = _parts(whole)
    by_weight = sorted(parts, key=_symptom_score, reverse=True)
    symptom = by_weight[0] if by_weight else None
    beside = [part for part in by_weight[1 : MAX_BESIDE + 1] if _symptom_score(part) >= MIN_SYMPTOM]
    goal = max(parts, key=_goal_score, default=None)
    has_symptom = symptom is not None and _symptom_score(symptom) >= MIN_SYMPTOM
    has_goal = goal is not None and _goal_score(goal) >= MIN_GOAL
    return Matter(
        goal=_goal_claim(utterance, whole, goal) if goal is not None and has_goal else None,
        symptom=_symptom_claim(utterance, whole, symptom, beside) if symptom is not None and has_symptom else None,
        thing=_thing(utterance, whole, parts, symptom if has_symptom else goal),
        steps=_steps(utterance, whole, parts),
    )


def _class(name: str) -> re.Pattern[str]:
    return rules.load("stories").classes[name]


def _parts(whole: Normalised) -> list[_Part]:
    found: list[_Part] = []
    is_late = False
    for sentence in _SENTENCE.finditer(whole.text):
        over_until = max((match.end() for match in _class("OVER").finditer(sentence.group())), default=0)
        for clause in _CLAUSE.finditer(whole.text, sentence.start(), sentence.end()):
            text = clause.group()
            is_late = is_late or _class("TURN").search(text) is not None
            shows = _shown(text) is not None
            found.append(
                _Part(
                    start=clause.start(),
                    end=clause.end(),
                    text=text,
                    is_over=clause.start() < sentence.start() + over_until and not shows,
                    is_late=is_late,
                    place=clause.start() / max(1, len(whole.text)),
                )
            )
    return found


def _shown(text: str) -> re.Match[str] | None:
    """Return where a screen shows words, with the words."""
    if _class("PERSON").search(text) is not None:
        return None
    return re.search(rf"(?:{_class('SHOWS').pattern})[^,。\"“「]{{0,6}}(?:{_class('QUOTED').pattern})", text)


def _symptom_score(part: _Part) -> float:
    score = 0.0
    shown = _shown(part.text)
    if shown is not None:
        score += 2.5 + (2.5 if _class("BAD").search(shown.group()) else 0.0)
    if _class("FAILS").search(part.text):
        score += 3.0
    if score == 0.0:
        return 0.0
    score += (2.0 if part.is_late else 0.0) - (6.0 if part.is_over else 0.0)
    score -= 1.5 if _class("PERSON").search(part.text) else 0.0
    score -= 2.0 if _class("BEFORE").search(part.text) else 0.0
    return score + part.place


def _goal_score(part: _Part) -> float:
    score = 0.0
    wish = _class("WISH").search(part.text)
    if wish is not None and part.end - part.start - wish.end() > 0:
        strong = re.search(r"就|只|其实|问|晓得|明白|only|just|need|求", wish.group())
        score += 4.5 if strong else 3.5
    elif _class("ASK").search(part.text) or _class("ENOUGH").search(part.text):
        score += 4.0
    if score == 0.0:
        return 0.0
    score += (1.5 if part.is_late else 0.0) - (6.0 if part.is_over else 0.0)
    return score + part.place * 2


def _goal_claim(utterance: Utterance, whole: Normalised, part: _Part) -> Claim[str] | None:
    wish = _class("WISH").search(part.text)
    start = part.start + (wish.end() if wish is not None else 0)
    return _claim(utterance, whole, start, part.end, "story.goal")


def _symptom_claim(utterance: Utterance, whole: Normalised, part: _Part, beside: Sequence[_Part]) -> Claim[str] | None:
    """Return what happens, in the words of the heaviest clause; the next heaviest stand beside it as evidence."""
    first, *more = (_symptom_words(utterance, whole, each) for each in (part, *beside))
    if first is None:
        return None
    evidence = tuple(piece for claim in (first, *more) if claim is not None for piece in claim.evidence)
    return replace(first, evidence=evidence)


def _symptom_words(utterance: Utterance, whole: Normalised, part: _Part) -> Claim[str] | None:
    shown = _shown(part.text)
    if shown is not None and len(part.text) > MAX_VALUE:
        return _claim(utterance, whole, part.start + shown.start(), part.start + shown.end(), "story.symptom")
    return _claim(utterance, whole, part.start, part.end, "story.symptom")


def _claim(utterance: Utterance, whole: Normalised, start: int, end: int, rule: str) -> Claim[str] | None:
    text = whole.text[start:end]
    head = _HEAD.match(text)
    if head is not None and head.end() < len(text):
        start += head.end()
    tail = _TAIL.search(whole.text[start:end])
    if tail is not None and tail.start() > 0:
        end = start + tail.start()
    most = MAX_VALUE * (LATIN_FACTOR if _is_mostly_latin(text) else 1)
    if end - start > most:
        end = start + most
        while end < len(whole.text) and whole.text[end - 1 : end + 1].isascii() and whole.text[end].isalnum():
            end += 1
    return stretch(utterance, whole, start, end, 0.8, rule)


def _thing(utterance: Utterance, whole: Normalised, parts: Sequence[_Part], main: _Part | None) -> Claim[str] | None:
    """Return the thing named last before the main clause, or soon after it."""
    if main is None:
        return None
    found: list[tuple[int, int]] = []
    turned: set[tuple[int, int]] = set()
    for part in parts:
        if not part.is_over:
            bare = _QUOTES.sub(lambda match: " " * len(match.group()), part.text)
            here = [_trimmed(bare, match.start(), match.end(), part.start) for match in _class("THINGS").finditer(bare)]
            found.extend(here)
            turned.update(here if _class("TURN").search(bare) else ())
    if not found:
        return None
    text = whole.text
    before = [span for span in found if span[0] <= main.end] or found[:1]

    def weight(span: tuple[int, int]) -> tuple[bool, float, int]:
        name = text[slice(*span)]
        return span in turned, min(MAX_COUNTED, text.count(name)) - (name in GENERIC), span[0]

    start, end = max(before, key=weight)
    return stretch(utterance, whole, start, end, 0.6, "story.thing")


def _trimmed(bare: str, start: int, end: int, offset: int) -> tuple[int, int]:
    """Return where the thing itself begins: what stands before its name in the run of characters is cut off."""
    edge = _EDGE.match(bare[start : end - 1])
    return offset + start + (edge.end() if edge else 0), offset + end


def _steps(utterance: Utterance, whole: Normalised, parts: Sequence[_Part]) -> tuple[Claim[str], ...]:
    claims = (
        _claim(utterance, whole, part.start + match.start(), part.end, "steps.tried")
        for part in parts
        if not part.is_over and (match := _class("TRIED").search(part.text)) is not None
    )
    return tuple(claim for claim in claims if claim is not None)[:MAX_STEPS]
