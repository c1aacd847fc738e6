"""The engine itself: submissions are run in this process, step after step, each kept before the next begins."""

import sqlite3
from collections.abc import Callable
from typing import Final

import sqlalchemy as sa
from dbos import DBOS, DBOSConfig, DBOSPortableJSONSerializer, SetWorkflowID, StepOptions
from dbos import error as dbos_error

from gateway.durable.queue import APPLICATION, APPLICATION_VERSION, QUEUE, SPEECH, SUBMISSION
from gateway.errors import StoreUnavailableError
from gateway.settings import Settings
from gateway.steps import Steps
from gateway.store.locks import HeldLock, waiting_lock

WORKERS: Final = 2
"""Submissions under way at once in one process; decoding and inference have processes of their own."""
POLL_S: Final = 0.1
MAX_RECOVERIES: Final = 12
"""Above the tries that ``steps`` allows one step; what still gets here is handed to a person by the sweeper."""
STEP_TRIES: Final = 6
STOP_S: Final = 3


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
