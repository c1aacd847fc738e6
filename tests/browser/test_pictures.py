"""The pictures in the README, made anew when ``LANTERN_PICTURES=1``; the states they show are checked every time."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import ROOT, Server, call_person, open_elder, write

pytestmark = pytest.mark.browser
PICTURES = ROOT / "docs" / "pictures"


def keep(page: Page, name: str, tmp_path: Path) -> Path:
    """Write a picture of the page: into the repository when it is wanted there, else to be thrown away."""
    folder = PICTURES if os.environ.get("LANTERN_PICTURES") == "1" else tmp_path
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    page.screenshot(path=path)
    return path


def test_the_elder_page_with_an_answer(elder: Page, tmp_path: Path) -> None:
    write(elder, "微信的字太小了，看不清")
    expect(elder.locator(".sound").first).to_be_visible(timeout=60_000)
    assert keep(elder, "elder.png", tmp_path).stat().st_size > 10_000


def test_the_desk_with_a_ticket(desk: Page, phone: BrowserContext, server: Server, tmp_path: Path) -> None:
    elder = open_elder(phone, server)
    write(elder, "微信的字太小了，看不清")
    code = call_person(elder)
    desk.click(f"[data-ticket='{server.ticket_of(code)}'].line")
    expect(desk.locator(".part-claims tbody tr").first).to_be_visible()
    assert keep(desk, "desk.png", tmp_path).stat().st_size > 10_000
