"""Rows that name a file, and every one of those files read as the product reads it, in this process."""

import hashlib
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from modalities.engines import EngineSettings, ReadRequest
from modalities.evaluation.rows import Fields
from modalities.evidence import Modality, Reading, ScreenKind
from modalities.readers import dispatch

Tick = Callable[[], None]
"""Called after every row, for those who want to show how far it is."""
KINDS = tuple(kind.value for kind in ScreenKind)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The file of one row."""

    line: int
    """Of the data, from 1."""
    name: str
    """As the row names it."""
    path: Path
    modality: Modality | None
    """What the sender would call it; None = nothing was said."""
    language: str = "zh-CN"


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """One file, read."""

    reading: Reading
    seconds: float
    """Wall clock, decoding and all."""


def picture(fields: Fields, *, otherwise: Modality | None) -> Source:
    """Return the picture of a row. ``kind`` says what the sender would call it; without one, ``otherwise`` does."""
    kind = fields.one_of("kind", KINDS)
    modality = otherwise
    if kind is not None:
        modality = Modality.SCREENSHOT if kind == ScreenKind.SCREENSHOT else Modality.PHOTO
    return Source(line=fields.line, name=fields.text("image"), path=fields.file("image"), modality=modality)


def read_each(sources: Sequence[Source], engines: EngineSettings, tick: Tick) -> Iterator[Seen]:
    """Yield the reading of each file, in order. A file that cannot be read gives a reading with its problem."""
    with tempfile.TemporaryDirectory(prefix="lantern-evaluate-") as folder:
        for number, source in enumerate(sources):
            request = ReadRequest(
                input_id=hashlib.sha256(source.path.read_bytes()).hexdigest(),
                path=source.path,
                modality=source.modality,
                language=source.language,
                out_dir=Path(folder) / str(number),
                engines=engines,
            )
            started = time.perf_counter()
            reading = dispatch.read(request)
            yield Seen(reading=reading, seconds=time.perf_counter() - started)
            tick()


def problems_of(seen: Sequence[Seen]) -> dict[str, int]:
    """Return how often each trouble was reported."""
    return dict(Counter(str(problem.code) for one in seen for problem in one.reading.problems))


def engine_of(key: str, names: Sequence[str]) -> dict[str, str | None]:
    """Return ``{key: engines that read something}``; null when none did."""
    used = sorted({name for name in names if name})
    return {key: ", ".join(used) or None}
