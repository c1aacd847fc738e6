"""The REST API for people: messages, their answers as they come, sessions. See docs/api.md."""

import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Annotated, Literal

import anyio
from fastapi import APIRouter, Header, Request, Response
from pydantic import BaseModel, Field, StringConstraints
from sse_starlette import EventSourceResponse, ServerSentEvent
from starlette.concurrency import run_in_threadpool

from gateway.errors import NotFoundError
from gateway.intake import KEY, Accepted, Incoming, KeyReusedError
from gateway.store import codec
from gateway.store.erasing import Receipt
from gateway.store.events import Event
from gateway.store.submissions import READING, done_and_of
from ui import api_beside, auth, views
from ui.api_beside import always_person_of, came_from_of, taps_of
from ui.api_uploads import uploaded
from ui.form import Form, read_form
from ui.limits import RESUME, SUBMIT, Rates
from ui.problems import WrongRequestError
from ui.services import Services

POLL_S = 0.15
PING_S = 15
LANGUAGES = frozenset({"zh-CN", "yue", "en"})


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptedView:
    """The answer to an accepted message."""

    submission_id: str
    session_id: str
    session_token: str
    status_url: str
    events_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedView:
    """A session that this caller may use from now on."""

    session_id: str
    session_token: str
    session: views.SessionView


class NewSession(BaseModel):
    """A conversation that is about to begin."""

    language: Literal["zh-CN", "yue", "en"] | None = None


class Resume(BaseModel):
    """A ticket's code and the second fact that the person chose."""

    code: str = Field(min_length=4, max_length=16)
    fact: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]


class Fact(BaseModel):
    """A second fact."""

    fact: Annotated[str, StringConstraints(strip_whitespace=True, min_length=2, max_length=200)]


class CallBack(BaseModel):
    """A number to ring; null forgets it."""

    number: str | None = Field(default=None, pattern=r"^[+()\d][\d ()\-转]{3,30}$")


class ReadMessages(BaseModel):
    """Which answers were seen; null = all."""

    message_ids: list[str] | None = None


class Words(BaseModel):
    """Something that was typed."""

    text: str = Field(max_length=20_000)


def router(services: Services, rates: Rates) -> APIRouter:
    """Return the endpoints for people."""
    api = APIRouter(prefix="/api/v1")
    _add_submissions(api, services, rates)
    _add_sessions(api, services, rates)
    _add_conversation(api, services, rates)
    return api


def _add_submissions(api: APIRouter, services: Services, rates: Rates) -> None:
    @api.post("/submissions", status_code=202)
    async def submit(
        request: Request, response: Response, idempotency_key: str | None = Header(default=None)
    ) -> AcceptedView:
        """Accept a message: it is on disk and in the queue when 202 comes."""
        rates.check(SUBMIT, address(request))
        if idempotency_key is not None and not KEY.fullmatch(idempotency_key):
            raise WrongRequestError("Idempotency-Key needs 8 to 100 letters, digits, dots, dashes or underscores")
        form = await read_form(request, services.store.blobs)
        incoming = await run_in_threadpool(incoming_of, form, request, services, idempotency_key, "api")
        accepted = await run_in_threadpool(services.intake.accept, incoming)
        return await run_in_threadpool(_accepted_view, request, response, services, accepted)

    @api.get("/submissions/{submission_id}")
    def status(request: Request, submission_id: str) -> Response:
        """Answer the outcome, or how far the work is."""
        is_agent = _owner_or_agent(request, services, services.store.submissions.load(submission_id).session_id)
        return _json(status_object(services, submission_id, is_agent=is_agent))

    @api.get("/submissions/{submission_id}/events")
    async def events(
        request: Request, submission_id: str, last_event_id: str | None = Header(default=None)
    ) -> EventSourceResponse:
        """Stream what happens to the submission, from the start or after the last event that was seen."""
        submission = await run_in_threadpool(services.store.submissions.load, submission_id)
        is_agent = await run_in_threadpool(_owner_or_agent, request, services, submission.session_id)
        last = int(last_event_id) if last_event_id and last_event_id.isdigit() else 0
        stream = _stream(services, submission.session_id, submission_id, last, is_agent=is_agent)
        return EventSourceResponse(stream, ping=PING_S)


def _add_sessions(api: APIRouter, services: Services, rates: Rates) -> None:
    @api.post("/sessions", status_code=201)
    def open_session(request: Request, response: Response, body: NewSession) -> OpenedView:
        """Open a session before its first message, so that a message whose answer is lost is known again."""
        rates.check(SUBMIT, address(request))
        session_id = api_beside.open_session(request, services, body.language)
        auth.bind_device(request, response, services, session_id)
        return OpenedView(
            session_id=session_id,
            session_token=services.store.sessions.issue_key(session_id, "token"),
            session=views.session_view(services.store, session_id),
        )

    @api.post("/sessions/resume")
    def resume(request: Request, response: Response, body: Resume) -> OpenedView:
        """Open a session on another device, by the ticket's code and the second fact."""
        rates.check(RESUME, "address", address(request))
        rates.check(RESUME, "code", body.code.strip().upper())
        session_id = services.store.tickets.session_of_code(body.code)
        if session_id is None or not services.store.sessions.has_fact(session_id, body.fact):
            raise NotFoundError("code")
        auth.bind_device(request, response, services, session_id)
        return OpenedView(
            session_id=session_id,
            session_token=services.store.sessions.issue_key(session_id, "token"),
            session=views.session_view(services.store, session_id),
        )

    @api.get("/sessions/mine")
    def mine(request: Request) -> views.SessionView:
        """Answer the newest session of this device, with the answers that were not seen yet."""
        session_id = auth.device_session(request, services)
        if session_id is None:
            raise NotFoundError("device")
        return views.session_view(services.store, session_id)

    @api.get("/sessions/{session_id}")
    def session(request: Request, session_id: str) -> views.SessionView:
        """Answer a session, with the answers that were not seen yet."""
        auth.require_owner(request, services, session_id)
        return views.session_view(services.store, session_id)

    @api.post("/sessions/{session_id}/human", status_code=202)
    def human(
        request: Request, response: Response, session_id: str, idempotency_key: str | None = Header(default=None)
    ) -> AcceptedView:
        """Call a person. Never refused; under the same key it is one call."""
        auth.require_owner(request, services, session_id)
        key = idempotency_key if idempotency_key and KEY.fullmatch(idempotency_key) else None
        accepted = services.intake.call_person(session_id, channel="api", submission_id=key)
        return _accepted_view(request, response, services, accepted)

    @api.put("/sessions/{session_id}/fact", status_code=204)
    def fact(request: Request, session_id: str, body: Fact) -> None:
        """Choose the second fact that opens the session elsewhere."""
        auth.require_owner(request, services, session_id)
        services.store.sessions.set_fact(session_id, body.fact)

    @api.put("/sessions/{session_id}/call-back", status_code=204)
    def call_back(request: Request, session_id: str, body: CallBack) -> None:
        """Leave a number to be rung at."""
        auth.require_owner(request, services, session_id)
        services.store.sessions.set_call_back(session_id, body.number)

    @api.delete("/sessions/{session_id}")
    def erase(request: Request, session_id: str) -> Response:
        """Erase everything of this person, and answer a receipt."""
        auth.require_owner(request, services, session_id)
        return _json(_receipt(services.intake.erase(session_id)))


def _add_conversation(api: APIRouter, services: Services, rates: Rates) -> None:
    @api.get("/sessions/{session_id}/messages")
    def messages(request: Request, session_id: str) -> list[views.MessageView]:
        """Answer the conversation, both sides, oldest first."""
        _owner_or_agent(request, services, session_id)
        return list(views.conversation(services.store, session_id))

    @api.post("/sessions/{session_id}/messages", status_code=202)
    def say(request: Request, response: Response, session_id: str, body: Words) -> Response:
        """Take an agent's words as the answer to the person, the person's own as a message."""
        agent = auth.agent_of(request, services) if auth.bearer(request) else None
        if agent is not None:
            ticket = services.store.tickets.open_of(session_id)
            if ticket is None:
                raise NotFoundError(session_id)
            message_id = services.deskwork.reply(ticket.ticket_id, agent.name, body.text)
            return _json({"message_id": message_id}, status=202)
        rates.check(SUBMIT, address(request))
        auth.require_owner(request, services, session_id)
        known = services.store.sessions.load(session_id)
        accepted = services.intake.accept(
            Incoming(text=body.text, language=known.language, channel="api", session_id=session_id)
        )
        return _json(_plain(_accepted_view(request, response, services, accepted)), status=202)

    @api.put("/sessions/{session_id}/read", status_code=204)
    def read(request: Request, session_id: str, body: ReadMessages | None = None) -> None:
        """Note that the person has seen these answers, or all."""
        auth.require_owner(request, services, session_id)
        services.store.messages.mark_read(session_id, body.message_ids if body else None)


def incoming_of(form: Form, request: Request, services: Services, key: str | None, channel: str) -> Incoming:
    """Return the form as a message of this caller.

    Raises:
        NotFoundError: the session, or an upload, is somebody else's.
        WrongOffsetError: something of an upload is still missing.
        KeyReusedError: so is the session of the key.
        WrongRequestError: a field has no possible value.
    """
    session_id = form.first("session_id")
    if session_id is not None:
        auth.require_owner(request, services, session_id)
    language = form.first("language")
    if language is not None and language not in LANGUAGES:
        raise WrongRequestError("language is zh-CN, yue or en")
    if language is None:
        known = services.store.sessions.load(session_id) if session_id else None
        language = known.language if known else services.settings.language
    whole, session_of_upload = uploaded(form, request, services)
    needs = tuple(name.strip() for value in form.fields.get("needs", ()) for name in value.split(",") if name.strip())
    return Incoming(
        attachments=(*form.attachments, *whole),
        text="\n".join(value for value in form.fields.get("text", ()) if value.strip()),
        choice=form.first("choice"),
        language=language,
        needs=needs,
        channel=channel,
        session_id=session_id or _session_of_key(request, services, key) or session_of_upload,
        submission_id=key,
        taps=taps_of(form),
        came_from=came_from_of(form),
        always_person=always_person_of(form, request, services, session_id),
    )


def status_object(services: Services, submission_id: str, *, is_agent: bool = False) -> dict[str, object]:
    """Return the body of ``GET /submissions/{id}``."""
    known = _plain(views.standing(services.store, submission_id))
    outcome = views.outcome_view(services.store, submission_id, is_agent=is_agent)
    if outcome is None:
        session_id = services.store.submissions.work(submission_id).session_id
        empty = dict.fromkeys(("issue", "route", "reply", "ticket", "timings_s"))
        return {"submission_id": submission_id, "session_id": session_id, **known, **empty}
    return {**_plain(outcome), "state": known["state"], "progress": known["progress"]}


def address(request: Request) -> str:
    """Return where the caller calls from, for counting."""
    return request.client.host if request.client else "-"


def _session_of_key(request: Request, services: Services, key: str | None) -> str | None:
    """Return the session of a message that comes again under its key, so that it is the same message.

    Raises:
        KeyReusedError: the key belongs to a session that the caller cannot open.
    """
    if key is None:
        return None
    try:
        session_id = services.store.submissions.work(key).session_id
    except NotFoundError:
        return None
    if not auth.opens(request, services, session_id):
        raise KeyReusedError("This key belongs to another session.")
    return session_id


def _accepted_view(request: Request, response: Response, services: Services, accepted: Accepted) -> AcceptedView:
    auth.bind_device(request, response, services, accepted.session_id)
    given = auth.bearer(request)
    is_known = given is not None and services.store.sessions.is_opened_by(accepted.session_id, (given,))
    base = f"{services.settings.root_path.rstrip('/')}/api/v1/submissions/{accepted.submission_id}"
    return AcceptedView(
        submission_id=accepted.submission_id,
        session_id=accepted.session_id,
        session_token=given if given and is_known else services.store.sessions.issue_key(accepted.session_id, "token"),
        status_url=base,
        events_url=f"{base}/events",
    )


def _owner_or_agent(request: Request, services: Services, session_id: str) -> bool:
    """Return True for an agent and False for the person of the session; everybody else gets NotFoundError."""
    if auth.opens(request, services, session_id):
        return False
    auth.require_agent(request, services)
    services.store.sessions.load(session_id)
    return True


async def _stream(
    services: Services, session_id: str, submission_id: str, last: int, *, is_agent: bool
) -> AsyncIterator[ServerSentEvent]:
    """Yield what happens, until the answer was given and spoken; with a person in charge, until the caller goes."""
    while True:
        try:
            found = await run_in_threadpool(services.store.events.after, session_id, submission_id, last)
            for event in found:
                last = event.id
                data = await run_in_threadpool(_event_data, services, submission_id, event, is_agent=is_agent)
                yield ServerSentEvent(event=event.kind, id=str(event.id), data=json.dumps(data, ensure_ascii=False))
            if not found and await run_in_threadpool(_is_over, services, submission_id):
                return
        except NotFoundError:
            return  # erased meanwhile
        await anyio.sleep(POLL_S)


def _is_over(services: Services, submission_id: str) -> bool:
    work = services.store.submissions.work(submission_id)
    return work.is_done and services.store.tickets.open_of(work.session_id) is None


def _event_data(services: Services, submission_id: str, event: Event, *, is_agent: bool) -> dict[str, object]:
    base: dict[str, object] = {"submission_id": submission_id, "at": event.at.isoformat(), "ref": event.ref}
    store = services.store
    if event.kind == READING and event.ref is not None:
        base["ref"], _, pictures = event.ref.partition(":")
        base["done"], base["of"] = done_and_of(pictures)
    elif event.kind in {"heard", "seen"}:
        for reading in store.submissions.readings((submission_id,)):
            if reading.input_id == event.ref:
                base["modality"] = reading.modality.value
                base["text"] = reading.transcript.text if reading.transcript else ""
                base["screens"] = len(reading.screens)
    elif event.kind == "understood":
        outcome = store.submissions.outcome(submission_id)
        base["one_line"] = outcome.issue.one_line if outcome else ""
    elif event.kind in {"reply", "speech"}:
        base |= status_object(services, submission_id, is_agent=is_agent)
    elif event.kind == "ticket" and event.ref is not None:
        base["ticket"] = _plain(views.notice(store, store.tickets.load(event.ref)))
    elif event.kind == "message" and event.ref is not None:
        view = views.message_view(store, event.ref)
        base["message"] = _plain(view) if view else None
    return base


def _receipt(receipt: Receipt) -> dict[str, object]:
    return {
        "receipt_id": receipt.receipt_id,
        "at": receipt.at.isoformat(),
        "rows": receipt.rows,
        "originals": receipt.originals,
    }


def _plain(record: object) -> dict[str, object]:
    body: dict[str, object] = json.loads(codec.dump(record))
    return body


def _json(body: dict[str, object], status: int = 200) -> Response:
    return Response(json.dumps(body, ensure_ascii=False), status_code=status, media_type="application/json")
