"""``lantern evaluate screen``: are the controls of a screen found, where they are, and nothing else?"""

import warnings
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from PIL import Image
from rapidfuzz.distance import Levenshtein

from modalities import ocr
from modalities.engines import EngineSettings
from modalities.evaluation.alignment import plain
from modalities.evaluation.attachments import KINDS, Seen, Source, Tick, engine_of, picture, problems_of, read_each
from modalities.evaluation.rows import Fields, Rect, RowFaultError
from modalities.evaluation.scores import Measure, Score, Share, share_of
from modalities.evidence import Box, Control, Modality, Role, Screen, ScreenKind
from modalities.layout import cell_of

MIN_IOU = 0.5
MAX_LABEL_EDITS = 1
SPECIAL_BUTTONS = frozenset({Role.TAB, Role.KEY})
"""Roles of ours that answer to ``button`` too: many labelled sets know no such roles."""

SAME_KINDS = frozenset({ScreenKind.PHOTO, ScreenKind.SCENE})
"""Pictures of the world: with or without words in it is a line that every labelled set draws elsewhere."""

_ORIENTATION = 0x0112
_ON_ITS_SIDE = frozenset({5, 6, 7, 8})
"""Values of the EXIF tag that turn a picture by a quarter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TrueControl:
    """One labelled control."""

    label: str | None
    """None accepts any label."""
    role: str
    box: Rect


@dataclass(frozen=True, slots=True, kw_only=True)
class ScreenRow:
    """One labelled screen; None = the row says nothing about it."""

    source: Source
    kind: str | None
    controls: tuple[TrueControl, ...] | None
    is_dialog_known: bool
    dialog: Rect | None
    error_codes: tuple[str, ...] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedScreen:
    """What is right and what is wrong about one screen."""

    found: tuple[tuple[TrueControl, Control], ...] = ()
    missed: tuple[TrueControl, ...] = ()
    false: tuple[Control, ...] = ()
    claimed: int = 0
    """Our controls, where the row has controls to hold them against."""
    placed_right: tuple[bool, ...] = ()
    """For each found one: the true box lies in the cell that we name."""
    is_dialog_right: bool | None = None
    codes: tuple[tuple[str, bool], ...] = ()
    is_kind_right: bool | None = None

    @property
    def is_wholly_right(self) -> bool:
        """Return whether there is nothing to look at."""
        codes = all(is_found for _, is_found in self.codes)
        asked = self.is_dialog_right is not False and self.is_kind_right is not False
        return not self.missed and not self.false and all(self.placed_right) and codes and asked


def parse(fields: Fields) -> ScreenRow:
    """Return the row. Raises ``RowFaultError``."""
    parts = fields.parts("controls")
    return ScreenRow(
        source=picture(fields, otherwise=Modality.SCREENSHOT),
        kind=fields.one_of("kind", KINDS),
        controls=tuple(_control(part) for part in parts) if parts is not None else None,
        is_dialog_known="dialog" in fields.values,
        dialog=fields.rect("dialog"),
        error_codes=fields.texts("error_codes"),
    )


def evaluate(rows: Sequence[ScreenRow], engines: EngineSettings, tick: Tick) -> Score:
    """Read every picture and return the score. Raises ``EngineUnavailableError`` when there is no text reader."""
    ocr.open_reader(engines.ocr, engines)
    seen = list(read_each([row.source for row in rows], engines, tick))
    return score(rows, seen, [size_of(row.source) for row in rows])


def size_of(source: Source) -> tuple[int, int] | None:
    """Return width and height of the upright picture as it is in its file; None when it cannot be told."""
    try:
        with warnings.catch_warnings(action="ignore"), Image.open(source.path) as image:
            is_on_its_side = image.getexif().get(_ORIENTATION, 1) in _ON_ITS_SIDE
            return (image.height, image.width) if is_on_its_side else image.size
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None


def score(rows: Sequence[ScreenRow], seen: Sequence[Seen], sizes: Sequence[tuple[int, int] | None]) -> Score:
    """Return the figures of these readings; ``sizes`` are width and height that the labelled boxes belong to."""
    screens = [one.reading.screens[0] if one.reading.screens else None for one in seen]
    known = known_roles(rows)
    judged = [judge(row, screen, size, known) for row, screen, size in zip(rows, screens, sizes, strict=True)]
    roles: dict[str, list[bool]] = defaultdict(list)
    for each in judged:
        for control, _ in each.found:
            roles[control.role].append(True)
        for control in each.missed:
            roles[control.role].append(False)
    found, missed = (
        sum(len(part) for part in parts) for parts in zip(*((j.found, j.missed) for j in judged), strict=True)
    )
    controls = Share(found, found + missed)
    without = [judge.is_dialog_right for row, judge in zip(rows, judged, strict=True) if row.dialog is None]
    per_role: dict[str, Measure] = {role: share_of(answers) for role, answers in sorted(roles.items())}
    return Score(
        n=len(rows),
        headline=controls,
        measures={
            "controls_found": controls,
            "false_controls": Share(sum(len(each.false) for each in judged), sum(each.claimed for each in judged)),
            "position_right": share_of([answer for each in judged for answer in each.placed_right]),
            "dialogs": share_of([each.is_dialog_right for each in judged if each.is_dialog_right is not None]),
            "false_dialogs": share_of([not answer for answer in without if answer is not None]),
            "error_codes": share_of([is_found for each in judged for _, is_found in each.codes]),
            "kind_accuracy": share_of([each.is_kind_right for each in judged if each.is_kind_right is not None]),
            "per_role": per_role,
        },
        engine=engine_of("ocr", [screen.engine for screen in screens if screen is not None]),
        problems=problems_of(seen),
        wrong=tuple(_shown(row, each) for row, each in zip(rows, judged, strict=True) if not each.is_wholly_right),
    )


def known_roles(rows: Sequence[ScreenRow]) -> frozenset[str]:
    """Return the roles that these rows know, and those of ours that answer to them.

    Who labelled buttons only cannot say that a list row of ours is false.
    """
    named = {control.role for row in rows for control in row.controls or ()}
    return frozenset(named | (SPECIAL_BUTTONS if Role.BUTTON in named else set()))


def judge(
    row: ScreenRow, screen: Screen | None, size: tuple[int, int] | None, known: frozenset[str] | None = None
) -> JudgedScreen:
    """Return what is right about ``screen``; None = nothing could be read, so all that is true was missed.

    Of ours only roles in ``known`` are held against the row; None = all of them.
    """
    scale = screen.width / size[0] if screen is not None and size is not None else 1.0
    ours = screen.controls if screen is not None and row.controls is not None else ()
    if known is not None:
        ours = tuple(each for each in ours if each.role in known)
    pairs = _pairs(row.controls or (), ours, scale)
    found = tuple(pairs.values())
    errors: list[str] = []
    if screen is not None:
        errors = [plain(screen.lines[index].text) for index in screen.error_lines]
        errors += [plain(code) for code in screen.error_codes]
    return JudgedScreen(
        found=found,
        missed=tuple(true for number, true in enumerate(row.controls or ()) if number not in pairs),
        false=tuple(
            one for one in ours if not any(iou(true.box, one.box, scale) >= MIN_IOU for true in row.controls or ())
        ),
        claimed=len(ours),
        placed_right=tuple(
            cell_of(_scaled(true.box, scale, one.box.img_w, one.box.img_h)) is one.cell for true, one in found
        ),
        is_dialog_right=_is_dialog_right(row, screen, scale) if row.is_dialog_known else None,
        codes=tuple((code, any(_stands_in(plain(code), line) for line in errors)) for code in row.error_codes or ()),
        is_kind_right=is_kind_right(row.kind, screen) if row.kind is not None else None,
    )


def iou(true: Rect, ours: Box, scale: float) -> float:
    """Return how far two boxes agree, 0..1: the area of both over the area of either."""
    x, y, w, h = (side * scale for side in (true.x, true.y, true.w, true.h))
    across = min(x + w, ours.x + ours.w) - max(x, ours.x)
    down = min(y + h, ours.y + ours.h) - max(y, ours.y)
    both = max(0.0, across) * max(0.0, down)
    return both / (w * h + ours.w * ours.h - both)


def is_role_right(true: str, ours: Role) -> bool:
    """Return whether our role answers to the true one."""
    return ours == true or (true == Role.BUTTON and ours in SPECIAL_BUTTONS)


def is_kind_right(true: str, screen: Screen | None) -> bool:
    """Return whether the kind of picture is the true one; ``photo`` and ``scene`` answer for each other."""
    return screen is not None and (screen.kind == true or {screen.kind, true} <= SAME_KINDS)


def is_label_right(true: str | None, ours: Control) -> bool:
    """Return whether our label is within one edit of the true one; without a true one any will do.

    Data sets label a row by its first line or by all its words: either is right.
    """
    if true is None:
        return True
    named = (ours.label or "", f"{ours.label or ''}{ours.value or ''}")
    return any(
        Levenshtein.distance(plain(true), plain(one), score_cutoff=MAX_LABEL_EDITS) <= MAX_LABEL_EDITS for one in named
    )


def _control(fields: Fields) -> TrueControl:
    box = fields.rect("box")
    if box is None:
        raise RowFaultError("has a control without a box")
    label = fields.text("label") if fields.values.get("label") is not None else None
    role = fields.text("role")
    if not role.strip():
        raise RowFaultError("has a control without a role")
    return TrueControl(label=label, role=role, box=box)


def _pairs(
    true: Sequence[TrueControl], ours: Sequence[Control], scale: float
) -> dict[int, tuple[TrueControl, Control]]:
    """Return the found controls by the number of the true one, the best agreement first, each of ours once."""
    fits = sorted(
        (
            (iou(each.box, one.box, scale), -number, -place)
            for number, each in enumerate(true)
            for place, one in enumerate(ours)
            if is_role_right(each.role, one.role) and is_label_right(each.label, one)
        ),
        reverse=True,
    )
    taken: dict[int, int] = {}
    for agreement, number, place in fits:
        if agreement >= MIN_IOU and -number not in taken and -place not in taken.values():
            taken[-number] = -place
    return {number: (true[number], ours[place]) for number, place in sorted(taken.items())}


def _is_dialog_right(row: ScreenRow, screen: Screen | None, scale: float) -> bool:
    ours = screen.dialog if screen is not None else None
    if row.dialog is None or ours is None:
        return row.dialog is None and ours is None
    return iou(row.dialog, ours, scale) >= MIN_IOU


def _stands_in(code: str, line: str) -> bool:
    """Return whether the code stands in the line, not as a part of a longer number or word."""
    for at in range(len(line) - len(code) + 1):
        before, after = line[at - 1 : at], line[at + len(code) : at + len(code) + 1]
        is_whole = not _goes_on(before, code[:1]) and not _goes_on(code[-1:], after)
        if code and line.startswith(code, at) and is_whole:
            return True
    return False


def _goes_on(one: str, other: str) -> bool:
    is_number = one.isdigit() and other.isdigit()
    return is_number or (one.isascii() and other.isascii() and one.isalnum() and other.isalnum())


def _scaled(box: Rect, scale: float, width: int, height: int) -> Box:
    x, y, w, h = (round(side * scale) for side in (box.x, box.y, box.w, box.h))
    return Box(x=x, y=y, w=w, h=h, img_w=width, img_h=height)


def _shown(row: ScreenRow, judged: JudgedScreen) -> dict[str, object]:
    misplaced = [true for (true, _), is_right in zip(judged.found, judged.placed_right, strict=True) if not is_right]
    shown: dict[str, object] = {
        "line": row.source.line,
        "image": row.source.name,
        "missed": [{"label": each.label, "role": each.role} for each in judged.missed],
        "false": [{"label": each.label, "role": str(each.role), "box": _rect(each.box)} for each in judged.false],
        "misplaced": [{"label": each.label, "role": each.role} for each in misplaced],
        "codes_missed": [code for code, is_found in judged.codes if not is_found],
        "dialog": "wrong" if judged.is_dialog_right is False else None,
        "kind": "wrong" if judged.is_kind_right is False else None,
    }
    return {key: value for key, value in shown.items() if value not in ([], None)}


def _rect(box: Box) -> dict[str, int]:
    return {"x": box.x, "y": box.y, "w": box.w, "h": box.h}
