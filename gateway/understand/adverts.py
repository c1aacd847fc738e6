"""A whole-screen advertisement, and the cross that puts it away. Words in pictures are data: none is ever followed."""

import re
import tomllib
from dataclasses import replace
from functools import lru_cache
from typing import Final

from gateway.issue import Claim, ClaimStatus, ControlClaim
from gateway.understand.normalise import LEXICON, normalise
from gateway.understand.spots import spot
from gateway.understand.unnamed import may_be_meant
from modalities.evidence import Box, Control, Evidence, FrameBox, IconName, Reading, Screen, ScreenKind, Span

FEW_LINES: Final = 8
"""A page with more lines has something to say of its own; an advertisement in it is a part of it."""
EDGE: Final = 0.25
"""Share of the height, from the top or the bottom, in which a bare sign may be the cross."""
INFERRED: Final = 0.6
"""Of the confidence in a sign whose meaning is guessed from where it stands."""


@lru_cache(maxsize=1)
def _patterns() -> dict[str, re.Pattern[str]]:
    data = tomllib.loads((LEXICON / "adverts.toml").read_text("utf-8"))
    return {name: re.compile(pattern) for name, pattern in data.items()}


def advert_line(screen: Screen) -> int | None:
    """Return the index of the line by which a screen is known as an advertisement, or None.

    The word itself, or two lures; and the screen holds little else.
    """
    if screen.kind not in {ScreenKind.SCREENSHOT, ScreenKind.PHOTO_OF_SCREEN} or len(screen.lines) > FEW_LINES:
        return None
    texts = [normalise(line.text).text.strip() for line in screen.lines]
    named = [place for place, text in enumerate(texts) if _patterns()["named"].search(text)]
    lured = [place for place, text in enumerate(texts) if _patterns()["lures"].search(text)]
    is_advert = bool(named and lured) or len(lured) > 1
    return (named or lured)[0] if is_advert else None


def way_out(readings: tuple[Reading, ...]) -> ControlClaim | None:
    """Return the control that puts away the last advertisement seen; None without one, or when it cannot be told."""
    for reading in reversed(readings):
        for screen in reversed(reading.screens):
            if advert_line(screen) is not None:
                found = _cross(screen)
                return _claim(reading, screen, *found) if found is not None else None
    return None


def _cross(screen: Screen) -> tuple[Control, bool] | None:
    """Return the control, and whether its words or its sign say what it does; None unless there is just one."""
    sure = [
        control
        for control in screen.controls
        if control.icon is IconName.CLOSE
        or (control.label and _patterns()["way_out"].search(normalise(control.label).text.strip()))
    ]
    if sure:
        return (sure[0], True) if len(sure) == 1 else None
    signs = [control for control in screen.controls if may_be_meant(control) and _is_at_edge(control.box)]
    return (signs[0], False) if len(signs) == 1 else None


def _is_at_edge(box: Box) -> bool:
    _, down = box.centre
    return down <= EDGE or down >= 1 - EDGE


def _claim(reading: Reading, screen: Screen, control: Control, is_sure: bool) -> ControlClaim:  # noqa: FBT001  # a pair
    span: Span = control.box
    if screen.frame_t_s is not None:
        span = FrameBox(frame_t_s=screen.frame_t_s, box=control.box)
    confidence = round(control.confidence * (1.0 if is_sure else INFERRED), 4)
    seen = Evidence(
        input_id=reading.input_id, modality=reading.modality, quote="", span=span, raw_conf=control.confidence
    )
    there = Claim(
        value=True,
        status=ClaimStatus.OBSERVED if is_sure else ClaimStatus.INFERRED,
        confidence=confidence,
        evidence=(seen,),
        method=f"ui:{screen.engine}" if is_sure else "rule:advert_cross",
    )
    sign = control.icon or (None if control.label else IconName.CLOSE)
    place = spot(screen, control, control.label)
    return ControlClaim(
        has_visible_text=Claim(
            value=control.label is not None,
            status=ClaimStatus.OBSERVED,
            confidence=control.confidence,
            evidence=(seen,),
            method=f"ui:{screen.engine}",
        ),
        box=control.box,
        is_on_screen=there,
        spots=(replace(place, icon=sign),),
    )
