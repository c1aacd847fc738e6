"""What stands beside a message in its row: taps of a trembling hand, the page somebody came from, what it changed."""

from dataclasses import dataclass

import sqlalchemy as sa

from gateway.issue import Issue
from gateway.store import codec, tables
from gateway.submission import CameFrom, Submission, Taps


@dataclass(frozen=True, slots=True, kw_only=True)
class TapsTold:
    """Repeats that came with a message."""

    taps: tuple[Taps, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """What publishing a message changed, so that it can be undone."""

    issue_id: str
    issue: Issue | None
    """The issue as it was; None when the message began it."""
    open_issues: tuple[str, ...]
    """The other issues that were open."""
    ticket_id: str | None
    """The ticket that the message opened; None when it opened none."""
    is_urgent: bool
    """There is a danger in it (P0)."""


def note_aside(connection: sa.Connection, submission: Submission) -> None:
    """Keep what came beside a new message, inside a transaction."""
    if submission.taps or submission.came_from is not None:
        came_from = codec.dump(submission.came_from) if submission.came_from is not None else None
        save_aside(connection, submission.id, taps=codec.dump(TapsTold(taps=submission.taps)), came_from=came_from)


def read_aside(connection: sa.Connection, submission_id: str) -> tuple[tuple[Taps, ...], CameFrom | None]:
    """Return what came beside a message, inside a transaction."""
    row = aside_row(connection, submission_id)
    if row is None:
        return (), None
    taps = codec.load(TapsTold, row.taps).taps if row.taps != "[]" else ()
    return taps, codec.load(CameFrom, row.came_from) if row.came_from else None


def note_before(connection: sa.Connection, submission_id: str, before: Before) -> None:
    """Keep what publishing changes, inside its transaction; danger that was found takes a withdrawal back."""
    values: dict[str, object] = {"before": codec.dump(before)}
    if before.is_urgent:
        values["withdrawn_at"] = None
    save_aside(connection, submission_id, **values)


def is_withdrawn(connection: sa.Connection, submission_id: str) -> bool:
    """Say whether a message was taken back, inside a transaction."""
    row = aside_row(connection, submission_id)
    return row is not None and row.withdrawn_at is not None


def aside_row(connection: sa.Connection, submission_id: str) -> sa.Row | None:  # type: ignore[type-arg]  # an asides row
    """Return the row beside a message, None when there is none, inside a transaction."""
    return connection.execute(sa.select(tables.asides).where(tables.asides.c.submission_id == submission_id)).first()


def save_aside(connection: sa.Connection, submission_id: str, **values: object) -> None:
    """Keep values beside a message, inside a transaction."""
    table = tables.asides
    changed = connection.execute(table.update().where(table.c.submission_id == submission_id).values(**values))
    if changed.rowcount == 0:
        connection.execute(table.insert().values(submission_id=submission_id, **values))
