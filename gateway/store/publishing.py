"""The one transaction in which a thought becomes an answer, an issue and, where needed, a ticket."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace

import sqlalchemy as sa

from elder_mode.reply import Presentation
from gateway.errors import NotFoundError
from gateway.issue import Issue, Priority
from gateway.outcome import Outcome, State
from gateway.store import clock, codec, tables
from gateway.store.asides import Before, aside_row, is_withdrawn, note_before
from gateway.store.database import Database
from gateway.store.events import note_event
from gateway.store.messages import add_message, add_transcript, bot_message_id
from gateway.store.submissions import OWED
from gateway.store.ticket_drafts import merge_draft
from gateway.store.ticket_rows import HUMAN, load_ticket, lock_tickets, open_row
from gateway.store.withdrawing import state_before
from gateway.ticket import Author, TranscriptPart

LAST_LOOKED_AT = 5
"""Issues looked at for the last one; whoever takes back more in a row begins anew."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What was thought about a submission, before anybody can see it."""

    outcome: Outcome
    presentation: Presentation
    transcript: tuple[TranscriptPart, ...]


class Publishing:
    """Drafts and their publication."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def save_draft(self, submission_id: str, draft: Draft) -> None:
        """Keep the draft; a second one replaces it as long as nothing is published."""
        table = tables.submissions
        with self._database.writing() as connection:
            connection.execute(
                table.update()
                .where(table.c.id == submission_id, table.c.outcome.is_(None))
                .values(thought=codec.dump(draft), progress="thought")
            )

    def draft(self, submission_id: str) -> Draft | None:
        """Return the draft, None when there is none.

        Raises:
            NotFoundError: the submission was erased.
        """
        with self._database.reading() as connection:
            row = connection.execute(
                sa.select(tables.submissions.c.thought).where(tables.submissions.c.id == submission_id)
            ).first()
        if row is None:
            raise NotFoundError(submission_id)
        return codec.load(Draft, row.thought) if row.thought else None

    def publish(self, submission_id: str, draft: Draft, *, owes_media: bool = False) -> Outcome | None:
        """Make the draft visible, whole or not at all, and return what was published; None when it already was.

        When a human being has taken the conversation over meanwhile, the ticket learns what was understood, and the
        bot's words are dropped. ``owes_media``: only the typed words were looked at; ``add_late`` brings the rest.
        """
        with self._database.writing() as connection:
            row = _locked(connection, submission_id)
            if row is None:
                raise NotFoundError(submission_id)
            if row.outcome is not None:
                return None
            outcome = draft.outcome
            is_urgent = _is_urgent(outcome)
            if not is_urgent and is_withdrawn(connection, submission_id):
                return _kept_withdrawn(connection, submission_id, outcome)
            lock_tickets(connection, row.session_id)
            note_before(
                connection,
                submission_id,
                state_before(
                    connection,
                    row.session_id,
                    outcome.issue.id,
                    ticket_id=outcome.ticket.ticket_id if outcome.ticket is not None else None,
                    is_urgent=is_urgent,
                ),
            )
            owned = open_row(connection, row.session_id)
            is_muted = owned is not None and owned.owner.startswith(HUMAN)
            if is_muted:
                outcome = _silent(outcome)
            _save_issue(connection, row.session_id, outcome.issue)
            add_transcript(connection, row.session_id, submission_id, _heard(draft.transcript, is_muted=is_muted))
            outcome = _with_ticket(connection, outcome, submission_id)
            note_event(connection, row.session_id, submission_id, "understood", outcome.issue.id)
            if not is_muted:
                add_message(
                    connection,
                    message_id=bot_message_id(submission_id),
                    session_id=row.session_id,
                    author=Author.BOT,
                    reply=outcome.reply,
                    presentation=draft.presentation,
                    submission_id=submission_id,
                    ticket_id=outcome.ticket.ticket_id if outcome.ticket else None,
                )
                note_event(connection, row.session_id, submission_id, "reply", bot_message_id(submission_id))
            connection.execute(
                tables.submissions.update()
                .where(tables.submissions.c.id == submission_id)
                .values(
                    outcome=codec.dump(outcome),
                    issue_id=outcome.issue.id,
                    is_dropped=is_muted,
                    progress="published",
                    thought=None,
                    attempts=json.dumps(json.loads(row.attempts) | ({OWED: 1} if owes_media else {})),
                )
            )
        return outcome

    def add_late(self, submission_id: str, draft: Draft | None) -> None:
        """Bring what the media of an answered message hold into its issue and ticket, once and without a word.

        None = nothing could be made of them; the ticket has the originals. When the message was taken back meanwhile,
        nothing comes of them, unless there is danger in them: it takes the withdrawal back.
        """
        with self._database.writing() as connection:
            row = _locked(connection, submission_id)
            if row is None or json.loads(row.attempts).get(OWED) != 1:
                return
            was_withdrawn = is_withdrawn(connection, submission_id)
            is_urgent = draft is not None and _is_urgent(draft.outcome)
            if draft is not None and (is_urgent or not was_withdrawn):
                lock_tickets(connection, row.session_id)
                if is_urgent:
                    note_before(connection, submission_id, _urgent_before(connection, row, draft.outcome))
                issue, table = draft.outcome.issue, tables.issues
                changed = table.update().where(table.c.id == issue.id).values(data=codec.dump(issue))
                # Danger can be a matter of its own: its ticket must find its issue, and the next message it.
                is_new = connection.execute(changed).rowcount == 0 and draft.outcome.ticket is not None
                if was_withdrawn or is_new:
                    _save_issue(connection, row.session_id, issue)
                add_transcript(connection, row.session_id, submission_id, _heard(draft.transcript, is_muted=True))
                _with_ticket(connection, draft.outcome, submission_id)
            connection.execute(
                tables.submissions.update()
                .where(tables.submissions.c.id == submission_id)
                .values(attempts=json.dumps(json.loads(row.attempts) | {OWED: 0}))
            )

    def open_issue(self, session_id: str) -> Issue | None:
        """Return the issue that the next message belongs to: that of the open ticket, else the one that is not closed.

        None when there is none.
        """
        table = tables.issues
        with self._database.reading() as connection:
            ticket = open_row(connection, session_id)
            owned = sa.select(table.c.data).where(table.c.id == (ticket.issue_id if ticket is not None else None))
            with_person = connection.execute(owned).scalar()
            if with_person:
                return codec.load(Issue, with_person)
            data = connection.execute(
                sa.select(table.c.data)
                .where(table.c.session_id == session_id, table.c.is_open.is_(True))
                .order_by(table.c.updated_at.desc())
                .limit(1)
            ).scalar()
        return codec.load(Issue, data) if data else None

    def last_issue(self, session_id: str) -> Issue | None:
        """Return the issue that was touched last, open or closed; None when there was none. Withdrawn ones are none."""
        table = tables.issues
        with self._database.reading() as connection:
            rows = connection.execute(
                sa.select(table.c.data)
                .where(table.c.session_id == session_id)
                .order_by(table.c.updated_at.desc())
                .limit(LAST_LOOKED_AT)
            ).scalars()
            known = (codec.load(Issue, data) for data in rows)
            return next((issue for issue in known if issue.resolution.state != "withdrawn"), None)


def _is_urgent(outcome: Outcome) -> bool:
    """Say whether danger was found, in this message or in the matter that it belongs to."""
    return outcome.route.priority is Priority.P0 or any(
        risk.level is Priority.P0 and not risk.is_message for risk in outcome.issue.risk
    )


def _locked(connection: sa.Connection, submission_id: str) -> sa.Row | None:  # type: ignore[type-arg]  # its row
    """Return the submission's row, which nobody else publishes or takes back until the transaction ends."""
    table = tables.submissions
    return connection.execute(sa.select(table).where(table.c.id == submission_id).with_for_update()).first()


def _urgent_before(
    connection: sa.Connection,
    row: sa.Row,  # type: ignore[type-arg]  # a submissions row
    outcome: Outcome,
) -> Before:
    """Return what publishing the message changed, now that danger was found in what came late."""
    ticket_id = outcome.ticket.ticket_id if outcome.ticket is not None else None
    now = state_before(connection, row.session_id, outcome.issue.id, ticket_id=ticket_id, is_urgent=True)
    aside = aside_row(connection, row.id)
    if aside is None or not aside.before:
        return now
    before = codec.load(Before, aside.before)
    return replace(before, ticket_id=before.ticket_id or now.ticket_id, is_urgent=True)


def _kept_withdrawn(connection: sa.Connection, submission_id: str, outcome: Outcome) -> Outcome:
    """Keep what was understood of a message that was taken back, and let nothing come of it."""
    outcome = replace(_silent(outcome), state=State.WITHDRAWN, ticket=None)
    connection.execute(
        tables.submissions.update()
        .where(tables.submissions.c.id == submission_id)
        .values(outcome=codec.dump(outcome), is_dropped=True, progress="published", thought=None)
    )
    return outcome


def _silent(outcome: Outcome) -> Outcome:
    return replace(
        outcome,
        state=State.WITH_PERSON,
        reply=replace(outcome.reply, cards=(), choices=(), hotlines=(), article_id=None, marked_url=None),
    )


def _heard(parts: Sequence[TranscriptPart], *, is_muted: bool) -> tuple[TranscriptPart, ...]:
    return tuple(part for part in parts if not is_muted or part.author is Author.CUSTOMER)


def _save_issue(connection: sa.Connection, session_id: str, issue: Issue) -> None:
    table = tables.issues
    values = {
        "is_open": issue.resolution.state not in {"human_closed", "verified", "user_says_ok", "withdrawn"},
        "updated_at": clock.stamp(clock.now()),
        "data": codec.dump(issue),
    }
    connection.execute(
        table.update().where(table.c.session_id == session_id, table.c.id != issue.id).values(is_open=False)
    )
    if connection.execute(table.update().where(table.c.id == issue.id).values(**values)).rowcount == 0:
        connection.execute(table.insert().values(id=issue.id, session_id=session_id, **values))


def _with_ticket(connection: sa.Connection, outcome: Outcome, submission_id: str) -> Outcome:
    if outcome.ticket is None:
        return outcome
    ticket_id = merge_draft(connection, outcome.ticket)
    note_event(connection, outcome.session_id, submission_id, "ticket", ticket_id)
    return replace(outcome, ticket=load_ticket(connection, ticket_id))
