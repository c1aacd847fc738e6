"""What happened to a submission, in order: the source of the server-sent events."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from gateway.store import clock, tables
from gateway.store.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One thing that happened."""

    id: int
    kind: str
    """``accepted``, ``reading``, ``heard``, ``seen``, ``understood``, ``reply``, ``speech``, ``ticket`` or
    ``message``."""
    ref: str | None
    """Id of what it is about: an original, a message, a ticket. While reading: ``<original>:<pictures done>/<of>``."""
    at: datetime


class Events:
    """The events in the store."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def after(self, session_id: str, submission_id: str | None, last_id: int) -> tuple[Event, ...]:
        """Return what happened after ``last_id`` to the submission, and all agents' messages of its session.

        Without a submission: everything that happened in the session.
        """
        table = tables.events
        wanted = [table.c.session_id == session_id, table.c.id > last_id]
        if submission_id is not None:
            wanted.append(sa.or_(table.c.submission_id == submission_id, table.c.kind == "message"))
        with self._database.reading() as connection:
            rows = connection.execute(sa.select(table).where(*wanted).order_by(table.c.id)).all()
        return tuple(Event(id=row.id, kind=row.kind, ref=row.ref, at=clock.moment(row.at)) for row in rows)

    def newest(self, session_id: str) -> int:
        """Return the id of the newest event of the session, 0 when there is none."""
        with self._database.reading() as connection:
            found = connection.execute(
                sa.select(sa.func.max(tables.events.c.id)).where(tables.events.c.session_id == session_id)
            ).scalar()
        return int(found or 0)


def note_event(
    connection: sa.Connection, session_id: str, submission_id: str | None, kind: str, ref: str | None
) -> None:
    """Add an event inside a transaction; the same one twice stands once."""
    table = tables.events
    known = sa.select(table.c.id).where(
        table.c.session_id == session_id,
        table.c.submission_id == submission_id,
        table.c.kind == kind,
        table.c.ref == ref,
    )
    if connection.execute(known).first() is None:
        connection.execute(
            table.insert().values(
                session_id=session_id, submission_id=submission_id, kind=kind, ref=ref, at=clock.stamp(clock.now())
            )
        )
