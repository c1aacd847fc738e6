"""Attachments and speech over REST: for the person they belong to and for agents, else there is nothing here."""

import mimetypes
from pathlib import Path

from fastapi import APIRouter, Request
from fastapi.responses import FileResponse

from gateway.errors import NotFoundError
from gateway.pipeline import MARKED
from modalities.media import sniff
from ui import auth
from ui.services import Services

HEAD_BYTES = 4096
SHOWN_AS_THEY_ARE = ("image/png", "image/jpeg", "image/webp", "image/gif", "audio/", "video/")
"""Types that no browser runs as a program; everything else is only offered for saving."""
SAFE = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "sandbox; default-src 'none'; media-src 'self'; img-src 'self'",
    "Cache-Control": "private, no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def router(services: Services) -> APIRouter:
    """Return the endpoints for attachments and speech."""
    api = APIRouter(prefix="/api/v1")

    @api.get("/media/{input_id}")
    def media(request: Request, input_id: str, file: str | None = None, original: bool = False) -> FileResponse:  # noqa: FBT001, FBT002  # query parameters
        """Answer what can be looked at or listened to; ``original=1`` the untouched bytes, written into the audit."""
        session_id, agent = _who(request, services, input_id)
        folder = services.store.derived(session_id) / input_id
        made = _made(services, session_id, input_id)
        if file is not None:
            if file not in (*made, MARKED):
                raise NotFoundError(input_id)
            return _answer(folder / file)
        if made and not original:
            return _answer(folder / made[0])
        if agent is not None and not original:
            raise NotFoundError(input_id)  # only the unmasked original is there, and it was not asked for
        if agent is not None:
            services.store.tickets.audit(session_id, agent, f"open original {input_id[:12]}")
        return _answer(services.store.blobs.path(input_id), is_original=True)

    @api.get("/speech/{message_id}")
    def speech(request: Request, message_id: str) -> FileResponse:
        """Answer the sound of a message."""
        message = services.store.messages.load(message_id)
        if not auth.opens(request, services, message.session_id):
            auth.require_agent(request, services)
        sound = services.store.messages.speech(message_id)
        path = Path(sound.path) if sound is not None else None
        if sound is None or path is None or not path.is_file():
            raise NotFoundError(message_id)
        return FileResponse(path, media_type=sound.media_type, headers=SAFE)

    return api


def _who(request: Request, services: Services, input_id: str) -> tuple[str, str | None]:
    """Return the session through which the caller may open the attachment, and the agent's name if it is one."""
    sessions = services.store.submissions.sessions_of_media(input_id)
    for session_id in sessions:
        if auth.opens(request, services, session_id):
            return session_id, None
    agent = auth.require_agent(request, services)
    if not sessions:
        raise NotFoundError(input_id)
    return sessions[0], agent.name


def _made(services: Services, session_id: str, input_id: str) -> tuple[str, ...]:
    """Return the names of the files that readers made of the attachment, the one to show first."""
    readings = services.store.submissions.readings(services.store.submissions.ids_of(session_id))
    return tuple(file.name for reading in readings if reading.input_id == input_id for file in reading.files)


def _answer(path: Path, *, is_original: bool = False) -> FileResponse:
    if not path.is_file():
        raise NotFoundError(path.name)
    if is_original:
        with path.open("rb") as source:
            kind = sniff(source.read(HEAD_BYTES))
    else:
        kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    is_shown = kind.startswith(SHOWN_AS_THEY_ARE)
    return FileResponse(
        path,
        media_type=kind if is_shown else "application/octet-stream",
        headers=SAFE if is_shown else SAFE | {"Content-Disposition": "attachment"},
    )
