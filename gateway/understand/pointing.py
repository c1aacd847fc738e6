"""Find the control that a person named in the screens that were read."""

from dataclasses import dataclass
from typing import Final, TypeVar

from rapidfuzz.distance import Levenshtein

from gateway.issue import Claim, ClaimStatus, ControlClaim
from gateway.understand.normalise import normalise
from modalities.evidence import (
    Box,
    Cell,
    Control,
    Evidence,
    FrameBox,
    Modality,
    Reading,
    Role,
    Screen,
    ScreenKind,
    Span,
)

T = TypeVar("T")
EXACT: Final = 1.0
MISREAD: Final = 0.8
PART_OF: Final = 0.6
LONG_LABEL: Final = 4
"""From this many characters on, one misread character is forgiven; in shorter labels it makes another word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A control in one of the pictures."""

    control: Control
    screen: Screen
    input_id: str
    modality: Modality


def find(label: str, readings: tuple[Reading, ...]) -> Found | None:
    """Return the best match for ``label`` among the controls of all screens, or None.

    An exact match wins over one with a misread character, and a control with a seen shape over bare words.
    """
    best: tuple[float, Found] | None = None
    for reading in readings:
        for screen in reading.screens:
            words = _lines_as_controls(screen)
            for control in (*screen.controls, *words):
                is_bare = control in words
                match = _match(label, control)
                score = match + (control.confidence if match and not is_bare else 0.0)
                # Words that only hold the label (tap Next to go on) are prose, not a control.
                least = MISREAD if is_bare else PART_OF
                if score >= least and (best is None or score > best[0]):
                    found = Found(control=control, screen=screen, input_id=reading.input_id, modality=reading.modality)
                    best = (score, found)
    return best[1] if best else None


def _lines_as_controls(screen: Screen) -> tuple[Control, ...]:
    """Return the lines themselves: a control whose shape was not seen is still there to be touched at its words."""
    return tuple(
        Control(
            label=line.text,
            role=Role.UNKNOWN,
            box=line.box,
            is_enabled=None,
            cell=cell_of(line.box),
            order=len(screen.controls) + place,
            confidence=round(line.score * 0.9, 4),  # below a control with a seen shape, so that shapes win
        )
        for place, line in enumerate(screen.lines, start=1)
    )


def cell_of(box: Box) -> Cell:
    """Return the cell of the picture, of nine, in which the centre of ``box`` lies."""
    across, down = box.centre
    row = ("top", "middle", "bottom")[min(2, int(down * 3))]
    column = ("left", "centre", "right")[min(2, int(across * 3))]
    return Cell(f"{row}_{column}")


def has_screen(readings: tuple[Reading, ...]) -> bool:
    """Say whether a screen was read, so that "it is not there" may be said at all."""
    return any(
        screen.lines and screen.kind in {ScreenKind.SCREENSHOT, ScreenKind.PHOTO_OF_SCREEN}
        for reading in readings
        for screen in reading.screens
    )


def control_claim(label: Claim[str], readings: tuple[Reading, ...]) -> ControlClaim:
    """Return what the words and the pictures together say about the control called ``label``.

    Only the label is known when no screen was read. When a screen was read and the control is not on it,
    ``is_on_screen`` says so, with the whole picture as evidence.
    """
    found = find(label.value, readings)
    if found is None:
        return ControlClaim(label=label, is_on_screen=_not_on_screen(readings))
    control = found.control
    return ControlClaim(
        label=label,
        role=_observed(control.role, found) if control.role is not Role.UNKNOWN else None,
        has_visible_text=_observed(control.label is not None, found),
        enabled=None if control.is_enabled is None else _observed(control.is_enabled, found),
        box=control.box,
        is_on_screen=_observed(control.label is not None, found),
    )


def _observed(value: T, found: Found) -> Claim[T]:
    return Claim(
        value=value,
        status=ClaimStatus.OBSERVED,
        confidence=found.control.confidence,
        evidence=(_seen(found),),
        method=f"ui:{found.screen.engine}",
    )


def _seen(found: Found) -> Evidence:
    span: Span = found.control.box
    if found.screen.frame_t_s is not None:
        span = FrameBox(frame_t_s=found.screen.frame_t_s, box=found.control.box)
    # The quote of a control is empty: its words stand in a line of the picture, its box around them.
    return Evidence(
        input_id=found.input_id, modality=found.modality, quote="", span=span, raw_conf=found.control.confidence
    )


def _not_on_screen(readings: tuple[Reading, ...]) -> Claim[bool] | None:
    if not has_screen(readings):
        return None
    evidence = tuple(
        Evidence(
            input_id=reading.input_id,
            modality=reading.modality,
            quote="",
            span=_whole(screen),
            raw_conf=min((line.score for line in screen.lines), default=0.0),
        )
        for reading in readings
        for screen in reading.screens
        if screen.lines
    )
    return Claim(
        value=False, status=ClaimStatus.OBSERVED, confidence=0.8, evidence=evidence, method="rule:not_on_screen"
    )


def _whole(screen: Screen) -> Span:
    box = Box(x=0, y=0, w=screen.width, h=screen.height, img_w=screen.width, img_h=screen.height)
    return box if screen.frame_t_s is None else FrameBox(frame_t_s=screen.frame_t_s, box=box)


def _match(label: str, control: Control) -> float:
    if control.label is None:
        return 0.0
    wanted, seen = _key(label), _key(control.label)
    if not wanted or not seen:
        return 0.0
    if wanted == seen:
        return EXACT
    if len(wanted) >= LONG_LABEL and Levenshtein.distance(wanted, seen) <= 1:
        return MISREAD
    # A named word inside a longer label (下一步 in 同意并下一步), when it is most of it.
    if wanted in seen and len(wanted) * 2 >= len(seen):
        return PART_OF
    return 0.0


def _key(text: str) -> str:
    return "".join(char for char in normalise(text).text if char.isalnum())
