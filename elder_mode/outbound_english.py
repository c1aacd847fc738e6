"""The outbound rules for English: what a clause asks for, and what makes the same words harmless."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from elder_mode.vocabulary import load

_VOCABULARY = load("outbound-en")
_OBJECTS, _ACTS, _WORDS = _VOCABULARY.objects, _VOCABULARY.acts, _VOCABULARY.words


MAX_CLAUSES_BACK = 2
"""How far back "read them to me" may point."""
_QUOTE = re.compile(r"[“\"]([^“”\"]*)[”\"]")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Clause:
    """One clause with what stands around it in its sentence."""

    text: str
    before: str
    after: str


def broken_rules(text: str) -> set[str]:
    """Return the ids of the rules that ``text`` (NFKC, lower case) breaks."""
    text = without_reported_quotes(re.sub(r",\s*please\b", " please", text.replace("’", "'").replace("‘", "'")))
    clauses = _clauses(text)
    broken = {rule for clause in clauses for rule in _asked(clause)} | _asked_across(clauses)
    for clause in clauses:
        broken |= _said_wrongly(clause)
    if _WORDS["elderspeak"].search(text):
        broken.add("elderspeak")
    if re.search(r"\b(?:codes?|passwords?|pins?)\b[^?]*\bkeep (?:it|them|that) to yourself\b", text):
        broken.discard("asks_secrecy")
    return broken


def without_reported_quotes(text: str) -> str:
    """Drop what somebody else said or a screen shows; keep a quote that the person is told to use."""

    def read(match: re.Match[str]) -> str:
        before = text[: match.start()]
        if _WORDS["pointing"].search(before):
            return match[1]
        return "something" if _WORDS["reporting"].search(before) or len(match[1].split()) <= 3 else match[1]  # noqa: PLR2004  # a label

    return _QUOTE.sub(read, text)


def _clauses(text: str) -> list[_Clause]:
    clauses: list[_Clause] = []
    for sentence in re.split(r"(?<=[.!?\n。！？])(?=\s|$)", text):
        parts = [
            part.strip()
            for part in re.split(
                r"(?<=[,;，；])\s+|\s+(?=but\b)|\s+(?=and (?:then )?(?:please|tell|send|read|give|pay))|[—]", sentence
            )
        ]
        kept = [part for part in parts if re.search(r"\w", part)]
        clauses.extend(
            _Clause(text=part, before=" ".join(kept[:place]), after=" ".join(kept[place + 1 :]))
            for place, part in enumerate(kept)
        )
    return clauses


def _asked(clause: _Clause) -> set[str]:
    asked = set()
    for rule, pattern in _OBJECTS.items():
        for thing in pattern.finditer(clause.text):
            if _is_reveal_asked(clause.text, thing) and not _is_harmless(clause, thing.end()):
                asked.add(rule)
    for rule, pattern in _ACTS.items():
        for act in pattern.finditer(clause.text):
            if not _WORDS["stop"].search(clause.text[: act.start()]) and not _is_harmless(clause, act.end()):
                asked.add(rule)
    return asked


def _is_reveal_asked(text: str, thing: re.Match[str]) -> bool:
    rest = text[: thing.start()] + "_" + text[thing.end() :]
    bare = re.sub(r"^(?:your |the |my )?\s*_\s*(?:please|\?|now)\W*$", "tell", rest)
    if _WORDS["reveal"].search(bare):
        return True
    if _WORDS["enter"].search(rest) is None:
        return False
    places = re.sub(r"\bnot (?:in|into|to|on) .*", "", text)
    return _WORDS["our_place"].search(places) is not None or _WORDS["own_place"].search(places) is None


def _is_harmless(clause: _Clause, end: int) -> bool:
    text = clause.text
    if _is_denied(clause, end):
        return True
    if _WORDS["others"].search(text[:end]):
        return True
    warns = _WORDS["warning"].search(clause.after) or _WORDS["warning"].search(text[end:])
    opens = _WORDS["opening"].search(text) or _WORDS["opening"].search(clause.before)
    if opens and (warns or (_WORDS["others"].search(clause.before) and not _WORDS["to_us"].search(text))):
        return True
    return not _WORDS["to_us"].search(text) and _WORDS["happened"].search(text) is not None


def _is_denied(clause: _Clause, end: int) -> bool:
    if _WORDS["threat"].search(clause.text) and _WORDS["consequence"].search(clause.text + " " + clause.after):
        return False
    bare = _WORDS["harmless_no"].sub("_", clause.text[:end])
    if _WORDS["no"].search(bare):
        return True
    # "no password, no code": a list that began with a denial goes on denying.
    listed = re.match(r"^(?:(?:or|and|nor)\b)", clause.text) or len(clause.text.split()) <= 3  # noqa: PLR2004
    return bool(listed) and _WORDS["no"].search(_WORDS["harmless_no"].sub("_", clause.before)) is not None


def _asked_across(clauses: Sequence[_Clause]) -> set[str]:
    asked: set[str] = set()
    named: dict[str, int] = {}
    for place, clause in enumerate(clauses):
        own = [rule for rule, pattern in _OBJECTS.items() if pattern.search(clause.text)]
        for rule in own:
            if not _is_denied(clause, len(clause.text)) and not _WORDS["others"].search(clause.text):
                named[rule] = place
        if not own and _WORDS["pointer_only"].match(clause.text):
            asked |= {rule for rule, seen in named.items() if place - seen <= MAX_CLAUSES_BACK}
    return asked


def _said_wrongly(clause: _Clause) -> set[str]:
    text = clause.text
    others = (
        _WORDS["others"].search(text) is not None or _WORDS["warning"].search(text + " " + clause.after) is not None
    )
    broken = set()
    if (
        _WORDS["secrecy"].search(text)
        and not others
        and not re.search(r"\b(?:we|i) (?:will not|won't|do not|don't|never)\b", text)
    ):
        broken.add("asks_secrecy")
    if _is_promised(text) and not others and "?" not in text + clause.after:
        broken.add("promises_money")
    warned = (
        _WORDS["no"].search(text) is not None
        or re.search(r"\b(?:before you|ask (?:a|your|the))\b", text + " " + clause.after) is not None
    )
    if _WORDS["dose"].search(text) and not _WORDS["dose_source"].search(clause.before + " " + text) and not warned:
        broken.add("advises_dose")
    if _WORDS["blame"].search(text) and not _WORDS["not_blame"].search(text):
        broken.add("blames")
    return broken


def _is_promised(text: str) -> bool:
    """Say whether money is promised; a "no" before the promise makes it none, but "no risk" is one itself."""
    promise = _WORDS["promise"].search(text)
    if promise is None:
        return False
    before = re.sub(r"no risk|can(?:no|')t lose", "", _WORDS["harmless_no"].sub("_", text[: promise.end()]))
    return _WORDS["no"].search(before) is None
