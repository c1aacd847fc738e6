"""Uploads that arrive in pieces, over a line that breaks: what has arrived is never sent again.

Where the next piece begins stands in the database, and only after the bytes before it are on disk; what a killed
process had written beyond that is cut off before the next piece. A whole upload becomes a blob like any other original.
"""

import hashlib
import json
import os
import uuid
import zlib
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import sqlalchemy as sa

from gateway.errors import NotFoundError, StoreUnavailableError, WrongOffsetError
from gateway.store import clock, tables
from gateway.store.blobs import Blobs
from gateway.store.database import Database
from gateway.store.locks import waiting_lock

KEPT = timedelta(days=1)
"""An upload that nobody has touched for this long is forgotten."""
STRIPES = 16
"""Locks that keep writers of one upload apart, across processes; few, so that none has to be cleaned up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """One file that arrives in pieces."""

    id: str
    session_id: str
    kind: str
    """The form field that it stands for: ``voice``, ``photo``, ``screenshot``, ``video`` or ``file``."""
    name: str
    size_bytes: int
    """Of the whole, as announced."""
    offset: int
    """Bytes that are safely here: where the next piece begins."""

    @property
    def is_whole(self) -> bool:
        """Say whether everything has arrived."""
        return self.offset == self.size_bytes


class Uploads:
    """The uploads in the store."""

    def __init__(self, database: Database, blobs: Blobs, folder: Path) -> None:
        self._database = database
        self._blobs = blobs
        self._folder = folder / "uploads"
        self._locks = folder / "locks"

    def begin(self, *, session_id: str, kind: str, name: str, size_bytes: int, sha256: str | None) -> Upload:
        """Return a new upload, of which nothing has arrived. ``sha256`` (hex): what the whole must be; None = unknown.

        Raises:
            StoreUnavailableError: it cannot be kept.
        """
        upload_id = f"u-{uuid.uuid4().hex}"
        try:
            self._path(upload_id).touch(exist_ok=False)
        except OSError as error:
            raise StoreUnavailableError("The disk does not take the upload.") from error
        with self._database.writing() as connection:
            connection.execute(
                tables.uploads.insert().values(
                    id=upload_id,
                    session_id=session_id,
                    kind=kind,
                    name=name,
                    size_bytes=size_bytes,
                    arrived_bytes=0,
                    sha256=sha256,
                    touched_at=clock.stamp(clock.now()),
                )
            )
        return self.load(upload_id)

    def load(self, upload_id: str) -> Upload:
        """Return the upload.

        Raises:
            NotFoundError: there is none, or it was forgotten.
        """
        return _upload(self._row(upload_id))

    def append(self, upload_id: str, offset: int, data: bytes) -> Upload:
        """Add ``data`` at ``offset``; return the upload once they are on disk. All writers of one upload take turns.

        Raises:
            NotFoundError: there is no such upload.
            WrongOffsetError: it goes on elsewhere; also when more comes than was announced.
            StoreUnavailableError: the disk or the database does not take it.
        """
        with self._turn(upload_id):
            upload = _upload(self._checked(upload_id))
            if offset != upload.offset or offset + len(data) > upload.size_bytes:
                raise WrongOffsetError(upload.offset)
            if data:
                _write(self._path(upload_id), offset, data)
                self._set(upload_id, arrived_bytes=offset + len(data))
            return self.load(upload_id)

    def finish(self, upload_id: str) -> str:
        """Return the name of the blob that the whole upload has become. Again does no harm.

        Raises:
            NotFoundError: there is no such upload.
            WrongOffsetError: something is still missing, or all of it: it was not what had been announced.
            StoreUnavailableError: the disk or the database does not answer.
        """
        with self._turn(upload_id):
            row = self._checked(upload_id)
            if row.arrived_bytes < row.size_bytes:
                raise WrongOffsetError(row.arrived_bytes)
            path = self._path(upload_id)
            name = row.input_id
            if name is None:
                name = _sha256(path)
                if row.sha256 is not None and name != row.sha256:
                    self._set(upload_id, arrived_bytes=0)
                    raise WrongOffsetError(0)
            # The name first: were the file moved before it, a process killed in between would leave it nameless.
            self._set(upload_id, input_id=name)
            if path.exists():
                self._blobs.adopt(path, name)
            return str(name)

    def sweep(self) -> int:
        """Forget uploads that nobody touched for ``KEPT``, whole ones unless a message holds them; return how many."""
        before = clock.now() - KEPT
        table = tables.uploads
        with self._database.writing() as connection:
            old = connection.execute(sa.select(table).where(table.c.touched_at < clock.stamp(before))).all()
            for row in old:
                connection.execute(table.delete().where(table.c.id == row.id))
                _drop_empty_session(connection, row.session_id, before)
        for row in old:
            self.forget(row.id)
            if row.input_id is not None and not self._is_held(row.input_id):
                self._blobs.erase_old(row.input_id, before.timestamp())
        self._sweep_files(before.timestamp())
        return len(old)

    def forget(self, upload_id: str) -> None:
        """Delete what has arrived of an upload; nothing there does no harm."""
        self._path(upload_id).unlink(missing_ok=True)

    def _sweep_files(self, before: float) -> None:
        """Delete what a process left that was killed between a file and its row."""
        for path in self._folder.iterdir():
            with suppress(FileNotFoundError):
                if path.stat().st_mtime < before and not self._is_known(path.name):
                    path.unlink()

    def _is_known(self, upload_id: str) -> bool:
        with self._database.reading() as connection:
            found = connection.execute(sa.select(tables.uploads.c.id).where(tables.uploads.c.id == upload_id)).first()
        return found is not None

    def _is_held(self, input_id: str) -> bool:
        parts, others = tables.attachments, tables.uploads
        with self._database.reading() as connection:
            in_message = connection.execute(sa.select(parts.c.place).where(parts.c.input_id == input_id)).first()
            in_upload = connection.execute(sa.select(others.c.id).where(others.c.input_id == input_id)).first()
        return in_message is not None or in_upload is not None

    def _checked(self, upload_id: str) -> sa.Row:  # type: ignore[type-arg]  # a row of the uploads table
        """Return the row; what the disk has lost (a crash of the machine) counts as never arrived."""
        row = self._row(upload_id)
        path = self._path(upload_id)
        if row.input_id is None and (not path.is_file() or path.stat().st_size < row.arrived_bytes):
            path.touch()
            self._set(upload_id, arrived_bytes=0)
            return self._row(upload_id)
        return row

    def _row(self, upload_id: str) -> sa.Row:  # type: ignore[type-arg]  # a row of the uploads table
        with self._database.reading() as connection:
            row = connection.execute(sa.select(tables.uploads).where(tables.uploads.c.id == upload_id)).first()
        if row is None:
            raise NotFoundError(upload_id)
        return row

    def _set(self, upload_id: str, **values: object) -> None:
        with self._database.writing() as connection:
            changed = connection.execute(
                tables.uploads.update()
                .where(tables.uploads.c.id == upload_id)
                .values(touched_at=clock.stamp(clock.now()), **values)
            )
        if changed.rowcount == 0:
            raise NotFoundError(upload_id)

    def _turn(self, upload_id: str) -> AbstractContextManager[None]:
        return waiting_lock(self._locks / f"upload-{zlib.crc32(upload_id.encode()) % STRIPES}.lock")

    def _path(self, upload_id: str) -> Path:
        return self._folder / upload_id


def _write(path: Path, offset: int, data: bytes) -> None:
    try:
        with path.open("r+b") as file:
            file.truncate(offset)
            file.seek(offset)
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise StoreUnavailableError("The disk does not take the upload.") from error


def _sha256(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise StoreUnavailableError("The disk does not answer.") from error


def _drop_empty_session(connection: sa.Connection, session_id: str, before: datetime) -> None:
    """Delete a session that was opened for an upload of which nothing came, and that holds no wish of anybody.

    One that somebody used after ``before`` stays. Its row is locked first: nothing can come into it meanwhile.
    """
    found = tables.sessions
    session = connection.execute(sa.select(found).where(found.c.id == session_id).with_for_update()).first()
    if session is None or session.seen_at >= clock.stamp(before):
        return
    if session.is_always_human or session.call_back or session.fact_hash or json.loads(session.needs):
        return
    for table in (tables.submissions, tables.messages, tables.uploads, tables.tickets):
        if connection.execute(sa.select(table.c.id).where(table.c.session_id == session_id).limit(1)).first():
            return
    connection.execute(tables.sessions.delete().where(tables.sessions.c.id == session_id))


def _upload(row: sa.Row) -> Upload:  # type: ignore[type-arg]  # a row of the uploads table
    return Upload(
        id=row.id,
        session_id=row.session_id,
        kind=row.kind,
        name=row.name,
        size_bytes=row.size_bytes,
        offset=row.arrived_bytes,
    )
