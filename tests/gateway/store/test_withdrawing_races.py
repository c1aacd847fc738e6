"""Taking back while somebody else does something, on a real PostgreSQL, where writers do not queue by themselves."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

import pytest

from gateway.issue import Signal
from gateway.settings import Settings
from gateway.store import asides, publishing, withdrawing
from gateway.store.store import Store, open_store
from gateway.store.ticket_changes import TicketClosedError
from tests.gateway import test_postgresql
from tests.gateway.store.withdrawing_cases import SESSION, sent, thought

address = test_postgresql.address
First = TypeVar("First")
Second = TypeVar("Second")
BLOCKED_S = 0.5
"""Whoever has not finished after this long waits for the other one."""


@pytest.fixture
def store(address: str, tmp_path: Path) -> Iterator[Store]:
    opened = open_store(Settings(data_dir=tmp_path, database_url=address))
    opened.sessions.create(session_id=SESSION, language="zh-CN", region="CN", channel="api")
    yield opened
    opened.erasing.erase(SESSION)
    opened.close()


class Pause:
    """Holds a function of a module in the middle of a transaction."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, module: object, name: str) -> None:
        self.is_there = threading.Event()
        self.go_on = threading.Event()
        real: Callable[..., object] = getattr(module, name)

        def held(*given: object, **named: object) -> object:
            result = real(*given, **named)
            self.is_there.set()
            assert self.go_on.wait(20)
            return result

        monkeypatch.setattr(module, name, held)


def both(
    pause: Pause, first: Callable[[], First], second: Callable[[], Second]
) -> tuple[Future[First], Future[Second], bool]:
    """Run ``second`` while ``first`` is held; return both, and whether ``second`` waited."""
    with ThreadPoolExecutor(2) as pool:
        held = pool.submit(first)
        assert pause.is_there.wait(20)
        other = pool.submit(second)
        timer = threading.Event()
        other.add_done_callback(lambda _: timer.set())
        has_waited = not timer.wait(BLOCKED_S)
        pause.go_on.set()
    return held, other, has_waited


def test_taking_back_waits_for_the_answer_and_undoes_it(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    draft = thought(sent(store, "m-1"), "人工")
    pause = Pause(monkeypatch, publishing, "state_before")
    _, done, has_waited = both(
        pause, lambda: store.publishing.publish("m-1", draft), lambda: store.withdrawing.withdraw("m-1")
    )

    assert has_waited
    assert (done.result().is_withdrawn, done.result().ticket) == (True, "closed")
    assert store.tickets.list() == ()


def test_the_answer_waits_for_the_taking_back(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    draft = thought(sent(store, "m-1"), "人工")
    pause = Pause(monkeypatch, asides, "save_aside")
    _, published, has_waited = both(
        pause, lambda: store.withdrawing.withdraw("m-1"), lambda: store.publishing.publish("m-1", draft)
    )

    assert has_waited
    outcome = published.result()
    assert outcome is not None
    assert outcome.ticket is None
    assert store.tickets.list() == ()


def test_an_agent_who_comes_too_late_is_told_so(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    outcome = store.publishing.publish("m-1", thought(sent(store, "m-1"), "人工"))
    assert outcome is not None
    assert outcome.ticket is not None
    ticket_id = outcome.ticket.ticket_id
    pause = Pause(monkeypatch, withdrawing, "touched_by_person")
    done, claimed, has_waited = both(
        pause, lambda: store.withdrawing.withdraw("m-1"), lambda: store.tickets.claim(ticket_id, "lin")
    )

    assert has_waited
    assert done.result().ticket == "closed"
    assert isinstance(claimed.exception(), TicketClosedError)


def test_signals_that_come_at_once_are_all_kept(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    outcome = store.publishing.publish("m-1", thought(sent(store, "m-1"), "人工"))
    assert outcome is not None
    assert outcome.ticket is not None
    pause = Pause(monkeypatch, withdrawing, "open_row")
    signals = (Signal(kind="tremor", level="low", evidence=()), Signal(kind="vision", level="low", evidence=()))
    first, second, _ = both(
        pause,
        lambda: store.withdrawing.add_signal(SESSION, signals[0]),
        lambda: store.withdrawing.add_signal(SESSION, signals[1]),
    )

    assert (first.exception(), second.exception()) == (None, None)
    assert set(store.tickets.load(outcome.ticket.ticket_id).signals) == set(signals)
