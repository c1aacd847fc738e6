"""What agents do with tickets, on the real store."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from gateway.errors import EmptyMessageError, NotFoundError, NotYoursError, OutboundBlockedError
from gateway.intake import Incoming
from gateway.issue import Priority, Resolution
from gateway.settings import Settings
from gateway.steps import known
from gateway.store.agents import AgentRole
from gateway.store.ticket_changes import TicketClosedError
from gateway.store.ticket_drafts import merge_draft
from gateway.store.tickets import OtherTicketOpenError
from gateway.ticket import TicketState
from tests.fake_pipeline import FakePipeline
from ui.services import Services, open_services


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    opened = open_services(Settings(data_dir=tmp_path / "data", offline=True), FakePipeline())  # type: ignore[arg-type]  # the fake has the same surface
    yield opened
    opened.close()


@pytest.fixture
def ticket_id(services: Services) -> str:
    accepted = services.intake.accept(Incoming(text="人工", language="zh-CN", channel="api"))
    ticket = services.store.tickets.open_of(accepted.session_id)
    assert ticket is not None
    return ticket.ticket_id


def test_of_many_who_claim_at_once_one_gets_the_ticket(services: Services, ticket_id: str) -> None:
    def claim(name: str) -> str:
        try:
            services.deskwork.claim(ticket_id, name)
        except NotYoursError as error:
            return str(error)
        return name

    names = [f"agent{number}" for number in range(6)]
    with ThreadPoolExecutor(6) as pool:
        owners = set(pool.map(claim, names))

    assert len(owners) == 1
    assert owners <= set(names)


def test_a_reply_claims_and_stands_in_the_conversation(services: Services, ticket_id: str) -> None:
    services.deskwork.reply(ticket_id, "li", "请点下一步。")

    ticket = services.store.tickets.load(ticket_id)
    assert (ticket.state, ticket.owner) == (TicketState.CLAIMED, "human:li")
    assert ticket.transcript[-1].text == "请点下一步。"
    assert len([m for m in services.store.messages.list(ticket.session_id) if m.agent == "li"]) == 1


def test_words_that_must_never_leave_stay_here(services: Services, ticket_id: str) -> None:
    with pytest.raises(OutboundBlockedError):
        services.deskwork.reply(ticket_id, "li", "请把收到的验证码告诉我")
    with pytest.raises(EmptyMessageError):
        services.deskwork.reply(ticket_id, "li", "  ")

    ticket = services.store.tickets.load(ticket_id)
    assert TicketState.QUEUED is ticket.state
    assert [part for part in ticket.transcript if part.author.value == "agent"] == []


def test_nobody_answers_a_ticket_of_somebody_else(services: Services, ticket_id: str) -> None:
    services.deskwork.claim(ticket_id, "li")
    with pytest.raises(NotYoursError, match="li"):
        services.deskwork.reply(ticket_id, "wang", "您好。")
    with pytest.raises(NotYoursError, match="li"):
        services.deskwork.close(ticket_id, "wang")


def test_a_ticket_goes_to_a_colleague_or_back_to_the_queue(services: Services, ticket_id: str) -> None:
    services.store.agents.add("wang", AgentRole.AGENT, None)
    services.deskwork.claim(ticket_id, "li")
    with pytest.raises(NotFoundError):
        services.deskwork.transfer(ticket_id, "li", "nobody")

    assert services.deskwork.transfer(ticket_id, "li", "wang").owner == "human:wang"
    assert TicketState.QUEUED is services.deskwork.transfer(ticket_id, "wang", "queue").state


def test_closing_closes_the_issue_and_reopening_queues_it_again(services: Services, ticket_id: str) -> None:
    closed = services.deskwork.close(ticket_id, "li", "product")
    session = closed.session_id
    issue_after_close = services.store.publishing.open_issue(session)
    reopened = services.deskwork.reopen(ticket_id, "li")

    assert (
        closed.state,
        closed.resolution.state,
        closed.resolution.cause,
    ) == (TicketState.CLOSED, "human_closed", "product")
    assert issue_after_close is None
    assert (reopened.state, reopened.owner) == (TicketState.QUEUED, "queued")
    assert services.store.publishing.open_issue(session) is not None


def test_later_messages_never_touch_owner_code_and_notes(services: Services, ticket_id: str) -> None:
    before = services.deskwork.note(ticket_id, "li", "ring after five")
    services.deskwork.claim(ticket_id, "li")
    services.intake.accept(Incoming(text="还有一件", language="zh-CN", channel="api", session_id=before.session_id))
    after = services.store.tickets.load(ticket_id)

    assert len(services.store.tickets.list()) == 1
    assert (before.code, "human:li", before.notes) == (after.code, after.owner, after.notes)
    assert len(after.submission_ids) == 2


def test_the_number_to_ring_is_shown_to_the_owner_only(services: Services, ticket_id: str) -> None:
    session = services.store.tickets.load(ticket_id).session_id
    services.store.sessions.set_call_back(session, "13812345678")
    hidden = services.store.tickets.load(ticket_id).call_back

    assert hidden == "*********78"
    assert services.deskwork.claim(ticket_id, "li").call_back == "13812345678"


def test_somebody_who_used_the_desk_is_on_duty_and_a_disabled_agent_is_not(services: Services) -> None:
    services.store.agents.add("li", AgentRole.AGENT, None)
    key = services.store.agents.new_token("li")
    before = services.store.agents.is_somebody_on_duty()
    agent = services.store.agents.of_key(key)
    during = services.store.agents.is_somebody_on_duty()
    services.store.agents.disable("li")

    assert (before, during, services.store.agents.is_somebody_on_duty()) == (False, True, False)
    assert agent is not None
    assert services.store.agents.of_key(key) is None


def test_what_comes_for_a_closed_ticket_brings_it_back_into_the_queue(services: Services, ticket_id: str) -> None:
    closed = services.deskwork.close(ticket_id, "li", "product")
    draft = replace(closed, owner="bot", state=TicketState.QUEUED)
    with services.store.database.writing() as connection:
        merge_draft(connection, draft)
    after = services.store.tickets.load(ticket_id)

    assert (after.state, after.owner, after.resolution.state) == (TicketState.QUEUED, "queued", "reopened")
    assert (after.audit[-1].actor, after.audit[-1].action) == ("bot", "reopen")
    assert services.store.publishing.open_issue(closed.session_id) is not None


def test_beside_another_open_ticket_a_closed_one_stays_closed(services: Services, ticket_id: str) -> None:
    closed = services.deskwork.close(ticket_id, "li", "product")
    other = replace(closed, id="i-other", ticket_id="t-other", code="")
    with services.store.database.writing() as connection:
        merge_draft(connection, other)
        merge_draft(connection, closed)

    assert services.store.tickets.load(ticket_id).state is TicketState.CLOSED
    assert [line.ticket_id for line in services.store.tickets.list()] == ["t-other"]


def test_nobody_claims_answers_hands_on_or_closes_a_closed_ticket(services: Services, ticket_id: str) -> None:
    services.deskwork.close(ticket_id, "li", "product")
    for act in (
        lambda: services.deskwork.claim(ticket_id, "wang"),
        lambda: services.deskwork.reply(ticket_id, "wang", "您好"),
        lambda: services.deskwork.transfer(ticket_id, "wang", "queue"),
        lambda: services.deskwork.close(ticket_id, "li"),
    ):
        with pytest.raises(TicketClosedError):
            act()


def test_a_new_password_ends_old_keys_and_signing_out_ends_presence(services: Services) -> None:
    agents = services.store.agents
    was_known = [agents.add("li", AgentRole.AGENT, "long enough"), agents.add("wang", AgentRole.AGENT, "long enough")]
    old, others = agents.new_token("li"), agents.new_token("wang")
    was_known.append(agents.add("li", AgentRole.SUPERVISOR, "another one"))
    fresh = agents.sign_in("li", "another one")
    assert fresh is not None
    found = [agents.of_key(key) is not None for key in (old, others, fresh)]
    agents.disable("wang")
    is_here = agents.is_somebody_on_duty()
    agents.sign_out(fresh)

    assert (was_known, found, is_here) == ([False, False, True], [False, True, True], True)
    assert not agents.is_somebody_on_duty()


def test_nobody_waits_behind_their_own_ticket(services: Services, ticket_id: str) -> None:
    session = services.store.tickets.load(ticket_id).session_id
    other = services.intake.open_session(language="zh-CN", channel="api")

    assert known.duty(services.store, session).queue_before == 0
    assert known.duty(services.store, other).queue_before == 1
    assert known.duty(services.store, other, Priority.P0).queue_before == 0
    services.deskwork.claim(ticket_id, "li")
    assert known.duty(services.store, session).queue_before == 0


def test_one_person_never_has_two_open_tickets(services: Services, ticket_id: str) -> None:
    session = services.deskwork.close(ticket_id, "li").session_id
    services.intake.accept(Incoming(text="又找人工", language="zh-CN", channel="api", session_id=session))
    with pytest.raises(OtherTicketOpenError):
        services.deskwork.reopen(ticket_id, "li")

    assert len(services.store.tickets.list()) == 1


def test_after_reopening_messages_belong_to_the_reopened_ticket(services: Services, ticket_id: str) -> None:
    before = services.deskwork.close(ticket_id, "li")
    say = Incoming(text="另一件", language="zh-CN", channel="api", session_id=before.session_id)
    services.intake.accept(say)
    services.deskwork.reopen(ticket_id, "li")
    again = services.intake.accept(say)
    after = services.store.tickets.load(ticket_id)

    assert again.submission_id in after.submission_ids
    assert len(services.store.tickets.list()) == 1


def test_what_the_person_called_done_is_not_gone_on_with(services: Services) -> None:
    first = services.intake.accept(Incoming(text="你好", language="zh-CN", channel="api"))
    outcome = services.store.submissions.outcome(first.submission_id)
    assert outcome is not None
    was_open = services.store.publishing.open_issue(first.session_id)
    pipeline = services.pipeline
    assert isinstance(pipeline, FakePipeline)
    pipeline.resolution = Resolution(state="user_says_ok")
    services.intake.accept(Incoming(choice="gone_ok", language="zh-CN", channel="api", session_id=first.session_id))

    assert was_open is not None
    assert services.store.publishing.open_issue(first.session_id) is None
