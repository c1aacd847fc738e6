"""The human side on the same page: queue, what happens next, a person's words, always a person, nobody on duty."""

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import Server, call_person, open_elder, write

pytestmark = pytest.mark.browser
REMEMBERED = "localStorage.getItem('lantern-always-person')"


def answered(page: Page, server: Server, words: str = "您好，我姓林。我看到您的事了。") -> str:
    """Call a person and let them answer; return the ticket's id."""
    ticket_id = server.ticket_of(call_person(page))
    server.desk("POST", f"/tickets/{ticket_id}/claim")
    server.desk("POST", f"/tickets/{ticket_id}/reply", text=words)
    expect(page.locator(".agent .card").first).to_contain_text("我姓林", timeout=60_000)
    return ticket_id


def test_place_wait_and_what_happens_next_are_said(elder: Page, server: Server) -> None:
    server.desk("GET", "/tickets")  # somebody is on duty
    ticket_id = server.ticket_of(call_person(elder))
    expect(elder.locator(".place")).not_to_be_empty()
    expect(elder.locator(".next-words")).to_have_text("您可以先做别的。回答写在这里，也念给您听。", timeout=30_000)
    server.desk("POST", f"/tickets/{ticket_id}/claim")
    expect(elder.locator(".next-words")).to_have_text("他的话会写在这里，也念给您听。", timeout=60_000)


def test_a_persons_words_are_large_and_spoken(elder: Page, server: Server) -> None:
    answered(elder, server)
    size = elder.locator(".agent .card p").first.evaluate("each => parseFloat(getComputedStyle(each).fontSize)")
    elder.mouse.click(5, 5)
    elder.wait_for_function("document.querySelector('#voice').src.includes('/speech/')", timeout=90_000)

    assert size >= 24


def test_always_a_person_is_remembered_and_undone_by_one_tap(
    phone: BrowserContext, elder: Page, server: Server
) -> None:
    expect(elder.locator("#always")).to_be_hidden()
    ticket_id = answered(elder, server)
    elder.locator("#always [data-do=always]").click()
    expect(elder.locator(".always-on")).to_be_visible()
    expect(elder.locator("[data-do=always-off]")).to_be_focused()
    expect(elder.locator("#undo")).to_be_visible()
    server.desk("POST", f"/tickets/{ticket_id}/close", cause="people")
    elder.close()
    again = open_elder(phone, server)
    expect(again.locator(".always-on")).to_be_visible(timeout=30_000)
    write(again, "手机的字太小了")
    expect(again.locator("#waiting")).to_be_visible(timeout=60_000)
    again.locator("[data-do=always-off]").click()
    expect(again.locator(".always-on")).to_be_hidden()
    assert again.evaluate(REMEMBERED) is None


def test_what_the_device_alone_remembers_is_told_to_a_session_that_begins(
    phone: BrowserContext, elder: Page, server: Server
) -> None:
    elder.evaluate("localStorage.setItem('lantern-always-person', 'yes')")
    elder.close()
    phone.clear_cookies()
    again = open_elder(phone, server)
    expect(again.locator(".always-on")).to_be_visible()
    write(again, "手机的字太小了")
    expect(again.locator("#waiting")).to_be_visible(timeout=60_000)
    expect(again.locator(".always-on")).to_be_visible()


def test_what_holds_in_a_conversation_counts_more_than_what_the_device_remembers(
    phone: BrowserContext, elder: Page, server: Server
) -> None:
    write(elder, "手机的字太小了")
    expect(elder.locator(".answer .card, .card").first).to_be_visible(timeout=60_000)
    elder.evaluate("localStorage.setItem('lantern-always-person', 'yes')")
    elder.close()
    again = open_elder(phone, server)
    expect(again.locator(".always-on")).to_be_hidden(timeout=30_000)

    assert again.evaluate(REMEMBERED) is None


def test_taking_back_always_a_person_undoes_it(elder: Page, server: Server) -> None:
    answered(elder, server)
    with elder.expect_response(lambda answer: answer.url.endswith("/always-person")):
        elder.locator("#always [data-do=always]").click()
    elder.wait_for_timeout(1_000)  # what has just opened under the last tap takes no tap for 800 ms
    with elder.expect_response(lambda answer: answer.url.endswith("/always-person")) as told:
        elder.click("#undo")
    assert told.value.request.post_data_json == {"is_on": False}
    expect(elder.locator(".always-on")).to_be_hidden()


def test_when_nobody_is_on_duty_the_numbers_for_danger_stand_there(phone: BrowserContext, empty_server: Server) -> None:
    page = open_elder(phone, empty_server)
    call_person(page)
    expect(page.locator("#waiting .hotline .number")).to_have_text(["110", "120", "96110", "12356"], timeout=30_000)
    expect(page.locator("#number")).to_be_visible()
    expect(page.locator(".next-words")).to_have_text("有人来了，就在这里回您。")
    links = page.locator("#waiting .hotline").evaluate_all("all => all.map(each => each.href)")
    heights = page.locator("#waiting .hotline").evaluate_all("all => all.map(each => each.offsetHeight)")

    assert links == ["tel:110", "tel:120", "tel:96110", "tel:12356"]
    assert min(heights) >= 60


def test_nobody_is_told_that_a_call_is_off_when_a_person_still_comes(elder: Page) -> None:
    call_person(elder)
    write(elder, "手机的字太小了")
    elder.wait_for_timeout(1_000)
    elder.click("#undo")  # the words, not the call
    expect(elder.get_by_role("status").filter(has_text="真人还是会来").first).to_be_attached(timeout=30_000)
    expect(elder.locator("#waiting")).to_be_visible()
