"""``/simple``: the conversation as a plain HTML form, for when JavaScript is off or the other page has not started."""

from collections.abc import Mapping, Sequence
from html import escape
from types import MappingProxyType
from urllib.parse import urlencode

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from pydantic import ValidationError
from starlette.concurrency import run_in_threadpool

from elder_mode import theme
from elder_mode.language import Language
from elder_mode.language import load as load_language
from gateway.errors import EmptyMessageError, LanternError, NotFoundError
from gateway.intake import Incoming
from gateway.outcome import ReplyView
from gateway.ticket import Author
from ui import auth, device_settings, page_language, simple_settings, views
from ui.api import CallBack, Fact, address, incoming_of
from ui.form import Form, read_form
from ui.html_fix import STATIC
from ui.limits import SUBMIT, Rates
from ui.problems import STATUS, WrongRequestError, sentence
from ui.services import Services

PATH = "/simple"
SEE_OTHER = 303
FILES = (("photo", "image/*"), ("voice", "audio/*"), ("video", "video/*"))
"""Fields for files and what they accept."""
KEPT = MappingProxyType({"number": "handoff.call_back_kept", "fact": "page.fact_kept"})
"""What can be left on this page beside a message, and the words that say it was kept."""
KEPT_FIELDS = KEPT.keys()
PERSON_CHOICES = frozenset({"human"})
LOCAL_CHOICES = frozenset({"photo", "text", "say_again", "call_back", "look_again"})
"""Choices that mean a part of this very page; they have no button here."""


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

    return app


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
    query = urlencode({"changed": change, "before": before})
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
    if (change := request.query_params.get("changed")) and error is None:
        before = request.query_params.get("before", "")
        said = simple_settings.said(change, before, _Words(language), f"{base}{PATH}")
    html = _html(services, language, base, session_id, trouble, said, chosen)
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


def _html(  # all that the page shows
    services: Services,
    language: Language,
    base: str,
    session_id: str | None,
    trouble: str | None,
    said: str,
    chosen: Mapping[str, str],
) -> str:
    turns: tuple[views.MessageView, ...] = ()
    session = None
    if session_id is not None:
        turns = views.conversation(services.store, session_id)
        session = views.session_view(services.store, session_id)
    w = _Words(language)
    others = "".join(
        f'<a class="button" lang="{tag}" href="{base}{PATH}?lang={code}">{name}</a>'
        for code, name, tag in page_language.NAMES
        if code != language.code
    )
    body = [
        f'<header><p class="brand">{w("page.brand")}</p>',
        f"{others}</header>",
        f'<main id="top"><h1>{w("simple.hello")}</h1><p>{w("safety.promise")}</p>',
        f'<p class="trouble" role="alert">{escape(trouble)}</p>' if trouble else "",
        said,
        _form(w, base),
        f'<section id="answers"><h2>{w("simple.conversation")}</h2>',
        _notice(w, base, session),
        f'<p class="status">{w("simple.working")}</p>' if turns and turns[-1].message.author is Author.CUSTOMER else "",
        *_turns(w, base, turns),
        f'<p><a class="button" href="{base}{PATH}#answers">{w("simple.refresh")}</a></p></section>',
        simple_settings.panel(chosen, language.code, w, f"{base}{PATH}"),
        f'<p><a class="button" href="{base}/">{w("simple.full_page")}</a></p></main>',
    ]
    return (
        f'<!doctype html><html lang="{language.tag}"{device_settings.attributes(chosen)}><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{w('simple.title')}</title><style>{theme.css()}</style>"
        f'<link rel="stylesheet" href="{base}/{STATIC}/simple.css"></head><body>{"".join(body)}</body></html>'
    )


class _Words:
    """Words of a language as they may stand in HTML."""

    def __init__(self, language: Language) -> None:
        self._language = language

    def __call__(self, key: str, **params: str) -> str:
        return escape(self._language.words(key, **params))


def _form(w: _Words, base: str) -> str:
    files = "".join(
        f'<p><label for="{name}">{w(f"simple.{name}")}</label>'
        f'<input id="{name}" type="file" name="{name}" accept="{accept}" multiple></p>'
        for name, accept in FILES
    )
    return (
        f'<form method="post" action="{base}{PATH}" enctype="multipart/form-data">'
        f'<p><label for="text">{w("simple.write")}</label>'
        f'<textarea id="text" name="text" rows="3"></textarea></p>{files}'
        f'<p><button class="main">{w("simple.send")}</button></p></form>'
        f'<form method="post" action="{base}{PATH}">'
        f'<p><button class="person" name="choice" value="human">{w("simple.person")}</button></p></form>'
    )


def _notice(w: _Words, base: str, session: views.SessionView | None) -> str:
    notice = session.ticket if session is not None else None
    if session is None or notice is None:
        return ""
    if notice.state == "claimed":
        where = w("page.person_here")
    elif not notice.is_somebody_on_duty:
        where = w("handoff.nobody")
    elif (notice.queue_no or 1) > 1:
        where = w("handoff.status_no_wait", before=str((notice.queue_no or 1) - 1))
    else:
        where = w("handoff.next")
    code = f'<p class="code">{w("simple.code", code=notice.code)}</p>'
    later = _later(w, base, session) if notice.state != "claimed" and not notice.is_somebody_on_duty else ""
    return f'<div class="waiting"><h3>{w("simple.waiting")}</h3><p>{where}</p>{code}{later}</div>'


def _later(w: _Words, base: str, session: views.SessionView) -> str:
    """Return what can be left when nobody is here: a number to ring, and a word that opens this elsewhere."""
    number = f"<p>{w('handoff.call_back_kept')}</p>" if session.has_call_back else ""
    fact = f"<p>{w('page.fact_kept')}</p>" if session.has_fact else ""
    return (
        f'{number}<form method="post" action="{base}{PATH}"><p><label for="number">{w("page.number_label")}</label>'
        '<input id="number" name="number" type="tel" autocomplete="tel" required></p>'
        f"<p><button>{w('page.number_keep')}</button></p></form>"
        f'{fact}<form method="post" action="{base}{PATH}"><p><label for="fact">{w("page.fact_label")}</label>'
        '<input id="fact" name="fact" autocomplete="off" required></p>'
        f"<p><button>{w('page.fact_keep')}</button></p></form>"
    )


def _turns(w: _Words, base: str, turns: Sequence[views.MessageView]) -> list[str]:
    """Return the conversation, newest first; only the newest answer has its choices."""
    found = []
    answers = [view for view in turns if view.message.author is not Author.CUSTOMER]
    for view in reversed(turns):
        if view.message.author is Author.CUSTOMER:
            found.append(_mine(w, base, view))
        else:
            found.append(_theirs(w, base, view, is_newest=view is answers[-1]))
    return found


def _mine(w: _Words, base: str, view: views.MessageView) -> str:
    parts = [f"<p>{escape(view.message.text)}</p>" if view.message.text else ""]
    for each in view.attachments:
        url = escape(f"{base}{each.url}")
        kind = each.modality or "file"
        words = w(f"page.sent_{kind}")
        if kind == "voice":
            parts.append(f'<p>{words}</p><audio controls preload="none" src="{url}" aria-label="{words}"></audio>')
        elif kind in {"photo", "screenshot"}:
            parts.append(f'<p><img src="{url}" alt="{words}"></p>')
        else:
            parts.append(f"<p>{words}</p>")
    if not "".join(parts):
        parts.append(f"<p>{w('page.sent_choice')}</p>")
    return f'<article class="mine"><h3>{w("page.you")}</h3>{"".join(parts)}</article>'


def _theirs(w: _Words, base: str, view: views.MessageView, *, is_newest: bool) -> str:
    message = view.message
    is_agent = message.author is Author.AGENT
    who = w("page.person_says", name=message.agent or "") if is_agent else w("page.we_say")
    reply = message.reply
    if reply is None:
        return f'<article class="theirs"><h3>{who}</h3><p>{escape(message.text)}</p></article>'
    sample = f'<p class="sample">{w("sample.notice")}</p>' if reply.is_sample else ""
    cards = "".join(f'<p class="card">{escape(card.text)}</p>' for card in reply.cards)
    return (
        f'<article class="theirs" lang="{escape(reply.language)}"><h3>{who}</h3>{sample}{cards}'
        f"{_extras(w, base, reply, message.id)}{_choices(w, base, reply) if is_newest else ''}</article>"
    )


def _extras(w: _Words, base: str, reply: ReplyView, message_id: str) -> str:
    parts = []
    if reply.marked_url:
        words = w("page.marked", words=" ".join(card.text for card in reply.cards))
        parts.append(f'<p><img src="{escape(base + reply.marked_url)}" alt="{words}"></p>')
    parts += [
        f'<p><a class="hotline" href="tel:{escape(line.number)}">{escape(line.number)} {escape(line.label)}</a></p>'
        for line in reply.hotlines
    ]
    if reply.speech is not None and reply.speech.url:
        name = f"listen-{escape(message_id)}"
        parts.append(
            f'<p id="{name}">{w("simple.listen")}</p>'
            f'<audio controls preload="none" aria-labelledby="{name}" src="{escape(base + reply.speech.url)}"></audio>'
        )
    return "".join(parts)


def _choices(w: _Words, base: str, reply: ReplyView) -> str:
    offered = [choice for choice in reply.choices if choice.id not in LOCAL_CHOICES | PERSON_CHOICES]
    if not offered:
        return ""
    buttons = "".join(
        f'<p><button name="choice" value="{escape(choice.id)}">{escape(choice.label)}</button></p>'
        for choice in offered
    )
    return f'<form method="post" action="{base}{PATH}"><h4>{w("simple.choose")}</h4>{buttons}</form>'
