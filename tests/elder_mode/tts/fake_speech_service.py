"""An OpenAI-compatible speech service on this machine, which speaks with the offline voice; it can be told to fail."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from elder_mode.tts import VoiceSettings
from elder_mode.tts.espeak import create

LANGUAGE = "zh-CN"


@dataclass(slots=True)
class Service:
    """Where it is, what it was asked, and how it behaves from now on."""

    address: str = ""
    orders: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str | None] = field(default_factory=list)
    statuses: list[int] = field(default_factory=list)
    """Of the next answers, before it works again."""
    body: bytes | None = None
    """Sent instead of sound."""
    wait_s: float = 0.0


@contextmanager
def speech_service() -> Iterator[Service]:
    service = Service()
    voice = create(VoiceSettings(engines=("espeak",), language=LANGUAGE, rate=1.0, offline=True))

    class Answers(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            order = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            service.orders.append(order)
            service.keys.append(self.headers["Authorization"])
            time.sleep(service.wait_s)
            status = service.statuses.pop(0) if service.statuses else 200
            with TemporaryDirectory() as folder:
                body = service.body
                if body is None:
                    spoken = voice.speak(order["input"], LANGUAGE, 1.0, Path(folder) / "sound")
                    body = Path(spoken.path).read_bytes()
            self.send_response(status)
            self.send_header("Content-Type", "audio/wav")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            with suppress(OSError):  # who asked has given up
                self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    service.address = f"http://127.0.0.1:{server.server_port}/v1"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield service
    finally:
        server.shutdown()
        server.server_close()
