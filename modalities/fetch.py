"""Brings a Whisper model to this machine: whole, verified and tried, or not at all.

It grows in ``<models>/.<name>.part``, where nobody looks for models, and is moved to ``<models>/<name>`` at the end.
What came stays when the connection breaks; the same call goes on with it. Only the command line calls this, never a
request.
"""

import contextlib
import fcntl
import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import numpy as np

from modalities.errors import EngineFailedError, EngineUnavailableError, FetchError
from modalities.fetch_hub import Hub, HubFile, Patience
from modalities.models import WHISPER_FILES, WHISPER_VOCABULARIES, missing_files

DEFAULT = "small"
"""The largest that two processors bear: 2.6 s for a message of up to 30 s (docs/measurements.md#speech)."""
RESERVE_BYTES = 200_000_000
"""Left free on the disk: messages must still be stored."""
RECORD = "fetched.json"

_WANTED = (*WHISPER_FILES, *WHISPER_VOCABULARIES, "preprocessor_config.json")
_LOCK = ".fetch.lock"
_COMMIT = "commit"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where one model comes from."""

    repository: str
    """On the hub."""
    size_mb: int
    """About, from the hub's pages; only for the list. What the hub says at the time counts for the disk."""


SOURCES: Mapping[str, Source] = MappingProxyType(
    {
        "tiny": Source(repository="Systran/faster-whisper-tiny", size_mb=78),
        "base": Source(repository="Systran/faster-whisper-base", size_mb=148),
        "small": Source(repository="Systran/faster-whisper-small", size_mb=486),
        "medium": Source(repository="Systran/faster-whisper-medium", size_mb=1530),
        "large-v3-turbo": Source(repository="mobiuslabsgmbh/faster-whisper-large-v3-turbo", size_mb=1620),
        "large-v3": Source(repository="Systran/faster-whisper-large-v3", size_mb=3090),
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a download is."""

    name: str
    done_bytes: int
    total_bytes: int
    """At least ``done_bytes``; 0 when the hub does not say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """A whole model on this machine."""

    folder: Path
    size_bytes: int
    was_here: bool
    """True = it was there before, and still is as it came."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kept:
    name: str
    size_bytes: int
    sha256: str


def fetch(
    name: str,
    *,
    models_dir: Path,
    endpoint: str,
    tell: Callable[[Progress], None],
    patience: Patience | None = None,
) -> Fetched:
    """Return the model of this name in ``models_dir``, fetched from the hub at ``endpoint`` if it is not there yet.

    Raises:
        FetchError: not reachable, broken off, not as the hub says, no room, or it does not run here.
    """
    target, part = models_dir / name, models_dir / f".{name}.part"
    models_dir.mkdir(parents=True, exist_ok=True)
    with _alone(models_dir):
        if is_as_it_came(target):
            (target / "model.bin").touch()  # the one fetched last is the one that is used
            return Fetched(folder=target, size_bytes=_size(target), was_here=True)
        with Hub(endpoint, patience or Patience()) as hub:
            commit, listed = hub.files(SOURCES[name].repository)
            wanted = _wanted(listed, hub.host)
            _set_aside(target, part)
            _prepare(part, commit, wanted)
            _check_room(part, wanted)
            kept = _download(hub, SOURCES[name].repository, commit, wanted, part, tell=tell, name=name)
        _try(part)
        _write_record(part, name, commit, kept)
        _move(part, target)
    return Fetched(folder=target, size_bytes=_size(target), was_here=False)


def is_as_it_came(folder: Path) -> bool:
    """Say whether a folder holds a whole model: byte for byte if it was fetched, by its files if it was put there."""
    if missing_files(folder):
        return False
    try:
        record = json.loads((folder / RECORD).read_text("utf-8"))
        return all(_is_whole(folder / file["name"], file["size_bytes"], file["sha256"]) for file in record["files"])
    except FileNotFoundError:
        return True  # somebody's own: it is theirs to judge
    except (OSError, KeyError, TypeError, ValueError):
        return False


def _wanted(listed: Sequence[HubFile], host: str) -> tuple[HubFile, ...]:
    """Return the files of a model, small ones first; other files, and other paths, are not looked at."""
    wanted = tuple(file for file in listed if file.name in _WANTED)
    names = {file.name for file in wanted}
    if not names.issuperset(WHISPER_FILES) or names.isdisjoint(WHISPER_VOCABULARIES):
        raise FetchError(f"{host} has no whole model of this name.", mend="name another mirror with --endpoint")
    return tuple(sorted(wanted, key=lambda file: file.name == "model.bin"))


def _set_aside(target: Path, part: Path) -> None:
    """Make a damaged model the beginning of a new one: what is still good need not be fetched again."""
    if target.is_dir() and any(target.iterdir()) and not (target / RECORD).exists():
        raise FetchError(
            f"The folder {target} was not fetched by Lantern and is no whole model.",
            mend="make it whole, or move it away",
        )
    if target.exists() and not part.exists():
        target.rename(part)
    elif target.exists():
        shutil.rmtree(part)
        target.rename(part)


def _prepare(part: Path, commit: str, wanted: Sequence[HubFile]) -> None:
    """Keep of an earlier attempt what can be gone on with: whole files, and pieces of the same commit."""
    part.mkdir(exist_ok=True)
    (part / RECORD).unlink(missing_ok=True)
    before = (part / _COMMIT).read_text("utf-8") if (part / _COMMIT).exists() else ""
    for file in wanted:
        is_whole = bool(file.sha256) and _is_whole(part / file.name, file.size_bytes, file.sha256)
        is_too_long = file.size_bytes is not None and _bytes(part / file.name) >= file.size_bytes
        if not is_whole and (before != commit or is_too_long):
            (part / file.name).unlink(missing_ok=True)
    (part / _COMMIT).write_text(commit, "utf-8")


def _check_room(part: Path, wanted: Sequence[HubFile]) -> None:
    missing = sum(max(0, (file.size_bytes or 0) - _bytes(part / file.name)) for file in wanted)
    free = shutil.disk_usage(part).free
    if missing and missing + RESERVE_BYTES > free:
        raise FetchError(
            f"There is no room: {missing / 1e6:.0f} MB are to come and {RESERVE_BYTES / 1e6:.0f} MB must stay free, "
            f"but the disk has only {free / 1e6:.0f} MB left.",
            mend="make room, name another folder with --data-dir, or fetch a smaller model",
        )


def _download(
    hub: Hub,
    repository: str,
    commit: str,
    wanted: Sequence[HubFile],
    part: Path,
    *,
    tell: Callable[[Progress], None],
    name: str,
) -> list[_Kept]:
    total = sum(file.size_bytes or 0 for file in wanted)
    kept: list[_Kept] = []
    done = 0
    for file in wanted:

        def told(size: int, before: int = done) -> None:
            tell(Progress(name=name, done_bytes=before + size, total_bytes=max(total, before + size) if total else 0))

        try:
            sha256 = hub.download(repository, commit, file, part / file.name, told)
            own = _sha256(part / file.name)
        except OSError as error:
            raise FetchError(
                f"{file.name} cannot be written ({error.strerror}).", mend="look at the disk and the data folder"
            ) from error
        if (sha256 and own != sha256) or not _is_readable(part / file.name):
            (part / file.name).unlink()
            raise FetchError(
                f"{file.name} from {hub.host} is not what the hub says it is; it was thrown away.",
                mend="run the same command again, or name another mirror with --endpoint",
            )
        kept.append(_Kept(name=file.name, size_bytes=_bytes(part / file.name), sha256=own))
        done += kept[-1].size_bytes
        told(0, done)
    return kept


def _is_readable(file: Path) -> bool:
    """Look for pages that say "please sign in" in place of a small file, for which the hub names no SHA-256."""
    try:
        if file.suffix == ".json":
            json.loads(file.read_text("utf-8"))
        return file.stat().st_size > 0
    except ValueError:
        return False


def _try(folder: Path) -> None:
    """Load the model and let it listen to a second of quiet noise."""
    from modalities.stt import faster_whisper  # noqa: PLC0415  # 0.5 s; only after a download

    noise = np.random.default_rng(0).normal(0, 1e-3, 16_000).astype(np.float32)
    try:
        engine = faster_whisper.open_folder(folder)
        engine.segments(noise, language="en", beam_size=1, temperature=0.0, max_new_tokens=8)
    except (EngineUnavailableError, EngineFailedError, ImportError) as error:
        raise FetchError(
            "The model was fetched and is as the hub says, but it does not run on this machine.",
            mend="try a smaller model, and look at the memory that is free",
        ) from error


def _write_record(part: Path, name: str, commit: str, kept: Sequence[_Kept]) -> None:
    files = [{"name": file.name, "size_bytes": file.size_bytes, "sha256": file.sha256} for file in kept]
    record = {"name": name, "repository": SOURCES[name].repository, "commit": commit, "files": files}
    (part / RECORD).write_text(json.dumps(record, indent=2), "utf-8")
    (part / _COMMIT).unlink()


def _move(part: Path, target: Path) -> None:
    """Give the model its name at once: a half one is never seen, also after the power failed."""
    for path in (*part.iterdir(), part):
        descriptor = os.open(path, os.O_RDONLY)
        os.fsync(descriptor)
        os.close(descriptor)
    (part / "model.bin").touch()
    part.rename(target)


@contextlib.contextmanager
def _alone(models_dir: Path) -> Iterator[None]:
    with (models_dir / _LOCK).open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise FetchError(
                "A model is being fetched into this folder already.", mend="wait for it: lantern models list"
            ) from error
        yield


def _is_whole(file: Path, size_bytes: int | None, sha256: str) -> bool:
    return file.is_file() and size_bytes in (None, file.stat().st_size) and _sha256(file) == sha256


def _sha256(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _bytes(file: Path) -> int:
    return file.stat().st_size if file.is_file() else 0


def _size(folder: Path) -> int:
    return sum(_bytes(file) for file in folder.iterdir())
