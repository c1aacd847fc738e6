"""Puts right what Gradio's page template cannot know: language, title, our words, a way on when nothing starts."""

import gzip
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from elder_mode import language as languages
from elder_mode import region as regions
from elder_mode import theme
from elder_mode.language import Language
from gateway.settings import Settings
from ui import bundle, device_settings, page_language, preload

STARTED_WITHIN_MS = 8000
"""After this time a page that has not started shows the way to the plain form."""
STATIC = "pages"
"""Folder of our scripts and styles, below the root of the site."""
MANIFEST = "/manifest.webmanifest"
"""What makes the elder page installable (``ui/customer/offline.py``)."""
IN_DANGER = frozenset({"police", "ambulance", "anti_fraud", "crisis"})
"""Hotlines that are shown when nobody is on duty, or there is no line (docs/dialogue.md, E8)."""
_FOREIGN = re.compile(r'\s*<(?:meta\s+property="og:|meta\s+name="twitter:|link\s+rel="manifest")[^>]*>')
_HEAD = '<meta charset="utf-8" />'
_RESIZER = re.compile(r"<script>\s*\(\(\) => \{\s*const root =.*?</script>", re.DOTALL)
"""Gradio's script for pages inside other pages, which ours never are (``frame-ancestors``)."""
_PACKED_LEVEL = 6


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
    more_styles: tuple[str, ...] = ()
    """Further files below ``STATIC``, each of one part of the page."""
    skip_to: str
    """Id of the element to which the skip link leads."""
    skip_key: str
    """Key of the words of the skip link."""
    plain_key: str | None = None
    """Key of the words that lead to the plain form; None = the page has none."""
    is_installable: bool = False
    is_themed: bool = False
    """It wears the colours and size that the device chose."""


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
            chosen = device_settings.of(scope, self._settings)
            code = page_language.shown(scope, self._settings)
            if page_language.asked(scope):
                chosen["language"] = code
            body = self.rewrite(body.decode(), page, languages.load(code), chosen).encode()
            if "gzip" in Headers(scope=scope).get("accept-encoding", ""):
                body = gzip.compress(body, _PACKED_LEVEL)
                headers["content-encoding"] = "gzip"
            headers.add_vary_header("accept-encoding")
            headers["content-length"] = str(len(body))
            headers["cache-control"] = "no-store"
            if (cookie := page_language.remembered(scope, self._settings)) is not None:
                headers.append("set-cookie", cookie)
        await send(start)
        await send({"type": "http.response.body", "body": body})

    def rewrite(self, html: str, page: Page, language: Language, chosen: Mapping[str, str]) -> str:
        """Return the page in ``language``, with our words, styles and script in its head, without foreign addresses.

        ``chosen``: the device's settings, so that the first paint already has its size and colours.
        """
        root = f'lang="{language.tag}"{device_settings.attributes(chosen) if page.is_themed else ""}'
        html = _FOREIGN.sub("", html).replace('lang="en"', root, 1)
        ahead = preload.links(html, self._base + page.path.rstrip("/"), language.tag)
        html = _RESIZER.sub("", html).replace(_HEAD, _HEAD + ahead + self._head(page, language, chosen), 1)
        skip = f'<a class="skip" href="#{page.skip_to}">{escape(language.words(page.skip_key))}</a>'
        return re.sub(r"(<body[^>]*>)", lambda match: match[1] + skip, html, count=1)

    def _head(self, page: Page, language: Language, chosen: Mapping[str, str]) -> str:
        folder = f"{self._base}/{STATIC}"
        sheet, script = bundle.address((page.style, *page.more_styles)), bundle.address((page.script,))
        head = [
            f"<title>{escape(language.words(page.title))}</title>",
            _navigator(language.tag),
            f"<style>{theme.css() if page.is_themed else f':root{{{theme.css_variables()}}}'}</style>",
            f'<link rel="stylesheet" href="{folder}/{sheet}">',
            _data(words(language, page.rooms), self._base, language, hotlines(self._settings.region, language), chosen),
            f'<script type="module" src="{folder}/{script}"></script>',
        ]
        if page.is_installable:
            head.append(_installable(self._base, language))
        if page.plain_key is not None:
            head.append(_way_on(f"{self._base}/simple", language.words(page.plain_key)))
        return "".join(head)


def words(language: Language, rooms: Sequence[str]) -> dict[str, str]:
    """Return all words whose keys begin with one of ``rooms``, gaps still open: key → sentence."""
    keys = language.keys()
    return {key: language.template(key) for key in keys if key.split(".", maxsplit=1)[0] in rooms}


def hotlines(region: str, language: Language) -> list[dict[str, str]]:
    """Return the numbers to ring in danger, for pages on which nobody else is to be had; empty without a file."""
    lines = regions.load(region).hotlines
    return [
        {"name": line.name, "number": line.number, "label": language.words(line.label)}
        for line in lines
        if line.name in IN_DANGER
    ]


def _data(
    found: dict[str, str], base: str, language: Language, numbers: list[dict[str, str]], chosen: Mapping[str, str]
) -> str:
    about = {"base": base, "language": language.code, "settings": dict(chosen), "hotlines": numbers}
    data = json.dumps({**about, "words": found}, ensure_ascii=False).replace("<", "\\u003c")
    return f'<script type="application/json" id="lantern-words">{data}</script>'


def _installable(base: str, language: Language) -> str:
    icon = f"{base}/{STATIC}/icons/lantern-192.png"
    return (
        f'<link rel="manifest" href="{base}{MANIFEST}?lang={escape(language.code)}">'
        f'<link rel="icon" type="image/png" href="{icon}"><link rel="apple-touch-icon" href="{icon}">'
        f'<meta name="theme-color" content="{theme.LIGHT.colours["main"]}">'
    )


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
        # Too old for Gradio's scripts (lookbehind) or for ours (Promise.any is as old as ||=): the plain form at once.
        "<script>(function(){var ok='noModule'in document.createElement('script')&&!!(window.Promise&&Promise.any);"
        "try{new RegExp('(?<=a)b')}catch(e){ok=false}"
        f"if(!ok)location.replace({link}[0])}})()</script>"
        f"<script>setTimeout(()=>{{if(window.lanternStarted)return;const[h,t]={link};"
        "const p=document.createElement('p'),a=document.createElement('a');p.className='way-on';p.id='way-on';"
        f"a.href=h;a.textContent=t;p.append(a);document.body.prepend(p)}},{STARTED_WITHIN_MS})</script>"
    )
