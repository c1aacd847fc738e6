"""Rows of tickets, read inside a transaction: one ticket, whole; the open one of a session; the queue; who acted."""

from dataclasses import replace

import sqlalchemy as sa

from gateway.errors import NotFoundError
from gateway.issue import Priority
from gateway.store import clock, codec, tables
from gateway.store.messages import read_transcript
from gateway.ticket import AuditEntry, Note, Ticket, TicketState

QUEUED = "queued"
HUMAN = "human:"
"""How owners are written in a row; a colleague's name follows ``HUMAN``."""


def open_row(connection: sa.Connection, session_id: str) -> sa.Row | None:  # type: ignore[type-arg]  # a tickets row
    """Return the row of the session's open ticket, inside a transaction."""
    table = tables.tickets
    return connection.execute(
        sa.select(table)
        .where(table.c.session_id == session_id, table.c.state != TicketState.CLOSED.value)
        .order_by(table.c.created_at.desc())
        .limit(1)
    ).first()


def ticket_row(connection: sa.Connection, ticket_id: str) -> sa.Row:  # type: ignore[type-arg]  # a row of the tickets table
    """Return the row of one ticket.

    Raises:
        NotFoundError: there is none.
    """
    row = connection.execute(sa.select(tables.tickets).where(tables.tickets.c.id == ticket_id)).first()
    if row is None:
        raise NotFoundError(ticket_id)
    return row


def load_ticket(connection: sa.Connection, ticket_id: str) -> Ticket:
    """Return the whole ticket: its row, what was said, notes and audit."""
    row = ticket_row(connection, ticket_id)
    state = TicketState(row.state)
    call_back = connection.execute(
        sa.select(tables.sessions.c.call_back).where(tables.sessions.c.id == row.session_id)
    ).scalar()
    return replace(
        codec.load(Ticket, row.data),
        code=row.code,
        state=state,
        owner=row.owner,
        priority=Priority(row.priority),
        queue_no=_queue_no(connection, row) if state is TicketState.QUEUED else None,
        transcript=read_transcript(connection, row.session_id),
        notes=_notes(connection, ticket_id),
        audit=_audit(connection, ticket_id),
        call_back=_shown_number(call_back, is_claimed=state is TicketState.CLAIMED),
    )


def count_before(connection: sa.Connection, priority: str, created_at: str) -> int:
    """Return how many waiting tickets are more urgent, or as urgent and older."""
    table = tables.tickets
    earlier = sa.or_(
        table.c.priority < priority, sa.and_(table.c.priority == priority, table.c.created_at < created_at)
    )
    before = connection.execute(
        sa.select(sa.func.count()).where(table.c.state == TicketState.QUEUED.value, earlier)
    ).scalar()
    return int(before or 0)


def touched_by_person(connection: sa.Connection, session_id: str, since: str) -> tuple[str, ...]:
    """Return the session's tickets that a person owns, or took, gave on, closed or opened again at ``since`` or later.

    ``since``: as ``clock.stamp`` writes it.
    """
    table, audit = tables.tickets, tables.ticket_audit
    acted = sa.exists().where(
        audit.c.ticket_id == table.c.id,
        audit.c.at >= since,
        sa.or_(
            audit.c.action.in_(("claim", "close")),
            audit.c.action.startswith("transfer to "),
            sa.and_(audit.c.action == "reopen", audit.c.actor != "bot"),
        ),
    )
    found = sa.select(table.c.id).where(
        table.c.session_id == session_id, sa.or_(table.c.owner.startswith(HUMAN), acted)
    )
    return tuple(connection.execute(found.order_by(table.c.id)).scalars())


def lock_tickets(connection: sa.Connection, session_id: str) -> None:
    """Keep agents and other messages away from the tickets of the session until the transaction ends.

    Called before issues are changed: tickets are locked before issues everywhere, so that nobody waits in a circle.
    """
    table = tables.tickets
    connection.execute(
        sa.select(table.c.id).where(table.c.session_id == session_id).order_by(table.c.id).with_for_update()
    ).all()


def note_audit(connection: sa.Connection, ticket_id: str, actor: str, action: str) -> None:
    """Add to the audit inside a transaction. ``action`` holds no content."""
    connection.execute(
        tables.ticket_audit.insert().values(
            ticket_id=ticket_id, actor=actor, at=clock.stamp(clock.now()), action=action
        )
    )


def _queue_no(connection: sa.Connection, row: sa.Row) -> int:  # type: ignore[type-arg]  # a row of the tickets table
    return count_before(connection, row.priority, row.created_at) + 1


def _notes(connection: sa.Connection, ticket_id: str) -> tuple[Note, ...]:
    table = tables.ticket_notes
    rows = connection.execute(sa.select(table).where(table.c.ticket_id == ticket_id).order_by(table.c.id)).all()
    return tuple(Note(author=row.author, at=clock.moment(row.at), text=row.text) for row in rows)


def _audit(connection: sa.Connection, ticket_id: str) -> tuple[AuditEntry, ...]:
    table = tables.ticket_audit
    rows = connection.execute(sa.select(table).where(table.c.ticket_id == ticket_id).order_by(table.c.id)).all()
    return tuple(AuditEntry(actor=row.actor, at=clock.moment(row.at), action=row.action) for row in rows)


def _shown_number(number: str | None, *, is_claimed: bool) -> str | None:
    if number is None or is_claimed:
        return number
    return "*" * max(0, len(number) - 2) + number[-2:]
