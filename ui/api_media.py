"""Attachments and speech over REST: for the person they belong to and for agents, else there is nothing here."""

import mimetypes
from pathlib import Path

from fastapi import APIRouter, Request
from fastapi.responses import FileResponse

from gateway.errors import NotFoundError
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
        if file is not None:
            return _answer(_inside(folder, file))
        made = _first_made(services, session_id, input_id)
        if made is not None and not original:
            return _answer(folder / made)
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


def _first_made(services: Services, session_id: str, input_id: str) -> str | None:
    for reading in services.store.submissions.readings(services.store.submissions.ids_of(session_id)):
        if reading.input_id == input_id and reading.files:
            return reading.files[0].name
    return None


def _inside(folder: Path, name: str) -> Path:
    path = folder / name
    if Path(name).name != name or name.startswith(".") or not path.is_file():
        raise NotFoundError(name)
    return path


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
