"""Fresh processes for hostile bytes, quickly: forked from a server that has loaded our decoders once.

To start Python and import a decoder takes ten times as long as to decode a picture. The server
(``modalities.nursery_server``) does it once; it knows none of our keys and sees no stranger's byte. What is forked from
it lives for one file, under the limits that ``confined.limit`` sets. Linux only: elsewhere programs are started anew.
All its children share its address layout, so another takes over after a crash and after some hundred files.
"""

import atexit
import contextlib
import json
import logging
import os
import selectors
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from modalities.nursery_server import BEGUN, MAX_ORDER_BYTES

_SERVER = "modalities.nursery_server"
_CLOSE_S = 5.0
"""The longest wait for an end that was asked for; what has not ended by then is killed."""
_SHARE_TO_BEGIN = 0.5
"""Of the time of an order: a server that has not forked by then hangs. The rest is for starting the program anew."""
_MOST_FILES = 300
_CRASHES = frozenset({-signal.SIGSEGV, -signal.SIGABRT, -signal.SIGBUS} if sys.platform == "linux" else ())
_PIECE = 65_536
_LOGGER = logging.getLogger(__name__)


class NurseryGoneError(Exception):
    """The server ended, hung or had no room for a child; nothing is known of the order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """How a child ended."""

    code: int
    """Exit code; below 0 = the signal that ended it. Never 0 when standard output went past its limit."""
    out: bytes
    err: bytes


@dataclass(slots=True, kw_only=True)
class Spent:
    """What living servers and their children took so far.

    The system counts both among our own children once a server has ended, so its seconds are left out from then on.
    """

    children_s: float = 0.0
    """Processor seconds of all children that ended."""
    server_s: float = 0.0
    """Processor seconds of the servers themselves: loading, forking, waiting."""
    peak_mb: float = 0.0
    """Largest resident size of any child ever, in MB (1,000,000 bytes)."""


@dataclass(slots=True, kw_only=True, eq=False)
class _Server:
    process: subprocess.Popen[bytes]
    orders: socket.socket
    modules: set[str] = field(default_factory=set)
    files: int = 0
    """Children that ended."""
    spent: Spent = field(default_factory=Spent)


class _Child:
    """Our side of one order: its two pipes, and the line on which its begin and end are told."""

    def __init__(self, out: int, err: int, line: socket.socket, max_bytes: int) -> None:
        self.has_begun = False
        self.told: dict[str, float] | None = None
        self._out, self._err, self._line, self._max_bytes = out, err, line, max_bytes
        self._said = {out: bytearray(), err: bytearray()}

    def has_said_too_much(self) -> bool:
        return len(self._said[self._out]) > self._max_bytes

    def listen(self, begin_s: float, end_s: float) -> None:
        """Listen until the end is told, the answer is too long, or the clock shows the time for begin or end."""
        with selectors.DefaultSelector() as choice:
            for source in (self._out, self._err, self._line):
                choice.register(source, selectors.EVENT_READ)
            while True:
                left_s = (end_s if self.has_begun else begin_s) - time.monotonic()
                ready = choice.select(max(0.0, left_s))
                for key, _ in ready:
                    if key.fd == self._line.fileno():
                        self._hear_line()
                    elif not self._hear(key.fd):
                        choice.unregister(key.fd)
                is_late = not ready or time.monotonic() >= (end_s if self.has_begun else begin_s)
                if self.told is not None or self.has_said_too_much() or is_late:
                    return

    def end(self) -> bool:
        """Have the child ended and wait for that; False when nobody told it in time."""
        try:
            self._line.shutdown(socket.SHUT_WR)  # the server takes it as the wish that the child end
            self._line.settimeout(_CLOSE_S)
            while self.told is None:
                self._hear_line()
        except (OSError, NurseryGoneError):
            return False
        return True

    def ended(self) -> Ended:
        """Return how it ended, with what still lies in the pipes."""
        for pipe in self._said:
            os.set_blocking(pipe, False)  # something that the child started may hold it open
            with contextlib.suppress(BlockingIOError):
                while len(self._said[pipe]) <= self._max_bytes and self._hear(pipe):
                    pass
        code = int(self.told["code"]) if self.told is not None else 0
        if self.has_said_too_much() or self.told is None:
            code = code or -signal.SIGKILL
        return Ended(code=code, out=bytes(self._said[self._out]), err=bytes(self._said[self._err]))

    def _hear(self, pipe: int) -> bool:
        """Read a piece; False at the end. What goes past the limit is thrown away."""
        piece = os.read(pipe, _PIECE)
        if len(self._said[pipe]) <= self._max_bytes:
            self._said[pipe] += piece
        return bool(piece)

    def _hear_line(self) -> None:
        try:
            message = self._line.recv(_PIECE)
            if message == BEGUN:
                self.has_begun = True
            else:
                self.told = json.loads(message)
        except (OSError, ValueError) as error:  # closed without a word: the server is gone
            raise NurseryGoneError from error


class Nursery:
    """The way to one server at a time, which is started with the first order. Thread safe."""

    def __init__(self, environment: Mapping[str, str], *, most_files: int = _MOST_FILES) -> None:
        """Take the whole environment of server and children, and after how many files another server takes over."""
        self._environment = dict(environment)
        self._most_files = most_files
        self._lock = threading.Lock()
        self._server: _Server | None = None
        self._leaving: list[_Server] = []  # they get no orders any more and end with their last child
        self._peak_mb = 0.0

    @property
    def spent(self) -> Spent:
        """What living servers and their children took until now."""
        with self._lock:
            living = [each.spent for each in self._servers()]
            return Spent(
                children_s=sum(each.children_s for each in living),
                server_s=sum(each.server_s for each in living),
                peak_mb=self._peak_mb,
            )

    def prepare(self, module: str) -> None:
        """Start the server if there is none and have it load this module; does not wait for it."""
        with contextlib.suppress(NurseryGoneError):
            self._send({"module": module}, (), _CLOSE_S)

    def run(self, module: str, arguments: Sequence[str], *, wall_s: float, max_bytes: int) -> Ended:
        """Run ``main(arguments)`` of ``module`` in a fresh process and return how it ended; it does not live any more.

        A child that says more than ``max_bytes`` is ended, with a code that is not 0; what it says on standard error
        past that is thrown away.

        Raises:
            TimeoutError: it took longer than ``wall_s`` and was ended.
            NurseryGoneError: the server was killed, or did not begin in half of ``wall_s``.
            OSError: no pipes can be made.
        """
        start_s = time.monotonic()
        begin_s, end_s = start_s + wall_s * _SHARE_TO_BEGIN, start_s + wall_s
        with contextlib.ExitStack() as ours:  # the server ends a child whose line is closed
            with contextlib.ExitStack() as theirs:
                out, out_end = _pipe(ours, theirs)
                err, err_end = _pipe(ours, theirs)
                line, line_end = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
                ours.enter_context(line)
                theirs.enter_context(line_end)
                order = {"module": module, "arguments": list(arguments)}
                server = self._send(order, (out_end, err_end, line_end.fileno()), wall_s * _SHARE_TO_BEGIN)
            child = _Child(out, err, line, max_bytes)
            child.listen(begin_s, end_s)
            is_late = child.told is None and not child.has_said_too_much()
            if is_late and not child.has_begun:
                self._kill(server)
                raise NurseryGoneError
            if child.told is None and not child.end():
                self._kill(server)
            if child.told is not None:
                self._count(server, child.told)
            if is_late:
                raise TimeoutError
            return child.ended()

    def close(self) -> None:
        """End the server and with it all children; a later order would start another."""
        atexit.unregister(self.close)
        with self._lock:
            for server in self._servers():
                server.orders.close()  # it ends by itself when nobody can give it orders
                with contextlib.suppress(subprocess.TimeoutExpired):
                    server.process.wait(_CLOSE_S)
                self._drop(server)

    def _servers(self) -> list[_Server]:
        return [*self._leaving, *([self._server] if self._server else [])]

    def _count(self, server: _Server, told: Mapping[str, float]) -> None:
        """Note what a child took; let another server take over when it is time."""
        with self._lock:
            server.files += 1
            server.spent.children_s += told["cpu_s"]
            server.spent.server_s = max(server.spent.server_s, told["own_s"])
            self._peak_mb = max(self._peak_mb, told["peak_kb"] * 1024 / 1e6)
            is_over = told["code"] in _CRASHES or server.files >= self._most_files
            if not is_over or server is not self._server:
                return
            server.orders.close()
            self._leaving.append(server)
            self._server = None
        for module in server.modules:  # so that the next file need not wait
            self.prepare(module)

    def _send(self, order: Mapping[str, object], fds: Sequence[int], wait_s: float) -> _Server:
        """Give an order; a server that does not take it within ``wait_s`` hangs."""
        told = json.dumps(order).encode()
        if len(told) > MAX_ORDER_BYTES:
            raise NurseryGoneError
        with self._lock:
            for _ in range(2):  # it may have been killed while nobody was looking
                with contextlib.suppress(OSError):
                    server = self._running()
                    server.orders.settimeout(wait_s)
                    socket.send_fds(server.orders, [told], fds)
                    server.modules.add(str(order["module"]))
                    return server
                if self._server is not None:
                    self._drop(self._server)
        raise NurseryGoneError

    def _running(self) -> _Server:
        for old in [each for each in self._leaving if each.process.poll() is not None]:
            self._leaving.remove(old)
        if self._server is None:
            ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
            with theirs, contextlib.ExitStack() as unless_started:
                unless_started.enter_context(ours)
                process = subprocess.Popen(  # noqa: S603  # our own interpreter and module
                    [sys.executable, "-P", "-m", _SERVER],
                    env=self._environment,
                    stdin=theirs.fileno(),
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                )
                unless_started.pop_all()
            self._server = _Server(process=process, orders=ours)
            atexit.unregister(self.close)  # once is enough
            atexit.register(self.close)
            _LOGGER.info("decoder nursery started: pid=%s", process.pid)
        return self._server

    def _kill(self, server: _Server) -> None:
        """End a server that hangs; the system ends its children with it."""
        server.process.kill()  # before the lock: another thread may hold it, waiting for this very server
        _LOGGER.warning("decoder nursery hung: pid=%s", server.process.pid)
        with self._lock:
            if server in self._servers():
                self._drop(server)

    def _drop(self, server: _Server) -> None:
        server.orders.close()
        server.process.kill()
        server.process.wait()
        if server is self._server:
            self._server = None
        else:
            self._leaving.remove(server)


def _pipe(ours: contextlib.ExitStack, theirs: contextlib.ExitStack) -> tuple[int, int]:
    """Open a pipe for a child to write into; each stack closes its end."""
    end, their_end = os.pipe()
    ours.callback(os.close, end)
    theirs.callback(os.close, their_end)
    return end, their_end
