"""``/simple``: the conversation as a plain HTML form, for when JavaScript is off or the other page has not started."""

from html import escape
from types import MappingProxyType
from urllib.parse import urlencode

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from pydantic import ValidationError
from starlette.concurrency import run_in_threadpool

from elder_mode.language import load as load_language
from gateway.errors import EmptyMessageError, LanternError, NotFoundError
from gateway.intake import Incoming
from ui import auth, device_settings, page_language, simple_page, simple_settings, simple_sound, views
from ui.api import CallBack, Fact, address, incoming_of
from ui.form import Form, read_form
from ui.limits import SUBMIT, Rates
from ui.problems import STATUS, WrongRequestError, sentence
from ui.services import Services
from ui.simple_page import HEAR, PATH

SEE_OTHER = 303
KEPT = MappingProxyType({"number": "handoff.call_back_kept", "fact": "page.fact_kept"})
"""What can be left on this page beside a message, and the words that say it was kept."""
KEPT_FIELDS = KEPT.keys()


def mount(app: FastAPI, services: Services) -> FastAPI:
    """Return ``app`` with the plain form."""
    rates = Rates()
    base = services.settings.root_path.rstrip("/")

    @app.get(PATH, include_in_schema=False)
    def page(request: Request) -> Response:
        """Show the form and the conversation of this device."""
        return _answer(request, services, base)

    @app.post(PATH, include_in_schema=False)
    async def send(request: Request) -> Response:
        """Take the form, and lead back to the page."""
        try:
            rates.check(SUBMIT, address(request))
            form = await read_form(request, services.store.blobs)
            session_id = await run_in_threadpool(auth.device_session, request, services)
            if simple_settings.FIELD in form.fields:
                return await run_in_threadpool(_set, request, services, form, session_id, base)
            if KEPT_FIELDS & form.fields.keys():
                return await run_in_threadpool(_keep, request, services, form, session_id, base)
            incoming = await run_in_threadpool(incoming_of, form, request, services, None, "simple")
            return await run_in_threadpool(_accept, request, services, incoming, session_id, base)
        except LanternError as error:
            return await run_in_threadpool(_answer, request, services, base, error)

    return simple_sound.mount(app, services)


def _keep(request: Request, services: Services, form: Form, session_id: str | None, base: str) -> Response:
    """Keep the number to ring, or the word that opens the session elsewhere, and show the page again."""
    if session_id is None:
        raise NotFoundError("device")
    try:
        if "number" in form.fields:
            number = CallBack(number=(form.first("number") or "").strip()).number
            services.store.sessions.set_call_back(session_id, number)
            return RedirectResponse(f"{base}{PATH}?kept=number#kept", status_code=SEE_OTHER)
        fact = Fact(fact=(form.first("fact") or "").strip()).fact
    except ValidationError:
        wrong = "page.number_wrong" if "number" in form.fields else "page.fact_wrong"
        return _answer(request, services, base, WrongRequestError("a field"), words=wrong)
    services.store.sessions.set_fact(session_id, fact)
    return RedirectResponse(f"{base}{PATH}?kept=fact#kept", status_code=SEE_OTHER)


def _set(request: Request, services: Services, form: Form, session_id: str | None, base: str) -> Response:
    """Change a setting of this device, and say so on the page."""
    found = simple_settings.changed(form.first(simple_settings.FIELD) or "", request, services.settings)
    if found is None:
        return _answer(request, services, base, WrongRequestError("set"))
    chosen, change, before = found
    if session_id is not None and change.startswith("always_person="):
        services.store.sessions.set_always_human(session_id, is_always_human=change.endswith("=on"))
    also = {name: given for name in (HEAR, simple_settings.PACE) if (given := form.first(name))}
    query = urlencode({"changed": change, "before": before, **also})
    answer = RedirectResponse(f"{base}{PATH}?{query}#kept", status_code=SEE_OTHER)
    is_secure = request.url.scheme == "https"
    answer.headers.append("set-cookie", device_settings.header(chosen, services.settings, is_secure=is_secure))
    return answer


def _accept(request: Request, services: Services, incoming: Incoming, session_id: str | None, base: str) -> Response:
    if incoming.choice == "human" and session_id is not None and not (incoming.text or incoming.attachments):
        accepted = services.intake.call_person(session_id, channel="simple")
    else:
        known = {name: getattr(incoming, name) for name in ("attachments", "text", "choice", "channel")}
        language = page_language.shown(request.scope, services.settings)
        chosen = device_settings.of(request.scope, services.settings)
        needs = (*incoming.needs, *(("captions",) if chosen.get("captions") == "on" else ()))
        is_always = True if session_id is None and chosen.get("always_person") == "on" else incoming.always_person
        accepted = services.intake.accept(
            Incoming(**known, needs=needs, language=language, session_id=session_id, always_person=is_always)
        )
    answer = RedirectResponse(f"{base}{PATH}#answers", status_code=SEE_OTHER)
    auth.bind_device(request, answer, services, accepted.session_id)
    return answer


def _answer(
    request: Request, services: Services, base: str, error: LanternError | None = None, words: str | None = None
) -> Response:
    """Return the page; ``error`` is told by its own sentence, or by that of the key ``words``."""
    code = page_language.shown(request.scope, services.settings)
    language = load_language(code)
    session_id = auth.device_session(request, services)
    trouble = None
    if error is not None:
        key = "simple.nothing" if isinstance(error, EmptyMessageError) else words
        trouble = language.words(key) if key else sentence(error.code, code)
    elif session_id is not None and _is_looked_at(request):
        services.store.messages.mark_read(session_id)
    kept = KEPT.get(request.query_params.get("kept", "")) if error is None else None
    chosen = device_settings.of(request.scope, services.settings)
    said = f'<p class="status" id="kept" role="status">{escape(language.words(kept))}</p>' if kept else ""
    turns = views.conversation(services.store, session_id) if session_id is not None else ()
    if (change := request.query_params.get("changed")) and error is None:
        said = simple_settings.said(
            change,
            request.query_params.get("before", ""),
            simple_page.Words(language),
            f"{base}{PATH}",
            pace=request.query_params.get(simple_settings.PACE, ""),
            heard=simple_settings.heard(chosen, simple_page.voice(turns)),
        )
    html = simple_page.html(
        simple_page.Shown(
            language=language,
            base=base,
            chosen=chosen,
            session=views.session_view(services.store, session_id) if session_id is not None else None,
            turns=turns,
            trouble=trouble,
            said=said,
            hear=request.query_params.get(HEAR),
        )
    )
    status = STATUS.get(error.code, 500) if error is not None else 200
    answer = HTMLResponse(html, status_code=status, headers={"Cache-Control": "no-store"})
    if (cookie := page_language.remembered(request.scope, services.settings)) is not None:
        answer.headers.append("set-cookie", cookie)
    return answer


def _is_looked_at(request: Request) -> bool:
    """Say whether a person asked for this page: not the browser ahead of them, and not another web site's page."""
    purposes = " ".join(request.headers.get(name, "") for name in ("purpose", "sec-purpose", "x-moz")).lower()
    is_ahead = "prefetch" in purposes or "prerender" in purposes or "preview" in purposes
    return not is_ahead and request.headers.get("sec-fetch-site", "none") != "cross-site"
