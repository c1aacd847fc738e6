"""Limits at the door: how often, how large, and from where. Pure ASGI, so that a body is refused before it is read."""

from collections.abc import Sequence
from contextlib import suppress
from math import ceil
from time import time
from urllib.parse import urlsplit

from limits import RateLimitItem, parse
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from gateway.intake import TooLargeError
from gateway.settings import Settings
from ui.problems import CrossOriginError, TooManyError, language_of, problem

SIGN_IN = "10/minute"
"""Wrong passwords for one name from one address."""
SIGN_IN_ADDRESS = "60/minute"
"""Wrong passwords from one address, for whatever names."""
RESUME = "10/hour"
SUBMIT = "120/minute"
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
MAX_SMALL_BODY_BYTES = 100_000
"""Of a request that carries no files."""
FILE_PATHS = frozenset({"/api/v1/submissions", "/simple"})
"""Where a form with files may be posted."""
UPLOADS = "/api/v1/uploads/"
"""Below it, pieces of files may be sent with PATCH."""


class Rates:
    """Counts calls in this process."""

    def __init__(self) -> None:
        self._limiter = MovingWindowRateLimiter(MemoryStorage())

    def check(self, rate: str, *who: str) -> None:
        """Count one call of ``who``.

        Raises:
            TooManyError: it was one too many; its text is the number of seconds to wait.
        """
        item: RateLimitItem = parse(rate)
        if not self._limiter.hit(item, rate, *who):
            raise self._too_many(item, rate, *who)

    def check_left(self, rate: str, *who: str) -> None:
        """Do nothing, and count nothing, as long as one more call of ``who`` is allowed; else TooManyError."""
        item: RateLimitItem = parse(rate)
        if not self._limiter.test(item, rate, *who):
            raise self._too_many(item, rate, *who)

    def count(self, rate: str, *who: str) -> None:
        """Count one call of ``who``, allowed or not."""
        self._limiter.hit(parse(rate), rate, *who)

    def forget(self, rate: str, *who: str) -> None:
        """Forget the calls of ``who``."""
        self._limiter.clear(parse(rate), rate, *who)

    def _too_many(self, item: RateLimitItem, *who: str) -> TooManyError:
        reset_at = self._limiter.get_window_stats(item, *who).reset_time
        return TooManyError(str(max(1, ceil(reset_at - time()))))


class BodyLimit:
    """Refuses a request whose body is too large: by its declared length at once, else as soon as it has become so.

    ``max_bytes`` holds for a form with files where such a form belongs, ``MAX_SMALL_BODY_BYTES`` for all else.
    """

    def __init__(self, app: ASGIApp, *, settings: Settings, max_bytes: int) -> None:
        self._app = app
        self._settings = settings
        self._base = settings.root_path.rstrip("/")
        self._max_bytes = max_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on while it is small enough."""
        if scope["type"] != "http" or scope["method"] in SAFE_METHODS:
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        refusal = problem("too_large", language=language_of(headers.get("accept-language", ""), self._settings))
        max_bytes = self._max_bytes_of(scope, headers)
        declared = headers.get("content-length", "0")
        if not (declared.isascii() and declared.isdigit()) or int(declared) > max_bytes:
            await refusal(scope, receive, send)
            return
        received = 0
        has_answered = False

        async def counted() -> Message:
            nonlocal received
            message = await receive()
            received += len(message.get("body", b""))
            if received > max_bytes:
                raise TooLargeError("The body is too large.")
            return message

        async def watched(message: Message) -> None:
            nonlocal has_answered
            if received > max_bytes and not has_answered:
                return  # the framework's own words for a body that could not be read; ours follow
            has_answered = True
            await send(message)

        with suppress(TooLargeError):
            await self._app(scope, counted, watched)
        if received > max_bytes and not has_answered:
            await refusal(scope, receive, send)

    def _max_bytes_of(self, scope: Scope, headers: Headers) -> int:
        path = str(scope["path"]).removeprefix(self._base)
        kind = headers.get("content-type", "").partition(";")[0].strip().lower()
        is_with_files = scope["method"] == "POST" and path in FILE_PATHS and kind == "multipart/form-data"
        is_piece = scope["method"] == "PATCH" and path.startswith(UPLOADS)
        return self._max_bytes if is_with_files or is_piece else min(MAX_SMALL_BODY_BYTES, self._max_bytes)


class SameOrigin:
    """Refuses what another web site's page sends in the person's name; calls with a bearer token are nobody's page."""

    def __init__(self, app: ASGIApp, *, settings: Settings) -> None:
        self._app = app
        self._settings = settings
        self._allowed = tuple(part.strip() for part in settings.allow_origins.split(",") if part.strip())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on when it comes from our own pages, or from no page at all."""
        if scope["type"] == "http" and scope["method"] not in SAFE_METHODS:
            headers = Headers(scope=scope)
            if not is_ours(headers, self._allowed):
                language = language_of(headers.get("accept-language", ""), self._settings)
                await problem(CrossOriginError.code, language=language)(scope, receive, send)
                return
        await self._app(scope, receive, send)


def is_ours(headers: Headers, allowed: Sequence[str]) -> bool:
    """Say whether a request that changes something may come in."""
    origin = headers.get("origin")
    if headers.get("authorization") or (origin is not None and origin in allowed):
        return True
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site in {"same-origin", "none"}
    return origin is None or urlsplit(origin).netloc == headers.get("host")
