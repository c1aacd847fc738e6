"""What a person wants, what happens instead, which control they look for: in their very words, or null.

The patterns stand in ``lexicon/saying.toml``; they are tried clause by clause, in order of trust.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from gateway.issue import Claim
from gateway.understand import names
from gateway.understand.clauses import Clause, clauses, patterns
from gateway.understand.normalise import normalise
from gateway.understand.utterance import Utterance

MAX_GOAL: Final = 18
MAX_SYMPTOM: Final = 18
MAX_LABEL: Final = 10
MAX_NOUN: Final = 3
"""Characters. A longer clause before a failure is no noun that belongs to it."""
LATIN_TIMES: Final = 3
"""A word of three or four letters says what one Chinese character says."""
MIN_BEFORE_FAILURE: Final = 3
"""What stands before a failure is a goal only when it is more than a bare thing."""
MIN_CHARS: Final = 2
"""One character says nothing."""
_OPENING: Final = "『「“\"'‘《【["


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedControl:
    """A control whose place the person asks for."""

    label: Claim[str]
    said: str
    """The whole clause that asks for it."""


def goal(utterances: Sequence[Utterance]) -> Claim[str] | None:
    """Return what the person wants to get done, as they said it, or None."""
    for pattern in _every("goal"):
        for clause in _all_clauses(utterances):
            match = pattern.search(clause.text)
            if match is None or _one("negated").search(clause.text[: match.start()]):
                continue
            words = _goal_words(match.group("goal"))
            if len(words) >= MIN_CHARS and not _one("no_goal").search(words):
                start = match.start("goal")
                return clause.claim(start, start + len(words), confidence=0.9, rule="goal")
    return None


def _goal_words(words: str) -> str:
    words = words[: _window(words, 0, 0, 1, MAX_GOAL)[1]]
    words = _one("goal_tail").sub("", words).rstrip()
    fails = _one("fail").search(words)
    if fails is None:
        return words
    before = words[: fails.start()].rstrip("它他她就老总也都")
    return before if len(before) >= MIN_BEFORE_FAILURE else ""


def symptom(utterances: Sequence[Utterance]) -> Claim[str] | None:
    """Return what happens instead, as the person said it, or None; "it does not work" alone says nothing."""
    weak: Claim[str] | None = None
    before: Clause | None = None
    for clause in _all_clauses(utterances):
        found = _symptom_in(clause, before)
        before = clause
        if found is not None and len(found.value) > MIN_CHARS:
            return found
        weak = weak or found
    return weak


def _symptom_in(clause: Clause, before: Clause | None) -> Claim[str] | None:
    match = _one("fail").search(clause.text)
    if match is None or _one("not_named").match(clause.text):
        return None
    head = _one("symptom_head").match(clause.text)
    start = head.end() if head is not None and head.end() <= match.start() else 0
    pronoun = _one("pronoun").match(clause.text[: match.start()])
    start = max(start, pronoun.end() if pronoun else 0)
    start, end = _window(clause.text, start, match.start(), match.end(), MAX_SYMPTOM)
    is_bare = _one("noun_needed").match(clause.text[start:end]) is not None and start == 0
    if is_bare and before is not None and before.utterance is clause.utterance and len(before.text) <= MAX_NOUN:
        joined = before.claim(0, clause.start + end - before.start, confidence=0.85, rule="symptom")
        if joined is not None and len(joined.value) <= MAX_SYMPTOM:
            return joined
    return clause.claim(start, end, confidence=0.85, rule="symptom")


def control_named(utterances: Sequence[Utterance]) -> NamedControl | None:
    """Return the control whose place the person asks for, or None."""
    for pattern in _every("control"):
        for clause in _all_clauses(utterances):
            match = pattern.search(clause.text)
            label = _label(clause, match) if match is not None else None
            if label is not None:
                whole = clause.claim(0, len(clause.text), confidence=label.confidence, rule="control")
                return NamedControl(label=label, said=whole.value if whole is not None else label.value)
    return None


def _label(clause: Clause, match: re.Match[str]) -> Claim[str] | None:
    start, label = match.start("label"), match.group("label")
    trimmed = _one("label_edge").sub("", label).strip()
    is_quoted = start > 0 and clause.text[start - 1] in _OPENING
    longest = MAX_LABEL * (LATIN_TIMES if trimmed.isascii() else 1)
    if not 0 < len(trimmed) <= longest or (not is_quoted and _one("no_label").search(trimmed)):
        return None
    start += label.index(trimmed)
    return clause.claim(start, start + len(trimmed), confidence=0.85, rule="control")


def is_plain_control(named: NamedControl) -> bool:
    """Say whether what is looked for can only be a control: its whole name is one that buttons bear."""
    return _one("plain_control").search(normalise(named.label.value).text.strip()) is not None


def vague(utterances: Sequence[Utterance]) -> bool:
    """Say whether the words name no thing, no wish and nothing that happens."""
    known = goal(utterances) or symptom(utterances) or control_named(utterances)
    return known is None and not names.objects(utterances)


def _window(text: str, start: int, core0: int, core1: int, most: int) -> tuple[int, int]:
    """Return a stretch of ``text`` from ``start``, with ``core0`` to ``core1`` in it, of at most ``most`` characters.

    That is Chinese ones; Latin letters count a third, and no word is cut.
    """
    limit = _chars(text[start:], most)
    if core1 - start > limit:
        start = max(start, core0 - 4)
        limit = _chars(text[start:], most)
    end = min(len(text), max(core1, start + limit))
    while 0 < start < len(text) and _in_word(text[start - 1]) and _in_word(text[start]):
        start -= 1
    while end < len(text) and _in_word(text[end]) and _in_word(text[end - 1]):
        end += 1
    return start, end


def _chars(text: str, most: int) -> int:
    """Return how many characters of ``text`` weigh no more than ``most`` Chinese ones."""
    weight = 0
    for place, char in enumerate(text):
        weight += 1 if char.isascii() else LATIN_TIMES
        if weight > most * LATIN_TIMES:
            return place
    return len(text)


def _in_word(char: str) -> bool:
    return char.isascii() and char.isalnum()


def _every(name: str) -> tuple[re.Pattern[str], ...]:
    return patterns("saying")[name]


def _one(name: str) -> re.Pattern[str]:
    return _every(name)[0]


def _all_clauses(utterances: Sequence[Utterance]) -> list[Clause]:
    """Return the clauses of the person's own words; what stands in a picture wants nothing."""
    return [clause for utterance in utterances if utterance.is_own_words for clause in clauses(utterance)]
