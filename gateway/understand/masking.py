"""Mask what must not be kept: in transcripts, in words read from pictures, and in the pictures themselves.

Masking replaces character by character, so that every offset, word time and box stays true.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from gateway.redact import MASK, mask
from modalities.evidence import Box, Reading, Screen, TextLine, Transcript, Word

MIN_PART = 4
"""Characters from which on words that are a part of a secret are hidden: shorter ones (100) stand in many by chance."""
MIN_SECRET = 3
"""Characters from which on a secret is looked for elsewhere: the check number of a card has three."""
_RUN = re.compile(re.escape(MASK) + "+")


def masked_reading(reading: Reading) -> Reading:
    """Return ``reading`` with every secret in its words replaced by mask characters."""
    transcript = masked_transcript(reading.transcript) if reading.transcript is not None else None
    return replace(reading, transcript=transcript, screens=tuple(_masked_screen(each) for each in reading.screens))


def masked_transcript(transcript: Transcript) -> Transcript:
    """Return ``transcript`` masked; its words show the same mask characters as the text does."""
    text = mask(transcript.text).text
    words = tuple(_masked_word(word, text) for word in transcript.words)
    return replace(transcript, text=text, words=words)


def _masked_word(word: Word, text: str) -> Word:
    return replace(word, text=text[word.char0 : word.char1])


def _masked_screen(screen: Screen) -> Screen:
    lines = _masked_lines(screen.lines)
    secrets = _secrets(screen.lines, lines)

    def masked(text: str | None) -> str | None:
        """Mask words that were taken out of lines, cut or joined: the line told what is secret in them."""
        if text is None:
            return None
        if len(text) >= MIN_PART and any(text in secret for secret in secrets):
            return MASK * len(text)
        return mask(_without(secrets, text)).text

    return replace(
        screen,
        lines=lines,
        controls=tuple(
            replace(control, label=masked(control.label), value=masked(control.value)) for control in screen.controls
        ),
        title=masked(screen.title),
        error_codes=tuple(code for code in screen.error_codes if masked(code) == code),
    )


def _masked_lines(lines: tuple[TextLine, ...]) -> tuple[TextLine, ...]:
    """Mask line by line and once over all of them: a label may stand in one line and its value in the next."""
    whole = mask("\n".join(line.text for line in lines)).text
    masked, at = [], 0
    for line in lines:
        text = whole[at : at + len(line.text)]
        masked.append(replace(line, text=mask(text).text))
        at += len(line.text) + 1
    secrets = _secrets(lines, masked)  # what is secret once is secret wherever it stands again
    return tuple(replace(line, text=_without(secrets, line.text)) for line in masked)


def _secrets(lines: Sequence[TextLine], masked: Sequence[TextLine]) -> tuple[str, ...]:
    """Return the words that masking took out of ``lines``, the longest first."""
    found = {
        before.text[slice(*run.span())]
        for before, after in zip(lines, masked, strict=True)
        for run in _RUN.finditer(after.text)
    }
    whole = (secret for secret in found if len(secret) >= MIN_SECRET and MASK not in secret)
    return tuple(sorted(whole, key=lambda secret: (-len(secret), secret)))


def _without(secrets: Sequence[str], text: str) -> str:
    """Hide ``secrets`` where they stand again, but not inside a longer number."""
    for secret in secrets:
        text = re.sub(rf"(?<!\d){re.escape(secret)}(?!\d)", MASK * len(secret), text)
    return text


def secret_boxes(reading: Reading) -> tuple[tuple[str, tuple[Box, ...]], ...]:
    """Return (file name, boxes) of what has to be blacked out in the pictures of an unmasked ``reading``."""
    found = []
    for screen in reading.screens:
        if screen.file is None:
            continue
        boxes: list[Box] = []
        for line, masked in zip(screen.lines, _masked_lines(screen.lines), strict=True):
            boxes.extend(_slice(line.box, run.span(), len(line.text)) for run in _RUN.finditer(masked.text))
        if boxes:
            found.append((screen.file, tuple(boxes)))
    return tuple(found)


def _slice(box: Box, span: tuple[int, int], length: int) -> Box:
    """Return the part of a line's box where the characters ``span`` stand, one character wider on both sides."""
    per_char = box.w / max(1, length)
    x0 = max(box.x, int(box.x + (span[0] - 1) * per_char))
    x1 = min(box.x + box.w, int(box.x + (span[1] + 1) * per_char))
    return replace(box, x=x0, w=max(1, x1 - x0))


def masked_counts(readings: Sequence[Reading]) -> tuple[tuple[str, int], ...]:
    """Return how many secrets were masked in ``readings``, as ``(("secret", count),)``; empty for none."""
    texts = [reading.transcript.text for reading in readings if reading.transcript is not None]
    texts += [line.text for reading in readings for screen in reading.screens for line in screen.lines]
    count = sum(len(_RUN.findall(text)) for text in texts)
    return (("secret", count),) if count else ()
