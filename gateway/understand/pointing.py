"""Say what the words of a person and the pictures together tell about the control that they mean."""

from dataclasses import replace
from typing import Final, TypeVar

from gateway.issue import Claim, ClaimStatus, ControlClaim
from gateway.understand.control_names import asked, is_side, which
from gateway.understand.control_search import MISREAD, NAMELESS, Found, find_all, find_nameless, on_the_side
from gateway.understand.spots import spot
from modalities.evidence import Box, Evidence, FrameBox, Reading, Role, Screen, ScreenKind, Span

T = TypeVar("T")
SPOT_CHOICES: Final = ("spot_one", "spot_two", "spot_three", "spot_four")
"""Ids of the choices "the first", "the second" … when one name stands at several places."""


def control_claim(
    label: Claim[str], readings: tuple[Reading, ...], choice: str | None = None, *, may_be_nameless: bool = False
) -> ControlClaim:
    """Return what the words and the pictures together say about the control called ``label``.

    Only the label is known when no screen was read. When a screen was read and the control is not on it,
    ``is_on_screen`` says so, with the whole picture as evidence. When it stands at several places, all are in
    ``spots``, and there is no box, unless ``choice`` (one of ``SPOT_CHOICES``, or words such as 上面那个) takes one.
    ``may_be_nameless``: the person finds no name for it; where no words fit, signs without words are taken, inferred.
    """
    found = _choose(find_all(label.value, readings), choice)
    if not found and may_be_nameless:
        signs = find_nameless(readings)
        found = _choose(signs, choice) if len(signs) <= len(SPOT_CHOICES) else ()
    if not found:
        return ControlClaim(label=label, is_on_screen=_not_on_screen(readings))
    first = found[0]
    claim = ControlClaim(
        label=label,
        is_on_screen=_there(first),
        spots=tuple(spot(one.screen, one.control, _called(label.value, one)) for one in found),
    )
    if len(found) > 1:
        return claim
    control = first.control
    return replace(
        claim,
        role=_observed(control.role, first) if control.role is not Role.UNKNOWN else None,
        has_visible_text=_observed(control.label is not None, first),
        enabled=None if control.is_enabled is None else _observed(control.is_enabled, first),
        box=control.box,
    )


def says_which(words: str) -> bool:
    """Say whether an answer does nothing but choose one of several: the second one, the upper one."""
    return which(words) is not None or is_side(words)


def has_screen(readings: tuple[Reading, ...]) -> bool:
    """Say whether a screen was read, so that "it is not there" may be said at all."""
    return any(
        screen.lines and screen.kind in {ScreenKind.SCREENSHOT, ScreenKind.PHOTO_OF_SCREEN}
        for reading in readings
        for screen in reading.screens
    )


def _choose(found: tuple[Found, ...], choice: str | None) -> tuple[Found, ...]:
    """Return the one that a button or an answer chooses; all of them when it chooses none."""
    if choice is None or len(found) <= 1:
        return found
    place = SPOT_CHOICES.index(choice) if choice in SPOT_CHOICES else which(choice)
    if place is not None:
        return found[place : place + 1] or found
    return on_the_side(asked(choice), list(found)) if is_side(choice) else found


def _called(label: str, found: Found) -> str | None:
    """Return the words by which a found control is called: those on it, where one misread character is forgiven."""
    if found.control.label is None:
        return None
    # Words with a number are not read out: a misread amount on a button would sound like a fact.
    is_unsure = found.match == MISREAD or any(char.isdigit() for char in found.control.label)
    return asked(label).name if is_unsure else found.control.label


def _observed(value: T, found: Found) -> Claim[T]:
    return Claim(
        value=value,
        status=ClaimStatus.OBSERVED,
        confidence=found.control.confidence,
        evidence=(_seen(found),),
        method=f"ui:{found.screen.engine}",
    )


def _there(found: Found) -> Claim[bool]:
    seen = _observed(True, found)  # noqa: FBT003  # the value of the claim
    if found.match > NAMELESS:
        return seen
    sure = round(found.match * seen.confidence, 4)
    return replace(seen, status=ClaimStatus.INFERRED, confidence=sure, method="rule:nameless_sign")


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
