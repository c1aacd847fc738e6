"""The conversation of a session: what the person sent, what Lantern said, what an agent said."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import sqlalchemy as sa

from elder_mode.reply import Presentation, Speech
from gateway.errors import NotFoundError
from gateway.outcome import ReplyView, SpeechView
from gateway.store import clock, codec, tables
from gateway.store.database import Database
from gateway.store.events import note_event
from gateway.store.submissions import next_place
from gateway.ticket import Author, TranscriptPart


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One turn of the conversation."""

    id: str
    session_id: str
    place: int
    """From 1, in the order of the conversation."""
    author: Author
    at: datetime
    submission_id: str | None
    """The person's message that this is, or answers; None for what an agent said by themselves."""
    ticket_id: str | None
    agent: str | None
    text: str
    """The person's typed words, masked; for the bot and agents all cards, one a line."""
    reply: ReplyView | None
    """What is shown and spoken; None for the person's own messages."""
    is_read: bool


class Messages:
    """The conversations in the store."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def list(self, session_id: str) -> tuple[Message, ...]:
        """Return the whole conversation, oldest first."""
        return self._select(tables.messages.c.session_id == session_id)

    def unread(self, session_id: str) -> tuple[Message, ...]:
        """Return the answers that the person has not seen yet, oldest first."""
        return self._select(
            tables.messages.c.session_id == session_id,
            tables.messages.c.read_at.is_(None),
            tables.messages.c.author != Author.CUSTOMER.value,
        )

    def last_reply(self, session_id: str) -> ReplyView | None:
        """Return what was answered last; None when nothing was, or when a person did."""
        table = tables.messages
        with self._database.reading() as connection:
            row = connection.execute(
                sa.select(table)
                .where(table.c.session_id == session_id, table.c.author != Author.CUSTOMER.value)
                .order_by(table.c.place.desc())
                .limit(1)
            ).first()
        found = _message(row) if row is not None else None
        return found.reply if found is not None and found.author is Author.BOT else None

    def load(self, message_id: str) -> Message:
        """Return one message.

        Raises:
            NotFoundError: there is none.
        """
        found = self._select(tables.messages.c.id == message_id)
        if not found:
            raise NotFoundError(message_id)
        return found[0]

    def mark_read(self, session_id: str, message_ids: Sequence[str] | None = None) -> int:
        """Note that the person has seen these answers (None = all); return how many were new to them."""
        table = tables.messages
        wanted = [table.c.session_id == session_id, table.c.read_at.is_(None)]
        if message_ids is not None:
            wanted.append(table.c.id.in_(list(message_ids)))
        with self._database.writing() as connection:
            changed = connection.execute(table.update().where(*wanted).values(read_at=clock.stamp(clock.now())))
        return changed.rowcount

    def presentation(self, message_id: str) -> Presentation | None:
        """Return what a message says, for the voice; None when it says nothing or is gone."""
        with self._database.reading() as connection:
            text = connection.execute(
                sa.select(tables.messages.c.presentation).where(tables.messages.c.id == message_id)
            ).scalar()
        return codec.load(Presentation, text) if text else None

    def speech(self, message_id: str) -> Speech | None:
        """Return the sound of a message; None when there is none (yet)."""
        with self._database.reading() as connection:
            text = connection.execute(
                sa.select(tables.messages.c.speech).where(tables.messages.c.id == message_id)
            ).scalar()
        return codec.load(Speech, text) if text else None

    def save_speech(self, message_id: str, speech: Speech) -> None:
        """Keep the sound of a message."""
        table = tables.messages
        with self._database.writing() as connection:
            row = connection.execute(
                sa.select(table.c.session_id, table.c.submission_id).where(table.c.id == message_id)
            ).first()
            if row is None:
                return
            connection.execute(table.update().where(table.c.id == message_id).values(speech=codec.dump(speech)))
            note_event(connection, row.session_id, row.submission_id, "speech", message_id)

    def transcript(self, session_id: str) -> tuple[TranscriptPart, ...]:
        """Return all that was heard, typed, read and said in the session, oldest first."""
        with self._database.reading() as connection:
            return read_transcript(connection, session_id)

    def _select(self, *wanted: sa.ColumnElement[bool]) -> tuple[Message, ...]:
        table = tables.messages
        with self._database.reading() as connection:
            rows = connection.execute(sa.select(table).where(*wanted).order_by(table.c.place)).all()
        return tuple(_message(row) for row in rows)


def bot_message_id(submission_id: str) -> str:
    """Return the id of Lantern's answer to a submission."""
    return f"{submission_id}.reply"


def speech_url(message_id: str) -> str:
    """Return the address of the sound of a message over REST."""
    return f"/api/v1/speech/{message_id}"


def spoken(reply: ReplyView, message_id: str, speech: Speech | None) -> ReplyView:
    """Return ``reply`` with its sound, when there is one."""
    if speech is None:
        return reply
    return replace(reply, speech=SpeechView.of(speech, url=speech_url(message_id)))


def read_transcript(connection: sa.Connection, session_id: str) -> tuple[TranscriptPart, ...]:
    """Return the transcript of a session inside a transaction."""
    rows = connection.execute(
        sa.select(tables.transcript.c.data)
        .where(tables.transcript.c.session_id == session_id)
        .order_by(tables.transcript.c.id)
    ).all()
    return tuple(codec.load(TranscriptPart, row.data) for row in rows)


def add_message(
    connection: sa.Connection,
    *,
    message_id: str,
    session_id: str,
    author: Author,
    reply: ReplyView,
    presentation: Presentation,
    submission_id: str | None = None,
    ticket_id: str | None = None,
    agent: str | None = None,
) -> None:
    """Add what the bot or an agent says, inside a transaction."""
    connection.execute(
        tables.messages.insert().values(
            id=message_id,
            session_id=session_id,
            place=next_place(connection, tables.messages, session_id),
            author=author.value,
            at=clock.stamp(clock.now()),
            submission_id=submission_id,
            ticket_id=ticket_id,
            agent=agent,
            text="\n".join(card.text for card in reply.cards),
            reply=codec.dump(reply),
            presentation=codec.dump(presentation),
        )
    )


def add_transcript(
    connection: sa.Connection, session_id: str, submission_id: str | None, parts: Sequence[TranscriptPart]
) -> None:
    """Add parts to the transcript, inside a transaction."""
    for part in parts:
        connection.execute(
            tables.transcript.insert().values(session_id=session_id, submission_id=submission_id, data=codec.dump(part))
        )


def _message(row: sa.Row) -> Message:  # type: ignore[type-arg]  # a row of the messages table
    speech = codec.load(Speech, row.speech) if row.speech else None
    reply = spoken(codec.load(ReplyView, row.reply), row.id, speech) if row.reply else None
    return Message(
        id=row.id,
        session_id=row.session_id,
        place=row.place,
        author=Author(row.author),
        at=clock.moment(row.at),
        submission_id=row.submission_id,
        ticket_id=row.ticket_id,
        agent=row.agent,
        text=row.text,
        reply=reply,
        is_read=row.read_at is not None,
    )
