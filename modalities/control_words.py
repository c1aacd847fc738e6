"""Which words name a control: those on it, or beside it. Pure: boxes and lines in, words out.

A line that runs over several controls (three tabs read as one line) is cut where they end.
"""

import re
from collections.abc import Sequence

from modalities import screen_words, words_beside
from modalities.detect import Seen
from modalities.evidence import Role, TextLine
from modalities.line_parts import Named, Part, parts_on

MAX_INNER_SHARE = 0.5
"""Share of a field's or a row's area that a control inside it may have."""
MAX_CAPTION_LETTERS = 8
_PREFIX = re.compile(r"\+?\d{2,3}[▾▼∨v]?|[¥￥$]|[QqOＱ○◎⌕]")
"""What stands before the words of a field: the country's number, a currency, a lens read as a letter."""
_DIGIT_KEY = re.compile(r"(\d) ?([A-Za-z+]{1,4})")


def name(seen: Seen, lines: Sequence[TextLine], others: Sequence[Seen] = ()) -> Named:
    """Return the words that a screen reader would say for this control; ``others`` are the controls beside it."""
    if seen.name == Role.SWITCH:
        return words_beside.of_switch(seen, lines, others)
    if seen.name == Role.SLIDER:
        return words_beside.beside(seen, lines)
    inside = parts_on(seen, _without_inner(seen, lines, others))
    if not inside:
        return words_beside.beside(seen, lines) if seen.name == Role.FIELD else Named(label=None)
    score = min(part.score for part in inside)
    if seen.name == Role.ROW:
        first, rest = inside[0], _by_columns(inside[0], inside[1:])
        return Named(label=first.text, value=" ".join(part.text for part in rest) or None, score=score)
    if seen.name == Role.FIELD:
        inside = _content(inside)
    if seen.name == Role.KEY:
        return _of_key(inside)
    is_whole = all(part.is_whole for part in inside)
    words = dict.fromkeys(part.text for part in inside)  # a second look may have read the same words again
    return Named(label=" ".join(words), score=score, is_whole=is_whole)


def _without_inner(seen: Seen, lines: Sequence[TextLine], others: Sequence[Seen]) -> list[TextLine]:
    """Return the lines without those on a button or a link that lies inside this field or row."""
    if seen.name not in {Role.FIELD, Role.ROW}:
        return list(lines)
    inner = [
        other
        for other in others
        if other.name in {Role.BUTTON, Role.LINK, Role.TAB}
        and other.w * other.h < MAX_INNER_SHARE * seen.w * seen.h
        and _holds(seen, other.x + other.w / 2, other.y + other.h / 2)
    ]
    return [
        line
        for line in lines
        if not any(_holds(other, line.box.x + line.box.w / 2, line.box.y + line.box.h / 2) for other in inner)
    ]


def _holds(seen: Seen, x: float, y: float) -> bool:
    return seen.x <= x <= seen.x + seen.w and seen.y <= y <= seen.y + seen.h


def _content(inside: tuple[Part, ...]) -> tuple[Part, ...]:
    """Return what is or should be written in a field, without its caption and what stands before it (+86)."""
    hints = tuple(part for part in inside if screen_words.is_hint(part.text))
    if hints:
        return hints[-1:]
    first, rest = inside[0], inside[1:]
    is_before = _PREFIX.fullmatch(first.text) is not None
    is_caption = first.is_whole and not any(map(str.isdigit, first.text)) and len(first.text) <= MAX_CAPTION_LETTERS
    return rest if rest and (is_before or (is_caption and _is_apart(first, rest[0]))) else inside


def _is_apart(first: Part, second: Part) -> bool:
    """Return whether the second stands beside the first with a gap, or below it."""
    return second.x - (first.x + first.w) > 0.5 * first.h or second.y > first.y + 0.6 * first.h


def _of_key(inside: tuple[Part, ...]) -> Named:
    """Return the name of a key: its digit without the letters below it."""
    label = " ".join(part.text for part in inside)
    found = _DIGIT_KEY.fullmatch(label)
    score = min(part.score for part in inside)
    if found is None:
        return Named(label=label, score=score, is_whole=all(part.is_whole for part in inside))
    return Named(label=found[1], value=found[2], score=score)


def _by_columns(first: Part, rest: Sequence[Part]) -> list[Part]:
    """Return what a row says after its name: what stands below the name, then what stands at its right end."""
    return sorted(rest, key=lambda part: abs(part.x - first.x) > 2.0 * first.h)
