"""The desk: where people answer."""

from ui.html_fix import Page

PAGE = Page(
    path="/desk/",
    title="desk.title",
    rooms=(
        "desk",
        "error",
        "choice",
        "sample",
        "ticket",
        "need",
        "problem",
        "ask",
        "handoff",
        "guide",
        "control",
        "number",
    ),
    script="desk/start.js",
    style="desk/desk.css",
    skip_to="ticket",
    skip_key="desk.skip",
)
