"""A queue without an engine, in which one submission makes trouble."""

from collections.abc import Sequence


class FakeQueue:
    """Has the surface of ``gateway.durable.Queue`` that the sweeper uses."""

    def __init__(self, *, bad: str) -> None:
        self._bad = bad
        self.queued: list[str] = []

    def states(self, submission_ids: Sequence[str]) -> dict[str, tuple[str, str | None]]:
        return {}

    def enqueue(self, submission_id: str, session_id: str) -> None:
        if submission_id == self._bad:
            raise RuntimeError(submission_id)
        self.queued.append(submission_id)
