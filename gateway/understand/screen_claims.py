"""What stands on the screens that were read, as claims: the message and the title, word for word."""

from collections.abc import Sequence

from gateway.issue import Claim, ClaimStatus
from gateway.understand.spots import contains
from gateway.understand.utterance import picture_words
from modalities.evidence import Reading, Screen, TextLine

MESSAGE_LINES = 3
MESSAGE_GAP = 1.1
"""Times the height of a line: farther apart, two lines are two messages."""
SAME_PRINT = 1.4
"""Lines whose heights differ by more are of different print: a heading, a button."""
MIN_LINE_SCORE = 0.7
"""Below this a line of a picture is not quoted as a message (facts on reading: clean lines score 0.9 and more)."""


def message_on_screen(readings: Sequence[Reading]) -> Claim[str] | None:
    """Return the message that stands on a screen, word for word: what failed and why, or what a dialog says."""
    screens = [(reading, screen) for reading in readings for screen in reading.screens]
    for find in (_failure, _dialog_words):
        for reading, screen in screens:
            lines = find(screen)
            if lines is not None:
                return read_claim(reading, screen, *lines)
    return None


def screen_title(readings: Sequence[Reading]) -> Claim[str] | None:
    """Return the title of the first screen that has one."""
    for reading in readings:
        for screen in reading.screens:
            for index, line in enumerate(screen.lines):
                if screen.title is not None and line.text == screen.title:
                    return read_claim(reading, screen, index, index)
    return None


def read_claim(reading: Reading, screen: Screen, first: int, last: int) -> Claim[str]:
    """Return the lines ``first`` to ``last`` of a screen as a claim; several are parted by line breaks."""
    utterance = picture_words(reading, screen)
    char0 = sum(len(line.text) + 1 for line in screen.lines[:first])
    char1 = char0 + len("\n".join(line.text for line in screen.lines[first : last + 1]))
    evidence = utterance.evidence(char0, char1)
    return Claim(
        value=evidence.quote,
        status=ClaimStatus.OBSERVED,
        confidence=evidence.raw_conf,
        evidence=(evidence,),
        method=utterance.method,
    )


def _failure(screen: Screen) -> tuple[int, int] | None:
    """Return (first, last) of the lines of a failure: the first that reads like one, and what belongs to it below."""
    sure = [index for index in screen.error_lines if screen.lines[index].score >= MIN_LINE_SCORE]
    if not sure:
        return None
    first = last = sure[0]
    while last + 1 < len(screen.lines) and last - first + 1 < MESSAGE_LINES and _belongs(screen, last):
        last += 1
    return first, last


def _belongs(screen: Screen, index: int) -> bool:
    """Say whether the line after ``index`` goes on with the same message: close below, and no control."""
    above, below = screen.lines[index], screen.lines[index + 1]
    gap = below.box.y - (above.box.y + above.box.h)
    is_alike = max(above.box.h, below.box.h) <= SAME_PRINT * min(above.box.h, below.box.h)
    is_close = is_alike and 0 <= gap <= MESSAGE_GAP * above.box.h
    return is_close and not _is_on_control(below, screen) and below.score >= MIN_LINE_SCORE


def _dialog_words(screen: Screen) -> tuple[int, int] | None:
    """Return (first, last) of the lines in a dialog that are no controls."""
    if screen.dialog is None:
        return None
    inside = [
        index
        for index, line in enumerate(screen.lines)
        if contains(screen.dialog, line.box) and not _is_on_control(line, screen) and line.score >= MIN_LINE_SCORE
    ]
    if not inside:
        return None
    last = inside[0]
    while last + 1 in inside and last - inside[0] + 1 < MESSAGE_LINES:
        last += 1
    return inside[0], last


def _is_on_control(line: TextLine, screen: Screen) -> bool:
    """Say whether a line names a control, or stands on one whose name runs over several lines."""
    return any(
        line.text == control.label
        or (line.text in f"{control.label or ''} {control.value or ''}" and contains(control.box, line.box))
        for control in screen.controls
    )
