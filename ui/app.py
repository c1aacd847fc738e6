"""The composition: pages and API in one FastAPI application."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from fastapi import FastAPI
from starlette.concurrency import run_in_threadpool
from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

import ui.customer.page
import ui.desk.page
import ui.simple
from gateway.intake import MAX_BODY_BYTES
from ui import api, api_beside, api_desk, api_media, api_settings, api_uploads, health, help_button, problems
from ui.limits import BodyLimit, Rates, SameOrigin
from ui.services import Services

API_VERSION = "1"


def build(services: Services, *, start: Callable[[], None], stop: Callable[[], None]) -> FastAPI:
    """Return the whole application; ``start`` and ``stop`` are called when it begins and ends to serve."""
    rates = Rates()
    app = build_api(services, start=start, stop=stop, rates=rates)
    ui.simple.mount(app, services)
    ui.desk.page.mount(app, services, rates)
    ui.customer.page.mount(app, services)
    return app


def build_api(
    services: Services, *, start: Callable[[], None], stop: Callable[[], None], rates: Rates | None = None
) -> FastAPI:
    """Return the API alone, for other programs that bring their own pages; ``rates`` are those that pages share."""

    @asynccontextmanager
    async def life(_app: FastAPI) -> AsyncIterator[None]:
        # In a thread: both wait for databases, and the engine refuses to be started on an event loop.
        await run_in_threadpool(start)
        yield
        await run_in_threadpool(stop)

    app = FastAPI(
        title="Lantern",
        version=API_VERSION,
        openapi_url="/api/v1/openapi.json",
        docs_url=None,
        redoc_url=None,
        lifespan=life,
    )
    rates = rates or Rates()
    problems.install(app, services.settings)
    app.include_router(api.router(services, rates))
    app.include_router(api_desk.router(services, rates))
    app.include_router(api_media.router(services))
    app.include_router(api_uploads.router(services, rates))
    app.include_router(api_beside.router(services))
    app.include_router(api_settings.router(services))
    app.include_router(help_button.router())
    app.include_router(health.router(services))
    app.add_middleware(BodyLimit, settings=services.settings, max_bytes=MAX_BODY_BYTES)
    app.add_middleware(SameOrigin, settings=services.settings)
    origins = [origin.strip() for origin in services.settings.allow_origins.split(",") if origin.strip()]
    if origins:
        app.add_middleware(CORSMiddleware, allow_origins=origins, allow_methods=["*"], allow_headers=["*"])
    if services.settings.root_path:
        app.add_middleware(SubPath, root_path=services.settings.root_path)
    return app


class SubPath:
    """Tells every request under which path we are reached, whether the proxy cuts that path off or not.

    The server's own setting would add the path again where the proxy leaves it on.
    """

    def __init__(self, app: ASGIApp, root_path: str) -> None:
        self._app = app
        self._root_path = root_path.rstrip("/")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""
        scope["root_path"] = self._root_path
        await self._app(scope, receive, send)
