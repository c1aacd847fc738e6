"""Erasing a person: every row and every file of a session, with a receipt that says what went."""

import json
import shutil
import uuid
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import sqlalchemy as sa

from gateway.errors import NotFoundError
from gateway.store import clock, tables
from gateway.store.blobs import Blobs
from gateway.store.database import Database

_OWNED = (
    tables.submissions,
    tables.messages,
    tables.transcript,
    tables.issues,
    tables.tickets,
    tables.events,
    tables.uploads,
    tables.session_keys,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What was erased. Names nobody."""

    receipt_id: str
    at: datetime
    rows: int
    originals: int
    submission_ids: tuple[str, ...]
    """For the durable engine, which forgets them too; not kept."""


class Erasing:
    """Deletes sessions."""

    def __init__(self, database: Database, blobs: Blobs, folder: Path) -> None:
        self._database = database
        self._blobs = blobs
        self._folder = folder

    def erase(self, session_id: str) -> Receipt:
        """Delete everything of the session and return the receipt.

        Raises:
            NotFoundError: there is no such session.
        """
        at = clock.now()
        receipt_id = uuid.uuid4().hex
        with self._database.writing() as connection:
            if (
                connection.execute(sa.select(tables.sessions.c.id).where(tables.sessions.c.id == session_id)).first()
                is None
            ):
                raise NotFoundError(session_id)
            submission_ids = tuple(
                connection.execute(
                    sa.select(tables.submissions.c.id).where(tables.submissions.c.session_id == session_id)
                ).scalars()
            )
            originals = _only_here(connection, session_id)
            uploads = tuple(
                connection.execute(
                    sa.select(tables.uploads.c.id).where(tables.uploads.c.session_id == session_id)
                ).scalars()
            )
            rows = sum(
                connection.execute(table.delete().where(table.c.session_id == session_id)).rowcount for table in _OWNED
            )
            connection.execute(tables.sessions.delete().where(tables.sessions.c.id == session_id))
            counts = {"rows": rows + 1, "originals": len(originals)}
            connection.execute(
                tables.erasures.insert().values(id=receipt_id, at=clock.stamp(at), counts=json.dumps(counts))
            )
        for upload_id in uploads:
            (self._folder / "uploads" / upload_id).unlink(missing_ok=True)
        for input_id in originals:
            self._blobs.erase(input_id)
        for room in ("derived", "speech"):
            shutil.rmtree(self._folder / room / session_id, ignore_errors=True)
        return Receipt(
            receipt_id=receipt_id, at=at, rows=rows + 1, originals=len(originals), submission_ids=submission_ids
        )


def _only_here(connection: sa.Connection, session_id: str) -> tuple[str, ...]:
    """Return the originals that no other session has sent too, those included that no message holds yet."""
    sent, owners, uploads = tables.attachments, tables.submissions, tables.uploads
    joined = sa.select(sent.c.input_id).join(owners, owners.c.id == sent.c.submission_id)
    whole = sa.select(uploads.c.input_id).where(uploads.c.input_id.is_not(None))
    mine = set(connection.execute(joined.where(owners.c.session_id == session_id)).scalars())
    mine |= set(connection.execute(whole.where(uploads.c.session_id == session_id)).scalars())
    others = set(
        connection.execute(joined.where(owners.c.session_id != session_id, sent.c.input_id.in_(mine))).scalars()
    )
    others |= set(
        connection.execute(whole.where(uploads.c.session_id != session_id, uploads.c.input_id.in_(mine))).scalars()
    )
    return tuple(sorted(mine - others))
