"""Taking a message back: it is kept and marked, and what it had set going stops, unless somebody is in danger."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final, Literal

import sqlalchemy as sa

from gateway.errors import NotFoundError
from gateway.issue import Issue, Priority, Resolution, Signal
from gateway.store import asides, clock, codec, tables
from gateway.store.asides import Before
from gateway.store.database import Database
from gateway.store.ticket_changes import close_waiting, replace_signals
from gateway.store.ticket_rows import QUEUED, lock_tickets, note_audit, open_row, touched_by_person
from gateway.ticket import TicketState
from modalities.evidence import EventSpan, Evidence

CUSTOMER = "customer"
FEW = 3
"""Pieces of evidence that a signal keeps of what was done, and as many of what was said: enough to believe it."""
_LEVELS: Final = ("low", "medium", "high")


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal:
    """What became of a message that its sender takes back."""

    submission_id: str
    is_withdrawn: bool
    """False: danger was in it, so that it stays."""
    ticket: Literal["closed", "kept", "none"]
    """Of the ticket that the message had opened: a person who has it already keeps it, and so does one in danger."""


class Withdrawing:
    """Withdrawals, and what hands did meanwhile."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def withdraw(self, submission_id: str) -> Withdrawal:
        """Take a message back: it is kept and marked, its answer and its ticket are as if it had not been sent.

        Twice is as good as once. Danger is never taken back, nor what a person has in hands already. A message that
        others have followed is only marked, and so is one after which a person has done something.

        Raises:
            NotFoundError: there is no such message.
        """
        with self._database.writing() as connection:
            row = connection.execute(
                sa.select(tables.submissions).where(tables.submissions.c.id == submission_id).with_for_update()
            ).first()
            if row is None:
                raise NotFoundError(submission_id)
            aside = asides.aside_row(connection, submission_id)
            before = codec.load(Before, aside.before) if aside is not None and aside.before else None
            if before is not None and before.is_urgent:
                if before.ticket_id is not None:
                    note_audit(connection, before.ticket_id, CUSTOMER, "withdraw asked")
                return Withdrawal(submission_id=submission_id, is_withdrawn=False, ticket=_kept(before))
            if aside is not None and aside.withdrawn_at is not None:
                return Withdrawal(submission_id=submission_id, is_withdrawn=True, ticket=_found(connection, before))
            asides.save_aside(connection, submission_id, withdrawn_at=clock.stamp(clock.now()))
            ticket: Literal["closed", "kept", "none"] = "none"
            if before is not None and _is_last(connection, row):
                ticket = _undo(connection, row, before)
            return Withdrawal(submission_id=submission_id, is_withdrawn=True, ticket=ticket)

    def withdrawn(self, session_id: str) -> dict[str, datetime]:
        """Return the messages of the session that were taken back, and when."""
        table, owners = tables.asides, tables.submissions
        with self._database.reading() as connection:
            rows = connection.execute(
                sa.select(table.c.submission_id, table.c.withdrawn_at)
                .join(owners, owners.c.id == table.c.submission_id)
                .where(owners.c.session_id == session_id, table.c.withdrawn_at.is_not(None))
            ).all()
        return {row.submission_id: clock.moment(row.withdrawn_at) for row in rows}

    def is_withdrawn(self, submission_id: str) -> bool:
        """Say whether the message was taken back."""
        with self._database.reading() as connection:
            return asides.is_withdrawn(connection, submission_id)

    def add_signal(self, session_id: str, signal: Signal) -> None:
        """Note on the open ticket what somebody's hands did just now; the strongest of its kind stays.

        Raises:
            NotFoundError: the session has no open ticket.
        """
        with self._database.writing() as connection:
            lock_tickets(connection, session_id)
            row = open_row(connection, session_id)
            if row is None:
                raise NotFoundError(session_id)
            replace_signals(connection, row.id, lambda known: with_signal(known, signal))


def with_signal(known: tuple[Signal, ...], new: Signal) -> tuple[Signal, ...]:
    """Return what was noticed with ``new``: one signal of its kind, at its highest level, with the most telling taps.

    However often hands tremble, the evidence stays short: ``FEW`` of what was said, ``FEW`` of what was done.
    """
    same = (*(each for each in known if each.kind == new.kind), new)
    level = max((each.level for each in same), key=_LEVELS.index)
    evidence = tuple(dict.fromkeys(piece for each in same for piece in each.evidence))
    said = [each for each in evidence if not isinstance(each.span, EventSpan)]
    done = sorted((each for each in evidence if isinstance(each.span, EventSpan)), key=_count, reverse=True)
    kept = Signal(kind=new.kind, level=level, evidence=(*said[:FEW], *done[:FEW]))
    return (*(each for each in known if each.kind != new.kind), kept)


def _count(evidence: Evidence) -> int:
    return evidence.span.count if isinstance(evidence.span, EventSpan) else 0


def state_before(
    connection: sa.Connection, session_id: str, issue_id: str, *, ticket_id: str | None, is_urgent: bool
) -> Before:
    """Return how the session stands before a message is published, inside its transaction.

    ``ticket_id``: the ticket that the message asks for, if any; it counts as opened by it when none is open.
    """
    table = tables.issues
    data = connection.execute(sa.select(table.c.data).where(table.c.id == issue_id)).scalar()
    others = connection.execute(
        sa.select(table.c.id).where(table.c.session_id == session_id, table.c.id != issue_id, table.c.is_open.is_(True))
    ).scalars()
    return Before(
        issue_id=issue_id,
        issue=codec.load(Issue, data) if data else None,
        open_issues=tuple(others),
        ticket_id=ticket_id if open_row(connection, session_id) is None else None,
        is_urgent=is_urgent,
    )


def _undo(
    connection: sa.Connection,
    submission: sa.Row,  # type: ignore[type-arg]  # a submissions row
    before: Before,
) -> Literal["closed", "kept", "none"]:
    lock_tickets(connection, submission.session_id)
    touched = touched_by_person(connection, submission.session_id, submission.created_at)
    if touched:
        for ticket_id in touched:
            note_audit(connection, ticket_id, CUSTOMER, "withdraw asked")
        return _found(connection, before)
    row = open_row(connection, submission.session_id)
    is_waiting = row is not None and row.state == TicketState.QUEUED.value and row.owner == QUEUED
    if before.ticket_id is not None and row is not None:
        is_free = is_waiting and row.priority != Priority.P0.value
        if not is_free or not close_waiting(connection, row, Resolution(state="withdrawn"), CUSTOMER, "withdraw"):
            note_audit(connection, row.id, CUSTOMER, "withdraw asked")
            return "kept"
    elif row is not None:
        note_audit(connection, row.id, CUSTOMER, "withdraw")
    _restore(connection, before)
    return "closed" if before.ticket_id is not None else "none"


def _restore(connection: sa.Connection, before: Before) -> None:
    table = tables.issues
    if before.issue is not None:
        is_open = before.issue.resolution.state not in {"human_closed", "verified", "user_says_ok", "withdrawn"}
        values = {"is_open": is_open, "data": codec.dump(before.issue)}
        connection.execute(table.update().where(table.c.id == before.issue_id).values(**values))
    else:
        data = connection.execute(sa.select(table.c.data).where(table.c.id == before.issue_id)).scalar()
        if data:
            gone = replace(codec.load(Issue, data), resolution=Resolution(state="withdrawn"))
            values = {"is_open": False, "data": codec.dump(gone)}
            connection.execute(table.update().where(table.c.id == before.issue_id).values(**values))
    if before.open_issues:
        connection.execute(table.update().where(table.c.id.in_(before.open_issues)).values(is_open=True))


def _is_last(connection: sa.Connection, row: sa.Row) -> bool:  # type: ignore[type-arg]  # a submissions row
    table = tables.submissions
    last = connection.execute(sa.select(sa.func.max(table.c.place)).where(table.c.session_id == row.session_id))
    return bool(last.scalar() == row.place)


def _kept(before: Before) -> Literal["closed", "kept", "none"]:
    return "kept" if before.ticket_id is not None else "none"


def _found(connection: sa.Connection, before: Before | None) -> Literal["closed", "kept", "none"]:
    """Return what had become of the ticket when the message was taken back for the first time."""
    if before is None or before.ticket_id is None:
        return "none"
    table = tables.tickets
    state = connection.execute(
        sa.select(table.c.state).where(sa.or_(table.c.id == before.ticket_id, table.c.issue_id == before.issue_id))
    ).scalar()
    return "closed" if state == TicketState.CLOSED.value else "kept"
