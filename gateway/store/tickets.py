"""Tickets: one owner at a time, changed only by compare-and-set, never overwritten by later thoughts of the bot."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args

import sqlalchemy as sa

from gateway.errors import LanternError
from gateway.issue import Priority, Resolution
from gateway.store import clock, tables
from gateway.store.database import Database
from gateway.store.ticket_changes import change_ticket, claim_ticket, close_row, reopen_row
from gateway.store.ticket_rows import HUMAN, QUEUED, count_before, load_ticket, note_audit, open_row, ticket_row
from gateway.ticket import Ticket, TicketState

WAITS_COUNTED = 20
"""The wait is estimated from this many last hand-overs."""
MIN_WAITS = 3
Cause = Literal["product", "process", "tech", "people", "policy", "unknown"]


class OtherTicketOpenError(LanternError):
    """A closed ticket cannot be opened again, because the same person has an open one."""

    code = "other_ticket_open"


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueLine:
    """One ticket in the list of the desk."""

    ticket_id: str
    session_id: str
    code: str
    state: TicketState
    owner: str
    priority: Priority
    created_at: datetime
    updated_at: datetime
    one_line: str
    first_line_for_agent: str


class Tickets:
    """The tickets in the store."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def list(self, states: Sequence[TicketState] = (TicketState.QUEUED, TicketState.CLAIMED)) -> tuple[QueueLine, ...]:
        """Return the tickets in these states: the most urgent first, then the oldest."""
        table = tables.tickets
        with self._database.reading() as connection:
            rows = connection.execute(
                sa.select(table)
                .where(table.c.state.in_([state.value for state in states]))
                .order_by(table.c.priority, table.c.created_at)
            ).all()
        return tuple(_line(row) for row in rows)

    def load(self, ticket_id: str) -> Ticket:
        """Return the whole ticket.

        Raises:
            NotFoundError: there is none.
        """
        with self._database.reading() as connection:
            return load_ticket(connection, ticket_id)

    def open_of(self, session_id: str) -> Ticket | None:
        """Return the ticket of the session that is not closed; None when there is none."""
        with self._database.reading() as connection:
            row = open_row(connection, session_id)
            return load_ticket(connection, row.id) if row is not None else None

    def newest_of(self, session_id: str) -> Ticket | None:
        """Return the newest ticket of the session, open or closed."""
        table = tables.tickets
        with self._database.reading() as connection:
            found = connection.execute(
                sa.select(table.c.id)
                .where(table.c.session_id == session_id)
                .order_by(table.c.created_at.desc())
                .limit(1)
            ).scalar()
            return load_ticket(connection, found) if found is not None else None

    def session_of_code(self, code: str) -> str | None:
        """Return the session whose ticket has this code; None when no ticket has it."""
        with self._database.reading() as connection:
            return connection.execute(
                sa.select(tables.tickets.c.session_id).where(tables.tickets.c.code == code.strip().upper())
            ).scalar()

    def queue_before(self, session_id: str, priority: Priority = Priority.P2) -> int:
        """Return how many tickets are answered before the session's own, or before a new one of ``priority``.

        An open ticket keeps its place in its priority and rises when ``priority`` is more urgent than its own.
        """
        with self._database.reading() as connection:
            own = open_row(connection, session_id)
            if own is None:
                return count_before(connection, priority.value, clock.stamp(clock.now()))
            if own.state != TicketState.QUEUED.value:
                return 0
            return count_before(connection, min(own.priority, priority.value), own.created_at)

    def wait_estimate_s(self) -> float | None:
        """Return the median wait of the last hand-overs in seconds; None when there are too few to say."""
        table = tables.tickets
        with self._database.reading() as connection:
            rows = connection.execute(
                sa.select(table.c.created_at, table.c.claimed_at)
                .where(table.c.claimed_at.is_not(None))
                .order_by(table.c.claimed_at.desc())
                .limit(WAITS_COUNTED)
            ).all()
        waits = sorted((clock.moment(row.claimed_at) - clock.moment(row.created_at)).total_seconds() for row in rows)
        return waits[len(waits) // 2] if len(waits) >= MIN_WAITS else None

    def claim(self, ticket_id: str, agent: str) -> Ticket:
        """Make ``agent`` the owner; the owner's own second claim does no harm.

        Raises:
            NotFoundError: there is no such ticket.
            NotYoursError: somebody else was first; the text is their name.
            TicketClosedError: the ticket is closed.
        """
        with self._database.writing() as connection:
            claim_ticket(connection, ticket_id, agent)
            return load_ticket(connection, ticket_id)

    def transfer(self, ticket_id: str, agent: str, to: str | None) -> Ticket:
        """Give the ticket to another agent, or back to the queue (None); TicketClosedError for a closed one."""
        with self._database.writing() as connection:
            claim_ticket(connection, ticket_id, agent)
            owner, state = (f"{HUMAN}{to}", TicketState.CLAIMED) if to else (QUEUED, TicketState.QUEUED)
            change_ticket(connection, ticket_id, state=state.value, owner=owner)
            note_audit(connection, ticket_id, agent, f"transfer to {to or 'the queue'}")
            return load_ticket(connection, ticket_id)

    def close(self, ticket_id: str, agent: str, cause: str) -> Ticket:
        """Close the ticket and its issue; what was only noticed in passing (signals) is forgotten.

        Raises:
            NotFoundError: there is no such ticket.
            NotYoursError: another agent owns it.
            TicketClosedError: it is closed already.
        """
        with self._database.writing() as connection:
            claim_ticket(connection, ticket_id, agent)
            close_row(connection, ticket_id, Resolution(state="human_closed", cause=_cause(cause)), agent, "close")
            return load_ticket(connection, ticket_id)

    def reopen(self, ticket_id: str, agent: str) -> Ticket:
        """Put a closed ticket back into the queue; an open one stays as it is.

        Raises:
            NotFoundError: there is no such ticket.
            OtherTicketOpenError: this person has another open ticket; one matter is in one pair of hands.
        """
        with self._database.writing() as connection:
            row = ticket_row(connection, ticket_id)
            if row.state == TicketState.CLOSED.value:
                if open_row(connection, row.session_id) is not None:
                    raise OtherTicketOpenError(ticket_id)
                reopen_row(connection, ticket_id, agent)
            return load_ticket(connection, ticket_id)

    def note(self, ticket_id: str, agent: str, text: str) -> Ticket:
        """Add a note that customers never see."""
        with self._database.writing() as connection:
            ticket_row(connection, ticket_id)
            connection.execute(
                tables.ticket_notes.insert().values(
                    ticket_id=ticket_id, author=agent, at=clock.stamp(clock.now()), text=text
                )
            )
            note_audit(connection, ticket_id, agent, "note")
            return load_ticket(connection, ticket_id)

    def defect(self, ticket_id: str, agent: str, cause: str) -> Ticket:
        """File a defect of the product that stopped this person."""
        with self._database.writing() as connection:
            ticket_row(connection, ticket_id)
            connection.execute(
                tables.defects.insert().values(
                    ticket_id=ticket_id, agent=agent, at=clock.stamp(clock.now()), cause=cause
                )
            )
            note_audit(connection, ticket_id, agent, "defect")
            return load_ticket(connection, ticket_id)

    def audit(self, session_id: str, agent: str, action: str) -> None:
        """Write an action into the audit of every ticket of the session."""
        with self._database.writing() as connection:
            rows = connection.execute(
                sa.select(tables.tickets.c.id).where(tables.tickets.c.session_id == session_id)
            ).all()
            for row in rows:
                note_audit(connection, row.id, agent, action)


def _cause(cause: str) -> Cause:
    return next((known for known in get_args(Cause) if known == cause), "unknown")


def _line(row: sa.Row) -> QueueLine:  # type: ignore[type-arg]  # a row of the tickets table
    seen = json.loads(row.data)
    return QueueLine(
        ticket_id=row.id,
        session_id=row.session_id,
        code=row.code,
        state=TicketState(row.state),
        owner=row.owner,
        priority=Priority(row.priority),
        created_at=clock.moment(row.created_at),
        updated_at=clock.moment(row.updated_at),
        one_line=seen["one_line"],
        first_line_for_agent=seen["first_line_for_agent"],
    )
