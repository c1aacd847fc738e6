"""The domain database: connections, transactions, and the schema's upgrade at start."""

import logging
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import event, exc

from gateway.errors import StoreUnavailableError, WrongSettingError
from gateway.store.locks import waiting_lock

_LOGGER = logging.getLogger(__name__)
MIGRATIONS = Path(__file__).with_name("migrations")
BUSY_S = 0.9
"""How long a writer waits for another one: a caller hears "not now" within one second (docs/api.md)."""
PATIENT_BUSY_S = 20.0
"""The same for workers, whom nobody waits for."""


WRONG_ADDRESS = (
    "LANTERN_DATABASE_URL must be the address of a database whose driver is installed, "
    "for example postgresql+psycopg://user@host/name; leave it empty for SQLite."
)


class Database:
    """Short transactions on the domain database. Safe to use from several threads.

    Raises:
        WrongSettingError: ``url`` is no address of a database whose driver is here.
    """

    def __init__(self, url: str, *, busy_s: float = BUSY_S) -> None:
        try:
            self._url = sa.make_url(url)
            self._engine = sa.create_engine(self._url, pool_pre_ping=True, connect_args=self._connect_args(busy_s))
        except (exc.ArgumentError, ImportError, ValueError) as error:
            # Without the address itself: it may hold a password.
            raise WrongSettingError(WRONG_ADDRESS) from error
        if self.is_sqlite:
            event.listen(self._engine, "connect", _prepare_sqlite)
            event.listen(self._engine, "begin", _begin_sqlite)

    @property
    def is_sqlite(self) -> bool:
        """Say whether this is the embedded database."""
        return self._url.get_backend_name() == "sqlite"

    def _connect_args(self, busy_s: float) -> dict[str, float]:
        if self.is_sqlite:
            return {"timeout": busy_s}
        return {"connect_timeout": max(1, int(busy_s))}

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """Give a connection that sees one consistent state.

        Raises:
            StoreUnavailableError: the database does not answer.
        """
        with self._transaction(is_writing=False) as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """Give a transaction: committed at the end, undone when anything is raised.

        Raises:
            StoreUnavailableError: the database does not answer, or another writer did not finish in time.
        """
        with self._transaction(is_writing=True) as connection:
            yield connection

    @contextmanager
    def _transaction(self, *, is_writing: bool) -> Iterator[sa.Connection]:
        try:
            with self._engine.connect() as raw:
                connection = raw.execution_options(lantern_writes=is_writing)
                with connection.begin():
                    yield connection
        except exc.IntegrityError:
            raise  # two wrote the same thing: whoever knows what that means catches it
        except (exc.DBAPIError, exc.TimeoutError, sqlite3.Error) as error:
            raise StoreUnavailableError("The database does not answer.") from error

    def check(self) -> None:
        """Do nothing when the database answers.

        Raises:
            StoreUnavailableError: it does not.
        """
        with self.reading() as connection:
            connection.execute(sa.select(sa.literal(1)))

    def upgrade(self, lock_file: Path) -> None:
        """Bring the schema to the newest version; ``lock_file`` keeps two starting processes apart."""
        try:
            with waiting_lock(lock_file):
                self._upgrade()
        except exc.DBAPIError as error:
            raise StoreUnavailableError("The database does not answer.") from error

    def _upgrade(self) -> None:
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
        newest = ScriptDirectory.from_config(config).get_current_head()
        with self._engine.connect() as raw:
            connection = raw.execution_options(lantern_writes=True)
            with connection.begin():
                if MigrationContext.configure(connection).get_current_revision() == newest:
                    return
                config.attributes["connection"] = connection
                command.upgrade(config, "head")
        _LOGGER.info("database schema is at %s", newest)

    def close(self) -> None:
        """Close all connections."""
        self._engine.dispose()


def _prepare_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # transactions are begun below, so that writers queue instead of failing
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("PRAGMA foreign_keys=ON")


def _begin_sqlite(connection: sa.Connection) -> None:
    is_writing = connection.get_execution_options().get("lantern_writes", True)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if is_writing else "BEGIN")
