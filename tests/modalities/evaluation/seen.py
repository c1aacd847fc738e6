"""Readings and rows as the tests of the scores need them: nothing here is read from a real picture."""

from collections.abc import Sequence
from pathlib import Path

from modalities.evaluation.attachments import Seen, Source
from modalities.evidence import (
    Box,
    Cell,
    Control,
    Modality,
    Problem,
    ProblemCode,
    Reading,
    Role,
    Screen,
    ScreenKind,
    TextLine,
    Transcript,
)
from modalities.layout import cell_of

WIDTH, HEIGHT = 900, 1800


def source(line: int = 1) -> Source:
    return Source(line=line, name="a.png", path=Path("a.png"), modality=Modality.PHOTO)


def box(x: int, y: int, w: int = 300, h: int = 90) -> Box:
    return Box(x=x, y=y, w=w, h=h, img_w=WIDTH, img_h=HEIGHT)


def text_line(text: str, *, is_doubtful: bool = False) -> TextLine:
    return TextLine(text=text, box=box(0, 0), score=0.99, has_doubtful_number=is_doubtful)


def control(label: str | None, role: Role, place: Box, cell: Cell | None = None) -> Control:
    return Control(
        label=label, role=role, box=place, is_enabled=None, cell=cell or cell_of(place), order=1, confidence=0.9
    )


def screen(
    *,
    lines: Sequence[TextLine] = (),
    controls: Sequence[Control] = (),
    dialog: Box | None = None,
    error_lines: tuple[int, ...] = (),
    kind: ScreenKind = ScreenKind.SCREENSHOT,
) -> Screen:
    return Screen(
        kind=kind,
        width=WIDTH,
        height=HEIGHT,
        lines=tuple(lines),
        controls=tuple(controls),
        dialog=dialog,
        error_lines=error_lines,
        engine="fake@1",
    )


def seen(
    *screens: Screen, problems: Sequence[ProblemCode] = (), heard: str | None = None, duration_s: float | None = None
) -> Seen:
    said = None if heard is None else Transcript(text=heard, language="en", engine="fake@1", confidence=1.0)
    reading = Reading(
        input_id="0" * 64,
        modality=Modality.PHOTO,
        media_type="image/png",
        duration_s=duration_s,
        transcript=said,
        screens=screens,
        problems=tuple(Problem(code=code) for code in problems),
    )
    return Seen(reading=reading, seconds=0.5)
