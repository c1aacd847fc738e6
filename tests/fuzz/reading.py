"""Reads mutants as Lantern does, in a reading process with the real readers, and measures what that costs."""

import multiprocessing
import os
import resource
import shutil
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from pathlib import Path

from modalities import confined, cores, processes
from modalities.engines import EngineSettings, ReadRequest
from modalities.evidence import Modality, Reading
from modalities.readers import dispatch
from tests.fuzz import mutators, seeds

MAX_S = 10.0
"""Of the processor's time, all processes together; of the clock too, times the load on each core if that is above 1."""
MAX_MB = 1_500.0
_DEADLINE_S = 300.0
_NO_NAME_EVERY = 8
_ENGINES = EngineSettings(
    stt=(), ocr=("rapidocr",), whisper_dir=None, stt_url="", stt_key="", stt_model="", offline=True
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What became of one mutant."""

    kind: str
    number: int
    end: str
    """``read`` (words), ``shown`` (decoded, no words, nothing to complain of), ``problem``, or what must not be:
    ``nothing`` (neither of them), ``crash``, ``hang``."""
    codes: tuple[str, ...] = ()
    wall_s: float = 0.0
    cpu_s: float = 0.0
    own_mb: float = 0.0
    """Peak of the reading process until now."""
    child_mb: float = 0.0
    """Peak of its largest decoder until now; never below what the process it was forked from had then."""
    load: float = 1.0
    """Running processes for each core, at least 1."""

    @property
    def faults(self) -> tuple[str, ...]:
        """Return what went wrong; empty when all is well."""
        found = [self.end] if self.end in {"nothing", "crash", "hang"} else []
        found += ["slow"] if self.cpu_s > MAX_S or self.wall_s > MAX_S * self.load else []
        found += ["memory"] if max(self.own_mb, self.child_mb) > MAX_MB else []
        return tuple(found)


@dataclass(slots=True)
class Tally:
    """The sum of one format."""

    ends: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    cpu_s: float = 0.0
    worst_cpu_s: float = 0.0
    worst_wall_s: float = 0.0
    own_mb: float = 0.0
    child_mb: float = 0.0

    def add(self, seen: Seen) -> None:
        """Count one mutant."""
        self.ends[seen.end] += 1
        self.faults += [f"{seen.kind} {seen.number}: {fault}" for fault in seen.faults]
        self.cpu_s += seen.cpu_s
        self.worst_cpu_s = max(self.worst_cpu_s, seen.cpu_s)
        self.worst_wall_s = max(self.worst_wall_s, seen.wall_s)
        self.own_mb, self.child_mb = max(self.own_mb, seen.own_mb), max(self.child_mb, seen.child_mb)


def plan(count: int, first: int = 0) -> Iterator[tuple[str, int]]:
    """Yield which mutants are read: the formats by turns."""
    for number in range(first, first + count):
        yield seeds.FORMATS[number % len(seeds.FORMATS)], number


def read_all(files: Mapping[str, bytes], wanted: Iterable[tuple[str, int]], folder: Path) -> Iterator[Seen]:
    """Yield what becomes of each mutant of ``files``, one after the other, in one reading process while it lives."""
    pool = _new_pool()
    try:
        for kind, number in wanted:
            path = folder / "original"
            path.write_bytes(mutators.mutant(files, kind, number))
            try:
                yield pool.submit(read_one, kind, number, path).result(timeout=_DEADLINE_S)
            except (BrokenProcessPool, TimeoutError) as error:
                _end(pool)
                pool = _new_pool()
                yield Seen(kind=kind, number=number, end="hang" if isinstance(error, TimeoutError) else "crash")
    finally:
        _end(pool)


def read_one(kind: str, number: int, path: Path) -> Seen:
    """Read one file here; runs in the reading process."""
    out_dir = path.parent / "out"
    request = ReadRequest(
        input_id=f"{number:064d}",
        path=path,
        modality=None if number // len(seeds.FORMATS) % _NO_NAME_EVERY == 0 else _said(kind),
        language="zh-CN",
        out_dir=out_dir,
        engines=_ENGINES,
    )
    started_s, started_cpu_s = time.monotonic(), _cpu_s()
    reading = dispatch.read(request)
    wall_s, cpu_s = time.monotonic() - started_s, _cpu_s() - started_cpu_s
    shutil.rmtree(out_dir, ignore_errors=True)
    return Seen(
        kind=kind,
        number=number,
        end=_end_of(reading),
        codes=tuple(problem.code.value for problem in reading.problems),
        wall_s=wall_s,
        cpu_s=cpu_s,
        own_mb=_peak_mb(resource.RUSAGE_SELF),
        child_mb=max(_peak_mb(resource.RUSAGE_CHILDREN), confined.spent().peak_mb),
        load=max(1.0, os.getloadavg()[0] / cores.usable()),
    )


def _said(kind: str) -> Modality:
    if kind in seeds.PICTURES:
        return Modality.PHOTO
    return Modality.VOICE if kind in seeds.SOUNDS else Modality.VIDEO


def _end_of(reading: Reading) -> str:
    if reading.problems:
        return "problem"
    if any(screen.lines for screen in reading.screens) or (reading.transcript and reading.transcript.text.strip()):
        return "read"
    return "shown" if reading.screens and reading.files else "nothing"


def _cpu_s() -> float:
    usages = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    forked = confined.spent()
    return sum(usage.ru_utime + usage.ru_stime for usage in usages) + forked.children_s + forked.server_s


def _peak_mb(who: int) -> float:
    return resource.getrusage(who).ru_maxrss * 1024 / 1e6


def _new_pool() -> ProcessPoolExecutor:
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(max_workers=1, mp_context=context, initializer=processes.begin)


def _end(pool: ProcessPoolExecutor) -> None:
    for process in list((pool._processes or {}).values()):
        process.kill()
    pool.shutdown(wait=True, cancel_futures=True)
