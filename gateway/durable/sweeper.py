"""Forgotten work is found and brought to an end, by whichever process is alive."""

import logging
import threading
from datetime import UTC, datetime
from typing import Final

from gateway.durable.executors import is_dead
from gateway.durable.queue import Queue
from gateway.errors import StoreUnavailableError
from gateway.steps import Steps
from gateway.store.store import Store
from gateway.store.submissions import Work

_LOGGER = logging.getLogger(__name__)
SWEEP_S: Final = 30.0
STRANDED_S: Final = 20.0
"""A submission without a workflow for this long was left between its rows and its place in the queue."""
DEAD_ENDS: Final = frozenset({"ERROR", "CANCELLED", "MAX_RECOVERY_ATTEMPTS_EXCEEDED"})


class Sweeper:
    """Looks at unfinished work, at the start and then every half minute, and brings it to an end."""

    def __init__(self, store: Store, steps: Steps, queue: Queue, own_executor: str) -> None:
        self._store = store
        self._steps = steps
        self._queue = queue
        self._own = own_executor
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._loop, name="sweeper", daemon=True)

    def start(self) -> None:
        """Sweep now and then, in a thread."""
        self._thread.start()

    def stop(self) -> None:
        """Stop sweeping."""
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join()

    def sweep(self) -> int:
        """Bring forgotten work to an end once, and return how many submissions were touched."""
        unfinished = self._store.submissions.unfinished()
        states = self._queue.states([work.submission_id for work in unfinished])
        touched = 0
        for work in unfinished:
            state, executor = states.get(work.submission_id, (None, None))
            try:
                touched += self._sweep_one(work, state, executor)
            except StoreUnavailableError:
                raise
            except Exception as error:  # noqa: BLE001  # the border: one bad submission must not stop the others
                # Only its kind: the text of an exception may hold words of the person.
                _LOGGER.error("not swept: submission=%s error=%s", work.submission_id, type(error).__name__)  # noqa: TRY400  # no content
        self._sweep_uploads()
        return touched

    def _sweep_uploads(self) -> None:
        """Forget old uploads; a file that cannot be deleted must not keep messages from being taken over."""
        try:
            self._store.uploads.sweep()
        except OSError as error:
            _LOGGER.error("uploads not swept: error=%s", type(error).__name__)  # noqa: TRY400  # its path is no help

    def _sweep_one(self, work: Work, state: str | None, executor: str | None) -> bool:
        """Bring one submission on, where that is needed; say whether it was."""
        age_s = (datetime.now(UTC) - work.created_at).total_seconds()
        if state in DEAD_ENDS:
            self._steps.give_up(work.submission_id)
        elif (state is None or state == "SUCCESS") and age_s > STRANDED_S:
            self._again(work.submission_id, work.session_id, is_known=state is not None)
        elif state == "PENDING" and executor is not None and is_dead(executor, self._own, self._store.folder):
            self._again(work.submission_id, work.session_id, is_known=True)
        else:
            return False
        _LOGGER.info("taken over: submission=%s was=%s", work.submission_id, state or "not queued")
        return True

    def _again(self, submission_id: str, session_id: str, *, is_known: bool) -> None:
        # Not resume_workflows: it leaves work of "lantern ask" without a partition, where no worker finds it.
        # Beginning again is harmless, because every step finds what it has done in the store.
        if is_known:
            self._queue.forget((submission_id,))
        self._queue.enqueue(submission_id, session_id)

    def _loop(self) -> None:
        while True:
            try:
                self.sweep()
            except StoreUnavailableError:
                _LOGGER.warning("sweep put off: the store does not answer")
            if self._stopping.wait(SWEEP_S):
                return
