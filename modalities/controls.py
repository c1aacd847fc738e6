"""What on a screen can be used: shapes from the detector, words from the reader, joined.

What is found is told as 我看到…, so a control that is missed costs less than one invented.
"""

# ruff: noqa: PLR2004 - shares of a shape, each said in words where it stands

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from modalities import (
    control_groups,
    control_reach,
    control_sense,
    control_words,
    detect,
    hinted_fields,
    icons,
    link_ink,
    link_runs,
    screen_words,
)
from modalities.control_groups import as_lists
from modalities.detect import PANELS, ScreenDetector, Seen
from modalities.enabled import looks_enabled
from modalities.evidence import Box, Control, IconName, Panel, PanelKind, Role, TextLine
from modalities.icons import IconNamer
from modalities.layout import cell_of, rows_of
from modalities.line_parts import Named

Image = npt.NDArray[np.uint8]
_LOGGER = logging.getLogger(__name__)

MIN_SCORES: Mapping[str, float] = MappingProxyType(
    {
        Role.BUTTON: 0.33, Role.LINK: 0.26, Role.FIELD: 0.31, Role.SWITCH: 0.35, Role.SLIDER: 0.33, Role.TAB: 0.40,
        Role.ROW: 0.28, Role.KEY: 0.40, Role.ICON: 0.42,
        PanelKind.DIALOG: 0.25, PanelKind.SHEET: 0.25, PanelKind.KEYBOARD: 0.30, PanelKind.TOAST: 0.30,
    }
)  # fmt: skip
"""Least score of each class, chosen on drawn pages that were kept aside (``training/screens/measure.py``), never on
pages that judge (docs/measurements.md#controls). Wide things have no sharp middle, so their scores are lower."""
SURE_SCORE = 0.40
MIN_WORDLESS_SCORE = 0.55
"""For a control that ought to have words and has none."""
MIN_PIECE_SCORE = 0.5
"""For words that are a sentence, or a piece of one: most of them are just that."""
MIN_MESSAGE_SCORE = 0.9
"""For words that say what went wrong: a note on a dark plate looks like a button."""
MIN_PLAIN_LINK_SCORE = 0.5
"""For words that look like the words around them: of ten such that score 0.3, eight are no links (measured on drawn
pages kept aside)."""
ACTION_BONUS = 0.5
"""What the least score is multiplied with when the words are the name of an action and nothing else."""
HINT_BONUS = 0.6
"""The same for a field whose words invite to fill it in."""
FAINTEST_SCORE = 0.15
MIN_TOUCH_PX = 44.0
"""Least size of a target in CSS pixels (the Chinese rules for old people's apps, facts of the ministry: 44 to 60)."""
_COMPACT = frozenset({Role.BUTTON, Role.ICON, Role.SWITCH, Role.TAB, Role.KEY})
_WORDED = frozenset({Role.BUTTON, Role.LINK, Role.TAB, Role.ROW, Role.KEY})


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """All that can be used on a screen, in reading order, and what lies over the page."""

    controls: tuple[Control, ...]
    panels: tuple[Panel, ...]


@lru_cache(maxsize=1)
def is_here() -> bool:
    """Return whether both networks are installed; without them the words of a screen are still worth reading."""
    missing = [file.name for file in (detect.MODEL, icons.MODEL) if not file.is_file()]
    if missing:
        _LOGGER.error("screen models are missing, controls are not looked for: %s", " ".join(missing))
    return not missing


@lru_cache(maxsize=1)
def open_detector() -> ScreenDetector:
    """Return the detector, loaded once for each process."""
    return ScreenDetector()


@lru_cache(maxsize=1)
def open_namer() -> IconNamer:
    """Return the classifier of signs, loaded once for each process."""
    return IconNamer()


def find_controls(image: Image, lines: Sequence[TextLine]) -> Sighting:
    """Return what can be used in ``image``, (height, width, 3) uint8 BGR, named by ``lines``."""
    height, width = image.shape[:2]
    if not is_here():
        return Sighting(controls=(), panels=())
    seen = _shapes(image, lines)
    panels = tuple(
        Panel(kind=PanelKind(each.name), box=_box(each, width, height), confidence=round(each.score, 3))
        for each in seen
        if each.name in PANELS and each.score >= MIN_SCORES[each.name]
    )
    kept = _named(image, [each for each in seen if each.name not in PANELS], lines)
    shapes = [each for each, _ in kept]
    signs = [each for each in shapes if each.name == Role.ICON]
    meanings = dict(zip((id(each) for each in signs), open_namer().name(image, signs), strict=True))
    pixel = control_reach.pixel_of(width, height, lines)
    reaches = control_reach.with_reach(shapes, image, pixel)  # signs are named by what is drawn, used by what answers
    controls = [
        Control(
            label=None if each.name == Role.ICON else words.label,
            value=words.value,
            role=Role(each.name),
            box=_box(reach, width, height),
            is_enabled=_is_enabled(each, image, _box(each, width, height)),
            is_on=each.on >= 0.5 if each.name == Role.SWITCH else None,
            is_selected=each.selected >= 0.5 if each.name == Role.TAB else None,
            icon=meanings.get(id(each)),
            is_small=min(reach.w, reach.h) < MIN_TOUCH_PX * pixel,
            cell=cell_of(_box(reach, width, height)),
            order=0,
            confidence=round(each.score * words.score, 3),
        )
        for (each, words), reach in zip(kept, reaches, strict=True)
        if not (meanings.get(id(each)) is IconName.ARROW and control_sense.is_at_end(each, shapes))
    ]
    return Sighting(controls=in_order(controls), panels=panels)


def _shapes(image: Image, lines: Sequence[TextLine]) -> list[Seen]:
    """Return what might be a control or a panel, as far as it is drawn."""
    raw = open_detector().look(image, min_score=FAINTEST_SCORE)
    looked = control_sense.with_worded_signs(control_reach.without_status_bar(raw, lines, image.shape[0]), lines)
    return control_reach.with_whole_keys(control_groups.alike(looked), image)


def _named(image: Image, seen: Sequence[Seen], lines: Sequence[TextLine]) -> list[tuple[Seen, Named]]:
    """Return the controls that shape and words together make sure, with their words."""
    sure = [each for each in seen if each.score >= MIN_SCORES[each.name]]
    possible = [
        each
        for each in seen
        if each.score >= MIN_SCORES[each.name] * (ACTION_BONUS if each.name in _WORDED else HINT_BONUS)
    ]
    named = [(each, control_words.name(each, lines, sure)) for each in possible]
    believed = [
        (each, words) for each, words in named if is_believed(each, words, looks_linked=_looks_linked(each, image))
    ]
    taken = [each for each, _ in believed]
    read = [*link_runs.find_runs(image, lines, taken), *hinted_fields.find_fields(image, lines, taken)]
    return control_sense.in_sense(as_lists(believed + [(each, control_words.name(each, lines, sure)) for each in read]))


def count_controls(image: Image) -> int:
    """Return how many shapes in ``image``, (height, width, 3) uint8 BGR, surely look as if they could be used.

    Only compact ones: the rows of a table on paper look like the rows of a screen.
    """
    if not is_here():
        return 0
    return sum(each.name in _COMPACT for each in open_detector().look(image, min_score=SURE_SCORE))


def in_order(controls: Sequence[Control]) -> tuple[Control, ...]:
    """Return the controls numbered from top to bottom, and from left to right in a row."""
    stand_ins = [TextLine(text=str(number), box=each.box, score=1.0) for number, each in enumerate(controls)]
    ordered = [controls[int(line.text)] for row in rows_of(stand_ins) for line in row]
    return tuple(replace(each, order=order) for order, each in enumerate(ordered, start=1))


def is_believed(seen: Seen, words: Named, *, looks_linked: bool = False) -> bool:
    """Return whether shape and words together are enough: the name of an action makes up for a faint shape.

    Links have no shape, so ``looks_linked`` says whether their words have a colour of their own or a line below them.
    """
    least = MIN_SCORES[seen.name]
    if seen.name == Role.LINK and not looks_linked:
        least = MIN_PLAIN_LINK_SCORE
    if seen.name == Role.FIELD and words.label is not None and screen_words.is_hint(words.label):
        least *= HINT_BONUS
    if seen.name in _WORDED:
        if words.label is None:
            return seen.name in {Role.BUTTON, Role.KEY} and seen.score >= MIN_WORDLESS_SCORE
        if words.is_whole and screen_words.is_action(words.label):
            least *= ACTION_BONUS
        elif seen.name != Role.ROW and screen_words.is_error(words.label):
            least = max(least, MIN_MESSAGE_SCORE)
        elif seen.name != Role.ROW and not looks_linked and (not words.is_whole or screen_words.is_prose(words.label)):
            least = max(least, MIN_PIECE_SCORE)
    return seen.score >= least


def _looks_linked(each: Seen, image: Image) -> bool:
    return each.name == Role.LINK and link_ink.looks_linked(image, each)


def _is_enabled(each: Seen, image: Image, box: Box) -> bool:
    """Return what the colours say of a button; where they say nothing, what the detector learnt."""
    by_colour = looks_enabled(image, box) if each.name in {Role.BUTTON, Role.LINK, Role.KEY} else None
    return each.enabled >= 0.5 if by_colour is None else by_colour


def _box(each: Seen, width: int, height: int) -> Box:
    x, y = min(width - 1, max(0, round(each.x))), min(height - 1, max(0, round(each.y)))
    right, bottom = min(width, round(each.x + each.w)), min(height, round(each.y + each.h))
    return Box(x=x, y=y, w=max(1, right - x), h=max(1, bottom - y), img_w=width, img_h=height)
