"""Puts right what Gradio's page template cannot know: language, title, our words, a way on when nothing starts."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from elder_mode import language as languages
from elder_mode import theme
from elder_mode.language import Language
from gateway.settings import Settings
from ui import page_language

STARTED_WITHIN_MS = 8000
"""After this time a page that has not started shows the way to the plain form."""
STATIC = "pages"
"""Folder of our scripts and styles, below the root of the site."""
_FOREIGN = re.compile(r'\s*<(?:meta\s+property="og:|meta\s+name="twitter:|link\s+rel="manifest")[^>]*>')
_HEAD = '<meta charset="utf-8" />'


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page built with Gradio."""

    path: str
    """Path of the page below the root of the site, e.g. ``/`` or ``/desk/``."""
    title: str
    """Key of its title."""
    rooms: tuple[str, ...]
    """First parts of the keys whose words its script needs."""
    script: str
    """File below ``STATIC`` that starts it."""
    style: str
    skip_to: str
    """Id of the element to which the skip link leads."""
    skip_key: str
    """Key of the words of the skip link."""
    plain_key: str | None = None
    """Key of the words that lead to the plain form; None = the page has none."""


class HtmlFix:
    """Rewrites the HTML of the pages in ``pages``; everything else passes untouched."""

    def __init__(self, app: ASGIApp, *, settings: Settings, pages: Sequence[Page]) -> None:
        self._app = app
        self._settings = settings
        self._base = settings.root_path.rstrip("/")
        self._pages = {page.path: page for page in pages}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; collect, rewrite and send the answer when it is one of our pages."""
        page = self._page(scope)
        if page is None:
            await self._app(scope, receive, send)
            return
        start: Message = {}
        body = bytearray()

        async def collect(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start":
                start = message
                return
            if message["type"] != "http.response.body":
                await send(message)  # extensions, e.g. what a test client wants to know of templates
                return
            body.extend(message.get("body", b""))
            if not message.get("more_body", False):
                await self._finish(page, scope, start, bytes(body), send)

        # Compressed bytes could not be rewritten.
        plain = [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]
        await self._app({**scope, "headers": plain}, receive, collect)

    def _page(self, scope: Scope) -> Page | None:
        if scope["type"] != "http" or scope["method"] != "GET":
            return None
        return self._pages.get(str(scope["path"]).removeprefix(self._base))

    async def _finish(self, page: Page, scope: Scope, start: Message, body: bytes, send: Send) -> None:
        headers = MutableHeaders(scope=start)
        if headers.get("content-type", "").startswith("text/html") and start["status"] == 200:  # noqa: PLR2004  # OK
            code = page_language.shown(scope, self._settings)
            body = self.rewrite(body.decode(), page, languages.load(code)).encode()
            headers["content-length"] = str(len(body))
            headers["cache-control"] = "no-store"
            if page_language.asked(scope):
                cookie = page_language.remember(code, self._base or "/", is_secure=scope["scheme"] == "https")
                headers.append("set-cookie", cookie)
        await send(start)
        await send({"type": "http.response.body", "body": body})

    def rewrite(self, html: str, page: Page, language: Language) -> str:
        """Return the page in ``language``, with our words, styles and script in its head, without foreign addresses."""
        html = _FOREIGN.sub("", html).replace('lang="en"', f'lang="{language.code}"', 1)
        html = html.replace(_HEAD, _HEAD + self._head(page, language), 1)
        skip = f'<a class="skip" href="#{page.skip_to}">{escape(language.words(page.skip_key))}</a>'
        return re.sub(r"(<body[^>]*>)", lambda match: match[1] + skip, html, count=1)

    def _head(self, page: Page, language: Language) -> str:
        folder = f"{self._base}/{STATIC}"
        head = [
            f"<title>{escape(language.words(page.title))}</title>",
            _navigator(language.code),
            f"<style>:root{{{theme.css_variables()}}}</style>",
            f'<link rel="stylesheet" href="{folder}/{page.style}">',
            _data(words(language, page.rooms), self._base),
            f'<script type="module" src="{folder}/{page.script}"></script>',
        ]
        if page.plain_key is not None:
            head.append(_way_on(f"{self._base}/simple", language.words(page.plain_key)))
        return "".join(head)


def words(language: Language, rooms: Sequence[str]) -> dict[str, str]:
    """Return all words whose keys begin with one of ``rooms``, gaps still open: key → sentence."""
    keys = language.keys()
    return {key: language.template(key) for key in keys if key.split(".", maxsplit=1)[0] in rooms}


def _data(found: dict[str, str], base: str) -> str:
    data = json.dumps({"base": base, "words": found}, ensure_ascii=False).replace("<", "\\u003c")
    return f'<script type="application/json" id="lantern-words">{data}</script>'


def _navigator(code: str) -> str:
    """Return a script that makes Gradio speak the page's language, not the browser's, and say so in ``<html lang>``."""
    return (
        "<script>for(const[n,v]of[['language','CODE'],['languages',['CODE']]])"
        "Object.defineProperty(Navigator.prototype,n,{get:()=>v,configurable:true})</script>"
    ).replace("CODE", code)


def _way_on(address: str, label: str) -> str:
    """Return what leads to the plain form when there is no JavaScript, or when the page has not started in time."""
    link = json.dumps([address, label], ensure_ascii=False).replace("<", "\\u003c")
    return (
        f'<noscript><meta http-equiv="refresh" content="0; url={escape(address)}"></noscript>'
        f"<script>setTimeout(()=>{{if(window.lanternStarted)return;const[h,t]={link};"
        "const p=document.createElement('p'),a=document.createElement('a');p.className='way-on';p.id='way-on';"
        f"a.href=h;a.textContent=t;p.append(a);document.body.prepend(p)}},{STARTED_WITHIN_MS})</script>"
    )
