"""Find the control that a person named in the screens that were read: by its words, or by the sign that it bears."""

from dataclasses import dataclass, replace
from typing import Final, TypeVar

from rapidfuzz.distance import Levenshtein

from gateway.issue import Claim, ClaimStatus, ControlClaim
from gateway.understand.control_names import Asked, asked, is_side, is_turned, key, which
from gateway.understand.spots import WINDOWS, contains, panel_at, spot
from gateway.understand.unnamed import may_be_meant
from modalities.evidence import (
    Box,
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
from modalities.layout import cell_of

T = TypeVar("T")
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
SPOT_CHOICES: Final = ("spot_one", "spot_two", "spot_three", "spot_four")
"""Ids of the choices "the first", "the second" … when one name stands at several places."""


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
    return _on_the_side(wanted, _one_each(in_window or alike))


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


def says_which(words: str) -> bool:
    """Say whether an answer does nothing but choose one of several: the second one, the upper one."""
    return which(words) is not None or is_side(words)


def _choose(found: tuple[Found, ...], choice: str | None) -> tuple[Found, ...]:
    """Return the one that a button or an answer chooses; all of them when it chooses none."""
    if choice is None or len(found) <= 1:
        return found
    place = SPOT_CHOICES.index(choice) if choice in SPOT_CHOICES else which(choice)
    if place is not None:
        return found[place : place + 1] or found
    return _on_the_side(asked(choice), list(found)) if is_side(choice) else found


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


def _on_the_side(wanted: Asked, found: list[Found]) -> tuple[Found, ...]:
    """Return those of ``found`` that lie farthest to the side that the person named; all when none was named."""
    if len(found) <= 1 or not (wanted.across or wanted.down):
        return tuple(found)

    def far(one: Found) -> float:
        across, down = one.control.box.centre
        return wanted.across * across + wanted.down * down

    most = max(far(one) for one in found)
    return tuple(one for one in found if far(one) >= most - SAME_PLACE)


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


def has_screen(readings: tuple[Reading, ...]) -> bool:
    """Say whether a screen was read, so that "it is not there" may be said at all."""
    return any(
        screen.lines and screen.kind in {ScreenKind.SCREENSHOT, ScreenKind.PHOTO_OF_SCREEN}
        for reading in readings
        for screen in reading.screens
    )


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
