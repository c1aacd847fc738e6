"""What stands in a list is a row: several boxes of one width under each other, whatever each looked like alone."""

from collections.abc import Sequence
from dataclasses import replace

from modalities import screen_words
from modalities.detect import Seen
from modalities.evidence import Role
from modalities.line_parts import Named

MIN_ROWS = 3
MAX_SHIFT = 0.04
"""Of the width: how far the sides of two rows may differ."""
MAX_GAP = 0.35
"""Of the height: fields of a form stand further apart, because their captions stand between them."""

MIN_ALIKE = 3
MAX_SIZE_RATIO = 1.35
MIN_ALIKE_SCORE = 0.3

Pair = tuple[Seen, Named]


def alike(seen: Sequence[Seen]) -> list[Seen]:
    """Return what was seen; a button among tabs or keys of its size is one of them: the chosen one looks different."""
    found = list(seen)
    for at, each in enumerate(found):
        if each.name not in {Role.BUTTON, Role.ICON}:
            continue
        if _is_among(each, Role.KEY, found) and _is_between(each, [other for other in found if other.name == Role.KEY]):
            found[at] = replace(each, name=Role.KEY.value)
        elif each.name == Role.BUTTON and _is_among(each, Role.TAB, found):
            found[at] = replace(each, name=Role.TAB.value)
    return found


def _is_among(each: Seen, role: Role, found: Sequence[Seen]) -> bool:
    """Return whether more peers of a box have this role than its own."""
    peers = [other for other in found if other is not each and other.score >= MIN_ALIKE_SCORE and _is_peer(each, other)]
    alike_ones = sum(other.name == role for other in peers)
    return alike_ones >= MIN_ALIKE - 1 and alike_ones > sum(other.name == each.name for other in peers)


def _is_peer(first: Seen, second: Seen) -> bool:
    """Return whether two boxes of one size stand in one line, across or (keys, tabs at the side) down."""
    sizes = (first.w / second.w, first.h / second.h)
    if not all(1 / MAX_SIZE_RATIO <= ratio <= MAX_SIZE_RATIO for ratio in sizes):
        return False
    across = abs(first.y + first.h / 2 - second.y - second.h / 2) <= 0.15 * first.h
    down = abs(first.x + first.w / 2 - second.x - second.w / 2) <= 0.1 * first.w
    return across or down


def _is_between(each: Seen, keys: Sequence[Seen]) -> bool:
    """Return whether a box stands inside the area of the keys, not above or below it."""
    x, y = each.x + each.w / 2, each.y + each.h / 2
    across = min(key.x for key in keys) <= x <= max(key.x + key.w for key in keys)
    return across and min(key.y for key in keys) <= y <= max(key.y + key.h for key in keys)


def as_lists(found: Sequence[Pair]) -> list[Pair]:
    """Return the controls with fields that stand in a list made rows, unless their words invite to fill them in."""
    wide = [pair for pair in found if pair[0].name in {Role.FIELD, Role.ROW} and pair[1].label is not None]
    listed = {id(pair[0]) for pair in wide if _is_list(_stack(pair, wide))}
    return [
        (replace(seen, name=Role.ROW.value), words)
        if seen.name == Role.FIELD and id(seen) in listed and not screen_words.is_hint(words.label or "")
        else (seen, words)
        for seen, words in found
    ]


def _is_list(stack: Sequence[Pair]) -> bool:
    is_among_rows = len(stack) > 1 and any(seen.name == Role.ROW for seen, _ in stack)
    return len(stack) >= MIN_ROWS or is_among_rows


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
