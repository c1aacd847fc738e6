"""Pieces of lines: what of a line lies on a control, and in which order. Pure: boxes and lines in, words out."""

from collections.abc import Sequence
from dataclasses import dataclass

from modalities import screen_words
from modalities.detect import Seen
from modalities.evidence import Role, TextLine

MIN_INSIDE = 0.55
"""Share of a line's width that lies on a control for the whole line to belong to it."""


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
class Part:
    """A line, or the part of it that lies on a control; ``x``, ``y``, ``w``, ``h`` in pixels."""

    text: str
    x: float
    y: float
    w: float
    h: float
    score: float
    is_whole: bool


def parts_on(seen: Seen, lines: Sequence[TextLine]) -> tuple[Part, ...]:
    """Return the words on the control, in rows from the top, each row from the left."""
    found: list[Part] = []
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
            text, x, w = cut_line(line, seen.x, seen.x + seen.w)
        text = screen_words.clean_label(text)
        if text and not (screen_words.is_sign(text) and seen.name != Role.KEY):
            found.append(Part(text=text, x=x, y=float(box.y), w=w, h=float(box.h), score=line.score, is_whole=is_whole))
    return in_rows(_without_badge(found) if seen.name in {Role.ROW, Role.FIELD} else found)


def _without_badge(parts: list[Part]) -> list[Part]:
    """Return the words of a row without a letter or a number that stands for a picture at its left end."""
    if len(parts) <= 1:
        return parts
    first = min(parts, key=lambda part: part.x)
    is_badge = len(first.text) == 1 and all(part.x >= first.x + first.w for part in parts if part is not first)
    return [part for part in parts if part is not first] if is_badge else parts


def in_rows(parts: Sequence[Part]) -> tuple[Part, ...]:
    """Return the parts in rows from the top, each row from the left."""
    rows: list[list[Part]] = []
    for part in sorted(parts, key=lambda each: each.y + each.h / 2):
        last = rows[-1][0] if rows else None
        shared = min(last.y + last.h, part.y + part.h) - max(last.y, part.y) if last else 0.0
        if last is not None and shared > 0.5 * min(last.h, part.h):
            rows[-1].append(part)
        else:
            rows.append([part])
    return tuple(part for row in rows for part in sorted(row, key=lambda each: each.x))


def cut_line(line: TextLine, left: float, right: float) -> tuple[str, float, float]:
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
