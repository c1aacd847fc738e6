"""What contradicts itself among the controls of one screen: one thing to press is told once, and by its right name.

The rules are those by which pages are marked (``training/screens/truth.md``). Pure: controls in, controls out.
"""

from collections.abc import Sequence
from dataclasses import replace

from modalities import screen_words
from modalities.detect import Seen
from modalities.evidence import Role, TextLine
from modalities.line_parts import Named

LEFT_END = 0.22
"""Share of a row's or a field's width where a sign only says what the row is about."""
MAX_ORNAMENT = 0.6
"""Of the container's area: a sign that fills more of it is the thing itself."""
MIN_INSIDE = 0.8

MAX_GAP = 0.35
"""Between two rows of a list, of their height."""
FIRST_CHINESE = 0x2E80
MIN_CHINESE, MIN_LATIN = 2, 3
"""Letters from which words on a sign are words: readers take single signs for letters."""
MIN_FILLED, MIN_READ = 0.4, 0.85
"""Share of the sign's width that such words fill at least, and how sure the reader must be of them."""

Pair = tuple[Seen, Named]


def in_sense(found: Sequence[Pair]) -> list[Pair]:
    """Return the controls without ornaments and rows that a switch stands for; an inviting row is a field."""
    kept = [pair for pair in found if not _is_row_of_switch(pair, found)]
    kept = [pair for pair in kept if not any(_is_ornament(pair, other) for other in kept)]
    return [_as_field(pair, kept) for pair in kept]


def with_worded_signs(seen: Sequence[Seen], lines: Sequence[TextLine]) -> list[Seen]:
    """Return what was seen; a sign that holds a whole line of words is a button."""
    return [
        replace(each, name=Role.BUTTON.value) if each.name == Role.ICON and _holds_words(each, lines) else each
        for each in seen
    ]


def _holds_words(sign: Seen, lines: Sequence[TextLine]) -> bool:
    for line in lines:
        box, letters = line.box, sum(map(str.isalpha, line.text))
        is_inside = sign.x <= box.x + 0.1 * box.w and box.x + 0.9 * box.w <= sign.x + sign.w
        is_level = sign.y <= box.y + box.h / 2 <= sign.y + sign.h
        least = MIN_CHINESE if any(ord(each) > FIRST_CHINESE for each in line.text) else MIN_LATIN
        if is_inside and is_level and letters >= least and box.w >= MIN_FILLED * sign.w and line.score >= MIN_READ:
            return True
    return False


def is_at_end(arrow: Seen, found: Sequence[Seen]) -> bool:
    """Return whether an arrow only says that a row opens a page, or a field a list."""
    middle = arrow.x + arrow.w / 2
    return any(
        other.name in {Role.ROW, Role.FIELD}
        and _share_in(arrow, other) >= MIN_INSIDE
        and middle > other.x + 0.5 * other.w
        for other in found
    )


def _is_row_of_switch(pair: Pair, found: Sequence[Pair]) -> bool:
    """Return whether a switch is the only use of a row."""
    row = pair[0]
    return row.name == Role.ROW and any(
        other.name == Role.SWITCH and _share_in(other, row) >= MIN_INSIDE for other, _ in found
    )


def _is_ornament(pair: Pair, container: Pair) -> bool:
    """Return whether a sign or a link is only a part of what contains it."""
    (part, words), (whole, said) = pair, container
    if part is whole or part.w * part.h > MAX_ORNAMENT * whole.w * whole.h or _share_in(part, whole) < MIN_INSIDE:
        return False
    if part.name == Role.ICON:
        is_first = part.x + part.w / 2 < whole.x + LEFT_END * whole.w
        return whole.name in {Role.BUTTON, Role.TAB, Role.KEY} or (whole.name in {Role.ROW, Role.FIELD} and is_first)
    if part.name == Role.LINK:
        is_its_name = words.label is not None and words.label == said.label
        return whole.name in {Role.BUTTON, Role.TAB, Role.KEY} or (whole.name in {Role.ROW, Role.FIELD} and is_its_name)
    return False


def _as_field(pair: Pair, found: Sequence[Pair]) -> Pair:
    """Return a row that stands alone and invites to fill it in as the field that it is."""
    seen, words = pair
    if seen.name != Role.ROW or words.label is None or not screen_words.is_hint(words.label):
        return pair
    is_alone = not any(other.name == Role.ROW and other is not seen and _touches(other, seen) for other, _ in found)
    return (replace(seen, name=Role.FIELD.value), words) if is_alone else pair


def _touches(first: Seen, second: Seen) -> bool:
    """Return whether two boxes of one width stand close below each other, as the rows of a list do."""
    is_aligned = abs(first.x - second.x) <= 0.04 * second.w and abs(first.w - second.w) <= 0.06 * second.w
    gap = max(first.y - second.y - second.h, second.y - first.y - first.h)
    return is_aligned and gap <= MAX_GAP * min(first.h, second.h)


def _share_in(part: Seen, whole: Seen) -> float:
    """Return the share of the part's area that lies in the whole."""
    wide = min(part.x + part.w, whole.x + whole.w) - max(part.x, whole.x)
    tall = min(part.y + part.h, whole.y + whole.h) - max(part.y, whole.y)
    return max(0.0, wide) * max(0.0, tall) / max(1e-9, part.w * part.h)
