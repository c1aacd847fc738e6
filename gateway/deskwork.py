"""What agents do with tickets. Words that must never leave are stopped here, an agent's words too."""

import logging
import uuid
from datetime import UTC, datetime

from elder_mode import language as languages
from elder_mode import plain
from elder_mode import region as regions
from elder_mode.present import present
from elder_mode.reply import VERBATIM, Message, Reply
from gateway.durable import Queue
from gateway.errors import EmptyMessageError, NotFoundError, OutboundBlockedError
from gateway.outcome import ReplyView
from gateway.store.replies import AgentReply, save_agent_reply
from gateway.store.store import Store
from gateway.ticket import Author, Ticket, TranscriptPart

_LOGGER = logging.getLogger(__name__)


class Deskwork:
    """Claim, answer, note, hand on, close, reopen."""

    def __init__(self, store: Store, queue: Queue) -> None:
        self._store = store
        self._queue = queue

    def claim(self, ticket_id: str, agent: str) -> Ticket:
        """Make ``agent`` the owner. From this moment the bot is silent in this session.

        Raises:
            NotFoundError: there is no such ticket.
            NotYoursError: another agent owns it; the text is their name.
        """
        return self._store.tickets.claim(ticket_id, agent)

    def lint(self, text: str, language: str) -> tuple[str, ...]:
        """Return remarks on words before they are sent: rule ids of ``elder_mode.plain``."""
        return tuple(str(finding) for finding in plain.lint(text, language))

    def reply(self, ticket_id: str, agent: str, text: str) -> str:
        """Send the agent's words to the person, in large text now and as speech soon; return the message's id.

        An unowned ticket is claimed by this.

        Raises:
            EmptyMessageError: there are no words.
            OutboundBlockedError: the words must never leave; the text names the rules.
            NotFoundError: there is no such ticket.
            NotYoursError: another agent owns it.
        """
        if not text.strip():
            raise EmptyMessageError("There are no words to send.")
        ticket = self._store.tickets.load(ticket_id)
        session = self._store.sessions.load(ticket.session_id)
        rules = plain.forbidden(text, session.language)
        if rules:
            raise OutboundBlockedError(", ".join(rules))
        language = languages.load(session.language)
        presentation = present(
            Reply(language=session.language, messages=(Message.of(VERBATIM, text=text.strip()),)),
            language=language,
            region=regions.load(session.region),
        )
        message_id = f"m-{uuid.uuid4().hex}"
        save_agent_reply(
            self._store.database,
            AgentReply(
                message_id=message_id,
                ticket_id=ticket_id,
                session_id=ticket.session_id,
                agent=agent,
                reply=ReplyView(
                    language=presentation.language, cards=presentation.cards, hotlines=presentation.hotlines
                ),
                presentation=presentation,
                part=TranscriptPart(
                    author=Author.AGENT, input_id=None, modality="text", text=text.strip(), at=datetime.now(UTC)
                ),
            ),
        )
        self._queue.enqueue_speech(message_id, ticket.session_id)
        _LOGGER.info("agent replied: ticket=%s message=%s", ticket_id, message_id)
        return message_id

    def note(self, ticket_id: str, agent: str, text: str) -> Ticket:
        """Add a note that only agents see (EmptyMessageError without words)."""
        if not text.strip():
            raise EmptyMessageError("There are no words to keep.")
        return self._store.tickets.note(ticket_id, agent, text.strip())

    def transfer(self, ticket_id: str, agent: str, to: str) -> Ticket:
        """Give the ticket to the agent ``to``, or back to the queue (``queue``).

        Raises:
            NotFoundError: there is no such ticket, or no such agent at work.
            NotYoursError: another agent owns it.
        """
        if to == "queue":
            return self._store.tickets.transfer(ticket_id, agent, None)
        if self._store.agents.load(to).is_disabled:
            raise NotFoundError(to)
        return self._store.tickets.transfer(ticket_id, agent, to)

    def close(self, ticket_id: str, agent: str, cause: str = "unknown") -> Ticket:
        """Close the ticket; ``cause`` is product, process, tech, people, policy or unknown."""
        return self._store.tickets.close(ticket_id, agent, cause)

    def reopen(self, ticket_id: str, agent: str) -> Ticket:
        """Put a closed ticket back into the queue."""
        return self._store.tickets.reopen(ticket_id, agent)

    def defect(self, ticket_id: str, agent: str, cause: str) -> Ticket:
        """File a defect of the product that stopped this person (EmptyMessageError without words)."""
        if not cause.strip():
            raise EmptyMessageError("There are no words to keep.")
        return self._store.tickets.defect(ticket_id, agent, cause.strip())
