"""Beside messages: taking one back, taps of a trembling hand, always a person, where somebody came from."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from gateway.issue import Priority, Risk, RiskKind
from gateway.outcome import Outcome, State
from gateway.pipeline import Thought
from gateway.settings import Settings
from gateway.store.agents import AgentRole
from gateway.ticket import TicketState
from tests.fake_pipeline import FakePipeline
from ui.app import build_api
from ui.services import Services, open_services

API = "/api/v1"


class DangerousPipeline(FakePipeline):
    """Finds danger in 危险."""

    def think(self, *given: object) -> Thought:
        thought = super().think(*given)  # type: ignore[arg-type]  # the same
        if "危险" not in thought.outcome.issue.one_line:
            return thought
        risk = Risk(kind=RiskKind.MEDICAL, level=Priority.P0, evidence=(), rule_ids=("fake",))
        issue = replace(thought.outcome.issue, risk=(risk,))
        route = replace(thought.outcome.route, priority=Priority.P0)
        outcome: Outcome = replace(thought.outcome, issue=issue, route=route)
        if outcome.ticket is not None:
            outcome = replace(outcome, ticket=replace(outcome.ticket, priority=Priority.P0))
        return replace(thought, outcome=outcome)


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    settings = Settings(data_dir=tmp_path / "data", offline=True)
    opened = open_services(settings, DangerousPipeline())  # type: ignore[arg-type]  # the fake has the same surface
    yield opened
    opened.close()


@pytest.fixture
def client(services: Services) -> Iterator[TestClient]:
    with TestClient(build_api(services, start=lambda: None, stop=lambda: None)) as opened:
        yield opened


def send(client: TestClient, text: str, **fields: str) -> dict[str, str]:
    """Send words, in the session of this device when there is one; return what was accepted."""
    mine = client.get(f"{API}/sessions/mine")
    session = {"session_id": mine.json()["session_id"]} if mine.status_code == 200 else {}
    answer = client.post(f"{API}/submissions", data={"text": text, **session, **fields})
    assert answer.status_code == 202, answer.text
    body: dict[str, str] = answer.json()
    return body


def withdraw(client: TestClient, accepted: dict[str, str]) -> dict[str, object]:
    answer = client.post(f"{API}/submissions/{accepted['submission_id']}/withdraw")
    assert answer.status_code == 200, answer.text
    body: dict[str, object] = answer.json()
    return body


def waiting(services: Services) -> int:
    return len(services.store.tickets.list())


def test_a_call_that_is_taken_back_closes_its_ticket_once_and_for_all(client: TestClient, services: Services) -> None:
    call = send(client, "人工")
    before = waiting(services)
    first, again = withdraw(client, call), withdraw(client, call)
    (line,) = services.store.tickets.list((TicketState.CLOSED,))
    ticket = services.store.tickets.load(line.ticket_id)

    assert (before, waiting(services)) == (1, 0)
    assert first == again == {"submission_id": call["submission_id"], "is_withdrawn": True, "ticket": "closed"}
    assert ticket.resolution.state == "withdrawn"
    assert [(each.actor, each.action) for each in ticket.audit][-1] == ("customer", "withdraw")


def test_calling_again_after_taking_back_brings_a_person(client: TestClient, services: Services) -> None:
    withdraw(client, send(client, "人工"))
    send(client, "人工")

    assert waiting(services) == 1


def test_what_was_taken_back_is_kept_and_marked(client: TestClient, services: Services) -> None:
    accepted = send(client, "我不该写这个")
    withdraw(client, accepted)
    views = client.get(f"{API}/sessions/{accepted['session_id']}/messages").json()
    status = client.get(f"{API}/submissions/{accepted['submission_id']}").json()

    assert [view["is_withdrawn"] for view in views] == [True, True]
    assert views[0]["message"]["text"] == "我不该写这个"
    assert status["state"] == State.WITHDRAWN.value
    assert services.store.submissions.load(accepted["submission_id"]).attachments


def test_the_matter_is_as_it_was_before(client: TestClient, services: Services) -> None:
    first = send(client, "手机的字太小")
    before = services.store.publishing.open_issue(first["session_id"])
    withdraw(client, send(client, "这是写错了"))

    assert services.store.publishing.open_issue(first["session_id"]) == before


def test_a_matter_that_was_taken_back_is_no_earlier_one(client: TestClient, services: Services) -> None:
    first = send(client, "手机的字太小")
    withdraw(client, first)

    assert services.store.publishing.open_issue(first["session_id"]) is None
    assert services.store.publishing.last_issue(first["session_id"]) is None


def test_danger_is_never_taken_back(client: TestClient, services: Services) -> None:
    call = send(client, "人工 危险")
    done = withdraw(client, call)

    assert (done["is_withdrawn"], done["ticket"], waiting(services)) == (False, "kept", 1)
    status = client.get(f"{API}/submissions/{call['submission_id']}").json()
    assert status["state"] != State.WITHDRAWN.value


def test_what_a_person_has_in_hands_stays_there(client: TestClient, services: Services) -> None:
    call = send(client, "人工")
    services.store.agents.add("lin", AgentRole.AGENT, "long enough")
    (line,) = services.store.tickets.list()
    services.deskwork.claim(line.ticket_id, "lin")
    done = withdraw(client, call)

    assert (done["is_withdrawn"], done["ticket"], waiting(services)) == (True, "kept", 1)


def test_a_message_that_is_taken_back_before_it_was_answered_comes_to_nothing(
    client: TestClient, services: Services
) -> None:
    session = send(client, "你好")["session_id"]
    services.pipeline.between = lambda: withdraw_last(client, services, session)  # type: ignore[attr-defined]
    accepted = send(client, "人工")

    assert waiting(services) == 0
    outcome = services.store.submissions.outcome(accepted["submission_id"])
    assert outcome is not None
    assert (outcome.state, outcome.ticket, outcome.reply.cards) == (State.WITHDRAWN, None, ())


def withdraw_last(client: TestClient, services: Services, session: str) -> None:
    client.post(f"{API}/submissions/{services.store.submissions.ids_of(session)[-1]}/withdraw")


def test_danger_found_after_the_taking_back_stays(client: TestClient, services: Services) -> None:
    session = send(client, "你好")["session_id"]
    services.pipeline.between = lambda: withdraw_last(client, services, session)  # type: ignore[attr-defined]
    accepted = send(client, "人工 危险")

    assert waiting(services) == 1
    assert not services.store.withdrawing.is_withdrawn(accepted["submission_id"])


def test_only_the_owner_takes_back(client: TestClient) -> None:
    call = send(client, "人工")
    stranger = TestClient(client.app)

    assert stranger.post(f"{API}/submissions/{call['submission_id']}/withdraw").status_code == 404


def test_taps_reach_the_open_ticket(client: TestClient, services: Services) -> None:
    call = send(client, "人工")
    path = f"{API}/sessions/{call['session_id']}/taps"
    body = {"control": "person", "count": 9, "within_ms": 1_200}
    answers = [client.post(path, json=body).status_code for _ in range(1)]
    (line,) = services.store.tickets.list()
    (signal,) = services.store.tickets.load(line.ticket_id).signals

    assert answers == [204]
    assert (signal.kind, signal.level, signal.evidence[0].span.count) == ("tremor", "high", 9)  # type: ignore[union-attr]


def test_taps_without_a_ticket_wait_for_the_next_message(client: TestClient) -> None:
    said = send(client, "你好")
    body = {"control": "person", "count": 9, "within_ms": 1_200}

    assert client.post(f"{API}/sessions/{said['session_id']}/taps", json=body).status_code == 404
    wrong = client.post(f"{API}/sessions/{said['session_id']}/taps", json=body | {"control": "<b>"})
    assert wrong.status_code == 422


def test_taps_and_the_page_before_come_with_a_message(client: TestClient, services: Services) -> None:
    accepted = send(
        client, "你好", taps="person:9/1200", context_title="养老金", context_url="https://office.example/a?b=c"
    )
    kept = services.store.submissions.load(accepted["submission_id"])

    assert [(each.control, each.count, each.within_ms) for each in kept.taps] == [("person", 9, 1_200)]
    assert kept.came_from is not None
    assert (kept.came_from.title, kept.came_from.address) == ("养老金", "https://office.example/a")


@pytest.mark.parametrize("wrong", ["", "person", "person:1/5", "<b>:3/10", "person:3/10/7"])
def test_taps_that_make_no_sense_keep_no_message_away(client: TestClient, services: Services, wrong: str) -> None:
    accepted = send(client, "你好", taps=wrong)

    assert services.store.submissions.load(accepted["submission_id"]).taps == ()


def test_always_a_person_is_kept_shown_and_undone(client: TestClient, services: Services) -> None:
    session = send(client, "你好")["session_id"]
    told = []
    for is_on in (True, False):
        path = f"{API}/sessions/{session}/always-person"
        assert client.put(path, json={"is_on": is_on}).status_code == 204
        told.append(client.get(f"{API}/sessions/mine").json()["always_person"])

    assert told == [True, False]
    assert not services.store.sessions.load(session).is_always_human


def test_a_new_session_of_the_device_goes_straight_to_a_person(client: TestClient, services: Services) -> None:
    session = send(client, "你好", always_person="yes")["session_id"]
    answer = client.post(f"{API}/submissions", data={"text": "又有事了"})
    other = answer.json()["session_id"]

    assert other != session
    assert services.store.sessions.load(other).is_always_human


def test_the_time_of_taking_back_is_kept(client: TestClient, services: Services) -> None:
    accepted = send(client, "你好")
    withdraw(client, accepted)
    at = services.store.withdrawing.withdrawn(accepted["session_id"])[accepted["submission_id"]]

    assert (datetime.now(UTC) - at).total_seconds() < 60


@pytest.mark.parametrize(("words", "is_on"), [("以后都找真人", True), ("以后不用都找真人了", False)])
def test_always_a_person_can_be_said(client: TestClient, services: Services, words: str, *, is_on: bool) -> None:
    session = send(client, "你好")["session_id"]
    services.store.sessions.set_always_human(session, is_always_human=not is_on)
    send(client, words)

    assert services.store.sessions.load(session).is_always_human is is_on
