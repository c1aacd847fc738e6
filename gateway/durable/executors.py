"""Names of executors, each held by a lock file, so that others see which of them are gone."""

import itertools
import socket
import uuid
from pathlib import Path
from typing import Final

from gateway.errors import StoreUnavailableError
from gateway.settings import Settings
from gateway.store.locks import HeldLock, try_lock

WORKER: Final = "worker-"
ASK: Final = "ask-"
"""How the names of executors begin."""


def take_executor(settings: Settings, *, is_worker: bool) -> HeldLock:
    """Return the lock of an executor name of this process.

    Workers take the lowest free place, so that the next start of the same worker finds what this one left behind.
    ``lantern ask`` gets a name that is used once, and so recovers nothing.
    """
    folder = _lock_folder(settings.data_dir)
    # Several machines can share a database, but only the embedded one is tied to a single machine.
    machine = f"{socket.gethostname()}-" if settings.database_url else ""
    if not is_worker:
        lock = try_lock(folder / f"{ASK}{machine}{uuid.uuid4().hex}.lock")
        if lock is None:
            raise StoreUnavailableError("The lock folder cannot be used.")
        return lock
    for place in itertools.count():
        lock = try_lock(folder / f"{WORKER}{machine}{place}.lock")
        if lock is not None:
            return lock
    raise AssertionError("unreachable: there is always a next place")


def is_dead(executor: str, own: str, data_dir: Path) -> bool:
    """Say whether another executor is surely gone: nobody holds its lock.

    Args:
        executor: its name.
        own: the name of this process's executor.
        data_dir: the data folder.
    """
    path = _lock_folder(data_dir) / f"{executor}.lock"
    if executor == own:
        return False
    if not path.exists():
        # "lantern ask" takes its lock away when it stops, so one of this machine without a lock is gone.
        # The lock of a worker stays; one that was never here belongs to another machine.
        machine = own.removeprefix(WORKER).rstrip("0123456789")
        return executor.startswith(f"{ASK}{machine}")
    lock = try_lock(path)
    if lock is None:
        return False
    lock.release()
    return True


def _lock_folder(data_dir: Path) -> Path:
    return data_dir / "locks"
