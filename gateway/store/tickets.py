"""Tickets: one owner at a time, changed only by compare-and-set, never overwritten by later thoughts of the bot."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal, get_args

import sqlalchemy as sa

from gateway.errors import LanternError, NotFoundError, NotYoursError
from gateway.issue import Issue, Priority, Resolution, Signal
from gateway.store import clock, codec, tables
from gateway.store.database import Database
from gateway.store.messages import read_transcript
from gateway.ticket import AuditEntry, MediaItem, Note, Ticket, TicketState, TimelineItem

QUEUED = "queued"
CLOSED = "closed"
HUMAN = "human:"
WAITS_COUNTED = 20
"""The wait is estimated from this many last hand-overs."""
MIN_WAITS = 3
Cause = Literal["product", "process", "tech", "people", "policy", "unknown"]


class OtherTicketOpenError(LanternError):
    """A closed ticket cannot be opened again, because the same person has an open one."""

    code = "other_ticket_open"


class TicketClosedError(LanternError):
    """The ticket is closed: nobody owns it, and nothing is said in it until it is opened again."""

    code = "ticket_closed"


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
                return _count_before(connection, priority.value, clock.stamp(clock.now()))
            if own.state != TicketState.QUEUED.value:
                return 0
            return _count_before(connection, min(own.priority, priority.value), own.created_at)

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
            row = _row(connection, ticket_id)
            if row.state == TicketState.CLOSED.value:
                if open_row(connection, row.session_id) is not None:
                    raise OtherTicketOpenError(ticket_id)
                _reopen(connection, ticket_id, agent)
            return load_ticket(connection, ticket_id)

    def note(self, ticket_id: str, agent: str, text: str) -> Ticket:
        """Add a note that customers never see."""
        with self._database.writing() as connection:
            _row(connection, ticket_id)
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
            _row(connection, ticket_id)
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


def merge_draft(connection: sa.Connection, draft: Ticket) -> str:
    """Keep the ticket that the bot drafted, inside a transaction, and return its id.

    The first draft of an issue makes the ticket. Later ones bring the understanding up to date; owner, state, code,
    notes and audit are never touched, the priority never falls, and media and timeline only grow. A closed ticket is
    queued again, so that a person sees what came; when the person has another open ticket, it is seen there.
    """
    table = tables.tickets
    at = clock.stamp(clock.now())
    row = connection.execute(
        sa.select(table).where(sa.or_(table.c.issue_id == draft.id, table.c.id == draft.ticket_id))
    ).first()
    if row is None:
        code = _free_code(connection, draft.code)
        connection.execute(
            table.insert().values(
                id=draft.ticket_id,
                issue_id=draft.id,
                session_id=draft.session_id,
                code=code,
                state=TicketState.QUEUED.value,
                owner=QUEUED,
                priority=draft.priority.value,
                version=1,
                created_at=at,
                updated_at=at,
                data=codec.dump(replace(draft, code=code, transcript=())),
            )
        )
        note_audit(connection, draft.ticket_id, "bot", "hand over")
        return draft.ticket_id
    before = codec.load(Ticket, row.data)
    merged = replace(
        draft,
        ticket_id=row.id,
        code=row.code,
        transcript=(),
        media=_merged_media(before.media, draft.media),
        timeline=_merged_timeline(before.timeline, draft.timeline),
        priority=min(Priority(row.priority), draft.priority),
        sla_due=min((due for due in (before.sla_due, draft.sla_due) if due is not None), default=None),
        failure=before.failure if draft.failure == "none" else draft.failure,
    )
    change_ticket(connection, row.id, priority=merged.priority.value, data=codec.dump(merged))
    if row.state == TicketState.CLOSED.value and open_row(connection, row.session_id) is None:
        _reopen(connection, row.id, "bot")
    return str(row.id)


def open_row(connection: sa.Connection, session_id: str) -> sa.Row | None:  # type: ignore[type-arg]  # a tickets row
    """Return the row of the session's open ticket, inside a transaction."""
    table = tables.tickets
    return connection.execute(
        sa.select(table)
        .where(table.c.session_id == session_id, table.c.state != TicketState.CLOSED.value)
        .order_by(table.c.created_at.desc())
        .limit(1)
    ).first()


def claim_ticket(connection: sa.Connection, ticket_id: str, agent: str) -> None:
    """Make ``agent`` the owner inside a transaction.

    Raises:
        NotFoundError: there is no such ticket.
        NotYoursError: another agent owns it; the text is their name.
        TicketClosedError: it is closed.
    """
    row = _row(connection, ticket_id)
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
        found = _row(connection, ticket_id)
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


def lock_tickets(connection: sa.Connection, session_id: str) -> None:
    """Keep agents and other messages away from the tickets of the session until the transaction ends.

    Called before issues are changed: tickets are locked before issues everywhere, so that nobody waits in a circle.
    """
    table = tables.tickets
    connection.execute(
        sa.select(table.c.id).where(table.c.session_id == session_id).order_by(table.c.id).with_for_update()
    ).all()


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


def replace_signals(
    connection: sa.Connection, ticket_id: str, change: Callable[[tuple[Signal, ...]], tuple[Signal, ...]]
) -> None:
    """Change what was noticed, in the ticket and in its issue, inside a transaction."""
    row = _row(connection, ticket_id)
    ticket = codec.load(Ticket, row.data)
    change_ticket(connection, ticket_id, data=codec.dump(replace(ticket, signals=change(ticket.signals))))
    table = tables.issues
    stored = connection.execute(sa.select(table.c.data).where(table.c.id == row.issue_id)).scalar()
    if stored is not None:
        issue = codec.load(Issue, stored)
        values = {"data": codec.dump(replace(issue, signals=change(issue.signals)))}
        connection.execute(table.update().where(table.c.id == row.issue_id).values(**values))


def note_audit(connection: sa.Connection, ticket_id: str, actor: str, action: str) -> None:
    """Add to the audit inside a transaction. ``action`` holds no content."""
    connection.execute(
        tables.ticket_audit.insert().values(
            ticket_id=ticket_id, actor=actor, at=clock.stamp(clock.now()), action=action
        )
    )


def load_ticket(connection: sa.Connection, ticket_id: str) -> Ticket:
    """Return the whole ticket inside a transaction."""
    row = _row(connection, ticket_id)
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


def _row(connection: sa.Connection, ticket_id: str) -> sa.Row:  # type: ignore[type-arg]  # a row of the tickets table
    row = connection.execute(sa.select(tables.tickets).where(tables.tickets.c.id == ticket_id)).first()
    if row is None:
        raise NotFoundError(ticket_id)
    return row


def _queue_no(connection: sa.Connection, row: sa.Row) -> int:  # type: ignore[type-arg]  # a row of the tickets table
    return _count_before(connection, row.priority, row.created_at) + 1


def _count_before(connection: sa.Connection, priority: str, created_at: str) -> int:
    """Return how many waiting tickets are more urgent, or as urgent and older."""
    table = tables.tickets
    earlier = sa.or_(
        table.c.priority < priority, sa.and_(table.c.priority == priority, table.c.created_at < created_at)
    )
    before = connection.execute(
        sa.select(sa.func.count()).where(table.c.state == TicketState.QUEUED.value, earlier)
    ).scalar()
    return int(before or 0)


def _notes(connection: sa.Connection, ticket_id: str) -> tuple[Note, ...]:
    table = tables.ticket_notes
    rows = connection.execute(sa.select(table).where(table.c.ticket_id == ticket_id).order_by(table.c.id)).all()
    return tuple(Note(author=row.author, at=clock.moment(row.at), text=row.text) for row in rows)


def _audit(connection: sa.Connection, ticket_id: str) -> tuple[AuditEntry, ...]:
    table = tables.ticket_audit
    rows = connection.execute(sa.select(table).where(table.c.ticket_id == ticket_id).order_by(table.c.id)).all()
    return tuple(AuditEntry(actor=row.actor, at=clock.moment(row.at), action=row.action) for row in rows)


def _reopen(connection: sa.Connection, ticket_id: str, actor: str) -> None:
    change_ticket(connection, ticket_id, state=TicketState.QUEUED.value, owner=QUEUED, closed_at=None)
    _resolve(connection, ticket_id, Resolution(state="reopened"), is_open=True)
    note_audit(connection, ticket_id, actor, "reopen")


def _shown_number(number: str | None, *, is_claimed: bool) -> str | None:
    if number is None or is_claimed:
        return number
    return "*" * max(0, len(number) - 2) + number[-2:]


def _free_code(connection: sa.Connection, wanted: str) -> str:
    code = wanted or clock.new_code()
    table = tables.tickets
    while connection.execute(sa.select(table.c.id).where(table.c.code == code)).first() is not None:
        code = clock.new_code()
    return code


def _merged_media(before: tuple[MediaItem, ...], new: tuple[MediaItem, ...]) -> tuple[MediaItem, ...]:
    fresh = {item.input_id for item in new}
    return (*(item for item in before if item.input_id not in fresh), *new)


def _merged_timeline(before: tuple[TimelineItem, ...], new: tuple[TimelineItem, ...]) -> tuple[TimelineItem, ...]:
    known = {(item.at, item.kind, item.text, item.t_s) for item in before}
    added = tuple(item for item in new if (item.at, item.kind, item.text, item.t_s) not in known)
    return tuple(sorted((*before, *added), key=lambda item: item.at))


def _cause(cause: str) -> Cause:
    return next((known for known in get_args(Cause) if known == cause), "unknown")


def _resolve(connection: sa.Connection, ticket_id: str, resolution: Resolution, *, is_open: bool) -> None:
    row = _row(connection, ticket_id)
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
