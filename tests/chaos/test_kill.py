"""A server that is killed again and again finishes every message, once, byte for byte."""

import hashlib
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import wave
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from PIL import Image, ImageDraw

ROOT = Path(__file__).parents[2]
MESSAGES = 10
MOMENTS = ("accepted", "read", "thought", "published", "accepted", "read", "thought", "published", "accepted", "read")
"""How far some message is when the process is killed, kill by kill."""
START_S = 120
FINISH_S = 400


class Server:
    """``lantern serve`` in a process of its own, on one data folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._process: subprocess.Popen[bytes] | None = None
        self.url = ""

    def start(self) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        command = [sys.executable, "-m", "ui.cli", "serve", "--port", str(port), "--data-dir", str(self._folder)]
        environment = os.environ | {"LANTERN_TTS": "espeak,silent", "LANTERN_OFFLINE": "1"}
        with (self._folder.parent / "server.log").open("ab") as log:
            self._process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
        self.url = f"http://127.0.0.1:{port}"
        until = time.monotonic() + START_S
        while time.monotonic() < until:
            assert self._process.poll() is None, (self._folder.parent / "server.log").read_text()[-3000:]
            try:
                if httpx.get(f"{self.url}/readyz", timeout=2).is_success:
                    return
            except httpx.TransportError:
                time.sleep(0.1)
        raise AssertionError("the server did not start")

    def kill(self) -> None:
        assert self._process is not None
        self._process.send_signal(signal.SIGKILL)
        self._process.wait()

    def stop(self) -> int:
        assert self._process is not None
        self._process.terminate()
        return self._process.wait(timeout=60)


@contextmanager
def _database(folder: Path) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(folder / "lantern.sqlite", timeout=10)
    try:
        yield connection
    finally:
        connection.close()


def _progress(folder: Path) -> dict[str, str]:
    with _database(folder) as connection:
        return dict(connection.execute("SELECT id, progress FROM submissions").fetchall())


def _message(folder: Path, number: int) -> tuple[dict[str, str], dict[str, tuple[str, bytes]]]:
    """Return form fields and files of one message: words, pictures and recordings in turn."""
    fields = {"text": f"第{number}个问题，我找不到确定按钮"}
    if number % 3 == 0:
        return fields, {}
    if number % 3 == 1:
        picture = Image.new("RGB", (360, 640), (250, 250, 250))
        ImageDraw.Draw(picture).text((40, 300 + number), f"Page {number} Next", fill=(0, 0, 0), font_size=32)
        picture.save(folder / f"{number}.png")
        return fields, {"screenshot": (f"{number}.png", (folder / f"{number}.png").read_bytes())}
    with wave.open(str(folder / f"{number}.wav"), "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(16000)
        sound.writeframes(bytes(32000) + bytes([number]) * 2)
    return {}, {"voice": (f"{number}.wav", (folder / f"{number}.wav").read_bytes())}


def _send(server: Server, folder: Path, number: int) -> list[str]:
    """Send message ``number`` until it is accepted, and return the hashes of its originals."""
    fields, files = _message(folder, number)
    key = {"Idempotency-Key": f"chaos-message-{number}"}
    originals = [text.encode() for text in fields.values()] + [data for _, data in files.values()]
    # Some messages have no file; the form stays multipart all the same.
    parts = [(name, (None, value)) for name, value in fields.items()] + list(files.items())
    for _ in range(50):
        try:
            answer = httpx.post(f"{server.url}/api/v1/submissions", files=parts, headers=key, timeout=30)
        except httpx.TransportError:
            time.sleep(0.2)
            continue
        if answer.status_code == 202:
            return [hashlib.sha256(data).hexdigest() for data in originals]
        time.sleep(0.5)
    raise AssertionError("the message was never accepted")


def _wait_for(folder: Path, moment: str, seconds: float) -> bool:
    """Say whether some message came to the state ``moment`` in this time; all done ends the waiting."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        states = _progress(folder).values()
        if moment in states:
            return True
        if len(states) == MESSAGES and all(state == "done" for state in states):
            return False
        time.sleep(0.005)
    return False


@pytest.mark.chaos
@pytest.mark.timeout(900)
def test_every_accepted_message_survives_kill_9(tmp_path: Path) -> None:
    """Ten messages, ten kills spread over all steps, at least seven of them in unfinished work."""
    folder = tmp_path / "data"
    folder.mkdir()
    server = Server(folder)
    server.start()
    sent: dict[str, list[str]] = {}
    in_unfinished_work = 0
    kills = 0
    for number, moment in enumerate(MOMENTS):
        sent[f"chaos-message-{number}"] = _send(server, tmp_path, number)
        _wait_for(folder, moment, 20)
        server.kill()
        kills += 1
        in_unfinished_work += any(state != "done" for state in _progress(folder).values())
        server.start()
    until = time.monotonic() + FINISH_S
    while time.monotonic() < until and any(state != "done" for state in _progress(folder).values()):
        time.sleep(0.2)

    print(f"kills: {kills}, in unfinished work: {in_unfinished_work}")
    assert dict.fromkeys(sent, "done") == _progress(folder)
    assert in_unfinished_work >= 7
    for originals in sent.values():
        for name in originals:
            assert hashlib.sha256((folder / "blobs" / name[:2] / name).read_bytes()).hexdigest() == name
    with _database(folder) as connection:
        tickets = connection.execute("SELECT issue_id, COUNT(*) FROM tickets GROUP BY issue_id").fetchall()
        replies = connection.execute(
            "SELECT submission_id, COUNT(*) FROM messages WHERE author = 'bot' GROUP BY submission_id"
        ).fetchall()
    assert all(count == 1 for _, count in tickets)
    assert sorted((name, 1) for name in sent) == sorted(replies)
    assert server.stop() == 0
