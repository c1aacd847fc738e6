"""What is worth telling back of a recording: the moment at which an advertisement came up, or a failure. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from gateway.understand.adverts import advert_line
from modalities.evidence import Box, Evidence, FrameBox, Modality, MomentKind, Reading, Screen

SOON_S: Final = 2.0
"""A touch so short before a new screen brought it up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """One moment of a recording."""

    kind: Literal["advert", "failure"]
    t_s: float
    is_touched: bool
    """It came right after a touch that was surely seen."""
    reading: Reading
    screen: Screen
    line: int
    """Index of the line by which it is known."""

    @property
    def second(self) -> int:
        """Return the whole second that is told."""
        return round(self.t_s)

    @property
    def evidence(self) -> Evidence:
        """Return the frame in which it is to be seen."""
        size = Box(
            x=0, y=0, w=self.screen.width, h=self.screen.height, img_w=self.screen.width, img_h=self.screen.height
        )
        at = self.screen.frame_t_s if self.screen.frame_t_s is not None else self.t_s
        return Evidence(
            input_id=self.reading.input_id,
            modality=self.reading.modality,
            quote="",
            span=FrameBox(frame_t_s=at, box=size),
            raw_conf=self.screen.lines[self.line].score,
        )


def happening(readings: Sequence[Reading]) -> Happening | None:
    """Return the first advertisement that came up in a recording, else the first failure that did, else None.

    What is there from the start came up before; only what comes up can be told with its second.
    """
    found = [each for reading in readings if reading.modality is Modality.VIDEO for each in _of(reading)]
    found.sort(key=lambda each: (each.kind != "advert", each.t_s))
    return found[0] if found else None


def _of(reading: Reading) -> list[Happening]:
    touched = [moment.t_s for moment in reading.story if moment.kind is MomentKind.TAP]
    found: list[Happening] = []
    for moment in reading.story:
        if moment.kind is not MomentKind.SCREEN or moment.screen is None or moment.t_s <= 0:
            continue
        screen = reading.screens[moment.screen]
        advert = advert_line(screen)
        line = advert if advert is not None else next(iter(screen.error_lines), None)
        if line is None:
            continue
        found.append(
            Happening(
                kind="failure" if advert is None else "advert",
                t_s=moment.t_s,
                is_touched=any(0 <= moment.t_s - t_s <= SOON_S for t_s in touched),
                reading=reading,
                screen=screen,
                line=line,
            )
        )
    return found
