"""Decoders forked from a server that has loaded them: fresh, alone, ended on time, and never in want of a server.

On Linux, as the product: elsewhere programs are started anew.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from modalities import confined, nursery_server
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
