"""A picture of a screen, understood: its kind, title, dialog, error messages and controls.

Joins lines that were read before with what the detector saw (``modalities.controls``). What it cannot tell it leaves
out.
"""

# ruff: noqa: PLR2004 - levels, shares and format bytes, each said in words where it stands

from collections.abc import Sequence
from statistics import median

import cv2
import numpy as np
import numpy.typing as npt

from modalities import screen_words
from modalities.controls import Sighting, count_controls, find_controls, in_order
from modalities.dialog import find_dialog
from modalities.evidence import (
    Box,
    Control,
    Modality,
    Panel,
    PanelKind,
    Role,
    Screen,
    ScreenKind,
    TextLine,
)
from modalities.tones import counts, strongest

Image = npt.NDArray[np.uint8]

MIN_DRAWN_FLATNESS = 0.70
MIN_MIXED_FLATNESS = 0.38
MIN_MIXED_TONES = 0.30
"""Measured: 31 photos lie below 0.63 flat, screens above 0.74, screens saved as JPEG of quality 50 above 0.82."""
MIN_EVEN = 0.25
MIN_EVEN_MIXED = 0.05
MAX_EVEN_SPREAD = 0.6
"""Measured on 60 made pictures (docs/measurements.md#kinds): photos have at most 0.09 of such blocks, photos of screens
none; a compressed screenshot of a video call has 0.67."""
_BLOCK_PX = 16
MIN_SCREEN_SIGNS = 2
MIN_LONG_ASPECT = 1.85
"""Cameras take 4:3, 3:2 and 16:9; whole screens of telephones are longer."""
MIN_CRISP = 0.6
MIN_CRISP_LINES = 2
"""Measured on the same 60: words in screenshots step from ink to ground within one pixel by a median of 0.64 to 0.90 of
their contrast, in photos of screens by 0.21 to 0.54."""
MIN_CONTROLS = 3
MIN_CONTROLS_PER_LINE = 0.1
MIN_PHOTO_SIDE = 500
"""Shapes that can be used, on the 60 pictures of docs/measurements.md#kinds: documents and scenes had at most 2, but a
report of 56 lines had 3. Paper has many words for each shape, a screen has few. Cameras take pictures above 500 px;
500 px; in small cuts of posters and tables, enlarged, up to 16 shapes were seen."""
MIN_PHONE_ASPECT = 1.7
MIN_DIALOG_LINES = 2
TITLE_ZONE = 0.14
CLOCK_ZONE = 0.06
MIN_SCREEN_SIDE = 64
MIN_BAR_WIDTH = 0.4
MIN_ABOVE_VEIL = 0.85
"""What lies above a veil is nearly as bright as the dialog; what lies below is at most 0.75 as bright (``dialog``)."""


def is_drawn(image: Image, hint: Modality | None = None) -> bool:
    """Return whether the pixels were drawn by a program, not caught by a camera.

    Drawn pictures are made of areas without any noise in few tones. A screen that shows photographs lies between;
    there the sender's word ``hint`` decides. White that a camera has clipped is even, too, so even greys count more.
    """
    flat, tones = _flatness(image)
    if flat >= MIN_DRAWN_FLATNESS:
        return True
    if hint is Modality.PHOTO:
        return False
    even = _even_share(image)
    return even >= MIN_EVEN or (flat >= MIN_MIXED_FLATNESS and tones >= MIN_MIXED_TONES and even >= MIN_EVEN_MIXED)


def kind_of(
    image: Image, lines: Sequence[TextLine], *, hint: Modality | None = None, drawn: bool | None = None
) -> ScreenKind:
    """Return what kind of picture this is. ``hint`` is what the sender called it; the picture decides.

    ``drawn`` says what ``is_drawn`` said, so that it need not look again; None = nobody asked it.
    """
    drawn = is_drawn(image, hint) if drawn is None else drawn
    signs = _screen_signs(lines) + int(max(image.shape[:2]) >= MIN_PHONE_ASPECT * min(image.shape[:2]))
    if drawn:
        is_called_photo = hint is Modality.PHOTO and signs < MIN_SCREEN_SIGNS
        if not is_called_photo:
            return ScreenKind.SCREENSHOT
    if hint is not Modality.PHOTO and is_long_and_crisp(image, lines):  # a screen that one photograph fills
        return ScreenKind.SCREENSHOT
    if not lines:
        return ScreenKind.SCENE
    is_large = min(image.shape[:2]) >= MIN_PHOTO_SIDE
    is_screen = _screen_signs(lines) >= MIN_SCREEN_SIGNS or (is_large and _has_controls(image, lines))
    return ScreenKind.PHOTO_OF_SCREEN if is_screen else ScreenKind.PHOTO


def _has_controls(image: Image, lines: Sequence[TextLine]) -> bool:
    return count_controls(image) >= max(MIN_CONTROLS, MIN_CONTROLS_PER_LINE * len(lines))


def is_long_and_crisp(image: Image, lines: Sequence[TextLine]) -> bool:
    """Return whether a picture has the shape of a telephone's screen, and words with edges no camera sees."""
    if max(image.shape[:2]) < MIN_LONG_ASPECT * min(image.shape[:2]) or len(lines) < MIN_CRISP_LINES:
        return False
    return median(_crispness(image, line.box) for line in lines) >= MIN_CRISP


def _crispness(image: Image, box: Box) -> float:
    """Return the steepest step between neighbouring pixels of a line of words as a share of its contrast, 0..1."""
    grey = cv2.cvtColor(image[box.y : box.y + box.h, box.x : box.x + box.w], cv2.COLOR_BGR2GRAY).astype(np.float32)
    if min(grey.shape) < 4:
        return 0.0
    contrast = float(np.percentile(grey, 99) - np.percentile(grey, 1))
    return float(np.percentile(np.abs(np.diff(grey, axis=1)), 99)) / max(contrast, 1.0)


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
    is_screen = kind in {ScreenKind.SCREENSHOT, ScreenKind.PHOTO_OF_SCREEN} and min(height, width) >= MIN_SCREEN_SIDE
    sighting = find_controls(image, lines) if is_screen else Sighting(controls=(), panels=())
    panels = sighting.panels
    veiled = find_dialog(image) if is_screen else None
    if veiled is not None and sum(1 for line in lines if _is_on(line.box, veiled)) < MIN_DIALOG_LINES:
        veiled = None
    # Only above a veil is the rest of the page out of use; a sheet without one leaves it usable.
    controls = in_order(without_bars(usable(sighting.controls, image, veiled), find_title(lines, ())))
    errors = find_errors(lines, controls)
    return Screen(
        kind=kind,
        width=width,
        height=height,
        frame_t_s=frame_t_s,
        lines=lines,
        controls=controls,
        title=find_title(lines, controls) if is_screen else None,
        clock=find_clock(lines) if is_screen else None,
        dialog=veiled or _dialog_of(panels),
        panels=panels,
        error_lines=errors,
        error_codes=tuple(code for index in errors for code in screen_words.error_codes(lines[index].text)),
        engine=engine,
        file=file,
    )


def usable(controls: Sequence[Control], image: Image, dialog: Box | None) -> tuple[Control, ...]:
    """Return what can be used: with a dialog open, what is in it or lies bright above the dimmed page."""
    if dialog is None:
        return tuple(controls)
    bright = MIN_ABOVE_VEIL * _brightest(image, dialog, 99.8)
    return tuple(each for each in controls if _is_on(each.box, dialog) or _brightest(image, each.box, 97.0) > bright)


def without_bars(controls: Sequence[Control], title: str | None) -> tuple[Control, ...]:
    """Return the controls without the page's name and the bar that holds it."""
    return tuple(each for each in controls if title is None or each.label != title or not _is_bar(each))


def _is_bar(each: Control) -> bool:
    is_wide = each.box.w >= MIN_BAR_WIDTH * each.box.img_w and each.role in {Role.ROW, Role.FIELD, Role.TAB}
    return each.box.centre[1] < TITLE_ZONE and (is_wide or each.role in {Role.BUTTON, Role.LINK})


def _brightest(image: Image, box: Box, percentile: float) -> float:
    part = image[box.y : box.y + box.h, box.x : box.x + box.w]
    return float(np.percentile(strongest(part), percentile))


def find_clock(lines: Sequence[TextLine]) -> str | None:
    """Return the time in the status bar, the highest line of all that reads like one."""
    for line in sorted(lines, key=lambda each: each.box.y):
        time = screen_words.clock_in(line.text) if line.box.centre[1] < CLOCK_ZONE else None
        if time is not None:
            return time
    return None


def _dialog_of(panels: Sequence[Panel]) -> Box | None:
    """Return the surest dialog or sheet."""
    shown = [panel for panel in panels if panel.kind in {PanelKind.DIALOG, PanelKind.SHEET}]
    return max(shown, key=lambda panel: panel.confidence).box if shown else None


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
    here, left, above = image[1:, 1:], image[1:, :-1], image[:-1, 1:]
    steps = strongest(cv2.max(cv2.absdiff(here, left), cv2.absdiff(here, above)).astype(np.uint8, copy=False))
    grey = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY).astype(np.uint8, copy=False)
    tones = np.sort(counts(grey))[-4:].sum() / grey.size
    return 1.0 - cv2.countNonZero(steps) / steps.size, float(tones)


def _even_share(image: Image) -> float:
    """Return the share of 16 x 16 px blocks without any noise that are neither black nor clipped white."""
    grey = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)
    rows, columns = grey.shape[0] // _BLOCK_PX, grey.shape[1] // _BLOCK_PX
    if not rows or not columns:
        return 0.0
    sums, squares = (
        np.diff(
            np.diff(each[: rows * _BLOCK_PX + 1 : _BLOCK_PX, : columns * _BLOCK_PX + 1 : _BLOCK_PX], axis=0), axis=1
        )
        for each in cv2.integral2(grey)
    )
    means = sums / _BLOCK_PX**2
    spreads = np.sqrt(np.maximum(squares / _BLOCK_PX**2 - means**2, 0.0))
    return float(((spreads < MAX_EVEN_SPREAD) & (means > 8) & (means < 247)).mean())


def _screen_signs(lines: Sequence[TextLine]) -> int:
    """Count signs that words stand on a screen: a clock at the top, names of actions, hints of fields."""
    clock = any(screen_words.is_status(line.text) and line.box.centre[1] < 0.2 for line in lines)
    actions = sum(1 for line in lines if screen_words.is_action(line.text))
    hints = sum(1 for line in lines if screen_words.is_hint(line.text) and not screen_words.is_action(line.text))
    return int(clock) + actions + hints
