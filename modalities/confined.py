"""Programs that touch hostile bytes, each run in a process of its own with limits on memory, time and size.

The parent calls ``run``; the program calls ``limit`` before it opens a file. A program may have ``prepare()``, which
imports what it decodes with: it is called once, beforehand, where nothing of a stranger is at hand.
"""

import json
import logging
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from modalities.errors import UnreadableMediaError
from modalities.nursery import Ended, Nursery, NurseryGoneError, Spent

_MAX_ANSWER_CHARS = 1_000_000
_BAD_MEDIA_EXIT = 3
"""Exit code of a program that looked at the bytes and cannot use them; its standard error is one plain sentence."""
_MAX_OPEN_FILES = 256
_IS_FORKED = sys.platform == "linux"
"""Where programs are forked from a server that has loaded them; elsewhere a forked copy of a process is not sound."""
_LOGGER = logging.getLogger(__name__)


def run(module: str, arguments: Sequence[str], *, wall_s: float) -> dict[str, object]:
    """Run ``main(arguments)`` of ``module`` in a fresh process and return the JSON object that it printed.

    The program gets no environment but what it needs, so no key of ours can leak into it.

    Raises:
        UnreadableMediaError: it refused the bytes, crashed, went past a limit or took longer than ``wall_s``.
    """
    try:
        ended = _ended(module, arguments, wall_s)
    except TimeoutError as error:
        raise UnreadableMediaError(f"decoding took longer than {wall_s:.0f} s") from error
    if ended.code == _BAD_MEDIA_EXIT:
        raise UnreadableMediaError(ended.err.decode("utf-8", "replace").strip()[-200:] or "cannot be decoded")
    if ended.code != 0:
        raise UnreadableMediaError(f"the decoder ended with code {ended.code}")
    return _answer(ended.out)


def prepare(*modules: str) -> None:
    """Have these programs loaded where that is done beforehand, so that the first file need not wait for it."""
    if _IS_FORKED:
        for module in modules:
            _nursery(os.getpid()).prepare(module)


def spent() -> Spent:
    """Return what programs that were run from this process took, as far as the system does not count it to us."""
    return _nursery(os.getpid()).spent


def _ended(module: str, arguments: Sequence[str], wall_s: float) -> Ended:
    """Run the program to its end; TimeoutError when it took too long."""
    end_s = time.monotonic() + wall_s
    if _IS_FORKED:
        try:
            return _nursery(os.getpid()).run(module, arguments, wall_s=wall_s, max_bytes=_MAX_ANSWER_CHARS)
        except NurseryGoneError:
            _LOGGER.warning("decoder nursery was gone: module=%s", module)
    left_s = end_s - time.monotonic()
    if left_s <= 0:
        raise TimeoutError
    command = [sys.executable, "-P", "-m", module, *arguments]
    try:
        done = subprocess.run(  # noqa: S603  # our own interpreter and module; the path is an argument, not a shell word
            command, env=_environment(), stdin=subprocess.DEVNULL, capture_output=True, timeout=left_s, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise TimeoutError from error
    return Ended(code=done.returncode, out=done.stdout, err=done.stderr)


@lru_cache(maxsize=1)
def _nursery(_pid: int) -> Nursery:
    """Return the nursery of the process with this id: a forked copy of us must not use ours."""
    return Nursery(_environment())


def _environment() -> dict[str, str]:
    return {
        "PYTHONPATH": os.pathsep.join([str(Path(__file__).parents[1])]),
        "PATH": os.defpath,
        "OPENBLAS_NUM_THREADS": "1",  # each BLAS thread reserves address space, which is limited here
        "OMP_NUM_THREADS": "1",
        "MALLOC_ARENA_MAX": "2",
        # Pictures lie in large pages and freed memory is used again: to hand out pages took half of a decoder's time.
        "GLIBC_TUNABLES": "glibc.malloc.hugetlb=1",
        "MALLOC_MMAP_THRESHOLD_": "100000000",
        "MALLOC_TRIM_THRESHOLD_": "200000000",
        "MALLOC_TOP_PAD_": "16777216",
    }


def limit(*, memory_bytes: int, cpu_s: int, wall_s: int, file_bytes: int) -> None:
    """Limit this process for good: address space, processor time, lifetime and the size of any file it writes."""
    if sys.platform == "win32":
        return  # no such limits there; the wall limit of ``run`` remains
    import resource  # noqa: PLC0415  # exists on Unix only

    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_s, cpu_s))
    resource.setrlimit(resource.RLIMIT_FSIZE, (file_bytes, file_bytes))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (_MAX_OPEN_FILES, _MAX_OPEN_FILES))
    signal.alarm(wall_s)  # the parent may be killed meanwhile: then nobody else would end us


def answer(value: dict[str, object]) -> None:
    """Print the result of a confined program."""
    sys.stdout.write(json.dumps(value))
    sys.stdout.flush()


def refuse(sentence: str) -> int:
    """Say why the bytes cannot be used; return the exit code that ``run`` knows."""
    sys.stderr.write(sentence)
    return _BAD_MEDIA_EXIT


def _answer(printed: bytes) -> dict[str, object]:
    if len(printed) > _MAX_ANSWER_CHARS:
        raise UnreadableMediaError("the decoder said too much")
    try:
        value = json.loads(printed)
    except ValueError as error:
        raise UnreadableMediaError("the decoder gave no answer") from error
    if not isinstance(value, dict):
        raise UnreadableMediaError("the decoder gave no answer")
    return value
