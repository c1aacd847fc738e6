"""What happened in a video, in order: screens as they came, taps that were seen, and what was said meanwhile."""

from collections.abc import Sequence

from modalities.evidence import Box, Moment, MomentKind, TimeSpan, Word
from modalities.keyframes import Shown
from modalities.taps import Tap

MAX_PAUSE_S = 0.8
"""A longer pause between two words begins another phrase."""
MAX_PHRASE_S = 5.0


def tell(
    shown: Sequence[Shown],
    screen_of_frame: Sequence[int | None],
    taps: Sequence[Tap],
    words: Sequence[Word],
    size: tuple[int, int] | None,
) -> tuple[Moment, ...]:
    """Return the moments in time order.

    ``screen_of_frame`` gives the index of the screen that each frame shows; ``size`` is the width and height, in
    pixels, of the pictures that boxes refer to: None = boxes cannot be told.
    """
    screens: list[Moment] = []
    for each in shown:
        screen = screen_of_frame[each.frame] if each.frame is not None else None
        if not screens or screens[-1].screen != screen or screen is None:
            screens.append(Moment(t_s=round(each.t_s, 2), kind=MomentKind.SCREEN, screen=screen))
    touched = [
        Moment(t_s=round(tap.t_s, 2), kind=MomentKind.TAP, screen=_seen_at(tap.t_s, screens), box=_box(tap, size))
        for tap in taps
    ]
    said = [
        Moment(
            t_s=span.t0_s,
            kind=MomentKind.SAID,
            screen=_seen_at(span.t0_s, screens),
            t1_s=span.t1_s,
        )
        for span in _phrases(words)
    ]
    return tuple(sorted([*screens, *touched, *said], key=lambda moment: moment.t_s))


def _seen_at(t_s: float, screens: Sequence[Moment]) -> int | None:
    before = [moment for moment in screens if moment.t_s <= t_s]
    return before[-1].screen if before else None


def _box(tap: Tap, size: tuple[int, int] | None) -> Box | None:
    if size is None:
        return None
    width, height = size
    return Box(
        x=round(tap.left * width),
        y=round(tap.top * height),
        w=max(1, round(tap.width * width)),
        h=max(1, round(tap.height * height)),
        img_w=width,
        img_h=height,
    )


def _phrases(words: Sequence[Word]) -> list[TimeSpan]:
    found: list[TimeSpan] = []
    for word in words:
        last = found[-1] if found else None
        if last is not None and word.t0_s - last.t1_s <= MAX_PAUSE_S and word.t1_s - last.t0_s <= MAX_PHRASE_S:
            found[-1] = TimeSpan(t0_s=last.t0_s, t1_s=max(last.t1_s, word.t1_s))
        else:
            found.append(TimeSpan(t0_s=word.t0_s, t1_s=word.t1_s))
    return found
