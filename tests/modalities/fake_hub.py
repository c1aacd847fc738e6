"""A model hub on this machine that speaks Hugging Face's protocol, with faults on demand. The files are real ones.

with FakeHub(folder) as hub:
    ...  # lantern models fetch small --endpoint <hub.url>
"""

import hashlib
import json
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Self

COMMIT = "0123456789abcdef0123456789abcdef01234567"


@dataclass(frozen=True, slots=True, kw_only=True)
class Faults:
    """What is wrong with a hub; nothing by default."""

    cut_after: int | None = None
    """``model.bin`` ends after so many bytes of an answer, as a broken connection does."""
    cuts: int = 1
    """How many answers are cut."""
    then: int | None = None
    """Where those after the first are cut; None = at the same place."""
    stalls: bool = False
    """After the cut the connection stays open and silent."""
    wrong_sha256: bool = False
    size_bytes: int | None = None
    """What the hub says of ``model.bin`` instead of the truth."""
    has_no_tree: bool = False
    """As simple mirrors: names of files, but no sizes."""
    knows_ranges: bool = True
    html_for: str = ""
    """A page to sign in, in place of this file."""
    status: int = 200
    """Of every answer."""


class FakeHub:
    """Serves one folder as every repository."""

    def __init__(self, folder: Path, faults: Faults | None = None) -> None:
        self.folder = folder
        self.faults = faults or Faults()
        self.asked: list[tuple[str, str]] = []
        """(path, Range header) of every call."""
        self.cut = 0
        self.closing = threading.Event()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def ranges_of(self, name: str) -> list[str]:
        """Return the Range header of each call for a file."""
        return [asked for path, asked in self.asked if path.endswith(f"/{name}")]

    def tree(self) -> list[Mapping[str, object]]:
        return [self._row(file) for file in sorted(self.folder.iterdir())]

    def _row(self, file: Path) -> Mapping[str, object]:
        size, oid = file.stat().st_size, "f" * 40
        if file.name != "model.bin":
            return {"type": "file", "path": file.name, "size": size, "oid": oid}
        size = self.faults.size_bytes or size
        sha256 = "0" * 64 if self.faults.wrong_sha256 else hashlib.sha256(file.read_bytes()).hexdigest()
        large = {"oid": sha256, "size": size, "pointerSize": 134}
        return {"type": "file", "path": file.name, "size": size, "oid": oid, "lfs": large}

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.closing.set()
        self._server.shutdown()
        self._server.server_close()


def _handler(hub: FakeHub) -> type[BaseHTTPRequestHandler]:
    class _Hub(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            path = self.path.partition("?")[0]
            hub.asked.append((path, self.headers.get("Range", "")))
            if hub.faults.status != 200:
                self._json({"error": "no"}, hub.faults.status)
            elif path.endswith("/revision/main"):
                names = [{"rfilename": file.name} for file in sorted(hub.folder.iterdir())]
                self._json({"sha": COMMIT, "siblings": names})
            elif f"/tree/{COMMIT}" in path:
                self._json(hub.tree(), 404 if hub.faults.has_no_tree else 200)
            elif f"/resolve/{COMMIT}/" in path and path.endswith("/model.bin"):
                self._send(
                    307, b"", {"Location": f"/elsewhere/{path.rpartition('/')[2]}"}
                )  # as to a store of large files
            else:
                self._file(path.rpartition("/")[2])

        def _json(self, value: object, status: int = 200) -> None:
            self._send(status, json.dumps(value).encode(), {})

        def _file(self, name: str) -> None:
            body = (hub.folder / name).read_bytes()
            if name == hub.faults.html_for:
                body = b"<html>please sign in</html>"
            wanted = self.headers.get("Range", "")
            if not wanted or not hub.faults.knows_ranges:
                self._send(200, body, {}, name)
                return
            start = int(wanted.removeprefix("bytes=").removesuffix("-"))
            if start >= len(body):
                self._send(416, b"", {"Content-Range": f"bytes */{len(body)}"})
                return
            headers = {"Content-Range": f"bytes {start}-{len(body) - 1}/{len(body)}"}
            self._send(206, body[start:], headers, name)

        def _send(self, status: int, body: bytes, headers: Mapping[str, str], name: str = "") -> None:
            self.send_response(status)
            for key, value in headers.items():
                self.send_header(key, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            cut = hub.faults.cut_after
            if name != "model.bin" or cut is None or hub.cut >= hub.faults.cuts:
                self.wfile.write(body)
                return
            hub.cut += 1
            self.wfile.write(body[: cut if hub.cut == 1 or hub.faults.then is None else hub.faults.then])
            self.wfile.flush()
            if hub.faults.stalls:
                hub.closing.wait(30)
            self.close_connection = True

        def log_message(self, *args: object) -> None:
            """Say nothing: tests read their own output."""

    return _Hub
