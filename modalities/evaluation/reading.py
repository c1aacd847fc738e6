"""``lantern evaluate reading``: are the lines of a picture read, and are wrong numbers marked unsure?

A true line counts against the stretch of all recognised text that is nearest to it, so it matters only what was read
of it, not what was read beside it nor how lines were broken.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from modalities import ocr
from modalities.engines import EngineSettings
from modalities.evaluation.alignment import Match, matches, plain
from modalities.evaluation.attachments import Seen, Source, Tick, engine_of, picture, problems_of, read_each
from modalities.evaluation.rows import Fields
from modalities.evaluation.scores import Ratio, Score, share_of
from modalities.evidence import TextLine

_NUMBER = re.compile(r"\d+(?:\.\d+)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingRow:
    """One labelled picture."""

    source: Source
    lines: tuple[str, ...] | None
    """None = the row says nothing about words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedLine:
    """One true line and what was read of it."""

    true: str
    """Plain: NFKC, without spaces."""
    read: str
    distance: int
    cover: float
    """Share 0..1 of the recognised lines that the match takes."""
    is_unsure: bool
    """A recognised line that it matches has a number marked doubtful."""

    @property
    def has_digits(self) -> bool:
        """Return whether a number stands in the true line."""
        return bool(_NUMBER.search(self.true))

    @property
    def has_wrong_digits(self) -> bool:
        """Return whether numbers were read for this line and they are not its numbers."""
        return bool(_NUMBER.search(self.read)) and _NUMBER.findall(self.true) != _NUMBER.findall(self.read)

    @property
    def has_missed_digits(self) -> bool:
        """Return whether the line has a number and none was read for it: nothing wrong is claimed."""
        return self.has_digits and not _NUMBER.search(self.read)


def parse(fields: Fields) -> ReadingRow:
    """Return the row. Raises ``RowFaultError``."""
    return ReadingRow(source=picture(fields, otherwise=None), lines=fields.texts("lines"))


def evaluate(rows: Sequence[ReadingRow], engines: EngineSettings, tick: Tick) -> Score:
    """Read every picture and return the score. Raises ``EngineUnavailableError`` when there is no text reader."""
    ocr.open_reader(engines.ocr, engines)  # loading is not reading: it must not stand in the milliseconds
    seen = list(read_each([row.source for row in rows], engines, tick))
    return score(rows, seen)


def score(rows: Sequence[ReadingRow], seen: Sequence[Seen]) -> Score:
    """Return the figures of these readings."""
    judged = [judge(row.lines or (), _lines(one)) for row, one in zip(rows, seen, strict=True)]
    every = [line for lines in judged for line in lines]
    with_digits = [line for line in every if line.has_digits]
    characters = Ratio(
        tuple(float(sum(line.distance for line in lines)) for lines in judged if lines),
        tuple(float(sum(len(line.true) for line in lines)) for lines in judged if lines),
        is_rest=True,
    )
    return Score(
        n=len(rows),
        headline=characters,
        measures={
            "characters": characters,
            "exact_lines": share_of([line.distance == 0 for line in every]),
            "exact_digit_lines": share_of([line.distance == 0 for line in with_digits]),
            "wrong_sure_digits": share_of([_is_wrong_and_sure(line) for line in with_digits]),
            "marked_unsure": share_of([line.is_unsure for line in with_digits]),
            "missed_digit_lines": share_of([line.has_missed_digits for line in with_digits]),
            "p50_ms": median(one.seconds for one in seen) * 1000,
        },
        engine=engine_of("ocr", [screen.engine for one in seen for screen in one.reading.screens]),
        problems=problems_of(seen),
        wrong=tuple(
            {
                "line": row.source.line,
                "image": row.source.name,
                "lines": [_shown(line) for line in lines if line.distance],
            }
            for row, lines in zip(rows, judged, strict=True)
            if any(line.distance for line in lines)
        ),
    )


def judge(true_lines: Sequence[str], read_lines: Sequence[TextLine]) -> tuple[JudgedLine, ...]:
    """Return what was read of each true line; lines without any letter are left out."""
    texts = [plain(line.text) for line in read_lines]
    owners = [number for number, text in enumerate(texts) for _ in text]
    whole = "".join(texts)
    judged = []
    for true in filter(None, map(plain, true_lines)):
        tried = [_judged(true, whole, match, owners, read_lines) for match in matches(true, whole)]
        # Of equals the one with the right numbers, then the one that takes the most of the lines that it touches.
        judged.append(
            max(tried, key=lambda line: (_NUMBER.findall(line.true) == _NUMBER.findall(line.read), line.cover))
        )
    return tuple(judged)


def _judged(true: str, whole: str, match: Match, owners: Sequence[int], read_lines: Sequence[TextLine]) -> JudgedLine:
    touched = {owners[place] for place in range(match.start, match.end)}
    return JudgedLine(
        true=true,
        read=whole[match.start : match.end],
        distance=match.distance,
        cover=(match.end - match.start) / max(1, sum(len(plain(read_lines[number].text)) for number in touched)),
        is_unsure=any(read_lines[number].has_doubtful_number for number in touched),
    )


def _is_wrong_and_sure(line: JudgedLine) -> bool:
    return line.has_wrong_digits and not line.is_unsure


def _lines(one: Seen) -> tuple[TextLine, ...]:
    return tuple(line for screen in one.reading.screens for line in screen.lines)


def _shown(line: JudgedLine) -> dict[str, object]:
    shown: dict[str, object] = {"true": line.true, "read": line.read, "distance": line.distance}
    if line.has_digits:
        shown["digits"] = "wrong" if line.has_wrong_digits else "missed" if line.has_missed_digits else "right"
        shown["is_unsure"] = line.is_unsure
    return shown
