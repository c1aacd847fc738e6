"""Which words of which card are heard when: what a page needs to show the words that are spoken. Pure.

A voice knows the times of the spoken text, a page shows the written one (``10086`` is heard as 幺零零八六). Both are
laid side by side character by character; all words that say one written number mark the whole number.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from elder_mode.reply import Caption, CardSpan, Presentation, Speech, SpeechMark

_WORD = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]|[^\W_]+(?:['’\-][^\W_]+)*")
"""What is marked at a time: one Chinese character, or one word of other writing."""
_PAUSE_WEIGHT = 2.0
"""A pause mark takes about as long as two characters, when times have to be shared out."""
_LOOK_AHEAD = 60
"""Characters within which the words of a voice must be found; a voice may leave out what it cannot say."""
_AFTER_S = 0.2
"""Played after the last word of a card, so that it does not sound cut."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Timed:
    """A stretch of the spoken text and when it is heard."""

    begin: int
    end: int
    t0_s: float
    t1_s: float


def follow(presentation: Presentation, speech: Speech) -> Speech:
    """Return ``speech`` with its marks and the span of each card, from the times that its voice gave."""
    lines = [card.speech for card in presentation.cards]
    whole = "\n".join(lines)
    words = _placed(whole, speech.words)
    is_measured = bool(words)
    if not words:
        sentences = _placed(whole, speech.captions)
        known = sentences or [_Timed(begin=0, end=len(whole), t0_s=0.0, t1_s=speech.duration_s)]
        words = [word for piece in known for word in _words(whole, piece)]
    marks = _marks(presentation, lines, words)
    return replace(
        speech,
        words=(),
        marks=tuple(marks),
        has_estimated_marks=bool(marks) and not is_measured,
        cards=_spans(lines, words, speech.duration_s),
    )


def _placed(whole: str, captions: Sequence[Caption]) -> list[_Timed]:
    """Find each caption in the spoken text, in order; those that are not there are left out."""
    found: list[_Timed] = []
    at = 0
    for caption in captions:
        text = caption.text.strip()
        begin = whole.find(text, at, at + len(text) + _LOOK_AHEAD) if text else -1
        if begin < 0:
            continue
        at = begin + len(text)
        found.append(_Timed(begin=begin, end=at, t0_s=caption.t0_s, t1_s=caption.t1_s))
    return found


def _words(whole: str, piece: _Timed) -> Iterator[_Timed]:
    """Share the time of a piece out among its words by their length; a piece of one word stays as it is."""
    text = whole[piece.begin : piece.end]
    words = list(_WORD.finditer(text))
    if len(words) <= 1:
        yield piece
        return
    weights = [1.0 if mark.isalnum() else _PAUSE_WEIGHT * (not mark.isspace()) for mark in text]
    all_of_it = sum(weights)
    seconds = piece.t1_s - piece.t0_s
    for word in words:
        before, through = sum(weights[: word.start()]), sum(weights[: word.end()])
        yield _Timed(
            begin=piece.begin + word.start(),
            end=piece.begin + word.end(),
            t0_s=piece.t0_s + seconds * before / all_of_it,
            t1_s=piece.t0_s + seconds * through / all_of_it,
        )


def _marks(presentation: Presentation, lines: Sequence[str], words: Sequence[_Timed]) -> list[SpeechMark]:
    places = [_written_places(card.text, card.speech) for card in presentation.cards]
    marks: list[SpeechMark] = []
    for word in words:
        card, begin, end = _in_card(lines, word)
        written = [place for place in places[card][begin:end] if place[0] < place[1]]
        if not written:
            continue
        first, last = min(place[0] for place in written), max(place[1] for place in written)
        before = marks[-1] if marks else None
        if before is not None and (before["card"], before["from"], before["to"]) == (card, first, last):
            before["end_s"] = round(word.t1_s, 3)
            continue
        times = {"start_s": round(word.t0_s, 3), "end_s": round(word.t1_s, 3)}
        marks.append(SpeechMark(**times, card=card, **{"from": first, "to": last}))  # type: ignore[typeddict-item]  # "from" is a word of Python
    return marks


def _in_card(lines: Sequence[str], word: _Timed) -> tuple[int, int, int]:
    """Return the card of a word, and where in the card's spoken text it begins and ends."""
    start = 0
    for card, line in enumerate(lines):
        if word.begin <= start + len(line) or card == len(lines) - 1:
            return card, max(0, word.begin - start), min(len(line), word.end - start)
        start += len(line) + 1
    raise ValueError("there are no cards")


def _written_places(text: str, spoken: str) -> list[tuple[int, int]]:
    """Return for each character of ``spoken`` the stretch of ``text`` that it says; empty stretches for added ones."""
    places: list[tuple[int, int]] = [(0, 0)] * len(spoken)
    for kind, first, last, begin, end in SequenceMatcher(None, text, spoken, autojunk=False).get_opcodes():
        for at in range(begin, end):
            places[at] = (first + at - begin, first + at - begin + 1) if kind == "equal" else (first, last)
    return places


def _spans(lines: Sequence[str], words: Sequence[_Timed], duration_s: float) -> tuple[CardSpan, ...]:
    heard: dict[int, list[_Timed]] = {}
    for word in words:
        heard.setdefault(_in_card(lines, word)[0], []).append(word)
    starts: list[float] = []
    for card in range(len(lines)):
        fallback = starts[-1] if starts else 0.0
        starts.append(max(fallback, heard[card][0].t0_s) if card in heard and card else fallback)
    spans = []
    for card, start in enumerate(starts):
        limit = starts[card + 1] if card + 1 < len(starts) else duration_s
        last = heard[card][-1].t1_s + _AFTER_S if card in heard and card + 1 < len(starts) else limit
        spans.append(CardSpan(start_s=round(start, 3), end_s=round(max(start, min(limit, last)), 3)))
    return tuple(spans)
