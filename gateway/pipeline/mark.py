"""The control that an answer points at, drawn into the person's own picture."""

import logging
from collections.abc import Sequence
from pathlib import Path

from gateway.issue import Issue
from gateway.pipeline.records import Mark
from gateway.triage import Decision, Move
from modalities import redraw
from modalities.errors import ModalityError
from modalities.evidence import FrameBox, Reading

_LOGGER = logging.getLogger(__name__)
MARKED = "marked.jpg"


def mark_of(issue: Issue, decision: Decision, readings: Sequence[Reading]) -> Mark | None:
    """Return what to draw, and into which picture; None when nothing is pointed at, or its picture is not there."""
    control = issue.control
    if decision.move is not Move.POINT_AT or control is None or control.box is None or control.is_on_screen is None:
        return None
    shown = control.is_on_screen.evidence[0]
    input_id = shown.input_id
    frame_t_s = shown.span.frame_t_s if isinstance(shown.span, FrameBox) else None
    for reading in readings:
        if reading.input_id != input_id:
            continue
        for screen in reading.screens:
            is_there = screen.frame_t_s == frame_t_s
            if screen.file and is_there and (screen.width, screen.height) == (control.box.img_w, control.box.img_h):
                return Mark(input_id=input_id, source_file=screen.file, box=control.box)
    return None


def draw(mark: Mark, out_dir: Path) -> bool:
    """Draw ``mark`` into ``<out_dir>/<input_id>/marked.jpg``; say whether that went well. Never raises."""
    folder = out_dir / mark.input_id
    try:
        redraw.mark(folder / mark.source_file, mark.box, folder / MARKED)
    except (ModalityError, OSError) as error:
        _LOGGER.warning("mark not drawn: input=%s error=%s", mark.input_id[:12], type(error).__name__)
        return False
    return True
