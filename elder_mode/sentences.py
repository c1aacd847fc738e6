"""Where sentences end, how long they are, and how a long one is cut without losing a word. Pure."""

import re

MAX_HAN = 20
"""Chinese characters in a sentence: own decision, docs of the elder mode (product feature C2)."""
MAX_WORDS = 15
"""English words in a sentence (C2)."""
MAX_SENTENCES = 2
"""Sentences on one card (C2)."""

HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_LATIN_RUN = re.compile(r"[A-Za-z0-9]+(?:[.,:'’\-/][A-Za-z0-9]+)*")
_OPENERS = {"『": "』", "「": "」", "“": "”", "《": "》", "（": "）"}
_CLOSERS = frozenset(_OPENERS.values())
_ENDS = frozenset("。！？!?；;\n")
_PAUSES = frozenset("，,：:、—")


def split(text: str) -> tuple[str, ...]:
    """Return the sentences of ``text`` in order, each with its end mark.

    Marks inside 『』, 「」, “”, 《》 and （） end nothing: what a screen or a person said stays whole. A full stop
    of Latin writing ends a sentence only before a space or at the end, so that 3.5 and www.a.cn stay whole.
    """
    parts: list[str] = []
    start = 0
    for place, mark in _outside_quotes(text):
        is_stop = mark == "." and (place + 1 == len(text) or text[place + 1].isspace())
        if mark not in _ENDS and not is_stop:
            continue
        if place + 1 < len(text) and text[place + 1] in "。！？!?.":
            continue
        parts.append(text[start : place + 1].strip())
        start = place + 1
    parts.append(text[start:].strip())
    return tuple(part for part in parts if part.strip("。！？!?；;. \n"))


def unquoted(text: str) -> str:
    """Return ``text`` without what stands in quotation marks; they belong to somebody else and count for nothing."""
    bare, depth = [], 0
    for place, mark in enumerate(text):
        if mark in "『「“" and _closes(text, place):
            depth += 1
        elif mark in "』」”" and depth:
            depth -= 1
        elif not depth:
            bare.append(mark)
    return "".join(bare)


def length(sentence: str, language: str) -> int:
    """Return how long a sentence is: English words, or Chinese characters plus one for each run of digits or letters.

    Quoted words do not count.
    """
    bare = unquoted(sentence)
    runs = len(_LATIN_RUN.findall(bare))
    return runs if language == "en" else len(HAN.findall(bare)) + runs


def limit(language: str) -> int:
    """Return the most that a sentence of ``language`` may have, in the unit of ``length``."""
    return MAX_WORDS if language == "en" else MAX_HAN


def shorten(sentence: str, language: str) -> tuple[str, ...]:
    """Cut a sentence that is too long at its commas and colons. No word is lost; a cut comma becomes a full stop.

    A piece without any pause mark stays as long as it is: cutting inside a phrase would hurt more than length does.
    """
    if length(sentence, language) <= limit(language):
        return (sentence,)
    pieces: list[str] = []
    for phrase in _phrases(sentence):
        if pieces and length(pieces[-1] + phrase, language) <= limit(language):
            pieces[-1] += phrase
        else:
            pieces.append(phrase)
    stop = "." if language == "en" else "。"
    ended = [piece.strip().rstrip("，,：:、—").rstrip() + stop for piece in pieces[:-1]]
    return tuple(_capital(piece, language) for piece in (*ended, pieces[-1].strip()))


def _capital(piece: str, language: str) -> str:
    return piece[:1].upper() + piece[1:] if language == "en" else piece


def _phrases(sentence: str) -> list[str]:
    phrases: list[str] = []
    start = 0
    for place, mark in _outside_quotes(sentence):
        inside_number = (
            0 < place < len(sentence) - 1 and sentence[place - 1].isdigit() and sentence[place + 1].isdigit()
        )
        if mark in _PAUSES and not (mark in ",:" and inside_number) and place + 1 < len(sentence):
            phrases.append(sentence[start : place + 1])
            start = place + 1
    phrases.append(sentence[start:])
    return phrases


def _outside_quotes(text: str) -> list[tuple[int, str]]:
    places: list[tuple[int, str]] = []
    depth = 0
    for place, mark in enumerate(text):
        if mark in _OPENERS and _closes(text, place):
            depth += 1
        elif mark in _CLOSERS and depth:
            depth -= 1
        elif not depth:
            places.append((place, mark))
    return places


def _closes(text: str, place: int) -> bool:
    """Say whether the quotation that opens at ``place`` is ever closed; an open end must not swallow the rest."""
    return _OPENERS[text[place]] in text[place + 1 :]
