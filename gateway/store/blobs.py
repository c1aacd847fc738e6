"""Originals, byte for byte, under the name of their SHA-256. A blob is there only when it is safely on disk."""

import hashlib
import os
import time
import uuid
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from gateway.errors import NotFoundError, StoreUnavailableError

CHUNK_BYTES = 1 << 20
STALE_S = 3600.0
"""What has not grown for this long while arriving is left over from a process that ended."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Blob:
    """A kept original."""

    input_id: str
    """SHA-256 (hex) of the bytes."""
    size_bytes: int


class BlobWriter:
    """One original while it arrives. ``keep`` puts it into place; ``drop`` forgets it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._hash = hashlib.sha256()
        self._path = folder / "arriving" / uuid.uuid4().hex
        self.size_bytes = 0
        try:
            self._file = self._path.open("xb")
        except OSError as error:
            raise StoreUnavailableError("The disk does not take the message.") from error

    def write(self, chunk: bytes) -> None:
        """Add ``chunk``.

        Raises:
            StoreUnavailableError: the disk does not take it.
        """
        try:
            self._file.write(chunk)
        except OSError as error:
            self.drop()
            raise StoreUnavailableError("The disk does not take the message.") from error
        self._hash.update(chunk)
        self.size_bytes += len(chunk)

    def keep(self) -> Blob:
        """Return the blob once its bytes, its name and its folder are on disk.

        Raises:
            StoreUnavailableError: the disk does not take it.
        """
        name = self._hash.hexdigest()
        target = self._folder / name[:2] / name
        try:
            self._file.flush()
            os.fsync(self._file.fileno())
            self._file.close()
            is_new_folder = not target.parent.exists()
            target.parent.mkdir(exist_ok=True)
            self._path.replace(target)
            _sync_folder(target.parent)
            if is_new_folder:
                _sync_folder(self._folder)
        except OSError as error:
            self.drop()
            raise StoreUnavailableError("The disk does not take the message.") from error
        return Blob(input_id=name, size_bytes=self.size_bytes)

    def drop(self) -> None:
        """Forget what has arrived."""
        self._file.close()
        self._path.unlink(missing_ok=True)


class Blobs:
    """The folder of originals."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        arriving = folder / "arriving"
        arriving.mkdir(parents=True, exist_ok=True)
        _sweep(arriving)

    def writer(self) -> BlobWriter:
        """Return a place for an original that arrives in pieces."""
        return BlobWriter(self._folder)

    def keep(self, chunks: Iterable[bytes]) -> Blob:
        """Return the blob of ``chunks``, in order, once it is on disk."""
        writer = self.writer()
        for chunk in chunks:
            writer.write(chunk)
        return writer.keep()

    def keep_file(self, path: Path) -> Blob:
        """Return the blob of the file at ``path``, which stays where it is.

        Raises:
            OSError: the file cannot be read.
        """
        with path.open("rb") as source:
            return self.keep(iter(lambda: source.read(CHUNK_BYTES), b""))

    def adopt(self, path: Path, name: str) -> Blob:
        """Return the blob of the whole, fsynced file at ``path``, which moves into place under ``name``, its SHA-256.

        Raises:
            StoreUnavailableError: the disk does not take it.
        """
        target = self._folder / name[:2] / name
        try:
            size_bytes = path.stat().st_size
            is_new_folder = not target.parent.exists()
            target.parent.mkdir(exist_ok=True)
            path.touch()  # young again: nobody takes it for something left over
            path.replace(target)
            _sync_folder(target.parent)
            if is_new_folder:
                _sync_folder(self._folder)
        except OSError as error:
            raise StoreUnavailableError("The disk does not take the message.") from error
        return Blob(input_id=name, size_bytes=size_bytes)

    def path(self, input_id: str) -> Path:
        """Return where the original ``input_id`` lies.

        Raises:
            NotFoundError: there is none.
        """
        path = self._folder / input_id[:2] / input_id
        if len(input_id) != hashlib.sha256().digest_size * 2 or not input_id.isalnum() or not path.is_file():
            raise NotFoundError(input_id)
        return path

    def erase(self, input_id: str) -> None:
        """Delete the original ``input_id``; none there does no harm."""
        (self._folder / input_id[:2] / input_id).unlink(missing_ok=True)

    def erase_old(self, input_id: str, before: float) -> None:
        """Delete the original ``input_id`` unless it was put there (again) after ``before`` (seconds since 1970)."""
        path = self._folder / input_id[:2] / input_id
        with suppress(FileNotFoundError):
            if path.stat().st_mtime < before:
                path.unlink()


def _sweep(arriving: Path) -> None:
    """Delete what a process that ended left half arrived; another process may do the same at the same time."""
    oldest = time.time() - STALE_S
    for path in arriving.iterdir():
        with suppress(FileNotFoundError):
            if path.stat().st_mtime < oldest:
                path.unlink()


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
