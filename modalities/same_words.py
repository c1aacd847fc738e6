"""Do two screens say the same? Told by their words, once they are read; without any picture library.

One line that differs makes another screen: a new message of failure is what the whole video is about. The clock, and a
letter that was read in two ways, make none.
"""

import re
import unicodedata
from collections.abc import Sequence
from difflib import SequenceMatcher

import numpy as np

from modalities.evidence import Control, Screen, ScreenKind, TextLine

STATUS_BAR = 0.10
"""Height of the strip with the clock, as a share of the short side: its changes are no new screen."""
SAME_TEXT = 0.8
"""At least this share of the lines of both screens must stand in both (Jaccard)."""
_MAX_JITTER = 2.0
"""How far, in heights of the line, a line may lie from where the rest of the page says."""
_ALIKE_READING = 0.75
_SURE_DRAWN, _SURE_FILMED = 0.75, 0.90
"""A line read less surely than this is no proof of another screen: the camera shook."""
_CLOCK = re.compile(r"(上午|下午|AM|PM)?\s*\d{1,2}[:：.]\d{2}([:：.]\d{2})?\s*(AM|PM)?", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")


def says_same(one: Screen, other: Screen) -> bool:
    """Return whether two screens say the same, line by line. Screens without words are never the same."""
    first, second = _telling(one), _telling(other)
    pairs, left, right = _equal_lines(first, second)
    is_filmed = ScreenKind.SCREENSHOT not in {one.kind, other.kind}
    sure = _SURE_FILMED if is_filmed else _SURE_DRAWN
    shift = _shift(pairs)
    same = len(pairs)
    for line in list(left):
        twin = next((each for each in right if _is_read_twice(line, each, shift, sure=sure)), None)
        if twin is not None:
            left.remove(line)
            right.remove(twin)
            same += 1
    if not same or same / (same + len(left) + len(right)) <= SAME_TEXT:
        return False
    return not any(line.score >= sure for line in (*left, *right)) and not _is_set_otherwise(one, other)


def _telling(screen: Screen) -> list[TextLine]:
    """Return the lines that tell screens apart: not the status bar, a clock or a single sign."""
    top = STATUS_BAR * min(screen.width, screen.height)
    return [
        line
        for line in screen.lines
        if line.box.y + line.box.h / 2 > top and len(_plain(line.text)) > 1 and not _CLOCK.fullmatch(line.text.strip())
    ]


def _plain(text: str) -> str:
    """Return letters and digits only: signs come and go between two readings of one line."""
    return "".join(sign for sign in unicodedata.normalize("NFKC", text) if sign.isalnum()).casefold()


def _equal_lines(
    first: Sequence[TextLine], second: Sequence[TextLine]
) -> tuple[list[tuple[TextLine, TextLine]], list[TextLine], list[TextLine]]:
    """Return the pairs of lines with equal words, nearest first, and the lines left over on either side."""
    left, right = list(first), list(second)
    pairs: list[tuple[TextLine, TextLine]] = []
    for line in first:
        twins = [each for each in right if _plain(each.text) == _plain(line.text)]
        if twins:
            twin = min(twins, key=lambda each: abs(each.box.y - line.box.y) + abs(each.box.x - line.box.x))
            pairs.append((line, twin))
            left.remove(line)
            right.remove(twin)
    return pairs, left, right


def _shift(pairs: Sequence[tuple[TextLine, TextLine]]) -> tuple[float, float]:
    """Return how far the second page lies from the first, in pixels."""
    if not pairs:
        return 0.0, 0.0
    return (
        float(np.median([other.box.x - line.box.x for line, other in pairs])),
        float(np.median([other.box.y - line.box.y for line, other in pairs])),
    )


def _is_read_twice(line: TextLine, other: TextLine, shift: tuple[float, float], *, sure: float) -> bool:
    """Say whether two lines on one place are two readings of the same words."""
    height = max(line.box.h, other.box.h)
    if abs(other.box.y - line.box.y - shift[1]) > _MAX_JITTER * height / 2:
        return False
    if abs(other.box.x - line.box.x - shift[0]) > _MAX_JITTER * height:
        return False
    if min(line.score, other.score) >= sure and _DIGITS.findall(line.text) != _DIGITS.findall(other.text):
        return False
    if min(line.score, other.score) >= (1.0 + sure) / 2:
        return False  # both were read surely: they say two things
    return SequenceMatcher(None, _plain(line.text), _plain(other.text)).ratio() >= _ALIKE_READING


def _is_set_otherwise(one: Screen, other: Screen) -> bool:
    """Say whether a switch, tab or button of the same name is surely in another state."""
    states = {(control.role, control.label or ""): _state(control) for control in one.controls}
    for control in other.controls:
        known = states.get((control.role, control.label)) if control.label else None
        if known and any(
            a is not None and b is not None and a != b for a, b in zip(known, _state(control), strict=True)
        ):
            return True
    return False


def _state(control: Control) -> tuple[bool | None, bool | None, bool | None]:
    return control.is_on, control.is_selected, control.is_enabled
