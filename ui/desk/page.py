"""The desk at ``/desk``: sign in by a plain form, then the queue and one whole ticket."""

from html import escape

import gradio as gr
from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.concurrency import run_in_threadpool
from starlette.types import ASGIApp, Receive, Scope, Send

from elder_mode import plain, theme
from elder_mode.language import load as load_language
from gateway.errors import LanternError
from ui import auth, blocks, page_language
from ui.api import address
from ui.api_desk import Words
from ui.html_fix import STATIC
from ui.limits import SIGN_IN_ADDRESS, Rates
from ui.problems import TooManyError, WrongRequestError
from ui.services import Services
from ui.simple import SEE_OTHER

PATH = "/desk"
PLAIN_FORM = "application/x-www-form-urlencoded"
MAX_FIELDS = 8
MAX_NAME = 64
MAX_PASSWORD = 1000
NOT_IN = 401
TOO_MANY = 429
REFUSED = "refused."
"""How the remarks begin that are no advice: words that break one of these rules are not sent at all."""


def build() -> gr.Blocks:
    """Return the desk: the queue beside one ticket."""
    with gr.Blocks(analytics_enabled=False) as page, gr.Row(elem_id="desk"):
        blocks.part("desk/queue")
        blocks.part("desk/ticket")
    return page


def mount(app: FastAPI, services: Services, rates: Rates) -> FastAPI:
    """Return ``app`` with the desk. Whoever is not signed in sees the form alone; ``rates`` are those of the API."""
    base = services.settings.root_path.rstrip("/")

    @app.get(PATH, include_in_schema=False)
    def door(request: Request) -> Response:
        """Show the form, or the desk to those who are signed in."""
        if auth.agent_of(request, services) is not None:
            return RedirectResponse(f"{base}{PATH}/", status_code=SEE_OTHER)
        return _form(request, services)

    @app.post(PATH, include_in_schema=False)
    async def sign_in(request: Request) -> Response:
        """Sign in with name and password."""
        answer = RedirectResponse(f"{base}{PATH}/", status_code=SEE_OTHER)
        try:
            rates.check_left(SIGN_IN_ADDRESS, auth.SIGNING_IN, address(request))
            name, password = await _name_and_password(request)
            is_in = await run_in_threadpool(
                auth.sign_in, request, answer, services, rates, name=name, password=password
            )
        except TooManyError:
            return _form(request, services, "desk.sign_in_wait", TOO_MANY)
        return answer if is_in else _form(request, services, "desk.sign_in_wrong", NOT_IN)

    _add_lint(app, services)
    app = blocks.mount(app, build(), PATH)
    app.add_middleware(DeskDoor, services=services)
    return app


async def _name_and_password(request: Request) -> tuple[str, str]:
    """Return what was filled in; WrongRequestError for anything but a plain form, so that no file is ever taken."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != PLAIN_FORM:
        raise WrongRequestError(f"{PLAIN_FORM} is needed")
    form = await request.form(max_fields=MAX_FIELDS)
    name, password = str(form.get("name", "")), str(form.get("password", ""))
    return name[:MAX_NAME], password[:MAX_PASSWORD]


def _add_lint(app: FastAPI, services: Services) -> None:
    @app.post("/api/v1/desk/tickets/{ticket_id}/lint")
    def lint(request: Request, ticket_id: str, body: Words) -> list[plain.Finding]:
        """Answer how the words could be plainer, and by which rules they would be refused; nothing is sent."""
        auth.require_agent(request, services)
        ticket = services.store.tickets.load(ticket_id)
        language = services.store.sessions.load(ticket.session_id).language
        refused = (plain.Finding(rule=f"{REFUSED}{rule}", detail="") for rule in plain.forbidden(body.text, language))
        return [*refused, *plain.lint(body.text, language)]


class DeskDoor:
    """Leads whoever is not signed in from the desk to its form."""

    def __init__(self, app: ASGIApp, *, services: Services) -> None:
        self._app = app
        self._services = services
        self._base = services.settings.root_path.rstrip("/")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what is not the desk's own page, and what comes from an agent."""
        if scope["type"] == "http" and str(scope["path"]).removeprefix(self._base) == f"{PATH}/":
            request = Request(scope)
            try:
                agent = await run_in_threadpool(auth.agent_of, request, self._services)
            except LanternError:
                agent = None  # the store does not answer: the form says so when it is sent
            if agent is None:
                await RedirectResponse(f"{self._base}{PATH}", status_code=SEE_OTHER)(scope, receive, send)
                return
        await self._app(scope, receive, send)


def _form(request: Request, services: Services, trouble: str | None = None, status: int = 200) -> Response:
    code = page_language.shown(request.scope, services.settings)
    words = load_language(code)
    base = services.settings.root_path.rstrip("/")

    def w(key: str) -> str:
        return escape(words.words(key))

    said = f'<p class="trouble" role="alert">{w(trouble)}</p>' if trouble else ""
    html = (
        f'<!doctype html><html lang="{words.code}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{w('desk.title')}</title><style>:root{{{theme.css_variables()}}}</style>"
        f'<link rel="stylesheet" href="{base}/{STATIC}/simple.css"></head><body><main>'
        f"<h1>{w('desk.sign_in_title')}</h1>{said}"
        f'<form method="post" action="{base}{PATH}">'
        f'<p><label for="name">{w("desk.name")}</label>'
        '<input id="name" name="name" autocomplete="username" required></p>'
        f'<p><label for="password">{w("desk.password")}</label>'
        '<input id="password" name="password" type="password" autocomplete="current-password" required></p>'
        f'<p><button class="main">{w("desk.sign_in")}</button></p></form></main></body></html>'
    )
    return HTMLResponse(html, status_code=status, headers={"Cache-Control": "no-store"})
