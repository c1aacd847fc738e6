"""The elder page at ``/``: speak, show, type, call a person, each one tap away at the same place in every state."""

import gradio as gr
from fastapi import FastAPI
from starlette.middleware.gzip import GZipMiddleware
from starlette.staticfiles import StaticFiles

from ui import blocks, desk
from ui.bundle import Bundles
from ui.customer import offline
from ui.headers import SecurityHeaders, ShutDoor
from ui.html_fix import STATIC, HtmlFix, Page
from ui.services import Services

PAGE = Page(
    path="/",
    title="page.title",
    rooms=("page", "error", "progress", "choice", "safety", "sample", "handoff", "setting"),
    script="elder/start.js",
    style="elder/elder.css",
    more_styles=("elder/cards.css", "elder/hand.css", "elder/settings.css"),
    skip_to="conversation",
    skip_key="page.skip",
    plain_key="page.plain",
    is_installable=True,
    is_themed=True,
)
TOP = ("elder/greeting",)
TOOLS = ("elder/panels", "elder/speak", "elder/show", "elder/type", "elder/person")
"""Parts of the bar of tools, in the order of the Tab key."""
BELOW = ("elder/log", "elder/more")


def build() -> gr.Blocks:
    """Return the page: the parts with their constant templates; the script fills them."""
    with gr.Blocks(analytics_enabled=False) as page:
        for name in TOP:
            blocks.part(name)
        with gr.Column(elem_id="tools"):
            for name in TOOLS:
                blocks.part(name)
        for name in BELOW:
            blocks.part(name)
    return page


def mount(app: FastAPI, services: Services) -> FastAPI:
    """Return ``app`` with the elder page at ``/``. To be called last: it also wraps all pages in their headers."""
    offline.mount(app, services, offline.page(PAGE), offline.html(TOP, TOOLS, BELOW))
    app.mount(f"/{STATIC}/bundle", Bundles(), name="bundle")
    app.mount(f"/{STATIC}", GZipMiddleware(StaticFiles(directory=blocks.FOLDER)), name=STATIC)
    app = blocks.mount(app, build(), "/")
    app.add_middleware(HtmlFix, settings=services.settings, pages=(PAGE, offline.page(PAGE), desk.PAGE))
    app.add_middleware(ShutDoor)
    app.add_middleware(SecurityHeaders)
    return app
