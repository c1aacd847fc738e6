"""A message as a form, streamed: every file goes to disk as it arrives, and is refused the moment it is too large."""

from collections.abc import Callable
from dataclasses import dataclass, field
from types import MappingProxyType

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request

from gateway.intake import MAX_ATTACHMENTS, MAX_BYTES, MAX_TEXT_BYTES, TooLargeError
from gateway.store.blobs import Blobs, BlobWriter
from gateway.submission import Attachment
from modalities.evidence import Modality
from ui.problems import WrongRequestError

MEDIA_FIELDS = MappingProxyType(
    {
        "voice": Modality.VOICE,
        "photo": Modality.PHOTO,
        "screenshot": Modality.SCREENSHOT,
        "video": Modality.VIDEO,
        "file": None,
    }
)
"""Form fields that carry files, and what they are taken for; None lets the bytes decide."""
MAX_FIELDS = 40
MAX_NAME = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A form whose files are on disk."""

    attachments: tuple[Attachment, ...]
    fields: MappingProxyType[str, tuple[str, ...]]

    def first(self, name: str) -> str | None:
        """Return the first value of a field; None when it is missing or empty."""
        return next((value for value in self.fields.get(name, ()) if value), None)


@dataclass(slots=True)
class _Part:
    name: str = ""
    file_name: str | None = None
    writer: BlobWriter | None = None
    text: bytearray = field(default_factory=bytearray)


class _Reader:
    """Receives the parser's calls, in order."""

    def __init__(self, blobs: Blobs) -> None:
        self._blobs = blobs
        self._header_name = bytearray()
        self._header_value = bytearray()
        self._part = _Part()
        self.parts: list[_Part] = []
        self.is_whole = False

    def on_end(self) -> None:
        self.is_whole = True

    def on_part_begin(self) -> None:
        self._part = _Part()

    def on_header_field(self, data: bytes, start: int, end: int) -> None:
        self._header_name += data[start:end]

    def on_header_value(self, data: bytes, start: int, end: int) -> None:
        self._header_value += data[start:end]

    def on_header_end(self) -> None:
        if bytes(self._header_name).lower() == b"content-disposition":
            _, options = parse_options_header(bytes(self._header_value))
            self._part.name = options.get(b"name", b"").decode(errors="replace")
            file_name = options.get(b"filename")
            self._part.file_name = file_name.decode(errors="replace")[:MAX_NAME] if file_name is not None else None
        self._header_name.clear()
        self._header_value.clear()

    def on_headers_finished(self) -> None:
        if len(self.parts) >= MAX_FIELDS:
            raise TooLargeError("Too many fields.")
        self.parts.append(self._part)
        if self._part.name in MEDIA_FIELDS:
            self._part.writer = self._blobs.writer()

    def on_part_data(self, data: bytes, start: int, end: int) -> None:
        part = self._part
        if part.writer is None:
            part.text += data[start:end]
            if len(part.text) > MAX_TEXT_BYTES:
                raise TooLargeError("A field is too large.")
            return
        part.writer.write(data[start:end])
        if part.writer.size_bytes > MAX_BYTES[MEDIA_FIELDS[part.name]]:
            raise TooLargeError("An attachment is too large.")

    def drop(self) -> None:
        for part in self.parts:
            if part.writer is not None:
                part.writer.drop()

    def form(self) -> Form:
        attachments: list[Attachment] = []
        fields: dict[str, tuple[str, ...]] = {}
        for part in self.parts:
            if part.writer is None:
                fields[part.name] = (*fields.get(part.name, ()), _text(part))
            elif part.writer.size_bytes == 0 and not part.file_name:
                part.writer.drop()  # what a browser sends for a file field that was left empty
            else:
                blob = part.writer.keep()
                attachments.append(
                    Attachment(
                        input_id=blob.input_id,
                        modality=MEDIA_FIELDS[part.name],
                        name=part.file_name or "",
                        size_bytes=blob.size_bytes,
                    )
                )
        if len(attachments) > MAX_ATTACHMENTS:
            raise TooLargeError("Too many attachments.")
        return Form(attachments=tuple(attachments), fields=MappingProxyType(fields))


async def read_form(request: Request, blobs: Blobs) -> Form:
    """Return the form of the request, its files on disk.

    Raises:
        TooLargeError: a part is over its limit; raised as soon as it is.
        WrongRequestError: the body is no form.
        StoreUnavailableError: the disk does not take it.
    """
    kind, options = parse_options_header(request.headers.get("content-type", ""))
    if kind == b"application/x-www-form-urlencoded":
        return await _plain_form(request)
    boundary = options.get(b"boundary")
    if kind != b"multipart/form-data" or not boundary:
        raise WrongRequestError("multipart/form-data is needed")
    reader = _Reader(blobs)
    names = ("part_begin", "header_field", "header_value", "header_end", "headers_finished", "part_data", "end")
    callbacks: dict[str, Callable[..., None]] = {f"on_{name}": getattr(reader, f"on_{name}") for name in names}
    is_whole = False
    try:
        parser = MultipartParser(boundary, callbacks)  # type: ignore[arg-type]  # a TypedDict of the same keys
        async for chunk in request.stream():
            await run_in_threadpool(parser.write, chunk)
        parser.finalize()
        if not reader.is_whole:
            raise WrongRequestError("the form is broken off")
        form = await run_in_threadpool(reader.form)
        is_whole = True
    except (FormParserError, ClientDisconnect) as error:
        raise WrongRequestError("the form is broken") from error
    finally:
        if not is_whole:
            reader.drop()
    return form


async def _plain_form(request: Request) -> Form:
    data = await request.form(max_fields=MAX_FIELDS)
    fields: dict[str, tuple[str, ...]] = {}
    for name, value in data.multi_items():
        if isinstance(value, str):
            fields[name] = (*fields.get(name, ()), value)
    return Form(attachments=(), fields=MappingProxyType(fields))


def _text(part: _Part) -> str:
    try:
        return part.text.decode()
    except UnicodeDecodeError as error:
        raise WrongRequestError(f"the field {part.name} is not UTF-8") from error
