"""Schema and transactions."""

from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from gateway.errors import StoreUnavailableError, WrongSettingError
from gateway.store import tables
from gateway.store.database import Database


def test_the_migrations_make_exactly_the_tables_of_the_code(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'a.sqlite'}")
    for _ in range(2):
        database.upgrade(tmp_path / "lock")
    with database.reading() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), tables.METADATA)
    database.close()

    assert differences == []


def test_a_transaction_that_raises_leaves_nothing(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'a.sqlite'}")
    database.upgrade(tmp_path / "lock")
    row = {"id": "x", "at": "now", "counts": "{}"}

    def write_and_fail() -> None:
        with database.writing() as connection:
            connection.execute(tables.erasures.insert().values(**row))
            raise KeyError

    with pytest.raises(KeyError):
        write_and_fail()
    with database.reading() as connection:
        found = connection.execute(sa.select(tables.erasures)).all()
    database.close()

    assert found == []


def test_a_database_that_cannot_be_opened_is_unavailable(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'missing' / 'a.sqlite'}")
    with pytest.raises(StoreUnavailableError):
        database.check()


def test_writing_sqlite_is_synchronous_and_logged_ahead(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'a.sqlite'}")
    with database.reading() as connection:
        found = [connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in ("journal_mode", "synchronous")]
    database.close()

    assert found == ["wal", 2]


@pytest.mark.parametrize("url", ["rubbish", "nosuch://user:secret@host/name", "nosuch+driver://host", "://"])
def test_an_address_that_is_none_is_a_wrong_setting_and_is_not_repeated(url: str) -> None:
    with pytest.raises(WrongSettingError) as caught:
        Database(url)

    assert "LANTERN_DATABASE_URL" in str(caught.value)
    assert "secret" not in str(caught.value)
