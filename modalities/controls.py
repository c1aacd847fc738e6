"""What on a screen can be used: from the words, and from the plates that they stand on.

Rules about relations (centred on its plate, alone on it, as wide as the screen, repeated in a grid), not about the
design of any one app. What is found is told as 我看到…, so a control that is missed costs less than one invented.
"""

# ruff: noqa: PLR2004 - shares and ratios of a shape, each said in words where it stands

from collections import Counter
from collections.abc import Sequence
from statistics import median

import numpy as np
import numpy.typing as npt

from modalities import screen_words
from modalities.control_groups import Found, keys, tabs
from modalities.control_roles import MIN_VIVID, Written, is_enabled, is_vivid_plate, role_on
from modalities.evidence import Box, Control, Role, TextLine
from modalities.layout import cell_of, rows_of
from modalities.plates import Colour, Plate, PlateFinder, core_of, ground_and_ink, letters_box, saturation

Image = npt.NDArray[np.uint8]

MIN_LIGHT_PAGE = 150.0
_TOP_BAR = 0.13


def find_controls(image: Image, lines: Sequence[TextLine], finder: PlateFinder) -> tuple[Found, ...]:
    """Return the controls in ``image``, (height, width, 3) uint8 BGR, unordered, each named by one of ``lines``."""
    is_page_light = float(np.median(image)) > MIN_LIGHT_PAGE
    written = [
        _written(image, index, line, finder, is_page_light=is_page_light)
        for index, line in enumerate(lines)
        if not _is_noise(line)
    ]
    found: list[Found] = []
    for each in written:
        on_plate = _control_on_plate(each, written)
        if on_plate is not None:
            found.append(on_plate)
    found += tabs(written, image.shape[0], {each.line for each in found if each.role is not Role.ROW})
    found = keys(found)
    found = _without_repeats(found)
    taken = {each.line for each in found}
    inks = Counter(_hue_name(each.ink) for each in written)
    rest = [each for each in written if each.index not in taken]
    found += [control for each in rest if (control := _bare_control(each, rest, inks, found)) is not None]
    return tuple(found)


def placed(found: Sequence[Found], width: int, height: int) -> tuple[Control, ...]:
    """Return the controls with cell and order: from top to bottom, and from left to right in a row."""
    stand_ins = [
        TextLine(text=str(number), box=_box(each, width, height), score=1.0) for number, each in enumerate(found)
    ]
    ordered = [int(line.text) for row in rows_of(stand_ins) for line in row]
    return tuple(
        Control(
            label=found[number].label,
            role=found[number].role,
            box=stand_ins[number].box,
            is_enabled=found[number].is_enabled,
            cell=cell_of(stand_ins[number].box),
            order=order,
            confidence=found[number].confidence,
        )
        for order, number in enumerate(ordered, start=1)
    )


def _box(each: Found, width: int, height: int) -> Box:
    x, y = max(0, each.x), max(0, each.y)
    return Box(x=x, y=y, w=min(each.w, width - x), h=min(each.h, height - y), img_w=width, img_h=height)


def _is_noise(line: TextLine) -> bool:
    return screen_words.is_status(line.text) or screen_words.is_sign(line.text)


def _written(image: Image, index: int, line: TextLine, finder: PlateFinder, *, is_page_light: bool) -> Written:
    ground, ink = ground_and_ink(image, line.box)
    plates = finder.around(line.box)
    return Written(
        index=index,
        line=line,
        ground=ground,
        ink=ink,
        plates=plates,
        is_page_light=is_page_light,
        letters=letters_box(image, line.box, ground, ink),
    )


def _control_on_plate(each: Written, written: Sequence[Written]) -> Found | None:
    """Return the control that a line names together with its plate, trying the tightest plate first."""
    for plate in each.plates:
        beside = [other for other in written if other is each or plate.holds(core_of(other.line.box))]
        if len(beside) > 3:
            return None
        role = role_on(plate, each, beside)
        if role is not None:
            return _found(each, role, plate, beside)
    return None


def _found(each: Written, role: Role, plate: Plate, beside: Sequence[Written]) -> Found:
    label = screen_words.clean_label(each.line.text)
    if role is Role.BUTTON and len(beside) > 1:
        label = " ".join(screen_words.clean_label(other.line.text) for other in beside)
    confidence = 0.9 if role is Role.BUTTON and (is_vivid_plate(plate, each) or screen_words.is_action(label)) else 0.75
    return Found(
        label=label,
        role=role,
        x=plate.x,
        y=plate.y,
        w=plate.w,
        h=plate.h,
        is_enabled=None if role is Role.FIELD else is_enabled(plate.fill, each.ink),
        confidence=round(confidence * min(1.0, each.line.score), 3),
        line=each.index,
    )


def _without_repeats(found: Sequence[Found]) -> list[Found]:
    """Keep one control per plate: the surest."""
    kept: list[Found] = []
    for each in sorted(found, key=lambda control: -control.confidence):
        if not any(_overlap(each, other) > 0.7 for other in kept):
            kept.append(each)
    return kept


def _overlap(first: Found, second: Found) -> float:
    wide = min(first.x + first.w, second.x + second.w) - max(first.x, second.x)
    tall = min(first.y + first.h, second.y + second.h) - max(first.y, second.y)
    shared = max(0, wide) * max(0, tall)
    return shared / (first.w * first.h + second.w * second.h - shared)


def _hue_name(colour: Colour) -> str:
    """Return a coarse name of a colour, so that the ink of most lines can be told from an accent."""
    if saturation(colour) < MIN_VIVID:
        return "grey"
    return "bgr"[colour.index(max(colour))] + "bgr"[colour.index(min(colour))]


def _bare_control(each: Written, rest: Sequence[Written], inks: Counter[str], found: Sequence[Found]) -> Found | None:
    """Return a control for words that stand on the page itself: an accent colour, or the name of an action, alone."""
    text, box = screen_words.clean_label(each.line.text), each.line.box
    if (
        screen_words.is_prose(text)
        or screen_words.width_of(text) > screen_words.MAX_LINK_WIDTH
        or screen_words.is_error(text)
    ):
        return None
    hue = _hue_name(each.ink)
    is_accent = hue != "grey" and saturation(each.ground) < MIN_VIVID and inks[hue] <= max(2, sum(inks.values()) // 3)
    is_named = screen_words.is_action(text) or (is_accent and screen_words.is_link_name(text))
    if any(character.isdigit() for character in text) and not is_named:
        return None
    usual = median(other.line.box.h for other in rest)
    if not (is_named or is_accent) or not _stands_alone(each, rest) or _is_title_like(each, usual):
        return None
    if any(_lies_on(box, other) for other in found if other.role in {Role.FIELD, Role.KEY, Role.TAB, Role.BUTTON}):
        return None
    if hue == "grey" and any(_is_caption_of(box, other) for other in found if other.role is Role.FIELD):
        return None
    role = Role.LINK if not screen_words.is_action(text) or text.startswith("忘记") else Role.BUTTON
    letters = each.letters
    # Half-way between a link, which is as large as its letters, and a button without a visible edge.
    pad_x, pad_y = 0.5 * letters.h, 0.48 * letters.h
    return Found(
        label=text,
        role=role,
        x=round(letters.x - pad_x),
        y=round(letters.y - pad_y),
        w=round(letters.w + 2 * pad_x),
        h=round(letters.h + 2 * pad_y),
        is_enabled=is_enabled(each.ground, each.ink) if is_named else True,
        confidence=round((0.7 if is_accent and is_named else 0.5) * min(1.0, each.line.score), 3),
        line=each.index,
    )


def _is_caption_of(box: Box, field: Found) -> bool:
    """Return whether the words stand above the left end of a field."""
    return abs(box.x - field.x) < 2 * box.h and -0.3 * box.h <= field.y - (box.y + box.h) < 1.5 * box.h


def _stands_alone(each: Written, rest: Sequence[Written]) -> bool:
    """Return whether no other words run on beside, or directly above or below at the same left edge and ink."""
    box = each.line.box
    for other in rest:
        if other is each:
            continue
        theirs = other.line.box
        gap_x = max(theirs.x - (box.x + box.w), box.x - (theirs.x + theirs.w))
        gap_y = max(theirs.y - (box.y + box.h), box.y - (theirs.y + theirs.h))
        if gap_y < -0.5 * box.h and gap_x < 0.6 * box.h:
            return False
        is_paragraph = abs(theirs.x - box.x) < 0.5 * box.h and gap_y < 0.5 * box.h and gap_x < 0
        if is_paragraph and _hue_name(other.ink) == _hue_name(each.ink) and screen_words.is_prose(other.line.text):
            return False
    return True


def _is_title_like(each: Written, usual: float) -> bool:
    """Return whether the words stand in the middle of the top bar, or are a large heading near the top."""
    x, y = each.line.box.centre
    is_large = each.line.box.h >= 1.35 * usual and _hue_name(each.ink) == "grey"
    return (y < _TOP_BAR and abs(x - 0.5) < 0.12) or (y < 0.25 and is_large)


def _lies_on(box: Box, other: Found) -> bool:
    x, y = box.x + box.w / 2, box.y + box.h / 2
    return other.x <= x <= other.x + other.w and other.y <= y <= other.y + other.h
