"""Gradio pages without Gradio's holes: every one of our pages is made and mounted here.

Two things are wrong with a mounted Gradio application as it comes: any file of the machine can be read by naming it as
an upload, and values of HTML components are run as code. Hence: our pages have no event handlers, so that nothing takes
a value from a browser; templates are constant and hold no words; text reaches the page through ``textContent`` in our
own scripts; and Gradio's interface is shut (``ui.headers.ShutDoor``).
"""

from pathlib import Path

import gradio as gr
from fastapi import FastAPI

FOLDER = Path(__file__).parent / "static"
"""Our scripts, styles and templates."""
FONTS = ["system-ui", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "sans-serif"]
"""Fonts of the device: nothing is fetched."""
_HAND_OVER = "(window.lanternParts = window.lanternParts || []).push({name: NAME, element});"


def part(name: str) -> gr.HTML:
    """Return the part ``name`` of a page; its template stands in ``static/``, e.g. ``elder/speak.html``."""
    return gr.HTML(
        None,
        html_template=(FOLDER / f"{name}.html").read_text(encoding="utf-8"),
        js_on_load=_HAND_OVER.replace("NAME", f"'{name}'"),
        apply_default_css=False,
        elem_id=name.replace("/", "-"),
    )


def mount(app: FastAPI, blocks: gr.Blocks, path: str) -> FastAPI:
    """Return ``app`` with ``blocks`` under ``path``, its check of file paths switched on."""
    app = gr.mount_gradio_app(
        app,
        blocks,
        path=path,
        ssr_mode=False,
        footer_links=[],
        run_history=False,
        show_error=False,
        theme=gr.themes.Base(font=FONTS, font_mono=FONTS),
    )
    # Gradio skips the check that a named file was uploaded until launch() has run, which mounting never does.
    blocks.has_launched = True
    return app
