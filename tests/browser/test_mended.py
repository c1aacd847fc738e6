"""What once went wrong in the page's scripts and was mended: each of these tests fails without its mend."""

import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from elder_mode.language import load
from tests.browser.conftest import Server, call_person, open_elder, write
from tests.browser.test_elder import make_picture

pytestmark = pytest.mark.browser
WAIT_MS = 90_000
LOOK_MS = 500
ZH = load("zh-CN")
API = "**/api/v1/**"
SPEECH = "**/api/v1/speech/**"
VOICE = "document.querySelector('#voice')"
IS_SPEAKING = f"!{VOICE}.paused && {VOICE}.currentTime > 0.2 && {VOICE}.src.includes('/speech/')"
TOP = "each => each.getBoundingClientRect().top"
NO_SOUND = b"this is no sound at all"
COUNT_ADDRESSES = """(() => {
  window.live = new Set();
  const { createObjectURL: make, revokeObjectURL: give } = URL;
  URL.createObjectURL = (file) => { const url = make.call(URL, file); window.live.add(url); return url; };
  URL.revokeObjectURL = (url) => { window.live.delete(url); give.call(URL, url); };
})()"""
FORBID = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } })"
FILL = """() => {
  for (let size = 2 ** 21, name = 0; size >= 1; name += 1) {
    try { localStorage.setItem(`full-${name}`, 'x'.repeat(size)); } catch { size = Math.floor(size / 2); }
  }
}"""


@pytest.fixture(autouse=True)
def no_answers_on_their_way(phone: BrowserContext) -> Iterator[None]:
    """End what a test still answers in the server's place before its page is gone."""
    yield
    phone.unroute_all(behavior="ignoreErrors")
    for page in phone.pages:
        page.unroute_all(behavior="ignoreErrors")


def until(page: Page, what: Callable[[], bool]) -> None:
    """Wait for what; in the page, so that the routes of a test are served meanwhile."""
    end = time.monotonic() + WAIT_MS / 1000
    while not what():
        assert time.monotonic() < end, f"it did not happen in time: {page.locator('#conversation').inner_text()}"
        page.wait_for_timeout(LOOK_MS)


def reloaded(page: Page) -> None:
    page.reload()
    page.wait_for_selector("html[data-started]", timeout=WAIT_MS)


def broken(route: Route) -> None:
    route.fulfill(status=200, content_type="audio/wav", body=NO_SOUND)


# --- a sound that cannot be played ---


def test_a_sound_that_cannot_be_had_is_said_and_can_be_tried_again(elder: Page) -> None:
    elder.route(SPEECH, broken)
    write(elder, "微信的字太小了")
    expect(elder.locator("#status")).to_have_text(ZH.words("error.voice_unavailable"), timeout=WAIT_MS)
    words = elder.locator(".answer .cards").first.text_content()
    again = elder.locator(".answer .again:visible")
    expect(again).to_have_text(ZH.words("page.again"))
    elder.unroute(SPEECH)
    elder.wait_for_timeout(1_000)  # the guard against slips
    again.click()
    elder.wait_for_function(IS_SPEAKING, timeout=WAIT_MS)

    expect(again).to_have_text(ZH.words("page.stop"))
    assert words
    assert elder.locator(".answer .cards").first.text_content() == words


def test_a_sound_that_breaks_off_gives_the_button_back(elder: Page) -> None:
    elder.evaluate("localStorage.setItem('lantern-rate', '0.6')")
    reloaded(elder)
    write(elder, "微信的字太小了")
    elder.wait_for_function(IS_SPEAKING, timeout=WAIT_MS)
    again = elder.locator(".answer .again:visible")
    expect(again).to_have_text(ZH.words("page.stop"))
    words = elder.locator(".answer .cards").first.text_content()
    elder.evaluate(f"{VOICE}.src = '/pages/elder/elder.css'")  # what comes is no sound: the element tells of an error

    expect(again).to_have_text(ZH.words("page.again"), timeout=WAIT_MS)
    expect(elder.locator("#status")).to_have_text(ZH.words("error.voice_unavailable"))
    assert elder.locator(".answer .cards").first.text_content() == words


def test_the_next_sound_is_heard_after_one_that_cannot_be_played(elder: Page) -> None:
    held: list[Route] = []

    def hold_the_first(route: Route) -> None:
        if not held or route.request.url == held[0].request.url:
            held.append(route)
        else:
            route.continue_()

    elder.route(SPEECH, hold_the_first)
    write(elder, "微信的字太小了")
    until(elder, lambda: bool(held))
    with elder.expect_response(lambda answer: answer.url.endswith("/read"), timeout=WAIT_MS):
        write(elder, "电视没有信号了")
    assert elder.evaluate(f"{VOICE}.src") == held[0].request.url
    broken(held[0])
    elder.wait_for_function(IS_SPEAKING, timeout=WAIT_MS)

    assert elder.evaluate(f"{VOICE}.src") != held[0].request.url
    expect(elder.locator(".answer .again:visible")).to_have_text(ZH.words("page.stop"))


# --- wishes ---


def test_a_wish_is_done_once_and_not_again_after_a_reload(elder: Page) -> None:
    elder.route("**/sessions/*/read", lambda route: route.abort())  # so the answer still counts as new after it
    write(elder, "字大一点")
    elder.wait_for_selector("html[data-size=large]", timeout=WAIT_MS)
    with elder.expect_request("**/sessions/*/read", timeout=WAIT_MS):
        reloaded(elder)

    assert elder.evaluate("document.documentElement.dataset.size") == "large"


@pytest.mark.parametrize("is_on", [True, False])
def test_always_a_person_changed_without_a_line_reaches_the_server_after_a_reload(
    phone: BrowserContext, elder: Page, server: Server, *, is_on: bool
) -> None:
    def known() -> bool:
        found = phone.request.get(f"{server.url}/api/v1/sessions/mine").json()
        return bool(found["always_person"])

    button = elder.locator("[data-set=always_person]")
    write(elder, "微信的字太小了")
    if not is_on:
        button.click()
        until(elder, known)
        elder.wait_for_timeout(1_500)  # the guard against repeats
    phone.route(API, lambda route: route.abort())
    button.click()
    expect(button).to_have_attribute("aria-pressed", str(is_on).lower())
    reloaded(elder)
    expect(elder.locator(".always-on")).to_be_visible(visible=is_on)
    assert known() is not is_on
    phone.unroute(API)
    until(elder, lambda: known() is is_on)
    reloaded(elder)
    expect(elder.locator(".mine")).to_have_count(1, timeout=WAIT_MS)

    expect(button).to_have_attribute("aria-pressed", str(is_on).lower())
    assert known() is is_on
    assert elder.evaluate("localStorage.getItem('lantern-always-untold')") is None


def test_off_pressed_while_on_is_still_on_its_way_is_told_after_it(
    phone: BrowserContext, elder: Page, server: Server
) -> None:
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    write(elder, "微信的字太小了")
    elder.evaluate("localStorage.setItem('lantern-always-person', 'yes')")
    elder.evaluate("localStorage.setItem('lantern-always-untold', 'on')")
    phone.route("**/always-person", hold)
    reloaded(elder)
    until(elder, lambda: bool(held))
    button = elder.locator("[data-set=always_person]")
    elder.wait_for_timeout(1_500)  # the guard against repeats
    button.click()
    expect(button).to_have_attribute("aria-pressed", "false")
    elder.wait_for_timeout(1_500)
    assert [each.request.post_data_json for each in held] == [{"is_on": True}]
    held[0].continue_()
    until(elder, lambda: len(held) > 1)
    held[1].continue_()
    elder.wait_for_function("localStorage.getItem('lantern-always-untold') === null", timeout=WAIT_MS)

    assert [each.request.post_data_json for each in held] == [{"is_on": True}, {"is_on": False}]
    assert phone.request.get(f"{server.url}/api/v1/sessions/mine").json()["always_person"] is False
    expect(button).to_have_attribute("aria-pressed", "false")


# --- what a picture costs ---


def test_a_picture_that_is_no_longer_shown_is_let_go(phone: BrowserContext, server: Server, tmp_path: Path) -> None:
    phone.add_init_script(COUNT_ADDRESSES)
    page = open_elder(phone, server)
    pictures = page.locator(".pending img")
    live = "window.live.size"
    page.locator("[data-pick-input=screenshot]").set_input_files(
        [make_picture(tmp_path / "one.png", 40), make_picture(tmp_path / "two.png", 200)]
    )
    expect(pictures).to_have_count(2)
    assert page.evaluate(live) == 2
    page.locator(".pending button").first.click()
    expect(pictures).to_have_count(1)
    assert page.evaluate(live) == 1
    page.wait_for_timeout(1_000)  # the guard against slips
    page.click("#undo")
    expect(pictures).to_have_count(2)
    page.wait_for_function("[...document.querySelectorAll('.pending img')].every((each) => each.naturalWidth > 0)")
    assert page.evaluate(live) == 2
    page.wait_for_timeout(1_000)
    page.click("[data-do=send]")
    expect(page.locator(".mine img")).to_have_count(2, timeout=WAIT_MS)

    assert page.evaluate(live) == 0


# --- a device that keeps nothing, or has no room ---


@pytest.mark.parametrize("trouble", ["forbidden", "full"])
def test_a_device_that_cannot_keep_anything_is_no_hindrance(
    phone: BrowserContext, server: Server, trouble: str
) -> None:
    if trouble == "forbidden":
        phone.add_init_script(FORBID)
    page = open_elder(phone, server)
    if trouble == "full":
        page.evaluate(FILL)
        reloaded(page)
    mistakes: list[str] = []
    page.on("pageerror", lambda error: mistakes.append(error.message))
    page.locator("[data-set='size=large']").click()
    expect(page.locator("html")).to_have_attribute("data-size", "large")
    page.click("#type")
    page.fill("#words", "写到一半")
    page.keyboard.press("Escape")
    page.click("#type")
    expect(page.locator("#words")).to_have_value("写到一半")
    page.click("#show")
    write(page, "微信的字太小了")

    expect(page.locator(".mine .words")).to_have_text("微信的字太小了")
    assert mistakes == []


# --- the page keeps still under eyes and fingers ---


def test_looking_again_moves_nothing_while_somebody_records(phone: BrowserContext, empty_server: Server) -> None:
    page = open_elder(phone, empty_server)
    page.emulate_media(reduced_motion="reduce")  # the page moves at once, or not at all
    call_person(page)
    again = page.locator("[data-do=look-again]")
    expect(again).to_be_visible(timeout=WAIT_MS)
    page.click("#speak")
    page.wait_for_selector("#speak.on", timeout=WAIT_MS)
    page.wait_for_timeout(1_500)
    again.evaluate("each => each.scrollIntoView({ block: 'start' })")
    before = again.evaluate(TOP)
    again.click()
    expect(page.locator(".code-large")).to_have_text(re.compile(r"\w"), timeout=WAIT_MS)
    page.wait_for_timeout(1_500)

    assert again.evaluate(TOP) == pytest.approx(before, abs=2)


def test_an_answer_moves_nothing_while_somebody_types(elder: Page, server: Server) -> None:
    ticket_id = server.ticket_of(call_person(elder))
    server.desk("POST", f"/tickets/{ticket_id}/claim")
    elder.locator("#waiting summary").click()
    elder.locator("#fact").press_sequentially("我家的狗")
    field = elder.locator("#fact")
    assert field.evaluate(TOP) >= 0
    server.desk("POST", f"/tickets/{ticket_id}/reply", text="您好，我姓林。")
    expect(elder.locator(".agent .card").first).to_contain_text("我姓林", timeout=WAIT_MS)
    elder.wait_for_timeout(1_500)

    assert field.evaluate(TOP) >= 0
    expect(field).to_be_focused()
