"""What stands in a list is a row: several boxes of one width under each other, whatever each looked like alone."""

from collections.abc import Sequence
from dataclasses import replace

from modalities import screen_words
from modalities.control_words import Named
from modalities.detect import Seen
from modalities.evidence import Role

MIN_ROWS = 3
MAX_SHIFT = 0.04
"""Of the width: how far the sides of two rows may differ."""
MAX_GAP = 0.35
"""Of the height: fields of a form stand further apart, because their captions stand between them."""

Pair = tuple[Seen, Named]


def as_lists(found: Sequence[Pair]) -> list[Pair]:
    """Return the controls with fields that stand in a list made rows, unless their words invite to fill them in."""
    wide = [pair for pair in found if pair[0].name in {Role.FIELD, Role.ROW} and pair[1].label is not None]
    listed = {id(pair[0]) for pair in wide if len(_stack(pair, wide)) >= MIN_ROWS}
    return [
        (replace(seen, name=Role.ROW.value), words)
        if seen.name == Role.FIELD and id(seen) in listed and not screen_words.is_hint(words.label or "")
        else (seen, words)
        for seen, words in found
    ]


def _stack(pair: Pair, wide: Sequence[Pair]) -> list[Pair]:
    """Return the boxes of one width that touch, one after the other, above and below this one, itself among them."""
    same = sorted((other for other in wide if _is_aligned(pair[0], other[0])), key=lambda other: other[0].y)
    place = next(index for index, other in enumerate(same) if other[0] is pair[0])
    first, last = place, place
    while first > 0 and _touch(same[first - 1][0], same[first][0]):
        first -= 1
    while last + 1 < len(same) and _touch(same[last][0], same[last + 1][0]):
        last += 1
    return same[first : last + 1]


def _is_aligned(first: Seen, second: Seen) -> bool:
    shift = MAX_SHIFT * first.w
    return abs(first.x - second.x) <= shift and abs(first.x + first.w - second.x - second.w) <= shift


def _touch(upper: Seen, lower: Seen) -> bool:
    gap = lower.y - (upper.y + upper.h)
    return -MAX_GAP * upper.h <= gap <= MAX_GAP * min(upper.h, lower.h)
