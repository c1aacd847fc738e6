"""A language model on this machine that says scripted things: OpenAI's ``/v1/chat/completions``.

It understands nothing. It lies, stalls, breaks off and obeys strangers as the script says, so that tests see what the
gateway makes of such answers; the HTTP call is real.

    with FakeLlmServer([Says.json({"risks": []})]) as server:
        ...  # LANTERN_LLM_URL=server.url
"""

import json
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Self


@dataclass(frozen=True, slots=True, kw_only=True)
class Says:
    """What the server gives to one call."""

    content: object = ""
    """What stands as the words of the model."""
    status: int = 200
    stall_s: float = 0.0
    """How long it waits before it answers; closing the server ends the waiting."""
    trickle_s: float = 0.0
    """How long it waits between the single bytes of its answer."""
    body: bytes | None = None
    """Sent instead of all the above."""
    breaks_off: bool = False
    """The connection ends in the middle of the answer."""
    location: str | None = None
    """Where it sends the caller instead (with a status of 3xx)."""

    @staticmethod
    def json(answer: object) -> "Says":
        """Return an answer whose words are ``answer`` as JSON."""
        return Says(content=json.dumps(answer, ensure_ascii=False))

    def sent(self) -> bytes:
        """Return the bytes of the answer."""
        if self.body is not None:
            return self.body
        message = {"role": "assistant", "content": self.content}
        choice = {"index": 0, "finish_reason": "stop", "message": message}
        return json.dumps(
            {"id": "x", "object": "chat.completion", "created": 0, "model": "fake", "choices": [choice]}
        ).encode()


class FakeLlmServer:
    """Answers each call with the next answer of the script; the last one is repeated."""

    def __init__(self, script: Sequence[Says]) -> None:
        self._lock = threading.Lock()
        self.closing = threading.Event()
        self.bodies: list[str] = []
        self.script = tuple(script)
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)

    @property
    def url(self) -> str:
        """Return the base address for ``LANTERN_LLM_URL``."""
        return f"http://127.0.0.1:{self._server.server_address[1]}/v1"

    def take(self, body: str) -> Says:
        """Write down what was asked and return what is said to it."""
        with self._lock:
            self.bodies.append(body)
            said = self.script[0]
            self.script = self.script[1:] or self.script
        self.closing.wait(said.stall_s)
        return said

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.closing.set()
        self._server.shutdown()
        self._server.server_close()


def _handler(owner: FakeLlmServer) -> type[BaseHTTPRequestHandler]:
    class _Completions(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            said = owner.take(self.rfile.read(int(self.headers.get("Content-Length", "0"))).decode())
            sent = said.sent()
            try:
                self.send_response(said.status if self.path == "/v1/chat/completions" else 404)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(sent)))
                if said.location is not None:
                    self.send_header("Location", said.location)
                self.end_headers()
                self._write(said, sent)
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True  # the caller had waited long enough

        def _write(self, said: Says, sent: bytes) -> None:
            if said.breaks_off:
                self.wfile.write(sent[: len(sent) // 2])
                self.wfile.flush()
                self.connection.close()
            elif said.trickle_s:
                for byte in sent:
                    self.wfile.write(bytes([byte]))
                    self.wfile.flush()
                    if owner.closing.wait(said.trickle_s):
                        return
            else:
                self.wfile.write(sent)

        def log_message(self, *args: object) -> None:
            """Say nothing: tests read their own output."""

    return _Completions
