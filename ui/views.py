"""What callers see of the store's records: the person never sees notes and audit, nobody sees file paths."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from gateway.errors import NotFoundError
from gateway.outcome import Outcome, State
from gateway.store.messages import Message, bot_message_id, spoken
from gateway.store.store import Store
from gateway.submission import Attachment
from gateway.ticket import Ticket
from modalities.evidence import Modality


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachmentView:
    """An attachment in the conversation."""

    input_id: str
    modality: str | None
    name: str
    url: str
    heard: str | None = None
    """What a recording was heard to say, masked; None before it was listened to, and for everything else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageView:
    """One turn of the conversation, with what was attached to it."""

    message: Message
    attachments: tuple[AttachmentView, ...] = ()
    is_withdrawn: bool = False
    """The person took this message back, or it answers one that they took back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PicturesView:
    """How far the reading of a video is."""

    done: int
    of: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where a submission stands."""

    state: State
    progress: str
    """``accepted``, ``reading``, ``read``, ``thought``, ``published`` or ``done``."""
    reading: PicturesView | None = None
    """Only while a video is read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketNotice:
    """What a person is told of their ticket."""

    ticket_id: str
    code: str
    state: str
    queue_no: int | None
    wait_estimate_s: float | None
    is_somebody_on_duty: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionView:
    """What a person finds on opening their session again."""

    session_id: str
    language: str
    needs: tuple[str, ...]
    has_fact: bool
    has_call_back: bool
    always_person: bool
    """Every message goes to a person, because this one wants it so."""
    ticket: TicketNotice | None
    unread: tuple[MessageView, ...]
    """Answers that they have not seen yet, oldest first."""
    created_at: datetime


def for_customer(ticket: Ticket) -> Ticket:
    """Return the ticket without what only agents may see."""
    return replace(ticket, notes=(), audit=(), do_dont=(), first_line_for_agent="")


def outcome_view(store: Store, submission_id: str, *, is_agent: bool) -> Outcome | None:
    """Return the outcome as of now: with its sound, and the ticket as it stands; None before there is one."""
    outcome = store.submissions.outcome(submission_id)
    if outcome is None:
        return None
    message_id = bot_message_id(submission_id)
    outcome = replace(outcome, reply=spoken(outcome.reply, message_id, store.messages.speech(message_id)))
    if outcome.ticket is not None:
        ticket = store.tickets.load(outcome.ticket.ticket_id)
        outcome = replace(outcome, ticket=ticket if is_agent else for_customer(ticket))
    return outcome


def standing(store: Store, submission_id: str) -> Standing:
    """Return where a submission stands, and how far the work is."""
    work = store.submissions.work(submission_id)
    if work.is_published:
        outcome = store.submissions.outcome(submission_id)
        state = outcome.state if outcome else State.WORKING
        if store.withdrawing.is_withdrawn(submission_id):
            state = State.WITHDRAWN
        return Standing(state=state, progress=work.progress)
    return Standing(
        state=State.ACCEPTED if work.progress == "accepted" else State.WORKING,
        progress=work.progress,
        reading=PicturesView(done=work.pictures[0], of=work.pictures[1]) if work.pictures else None,
    )


def conversation(store: Store, session_id: str) -> tuple[MessageView, ...]:
    """Return the conversation of a session, oldest first, with attachments."""
    return _with_attachments(store, session_id, store.messages.list(session_id))


def session_view(store: Store, session_id: str) -> SessionView:
    """Return what a person finds on opening their session again (NotFoundError when there is none)."""
    session = store.sessions.load(session_id)
    ticket = store.tickets.open_of(session_id)
    return SessionView(
        session_id=session.id,
        language=session.language,
        needs=session.needs,
        has_fact=session.has_fact,
        has_call_back=session.call_back is not None,
        always_person=session.is_always_human,
        ticket=notice(store, ticket) if ticket else None,
        unread=_with_attachments(store, session_id, store.messages.unread(session_id)),
        created_at=session.created_at,
    )


def notice(store: Store, ticket: Ticket) -> TicketNotice:
    """Return what the person is told of the ticket, as of now."""
    return TicketNotice(
        ticket_id=ticket.ticket_id,
        code=ticket.code,
        state=ticket.state.value,
        queue_no=ticket.queue_no,
        wait_estimate_s=store.tickets.wait_estimate_s(),
        is_somebody_on_duty=store.agents.is_somebody_on_duty(),
    )


def message_view(store: Store, message_id: str) -> MessageView | None:
    """Return one message; None when it is gone."""
    try:
        message = store.messages.load(message_id)
    except NotFoundError:
        return None
    return _with_attachments(store, message.session_id, (message,))[0]


def _with_attachments(store: Store, session_id: str, messages: tuple[Message, ...]) -> tuple[MessageView, ...]:
    sent = store.submissions.attachments_of(session_id)
    heard = _heard(store, session_id, sent)
    withdrawn = store.withdrawing.withdrawn(session_id)
    return tuple(
        MessageView(
            message=message,
            is_withdrawn=message.submission_id in withdrawn,
            attachments=tuple(
                AttachmentView(
                    input_id=each.input_id,
                    modality=each.modality.value if each.modality else None,
                    name=each.name,
                    url=f"/api/v1/media/{each.input_id}",
                    heard=heard.get(each.input_id),
                )
                for each in (sent.get(message.submission_id or "", ()) if message.author.value == "customer" else ())
                if each.modality is None or each.modality.value != "text"
            ),
        )
        for message in messages
    )


def _heard(store: Store, session_id: str, sent: Mapping[str, tuple[Attachment, ...]]) -> dict[str, str]:
    """Return what was heard in each recording of the session: id of the recording → words."""
    if not any(each.modality is Modality.VOICE for attachments in sent.values() for each in attachments):
        return {}
    parts = store.messages.transcript(session_id)
    return {part.input_id: part.text for part in parts if part.input_id and part.modality == Modality.VOICE.value}
