"""Words that name a control without standing on it: beside a switch, above a slider or an empty field.

Pure: boxes and lines in, words out.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from modalities import screen_words
from modalities.detect import Seen
from modalities.evidence import Role, TextLine
from modalities.line_parts import Named, Part, cut_line, in_rows

MIN_LETTERS = 2
"""Fewer are a value (72%) or a misread sign."""
_TIME = re.compile(r"\d{1,2}[:：]\d{2}")
_AMOUNT = re.compile(r"[¥￥]|^\D{0,3}\d+(?:\.\d+)?元$")
_BOXES_AS_LETTERS = " ○●◯O0□口■☐☑√✓"
"""What readers take circles and squares for."""
MAX_SLIDER_GAP = 3.0
"""How far left of a slider its name may stand, in heights of the name: a row's name may stand at its other end."""
MAX_CAPTION_GAP = 2.2
"""How far above a field its caption may stand, in heights of the caption."""


def of_switch(seen: Seen, lines: Sequence[TextLine], others: Sequence[Seen]) -> Named:
    """Return the name of a switch: the words after a box to tick, else the first words of the row it ends."""
    row = _row_of(seen, lines, others) if not _has_words_after(seen, lines) else ()
    if not row:
        return beside(seen, lines, others)
    first, rest = row[0], row[1:]
    return Named(label=first.text, value=" ".join(part.text for part in rest) or None, score=min(p.score for p in row))


def _has_words_after(seen: Seen, lines: Sequence[TextLine]) -> bool:
    """Return whether words begin close at the right of a box to tick."""
    if seen.w >= 1.4 * seen.h:
        return False
    for line in lines:
        gap, middle = line.box.x - (seen.x + seen.w), line.box.y + line.box.h / 2
        is_level = seen.y - 0.3 * seen.h <= middle <= seen.y + 1.3 * seen.h
        runs_on = line.box.x < seen.x + seen.w < line.box.x + line.box.w and line.box.x > seen.x - 4 * seen.w
        if is_level and (-0.3 * seen.w <= gap <= 2.0 * max(seen.h, line.box.h) or runs_on):
            return True
    return False


def _row_of(seen: Seen, lines: Sequence[TextLine], others: Sequence[Seen]) -> tuple[Part, ...]:
    """Return the words left of a switch at the end of its row, the name first; nothing when there are none."""
    middle = seen.y + seen.h / 2
    walls = [
        other.x + other.w
        for other in others
        if other is not seen
        and other.name in {Role.SWITCH, Role.SLIDER, Role.ICON}
        and other.x + other.w <= seen.x
        and other.y <= middle <= other.y + other.h
        and other.w < 6 * seen.h
    ]
    wall = max(walls, default=0.0)
    parts = []
    for line in lines:
        box, text = line.box, screen_words.clean_label(line.text)
        near = abs(box.y + box.h / 2 - middle) <= max(0.95 * seen.h, 1.35 * box.h)
        if near and wall <= box.x + 0.3 * box.w and box.x + box.w <= seen.x + 0.3 * seen.h and _is_name(text):
            parts.append(
                Part(
                    text=text,
                    x=float(box.x),
                    y=float(box.y),
                    w=float(box.w),
                    h=float(box.h),
                    score=line.score,
                    is_whole=True,
                )
            )
    if not any(abs(part.y + part.h / 2 - middle) <= 1.6 * part.h for part in parts):
        return ()
    ordered = in_rows(parts)
    worded = next((part for part in ordered if _letters(part.text) >= MIN_LETTERS), None)
    if worded is None:
        return ()
    # A time above its note is the name of an alarm; a time left of a name is not.
    return tuple(part for part in ordered if part is worded or part.x >= worded.x - worded.h)


def _letters(text: str) -> int:
    return sum(map(str.isalpha, text))


def _is_name(text: str) -> bool:
    is_worded = _letters(text) >= MIN_LETTERS or _TIME.fullmatch(text) is not None
    return is_worded and not screen_words.is_state(text) and not _AMOUNT.search(text)


def beside(seen: Seen, lines: Sequence[TextLine], others: Sequence[Seen] = ()) -> Named:
    """Return the words beside or above a switch, a slider or an empty field."""
    best: tuple[float, TextLine] | None = None
    for line in _pieces(seen, lines, others) if seen.name == Role.SWITCH else lines:
        text = screen_words.clean_label(line.text)
        if sum(map(str.isalpha, text)) < MIN_LETTERS or screen_words.is_state(text):
            continue
        distance = _distance(seen, line)
        if distance is not None and (best is None or distance < best[0]):
            best = (distance, line)
    if best is None:
        return Named(label=None)
    return Named(label=screen_words.clean_label(best[1].text), score=best[1].score)


def _pieces(seen: Seen, lines: Sequence[TextLine], others: Sequence[Seen]) -> list[TextLine]:
    """Return the lines; of one that runs on over this switch and the next (○ yes ○ no) what stands between them."""
    cut: list[TextLine] = []
    own, level = seen.x + seen.w / 2, seen.y + seen.h / 2
    after = [
        other.x
        for other in others
        if other.name == Role.SWITCH and other.x > own and abs(other.y + other.h / 2 - level) < 0.5 * seen.h
    ]
    end = min(after, default=float("inf"))
    for line in lines:
        box, middle = line.box, line.box.y + line.box.h / 2
        is_level = seen.y <= middle <= seen.y + seen.h
        if is_level and box.x < seen.x + seen.w and box.x + box.w > own + box.h and " " in line.text.strip():
            cut += _next_word(line, seen)
        elif is_level and box.x + box.w > own and (box.x < own or end < box.x + box.w):
            text, x, width = cut_line(line, seen.x + seen.w, end)
            if text.strip(_BOXES_AS_LETTERS):
                text = text.strip(_BOXES_AS_LETTERS)
                cut.append(
                    replace(line, text=text, box=replace(box, x=round(max(x, seen.x + seen.w)), w=max(1, round(width))))
                )
        else:
            cut.append(line)
    return cut


def _next_word(line: TextLine, seen: Seen) -> list[TextLine]:
    """Return the first word of a line that ends after a switch."""
    box, own = line.box, seen.x + seen.w / 2
    unit, place = box.w / max(1, screen_words.width_of(line.text)), float(box.x)
    for word in line.text.split():
        width = unit * screen_words.width_of(word)
        text = word.strip(_BOXES_AS_LETTERS)
        if text and place + width / 2 > own:
            x = max(seen.x + seen.w, place)
            return [replace(line, text=text, box=replace(box, x=round(x), w=max(1, round(width))))]
        place += width + unit
    return []


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
        is_near = seen.name != Role.SLIDER or left_gap <= MAX_SLIDER_GAP * box.h
        if left_gap >= -0.3 * seen.h and is_near:
            return 0.05 * left_gap + 2.0 * tilt + (6.0 * seen.w if is_box else 0.0)
    above = seen.y - (box.y + box.h)
    is_over = min(box.x + box.w, seen.x + seen.w) - max(box.x, seen.x) > 0.5 * min(box.w, seen.w)
    if seen.name != Role.SWITCH and is_over and -0.3 * box.h <= above <= MAX_CAPTION_GAP * box.h:
        return 4.0 * box.h + above + 0.1 * abs(box.x - seen.x)  # a caption begins where its control begins
    return None
