"""Which words name a control: those on it, or beside it. Pure: boxes and lines in, words out.

A line that runs over several controls (three tabs read as one line) is cut where they end.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from modalities import screen_words
from modalities.detect import Seen
from modalities.evidence import Role, TextLine

MIN_INSIDE = 0.55
"""Share of a line's width that lies on a control for the whole line to belong to it."""
MIN_LETTERS = 2
"""Fewer are a value (72%) or a misread sign."""
_BOXES_AS_LETTERS = " ○●◯O0□口■☐☑√✓"
"""What readers take circles and squares for."""
MAX_CAPTION_GAP = 2.2
"""How far above a field its caption may stand, in heights of the caption."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """The words of one control."""

    label: str | None
    value: str | None = None
    score: float = 1.0
    """The reader's lowest score among the words."""
    is_whole: bool = True
    """False when the words are a piece of a longer line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """A line, or the part of it that lies on a control; ``x``, ``y``, ``w``, ``h`` in pixels."""

    text: str
    x: float
    y: float
    w: float
    h: float
    score: float
    is_whole: bool


def name(seen: Seen, lines: Sequence[TextLine]) -> Named:
    """Return the words that a screen reader would say for this control."""
    inside = _parts_on(seen, lines)
    if seen.name in {Role.SWITCH, Role.SLIDER}:
        return _beside(seen, lines)
    if seen.name == Role.FIELD and not inside:
        return _beside(seen, lines)
    if not inside:
        return Named(label=None)
    score = min(part.score for part in inside)
    if seen.name == Role.ROW:
        first, rest = inside[0], inside[1:]
        return Named(label=first.text, value=" ".join(part.text for part in rest) or None, score=score)
    is_whole = all(part.is_whole for part in inside)
    words = dict.fromkeys(part.text for part in inside)  # a second look may have read the same words again
    return Named(label=" ".join(words), score=score, is_whole=is_whole)


def _parts_on(seen: Seen, lines: Sequence[TextLine]) -> tuple[_Part, ...]:
    """Return the words on the control, in rows from the top, each row from the left."""
    found: list[_Part] = []
    for line in lines:
        box = line.box
        middle = box.y + box.h / 2
        wide = min(box.x + box.w, seen.x + seen.w) - max(box.x, seen.x)
        if not seen.y <= middle <= seen.y + seen.h or wide <= 0:
            continue
        is_whole = wide >= MIN_INSIDE * box.w and wide >= box.w - 1.2 * box.h
        if is_whole:
            text, x, w = line.text, float(box.x), float(box.w)
        else:
            text, x, w = _cut(line, seen.x, seen.x + seen.w)
        text = screen_words.clean_label(text)
        if text and not (screen_words.is_sign(text) and seen.name != Role.KEY):
            found.append(
                _Part(text=text, x=x, y=float(box.y), w=w, h=float(box.h), score=line.score, is_whole=is_whole)
            )
    return _in_rows(found)


def _in_rows(parts: Sequence[_Part]) -> tuple[_Part, ...]:
    rows: list[list[_Part]] = []
    for part in sorted(parts, key=lambda each: each.y + each.h / 2):
        last = rows[-1][0] if rows else None
        shared = min(last.y + last.h, part.y + part.h) - max(last.y, part.y) if last else 0.0
        if last is not None and shared > 0.5 * min(last.h, part.h):
            rows[-1].append(part)
        else:
            rows.append([part])
    return tuple(part for row in rows for part in sorted(row, key=lambda each: each.x))


def _cut(line: TextLine, left: float, right: float) -> tuple[str, float, float]:
    """Return the characters of a line between two places, by their usual widths, and where they stand."""
    widths = [screen_words.width_of(character) for character in line.text]
    unit = line.box.w / max(1, sum(widths))
    kept: list[str] = []
    x, start, end = float(line.box.x), 0.0, 0.0
    for character, width in zip(line.text, widths, strict=True):
        middle = x + unit * width / 2
        if left <= middle <= right:
            start = start if kept else x
            kept.append(character)
            end = x + unit * width
        x += unit * width
    return "".join(kept).strip(), start, end - start


def _beside(seen: Seen, lines: Sequence[TextLine]) -> Named:
    """Return the words beside or above a switch, a slider or an empty field."""
    best: tuple[float, TextLine] | None = None
    for line in _pieces(seen, lines) if seen.name == Role.SWITCH else lines:
        text = screen_words.clean_label(line.text)
        if sum(map(str.isalpha, text)) < MIN_LETTERS or screen_words.is_state(text):
            continue
        distance = _distance(seen, line)
        if distance is not None and (best is None or distance < best[0]):
            best = (distance, line)
    if best is None:
        return Named(label=None)
    return Named(label=screen_words.clean_label(best[1].text), score=best[1].score)


def _pieces(seen: Seen, lines: Sequence[TextLine]) -> list[TextLine]:
    """Return the lines; of one that runs on over this switch (○ yes ○ no) the word that follows it."""
    cut: list[TextLine] = []
    for line in lines:
        box, middle = line.box, line.box.y + line.box.h / 2
        own = seen.x + seen.w / 2
        if not (box.x <= own <= box.x + box.w and seen.y <= middle <= seen.y + seen.h):
            cut.append(line)
            continue
        unit, place = box.w / max(1, screen_words.width_of(line.text)), float(box.x)
        for word in line.text.split():
            width = unit * screen_words.width_of(word)
            text = word.strip(_BOXES_AS_LETTERS)
            if text and place + width / 2 > own:
                x = max(seen.x + seen.w, place)
                cut.append(replace(line, text=text, box=replace(box, x=round(x), w=max(1, round(width)))))
                break
            place += width + unit
    return cut


def _distance(seen: Seen, line: TextLine) -> float | None:
    """Return how far a line stands from the control it might name, in pixels; None = it cannot name it."""
    box = line.box
    middle, own = box.y + box.h / 2, seen.y + seen.h / 2
    is_box = seen.w < 1.4 * seen.h  # a checkbox or a radio button: its words follow it
    if abs(middle - own) <= max(0.75 * seen.h, 1.3 * box.h):
        right_gap, left_gap = box.x - (seen.x + seen.w), seen.x - (box.x + box.w)
        tilt = max(0.0, middle - own)  # of two lines in a row the upper one is the name
        if right_gap >= -0.3 * seen.w and seen.name == Role.SWITCH:
            near = right_gap < (4.0 if is_box else 1.0) * max(seen.h, box.h)
            return right_gap + tilt + (0.0 if is_box else 3.0 * seen.w) if near else None
        if left_gap >= -0.3 * seen.h:
            return 0.05 * left_gap + 2.0 * tilt + (6.0 * seen.w if is_box else 0.0)
    above = seen.y - (box.y + box.h)
    is_over = min(box.x + box.w, seen.x + seen.w) - max(box.x, seen.x) > 0.5 * min(box.w, seen.w)
    if seen.name != Role.SWITCH and is_over and -0.3 * box.h <= above <= MAX_CAPTION_GAP * box.h:
        return 4.0 * box.h + above + 0.1 * abs(box.x - seen.x)  # a caption begins where its control begins
    return None
