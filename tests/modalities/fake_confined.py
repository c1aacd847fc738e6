"""A program for ``modalities.confined`` that does what broken decoders do."""

import ctypes
import os
import sys
import time
from pathlib import Path

from modalities import confined

LIMITS = {"memory_bytes": 600_000_000, "cpu_s": 2, "wall_s": 30, "file_bytes": 1_000_000}


LOADED: list[int] = []
"""Process ids in which this was prepared."""


def prepare() -> None:
    """Note where it runs."""
    LOADED.append(os.getpid())


def main(arguments: list[str]) -> int:
    """Do the task of this name."""
    task = arguments[0]
    if task != "sleep":
        confined.limit(**LIMITS)
    match task:
        case "tell":
            confined.answer({"environment": sorted(os.environ), "arguments": arguments[1:]})
        case "who":
            fds = sorted(int(each.name) for each in Path("/proc/self/fd").iterdir())
            threads = len(list(Path("/proc/self/task").iterdir()))
            told = {"pid": os.getpid(), "parent": os.getppid(), "fds": fds[:-1], "threads": threads}
            confined.answer(told | {"loaded": LOADED, "state": sys.modules.get("tests.modalities.left_behind") is None})
            sys.modules["tests.modalities.left_behind"] = sys
        case "breed":
            if (child := os.fork()) == 0:
                time.sleep(60)
                os._exit(0)
            Path(arguments[1]).write_text(str(child), "ascii")
            if len(arguments) > 2:  # a third: and hang
                time.sleep(60)
            confined.answer({})
        case "eat":
            bytearray(900_000_000)
        case "spin":
            while True:
                pass
        case "sleep":
            time.sleep(60)
        case "fill":
            Path(arguments[1]).write_bytes(bytes(3_000_000))
        case "chatter":
            sys.stdout.write("[" + "1," * 700_000 + "1]")
        case "mumble":
            sys.stdout.write("not JSON")
        case "list":
            sys.stdout.write("[1]")
        case "crash":
            ctypes.string_at(0)
        case "refuse":
            return confined.refuse("the picture is upside down")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
