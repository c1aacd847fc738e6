"""Durable work: a killed process goes on where it was, never starts over, never forgets.

DBOS runs the workflows. All of its process-wide state stays behind this file. The web side only ever talks through
``Queue``; ``Engine`` runs the work in this process.
"""

import itertools
import logging
import socket
import sqlite3
import threading
import uuid
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

import sqlalchemy as sa
from dbos import (
    DBOS,
    DBOSClient,
    DBOSConfig,
    DBOSPortableJSONSerializer,
    EnqueueOptions,
    SetWorkflowID,
    StepOptions,
)
from dbos import error as dbos_error

from gateway.errors import StoreUnavailableError
from gateway.settings import Settings
from gateway.steps import Steps
from gateway.store.locks import HeldLock, try_lock, waiting_lock
from gateway.store.store import Store
from gateway.store.submissions import Work

_LOGGER = logging.getLogger(__name__)
APPLICATION = "lantern"
APPLICATION_VERSION = "1"
"""Fixed by hand: DBOS would take a hash of the code, and every upgrade would strand the work under way."""
QUEUE = "intake"
SUBMISSION = "submission"
SPEECH = "speech"
WORKERS = 2
"""Submissions under way at once in one process; decoding and inference have processes of their own."""
POLL_S = 0.1
MAX_RECOVERIES = 12
"""Above the tries that ``steps`` allows one step; what still gets here is handed to a person by the sweeper."""
STEP_TRIES = 6
SWEEP_S = 30.0
STRANDED_S = 20.0
"""A submission without a workflow for this long was left between its rows and its place in the queue."""
CLIENT_BUSY_S = 0.9
DEAD_ENDS = frozenset({"ERROR", "CANCELLED", "MAX_RECOVERY_ATTEMPTS_EXCEEDED"})
STOP_S = 3
WORKER = "worker-"
ASK = "ask-"
"""How the names of executors begin."""


class Queue:
    """The way into the engine, for any process. Never blocks for long: it fails instead."""

    def __init__(self, settings: Settings) -> None:
        self._database = _engine_of(settings, busy_s=CLIENT_BUSY_S)
        self._client = DBOSClient(
            system_database_engine=self._database,
            serializer=DBOSPortableJSONSerializer(),
            application_name=APPLICATION,
            lazy=True,
            retry_connection_errors=False,
        )

    def enqueue(self, submission_id: str, session_id: str) -> None:
        """Put a submission into the queue; twice counts once.

        Raises:
            StoreUnavailableError: the engine's database does not answer.
        """
        self._enqueue(SUBMISSION, submission_id, session_id, submission_id)

    def enqueue_speech(self, message_id: str, session_id: str) -> None:
        """Put the speaking of an agent's message into the queue; twice counts once."""
        self._enqueue(SPEECH, f"speech.{message_id}", session_id, message_id, session_id)

    def _enqueue(self, name: str, workflow_id: str, session_id: str, *arguments: str) -> None:
        options: EnqueueOptions = {
            "workflow_name": name,
            "queue_name": QUEUE,
            "workflow_id": workflow_id,
            "queue_partition_key": session_id,
            "app_version": APPLICATION_VERSION,
        }
        self._guarded(lambda: self._client.enqueue(options, *arguments))

    def states(self, submission_ids: Sequence[str]) -> dict[str, tuple[str, str | None]]:
        """Return the engine's state and executor of each submission that it knows."""
        found: dict[str, tuple[str, str | None]] = {}

        def look() -> None:
            for status in self._client.list_workflows(
                workflow_ids=list(submission_ids), load_input=False, load_output=False
            ):
                found[status.workflow_id] = (status.status, status.executor_id)

        if submission_ids:
            self._guarded(look)
        return found

    def forget(self, submission_ids: Sequence[str]) -> None:
        """Delete the engine's own record of these submissions."""
        if submission_ids:
            self._guarded(lambda: self._client.delete_workflows(list(submission_ids)))

    def check(self) -> None:
        """Do nothing when the engine's database answers (StoreUnavailableError otherwise)."""
        self._guarded(self._client.check_connection)

    def close(self) -> None:
        """Close all connections."""
        self._client.destroy()
        self._database.dispose()

    def _guarded(self, call: Callable[[], object]) -> None:
        try:
            call()
        except (
            sa.exc.DBAPIError,
            sa.exc.TimeoutError,
            sqlite3.Error,
            dbos_error.DBOSException,
            ConnectionError,
        ) as error:
            raise StoreUnavailableError("The engine's database does not answer.") from error


class Engine:
    """Runs submissions in this process. One at a time in a process, because DBOS is."""

    def __init__(self, settings: Settings, steps: Steps, *, executor: HeldLock, is_worker: bool) -> None:
        """Prepare the engine; ``executor`` is the lock whose file is named like the executor.

        ``is_worker``: take work from the queue. False for ``lantern ask``, which only runs its own.
        """
        self._executor = executor
        config: DBOSConfig = {
            "name": APPLICATION,
            "system_database_url": settings.engine_url,
            "application_version": APPLICATION_VERSION,
            "executor_id": executor.path.stem,
            "serializer": DBOSPortableJSONSerializer(),
            "log_level": "WARNING",
            "run_migrations": False,
            "max_executor_threads": WORKERS * 4,
            "notification_listener_polling_interval_sec": 1.0,
        }
        DBOS(config=config)
        self._is_worker = is_worker
        self._submission = _submission_workflow(steps)
        _speech_workflow(steps)

    def start(self) -> None:
        """Take up work: first what this executor left behind, then what waits.

        Raises:
            StoreUnavailableError: the engine's database does not answer.
        """
        DBOS.listen_queues([QUEUE] if self._is_worker else [])
        try:
            DBOS.launch()
            if self._is_worker:
                DBOS.register_queue(
                    QUEUE,
                    worker_concurrency=WORKERS,
                    partition_concurrency=1,
                    polling_interval_sec=POLL_S,
                    on_conflict="always_update",
                )
        except (sa.exc.DBAPIError, dbos_error.DBOSException) as error:
            raise StoreUnavailableError("The engine's database does not answer.") from error

    def run(self, submission_id: str) -> None:
        """Run one submission here and now, and come back when it is done."""
        with SetWorkflowID(submission_id):
            self._submission(submission_id)

    def stop(self) -> None:
        """Stop taking work. What is under way is resumed at the next start."""
        DBOS.destroy(destroy_registry=True, workflow_completion_timeout_sec=STOP_S if self._is_worker else 0)
        if not self._is_worker:
            self._executor.path.unlink(missing_ok=True)
        self._executor.release()


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
        elif state == "PENDING" and executor is not None and self._is_dead(executor):
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

    def _is_dead(self, executor: str) -> bool:
        path = _lock_folder(self._store.folder) / f"{executor}.lock"
        if executor == self._own:
            return False
        if not path.exists():
            # "lantern ask" takes its lock away when it stops, so one of this machine without a lock is gone.
            # The lock of a worker stays; one that was never here belongs to another machine.
            machine = self._own.removeprefix(WORKER).rstrip("0123456789")
            return executor.startswith(f"{ASK}{machine}")
        lock = try_lock(path)
        if lock is None:
            return False
        lock.release()
        return True

    def _loop(self) -> None:
        while True:
            try:
                self.sweep()
            except StoreUnavailableError:
                _LOGGER.warning("sweep put off: the store does not answer")
            if self._stopping.wait(SWEEP_S):
                return


def prepare(settings: Settings) -> None:
    """Make the engine's database ready. Safe to call in every process.

    Raises:
        StoreUnavailableError: it cannot be made.
    """
    url = sa.make_url(settings.engine_url)
    try:
        with waiting_lock(settings.data_dir / "locks" / "engine.lock"):
            if url.get_backend_name() == "sqlite" and url.database:
                connection = sqlite3.connect(url.database)
                connection.execute(
                    "PRAGMA journal_mode=WAL"
                )  # DBOS would leave "delete"; the setting stays in the file
                connection.close()
            DBOS.migrate(settings.engine_url)
    except (sa.exc.DBAPIError, sqlite3.Error, OSError, dbos_error.DBOSException) as error:
        raise StoreUnavailableError("The engine's database cannot be made.") from error


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


def _lock_folder(data_dir: Path) -> Path:
    return data_dir / "locks"


def _engine_of(settings: Settings, *, busy_s: float) -> sa.Engine:
    """Return connections to the engine's database that fail soon instead of waiting."""
    url = sa.make_url(settings.engine_url)
    if url.get_backend_name() != "sqlite":
        return sa.create_engine(url, pool_pre_ping=True, pool_size=5, connect_args={"connect_timeout": 1})
    engine = sa.create_engine(url, connect_args={"timeout": busy_s})

    def prepare_connection(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = "IMMEDIATE"  # as DBOS itself does: writers queue instead of failing
        connection.execute("PRAGMA foreign_keys=ON")

    sa.event.listen(engine, "connect", prepare_connection)
    return engine


def _options(name: str) -> StepOptions:
    """Return how a step is repeated: only while the store does not answer."""
    return {
        "name": name,
        "retries_allowed": True,
        "interval_seconds": 0.5,
        "backoff_rate": 2.0,
        "max_attempts": STEP_TRIES,
        "should_retry": lambda error: isinstance(error, StoreUnavailableError),
    }


def _submission_workflow(steps: Steps) -> Callable[[str], str]:
    @DBOS.workflow(name=SUBMISSION, max_recovery_attempts=MAX_RECOVERIES)
    def submission(submission_id: str) -> str:
        for name, step in (
            ("read", steps.read_in_turn),
            ("think", steps.think),
            ("save", steps.save),
            ("speak", steps.speak),
        ):
            DBOS.run_step(_options(name), step, submission_id)
        return submission_id

    return submission


def _speech_workflow(steps: Steps) -> Callable[[str, str], str]:
    @DBOS.workflow(name=SPEECH, max_recovery_attempts=MAX_RECOVERIES)
    def speech(message_id: str, session_id: str) -> str:
        return DBOS.run_step(_options("speak"), steps.speak_message, message_id, session_id)

    return speech
