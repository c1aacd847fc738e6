"""Fresh processes for hostile bytes, quickly: forked from a server that has loaded our decoders once.

To start Python and import a decoder takes ten times as long as to decode a picture. The server
(``modalities.nursery_server``) does it once; it knows none of our keys and sees no stranger's byte. What is forked from
it lives for one file, under the limits that ``confined.limit`` sets. Linux only: elsewhere programs are started anew.
"""

import atexit
import contextlib
import json
import logging
import os
import selectors
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from modalities.nursery_server import MAX_ORDER_BYTES

_SERVER = "modalities.nursery_server"
_CLOSE_S = 5.0
_PIECE = 65_536
_LOGGER = logging.getLogger(__name__)


class NurseryGoneError(Exception):
    """The server ended meanwhile; nothing is known of the order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """How a child ended."""

    code: int
    """Exit code; below 0 = the signal that ended it."""
    out: bytes
    err: bytes


@dataclass(slots=True, kw_only=True)
class Spent:
    """What the living server and its children took so far.

    The system counts both among our own children once the server has ended, so the seconds begin anew with each.
    """

    children_s: float = 0.0
    """Processor seconds of all children that ended."""
    server_s: float = 0.0
    """Processor seconds of the server itself: loading, forking, waiting."""
    peak_mb: float = 0.0
    """Largest resident size of any child, in MB (1,000,000 bytes)."""


class Nursery:
    """The way to one server, which is started with the first order. Thread safe."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        """Take the whole environment that server and children get."""
        self.spent = Spent()
        self._environment = dict(environment)
        self._lock = threading.Lock()
        self._orders: socket.socket | None = None
        self._server: subprocess.Popen[bytes] | None = None

    def prepare(self, module: str) -> None:
        """Start the server if there is none and have it load this module; does not wait for it."""
        with contextlib.suppress(NurseryGoneError):
            self._send({"module": module}, ())

    def run(self, module: str, arguments: Sequence[str], *, wall_s: float, max_bytes: int) -> Ended:
        """Run ``main(arguments)`` of ``module`` in a fresh process and return how it ended.

        A child that says more than ``max_bytes`` is ended; what it said until then is returned.

        Raises:
            TimeoutError: it took longer than ``wall_s`` and was ended.
            NurseryGoneError: the server was killed from outside.
        """
        out, out_end = os.pipe()
        err, err_end = os.pipe()
        line, line_end = socket.socketpair()
        try:
            order = {"module": module, "arguments": list(arguments)}
            try:
                self._send(order, (out_end, err_end, line_end.fileno()))
            finally:
                os.close(out_end)
                os.close(err_end)
                line_end.close()
            return self._follow(out, err, line, wall_s, max_bytes)
        finally:
            line.close()  # the server ends a child whose line is closed
            os.close(out)
            os.close(err)

    def close(self) -> None:
        """End the server and with it all children; a later order would start another."""
        with self._lock:
            self._drop()

    def _follow(self, out: int, err: int, line: socket.socket, wall_s: float, max_bytes: int) -> Ended:
        """Read both pipes until the child's end is told."""
        said: dict[int, bytearray] = {out: bytearray(), err: bytearray()}
        end_s = time.monotonic() + wall_s
        with selectors.DefaultSelector() as choice:
            for source in (out, err, line):
                choice.register(source, selectors.EVENT_READ)
            while True:
                ready = choice.select(max(0.0, end_s - time.monotonic()))
                if not ready:
                    raise TimeoutError
                for key, _ in ready:
                    if key.fd == line.fileno():
                        told = self._told(line)
                        for pipe, heard in said.items():
                            _drain(pipe, heard, max_bytes)
                        return Ended(code=told, out=bytes(said[out]), err=bytes(said[err]))
                    piece = os.read(key.fd, _PIECE)
                    said[key.fd] += piece
                    if not piece:
                        choice.unregister(key.fd)
                    if len(said[key.fd]) > max_bytes:
                        return Ended(code=0, out=bytes(said[out]), err=bytes(said[err]))

    def _told(self, line: socket.socket) -> int:
        try:
            told = json.loads(line.recv(_PIECE))
        except (OSError, ValueError) as error:  # closed without a word: the server is gone
            raise NurseryGoneError from error
        with self._lock:
            self.spent.children_s += told["cpu_s"]
            self.spent.server_s = max(self.spent.server_s, told["own_s"])
            self.spent.peak_mb = max(self.spent.peak_mb, told["peak_kb"] * 1024 / 1e6)
        return int(told["code"])

    def _send(self, order: Mapping[str, object], fds: Sequence[int]) -> None:
        told = json.dumps(order).encode()
        if len(told) > MAX_ORDER_BYTES:
            raise NurseryGoneError
        with self._lock:
            for is_last in (False, True):
                try:
                    socket.send_fds(self._running(), [told], fds)
                except OSError as error:
                    self._drop()  # it was killed while nobody was looking
                    if is_last:
                        raise NurseryGoneError from error
                else:
                    return

    def _running(self) -> socket.socket:
        if self._orders is None:
            ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
            with theirs:
                self._server = subprocess.Popen(  # noqa: S603  # our own interpreter and module
                    [sys.executable, "-P", "-m", _SERVER],
                    env=self._environment,
                    stdin=theirs.fileno(),
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                )
            self._orders = ours
            atexit.register(self.close)
            _LOGGER.info("decoder nursery started: pid=%s", self._server.pid)
        return self._orders

    def _drop(self) -> None:
        orders, self._orders = self._orders, None
        server, self._server = self._server, None
        if orders is None or server is None:
            return
        atexit.unregister(self.close)
        orders.close()  # it ends by itself when nobody can give it orders
        try:
            server.wait(_CLOSE_S)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()
        self.spent.children_s = self.spent.server_s = 0.0


def _drain(pipe: int, heard: bytearray, max_bytes: int) -> None:
    """Read what still lies in a pipe whose writer has ended; something that it started may hold it open."""
    os.set_blocking(pipe, False)
    with contextlib.suppress(BlockingIOError):
        while len(heard) <= max_bytes and (piece := os.read(pipe, _PIECE)):
            heard += piece
