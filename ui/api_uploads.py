"""Files that arrive in pieces over a bad line: begin, ask how far it is, go on, then name them in a message."""

from dataclasses import dataclass
from typing import Annotated, Literal

from fastapi import APIRouter, Header, Request, Response
from pydantic import BaseModel, Field
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect

from gateway.errors import NotFoundError
from gateway.intake import MAX_BYTES, TooLargeError, shown_name
from gateway.store.uploads import Upload
from gateway.submission import Attachment
from ui import api_beside, auth
from ui.form import MEDIA_FIELDS, Form
from ui.limits import SUBMIT, Rates
from ui.problems import WrongRequestError
from ui.services import Services

PIECE_BYTES = 256 * 1024
"""What has arrived is put on disk each time it is this much, so that a line that breaks costs no more."""
OFFSET = "Upload-Offset"
LENGTH = "Upload-Length"
KINDS = Literal["voice", "photo", "screenshot", "video", "file"]


class NewUpload(BaseModel):
    """A file that is about to come."""

    kind: KINDS
    """The form field that it stands for."""
    name: str = Field(default="", max_length=1000)
    size: int = Field(gt=0)
    """Bytes of the whole."""
    sha256: str | None = Field(default=None, pattern=r"^[0-9a-f]{64}$")
    session_id: str | None = None
    """None = a new session."""
    language: Literal["zh-CN", "yue", "en"] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class UploadView:
    """How far an upload is."""

    upload_id: str
    offset: int
    """Where the next piece begins."""
    size: int
    session_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BegunView:
    """A new upload, with what opens it from now on."""

    upload_id: str
    offset: int
    size: int
    session_id: str
    session_token: str | None
    """Only where the session is a new one."""


def router(services: Services, rates: Rates) -> APIRouter:
    """Return the endpoints for uploads."""
    api = APIRouter(prefix="/api/v1")

    @api.post("/uploads", status_code=201)
    def begin(request: Request, response: Response, body: NewUpload) -> BegunView:
        """Take up a file that will come in pieces."""
        rates.check(SUBMIT, request.client.host if request.client else "-")
        if body.size > MAX_BYTES[MEDIA_FIELDS[body.kind]]:
            raise TooLargeError("The file is too large.")
        session_id, token = body.session_id, None
        if session_id is not None:
            auth.require_owner(request, services, session_id)
        else:
            session_id = api_beside.open_session(request, services, body.language)
            auth.bind_device(request, response, services, session_id)
            token = services.store.sessions.issue_key(session_id, "token")
        upload = services.store.uploads.begin(
            session_id=session_id,
            kind=body.kind,
            name=shown_name(body.name),
            size_bytes=body.size,
            sha256=body.sha256,
        )
        response.headers["Location"] = f"{services.settings.root_path.rstrip('/')}/api/v1/uploads/{upload.id}"
        _mark(response, upload)
        return BegunView(
            upload_id=upload.id, offset=0, size=upload.size_bytes, session_id=session_id, session_token=token
        )

    @api.head("/uploads/{upload_id}", include_in_schema=False)
    @api.get("/uploads/{upload_id}")
    def far(request: Request, response: Response, upload_id: str) -> UploadView:
        """Answer where the next piece begins."""
        return _view(response, _mine(request, services, upload_id))

    @api.patch("/uploads/{upload_id}")
    async def go_on(
        request: Request,
        response: Response,
        upload_id: str,
        upload_offset: Annotated[int, Header(ge=0)],
    ) -> UploadView:
        """Add the body at ``Upload-Offset``; on disk when the answer comes, even what came before a break."""
        upload = await run_in_threadpool(_mine, request, services, upload_id)
        if upload.offset != upload_offset:
            # Before the body is read; the store raises the error, because it knows the offset under its lock.
            upload = await run_in_threadpool(services.store.uploads.append, upload_id, upload_offset, b"")
        pieces = _Pieces(services, upload, upload_offset)
        try:
            async for chunk in request.stream():
                await pieces.add(chunk)
        except ClientDisconnect as error:
            await pieces.flush()
            raise WrongRequestError("the body is broken off") from error
        upload = await pieces.flush()
        if upload.is_whole:
            await run_in_threadpool(services.store.uploads.finish, upload_id)
        return _view(response, upload)

    return api


class _Pieces:
    """Collects what arrives, and puts it on disk piece by piece."""

    def __init__(self, services: Services, upload: Upload, offset: int) -> None:
        self._services = services
        self._upload = upload
        self._offset = offset
        self._waiting = bytearray()

    async def add(self, chunk: bytes) -> None:
        self._waiting += chunk
        if self._offset + len(self._waiting) > self._upload.size_bytes:
            raise TooLargeError("More came than was announced.")
        if len(self._waiting) >= PIECE_BYTES:
            await self.flush()

    async def flush(self) -> Upload:
        if self._waiting:
            data = bytes(self._waiting)
            self._waiting.clear()
            append = self._services.store.uploads.append
            self._upload = await run_in_threadpool(append, self._upload.id, self._offset, data)
            self._offset += len(data)
        return self._upload


def uploaded(form: Form, request: Request, services: Services) -> tuple[tuple[Attachment, ...], str | None]:
    """Return the whole uploads that the form names, and the session in which they came.

    Raises:
        NotFoundError: one is somebody else's, or forgotten.
        WrongOffsetError: something of one is still missing.
    """
    uploads = [_mine(request, services, upload_id) for upload_id in form.fields.get("upload_id", ()) if upload_id]
    attachments = tuple(
        Attachment(
            input_id=services.store.uploads.finish(upload.id),
            modality=MEDIA_FIELDS[upload.kind],
            name=upload.name,
            size_bytes=upload.size_bytes,
        )
        for upload in uploads
    )
    return attachments, uploads[0].session_id if uploads else None


def _mine(request: Request, services: Services, upload_id: str) -> Upload:
    """Return the upload of this caller; NotFoundError for everybody else."""
    upload = services.store.uploads.load(upload_id)
    if not auth.opens(request, services, upload.session_id):
        raise NotFoundError(upload_id)
    return upload


def _mark(response: Response, upload: Upload) -> None:
    response.headers[OFFSET] = str(upload.offset)
    response.headers[LENGTH] = str(upload.size_bytes)
    response.headers["Cache-Control"] = "no-store"


def _view(response: Response, upload: Upload) -> UploadView:
    _mark(response, upload)
    return UploadView(upload_id=upload.id, offset=upload.offset, size=upload.size_bytes, session_id=upload.session_id)
