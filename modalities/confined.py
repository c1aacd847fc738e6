"""Programs that touch hostile bytes, each run in a process of its own with limits on memory, time and size.

The parent calls ``run``; the program calls ``limit`` before it imports a decoder.
"""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from modalities.errors import UnreadableMediaError

_MAX_ANSWER_CHARS = 1_000_000
_BAD_MEDIA_EXIT = 3
"""Exit code of a program that looked at the bytes and cannot use them; its standard error is one plain sentence."""


def run(module: str, arguments: Sequence[str], *, wall_s: float) -> dict[str, object]:
    """Run ``python -m module`` and return the JSON object that it printed.

    The program gets no environment but what it needs, so no key of ours can leak into it.

    Raises:
        UnreadableMediaError: it refused the bytes, crashed, went past a limit or took longer than ``wall_s``.
    """
    command = [sys.executable, "-P", "-m", module, *arguments]
    environment = {
        "PYTHONPATH": os.pathsep.join([str(Path(__file__).parents[1])]),
        "PATH": os.defpath,
        "OPENBLAS_NUM_THREADS": "1",  # each BLAS thread reserves address space, which is limited here
        "OMP_NUM_THREADS": "1",
        "MALLOC_ARENA_MAX": "2",
    }
    try:
        done = subprocess.run(  # noqa: S603  # our own interpreter and module; the path is an argument, not a shell word
            command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, timeout=wall_s, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise UnreadableMediaError(f"decoding took longer than {wall_s:.0f} s") from error
    if done.returncode == _BAD_MEDIA_EXIT:
        raise UnreadableMediaError(done.stderr.decode("utf-8", "replace").strip()[-200:] or "cannot be decoded")
    if done.returncode != 0:
        raise UnreadableMediaError(f"the decoder ended with code {done.returncode}")
    return _answer(done.stdout)


def limit(*, memory_bytes: int, cpu_s: int, wall_s: int, file_bytes: int) -> None:
    """Limit this process for good: address space, processor time, lifetime and the size of any file it writes."""
    if sys.platform == "win32":
        return  # no such limits there; the wall limit of ``run`` remains
    import resource  # noqa: PLC0415  # exists on Unix only

    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_s, cpu_s))
    resource.setrlimit(resource.RLIMIT_FSIZE, (file_bytes, file_bytes))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
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
