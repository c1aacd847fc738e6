"""What the words on a plate make of it: a button, a row, a field, or nothing that can be used."""

# ruff: noqa: PLR2004 - shares and ratios of a shape, each said in words where it stands

from collections.abc import Sequence
from dataclasses import dataclass

from modalities import screen_words
from modalities.evidence import Box, Role, TextLine
from modalities.layout import rows_of
from modalities.plates import Colour, Plate, contrast, luma, saturation

MIN_VIVID = 0.35
"""Saturation from which a colour is taken as chosen to stand out."""
MAX_DISABLED_CONTRAST = 2.2
MIN_CLEAR_CONTRAST = 3.0
_TOP_BAR = 0.13


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A line with its colours and the plates under it."""

    index: int
    line: TextLine
    ground: Colour
    ink: Colour
    plates: tuple[Plate, ...]
    is_page_light: bool
    letters: Box
    """The bounds of the letters alone."""

    @property
    def letter_h(self) -> float:
        """Height of the letters in pixels: boxes of lines are padded by about a tenth on each side."""
        return 0.8 * self.line.box.h


def role_on(plate: Plate, each: Written, beside: Sequence[Written]) -> Role | None:
    """Return what a plate with these words on it is, or None when it only carries words."""
    box, text = each.line.box, each.line.text
    if _is_title_bar(plate, box) or screen_words.is_error(text):
        return None
    if len(beside) == 1:
        if _is_empty_field(plate, each):
            return Role.FIELD
        if _is_centred(plate, box):
            return _role_of_centred(plate, each)
        return _role_of_aligned(plate, each)
    if _is_stack(beside) and all(_is_centred(plate, other.line.box) for other in beside):
        is_main = each.line.box.h >= max(other.line.box.h for other in beside)
        return Role.BUTTON if is_main and is_vivid_plate(plate, each) and plate.h < 6 * each.letter_h else None
    if any(screen_words.is_prose(other.line.text) for other in beside):
        return None
    is_first = min(beside, key=lambda other: (other.line.box.x, other.line.box.y)) is each
    return _role_of_aligned(plate, each) if is_first else None


def _is_empty_field(plate: Plate, each: Written) -> bool:
    has_shape = plate.w > 2.5 * plate.h and plate.h < 4.6 * each.letter_h
    return has_shape and screen_words.is_hint(each.line.text) and not is_vivid_plate(plate, each)


def _role_of_centred(plate: Plate, each: Written) -> Role | None:
    text = each.line.text
    is_vivid = is_vivid_plate(plate, each)
    if screen_words.is_prose(text) and not (is_vivid and screen_words.width_of(text) <= screen_words.MAX_LABEL_WIDTH):
        return None
    tallest = 9.0 if is_vivid or plate.is_round or _has_picture_above(plate, each.line.box) else 4.6
    if not 1.35 * each.letter_h <= plate.h <= tallest * each.letter_h:
        return None
    if _touches_both_sides(plate, each.line.box) and not (screen_words.is_action(text) or is_vivid):
        return None
    if _is_toast(plate, each):
        return None
    is_tag = plate.h < 1.75 * each.letter_h and plate.w < each.line.box.w + 1.2 * each.letter_h
    return None if is_tag and not screen_words.is_action(text) else Role.BUTTON


def _is_toast(plate: Plate, each: Written) -> bool:
    """Return whether this is a short note on a dark veil in the middle of a light page."""
    is_dark = luma(plate.fill) < 110 and saturation(plate.fill) < 0.2
    is_middle = abs(plate.x + plate.w / 2 - each.line.box.img_w / 2) < 0.03 * each.line.box.img_w
    return is_dark and is_middle and each.is_page_light and not screen_words.is_action(each.line.text)


def _role_of_aligned(plate: Plate, each: Written) -> Role | None:
    """Return row, field or button for words that stand at the left of their plate."""
    box = each.line.box
    offset, share = box.x - plate.x, plate.w / box.img_w
    if plate.h > 7 * each.letter_h or screen_words.is_prose(each.line.text):
        return None
    if _is_icon_and_word(plate, box):
        return Role.BUTTON if plate.h <= 4.6 * each.letter_h or is_vivid_plate(plate, each) else None
    if share < 0.7 or offset > 0.35 * plate.w or plate.w < 4 * plate.h or plate.h < 1.7 * each.letter_h:
        return None
    return Role.ROW


def _is_icon_and_word(plate: Plate, box: Box) -> bool:
    """Return whether a sign and the word behind it stand together in the middle of the plate."""
    if plate.content is None:
        return False
    left, _, right, _ = plate.content
    middle = abs((left + right) / 2 - (plate.x + plate.w / 2))
    is_close = box.x - left < 2.5 * box.h and right - (box.x + box.w) < 2.0 * box.h
    return middle < 0.06 * plate.w + 2 and is_close and left < box.x - 0.5 * box.h and plate.w > 1.3 * plate.h


def _has_picture_above(plate: Plate, box: Box) -> bool:
    return plate.content is not None and box.y - plate.content[1] > 0.9 * box.h


def _is_title_bar(plate: Plate, box: Box) -> bool:
    is_wide = plate.w >= 0.95 * box.img_w
    return is_wide and plate.y + plate.h <= max(_TOP_BAR * box.img_h, 0.3 * box.img_w) and plate.y <= 0.06 * box.img_h


def _touches_both_sides(plate: Plate, box: Box) -> bool:
    return plate.x <= 1 and plate.x + plate.w >= box.img_w - 1


def _is_centred(plate: Plate, box: Box) -> bool:
    across = abs(box.x + box.w / 2 - (plate.x + plate.w / 2))
    return across <= max(0.05 * plate.w, 0.35 * box.h)


def _is_stack(beside: Sequence[Written]) -> bool:
    return len(rows_of([each.line for each in beside])) == len(beside)


def is_vivid_plate(plate: Plate, each: Written) -> bool:
    """Return whether a plate has a colour of its own, and its words another."""
    return saturation(plate.fill) >= MIN_VIVID and contrast(plate.fill, each.ink) > 1.1


def is_enabled(fill: Colour, ink: Colour) -> bool | None:
    """Return False for grey on grey and for washed-out colours, True for strong ones, None when it cannot be told."""
    ratio = contrast(fill, ink)
    if saturation(fill) >= 0.5 or (saturation(ink) >= 0.5 and ratio >= MAX_DISABLED_CONTRAST):
        return True
    if luma(fill) > 247 or luma(fill) < 36:
        # The words stand on a card or on the page: grey there often means "the other choice".
        return True if ratio >= 4.5 else False if ratio < 1.9 else None
    is_grey = saturation(fill) < 0.12 and saturation(ink) < 0.2
    if ratio < MAX_DISABLED_CONTRAST or (is_grey and ratio < MIN_CLEAR_CONTRAST):
        return False
    return True if ratio >= 4.5 else None
