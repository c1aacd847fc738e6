"""Where a control is, as messages: for a person who sees, and for one who listens to a screen reader. Pure.

Nobody is told to press what pays or permits; of several controls with one name none is pointed at before the person
has chosen. Who does not see hears name, role, state, the word to stop at and the place in order; no shapes, no colours.
"""

from collections.abc import Sequence
from dataclasses import replace

from elder_mode.reply import Message
from gateway.issue import ControlClaim, Spot
from gateway.understand.pointing import SPOT_CHOICES
from modalities.evidence import IconName, Role
from modalities.layout import cell_of

WORDS_OF = "@"
"""A parameter that begins with this names another key of the language file, whose words are put in its place."""
SPOKEN_ROLES = frozenset({Role.BUTTON, Role.LINK, Role.FIELD, Role.SWITCH, Role.SLIDER, Role.TAB, Role.KEY, Role.MENU})
"""Roles that a screen reader says; a row or an unknown thing has no word that helps."""
_NO_USE = frozenset({IconName.ARROW})
"""Signs whose picture does not tell what they do."""


def directions(control: ControlClaim, *, is_sightless: bool) -> tuple[Message, ...]:
    """Return where ``control`` is; empty when it has no place on the screen that was read.

    Args:
        control: what is known of it.
        is_sightless: the person listens to a screen reader instead of looking.
    """
    spots = tuple(_quoted(spot) for spot in control.spots)
    if not spots:
        return ()
    if len(spots) > 1:
        return _several(spots, is_sightless=is_sightless)
    return _heard(spots[0]) if is_sightless else _seen(spots[0])


def _quoted(spot: Spot) -> Spot:
    """Return the spot with words that cannot be taken for keys: on a screen "@me" is a name, not one of ours."""

    def safe(text: str | None) -> str | None:
        return None if text is None else as_quote(text)

    return replace(
        spot,
        label=safe(spot.label),
        words_near=safe(spot.words_near),
        words_before=safe(spot.words_before),
        words_after=safe(spot.words_after),
    )


def as_quote(text: str) -> str:
    """Return words of a screen or a person so that they are never taken for a key of the language file."""
    return "＠" + text[len(WORDS_OF) :] if text.startswith(WORDS_OF) else text


def _seen(spot: Spot) -> tuple[Message, ...]:
    place = place_of(spot)
    inside = _inside(spot)
    if spot.label is None:
        return (_sign(spot), *inside, *_state(spot), *_near(spot))
    if spot.needs_care:
        return (Message.of("control.seen", label=spot.label, place=place), *inside, *_state(spot), _CARE)
    if spot.panel is not None:
        panel = f"{WORDS_OF}panel.{spot.panel.value}"
        return (Message.of("control.found_in", label=spot.label, panel=panel, place=place), *_state(spot))
    if spot.is_enabled is False:
        return (Message.of("control.found_disabled", label=spot.label, place=place), *inside)
    return (Message.of("control.found", label=spot.label, place=place), *inside, *_state(spot))


def _sign(spot: Spot) -> Message:
    if spot.icon is None:
        return Message.of("control.found_unlabelled", place=place_of(spot))
    return Message.of("control.found_sign", icon=_icon(spot.icon), place=place_of(spot))


def _heard(spot: Spot) -> tuple[Message, ...]:
    count = () if spot.nth is None else (Message.of("control.count", nth=str(spot.nth)),)
    if spot.label is None:
        return (*_nameless(spot), *_inside(spot), *_state(spot), *_steps_to(spot), *count)
    role = spot.role in SPOKEN_ROLES
    place = place_of(spot)
    if spot.needs_care:
        key = "control.seen_role" if role else "control.seen"
    else:
        key = "control.named" if role else "control.found"
    params = {"role": f"{WORDS_OF}role.{spot.role.value}"} if role else {}
    name = Message.of(key, label=spot.label, place=place, **params)
    is_ready = not spot.needs_care and _is_ready(spot)
    listen = Message.of("control.listen" if is_ready else "control.listen_only", label=spot.label)
    again = (Message.of("control.heard_before", nth=str(spot.heard_before + 1)),) if spot.heard_before else ()
    care = (_CARE,) if spot.needs_care else ()
    return (name, *_inside(spot), *_state(spot), *again, listen, *count, *care)


def _nameless(spot: Spot) -> tuple[Message, ...]:
    """Return what a sign without words is for, and what a screen reader makes of it."""
    if spot.icon is None or spot.icon in _NO_USE:
        what = Message.of("control.no_name", place=place_of(spot))
    else:
        what = Message.of("control.no_name_for", icon=_icon(spot.icon), place=place_of(spot))
    return what, Message.of("control.no_name_heard")


def _steps_to(spot: Spot) -> tuple[Message, ...]:
    is_ready = _is_ready(spot)
    if spot.words_before is not None:
        key = "control.listen_before" if is_ready else "control.listen_before_only"
        return (Message.of(key, before=spot.words_before, steps=str(spot.steps_on)),)
    if spot.words_after is not None:
        key = "control.listen_after" if is_ready else "control.listen_after_only"
        return (Message.of(key, after=spot.words_after, steps=str(spot.steps_back)),)
    return ()


def _is_ready(spot: Spot) -> bool:
    return spot.is_enabled is not False and not spot.is_behind


def _several(spots: Sequence[Spot], *, is_sightless: bool) -> tuple[Message, ...]:
    first = spots[0]
    if first.label is not None:
        messages = [Message.of("control.several", count=str(len(spots)), label=first.label)]
    elif is_sightless or first.icon is None:
        messages = [Message.of("control.several_nameless", count=str(len(spots)))]
    else:
        messages = [Message.of("control.several_signs", count=str(len(spots)), icon=_icon(first.icon))]
    shown = spots[: len(SPOT_CHOICES)]
    cells = [(cell_of(spot.box), spot.panel) for spot in shown]
    for number, (spot, cell) in enumerate(zip(shown, cells, strict=True), start=1):
        needs_words = spot.words_near is not None and (is_sightless or cells.count(cell) > 1)
        near = {"words": spot.words_near or ""} if needs_words else {}
        messages.append(
            Message.of("control.one_near" if near else "control.one", nth=str(number), place=place_of(spot), **near)
        )
    care = (_CARE,) if any(spot.needs_care for spot in shown) else ()
    return (*messages, *care, Message.of("control.which"))


def _state(spot: Spot) -> tuple[Message, ...]:
    messages = []
    if spot.role is Role.SWITCH and spot.is_on is not None:
        messages.append(Message.of("control.on" if spot.is_on else "control.off"))
    if spot.role is Role.TAB and spot.is_selected:
        messages.append(Message.of("control.selected"))
    if spot.is_enabled is False:
        messages.append(Message.of("control.disabled"))
    return tuple(messages)


def _inside(spot: Spot) -> tuple[Message, ...]:
    if spot.is_behind:
        return (Message.of("control.behind"),)
    if spot.panel is None:
        return ()
    return (Message.of("control.inside", panel=f"{WORDS_OF}panel.{spot.panel.value}"),)


def _near(spot: Spot) -> tuple[Message, ...]:
    return () if spot.words_near is None else (Message.of("control.nearest", words=spot.words_near),)


def place_of(spot: Spot) -> str:
    """Return the key of the words for where ``spot`` is on the screen, to be put into a gap."""
    return f"{WORDS_OF}position.{cell_of(spot.box).value}"


def _icon(icon: IconName) -> str:
    return f"{WORDS_OF}icon.{icon.value}"


_CARE = Message.of("control.care")
