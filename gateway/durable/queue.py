"""The way into the engine for every process: what waits, and what became of it."""

import sqlite3
from collections.abc import Callable, Sequence
from typing import Final

import sqlalchemy as sa
from dbos import DBOSClient, DBOSPortableJSONSerializer, EnqueueOptions
from dbos import error as dbos_error

from gateway.errors import StoreUnavailableError
from gateway.settings import Settings

APPLICATION: Final = "lantern"
APPLICATION_VERSION: Final = "1"
"""Fixed by hand: DBOS would take a hash of the code, and every upgrade would strand the work under way."""
QUEUE: Final = "intake"
SUBMISSION: Final = "submission"
SPEECH: Final = "speech"
CLIENT_BUSY_S: Final = 0.9


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
