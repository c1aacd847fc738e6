"""The desk: a ticket arrives, is read with its evidence, taken, answered and closed, by keyboard alone."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from tests.browser.conftest import AGENT, PASSWORD, Server, call_person, open_elder, write
from tests.browser.test_elder import make_picture

pytestmark = pytest.mark.browser
KEYSTROKES = 25
"""Claim, answer and close in at most so many keys, typed words aside."""


def test_nobody_sees_the_desk_without_signing_in(phone: BrowserContext, server: Server) -> None:
    page = phone.new_page()
    page.goto(f"{server.url}/desk/")
    assert page.url.endswith("/desk")
    page.fill("#name", AGENT)
    page.fill("#password", "not the right one")
    page.keyboard.press("Enter")
    expect(page.locator(".trouble")).to_be_visible()
    page.fill("#name", AGENT)
    page.fill("#password", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_selector("html[data-started]")
    page.click("[data-do=sign-out]")
    expect(page.locator("#password")).to_be_visible()


def test_a_new_ticket_is_announced_and_stands_in_the_queue(desk: Page, phone: BrowserContext, server: Server) -> None:
    desk.wait_for_timeout(1_000)
    elder = open_elder(phone, server)
    write(elder, "电视没有信号了")
    code = call_person(elder)
    expect(desk.locator(".arrived")).to_contain_text("来了一张新单子", timeout=15_000)
    expect(desk.locator(f"[data-ticket='{server.ticket_of(code)}'].line")).to_contain_text("P2")


def test_a_claim_leads_to_its_words(desk: Page, phone: BrowserContext, server: Server) -> None:
    elder = open_elder(phone, server)
    write(elder, "微信的字太小了，看不清")
    code = call_person(elder)
    desk.click(f"[data-ticket='{server.ticket_of(code)}'].line")
    button = desk.locator(".evidence").first
    quote = (button.text_content() or "").split("：", maxsplit=1)[1]
    button.click()
    expect(desk.locator("mark")).to_have_text(quote)
    expect(desk.locator(".transcript li:has(mark)")).to_be_focused()


def test_attachments_can_be_looked_at(desk: Page, phone: BrowserContext, server: Server, tmp_path: Path) -> None:
    elder = open_elder(phone, server)
    picture = make_picture(tmp_path / "shown.png", 200)
    elder.locator("[data-pick-input=screenshot]").set_input_files(picture)
    elder.click("[data-do=send]")
    expect(elder.locator(".answer .card").first).to_be_visible(timeout=60_000)
    code = call_person(elder)
    desk.click(f"[data-ticket='{server.ticket_of(code)}'].line")
    image = desk.locator("figure img")
    expect(image).to_be_visible()
    assert image.evaluate("image => image.decode().then(() => image.naturalWidth)") > 0


def test_a_blind_colleague_claims_answers_and_closes_by_keyboard(
    desk: Page, phone: BrowserContext, server: Server
) -> None:
    elder = open_elder(phone, server)
    write(elder, "微信的字太小了")
    code = call_person(elder)
    ticket_id = server.ticket_of(code)
    pressed = 0

    def press(key: str) -> None:
        nonlocal pressed
        desk.keyboard.press(key)
        pressed += 1

    def tab_to(element: str) -> None:
        for _ in range(KEYSTROKES):
            if desk.evaluate("document.activeElement.id") == element:
                return
            press("Tab")
        raise AssertionError(element)

    desk.locator(f"[data-ticket='{ticket_id}'].line").focus()
    press("Enter")
    expect(desk.locator("#ticket-title")).to_be_focused()
    tab_to("claim")
    press("Enter")
    expect(desk.locator(".said")).to_have_text("这张单子由您来办。")
    expect(desk.locator("#ticket-title")).to_be_focused()
    tab_to("reply")
    desk.keyboard.insert_text("您好，我来帮您。")
    tab_to("send-reply")
    press("Enter")
    expect(desk.locator(".said")).to_contain_text("已经发出")
    expect(elder.locator(".agent")).to_contain_text("我来帮您", timeout=30_000)
    tab_to("close")
    press("Enter")
    expect(desk.locator("#reopen")).to_be_visible()
    assert pressed <= KEYSTROKES


def test_words_that_must_not_leave_are_held_back_with_a_reason(
    desk: Page, phone: BrowserContext, server: Server
) -> None:
    elder = open_elder(phone, server)
    code = call_person(elder)
    desk.click(f"[data-ticket='{server.ticket_of(code)}'].line")
    desk.fill("#reply", "请把您收到的验证码念给我。")
    desk.click("#check")
    expect(desk.locator("#lint")).to_contain_text("不要对方的验证码")
    desk.click("#send-reply")
    expect(desk.locator(".trouble")).to_contain_text("不要对方的验证码")
    assert "asks_code" not in (desk.locator("#ticket").text_content() or "")
    assert desk.input_value("#reply") == "请把您收到的验证码念给我。"
    desk.locator("#reply").press_sequentially("好")
    expect(desk.locator("#lint")).to_be_empty()
    expect(desk.locator(".trouble")).to_be_empty()
    desk.fill("#reply", "")
    desk.click("#send-reply")
    expect(desk.locator("#lint")).to_have_text("还没有写字。请先写一句给他。")


def test_what_programs_call_things_is_never_shown(
    desk: Page, phone: BrowserContext, server: Server, tmp_path: Path
) -> None:
    elder = open_elder(phone, server)
    elder.locator("[data-pick-input=photo]").set_input_files(make_picture(tmp_path / "dark.png", 3))
    elder.click("[data-do=send]")
    expect(elder.locator(".answer .card").first).to_be_visible(timeout=60_000)
    write(elder, "那个东西不行")
    ticket_id = server.ticket_of(call_person(elder))
    desk.route("**/api/v1/media/**", lambda route: route.abort())
    desk.click(f"[data-ticket='{ticket_id}'].line")
    expect(desk.locator("figure")).to_contain_text("打不开")
    desk.click("#claim")
    expect(desk.locator(".part-audit")).to_contain_text("接了单子")
    shown = " ".join(desk.locator(".whole > *:not(.transcript)").all_inner_texts())
    assert not re.findall(r"\b[a-z]+[_.][a-z_.]+\b|\{\w+\}|\bbot\b|human:", shown)


def test_what_is_in_a_video_stands_as_a_list_of_its_own(desk: Page, phone: BrowserContext, server: Server) -> None:
    ticket_id = server.ticket_of(call_person(open_elder(phone, server)))
    moments = [("seen", "设置", 0.0), ("touched", "下一步", 9.4), ("heard", "点不动", 10.0), ("touched", "", 12.0)]

    def with_a_video(route: Route) -> None:
        body = route.fetch().json()
        at = body["timeline"][0]["at"]
        inside = [{"at": at, "kind": kind, "text": text, "t_s": t_s} for kind, text, t_s in moments]
        route.fulfill(json={**body, "timeline": [*body["timeline"], *inside]})

    desk.route(f"**/api/v1/tickets/{ticket_id}", with_a_video)
    desk.click(f"[data-ticket='{ticket_id}'].line")
    expect(desk.locator(".part-timeline ul ul li")).to_have_text(
        ["第0秒，画面是『设置』", "第9秒，点在『下一步』附近", "第10秒，说：点不动", "第12秒，点了一下屏幕"]
    )


def test_a_control_that_screen_readers_cannot_use_and_dialect_words_are_told_in_plain_words(
    desk: Page, phone: BrowserContext, server: Server
) -> None:
    elder = open_elder(phone, server)
    write(elder, "微信的字太小了，看不清")
    ticket_id = server.ticket_of(call_person(elder))

    def with_a_defect(route: Route) -> None:
        body = route.fetch().json()
        evidence = body["goal"]["evidence"] if body["goal"] else body["symptom"]["evidence"]
        shown = {
            "kind": "accessibility",
            "app": "微信",
            "screen": "登记表",
            "wanted": "继续",
            "label": None,
            "box": None,
        }
        defect = {**shown, "needs": ["screen_reader"], "evidence": evidence[:1]}
        gloss = {"value": "我看不清字", "status": "inferred", "confidence": 0.9, "evidence": evidence, "method": "rule"}
        route.fulfill(json={**body, "defects": [defect], "gloss": gloss})

    desk.route(f"**/api/v1/tickets/{ticket_id}", with_a_defect)
    desk.click(f"[data-ticket='{ticket_id}'].line")
    expect(desk.locator(".part-defects dt")).to_have_text(
        ["什么东西", "屏幕标题", "要找的按钮", "上面写着", "怎么帮他"]
    )
    expect(desk.locator(".part-defects dd")).to_have_text(["微信", "登记表", "继续", "没有字", "按读屏顺序说"])
    expect(desk.locator("tr", has_text="用普通话说就是").locator("td").first).to_have_text("我看不清字")
    desk.click("#defect-0-0")
    expect(desk.locator("mark")).to_be_visible()


def test_a_danger_without_a_known_matter_is_named(desk: Page, phone: BrowserContext, server: Server) -> None:
    ticket_id = server.ticket_of(call_person(open_elder(phone, server)))

    def nameless(route: Route) -> None:
        body = route.fetch().json()
        lines = body if isinstance(body, list) else [body]
        for line in lines:
            if line["ticket_id"] == ticket_id:
                line["one_line"] = ""
                line["risk"] = [{"kind": "money_lost"}]
        route.fulfill(json=body)

    desk.route("**/api/v1/tickets**", nameless)
    desk.route("**/api/v1/tickets/*", nameless)
    desk.reload()
    line = desk.locator(f"[data-ticket='{ticket_id}'].line")
    expect(line.locator(".what")).to_have_text("钱可能没了", timeout=15_000)
    line.click()
    expect(desk.locator("#ticket-title")).to_contain_text("钱可能没了")


def test_hard_words_are_pointed_out_before_they_are_sent(desk: Page, phone: BrowserContext, server: Server) -> None:
    elder = open_elder(phone, server)
    code = call_person(elder)
    desk.click(f"[data-ticket='{server.ticket_of(code)}'].line")
    desk.fill("#reply", "请您清一下缓存。")
    desk.click("#send-reply")
    expect(desk.locator("#lint")).to_contain_text("缓存")
    assert elder.locator(".agent").count() == 0
    desk.click("#send-reply")
    expect(elder.locator(".agent")).to_contain_text("缓存", timeout=30_000)


def test_notes_stay_among_colleagues_and_a_closed_ticket_opens_again(
    desk: Page, phone: BrowserContext, server: Server
) -> None:
    elder = open_elder(phone, server)
    code = call_person(elder)
    ticket_id = server.ticket_of(code)
    desk.click(f"[data-ticket='{ticket_id}'].line")
    desk.click("#claim")
    desk.fill("#note", "他的女儿也叫小梅")
    desk.click("#keep-note")
    expect(desk.locator(".part-notes")).to_contain_text("小梅")
    desk.select_option("#cause", "product")
    desk.click("#close")
    expect(desk.locator("#reopen")).to_be_visible()
    desk.click("[data-state=closed]")
    expect(desk.locator(f"[data-ticket='{ticket_id}'].line")).to_be_visible()
    desk.click("#reopen")
    expect(desk.locator("#claim")).to_be_visible()
    assert "小梅" not in elder.content()
