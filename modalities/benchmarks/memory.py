"""How much memory all our processes hold after many pictures, without and with a recogniser of speech.

What pictures left free in a process is used again: a model of 250 MB that comes after them adds less than that.
Proportional set size (PSS) from Linux's /proc: memory that processes share is counted once. The parent is the process
that calls; ``lantern bench`` loads the code of the pages into it before, as a server would.
"""

import os
import random
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from modalities.benchmarks import drawn
from modalities.benchmarks.figures import Benchmark, BenchmarkError, Figure
from modalities.benchmarks.raw import ENGINES
from modalities.engines import ReadRequest
from modalities.evidence import Modality
from modalities.processes import ReadingProcesses

PICTURES_A_ROUND = 10
MAX_MB = 1_300.0
MAX_MB_WITH_WHISPER = 2_200.0
_MAKE_MODEL_S = 300
_PROC = Path("/proc")


def measure(repeats: int) -> Benchmark:
    """Return the memory after ten pictures a round. Raises ``BenchmarkError``."""
    if not (_PROC / "self" / "smaps_rollup").is_file():
        raise BenchmarkError("Memory is measured on Linux only: there is no /proc/self/smaps_rollup here.")
    with tempfile.TemporaryDirectory(prefix="lantern-bench-") as name:
        folder = Path(name)
        requests = _requests(folder, repeats * PICTURES_A_ROUND)
        model = _make_whisper(folder / "whisper")
        speaking = replace(ENGINES, stt=("faster_whisper",), whisper_dir=model)
        before_mb = pss_mb()
        with ReadingProcesses() as processes:
            processes.warm(ENGINES)
            started_mb = pss_mb()
            unread = sum(not any(screen.lines for screen in processes.read(each).screens) for each in requests)
            if unread:
                raise BenchmarkError(f"{unread} drawn pictures were not read: look at lantern doctor first.")
            read_mb = pss_mb()
            if missing := processes.warm(speaking):
                raise BenchmarkError(f"{', '.join(missing)} could not be loaded: look at lantern doctor first.")
            speaking_mb = pss_mb()
    return Benchmark(
        name="memory",
        figures=(
            Figure(name="after_pictures", value=read_mb, unit="MB", at_most=MAX_MB),
            Figure(name="with_whisper_small", value=speaking_mb, unit="MB", at_most=MAX_MB_WITH_WHISPER),
            Figure(name="parent_alone", value=before_mb, unit="MB"),
            Figure(name="at_start", value=started_mb, unit="MB"),
        ),
        about={"pictures": str(len(requests)), "whisper": "size small, int8, random weights, loaded"},
    )


def pss_mb() -> float:
    """Return the PSS of this process and of all that descend from it, in MB (1,000,000 bytes)."""
    return sum(_pss_kb(pid) for pid in (os.getpid(), *descendants(os.getpid()))) * 1024 / 1e6


def descendants(pid: int) -> tuple[int, ...]:
    """Return the ids of all processes that this one started, and those started by them."""
    parents: dict[int, int] = {}
    for entry in _PROC.iterdir():
        if entry.name.isdigit():
            try:
                # The name of the program stands in brackets and may hold spaces: what follows has fixed places.
                after = (entry / "stat").read_text("utf-8", "replace").rpartition(")")[2].split()
            except OSError:  # it ended meanwhile
                continue
            parents[int(entry.name)] = int(after[1])
    found: list[int] = []
    frontier = [pid]
    while frontier:
        frontier = [child for child, parent in parents.items() if parent in frontier]
        found += frontier
    return tuple(found)


def _pss_kb(pid: int) -> int:
    try:
        lines = (_PROC / str(pid) / "smaps_rollup").read_text("utf-8").splitlines()
    except OSError:  # it ended meanwhile
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


def _requests(folder: Path, count: int) -> list[ReadRequest]:
    """Write pictures of mixed kinds and sizes and return the requests to read them."""
    chance = random.Random(20)  # noqa: S311  # sizes of pictures, not secrets
    requests = []
    for number in range(count):
        is_screen = number % 2 == 0
        if is_screen:
            width = chance.choice((540, 720, 780, 1080))
            page = drawn.PAGES[number // 2 % len(drawn.PAGES)]
            picture = drawn.screen(page, size=(width, round(width * chance.uniform(1.8, 2.2))))
        else:
            width = chance.randrange(800, 2400)
            lines = drawn.LETTER[: chance.randrange(3, len(drawn.LETTER) + 1)]
            height = round(width * chance.uniform(0.9, 1.4))
            picture = drawn.photo(lines, size=(width, height), font_px=round(width / 22), seed=number)
        path = folder / f"{number}.{'png' if is_screen else 'jpg'}"
        picture.save(path)
        requests.append(
            ReadRequest(
                input_id=f"{number:064d}",
                path=path,
                modality=Modality.SCREENSHOT if is_screen else Modality.PHOTO,
                language="zh-CN",
                out_dir=folder / "read" / str(number),
                engines=ENGINES,
            )
        )
    return requests


def _make_whisper(folder: Path) -> Path:
    """Write a random model in a process of its own, so that its memory is not ours."""
    command = [sys.executable, "-m", "modalities.benchmarks.random_whisper", str(folder)]
    root = Path(__file__).parents[2]
    try:
        subprocess.run(command, cwd=root, check=True, capture_output=True, timeout=_MAKE_MODEL_S)  # noqa: S603  # ours
    except (OSError, subprocess.SubprocessError) as error:
        raise BenchmarkError("A Whisper model could not be made: it needs 2 GB of memory and 1 GB of disk.") from error
    return folder
