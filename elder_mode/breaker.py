"""Remembers which services failed of late, so that nobody waits for one that is down."""

import time
from collections.abc import Callable
from threading import Lock

MAX_FAILURES = 2
"""Failures in a row after which a voice is left alone for a while."""
REST_S = 300.0
"""Seconds for which it is left alone."""


class CircuitBreaker:
    """Remembers which voices failed of late, so that no reply waits for a service that is down. Thread safe."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = Lock()
        self._failures: dict[str, int] = {}
        self._rests_until: dict[str, float] = {}

    def allows(self, name: str) -> bool:
        """Say whether ``name`` may be tried now; after its rest it gets one try."""
        with self._lock:
            return self._clock() >= self._rests_until.get(name, float("-inf"))

    def failed(self, name: str) -> None:
        """Take note that ``name`` failed; from the second failure in a row on it rests."""
        with self._lock:
            self._failures[name] = self._failures.get(name, 0) + 1
            if self._failures[name] >= MAX_FAILURES:
                self._rests_until[name] = self._clock() + REST_S

    def worked(self, name: str) -> None:
        """Take note that ``name`` spoke: everything before is forgotten."""
        with self._lock:
            self._failures.pop(name, None)
            self._rests_until.pop(name, None)
