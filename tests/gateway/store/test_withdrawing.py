"""Taking back: what a person did stays, danger stays, what came late comes to nothing; signals stay short."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from gateway.issue import Priority, Resolution, Signal
from gateway.settings import Settings
from gateway.store import tables, ticket_changes, ticket_rows
from gateway.store.store import Store, open_store
from gateway.store.withdrawing import FEW, with_signal
from gateway.ticket import TicketState
from modalities.evidence import CharSpan, Evidence, Modality
from tests.gateway.store.withdrawing_cases import SESSION, sent, thought, tremor


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(Settings(data_dir=tmp_path / "data"))
    opened.sessions.create(session_id=SESSION, language="zh-CN", region="CN", channel="api")
    yield opened
    opened.close()


def called(store: Store) -> str:
    """Publish a call for a person; return the ticket's id."""
    outcome = store.publishing.publish("m-1", thought(sent(store, "m-1"), "人工"), owes_media=True)
    assert outcome is not None
    assert outcome.ticket is not None
    return outcome.ticket.ticket_id


def actions(store: Store, ticket_id: str) -> list[tuple[str, str]]:
    return [(each.actor, each.action) for each in store.tickets.load(ticket_id).audit]


def test_what_a_person_closed_stays_as_they_closed_it(store: Store) -> None:
    ticket_id = called(store)
    store.tickets.claim(ticket_id, "lin")
    store.tickets.close(ticket_id, "lin", "product")
    first, again = store.withdrawing.withdraw("m-1"), store.withdrawing.withdraw("m-1")
    issue = store.publishing.last_issue(SESSION)

    assert (first.is_withdrawn, first.ticket) == (True, "closed")
    assert first == again
    assert issue is not None
    assert issue.resolution == Resolution(state="human_closed", cause="product")
    assert store.publishing.open_issue(SESSION) is None
    assert actions(store, ticket_id)[-1] == ("customer", "withdraw asked")


def test_an_issue_that_a_person_closed_is_not_opened_by_taking_back_a_later_message(store: Store) -> None:
    ticket_id = called(store)
    issue = store.publishing.open_issue(SESSION)
    store.publishing.publish("m-2", thought(sent(store, "m-2"), "人工 还有", issue))
    store.tickets.close(ticket_id, "lin", "product")
    done = store.withdrawing.withdraw("m-2")

    assert (done.is_withdrawn, done.ticket) == (True, "none")
    assert store.publishing.open_issue(SESSION) is None
    assert store.tickets.load(ticket_id).resolution.state == "human_closed"


@pytest.mark.parametrize("act", ["transfer", "reopen"])
def test_what_a_person_put_into_the_queue_stays_there(store: Store, act: str) -> None:
    ticket_id = called(store)
    if act == "transfer":
        store.tickets.transfer(ticket_id, "lin", None)
    else:
        store.tickets.close(ticket_id, "lin", "product")
        store.tickets.reopen(ticket_id, "lin")
    done = store.withdrawing.withdraw("m-1")

    assert (done.is_withdrawn, done.ticket) == (True, "kept")
    assert [line.ticket_id for line in store.tickets.list()] == [ticket_id]


def test_what_a_person_did_before_the_message_holds_nothing_back(store: Store) -> None:
    ticket_id = called(store)
    store.tickets.close(ticket_id, "lin", "product")
    store.publishing.publish("m-2", thought(sent(store, "m-2"), "人工 别的"))
    done = store.withdrawing.withdraw("m-2")

    assert (done.is_withdrawn, done.ticket, store.tickets.list()) == (True, "closed", ())
    assert store.tickets.load(ticket_id).resolution.state == "human_closed"


@pytest.mark.parametrize("act", ["claim", "change"])
def test_a_ticket_is_closed_only_as_it_was_seen(store: Store, act: str) -> None:
    ticket_id = called(store)
    with store.database.reading() as connection:
        seen = ticket_rows.open_row(connection, SESSION)
    assert seen is not None
    if act == "claim":
        store.tickets.claim(ticket_id, "lin")
    else:
        store.withdrawing.add_signal(SESSION, tremor(9))
    with store.database.writing() as connection:
        is_closed = ticket_changes.close_waiting(
            connection, seen, Resolution(state="withdrawn"), "customer", "withdraw"
        )

    assert not is_closed
    assert store.tickets.load(ticket_id).state is not TicketState.CLOSED


def test_what_comes_late_of_a_withdrawn_message_comes_to_nothing(store: Store) -> None:
    ticket_id = called(store)
    submission = store.submissions.load("m-1")
    store.withdrawing.withdraw("m-1")
    before = store.tickets.load(ticket_id)
    store.publishing.add_late("m-1", thought(submission, "人工 照片"))

    assert store.tickets.load(ticket_id) == before
    assert store.tickets.list() == ()
    assert store.publishing.open_issue(SESSION) is None
    assert store.withdrawing.is_withdrawn("m-1")
    with store.database.reading() as connection:
        assert '"owed": 0' in connection.execute(sa.select(tables.submissions.c.attempts)).scalar_one()


def test_danger_that_comes_late_takes_the_withdrawal_back(store: Store) -> None:
    ticket_id = called(store)
    submission = store.submissions.load("m-1")
    store.withdrawing.withdraw("m-1")
    store.publishing.add_late("m-1", thought(submission, "人工 危险", is_urgent=True))
    (line,) = store.tickets.list()
    again = store.withdrawing.withdraw("m-1")

    assert (line.ticket_id, line.state, line.priority) == (ticket_id, TicketState.QUEUED, Priority.P0)
    assert store.publishing.open_issue(SESSION) is not None
    assert (again.is_withdrawn, again.ticket) == (False, "kept")
    assert not store.withdrawing.is_withdrawn("m-1")


def test_danger_that_came_late_is_not_taken_back(store: Store) -> None:
    called(store)
    issue = store.publishing.open_issue(SESSION)
    store.publishing.add_late("m-1", thought(store.submissions.load("m-1"), "人工 危险", issue, is_urgent=True))
    done = store.withdrawing.withdraw("m-1")

    assert (done.is_withdrawn, done.ticket, len(store.tickets.list())) == (False, "kept", 1)


def test_however_often_hands_tremble_the_ticket_has_one_short_signal(store: Store) -> None:
    ticket_id = called(store)
    for count in (3, 9, 4, 12, 3, 7, 3):
        store.withdrawing.add_signal(SESSION, tremor(count))
    issue = store.publishing.open_issue(SESSION)
    (signal,) = store.tickets.load(ticket_id).signals

    assert signal.level == "high"
    assert [each.span.count for each in signal.evidence] == [12, 9, 7]  # type: ignore[union-attr]  # taps
    assert issue is not None
    assert issue.signals == (signal,)


def test_what_was_said_and_other_signals_stay_beside_the_taps() -> None:
    words = Evidence(
        input_id="m-1", modality=Modality.TEXT, quote="手抖", span=CharSpan(char0=0, char1=2), raw_conf=1.0
    )
    said = Signal(kind="tremor", level="medium", evidence=(words,))
    other = Signal(kind="hearing", level="low", evidence=())
    known: tuple[Signal, ...] = (said, other)
    for count in range(3, 20):
        known = with_signal(known, tremor(count))
    by_kind = {each.kind: each for each in known}

    assert len(known) == len(by_kind) == 2
    assert by_kind["hearing"] == other
    assert by_kind["tremor"].evidence[0] == words
    assert len(by_kind["tremor"].evidence) == 1 + FEW
