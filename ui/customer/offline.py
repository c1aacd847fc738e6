"""What is left of the elder page when there is no line: the same parts and scripts, kept by the browser beforehand.

A service worker (``static/worker.js``) asks the network first, always; only when nothing comes does it show what it has
kept. The page it shows then is the elder page without Gradio: it records, takes words and pictures, keeps them on the
device, and sends them by itself. Also here: what makes the page installable.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from fastapi import FastAPI, Request, Response
from fastapi.responses import HTMLResponse

from elder_mode import language as languages
from elder_mode import theme
from ui import blocks, bundle, page_language
from ui.html_fix import MANIFEST, STATIC, Page
from ui.services import Services

PATH = "/offline"
WORKER = "/service-worker.js"
FOLDER = "elder"
_LANGUAGES = Path(languages.__file__).parent / "languages"


def page(base: Page) -> Page:
    """Return ``base`` as it is shown without a line."""
    return replace(
        base,
        path=PATH,
        script=f"{FOLDER}/no_line.js",
        more_styles=(*base.more_styles, f"{FOLDER}/no_line.css"),
        plain_key=None,  # the plain form needs a line
    )


def files(shown: Page) -> tuple[str, ...]:
    """Return the files below ``STATIC`` that the page ``shown`` needs; a file with other content has another name."""
    return (bundle.address((shown.style, *shown.more_styles)), bundle.address((shown.script,)))


def version(shown: Page) -> str:
    """Return a name for this state of scripts, templates and words; another state has another name."""
    state = hashlib.sha256("".join(files(shown)).encode())
    parts = sorted((blocks.FOLDER / FOLDER).glob("*.html"))
    for path in (*parts, *sorted(_LANGUAGES.glob("*.toml")), blocks.FOLDER / "worker.js"):
        state.update(path.read_bytes())
    return state.hexdigest()[:16]


def html(top: tuple[str, ...], tools: tuple[str, ...], below: tuple[str, ...]) -> str:
    """Return the page around the same parts that Gradio shows, named for ``no_line.js``; without words."""
    bar = f'<div id="tools" class="column">{"".join(map(_part, tools))}</div>'
    parts = f"{''.join(map(_part, top))}{bar}{''.join(map(_part, below))}"
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8" />'
        '<meta name="viewport" content="width=device-width, initial-scale=1"></head><body>'
        f'<div class="gradio-container"><div class="main"><main class="contain">{parts}</main></div></div>'
        "</body></html>"
    )


def _part(name: str) -> str:
    template = (blocks.FOLDER / f"{name}.html").read_text(encoding="utf-8")
    return f'<div class="block" id="{name.replace("/", "-")}" data-part="{name}">{template}</div>'


def manifest(base: str, language: languages.Language) -> Mapping[str, object]:
    """Return the web app manifest, in ``language``."""
    colours = theme.LIGHT.colours
    icons = [
        {"src": f"{base}/{STATIC}/icons/{name}.png", "sizes": f"{px}x{px}", "type": "image/png", "purpose": purpose}
        for name, px, purpose in (
            ("lantern-192", 192, "any"),
            ("lantern-512", 512, "any"),
            ("lantern-maskable-512", 512, "maskable"),
        )
    ]
    return {
        "id": f"{base}/",
        "name": language.words("page.title"),
        "short_name": language.words("page.brand"),
        "lang": language.tag,
        "dir": "ltr",
        "start_url": f"{base}/",
        "scope": f"{base}/",
        "display": "standalone",
        "background_color": colours["page"],
        "theme_color": colours["main"],
        "icons": icons,
    }


def mount(app: FastAPI, services: Services, shown: Page, content: str) -> None:
    """Add the page, the service worker and the manifest; ``content`` is what ``html`` returned."""
    base = services.settings.root_path.rstrip("/")

    @app.get(PATH, include_in_schema=False)
    def without_line() -> HTMLResponse:
        """Answer the page for the browser to keep; ``HtmlFix`` puts its words in."""
        return HTMLResponse(content)

    @app.get(WORKER, include_in_schema=False)
    def worker() -> Response:
        """Answer the service worker, with what it has to keep."""
        kept = {
            "base": base,
            "cache": f"lantern-{version(shown)}",
            "page": f"{base}{PATH}",
            "files": [f"{base}/{STATIC}/{name}" for name in files(shown)],
        }
        script = (blocks.FOLDER / "worker.js").read_text(encoding="utf-8")
        body = f"const SHELL = {json.dumps(kept)};\n{script}"
        return Response(body, media_type="text/javascript", headers={"Cache-Control": "no-cache"})

    @app.get(MANIFEST, include_in_schema=False)
    def web_manifest(request: Request) -> Response:
        """Answer the manifest in the language that the page was in."""
        language = languages.load(page_language.shown(request.scope, services.settings))
        body = json.dumps(manifest(base, language), ensure_ascii=False)
        return Response(body, media_type="application/manifest+json", headers={"Cache-Control": "no-cache"})
