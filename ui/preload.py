"""Tells the browser at once which of Gradio's files a page will want; by itself it finds them one after another.

Gradio's first script names some files, these name others, and so on, four steps deep: on a bad line each step is a
wait. Which files they are was seen in a browser and stands in ``gradio_chunks.txt``; ``python benchmarks/page_weight.py
--chunks`` writes it anew, and ``tests/browser/test_page_weight.py`` fails when it does not fit Gradio any more. Names
that this Gradio does not have are left out: then a page is slower, not broken.
"""

import importlib.util
import re
from functools import cache
from pathlib import Path

CHUNKS = Path(__file__).with_name("gradio_chunks.txt")
ASSETS = "assets"
_FIRST = re.compile(rf'src="\./{ASSETS}/(index-[^"]+\.js)"')


def links(html: str, base: str, language: str) -> str:
    """Return the elements for the head of a page of Gradio in ``language``; ``html``: the page as Gradio wrote it."""
    first = _FIRST.findall(html)
    return "".join(_link(f"{base}/{ASSETS}/{name}") for name in (*first, *(chunks(language) if first else ())))


@cache
def chunks(language: str) -> tuple[str, ...]:
    """Return the files below ``assets/`` that a page of ours in ``language`` wants, in the order of need."""
    there = _folder()
    lines = (line.split() for line in CHUNKS.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    wanted = [words[0] for words in lines if words and language in {*words[1:], language if len(words) == 1 else ""}]
    return tuple(name for name in wanted if (there / name).is_file())


def _link(address: str) -> str:
    kind = 'rel="preload" as="style"' if address.endswith(".css") else 'rel="modulepreload"'
    return f'<link {kind} crossorigin href="{address}">'


@cache
def _folder() -> Path:
    found = importlib.util.find_spec("gradio")
    origin = found.origin if found is not None else None
    return Path(origin or ".").parent / "templates" / "frontend" / ASSETS
