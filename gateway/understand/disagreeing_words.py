"""Apps, controls and outcomes that are said one way and shown another."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from gateway.issue import Claim, ClaimStatus, ObjectKind
from gateway.understand import names, saying
from gateway.understand.clauses import clauses
from gateway.understand.normalise import normalise
from gateway.understand.utterance import Utterance

Pair = tuple[str, Claim[str], Claim[str]]
_SPACES: Final = re.compile(r"\s+")
_STATES: Final = (("SAID_DONE", "SAID_NOT", "SEEN_NOT", "SEEN_DONE"), ("SAID_ON", "SAID_OFF", "SEEN_OFF", "SEEN_ON"))
_QUOTED: Final = re.compile(r"[『「“\"']([^』」”\"']{1,12})[』」”\"']")
_NAMED_BUTTON: Final = re.compile(
    r"(?:没有|没|找不到|看不到|看不见|没看到|没看见|没见|没找到|摸不着|有个|有一个|有|写着|标着)(?:那个|这个|什么|啥|个|一个|到)?"
    r"([\u4e00-\u9fffa-z]{2,8}?)(?:这个|那个)?(?:按钮|按键|键|选项|开关|字样|几个字|两个字|四个字|的字)"
)
_NOT_THERE: Final = re.compile(
    r"(?:(?<!我)没有|找不到|看不到|看不见|没看到|没看见|没见到?|没找到|冇|唔见|no|can'?t (?:see|find))"
    r"(?:那个|这个|什么|啥|个|一个| the| a| any)? ?([\u4e00-\u9fffa-z ]{2,12})"
)
_MIN_LABEL: Final = 2


def words_apart(
    own: Sequence[Utterance], seen: Sequence[Utterance], book: Mapping[str, re.Pattern[str]]
) -> Iterator[Pair]:
    """Yield where apps, controls and states differ."""
    yield from _apps(own, seen)
    yield from _controls(own, seen, book)
    yield from _states(own, seen, book)


def claim_of(utterance: Utterance, start: int, end: int, value: str | None = None) -> Claim[str]:
    """Return the characters ``start`` to ``end`` of the original words as a claim."""
    evidence = utterance.evidence(start, end)
    return Claim(
        value=value or evidence.quote,
        status=ClaimStatus.STATED if utterance.is_own_words else ClaimStatus.OBSERVED,
        confidence=utterance.confidence,
        evidence=(evidence,),
        method=utterance.method,
    )


def rows(utterance: Utterance) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, normalised words) of each row of a picture."""
    at = 0
    for line in utterance.text.split("\n"):
        if line.strip():
            yield at, at + len(line), normalise(line).text
        at += len(line) + 1


def _apps(own: Sequence[Utterance], seen: Sequence[Utterance]) -> Iterator[Pair]:
    """Yield the app that is meant and the only other one that the picture names."""
    said = [each.claim for each in names.objects(own) if each.kind is ObjectKind.APP]
    shown = [each.claim for each in names.objects(seen) if each.kind is ObjectKind.APP]
    if len(said) != 1 or len(shown) != 1:
        return
    one, other = said[0].value, shown[0].value
    if one in other or other in one:
        return
    title = next((words for each in seen for _, _, words in rows(each)), "")
    # An app that is only mentioned in the middle of a page is not the app that is open.
    if shown[0].value.lower() in title or normalise(shown[0].evidence[0].quote).text in title:
        yield "app", said[0], shown[0]


def _controls(
    own: Sequence[Utterance], seen: Sequence[Utterance], book: Mapping[str, re.Pattern[str]]
) -> Iterator[Pair]:
    shown = {_SPACES.sub("", words): claim_of(each, start, end) for each in seen for start, end, words in rows(each)}
    for utterance in own:
        for clause in clauses(utterance):
            label, start, end = _label(clause.text)
            if label is None:
                continue
            named = claim_of(utterance, *clause.whole.original(clause.start + start, clause.start + end))
            on_screen = shown.get(label)
            if book["ABSENT"].search(clause.text):
                if on_screen is not None:
                    yield "control", named, on_screen
            elif on_screen is None and book["PRESENT"].search(clause.text) and not any(label in row for row in shown):
                first = next(iter(shown.values()), None)
                if first is not None:
                    yield "control", named, first
    yield from _denied(own, shown)
    control = saying.control_named(own)
    if control is not None:
        label = _SPACES.sub("", normalise(control.label.value).text)
        is_denied = any(book["ABSENT"].search(normalise(each.text).text) for each in own)
        if is_denied and label in shown and len(label) >= _MIN_LABEL:
            yield "control", control.label, shown[label]


def _denied(own: Sequence[Utterance], shown: Mapping[str, Claim[str]]) -> Iterator[Pair]:
    """Yield what is said not to be there, and is a word of its own on the picture."""
    words = {part: claim for row, claim in shown.items() for part in (row, *_SPACES.split(claim.value))}
    for utterance in own:
        for clause in clauses(utterance):
            match = _NOT_THERE.search(clause.text)
            if match is None:
                continue
            label = next((part for part in words if match[1].startswith(part) and len(part) >= _MIN_LABEL), None)
            if label is not None:
                start = clause.start + match.start(1)
                yield "control", claim_of(utterance, *clause.whole.original(start, start + len(label))), words[label]


def _label(text: str) -> tuple[str | None, int, int]:
    match = _QUOTED.search(text) or _NAMED_BUTTON.search(text)
    if match is None:
        return None, 0, 0
    return _SPACES.sub("", match[1]), match.start(1), match.end(1)


def _states(own: Sequence[Utterance], seen: Sequence[Utterance], book: Mapping[str, re.Pattern[str]]) -> Iterator[Pair]:
    """Yield "it went through" beside a screen that says it did not, and the other way round."""
    for good, bad, seen_bad, seen_good in _STATES:
        said_bad = _stated(own, book[bad], book["ASKS"])
        said_good = _stated(own, book[good], book["ASKS"], without=book[bad])
        shown_bad, shown_good = _shown(seen, book[seen_bad]), _shown(seen, book[seen_good], without=book[seen_bad])
        if said_good and shown_bad and not said_bad and not shown_good:
            yield "state", said_good, shown_bad
        elif said_bad and shown_good and not said_good and not shown_bad:
            yield "state", said_bad, shown_good


def _stated(
    own: Sequence[Utterance],
    pattern: re.Pattern[str],
    asks: re.Pattern[str],
    without: re.Pattern[str] | None = None,
) -> Claim[str] | None:
    for utterance in own:
        for clause in clauses(utterance):
            match = pattern.search(clause.text)
            after = clause.whole.text[clause.end : clause.end + 1]
            if match is None or asks.search(clause.text + after):
                continue
            if without is not None and without.search(clause.text):
                continue
            return claim_of(utterance, *clause.whole.original(clause.start + match.start(), clause.start + match.end()))
    return None


def _shown(
    seen: Sequence[Utterance], pattern: re.Pattern[str], without: re.Pattern[str] | None = None
) -> Claim[str] | None:
    for utterance in seen:
        for start, end, words in rows(utterance):
            if pattern.search(words) and not (without is not None and without.search(words)):
                return claim_of(utterance, start, end)
    return None
