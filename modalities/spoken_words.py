"""Puts recognised words at their places in a text, and their times inside the recording."""

from collections.abc import Sequence
from dataclasses import dataclass

from modalities.evidence import Word

_NO_SPACE_BETWEEN = ("一", "鿿")


@dataclass(frozen=True, slots=True, kw_only=True)
class SpokenWord:
    """One word as an engine gave it."""

    text: str
    t0_s: float
    t1_s: float
    confidence: float
    """0..1."""


def place(text: str, spoken: Sequence[SpokenWord], *, duration_s: float) -> tuple[str, tuple[Word, ...]]:
    """Return the text and its words with offsets, in order of time, and with times clamped to the recording.

    When a word does not stand in ``text`` at its turn (some services spell numbers differently in the two), the text
    is made from the words instead, so that every word can be quoted. Empty words are left out.
    """
    kept = [word for word in spoken if word.text.strip()]
    text = text.strip()
    words = _find(text, kept, duration_s)
    if words is None:
        text = join([word.text for word in kept])
        words = _find(text, kept, duration_s) or ()
    return text, words


def join(parts: Sequence[str]) -> str:
    """Return the parts as one text: a space between two of them unless a Chinese character stands at the seam."""
    text = ""
    for part in (part.strip() for part in parts):
        is_seamless = not text or not part or _is_chinese(text[-1]) or _is_chinese(part[0])
        text += part if is_seamless else f" {part}"
    return text


def count(text: str) -> tuple[int, int]:
    """Return how many Chinese characters a text has, and how many words of other scripts; digits count as words."""
    is_word = [(_NO_SPACE_BETWEEN[0] <= char <= _NO_SPACE_BETWEEN[1], char.isalnum() or char == "'") for char in text]
    characters = sum(is_chinese for is_chinese, _ in is_word)
    others = "".join(char if part and not han else " " for char, (han, part) in zip(text, is_word, strict=True))
    return characters, len(others.split())


def _find(text: str, spoken: Sequence[SpokenWord], duration_s: float) -> tuple[Word, ...] | None:
    words: list[Word] = []
    cursor, earliest_s = 0, 0.0
    for word in spoken:
        bare = word.text.strip()
        at = text.find(bare, cursor)
        if at < 0:
            return None
        t0_s = min(max(word.t0_s, earliest_s), duration_s)
        t1_s = min(max(word.t1_s, t0_s), duration_s)
        words.append(
            Word(
                text=bare,
                t0_s=round(t0_s, 3),
                t1_s=round(t1_s, 3),
                confidence=min(1.0, max(0.0, word.confidence)),
                char0=at,
                char1=at + len(bare),
            )
        )
        cursor, earliest_s = at + len(bare), t0_s
    return tuple(words)


def _is_chinese(char: str) -> bool:
    first, last = _NO_SPACE_BETWEEN
    return first <= char <= last or char in "，。？！、；："
