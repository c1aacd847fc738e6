"""A picture of a screen, understood: its kind, title, dialog, error messages and controls.

Works on pixels and on lines that were read before; no model. What it cannot tell it leaves out.
"""

# ruff: noqa: PLR2004 - levels, shares and format bytes, each said in words where it stands

from collections.abc import Sequence
from statistics import median

import cv2
import numpy as np
import numpy.typing as npt

from modalities import screen_words
from modalities.control_groups import Found
from modalities.controls import find_controls, placed
from modalities.dialog import find_dialog
from modalities.evidence import Box, Control, Modality, Role, Screen, ScreenKind, TextLine
from modalities.plates import PlateFinder

Image = npt.NDArray[np.uint8]

MIN_DRAWN_FLATNESS = 0.70
MIN_MIXED_FLATNESS = 0.38
MIN_MIXED_TONES = 0.30
"""Measured: 31 photos lie below 0.63 flat, screens above 0.74, screens saved as JPEG of quality 50 above 0.82."""
MIN_SCREEN_SIGNS = 2
MIN_PHONE_ASPECT = 1.7
MIN_DIALOG_LINES = 2
TITLE_ZONE = 0.14


def is_drawn(image: Image, hint: Modality | None = None) -> bool:
    """Return whether the pixels were drawn by a program, not caught by a camera.

    Drawn pictures are made of areas without any noise in few tones. A screen that shows photographs lies between;
    there the sender's word ``hint`` decides.
    """
    flat, tones = _flatness(image)
    if flat >= MIN_DRAWN_FLATNESS:
        return True
    return hint is not Modality.PHOTO and flat >= MIN_MIXED_FLATNESS and tones >= MIN_MIXED_TONES


def kind_of(
    image: Image, lines: Sequence[TextLine], *, hint: Modality | None = None, is_from_camera: bool = False
) -> ScreenKind:
    """Return what kind of picture this is. ``hint`` is what the sender called it; the picture decides."""
    signs = _screen_signs(lines) + int(max(image.shape[:2]) >= MIN_PHONE_ASPECT * min(image.shape[:2]))
    if not is_from_camera and is_drawn(image, hint):
        is_called_photo = hint is Modality.PHOTO and signs < MIN_SCREEN_SIGNS
        if not is_called_photo:
            return ScreenKind.SCREENSHOT
    if not lines:
        return ScreenKind.SCENE
    return ScreenKind.PHOTO_OF_SCREEN if _screen_signs(lines) >= MIN_SCREEN_SIGNS else ScreenKind.PHOTO


def read_screen(
    image: Image,
    lines: tuple[TextLine, ...],
    *,
    frame_t_s: float | None,
    engine: str,
    file: str | None,
    kind: ScreenKind | None = None,
) -> Screen:
    """Return what ``image`` shows: (height, width, 3) uint8 BGR, with ``lines`` read in it, in reading order.

    ``kind`` is found from the picture when it is None. Controls are looked for on screens only.
    """
    height, width = image.shape[:2]
    kind = kind or kind_of(image, lines)
    controls: tuple[Control, ...] = ()
    dialog: Box | None = None
    if kind in {ScreenKind.SCREENSHOT, ScreenKind.PHOTO_OF_SCREEN} and min(height, width) >= 64:
        clean = image if kind is ScreenKind.SCREENSHOT else cv2.medianBlur(image, 5)
        dialog = find_dialog(clean)
        if dialog is not None and sum(1 for line in lines if _is_on(line.box, dialog)) < MIN_DIALOG_LINES:
            dialog = None
        found = find_controls(clean, lines, PlateFinder(clean))
        controls = placed(_usable(found, clean, dialog), width, height)
    is_screen = kind in {ScreenKind.SCREENSHOT, ScreenKind.PHOTO_OF_SCREEN}
    return Screen(
        kind=kind,
        width=width,
        height=height,
        frame_t_s=frame_t_s,
        lines=lines,
        controls=controls,
        title=find_title(lines, controls) if is_screen else None,
        dialog=dialog,
        error_lines=find_errors(lines, controls),
        engine=engine,
        file=file,
    )


def find_title(lines: Sequence[TextLine], controls: Sequence[Control]) -> str | None:
    """Return the name of the page: the line in the top bar, in its middle or at its left end."""
    usual = median([line.box.h for line in lines]) if lines else 0.0
    named = {control.label for control in controls if control.box.centre[1] < TITLE_ZONE}
    best: tuple[float, str] | None = None
    for line in lines:
        text, (x, y) = screen_words.clean_title(line.text), line.box.centre
        top_px = y * line.box.img_h
        is_high = y < TITLE_ZONE or top_px < 0.16 * line.box.img_w
        if (
            not is_high
            or y > 2 * TITLE_ZONE
            or len(text) < 2
            or screen_words.is_status(line.text)
            or screen_words.is_prose(text)
        ):
            continue
        is_centred = abs(x - 0.5) < 0.08
        is_left = line.box.x < 0.22 * line.box.img_w and (line.box.h >= 1.1 * usual or _is_first_alone(line, lines))
        if text in named or screen_words.is_hint(text) or not (is_centred or is_left):
            continue
        rank = line.box.h / max(usual, 1.0) + (0.3 if is_centred else 0.0) - 2.0 * y
        if best is None or rank > best[0]:
            best = (rank, text)
    return best[1] if best else None


def find_errors(lines: Sequence[TextLine], controls: Sequence[Control]) -> tuple[int, ...]:
    """Return the indexes of the lines that read like an error or failure message; names of places to go are none."""
    places = [
        control for control in controls if control.role in {Role.TAB, Role.ROW, Role.KEY, Role.FIELD, Role.BUTTON}
    ]
    found = []
    for index, line in enumerate(lines):
        is_label = any(screen_words.clean_label(line.text) == control.label for control in places)
        is_value = screen_words.is_state(line.text) and any(_is_left_of(other.box, line.box) for other in lines)
        if not is_label and not is_value and screen_words.is_error(line.text):
            found.append(index)
    return tuple(found)


def _is_left_of(first: Box, second: Box) -> bool:
    """Return whether the first box ends left of the second in the same row."""
    shared = min(first.y + first.h, second.y + second.h) - max(first.y, second.y)
    return first.x + first.w < second.x and shared > 0.5 * min(first.h, second.h)


def _is_first_alone(line: TextLine, lines: Sequence[TextLine]) -> bool:
    """Return whether nothing but signs and the status bar stands above or beside a line."""
    bottom = line.box.y + line.box.h
    others = (other for other in lines if other is not line and other.box.y + other.box.h / 2 < bottom)
    return all(screen_words.is_status(other.text) or screen_words.is_sign(other.text) for other in others)


def _is_on(box: Box, dialog: Box) -> bool:
    x, y = box.x + box.w / 2, box.y + box.h / 2
    return dialog.x <= x <= dialog.x + dialog.w and dialog.y <= y <= dialog.y + dialog.h


def _flatness(image: Image) -> tuple[float, float]:
    """Return the share of pixels equal to both neighbours, and the share of the four commonest tones of grey."""
    if min(image.shape[:2]) < 2:
        return 0.0, 0.0
    across = (image[1:, 1:] != image[1:, :-1]).any(axis=2)
    down = (image[1:, 1:] != image[:-1, 1:]).any(axis=2)
    grey = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)
    tones = np.sort(np.bincount(grey.ravel(), minlength=256))[-4:].sum() / grey.size
    return float(1.0 - (across | down).mean()), float(tones)


def _screen_signs(lines: Sequence[TextLine]) -> int:
    """Count signs that words stand on a screen: a clock at the top, names of actions, hints of fields."""
    clock = any(screen_words.is_status(line.text) and line.box.centre[1] < 0.2 for line in lines)
    actions = sum(1 for line in lines if screen_words.is_action(line.text))
    hints = sum(1 for line in lines if screen_words.is_hint(line.text) and not screen_words.is_action(line.text))
    return int(clock) + actions + hints


def _usable(found: Sequence[Found], image: Image, dialog: Box | None) -> tuple[Found, ...]:
    """Return what can be used: with a dialog open, what is in it or lies bright above the dimmed page."""
    if dialog is None:
        return tuple(found)
    grey = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)
    outside = np.ones(grey.shape, bool)
    outside[dialog.y : dialog.y + dialog.h, dialog.x : dialog.x + dialog.w] = False
    dimmed = float(np.percentile(grey[outside], 90))
    return tuple(each for each in found if _is_in(each, dialog) or _brightness(grey, each) > dimmed + 50)


def _is_in(each: Found, dialog: Box) -> bool:
    x, y = each.x + each.w / 2, each.y + each.h / 2
    return dialog.x <= x <= dialog.x + dialog.w and dialog.y <= y <= dialog.y + dialog.h


def _brightness(grey: Image, each: Found) -> float:
    top, left = max(0, each.y), max(0, each.x)
    return float(np.median(grey[top : each.y + each.h, left : each.x + each.w]))
