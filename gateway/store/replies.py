"""Agents' answers: claimed, stored and shown in one transaction."""

from dataclasses import dataclass

import sqlalchemy as sa

from elder_mode.reply import Presentation
from gateway.outcome import ReplyView
from gateway.store import tables
from gateway.store.database import Database
from gateway.store.events import note_event
from gateway.store.messages import add_message, add_transcript
from gateway.store.ticket_changes import claim_ticket
from gateway.store.ticket_rows import note_audit
from gateway.ticket import Author, TranscriptPart


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentReply:
    """An agent's answer, ready to be kept."""

    message_id: str
    ticket_id: str
    session_id: str
    agent: str
    reply: ReplyView
    presentation: Presentation
    part: TranscriptPart


def save_agent_reply(database: Database, answer: AgentReply) -> None:
    """Keep the answer; the ticket belongs to the agent from then on.

    Raises:
        NotFoundError: there is no such ticket.
        NotYoursError: another agent owns it; nothing was kept.
    """
    with database.writing() as connection:
        claim_ticket(connection, answer.ticket_id, answer.agent)
        table = tables.submissions
        last = connection.execute(
            sa.select(table.c.id).where(table.c.session_id == answer.session_id).order_by(table.c.place.desc()).limit(1)
        ).scalar()
        add_message(
            connection,
            message_id=answer.message_id,
            session_id=answer.session_id,
            author=Author.AGENT,
            reply=answer.reply,
            presentation=answer.presentation,
            ticket_id=answer.ticket_id,
            agent=answer.agent,
        )
        add_transcript(connection, answer.session_id, None, (answer.part,))
        note_audit(connection, answer.ticket_id, answer.agent, "reply")
        note_event(connection, answer.session_id, last, "message", answer.message_id)
