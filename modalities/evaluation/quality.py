"""``lantern evaluate quality``: is the first reason given for a bad photo right, and is no good photo blamed?"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from modalities import ocr
from modalities.engines import EngineSettings
from modalities.evaluation.attachments import Seen, Source, Tick, engine_of, picture, problems_of, read_each
from modalities.evaluation.rows import Fields
from modalities.evaluation.scores import Measure, Score, share_of
from modalities.evidence import Modality, ProblemCode

OK = "ok"
GLARE = "glare"
QUALITIES = (OK, "blur", "dark", "cut", "far", "finger", GLARE, "no_text")
ASKED_FOR_GLARE = frozenset({GLARE, str(ProblemCode.NO_TEXT)})
"""Glare on white paper is named only where lines end at it; to ask again because text is missing is right too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QualityRow:
    """One labelled photo."""

    source: Source
    quality: str | None
    """One of ``QUALITIES``; None = the row does not say."""


def parse(fields: Fields) -> QualityRow:
    """Return the row. Raises ``RowFaultError``."""
    return QualityRow(source=picture(fields, otherwise=Modality.PHOTO), quality=fields.one_of("quality", QUALITIES))


def evaluate(rows: Sequence[QualityRow], engines: EngineSettings, tick: Tick) -> Score:
    """Read every photo and return the score. Raises ``EngineUnavailableError`` when there is no text reader."""
    ocr.open_reader(engines.ocr, engines)
    return score(rows, list(read_each([row.source for row in rows], engines, tick)))


def score(rows: Sequence[QualityRow], seen: Sequence[Seen]) -> Score:
    """Return the figures of these readings."""
    answers: dict[str, list[bool]] = defaultdict(list)
    wrong = []
    for row, one in zip(rows, seen, strict=True):
        if row.quality is None:
            continue
        said = tuple(str(problem.code) for problem in one.reading.problems)
        answers[row.quality].append(is_right(row.quality, said))
        if not answers[row.quality][-1]:
            wrong.append(
                {
                    "line": row.source.line,
                    "image": row.source.name,
                    "quality": row.quality,
                    "said": said,
                    "detail": [problem.detail for problem in one.reading.problems],
                }
            )
    top = share_of([answer for each in answers.values() for answer in each])
    per_quality: dict[str, Measure] = {name: share_of(answers[name]) for name in QUALITIES if name in answers}
    return Score(
        n=len(rows),
        headline=top,
        measures={
            "top_reason_right": top,
            "false_alarms": share_of([not answer for answer in answers[OK]]),
            "per_quality": per_quality,
        },
        engine=engine_of("ocr", [screen.engine for one in seen for screen in one.reading.screens]),
        problems=problems_of(seen),
        wrong=tuple(wrong),
    )


def is_right(quality: str, said: Sequence[str]) -> bool:
    """Return whether the first reason is the true one; a good photo must be given none.

    Args:
        quality: what the photo is.
        said: codes of our problems, the one that a person hears first.
    """
    if quality == OK:
        return not said
    top = said[0] if said else None
    return top in ASKED_FOR_GLARE if quality == GLARE else top == quality
