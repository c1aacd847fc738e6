"""When the line or the server is gone: nothing that was sent is lost, and it leaves by itself later."""

import time
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from tests.browser.conftest import Server, call_person, open_elder, write
from tests.browser.test_elder import make_picture

pytestmark = pytest.mark.browser


def type_words(page: Page, words: str) -> None:
    page.click("#type")
    page.fill("#words", words)
    page.click("#type-panel .go")


def sent_words(page: Page) -> list[str]:
    return page.locator(".mine .words").all_text_contents()


def test_of_what_was_given_without_a_line_the_call_arrives_first_and_the_rest_in_order(
    phone: BrowserContext, server: Server, tmp_path: Path
) -> None:
    page = open_elder(phone, server)
    phone.set_offline(True)
    type_words(page, "微信的字太小了")
    expect(page.locator("#trouble")).to_contain_text("网络断了")
    expect(page.locator("#unsent button")).to_have_text("再发一次")
    page.locator("[data-pick-input=screenshot]").set_input_files(make_picture(tmp_path / "one.png", 33))
    page.click("[data-do=send]")
    page.click("#person")
    expect(page.locator("#unsent li")).to_have_text(["微信的字太小了", "截图", "找真人"])
    page.click("#unsent button")
    expect(page.locator("#unsent li")).to_have_count(3)
    phone.set_offline(False)
    page.wait_for_selector("#waiting:not([hidden])", timeout=60_000)
    expect(page.locator("#unsent")).to_be_hidden()
    expect(page.locator("#trouble")).to_be_empty()
    expect(page.locator(".mine")).to_have_count(3, timeout=30_000)
    expect(page.locator(".mine").last).to_contain_text("找真人")
    expect(page.locator(".mine").nth(1)).to_contain_text("微信的字太小了")
    expect(page.locator(".mine").first.locator("img")).to_have_count(1)
    ticket = server.ticket_of(page.locator(".code").text_content() or "")
    until = time.monotonic() + 60
    while not any("微信的字太小了" in part["text"] for part in said_in(server, ticket)):
        assert time.monotonic() < until
        time.sleep(0.5)


def said_in(server: Server, ticket: str) -> list[dict[str, str]]:
    """Return the transcript of a ticket: words that come after the call are added when they have been read."""
    found = server.desk("GET", f"/tickets/{ticket}")
    assert isinstance(found, dict)
    transcript: list[dict[str, str]] = found["transcript"]
    return transcript


def test_a_call_that_failed_is_offered_again_and_made_once(phone: BrowserContext, server: Server) -> None:
    page = open_elder(phone, server)
    write(page, "微信的字太小了")
    page.route("**/human", lambda route: route.abort())
    page.click("#person")
    expect(page.locator("#unsent li")).to_have_text(["找真人"])
    page.click("#person")
    expect(page.locator("#unsent li")).to_have_text(["找真人"])
    page.unroute("**/human")
    page.click("#unsent button")
    page.wait_for_selector("#waiting:not([hidden])", timeout=60_000)
    expect(page.locator("#unsent")).to_be_hidden()
    expect(page.locator(".mine")).to_have_count(2)


def test_words_that_could_not_leave_are_there_after_a_reload_and_leave_then(
    phone: BrowserContext, server: Server
) -> None:
    page = open_elder(phone, server)
    phone.route("**/api/v1/**", lambda route: route.abort())
    type_words(page, "电视没有信号了")
    expect(page.locator("#unsent")).to_contain_text("电视没有信号了")
    page.reload()
    page.wait_for_selector("html[data-started]")
    expect(page.locator("#unsent")).to_contain_text("电视没有信号了")
    expect(page.locator("#unsent button")).to_have_text("再发一次")
    phone.unroute("**/api/v1/**")
    expect(page.locator(".mine .words")).to_have_text(["电视没有信号了"], timeout=60_000)
    expect(page.locator("#unsent")).to_be_hidden()
    page.reload()
    page.wait_for_selector("html[data-started]")
    expect(page.locator(".mine .words")).to_have_text(["电视没有信号了"], timeout=60_000)


def test_a_message_whose_answer_was_lost_arrives_once(phone: BrowserContext, server: Server) -> None:
    page = open_elder(phone, server)
    lost = []

    def lose(route: Route) -> None:
        if not lost:
            lost.append(route.fetch())
            route.abort()
        else:
            route.continue_()

    page.route("**/api/v1/submissions", lose)
    type_words(page, "手机没有声音了")
    expect(page.locator(".answer .card").first).to_be_visible(timeout=60_000)
    expect(page.locator("#unsent")).to_be_hidden(timeout=20_000)
    assert sent_words(page) == ["手机没有声音了"]


def test_a_first_message_whose_answer_was_lost_with_its_cookie_is_answered_all_the_same(
    phone: BrowserContext, server: Server
) -> None:
    page = open_elder(phone, server)
    lost = []

    def lose(route: Route) -> None:
        if lost:
            route.continue_()
            return
        lost.append(
            httpx.post(
                route.request.url, content=route.request.post_data_buffer, headers=route.request.headers, timeout=30
            )
        )
        route.abort()

    page.route("**/api/v1/submissions", lose)
    type_words(page, "手机没有声音了")
    expect(page.locator(".answer .card").first).to_be_visible(timeout=60_000)
    assert lost[0].is_success
    assert sent_words(page) == ["手机没有声音了"]


def test_a_second_page_joins_what_the_first_one_began(phone: BrowserContext, server: Server) -> None:
    first = open_elder(phone, server)
    second = open_elder(phone, server)
    code = call_person(first)
    write(second, "我在另一页写的")
    expect(second.locator("#waiting")).to_be_visible(timeout=30_000)
    assert second.locator(".code").text_content() == code


def test_a_first_look_that_failed_does_not_lose_the_ticket(phone: BrowserContext, server: Server) -> None:
    code = call_person(open_elder(phone, server))
    failed = []

    def fail_once(route: Route) -> None:
        if failed:
            route.continue_()
        else:
            failed.append(route.request.url)
            route.abort()

    phone.route("**/sessions/mine", fail_once)
    again = open_elder(phone, server)
    expect(again.locator("#waiting")).to_be_visible(timeout=30_000)
    assert again.locator(".code").text_content() == code
    assert failed


def test_a_page_opened_again_while_a_message_is_read_shows_how_far_it_is_and_the_answer(
    phone: BrowserContext, server: Server, tmp_path: Path
) -> None:
    page = open_elder(phone, server)
    held: list[str] = []

    def still_working(route: Route) -> None:
        answer = route.fetch()
        body = answer.json()
        held.append(str(body["submission_id"]))
        route.fulfill(json={**body, "state": "working", "progress": "reading"})

    phone.route("**/api/v1/submissions/*", still_working)
    phone.route("**/messages", lambda route: route.fulfill(json=_without_answers(route)))
    page.locator("[data-pick-input=photo]").set_input_files(make_picture(tmp_path / "two.png", 60))
    page.click("[data-do=send]")
    expect(page.locator(".status")).to_contain_text("照片", timeout=30_000)
    page.reload()
    page.wait_for_selector("html[data-started]")
    expect(page.locator(".status")).to_contain_text("照片", timeout=30_000)
    phone.unroute("**/api/v1/submissions/*")
    phone.unroute("**/messages")
    expect(page.locator(".answer .card").first).to_be_visible(timeout=14_000)
    assert held


def test_while_a_video_is_read_the_page_says_which_picture_it_is_at(
    phone: BrowserContext, server: Server, tmp_path: Path
) -> None:
    page = open_elder(phone, server)

    def at_the_second(route: Route) -> None:
        body = {"state": "working", "progress": "reading", "reading": {"done": 1, "of": 6}}
        route.fulfill(json={**route.fetch().json(), **body})

    phone.route("**/api/v1/submissions/*", at_the_second)
    page.locator("[data-pick-input=photo]").set_input_files(make_picture(tmp_path / "two.png", 60))
    page.click("[data-do=send]")
    expect(page.locator(".status")).to_have_text("我在看您的录像，第2个画面，共6个。", timeout=30_000)
    assert page.locator(".status").get_attribute("role") == "status"
    expect(page.locator(".status")).to_have_text("还在忙，请您稍等。", timeout=10_000)
    phone.unroute("**/api/v1/submissions/*")
    expect(page.locator(".answer .card").first).to_be_visible(timeout=30_000)


def _without_answers(route: Route) -> object:
    return [view for view in route.fetch().json() if view["message"]["author"] == "customer"]
