"""Controls that only show as a group: the keys of a keypad, the tabs of a bar at the foot."""

# ruff: noqa: PLR2004 - shares and ratios of a shape, each said in words where it stands

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from modalities import screen_words
from modalities.control_roles import Written
from modalities.evidence import Role
from modalities.layout import rows_of

_TAB_BAR = 0.86


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A control before it has its place in the order."""

    label: str
    role: Role
    x: int
    y: int
    w: int
    h: int
    is_enabled: bool | None
    confidence: float
    line: int | None
    """Index of the line that names it."""


def keys(found: Sequence[Found]) -> list[Found]:
    """Call buttons keys when they are many, alike in size, and named by one sign each."""
    signs = [each for each in found if len(each.label) == 1 and (each.label.isdigit() or each.label.isascii())]
    if len(signs) < 6:
        return list(found)
    wide, tall = median(each.w for each in signs), median(each.h for each in signs)
    return [
        replace(each, role=Role.KEY)
        if len(each.label) == 1 and abs(each.w - wide) <= 0.25 * wide and abs(each.h - tall) <= 0.25 * tall
        else each
        for each in found
    ]


def tabs(written: Sequence[Written], height: int, taken: set[int | None]) -> list[Found]:
    """Return the tabs of a bar at the foot: three to six short words, evenly spaced over the width."""
    low = [
        each
        for each in written
        if each.index not in taken
        and each.line.box.y > _TAB_BAR * height
        and screen_words.width_of(each.line.text) <= 10
    ]
    by_line = {each.line: each for each in low}
    for row in rows_of([each.line for each in low]):
        found = _tabs_of_row([by_line[line] for line in row], height)
        if found:
            return found
    return []


def _tabs_of_row(row: Sequence[Written], height: int) -> list[Found]:
    if not 3 <= len(row) <= 6:
        return []
    width = row[0].line.box.img_w
    centres = [each.line.box.x + each.line.box.w / 2 for each in row]
    steps = [second - first for first, second in pairwise(centres)]
    step = median(steps)
    is_even = all(abs(each - step) <= 0.15 * step for each in steps)
    if not is_even or step * len(row) < 0.8 * width:
        return []
    bars = [plate for each in row for plate in each.plates if plate.w >= 0.9 * width and plate.y > 0.75 * height]
    top = min((bar.y for bar in bars), default=round(row[0].line.box.y - 2.2 * row[0].line.box.h))
    bottom = max((bar.y + bar.h for bar in bars), default=height)
    return [
        Found(
            label=screen_words.clean_label(each.line.text),
            role=Role.TAB,
            x=round(centre - step / 2),
            y=max(0, top),
            w=round(step),
            h=bottom - max(0, top),
            is_enabled=True,
            confidence=0.8,
            line=each.index,
        )
        for each, centre in zip(row, centres, strict=True)
    ]
