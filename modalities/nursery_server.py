"""The program behind ``modalities.nursery``: loads decoders once, then forks a fresh process for each order.

It has one thread and never sees a byte that a stranger sent: orders come from our own process over one socket, and name
a module of ours. A child has the order's two pipes and nothing else; it sets its limits itself and ends with the order.
Linux only.
"""

import contextlib
import ctypes
import gc
import importlib
import json
import os
import selectors
import signal
import socket
import sys
import time
import traceback
from collections.abc import Sequence
from dataclasses import dataclass
from types import FrameType
from typing import Any

MAX_ORDER_BYTES = 100_000
ORDER_FDS = 3
"""Standard output and standard error of the child, and the line on which its end is told and asked for."""
BEGUN = b"+"
"""The first message on that line, sent right after the fork; the second, in JSON, is how the child ended."""
_LINE_FD = 0
_FIRST_FREE_FD = 3
_MOST_FDS = 65_536
_PR_SET_PDEATHSIG = 1
"""From linux/prctl.h: the signal a process gets when its parent ends."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Child:
    pid: int
    line: socket.socket
    """Telling the end; when the other side closes it, or its own direction of it, the child is ended."""


class _Nursery:
    """Takes orders until nobody is left to give one, then sees its last children end."""

    def __init__(self, orders: socket.socket) -> None:
        self._orders = orders
        self._is_open = True
        self._children: dict[int, _Child] = {}
        self._choice = selectors.DefaultSelector()
        self._choice.register(orders, selectors.EVENT_READ)
        # A signal writes a byte here, so that the end of a child wakes the one wait there is.
        self._bell, ring = os.pipe()
        for end in (self._bell, ring):
            os.set_blocking(end, False)
        signal.signal(signal.SIGCHLD, _note)
        signal.set_wakeup_fd(ring)
        self._choice.register(self._bell, selectors.EVENT_READ)

    def serve(self) -> None:
        """Serve until the other side is gone and no child is left: who is gone has closed their lines, too."""
        while self._is_open or self._children:
            for key, _ in self._choice.select():
                if key.fileobj is self._orders:
                    self._take()
                elif key.fileobj == self._bell:
                    os.read(self._bell, 4096)
                else:
                    self._end(key.fileobj)
            self._bury()

    def _take(self) -> None:
        """Take one order. One that cannot be obeyed is dropped: its closed line tells so, and the next may do."""
        told, fds, _, _ = socket.recv_fds(self._orders, MAX_ORDER_BYTES, ORDER_FDS)
        if not told:
            self._choice.unregister(self._orders)
            self._is_open = False
            return
        with contextlib.ExitStack() as taken:
            for fd in fds:
                taken.callback(os.close, fd)
            with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
                self._obey(json.loads(told), fds)

    def _obey(self, order: dict[str, Any], fds: Sequence[int]) -> None:
        """Load what is ordered and fork a child for it; OSError when the system has no room for one."""
        _load(order["module"])
        if len(fds) != ORDER_FDS:  # only to be ready, or the system could not hand over all of them
            return
        out, err, line_fd = fds
        server = os.getpid()
        with contextlib.ExitStack() as unless_forked:
            line = unless_forked.enter_context(socket.socket(fileno=os.dup(line_fd)))
            self._choice.register(line, selectors.EVENT_READ)
            unless_forked.callback(self._choice.unregister, line)
            pid = os.fork()
            if pid == 0:
                _live(order["module"], order["arguments"], out, err, server)
            unless_forked.pop_all()
        self._children[pid] = _Child(pid=pid, line=line)
        line.send(BEGUN)

    def _end(self, line: object) -> None:
        """End the child of this line, for which nobody waits, with all that it started."""
        for child in self._children.values():
            if child.line is line:
                self._choice.unregister(child.line)
                _kill(child.pid)

    def _bury(self) -> None:
        """Tell the end of each child that has ended."""
        for pid in tuple(self._children):
            if os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None:
                continue
            _kill(pid)  # what it may have started is of its group; until it is waited for nobody else has this id
            _, status, usage = os.wait4(pid, 0)
            told = {
                "code": os.waitstatus_to_exitcode(status),
                "cpu_s": usage.ru_utime + usage.ru_stime,
                "peak_kb": usage.ru_maxrss,
                "own_s": time.process_time(),
            }
            child = self._children.pop(pid)
            if child.line in self._choice.get_map():
                self._choice.unregister(child.line)
            with contextlib.suppress(OSError), child.line:  # nobody may wait for it any more
                child.line.sendall(json.dumps(told).encode())


def _note(_number: int, _frame: FrameType | None) -> None:
    """Do nothing: without a handler of ours the signal would not wake the wait."""


def _load(module: str) -> None:
    """Import the module and what it says it needs; once, and before any limit stands."""
    if module in sys.modules:
        return
    try:
        prepare = getattr(importlib.import_module(module), "prepare", None)
        if prepare is not None:
            prepare()
    except BaseException:  # noqa: BLE001  # an import may raise anything; the child meets it again and says what it is
        traceback.print_exc()
    gc.collect()
    gc.freeze()  # so that children do not touch, and so copy, pages of ours while they collect


def _kill(pid: int) -> None:
    for end in (os.killpg, os.kill):
        try:
            end(pid, signal.SIGKILL)
        except (ProcessLookupError, PermissionError):
            continue  # it has no group yet, or is gone


def _die_with(server: int) -> None:
    """Have the system end us when the server with this id ends, however it does."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, ctypes.c_ulong(signal.SIGKILL))
    if os.getppid() != server:  # it ended before we asked
        os._exit(1)


def _live(module: str, arguments: list[str], out: int, err: int, server: int) -> None:
    """Be the child: run the module's ``main`` as if it had been started as a program. Never returns."""
    code = 1
    try:
        _die_with(server)
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        os.setsid()
        nothing = os.open(os.devnull, os.O_RDONLY)
        for fd, place in ((nothing, 0), (out, 1), (err, 2)):
            os.dup2(fd, place)
        os.closerange(_FIRST_FREE_FD, _MOST_FDS)  # the orders, the lines of other children
        code = importlib.import_module(module).main(arguments)
    except SystemExit as wish:
        code = wish.code if isinstance(wish.code, int) else int(wish.code is not None)
    except BaseException:  # noqa: BLE001  # whatever it is, this copy of the server must end here
        traceback.print_exc()
    finally:
        for stream in (sys.stdout, sys.stderr):
            try:
                stream.flush()
            except OSError:
                code = code or 1
        os._exit(code)


def main() -> None:
    """Serve orders that come over standard input, a socket."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the process that gives orders; we end when it is gone
    orders = socket.socket(fileno=os.dup(_LINE_FD))
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, _LINE_FD)
    os.close(nothing)
    _Nursery(orders).serve()


if __name__ == "__main__":
    main()
