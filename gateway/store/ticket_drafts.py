"""The ticket that the bot drafts, kept or joined with the one that is there."""

from dataclasses import replace

import sqlalchemy as sa

from gateway.issue import Priority
from gateway.store import clock, codec, tables
from gateway.store.ticket_changes import change_ticket, reopen_row
from gateway.store.ticket_rows import QUEUED, note_audit, open_row
from gateway.ticket import MediaItem, Ticket, TicketState, TimelineItem


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
        reopen_row(connection, row.id, "bot")
    return str(row.id)


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
