"""Fifty people at once (``scripts/test --full``): every message is taken and answered; how long it took is printed."""

import statistics
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from tests.chaos.test_kill import Server

PEOPLE = 50
MESSAGES_EACH = 3
ANSWER_S = 1_200
LINES = ("微信的字太小了，看不清", "手机声音太小了", "电视没有信号了", "我要买火车票", "谢谢你")
DANGER = "有人打电话说是公安，让我把钱转到安全账户"


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """What one person met: seconds until each message was taken, and what became of them."""

    taken_s: tuple[float, ...]
    states: tuple[str, ...]
    is_in_danger: bool


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    # All come from this machine: the header says who is who, as behind a proxy.
    monkeypatch.setenv("LANTERN_TRUSTED_PROXIES", "127.0.0.1")
    folder = tmp_path / "data"
    folder.mkdir()
    running = Server(folder)
    running.start()
    yield running
    running.stop()


def come(server: Server, number: int) -> Visit:
    """Send some messages as one device, wait for each answer."""
    is_in_danger = number % 10 == 0
    taken: list[float] = []
    states: list[str] = []
    with httpx.Client(
        base_url=server.url, timeout=120, headers={"X-Forwarded-For": f"10.0.{number // 250}.{number % 250 + 1}"}
    ) as device:
        for place in range(MESSAGES_EACH):
            words = DANGER if is_in_danger and place == 0 else LINES[(number + place) % len(LINES)]
            started = time.monotonic()
            answer = device.post(
                "/api/v1/submissions",
                files=[("text", (None, words)), ("language", (None, "zh-CN"))],
                headers={"Idempotency-Key": f"load-{number}-{place}"},
            )
            taken.append(time.monotonic() - started)
            states.append(_end(device, answer) if answer.status_code == 202 else str(answer.status_code))
    return Visit(taken_s=tuple(taken), states=tuple(states), is_in_danger=is_in_danger)


def _end(device: httpx.Client, answer: httpx.Response) -> str:
    until = time.monotonic() + ANSWER_S
    state = "accepted"
    while time.monotonic() < until and state in {"accepted", "working"}:
        time.sleep(0.5)
        state = device.get(f"/api/v1/submissions/{answer.json()['submission_id']}").json()["state"]
    return state


@pytest.mark.timeout(1_800)
def test_nothing_is_lost_when_fifty_come_at_once(server: Server) -> None:
    with ThreadPoolExecutor(PEOPLE) as people:
        visits = list(people.map(lambda number: come(server, number), range(PEOPLE)))

    taken = sorted(seconds for visit in visits for seconds in visit.taken_s)
    danger = sorted(visit.taken_s[0] for visit in visits if visit.is_in_danger)
    print(
        f"{len(taken)} messages of {PEOPLE} people: taken within {statistics.median(taken):.2f} s (median), "
        f"{taken[int(len(taken) * 0.95)]:.2f} s (95 %), {taken[-1]:.2f} s (longest); "
        f"those in danger within {danger[-1]:.2f} s"
    )
    states = [state for visit in visits for state in visit.states]
    assert len(states) == PEOPLE * MESSAGES_EACH
    assert not [state for state in states if state in {"accepted", "working", "failed"} or state.isdigit()]
