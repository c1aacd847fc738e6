"""The help button on an organisation's own page, served from another origin."""

import threading
from collections.abc import Iterator
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, quote, urlsplit

import httpx
import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import Server, write
from tests.browser.test_axe import assert_accessible

pytestmark = pytest.mark.browser
MAX_BYTES = 6_000
TITLE = "养老金查询"
SECRET = "name=zhang"
ORGANISATION = """<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>养老金查询</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src {lantern}">
</head><body><main><h1>养老金查询</h1><p><label for="a">姓名</label> <input id="a"></p>
<p><label for="b">号码</label> <input id="b"></p><p><button id="dead" type="button">查询</button></p></main>
<script src="{lantern}/help.js" defer></script></body></html>"""


class _Office(BaseHTTPRequestHandler):
    """An organisation's web server: one page, whatever is asked."""

    def __init__(self, lantern: str, *given: object) -> None:
        self._lantern = lantern
        super().__init__(*given)  # type: ignore[arg-type]  # what the server hands over

    def do_GET(self) -> None:
        body = ORGANISATION.replace("{lantern}", self._lantern).encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_given: object) -> None:
        """Say nothing."""


@pytest.fixture
def office(server: Server) -> Iterator[str]:
    """The address of a page of an organisation."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Office, server.url)) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://localhost:{running.server_address[1]}/pension?{SECRET}#here"
        running.shutdown()


@pytest.fixture
def page(phone: BrowserContext, office: str) -> Page:
    """The organisation's page with the button."""
    page = phone.new_page()
    page.goto(office)
    expect(page.locator("#lantern-help a")).to_be_visible(timeout=30_000)
    return page


def test_the_script_is_small_takes_no_cookie_and_may_be_used_everywhere(server: Server) -> None:
    answer = httpx.get(f"{server.url}/help.js", headers={"Accept-Encoding": "identity"}, timeout=30)

    assert answer.status_code == 200
    assert len(answer.content) <= MAX_BYTES
    assert "set-cookie" not in answer.headers
    assert answer.headers["cross-origin-resource-policy"] == "cross-origin"
    assert answer.headers["content-type"].startswith("text/javascript")


def test_it_is_one_accessible_button_that_can_be_closed(page: Page) -> None:
    button = page.locator("#lantern-help a")
    box = button.bounding_box()

    assert box is not None
    assert min(box["width"], box["height"]) >= 60
    assert (button.text_content(), button.get_attribute("target")) == ("找人帮忙", "_blank")
    assert_accessible(page, "help button")
    page.locator("#dead").focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.shadowRoot.activeElement.tagName") == "A"
    assert button.evaluate("each => getComputedStyle(each).outlineWidth") == "4px"
    page.locator("#lantern-help button[aria-label]").click()
    expect(page.locator("#lantern-help")).to_have_count(0)


def test_it_never_covers_what_has_the_focus(page: Page) -> None:
    page.evaluate(
        """() => { const field = document.createElement('input'); field.setAttribute('aria-label', 'low');
          field.id = 'low'; field.style.cssText = 'position:fixed;right:20px;bottom:20px;width:150px;height:40px';
          document.body.append(field); }"""
    )
    page.focus("#low")
    boxes = page.evaluate(
        "['low', 'lantern-help'].map(id => document.getElementById(id).getBoundingClientRect().toJSON())"
    )

    assert boxes[1]["bottom"] < boxes[0]["top"]


def test_being_stuck_brings_one_calm_offer_and_a_no_is_kept(page: Page) -> None:
    offer = page.get_by_text("点不动吗？可以找人帮忙。")
    expect(offer).to_be_hidden()
    for _ in range(4):
        page.click("#dead")
    expect(offer).to_be_visible()
    page.locator("#lantern-help").get_by_text("不用").click()
    expect(offer).to_be_hidden()
    for _ in range(6):
        page.click("#dead")
    expect(offer).to_be_hidden()


def test_going_back_and_forth_between_two_fields_brings_the_offer(page: Page) -> None:
    for _ in range(3):
        page.focus("#a")
        page.focus("#b")
    expect(page.get_by_text("点不动吗？可以找人帮忙。")).to_be_visible()


def open_lantern(page: Page, phone: BrowserContext) -> tuple[Page, list[str]]:
    """Tap the button; return Lantern's page and everything that was asked of any server since."""
    asked: list[str] = []
    phone.on(
        "request",
        lambda request: asked.append(f"{request.method} {request.url} {request.headers} {request.post_data_buffer!r}"),
    )
    with phone.expect_page() as opened:
        page.locator("#lantern-help a").click()
    lantern = opened.value
    lantern.wait_for_selector("html[data-started]", timeout=60_000)
    return lantern, asked


def told(requests: list[str], office: str) -> list[str]:
    """Return the requests in which the organisation's page, its path or its title stands."""
    names = (TITLE, urlsplit(office).netloc, "pension", SECRET)
    return [each for each in requests if any(name in each for name in (*names, quote(TITLE)))]


def test_nothing_leaves_the_page_before_the_yes(page: Page, phone: BrowserContext, office: str, server: Server) -> None:
    lantern, asked = open_lantern(page, phone)
    expect(lantern.locator("#came")).to_contain_text(TITLE)
    assert urlsplit(lantern.url).fragment == ""
    assert lantern.locator("#came a").count() == 0
    lantern.wait_for_timeout(3_000)
    assert [each for each in asked if server.url in each]
    assert told(asked, office) == []
    lantern.click("[data-do=came-yes]")
    expect(lantern.locator("#came")).to_be_hidden()
    assert told(asked, office) == []
    lantern.click("#person")
    lantern.wait_for_selector("#waiting:not([hidden])", timeout=60_000)
    ticket = server.desk("GET", f"/tickets/{server.ticket_of(lantern.locator('.code').text_content() or '')}")
    assert isinstance(ticket, dict)
    address = urlsplit(office)
    assert ticket["came_from"]["value"] == f"{TITLE} · http://{address.netloc}/pension"
    assert ticket["came_from"]["evidence"][0]["modality"] == "behaviour"
    assert SECRET not in str(ticket)


def test_a_no_tells_nobody(page: Page, phone: BrowserContext, office: str) -> None:
    lantern, asked = open_lantern(page, phone)
    lantern.click("[data-do=came-no]")
    write(lantern, "手机的字太小了")

    assert told(asked, office) == []
    assert parse_qs(urlsplit(lantern.url).query).get("lang") == ["zh-CN"]
