"""Stops asking a service that keeps failing, so that nobody waits for it; asks it again after a while."""

from collections.abc import Callable
from dataclasses import dataclass, field

OPEN_AFTER = 3
"""Failures in a row."""
CLOSED_AGAIN_S = 60.0
"""After so long one call is let through; it decides."""


@dataclass(slots=True, kw_only=True)
class Circuit:
    """The failures of one service, as one engine has seen them."""

    clock: Callable[[], float]
    """Seconds that never go backwards."""
    _failures: int = field(default=0, init=False)
    _failed_at: float = field(default=0.0, init=False)

    def is_open(self) -> bool:
        """Say whether the service should be left alone now."""
        return self._failures >= OPEN_AFTER and self.clock() - self._failed_at < CLOSED_AGAIN_S

    def worked(self) -> None:
        """Forget the failures."""
        self._failures = 0

    def failed(self) -> None:
        """Count a failure; one more after the wait and the service is left alone for as long again."""
        self._failures += 1
        self._failed_at = self.clock()
