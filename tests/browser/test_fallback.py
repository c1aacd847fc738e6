"""When something is missing: JavaScript, the bundle, the line. And nothing is fetched from anywhere else."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, expect

from tests.browser.conftest import AGENT, PASSWORD, Server, open_elder, write

pytestmark = pytest.mark.browser


def test_without_javascript_the_plain_page_opens_and_works(browser: Browser, server: Server) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(f"{server.url}/")
    page.wait_for_url("**/simple")
    page.fill("#text", "微信的字太小了")
    page.click("button.main")
    expect(page.locator(".mine")).to_contain_text("微信的字太小了")
    page.click("text=看看有没有新回答")
    expect(page.locator(".theirs .card").first).to_be_visible()
    page.click("button.person")
    expect(page.locator(".waiting")).to_be_visible()
    context.close()


def test_a_bundle_that_never_comes_leads_to_the_plain_page(phone: BrowserContext, server: Server) -> None:
    page = phone.new_page()
    page.route("**/assets/*.js", lambda route: route.abort())
    page.goto(f"{server.url}/", wait_until="commit")
    link = page.locator("#way-on a")
    expect(link).to_be_visible(timeout=20_000)
    link.click()
    page.wait_for_url("**/simple")


def test_a_page_that_has_started_shows_no_way_out(elder: Page) -> None:
    elder.wait_for_timeout(9_000)
    assert elder.locator("#way-on").count() == 0


def test_no_page_asks_another_machine_for_anything(phone: BrowserContext, server: Server) -> None:
    asked: list[str] = []

    def note(request: Request) -> None:
        asked.append(request.url)

    phone.on("request", note)
    page = open_elder(phone, server)
    write(page, "微信的字太小了")
    page.goto(f"{server.url}/simple")
    page.goto(f"{server.url}/desk")
    page.fill("#name", AGENT)
    page.fill("#password", PASSWORD)
    page.click("button.main")
    page.wait_for_selector("html[data-started]")
    page.wait_for_timeout(2_000)
    foreign = [
        url
        for url in asked
        if urlsplit(url).scheme in {"http", "https", "ws"} and urlsplit(url).hostname != "127.0.0.1"
    ]
    assert len(asked) > 10
    assert not foreign


def test_nothing_on_the_pages_breaks_the_security_policy(phone: BrowserContext, server: Server) -> None:
    said: list[str] = []
    phone.on("console", lambda message: said.append(message.text))
    page = open_elder(phone, server)
    write(page, "微信的字太小了")
    assert not [words for words in said if "Content Security Policy" in words]


def test_what_was_written_is_sent_again_after_a_broken_line(elder: Page) -> None:
    elder.route("**/api/v1/submissions", lambda route: route.abort())
    elder.click("#type")
    elder.fill("#words", "微信的字太小了")
    elder.click("#type-panel .go")
    expect(elder.locator("#unsent button").first).to_be_visible()
    elder.unroute("**/api/v1/submissions")
    elder.evaluate("document.querySelector('#unsent button')?.click()")  # it may have gone by itself meanwhile
    expect(elder.locator(".mine .words")).to_have_text("微信的字太小了", timeout=60_000)


def test_a_chinese_page_stays_chinese_in_an_english_browser(browser: Browser, server: Server) -> None:
    context = browser.new_context(locale="en-US")
    page = open_elder(context, server)
    assert page.evaluate("document.documentElement.lang") == "zh-CN"
    assert page.title().startswith("明灯")
    page.click("[data-go=language]")
    page.wait_for_selector("html[data-started]")
    assert page.evaluate("document.documentElement.lang") == "en"
    expect(page.locator("#speak .label")).to_have_text("Speak")
    page.goto(f"{server.url}/")
    page.wait_for_selector("html[data-started]")
    assert page.evaluate("document.documentElement.lang") == "en"
    context.close()
