"""A Lantern that a test can kill and start again, on the same port and the same data."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx

from tests.browser.conftest import ROOT, START_S

LOOK_S = 0.3


class Running:
    """A server of one test."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.data = folder / "data"
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.starts = 0
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start and wait until messages can be taken."""
        environment = os.environ | {
            "LANTERN_DATA_DIR": str(self.data),
            "LANTERN_STT": "pocketsphinx",
            "LANTERN_TTS": "silent",
            "LANTERN_OFFLINE": "1",
            "LANTERN_LANGUAGE": "zh-CN",
        }
        self.starts += 1
        log = self._folder / f"log{self.starts}"
        with log.open("wb") as output:
            command = [sys.executable, "-m", "ui.cli", "serve", "--port", str(self.port)]
            self._process = subprocess.Popen(
                command, cwd=ROOT, env=environment, stdout=output, stderr=output, start_new_session=True
            )
        until = time.monotonic() + START_S
        while not self.is_up():
            assert self._process.poll() is None, log.read_text()[-3000:]
            assert time.monotonic() < until, f"the server did not start: {log.read_text()[-3000:]}"
            time.sleep(LOOK_S)

    def kill(self) -> None:
        """End at once, as a power cut would; its reading processes end by themselves."""
        assert self._process is not None
        self._process.send_signal(signal.SIGKILL)
        self._process.wait(timeout=30)

    def stop(self) -> None:
        """End in good order."""
        if self._process is not None and self._process.poll() is None:
            self._process.terminate()
            self._process.wait(timeout=60)

    def is_up(self) -> bool:
        """Say whether messages can be taken."""
        try:
            return httpx.get(f"{self.url}/readyz", timeout=5).is_success
        except httpx.TransportError:
            return False

    def holds(self, sha256: str) -> bool:
        """Say whether an original with exactly these bytes is kept."""
        return (self.data / "blobs" / sha256[:2] / sha256).is_file()
