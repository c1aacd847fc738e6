"""Security headers of all pages, and the door that stays shut in front of Gradio's own interface. Pure ASGI."""

from collections.abc import MutableMapping
from types import MappingProxyType
from typing import Any

from starlette.datastructures import MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'self'",
        # Gradio compiles the templates of its HTML components with Function(): without 'unsafe-eval' nothing is shown.
        "script-src 'self' 'unsafe-inline' 'unsafe-eval'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "media-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
HEADERS = MappingProxyType(
    {
        "Content-Security-Policy": CONTENT_SECURITY_POLICY,
        "X-Content-Type-Options": "nosniff",
        # Not no-referrer: with it a browser sends "Origin: null" with forms, and our own pages could not post.
        "Referrer-Policy": "same-origin",
        "Permissions-Policy": "camera=(self), microphone=(self), geolocation=()",
        "Cross-Origin-Opener-Policy": "same-origin",
    }
)
"""Set on every answer that does not carry the header already."""
GRADIO_DOOR = "/gradio_api/"
"""Uploads, files and calls of Gradio. Our pages speak to the REST API alone and need none of it."""


class SecurityHeaders:
    """Adds ``HEADERS`` to every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and add the headers to its answer."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def with_headers(message: MutableMapping[str, Any]) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, with_headers)


class ShutDoor:
    """Answers 404 to everything below ``GRADIO_DOOR``, under whichever path a page is mounted."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what is not meant for Gradio's interface."""
        if scope["type"] in {"http", "websocket"} and GRADIO_DOOR in f"{scope['path']}/":
            await Response(status_code=404)(scope, receive, send)
            return
        await self._app(scope, receive, send)
