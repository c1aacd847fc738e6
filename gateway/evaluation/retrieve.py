"""``lantern evaluate retrieve``: is the right text among the first ones, and is it said when there is none?"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

import bm25s
import numpy as np

from gateway.evaluation import texts
from gateway.evaluation.options import Options, Tick
from gateway.evaluation.texts import PoolText
from gateway.knowledge.pool import Pool
from modalities.evaluation import rows as files
from modalities.evaluation.rows import Fields, MalformedDataError, RowFaultError
from modalities.evaluation.scores import Measure, Measures, Ratio, Score, share_of

FIRST: Final = (1, 5, 10)
MOST: Final = 10
_MEDIAN, _WORST = 50, 99


@dataclass(frozen=True, slots=True, kw_only=True)
class RetrieveRow:
    """One question."""

    line: int
    query: str
    relevant: frozenset[str]
    """Ids of the texts that answer it; empty = none does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a search gave for one question."""

    ids: tuple[str, ...]
    """Best first, at most ``MOST``."""
    is_known: bool
    seconds: float


def parse(fields: Fields) -> RetrieveRow:
    """Return the row. Raises ``RowFaultError``."""
    relevant = fields.texts("relevant")
    if relevant is None:
        raise RowFaultError("has no relevant")
    return RetrieveRow(line=fields.line, query=fields.text("query"), relevant=frozenset(relevant))


def evaluate(rows: Sequence[RetrieveRow], options: Options, tick: Tick) -> Score:
    """Search for every row in the texts of ``options.knowledge``.

    Raises:
        MalformedDataError: there is no knowledge, or it cannot be read.
    """
    if options.knowledge is None:
        raise MalformedDataError('Say what to search in: --knowledge with rows of {"id", "text"}.')
    known = files.load(Path(options.knowledge), texts.parse)
    lost = {each for row in rows for each in row.relevant} - {text.id for text in known}
    if lost:
        raise MalformedDataError(f"The knowledge has no row {min(lost)}, which a question names as relevant.")
    pool = Pool.build([(text.id, text.text) for text in known])
    raw = _bare_engine(known) if options.is_raw_wanted else None
    pool.search(rows[0].query)  # the first call reads tables
    ours, bare = [], []
    for row in rows:
        ours.append(_timed(lambda query: _ours(pool, query), row.query))
        if raw is not None:
            bare.append(_timed(raw, row.query))
        tick()
    return score(rows, ours, bare)


def score(rows: Sequence[RetrieveRow], ours: Sequence[Answer], bare: Sequence[Answer] = ()) -> Score:
    """Return the figures of these answers; those of the bare engine beside them when there are any."""
    measures = dict(_measures(rows, ours))
    if bare:
        measures["raw"] = _measures(rows, bare)
    return Score(
        n=len(rows),
        headline=_hit(rows, ours, MOST),
        measures=measures,
        engine={"search": "bm25s 1+2 characters + 1+2 sounds", "raw": "bm25s 1+2 characters" if bare else None},
        wrong=tuple(
            {
                "line": row.line,
                "query": row.query,
                "relevant": sorted(row.relevant),
                "found": answer.ids,
                "abstained": not answer.is_known,
            }
            for row, answer in zip(rows, ours, strict=True)
            if _rank(row, answer) != 1 or not row.relevant
        ),
    )


def _measures(rows: Sequence[RetrieveRow], answers: Sequence[Answer]) -> dict[str, Measure | Measures]:
    pairs = list(zip(rows, answers, strict=True))
    ranks = [_rank(row, answer) for row, answer in pairs if row.relevant]
    milliseconds = [answer.seconds * 1000 for answer in answers]
    return {
        **{f"hit@{first}": _hit(rows, answers, first) for first in FIRST},
        f"mrr@{MOST}": Ratio(tuple(1 / rank if rank else 0.0 for rank in ranks), (1.0,) * len(ranks)),
        "abstained": share_of([not answer.is_known for row, answer in pairs if not row.relevant]),
        "abstained_wrongly": share_of([not answer.is_known for row, answer in pairs if row.relevant]),
        "p50_ms": float(np.percentile(milliseconds, _MEDIAN)),
        "p99_ms": float(np.percentile(milliseconds, _WORST)),
    }


def _hit(rows: Sequence[RetrieveRow], answers: Sequence[Answer], first: int) -> Measure:
    return share_of(
        [0 < _rank(row, answer) <= first for row, answer in zip(rows, answers, strict=True) if row.relevant]
    )


def _rank(row: RetrieveRow, answer: Answer) -> int:
    """Return the place (from 1) of the first right text, or 0."""
    return next((place for place, each in enumerate(answer.ids, 1) if each in row.relevant), 0)


def _timed(search: Callable[[str], tuple[tuple[str, ...], bool]], query: str) -> Answer:
    started = time.perf_counter()
    ids, is_known = search(query)
    return Answer(ids=ids, is_known=is_known, seconds=time.perf_counter() - started)


def _ours(pool: Pool, query: str) -> tuple[tuple[str, ...], bool]:
    found = pool.search(query, most=MOST)
    return tuple(hit.id for hit in found.hits), found.is_known


def _bare_engine(known: Sequence[PoolText]) -> Callable[[str], tuple[tuple[str, ...], bool]]:
    """Return bm25s as it comes, over characters and pairs of them: what ours must not be worse than."""
    engine: Any = bm25s.BM25()
    engine.index([_characters(text.text) for text in known], show_progress=False)
    ids = np.array([text.id for text in known])
    most = min(MOST, len(known))

    def search(query: str) -> tuple[tuple[str, ...], bool]:
        places, scores = engine.retrieve([_characters(query)], k=most, show_progress=False)
        return tuple(ids[places[0]].tolist()), bool(scores[0][0] > 0)

    return search


def _characters(text: str) -> list[str]:
    chars = list(text)
    return chars + [first + then for first, then in pairwise(chars)]
