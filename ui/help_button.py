"""``/help.js``: one help button for an organisation's own page. See docs/embedding.md."""

import json
from functools import cache
from types import MappingProxyType

from fastapi import APIRouter
from fastapi.responses import Response

from elder_mode import language as languages
from ui.blocks import FOLDER

KEYS = ("label", "offer", "no", "opens", "close")
HEADERS = MappingProxyType(
    {
        "Access-Control-Allow-Origin": "*",  # a page may ask for it with a checksum of its own
        "Cross-Origin-Resource-Policy": "cross-origin",
        "Cache-Control": "public, max-age=3600",
    }
)
"""It is made for the pages of others, holds nothing of anybody, and takes no cookie."""
_GAP = "const WORDS = {};"


def router() -> APIRouter:
    """Return the endpoint."""
    api = APIRouter()

    @api.get("/help.js")
    def button() -> Response:
        """Answer the script with its words in all languages."""
        return Response(script(), media_type="text/javascript", headers=HEADERS)

    return api


@cache
def script() -> str:
    """Return the script of the button, with its words."""
    text = (FOLDER / "help.js").read_text(encoding="utf-8")
    words = {
        code: {key: languages.load(code).words(f"help_button.{key}") for key in KEYS} for code in languages.languages()
    }
    lines = (line for line in text.splitlines() if not line.lstrip().startswith("//"))
    short = "\n".join(line.partition(" // ")[0].strip() for line in lines)
    return short.replace(_GAP, f"const WORDS = {json.dumps(words, ensure_ascii=False)};")
