"""Limits at the door: how often, how large, and from where. Pure ASGI, so that a body is refused before it is read."""

from collections.abc import Sequence
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
RESUME = "10/hour"
SUBMIT = "120/minute"
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


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
            reset_at = self._limiter.get_window_stats(item, rate, *who).reset_time
            raise TooManyError(str(max(1, ceil(reset_at - time()))))


class BodyLimit:
    """Refuses a request whose body is too large: by its declared length at once, else as soon as it has become so."""

    def __init__(self, app: ASGIApp, *, settings: Settings, max_bytes: int) -> None:
        self._app = app
        self._settings = settings
        self._max_bytes = max_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on while it is small enough."""
        if scope["type"] != "http" or scope["method"] in SAFE_METHODS:
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        refusal = problem("too_large", language=language_of(headers.get("accept-language", ""), self._settings))
        declared = headers.get("content-length", "0")
        if not declared.isdigit() or int(declared) > self._max_bytes:
            await refusal(scope, receive, send)
            return
        received = 0
        has_answered = False

        async def counted() -> Message:
            nonlocal received
            message = await receive()
            received += len(message.get("body", b""))
            if received > self._max_bytes:
                raise TooLargeError("The body is too large.")
            return message

        async def watched(message: Message) -> None:
            nonlocal has_answered
            has_answered = True
            await send(message)

        try:
            await self._app(scope, counted, watched)
        except TooLargeError:
            if not has_answered:
                await refusal(scope, receive, send)


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
