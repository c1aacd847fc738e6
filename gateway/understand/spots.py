"""Where a control stands among the other things of a screen: in which window, the how many-th, next to which words.

Pure. A line is quoted only when it was read well and holds no number: a misread number said aloud sounds like a fact.
"""

from collections.abc import Sequence
from typing import Final

from gateway.issue import Spot
from gateway.redact import MASK
from gateway.understand.control_names import key, needs_care
from modalities.evidence import Box, Control, PanelKind, Role, Screen, TextLine

MIN_LINE_SCORE: Final = 0.7
"""Below this a line is not quoted (facts on reading: clean lines score 0.9 and more)."""
MAX_QUOTE: Final = 14
"""Characters of a line that is quoted to find something by; longer ones are no landmark."""
MAX_LATIN_QUOTE: Final = 30
IN_ROW: Final = 0.35
"""How much a gap within a row counts against one between rows: the name of a row stands at its other end."""
BESIDE: Final = frozenset({Role.SWITCH, Role.SLIDER, Role.FIELD})
"""Their words stand beside them and are no other thing of the same name."""
SAME_ROW: Final = 0.5
"""Share of the lower height that two boxes in one row have in common."""
WINDOWS: Final = frozenset({PanelKind.DIALOG, PanelKind.SHEET})
"""Panels that must be dealt with first: what lies behind them cannot be used."""


def spot(screen: Screen, control: Control, label: str | None) -> Spot:
    """Return what can be said about the place of ``control``.

    Args:
        screen: where it stands.
        control: one of its controls, or a line of it seen as one.
        label: how it is called: its words, or None for a sign without words.
    """
    kind, region = panel_at(screen, control.box)
    lines = [line for line in screen.lines if region is None or contains(region, line.box)]
    outside = [line for line in lines if not contains(control.box, line.box)]
    quotable = [line for line in outside if _is_quotable(line, screen)]
    before = [line for line in quotable if _is_before(line.box, control.box)]
    after = [line for line in quotable if not _is_before(line.box, control.box)]
    others = [each for each in quotable if label is None or key(each.text) != key(label)]
    near = min(others, key=lambda line: _gap(line.box, control.box), default=None)
    is_open = screen.dialog is not None or any(panel.kind in WINDOWS for panel in screen.panels)
    return Spot(
        label=label,
        icon=control.icon,
        role=control.role,
        box=control.box,
        is_enabled=control.is_enabled,
        is_on=control.is_on,
        is_selected=control.is_selected,
        panel=kind,
        is_behind=is_open and kind is None,
        nth=_nth(screen, control, region),
        heard_before=_heard_before(outside, control, label),
        needs_care=needs_care(label, [line.text for line in outside] if kind in WINDOWS else (), title=screen.title),
        words_near=near.text if near else None,
        words_before=before[-1].text if before else None,
        words_after=after[0].text if after else None,
        steps_on=1 + _between(screen, before[-1].box, control.box, lines) if before else 1,
        steps_back=1 + _between(screen, control.box, after[0].box, lines) if after else 1,
    )


def panel_at(screen: Screen, box: Box) -> tuple[PanelKind | None, Box | None]:
    """Return the panel in which ``box`` lies and its place, the smallest of several; twice None on the page itself."""
    over = [panel for panel in screen.panels if contains(panel.box, box)]
    if over:
        inner = min(over, key=lambda panel: panel.box.w * panel.box.h)
        return inner.kind, inner.box
    if screen.dialog is not None and contains(screen.dialog, box):
        return PanelKind.DIALOG, screen.dialog
    return None, None


def contains(outer: Box, inner: Box) -> bool:
    """Say whether the middle of ``inner`` lies on ``outer``."""
    x, y = inner.x + inner.w / 2, inner.y + inner.h / 2
    return outer.x <= x <= outer.x + outer.w and outer.y <= y <= outer.y + outer.h


def _is_quotable(line: TextLine, screen: Screen) -> bool:
    text = line.text.strip()
    most = MAX_LATIN_QUOTE if text.isascii() else MAX_QUOTE
    letters = sum(char.isalpha() for char in text)
    is_safe = not (line.has_doubtful_number or MASK in text or any(char.isdigit() for char in text))
    return is_safe and line.score >= MIN_LINE_SCORE and letters > 1 and len(text) <= most and text != screen.clock


def _is_in_row(one: Box, other: Box) -> bool:
    shared = min(one.y + one.h, other.y + other.h) - max(one.y, other.y)
    return shared > SAME_ROW * min(one.h, other.h)


def _is_before(one: Box, other: Box) -> bool:
    """Say whether ``one`` comes before ``other`` when a page is read: above it, or left of it in the same row."""
    if _is_in_row(one, other):
        return one.x + one.w / 2 < other.x + other.w / 2
    return one.y + one.h / 2 < other.y + other.h / 2


def _gap(one: Box, other: Box) -> float:
    """Return how far ``one`` stands from ``other``, in pixels; what stands in the same row is nearer than it looks."""
    across = max(0, one.x - (other.x + other.w), other.x - (one.x + one.w))
    down = max(0, one.y - (other.y + other.h), other.y - (one.y + one.h))
    return float((across**2 + down**2) ** 0.5) if down else across * IN_ROW


def _nth(screen: Screen, control: Control, region: Box | None) -> int | None:
    """Return the place among what can be used in the same window, from 1; None for what was not seen as a control."""
    usable = [each for each in screen.controls if each.role is not Role.KEY or control.role is Role.KEY]
    here = [each for each in usable if region is None or contains(region, each.box)]
    ordered = sorted(here, key=lambda each: each.order)
    return ordered.index(control) + 1 if control in ordered else None


def _heard_before(lines: Sequence[TextLine], control: Control, label: str | None) -> int:
    """Return how often a voice that reads the page says the same words before it comes to the control."""
    wanted = key(label or "")
    same = [line.box for line in lines if wanted and key(line.text) == wanted and _is_before(line.box, control.box)]
    return sum(1 for box in same if control.role not in BESIDE or not _is_in_row(box, control.box))


def _between(screen: Screen, start: Box, end: Box, lines: Sequence[TextLine]) -> int:
    """Return how many things a reading voice stops at between ``start`` and ``end``, neither counted."""
    every = [*(each.box for each in screen.controls), *(line.box for line in lines)]
    things = [box for box in every if not (_is_same(box, start) or _is_same(box, end))]
    alone = [box for place, box in enumerate(things) if not any(contains(other, box) for other in things[:place])]
    return sum(1 for box in alone if _is_before(start, box) and _is_before(box, end))


def _is_same(one: Box, other: Box) -> bool:
    return contains(one, other) or contains(other, one)
