"""Changes to tickets inside a transaction: one owner at a time, by compare-and-set."""

from collections.abc import Callable
from dataclasses import replace

import sqlalchemy as sa

from gateway.errors import LanternError, NotYoursError
from gateway.issue import Issue, Resolution, Signal
from gateway.store import clock, codec, tables
from gateway.store.ticket_rows import HUMAN, QUEUED, note_audit, ticket_row
from gateway.ticket import Ticket, TicketState

CLOSED = "closed"


class TicketClosedError(LanternError):
    """The ticket is closed: nobody owns it, and nothing is said in it until it is opened again."""

    code = "ticket_closed"


def claim_ticket(connection: sa.Connection, ticket_id: str, agent: str) -> None:
    """Make ``agent`` the owner inside a transaction.

    Raises:
        NotFoundError: there is no such ticket.
        NotYoursError: another agent owns it; the text is their name.
        TicketClosedError: it is closed.
    """
    row = ticket_row(connection, ticket_id)
    if row.state == TicketState.CLOSED.value:
        raise TicketClosedError(ticket_id)
    mine = f"{HUMAN}{agent}"
    if row.owner == mine:
        return
    table = tables.tickets
    at = clock.stamp(clock.now())
    taken = connection.execute(
        table.update()
        .where(table.c.id == ticket_id, table.c.owner.in_([QUEUED, "bot"]), table.c.version == row.version)
        .values(
            owner=mine,
            state=TicketState.CLAIMED.value,
            version=row.version + 1,
            updated_at=at,
            claimed_at=row.claimed_at or at,
        )
    )
    if taken.rowcount == 0:
        found = ticket_row(connection, ticket_id)
        if found.state == TicketState.CLOSED.value:
            raise TicketClosedError(ticket_id)
        raise NotYoursError(found.owner.removeprefix(HUMAN))
    note_audit(connection, ticket_id, agent, "claim")


def change_ticket(connection: sa.Connection, ticket_id: str, **values: object) -> None:
    """Change a ticket inside a transaction; its version grows."""
    table = tables.tickets
    connection.execute(
        table.update()
        .where(table.c.id == ticket_id)
        .values(version=table.c.version + 1, updated_at=clock.stamp(clock.now()), **values)
    )


def close_row(connection: sa.Connection, ticket_id: str, resolution: Resolution, actor: str, action: str) -> None:
    """Close a ticket and its issue inside a transaction, whoever owns it; signals are forgotten."""
    at = clock.stamp(clock.now())
    change_ticket(connection, ticket_id, state=TicketState.CLOSED.value, owner=CLOSED, closed_at=at)
    _resolve(connection, ticket_id, resolution, is_open=False)
    note_audit(connection, ticket_id, actor, action)


def close_waiting(
    connection: sa.Connection,
    row: sa.Row,  # type: ignore[type-arg]  # a tickets row
    resolution: Resolution,
    actor: str,
    action: str,
) -> bool:
    """Close a ticket and its issue only if it still waits as ``row`` shows it; say whether it was closed."""
    table = tables.tickets
    taken = connection.execute(
        table.update()
        .where(
            table.c.id == row.id,
            table.c.state == TicketState.QUEUED.value,
            table.c.owner == QUEUED,
            table.c.version == row.version,
        )
        .values(version=row.version + 1)
    )
    if taken.rowcount == 0:
        return False
    close_row(connection, row.id, resolution, actor, action)
    return True


def reopen_row(connection: sa.Connection, ticket_id: str, actor: str) -> None:
    """Put a closed ticket back into the queue, and open its issue again."""
    change_ticket(connection, ticket_id, state=TicketState.QUEUED.value, owner=QUEUED, closed_at=None)
    _resolve(connection, ticket_id, Resolution(state="reopened"), is_open=True)
    note_audit(connection, ticket_id, actor, "reopen")


def replace_signals(
    connection: sa.Connection, ticket_id: str, change: Callable[[tuple[Signal, ...]], tuple[Signal, ...]]
) -> None:
    """Change what was noticed, in the ticket and in its issue, inside a transaction."""
    row = ticket_row(connection, ticket_id)
    ticket = codec.load(Ticket, row.data)
    change_ticket(connection, ticket_id, data=codec.dump(replace(ticket, signals=change(ticket.signals))))
    table = tables.issues
    stored = connection.execute(sa.select(table.c.data).where(table.c.id == row.issue_id)).scalar()
    if stored is not None:
        issue = codec.load(Issue, stored)
        values = {"data": codec.dump(replace(issue, signals=change(issue.signals)))}
        connection.execute(table.update().where(table.c.id == row.issue_id).values(**values))


def _resolve(connection: sa.Connection, ticket_id: str, resolution: Resolution, *, is_open: bool) -> None:
    row = ticket_row(connection, ticket_id)
    ticket = replace(codec.load(Ticket, row.data), resolution=resolution)
    ticket = ticket if is_open else replace(ticket, signals=())
    change_ticket(connection, ticket_id, data=codec.dump(ticket))
    stored = connection.execute(sa.select(tables.issues.c.data).where(tables.issues.c.id == row.issue_id)).scalar()
    if stored is not None:
        issue = replace(codec.load(Issue, stored), resolution=resolution)
        issue = issue if is_open else replace(issue, signals=())
        connection.execute(
            tables.issues.update()
            .where(tables.issues.c.id == row.issue_id)
            .values(is_open=is_open, data=codec.dump(issue))
        )
