"""Search the screens that were read for a control: by its words, or by the sign that it bears."""

from dataclasses import dataclass
from typing import Final

from rapidfuzz.distance import Levenshtein

from gateway.understand.control_names import Asked, asked, is_turned, key
from gateway.understand.spots import WINDOWS, contains, panel_at
from gateway.understand.unnamed import may_be_meant
from modalities.evidence import Control, Modality, Reading, Role, Screen
from modalities.layout import cell_of

EXACT: Final = 1.0
SIGN: Final = 0.9
MISREAD: Final = 0.8
PART_OF: Final = 0.6
NAMELESS: Final = 0.5
"""A sign without words, for somebody who is told a name and finds none: no more than likely."""
LONG_LABEL: Final = 4
"""From this many characters on, one misread character is forgiven; in shorter labels it makes another word."""
SAME_PLACE: Final = 0.03
"""Two controls that are nearer than this to the side that was named are both meant; share of the picture."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A control in one of the pictures."""

    control: Control
    screen: Screen
    input_id: str
    modality: Modality
    match: float
    """``EXACT``, ``SIGN``, ``MISREAD``, ``PART_OF`` or ``NAMELESS``."""
    is_bare: bool
    """Only words, no seen shape."""

    @property
    def rank(self) -> tuple[bool, float, float]:
        """Return how good a match it is: a control with a seen shape before bare words, then how well it fits."""
        return not self.is_bare, self.match, self.control.confidence


def find(label: str, readings: tuple[Reading, ...]) -> Found | None:
    """Return the best match for ``label`` among the controls of all screens, or None.

    An exact match wins over one with a misread character, and a control with a seen shape over bare words.
    """
    return max(_candidates(asked(label), label, readings), key=lambda found: found.rank, default=None)


def find_all(label: str, readings: tuple[Reading, ...]) -> tuple[Found, ...]:
    """Return every control that ``label`` may mean on the screen of the best match, in reading order.

    Several only when they match equally well: what lies behind an open window is left out, and the words of the
    person (the upper one, the one on the right) choose among the rest.
    """
    wanted = asked(label)
    every = _candidates(wanted, label, readings)
    best = max(every, key=lambda found: found.rank, default=None)
    if best is None:
        return ()
    alike = [
        found
        for found in every
        if found.screen is best.screen and (found.match, found.is_bare) == (best.match, best.is_bare)
    ]
    if best.is_bare and len(alike) > 1:
        alike = [found for found in alike if found.control.label != found.screen.title] or alike
    in_window = [found for found in alike if panel_at(found.screen, found.control.box)[0] in WINDOWS]
    return on_the_side(wanted, _one_each(in_window or alike))


def find_nameless(readings: tuple[Reading, ...]) -> tuple[Found, ...]:
    """Return the signs without words that may be meant, on the last screen that has any, in reading order."""
    for reading in reversed(readings):
        for screen in reversed(reading.screens):
            signs = [control for control in screen.controls if may_be_meant(control)]
            found = [
                Found(
                    control=each,
                    screen=screen,
                    input_id=reading.input_id,
                    modality=reading.modality,
                    match=NAMELESS,
                    is_bare=False,
                )
                for each in signs
            ]
            in_window = [each for each in found if panel_at(screen, each.control.box)[0] in WINDOWS]
            if found:
                return tuple(sorted(in_window or found, key=lambda one: one.control.order))
    return ()


def on_the_side(wanted: Asked, found: list[Found]) -> tuple[Found, ...]:
    """Return those of ``found`` that lie farthest to the side that the person named; all when none was named."""
    if len(found) <= 1 or not (wanted.across or wanted.down):
        return tuple(found)

    def far(one: Found) -> float:
        across, down = one.control.box.centre
        return wanted.across * across + wanted.down * down

    most = max(far(one) for one in found)
    return tuple(one for one in found if far(one) >= most - SAME_PLACE)


def _candidates(wanted: Asked, label: str, readings: tuple[Reading, ...]) -> list[Found]:
    found: list[Found] = []
    for reading in readings:
        for screen in reading.screens:
            words = _lines_as_controls(screen)
            for place, control in enumerate((*screen.controls, *words)):
                is_bare = place >= len(screen.controls)
                match = max(_match(label, control), _match_name(wanted, control))
                if control.icon in wanted.icons:
                    match = max(match, SIGN)
                # Words that only hold the label (tap Next to go on) are prose, not a control.
                if match >= (MISREAD if is_bare else PART_OF):
                    found.append(
                        Found(
                            control=control,
                            screen=screen,
                            input_id=reading.input_id,
                            modality=reading.modality,
                            match=match,
                            is_bare=is_bare,
                        )
                    )
    return found


def _one_each(found: list[Found]) -> list[Found]:
    """Return one for each place: a switch rather than the row that it stands in, else the surest."""
    kept: list[Found] = []
    inner = {Role.SWITCH, Role.SLIDER}
    for each in sorted(found, key=lambda one: (one.control.role not in inner, -one.control.confidence)):
        boxes = [other.control.box for other in kept]
        if not any(contains(box, each.control.box) or contains(each.control.box, box) for box in boxes):
            kept.append(each)
    return sorted(kept, key=lambda one: one.control.order)


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


def _match_name(wanted: Asked, control: Control) -> float:
    """Return how well the name without words of place fits; a name with nothing cut off must fit exactly."""
    match = _match(wanted.name, control)
    return match if match == EXACT or wanted.across or wanted.down else 0.0


def _match(label: str, control: Control) -> float:
    if control.label is None:
        return 0.0
    wanted, seen = key(label), key(control.label)
    if not wanted or not seen:
        return 0.0
    if wanted == seen:
        return EXACT
    if is_turned(wanted, seen):
        return 0.0
    if len(wanted) >= LONG_LABEL and Levenshtein.distance(wanted, seen) <= 1:
        return MISREAD
    # A named word inside a longer label (下一步 in 同意并下一步), when it is most of it.
    if wanted in seen and len(wanted) * 2 >= len(seen):
        return PART_OF
    return 0.0
