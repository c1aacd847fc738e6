"""No violation that axe knows, in every state of every page: all rules, no node left out."""

from pathlib import Path

import axe_playwright_python
import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import Server, call_person, open_elder, write

pytestmark = pytest.mark.browser
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
MANY = 20
"""Rules that at least pass on a page of ours: fewer means that axe has not looked at it."""


def assert_accessible(page: Page, state: str) -> None:
    """Fail with what axe found; print what it could not judge."""
    page.evaluate(AXE)
    found = page.evaluate("axe.run(document)")
    for unsure in found["incomplete"]:
        print(f"{state}: axe could not judge {unsure['id']} at {[node['target'] for node in unsure['nodes']]}")
    problems = [
        f"{state}: {each['id']} ({each['impact']}): {node['target']} {node['html'][:200]}"
        for each in found["violations"]
        for node in each["nodes"]
    ]
    assert not problems, "\n".join(problems)
    assert len(found["passes"]) >= MANY


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_elder_page(phone: BrowserContext, server: Server, language: str) -> None:
    page = open_elder(phone, server, f"/?lang={language}")
    assert_accessible(page, "idle")
    page.click("#show")
    assert_accessible(page, "showing")
    page.click("#type")
    assert_accessible(page, "typing")
    page.click("#type")
    page.click("#speak")
    page.wait_for_selector("#speak.on")
    assert_accessible(page, "recording")
    page.wait_for_timeout(1_000)  # a second tap within 800 ms counts as a trembling hand
    page.click("#speak")
    page.wait_for_selector(".answer .card", timeout=120_000)
    write(page, "微信的字太小了" if language == "zh-CN" else "The letters in WeChat are too small")
    assert_accessible(page, "reply")
    code = call_person(page)
    for summary in page.locator("summary").all():
        summary.click()
    assert_accessible(page, "handed off")
    server.desk("POST", f"/tickets/{server.ticket_of(code)}/reply", text="Hello. I am Lin, and I am here.")
    page.wait_for_selector(".agent .card", timeout=30_000)
    assert_accessible(page, "answered by a person")


def test_elder_page_that_cannot_send(elder: Page) -> None:
    elder.route("**/api/v1/submissions", lambda route: route.abort())
    elder.click("#type")
    elder.fill("#words", "有人吗")
    elder.click("#type-panel .go")
    expect(elder.locator("#unsent button")).to_be_visible()
    assert_accessible(elder, "no line")


def test_simple_page(phone: BrowserContext, server: Server) -> None:
    page = phone.new_page()
    page.goto(f"{server.url}/simple")
    assert_accessible(page, "simple, idle")
    page.fill("#text", "微信的字太小了")
    page.click("button.main")
    page.wait_for_selector(".theirs, .status")
    page.click("text=看看有没有新回答")
    page.wait_for_selector(".theirs")
    assert_accessible(page, "simple, reply")
    page.click("button.person")
    page.wait_for_selector(".waiting")
    assert_accessible(page, "simple, handed off")


def test_desk(desk: Page, server: Server, phone: BrowserContext) -> None:
    elder = open_elder(phone, server)
    write(elder, "我想改支付宝的密码，找不到下一步")
    code = call_person(elder)
    assert_accessible(desk, "queue")
    desk.click(f"[data-ticket='{server.ticket_of(code)}'].line")
    desk.wait_for_selector(".head h2")
    assert_accessible(desk, "ticket")
    desk.click("#claim")
    desk.wait_for_selector("#transfer")
    assert_accessible(desk, "claimed")
    desk.click("#close")
    desk.wait_for_selector("#reopen")
    assert_accessible(desk, "closed")


def test_sign_in(phone: BrowserContext, server: Server) -> None:
    page = phone.new_page()
    page.goto(f"{server.url}/desk")
    assert_accessible(page, "sign-in")
    page.fill("#name", "nobody")
    page.fill("#password", "not the right one")
    page.click("button.main")
    page.wait_for_selector(".trouble")
    assert_accessible(page, "sign-in refused")
