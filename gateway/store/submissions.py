"""Submissions: what was accepted, how far the work on it is, and what came of it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

import sqlalchemy as sa

from gateway.errors import NotFoundError
from gateway.outcome import Outcome, Timings
from gateway.store import clock, codec, tables
from gateway.store.asides import note_aside, read_aside
from gateway.store.database import Database
from gateway.store.events import note_event
from gateway.submission import Attachment, Submission
from modalities.evidence import Modality, Reading

FailedStep = Literal["reading", "understanding"]
OWED = "owed"
"""Stands among the attempts: 1 while media wait after an answer to the words beside them, 0 once they were added."""
READING = "reading"
"""Stands in ``progress`` while a video is read, with how far that is: ``reading 2/6``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """How far the work on one submission is."""

    submission_id: str
    session_id: str
    progress: str
    """``accepted``, ``reading``, ``read``, ``thought``, ``published`` or ``done``."""
    created_at: datetime
    is_published: bool
    is_done: bool
    is_dropped: bool
    """A person had taken over meanwhile, so the bot's words were not sent."""
    failed_step: FailedStep | None
    owes_media: bool = False
    """The typed words were answered ahead; what the media hold has not reached issue and ticket yet."""
    pictures: tuple[int, int] | None = None
    """While a video is read: how many of its pictures are done, and of how many."""


class Submissions:
    """The submissions in the store."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, submission: Submission, text: str) -> bool:
        """Keep the rows of a new submission; False when this id is already here.

        ``text`` is what the conversation shows of it: typed words, masked.
        """
        with self._database.writing() as connection:
            table = tables.submissions
            if connection.execute(sa.select(table.c.id).where(table.c.id == submission.id)).first() is not None:
                return False
            place = next_place(connection, table, submission.session_id)
            connection.execute(
                table.insert().values(
                    id=submission.id,
                    session_id=submission.session_id,
                    place=place,
                    language=submission.language,
                    choice=submission.choice,
                    needs=json.dumps(list(submission.needs)),
                    channel=submission.channel,
                    created_at=clock.stamp(submission.created_at),
                    progress="accepted",
                )
            )
            note_aside(connection, submission)
            for number, attachment in enumerate(submission.attachments):
                connection.execute(
                    tables.attachments.insert().values(_attachment_row(submission.id, number, attachment))
                )
            connection.execute(
                tables.messages.insert().values(
                    id=f"{submission.id}.sent",
                    session_id=submission.session_id,
                    place=next_place(connection, tables.messages, submission.session_id),
                    author="customer",
                    at=clock.stamp(submission.created_at),
                    submission_id=submission.id,
                    text=text,
                    read_at=clock.stamp(submission.created_at),
                )
            )
            note_event(connection, submission.session_id, submission.id, "accepted", submission.id)
        return True

    def load(self, submission_id: str) -> Submission:
        """Return the submission as it was accepted.

        Raises:
            NotFoundError: there is none, or its session was erased.
        """
        with self._database.reading() as connection:
            row = connection.execute(
                sa.select(tables.submissions).where(tables.submissions.c.id == submission_id)
            ).first()
            if row is None:
                raise NotFoundError(submission_id)
            parts = connection.execute(
                sa.select(tables.attachments)
                .where(tables.attachments.c.submission_id == submission_id)
                .order_by(tables.attachments.c.place)
            ).all()
            taps, came_from = read_aside(connection, submission_id)
        return Submission(
            id=row.id,
            session_id=row.session_id,
            language=row.language,
            attachments=tuple(_attachment(part) for part in parts),
            choice=row.choice,
            needs=tuple(json.loads(row.needs)),
            created_at=clock.moment(row.created_at),
            channel=row.channel,
            taps=taps,
            came_from=came_from,
        )

    def work(self, submission_id: str) -> Work:
        """Return how far the work is.

        Raises:
            NotFoundError: there is no such submission.
        """
        with self._database.reading() as connection:
            row = connection.execute(
                sa.select(tables.submissions).where(tables.submissions.c.id == submission_id)
            ).first()
        if row is None:
            raise NotFoundError(submission_id)
        return _work(row)

    def unfinished(self) -> tuple[Work, ...]:
        """Return all work that is not done, oldest first."""
        with self._database.reading() as connection:
            rows = connection.execute(
                sa.select(tables.submissions)
                .where(tables.submissions.c.done_at.is_(None))
                .order_by(tables.submissions.c.created_at)
            ).all()
        return tuple(_work(row) for row in rows)

    def earlier_unpublished(self, submission_id: str) -> tuple[str, ...]:
        """Return the older messages of the same session that still wait for their answer, oldest first.

        Work that was given up waits no more, whether it got an answer or not.
        """
        table = tables.submissions
        mine = sa.select(table.c.session_id, table.c.place).where(table.c.id == submission_id).subquery()
        with self._database.reading() as connection:
            return tuple(
                connection.execute(
                    sa.select(table.c.id)
                    .join(mine, mine.c.session_id == table.c.session_id)
                    .where(table.c.place < mine.c.place, table.c.outcome.is_(None), table.c.done_at.is_(None))
                    .order_by(table.c.place)
                ).scalars()
            )

    def note_attempt(self, submission_id: str, step: str) -> int:
        """Return how often ``step`` has now been started, this time included.

        Raises:
            NotFoundError: the submission was erased.
        """
        with self._database.writing() as connection:
            row = connection.execute(
                sa.select(tables.submissions.c.attempts).where(tables.submissions.c.id == submission_id)
            ).first()
            if row is None:
                raise NotFoundError(submission_id)
            attempts: dict[str, int] = json.loads(row.attempts)
            attempts[step] = attempts.get(step, 0) + 1
            _update(connection, submission_id, attempts=json.dumps(attempts))
        return attempts[step]

    def note_failure(self, submission_id: str, step: FailedStep) -> None:
        """Keep which step could not do its work."""
        with self._database.writing() as connection:
            _update(connection, submission_id, failed_step=step)

    def note_time(self, submission_id: str, step: str, seconds: float) -> None:
        """Keep how long ``step`` took; the last try counts."""
        with self._database.writing() as connection:
            row = connection.execute(
                sa.select(tables.submissions.c.timings).where(tables.submissions.c.id == submission_id)
            ).first()
            if row is not None:
                timings = json.loads(row.timings) | {step: round(seconds, 4)}
                _update(connection, submission_id, timings=json.dumps(timings))

    def note_progress(self, submission_id: str, input_id: str, done: int, of: int) -> None:
        """Keep that ``done`` of ``of`` pictures of a video are read, for whoever waits: nothing rests on it.

        Where an answer stands already, or the submission was erased, nothing is kept.
        """
        table = tables.submissions
        with self._database.writing() as connection:
            owner = connection.execute(
                sa.select(table.c.session_id).where(
                    table.c.id == submission_id, table.c.outcome.is_(None), table.c.done_at.is_(None)
                )
            ).scalar()
            if owner is not None:
                _update(connection, submission_id, progress=f"{READING} {done}/{of}")
                note_event(connection, owner, submission_id, READING, f"{input_id}:{done}/{of}")

    def save_readings(self, submission_id: str, readings: Sequence[Reading], *, is_whole: bool = True) -> None:
        """Keep what the readers gave; a second time replaces the first. ``is_whole``: nothing is left to read."""
        table = tables.readings
        with self._database.writing() as connection:
            owner = connection.execute(
                sa.select(tables.submissions.c.session_id).where(tables.submissions.c.id == submission_id)
            ).scalar()
            if owner is None:
                return
            connection.execute(table.delete().where(table.c.submission_id == submission_id))
            for place, reading in enumerate(readings):
                connection.execute(
                    table.insert().values(submission_id=submission_id, place=place, data=codec.dump(reading))
                )
                if reading.transcript is not None and reading.modality is not Modality.TEXT:
                    note_event(connection, owner, submission_id, "heard", reading.input_id)
                if reading.screens:
                    note_event(connection, owner, submission_id, "seen", reading.input_id)
            if is_whole:
                submissions = tables.submissions
                connection.execute(
                    submissions.update()
                    .where(submissions.c.id == submission_id, submissions.c.outcome.is_(None))
                    .values(progress="read")
                )

    def readings(self, submission_ids: Sequence[str]) -> tuple[Reading, ...]:
        """Return the readings of these submissions, in the order of the submissions."""
        if not submission_ids:
            return ()
        order = {name: place for place, name in enumerate(submission_ids)}
        with self._database.reading() as connection:
            rows = connection.execute(
                sa.select(tables.readings)
                .where(tables.readings.c.submission_id.in_(list(order)))
                .order_by(tables.readings.c.place)
            ).all()
        rows = sorted(rows, key=lambda row: order[row.submission_id])
        return tuple(codec.load(Reading, row.data) for row in rows)

    def outcome(self, submission_id: str) -> Outcome | None:
        """Return what came of the submission; None while nothing was published."""
        with self._database.reading() as connection:
            row = connection.execute(
                sa.select(tables.submissions.c.outcome, tables.submissions.c.timings).where(
                    tables.submissions.c.id == submission_id
                )
            ).first()
        if row is None:
            raise NotFoundError(submission_id)
        if row.outcome is None:
            return None
        return _with_timings(codec.load(Outcome, row.outcome), json.loads(row.timings))

    def finish(self, submission_id: str) -> None:
        """Note that nothing is left to do."""
        with self._database.writing() as connection:
            _update(connection, submission_id, progress="done", done_at=clock.stamp(clock.now()))

    def sessions_of_media(self, input_id: str) -> tuple[str, ...]:
        """Return the sessions in which the original ``input_id`` was sent, newest first."""
        owners = tables.submissions
        with self._database.reading() as connection:
            rows = connection.execute(
                sa.select(owners.c.session_id, owners.c.created_at)
                .join(tables.attachments, tables.attachments.c.submission_id == owners.c.id)
                .where(tables.attachments.c.input_id == input_id)
                .order_by(owners.c.created_at.desc())
            ).all()
        return tuple(dict.fromkeys(row.session_id for row in rows))

    def ids_of(self, session_id: str) -> tuple[str, ...]:
        """Return the submissions of a session, oldest first."""
        table = tables.submissions
        with self._database.reading() as connection:
            return tuple(
                connection.execute(
                    sa.select(table.c.id).where(table.c.session_id == session_id).order_by(table.c.place)
                ).scalars()
            )

    def attachments_of(self, session_id: str) -> dict[str, tuple[Attachment, ...]]:
        """Return the attachments of a session by submission."""
        table = tables.attachments
        with self._database.reading() as connection:
            rows = connection.execute(
                sa.select(table)
                .join(tables.submissions, tables.submissions.c.id == table.c.submission_id)
                .where(tables.submissions.c.session_id == session_id)
                .order_by(table.c.submission_id, table.c.place)
            ).all()
        found: dict[str, tuple[Attachment, ...]] = {}
        for row in rows:
            found[row.submission_id] = (*found.get(row.submission_id, ()), _attachment(row))
        return found


def _with_timings(outcome: Outcome, seconds: dict[str, float]) -> Outcome:
    known = {name: seconds.get(name, 0.0) for name in ("accept", "read", "understand", "reply", "speech")}
    return replace(outcome, timings_s=Timings(**known, total=round(sum(known.values()), 4)))


def next_place(connection: sa.Connection, table: sa.Table, session_id: str) -> int:
    """Return the next free place in the session, inside a transaction."""
    last = connection.execute(sa.select(sa.func.max(table.c.place)).where(table.c.session_id == session_id)).scalar()
    return int(last or 0) + 1


def done_and_of(words: str) -> tuple[int, int]:
    """Return the numbers of ``2/6``."""
    done, _, of = words.partition("/")
    return int(done), int(of)


def _update(connection: sa.Connection, submission_id: str, **values: object) -> None:
    connection.execute(tables.submissions.update().where(tables.submissions.c.id == submission_id).values(**values))


def _attachment_row(submission_id: str, place: int, attachment: Attachment) -> dict[str, object]:
    return {
        "submission_id": submission_id,
        "place": place,
        "input_id": attachment.input_id,
        "modality": attachment.modality.value if attachment.modality else None,
        "name": attachment.name,
        "size_bytes": attachment.size_bytes,
    }


def _attachment(row: sa.Row) -> Attachment:  # type: ignore[type-arg]  # a row of the attachments table
    return Attachment(
        input_id=row.input_id,
        modality=Modality(row.modality) if row.modality else None,
        name=row.name,
        size_bytes=row.size_bytes,
    )


def _work(row: sa.Row) -> Work:  # type: ignore[type-arg]  # a row of the submissions table
    progress, _, pictures = row.progress.partition(" ")
    return Work(
        submission_id=row.id,
        session_id=row.session_id,
        progress=progress,
        pictures=done_and_of(pictures) if pictures else None,
        created_at=clock.moment(row.created_at),
        is_published=row.outcome is not None,
        is_done=row.done_at is not None,
        is_dropped=row.is_dropped,
        failed_step=row.failed_step,
        owes_media=json.loads(row.attempts).get(OWED) == 1,
    )
