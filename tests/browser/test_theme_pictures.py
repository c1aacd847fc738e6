"""The page on a phone in four themes, for README and docs: made anew when ``LANTERN_PICTURES=1``, looked at always."""

from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import BrowserContext

from tests.browser import measures
from tests.browser.conftest import Server
from tests.browser.states import FORCED, THEMES, Visit, reply, wear
from tests.browser.test_pictures import keep

pytestmark = pytest.mark.browser
NAMES = {
    "light": "elder-light.png",
    "dark": "elder-dark.png",
    "yellow-on-black": "elder-yellow.png",
    FORCED: "elder-forced.png",
}
COLOURS = 64
MAX_BYTES = 60_000


def make_small(path: Path) -> None:
    """Write the picture again with few colours: flat areas need no more."""
    with Image.open(path) as picture:
        small = picture.convert("RGB").quantize(COLOURS)
    small.save(path, optimize=True)


def test_an_answer_in_every_theme(phone: BrowserContext, server: Server, empty_server: Server, tmp_path: Path) -> None:
    assert set(NAMES) == set(THEMES)
    page = reply(Visit(context=phone, server=server, empty_server=empty_server, language="zh-CN"))
    seen: set[tuple[int, ...]] = set()
    for theme in THEMES:
        wear(page, theme)
        page.wait_for_timeout(300)
        assert not measures.colours(page)
        path = keep(page, NAMES[theme], tmp_path)
        with Image.open(path) as picture:
            seen.add(tuple(picture.convert("RGB").resize((1, 1)).getpixel((0, 0))))  # type: ignore[arg-type]
        make_small(path)
        assert 5_000 < path.stat().st_size < MAX_BYTES
    assert len(seen) == len(THEMES), "two themes look the same"
