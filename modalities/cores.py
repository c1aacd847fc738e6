"""How many processes read at once and with how many threads each, so that no processor core is asked for twice.

A reading does one thing at a time: it waits for its decoder, recognises or reads words. So the threads of its libraries
never add up, and processes times threads stays within the cores (docs/architecture.md#processes).
"""

import os
from dataclasses import dataclass

THREADS_PER_READING = 2
"""With two a picture takes half the time of one; more bring little and fight for the same cores: 25 to 80 % slower."""
MAX_WORKERS = 4
"""Each holds 0.4 to 1.0 GB of models and pictures."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """What may run at once."""

    workers: int
    """Reading processes, at least 1."""
    threads: int
    """Of each library inside one of them, 1 or 2."""


def budget(cores: int | None = None) -> Budget:
    """Return the budget for ``cores`` processor cores; None = those that this process may use."""
    count = usable() if cores is None else max(1, cores)
    threads = min(THREADS_PER_READING, count)
    return Budget(workers=min(MAX_WORKERS, count // threads), threads=threads)


def usable() -> int:
    """Return how many cores this process may use, at least 1: a container may have fewer than its machine."""
    if hasattr(os, "sched_getaffinity"):
        return max(1, len(os.sched_getaffinity(0)))
    return os.cpu_count() or 1
