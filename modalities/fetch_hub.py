"""Speaks to a model hub (Hugging Face's protocol) or a mirror of it: which files there are, and their bytes.

A download that broke goes on where it stopped. Of the protocol three calls are used:
``/api/models/<repository>/revision/main``, ``…/tree/<commit>`` and ``/<repository>/resolve/<commit>/<file>``.
"""

import logging
import re
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlsplit

import httpx

from modalities.errors import FetchError, HubUnreachableError

_LOGGER = logging.getLogger(__name__)
_OTHER_HUB = "look at the connection, or name a mirror with --endpoint or HF_ENDPOINT"

CHUNK_BYTES = 1 << 18
_SHA256 = re.compile(r"[0-9a-f]{64}")
_PARTIAL, _NO_SUCH_RANGE, _TOO_MANY = 206, 416, 429
_HERE = frozenset({"127.0.0.1", "::1", "localhost"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How long is waited, in seconds."""

    connect_s: float = 5.0
    stall_s: float = 20.0
    """Without any byte; then the connection is made anew."""
    fruitless: int = 3
    """Attempts in a row that bring no byte; then the download ends."""
    pause_s: float = 1.0
    """Before the second attempt; before the third twice as long, and so on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HubFile:
    """One file of a repository."""

    name: str
    size_bytes: int | None
    """None = the hub does not say."""
    sha256: str
    """In hex; empty = the hub does not say, which is usual for small files."""


class Hub:
    """One hub, for the length of a ``with``. Raises ``FetchError`` when the proxy in the environment cannot be used."""

    def __init__(self, endpoint: str, patience: Patience) -> None:
        self._endpoint = endpoint.rstrip("/")
        self._patience = patience
        self.host = urlsplit(endpoint).netloc
        timeout = httpx.Timeout(patience.stall_s, connect=patience.connect_s)
        is_here = urlsplit(endpoint).hostname in _HERE  # no proxy stands before this machine
        try:
            self._client = httpx.Client(timeout=timeout, follow_redirects=True, trust_env=not is_here)
        except (ImportError, ValueError) as error:  # ALL_PROXY=socks://…, which many desktops set
            raise FetchError(
                "The proxy that the environment names is of a kind that cannot be used.",
                mend="set HTTPS_PROXY to an http:// proxy and unset ALL_PROXY",
            ) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.close()

    def files(self, repository: str) -> tuple[str, tuple[HubFile, ...]]:
        """Return the newest commit of a repository and its files.

        Raises:
            HubUnreachableError: nobody answers.
            FetchError: the answer is none of a hub, or there is no such repository.
        """
        try:
            described = self._json(f"/api/models/{repository}/revision/main")
            commit = str(described["sha"])
            listed = self._json(f"/api/models/{repository}/tree/{commit}?recursive=true", may_lack=True)
            if isinstance(listed, list):
                return commit, tuple(_hub_file(part) for part in listed if part["type"] == "file")
            siblings = described["siblings"]
            return commit, tuple(HubFile(name=str(part["rfilename"]), size_bytes=None, sha256="") for part in siblings)
        except (KeyError, TypeError, ValueError) as error:
            raise FetchError(f"{self.host} does not answer as a model hub does.", mend=_OTHER_HUB) from error

    def download(self, repository: str, commit: str, file: HubFile, target: Path, tell: Callable[[int], None]) -> str:
        """Write a file to ``target``, going on with what is there already; return the SHA-256 that the hub names.

        ``tell`` is given the size so far, in bytes, again and again.

        Raises:
            FetchError: the file is not there, or the connection broke too often; what came is kept.
        """
        address = f"{self._endpoint}/{repository}/resolve/{commit}/{file.name}"
        sha256, fruitless, furthest = file.sha256, 0, _size(target)
        while file.size_bytes is None or _size(target) != file.size_bytes:
            try:
                named = self._go_on(address, target, tell)
                sha256 = named or sha256
                if file.size_bytes is None and named is not None:
                    break
            except httpx.HTTPError as error:
                _LOGGER.info("download broke: file=%s trouble=%s", file.name, type(error).__name__)
            # Against the furthest ever: a page of a few bytes, fetched again and again, brings nobody on.
            fruitless = 0 if _size(target) > furthest else fruitless + 1
            furthest = max(furthest, _size(target))
            if file.size_bytes is not None and _size(target) > file.size_bytes:
                target.unlink()
            if fruitless >= self._patience.fruitless:
                raise FetchError(
                    f"The download of {file.name} from {self.host} stopped.",
                    mend="run the same command again: it goes on where it stopped",
                )
            time.sleep(self._patience.pause_s * fruitless)
        return sha256

    def _go_on(self, address: str, target: Path, tell: Callable[[int], None]) -> str | None:
        """Fetch what is missing of a file once, as far as it comes.

        Returns the SHA-256 that the headers name, ``""`` when they name none, and None when nothing could be fetched.
        """
        had = _size(target)
        headers = {"Accept-Encoding": "identity"} | ({"Range": f"bytes={had}-"} if had else {})
        with self._client.stream("GET", address, headers=headers) as reply:
            if reply.status_code == _NO_SUCH_RANGE:
                target.unlink()
                return None
            if reply.is_client_error and reply.status_code != _TOO_MANY:
                raise FetchError(
                    f"{self.host} does not give {Path(address).name} (status {reply.status_code}).", mend=_OTHER_HUB
                )
            if not reply.is_success:
                return None
            does_go_on = reply.status_code == _PARTIAL and _starts_at(reply) == had
            if reply.status_code == _PARTIAL and not does_go_on:
                target.unlink(missing_ok=True)
                return None
            with target.open("ab" if does_go_on else "wb") as out:
                for chunk in reply.iter_raw(CHUNK_BYTES):
                    out.write(chunk)
                    tell(out.tell())
            return _named_sha256((*reply.history, reply))

    def _json(self, path: str, *, may_lack: bool = False) -> Any:  # whatever the hub says; callers catch other shapes
        try:
            reply = self._client.get(self._endpoint + path)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise HubUnreachableError(f"{self.host} cannot be reached.", mend=_OTHER_HUB) from error
        if reply.is_success:
            return reply.json()
        if may_lack:
            return None
        why = "is busy" if reply.is_server_error or reply.status_code == _TOO_MANY else "has no such model"
        raise FetchError(f"{self.host} {why} (status {reply.status_code}).", mend=_OTHER_HUB)


def _hub_file(part: Mapping[str, Any]) -> HubFile:  # one row of the tree
    large = part.get("lfs") or {}
    sha256 = str(large.get("oid", "")).removeprefix("sha256:").lower()
    return HubFile(
        name=str(part["path"]),
        size_bytes=int(large.get("size", part["size"])),
        sha256=sha256 if _SHA256.fullmatch(sha256) else "",
    )


def _named_sha256(replies: Iterable[httpx.Response]) -> str:
    for reply in replies:
        for name in ("X-Linked-Etag", "ETag"):
            found = _SHA256.fullmatch(reply.headers.get(name, "").removeprefix("W/").strip('"'))
            if found:
                return found.group()
    return ""


def _starts_at(reply: httpx.Response) -> int:
    found = re.match(r"bytes (\d+)-", reply.headers.get("Content-Range", ""))
    return int(found.group(1)) if found else -1


def _size(file: Path) -> int:
    return file.stat().st_size if file.exists() else 0
