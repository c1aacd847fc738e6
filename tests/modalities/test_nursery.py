"""Decoders forked from a server that has loaded them: fresh, alone, ended on time, and never in want of a server.

On Linux, as the product: elsewhere programs are started anew.
"""

import contextlib
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from modalities import confined, nursery_server
from modalities.errors import UnreadableMediaError
from modalities.nursery import Ended, Nursery, NurseryGoneError

PROGRAM = "tests.modalities.fake_confined"
ROOT = Path(__file__).parents[2]
WAIT_S = 60.0


@pytest.fixture
def nursery() -> Iterator[Nursery]:
    made = Nursery({"PYTHONPATH": str(ROOT), "PATH": os.defpath})
    yield made
    made.close()


def _run(nursery: Nursery, *arguments: str, wall_s: float = 120.0) -> Ended:
    return nursery.run(PROGRAM, arguments, wall_s=wall_s, max_bytes=1_000_000)


def _who(nursery: Nursery) -> dict[str, object]:
    return confined._answer(_run(nursery, "who").out)


def _until(is_so: Callable[[], bool]) -> bool:
    end_s = time.monotonic() + WAIT_S
    while not is_so() and time.monotonic() < end_s:
        time.sleep(0.05)
    return is_so()


def _lives(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text("ascii", "replace").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_each_file_has_a_fresh_process_of_one_server_that_loads_once(nursery: Nursery) -> None:
    first, second = _who(nursery), _who(nursery)

    assert first["pid"] != second["pid"]
    assert first["parent"] == second["parent"] != os.getpid()
    assert first["loaded"] == second["loaded"] == [first["parent"]]
    assert first["state"] is second["state"] is True


def test_a_child_holds_nothing_but_its_two_pipes(nursery: Nursery) -> None:
    with ThreadPoolExecutor(4) as pool:
        told = list(pool.map(lambda _: _who(nursery), range(8)))

    assert [each["fds"] for each in told] == [[0, 1, 2]] * 8
    assert [each["threads"] for each in told] == [1] * 8
    assert len({each["pid"] for each in told}) == 8


@pytest.mark.parametrize("hangs", [(), ("hang",)], ids=["ends", "hangs"])
def test_what_a_decoder_started_ends_with_it(nursery: Nursery, tmp_path: Path, hangs: tuple[str, ...]) -> None:
    noted = tmp_path / "pid"
    _who(nursery)

    if hangs:
        with pytest.raises(TimeoutError):
            _run(nursery, "breed", str(noted), *hangs, wall_s=3.0)
    else:
        assert _run(nursery, "breed", str(noted)).code == 0

    assert _until(lambda: not _lives(int(noted.read_text("ascii"))))


def test_a_killed_server_is_started_again(nursery: Nursery) -> None:
    server = _who(nursery)["parent"]
    assert isinstance(server, int)
    os.kill(server, signal.SIGKILL)
    assert _until(lambda: not _lives(server))

    assert _who(nursery)["parent"] != server


def test_a_server_that_is_killed_in_the_middle_is_told(nursery: Nursery) -> None:
    server = _who(nursery)["parent"]
    assert isinstance(server, int)
    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(_run, nursery, "sleep")
        time.sleep(0.5)
        os.kill(server, signal.SIGKILL)

        with pytest.raises(NurseryGoneError):
            running.result(WAIT_S)


def test_without_a_nursery_a_program_is_started_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(*_: object, **__: object) -> Ended:
        raise NurseryGoneError

    monkeypatch.setattr(Nursery, "run", gone)

    told = confined.run(PROGRAM, ["who"], wall_s=120.0)

    assert told["parent"] == os.getpid()
    assert told["loaded"] == []


def test_the_server_ends_when_its_parent_is_killed() -> None:
    program = (
        "import time; from modalities import confined\n"
        f"print(confined.run('{PROGRAM}', ['who'], wall_s=120.0)['parent'], flush=True); time.sleep(600)"
    )
    with subprocess.Popen([sys.executable, "-c", program], cwd=ROOT, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        server = int(parent.stdout.readline())
        assert _lives(server)
        parent.kill()

    assert _until(lambda: not _lives(server))


def test_what_children_took_is_known(nursery: Nursery) -> None:
    _run(nursery, "spin")

    assert nursery.spent.children_s > 1.0
    assert nursery.spent.peak_mb > 1.0
    assert nursery.spent.server_s > 0.0


def test_an_order_that_is_too_long_for_a_nursery_is_not_cut(nursery: Nursery) -> None:
    with pytest.raises(NurseryGoneError):
        _run(nursery, "tell", "x" * nursery_server.MAX_ORDER_BYTES)


@pytest.fixture
def written(tmp_path: Path) -> Iterator[Callable[..., Nursery]]:
    """Make a nursery that can also load a program of these lines, by the name ``written``."""
    with contextlib.ExitStack() as made:

        def write(lines: str, **options: int) -> Nursery:
            (tmp_path / "written.py").write_text(lines, "utf-8")
            path = os.pathsep.join((str(ROOT), str(tmp_path)))
            nursery = Nursery({"PYTHONPATH": path, "PATH": os.defpath}, **options)
            made.callback(nursery.close)
            return nursery

        yield write


def _run_written(nursery: Nursery, *arguments: str, wall_s: float = 60.0) -> Ended:
    return nursery.run("written", arguments, wall_s=wall_s, max_bytes=1_000_000)


def _server(nursery: Nursery) -> int:
    server = _who(nursery)["parent"]
    assert isinstance(server, int)
    return server


def test_a_server_that_stands_still_is_replaced_in_time(nursery: Nursery) -> None:
    server = _server(nursery)
    os.kill(server, signal.SIGSTOP)
    start_s = time.monotonic()

    with pytest.raises(NurseryGoneError):
        _run(nursery, "who", wall_s=2.0)

    assert time.monotonic() - start_s < 2.0
    assert not _lives(server)
    assert _server(nursery) != server


def test_a_server_that_stands_still_blocks_nobody_when_many_wait(nursery: Nursery) -> None:
    """More orders than its socket holds: who cannot give an order must not stop those who would replace the server."""
    os.kill(_server(nursery), signal.SIGSTOP)

    def one(_: int) -> bool:
        with contextlib.suppress(NurseryGoneError):
            return _run(nursery, "who", "x" * 90_000, wall_s=4.0).code == 0
        return False

    with ThreadPoolExecutor(16) as pool:
        list(pool.map(one, range(16)))

    assert _who(nursery)["state"] is True


def test_a_server_that_stands_still_behind_a_child_is_replaced(nursery: Nursery) -> None:
    server = _server(nursery)
    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(_run, nursery, "sleep", wall_s=4.0)
        time.sleep(1.0)
        os.kill(server, signal.SIGSTOP)

        with pytest.raises(TimeoutError):
            running.result(WAIT_S)

    assert _server(nursery) != server


def test_a_program_whose_import_never_ends_does_not_stop_the_others(written: Callable[..., Nursery]) -> None:
    nursery = written("import time\ntime.sleep(600)")

    with pytest.raises(NurseryGoneError):
        _run_written(nursery, wall_s=4.0)

    assert _who(nursery)["state"] is True


def test_who_found_no_server_has_what_is_left_of_the_time(monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(*_: object, **__: object) -> Ended:
        time.sleep(2.0)
        raise NurseryGoneError

    monkeypatch.setattr(Nursery, "run", gone)
    start_s = time.monotonic()

    with pytest.raises(UnreadableMediaError, match="longer than 4 s"):
        confined.run(PROGRAM, ["sleep"], wall_s=4.0)

    assert time.monotonic() - start_s < 5.5


@pytest.mark.parametrize("says", ["time.sleep(0.01)", "print('x' * 10_000)"], ids=["late", "too much"])
def test_a_child_that_is_cut_off_is_dead_when_that_is_told(
    written: Callable[..., Nursery], tmp_path: Path, says: str
) -> None:
    noted = tmp_path / "pid"
    lines = "import os, sys, time\ndef main(arguments):\n    open(arguments[0], 'w').write(str(os.getpid()))\n"
    nursery = written(lines + f"    time.sleep(0.5)\n    while True: {says}\n")
    _who(nursery)

    with contextlib.suppress(TimeoutError):
        assert _run_written(nursery, str(noted), wall_s=4.0).code != 0

    assert not _lives(int(noted.read_text("ascii")))


def test_children_end_with_their_server(written: Callable[..., Nursery], tmp_path: Path) -> None:
    noted = tmp_path / "pid"
    lines = "import os, time\ndef main(arguments):\n    open(arguments[0], 'w').write(str(os.getpid()))\n"
    nursery = written(lines + "    time.sleep(60)\n")
    server = _server(nursery)
    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(_run_written, nursery, str(noted))
        assert _until(lambda: noted.exists() and noted.read_text("ascii") != "")
        os.kill(server, signal.SIGKILL)
        with pytest.raises(NurseryGoneError):
            running.result(WAIT_S)

    assert _until(lambda: not _lives(int(noted.read_text("ascii"))))


@pytest.mark.parametrize("trouble", ["OSError('x')", "RuntimeError('x')", "SystemExit(0)"])
def test_a_program_that_cannot_be_loaded_ends_no_server(written: Callable[..., Nursery], trouble: str) -> None:
    nursery = written(f"raise {trouble}")
    server = _server(nursery)

    _run_written(nursery)

    assert _server(nursery) == server


def test_orders_that_cannot_be_obeyed_end_no_server(nursery: Nursery) -> None:
    server = _server(nursery)

    with Path(os.devnull).open("rb") as one:
        nursery._send({"module": PROGRAM, "arguments": ["who"]}, (one.fileno(),), WAIT_S)
        nursery._send({"module": 1}, (one.fileno(),) * 3, WAIT_S)

    assert _server(nursery) == server


def test_no_room_for_a_child_is_told_and_passes(written: Callable[..., Nursery]) -> None:
    nursery = written(
        "import os\nreal = os.fork\ndef full():\n    os.fork = real\n    raise BlockingIOError\n"
        "def prepare(): os.fork = full\ndef main(arguments): return 7\n"
    )
    server = _server(nursery)

    with pytest.raises(NurseryGoneError):
        _run_written(nursery)

    assert _run_written(nursery).code == 7
    assert _server(nursery) == server


def test_long_complaints_do_not_hide_the_code(written: Callable[..., Nursery]) -> None:
    nursery = written("import sys\ndef main(arguments):\n    sys.stderr.write('x' * 9_000_000)\n    return 3\n")

    ended = _run_written(nursery)

    assert ended.code == 3
    assert 1_000_000 <= len(ended.err) < 1_100_000


def test_an_answer_that_is_too_long_is_no_success(written: Callable[..., Nursery]) -> None:
    nursery = written("import sys\ndef main(arguments):\n    sys.stdout.write('x' * 1_000_001)\n    return 0\n")

    assert _run_written(nursery).code != 0


def test_pipes_that_cannot_be_made_leave_nothing_open(nursery: Nursery) -> None:
    _who(nursery)
    fds = Path("/proc/self/fd")
    before = len(list(fds.iterdir()))
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    highest = max(int(each.name) for each in fds.iterdir())
    with contextlib.ExitStack() as room:
        while (last := os.dup(0)) < highest:  # no holes below the limit
            room.callback(os.close, last)
        room.callback(os.close, last)
        resource.setrlimit(resource.RLIMIT_NOFILE, (last + 4, hard))  # room for one pipe, not for two
        try:
            with pytest.raises(OSError, match="Too many open files"):
                _run(nursery, "who")
        finally:
            resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))

    assert len(list(fds.iterdir())) == before


def test_after_a_crash_another_server_takes_over(nursery: Nursery) -> None:
    server = _server(nursery)
    assert _run(nursery, "crash").code == -signal.SIGSEGV

    assert _server(nursery) != server
    assert _until(lambda: not _lives(server))


def test_after_many_files_another_server_takes_over_and_the_old_one_sees_its_children_end(
    written: Callable[..., Nursery],
) -> None:
    nursery = written("import time\ndef main(arguments):\n    time.sleep(3)\n    return 7\n", most_files=2)
    server = _server(nursery)
    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(_run_written, nursery)
        time.sleep(1.0)

        assert _server(nursery) == server
        assert _server(nursery) != server
        assert running.result(WAIT_S).code == 7
    assert _until(lambda: not _lives(server))
