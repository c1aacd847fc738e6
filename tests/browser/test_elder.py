"""The elder page does its work: speak, show, type, call a person, hear the answer."""

import re
import struct
import zlib
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from tests.browser.conftest import INSECURE_HOST, SPEECH, Server, call_person, open_elder, write

pytestmark = pytest.mark.browser
SPOKEN = 'document.querySelector("#voice").currentTime'
TOOLS = ("#speak", "#show", "#type", "#person")


def spoken_words() -> set[str]:
    """Return the words of the transcript that comes with the recording."""
    lines = (SPEECH.parent / "transcription").read_text().splitlines()
    line = next(line for line in lines if SPEECH.stem in line)
    return set(re.findall(r"[a-z']+", line.split("(")[0].replace("<s>", "").replace("</s>", "").lower()))


def make_picture(path: Path, shade: int) -> Path:
    """Write a grey PNG without any library, so that every call gives other bytes."""
    rows = b"".join(b"\0" + bytes([shade]) * 64 for _ in range(64))

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 64, 64, 8, 0, 0, 0, 0)
    path.write_bytes(
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    )
    return path


def test_somebody_with_a_keyboard_alone_records_and_is_understood(phone: BrowserContext, server: Server) -> None:
    page = open_elder(phone, server, "/?lang=en")
    for _ in range(8):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "speak":
            break
    page.keyboard.press("Enter")
    page.wait_for_selector("#speak.on")
    for place in ("#status", "#said", "#trouble"):
        assert page.locator(place).text_content() == ""
    page.wait_for_timeout(9_000)
    with page.expect_response(lambda answer: answer.url.endswith("/api/v1/submissions")) as sent:
        page.keyboard.press("Space")
    assert page.evaluate("document.activeElement.id") == "speak"
    assert sent.value.status == 202
    page.wait_for_selector(".answer .card", timeout=120_000)
    assert page.locator(".mine button").count() == 1
    session = sent.value.json()["session_id"]
    ticket_code = call_person(page)
    ticket = server.desk("GET", f"/tickets/{server.ticket_of(ticket_code)}")
    assert isinstance(ticket, dict)
    assert ticket["session_id"] == session
    heard = " ".join(part["text"] for part in ticket["transcript"] if part["modality"] == "voice")
    found = set(re.findall(r"[a-z']+", heard.lower())) & spoken_words()
    assert len(found) >= 3, heard


def test_a_picked_picture_is_sent_shown_back_and_answered(elder: Page, tmp_path: Path) -> None:
    elder.click("#show")
    with elder.expect_file_chooser() as chooser:
        elder.click("[data-pick=album]")
    chooser.value.set_files(make_picture(tmp_path / "grey.png", 90))
    expect(elder.locator("[data-do=send]")).to_be_focused()
    elder.click("[data-do=send]")
    expect(elder.locator(".mine img.sent")).to_be_visible(timeout=60_000)
    expect(elder.locator(".answer .card").first).to_be_visible(timeout=60_000)
    assert elder.locator(".mine img.sent").evaluate("image => image.naturalWidth") > 0


def test_a_picture_that_was_picked_goes_together_with_what_is_written(elder: Page, tmp_path: Path) -> None:
    elder.locator("[data-pick-input=screenshot]").set_input_files(make_picture(tmp_path / "other.png", 140))
    expect(elder.locator("#pending-panel")).to_be_visible()
    write(elder, "这上面写的是什么？")
    assert elder.locator(".mine").count() == 1
    assert elder.locator(".mine img.sent").count() == 1
    assert "这上面写的是什么" in (elder.locator(".mine .words").text_content() or "")


def test_a_person_is_called_by_one_tap_and_their_answer_is_shown_and_spoken(elder: Page, server: Server) -> None:
    code = call_person(elder)
    ticket_id = server.ticket_of(code)
    elder.evaluate("document.querySelector('#voice').pause()")
    server.desk("POST", f"/tickets/{ticket_id}/claim")
    server.desk("POST", f"/tickets/{ticket_id}/reply", text="您好，我姓林。我看到您的事了。")
    answer = elder.locator(".agent")
    expect(answer).to_contain_text("我姓林", timeout=30_000)
    expect(elder.locator(".place")).to_have_text("真人来了，正在看您的事。", timeout=30_000)
    expect(answer.locator(".again")).to_be_visible(timeout=60_000)
    elder.wait_for_function(f"{SPOKEN} > 0.3 && document.querySelector('#voice').src.includes('/speech/')")
    elder.keyboard.press("Escape")
    elder.wait_for_function("document.querySelector('#voice').paused")


def test_opening_the_page_again_shows_and_speaks_what_came_meanwhile(
    phone: BrowserContext, elder: Page, server: Server
) -> None:
    ticket_id = server.ticket_of(call_person(elder))
    elder.wait_for_timeout(1_500)
    elder.close()
    server.desk("POST", f"/tickets/{ticket_id}/reply", text="东西我找到了，请您放心。")
    again = open_elder(phone, server)
    expect(again.locator(".agent")).to_contain_text("东西我找到了", timeout=30_000)
    again.mouse.click(5, 5)
    again.wait_for_function(
        f"document.querySelector('#voice').src.includes('/speech/') && {SPOKEN} > 0.3", timeout=60_000
    )


def test_the_four_tools_never_move(elder: Page, server: Server) -> None:
    def places() -> list[dict[str, float] | None]:
        return [elder.locator(tool).bounding_box() for tool in TOOLS]

    idle = places()
    elder.click("#show")
    assert places() == idle
    write(elder, "手机的字太小了")
    assert places() == idle
    elder.click("#speak")
    elder.wait_for_selector("#speak.on")
    assert places() == idle
    elder.click("#person")
    elder.wait_for_selector("#waiting:not([hidden])", timeout=60_000)
    assert places() == idle


def test_each_answer_is_announced_once(elder: Page) -> None:
    elder.evaluate(
        """() => { window.heard = [];
        new MutationObserver((all) => all.forEach(() => {
          const words = document.querySelector('#said').textContent; if (words) window.heard.push(words); }))
        .observe(document.querySelector('#said'), {childList: true, characterData: true, subtree: true}); }"""
    )
    elder.click("[data-do=reader]")
    write(elder, "微信的字太小了")
    elder.wait_for_timeout(6_000)
    heard = elder.evaluate("window.heard")
    first_card = elder.locator(".answer .card p").first.text_content() or ""
    assert len(heard) == 1
    assert first_card in heard[0]
    assert elder.evaluate("document.querySelector('#voice').paused")


def test_words_of_a_person_are_never_run_as_a_program(elder: Page, server: Server) -> None:
    write(elder, "<img src=x onerror=window.hit=1> ${window.hit=1} {{window.hit=1}} <script>window.hit=1</script>")
    ticket_id = server.ticket_of(call_person(elder))
    evil = "<img src=x onerror=window.hit=1> ${window.hit=1} {{window.hit=1}}"
    server.desk("POST", f"/tickets/{ticket_id}/reply", text=evil)
    expect(elder.locator(".agent")).to_contain_text("${window.hit=1}", timeout=30_000)
    assert elder.evaluate("window.hit === undefined")
    assert elder.locator(".turn img").count() == 0


def test_over_plain_http_the_page_says_why_and_takes_a_file(phone: BrowserContext, server: Server) -> None:
    page = phone.new_page()
    page.goto(f"http://{INSECURE_HOST}:{server.port}/?lang=en")
    page.wait_for_selector("html[data-started]")
    page.click("#speak")
    expect(page.locator("#voice-why")).to_contain_text("not secure")
    with page.expect_file_chooser() as chooser:
        page.click("[data-pick=voice]")
    chooser.value.set_files(SPEECH)
    page.wait_for_selector(".answer .card", timeout=120_000)


def test_when_nobody_is_on_duty_it_is_said_and_a_number_is_kept(phone: BrowserContext, own_server: Server) -> None:
    page = open_elder(phone, own_server)
    code = call_person(page)
    expect(page.locator(".place")).to_contain_text("现在没人值班")
    page.fill("#number", "abc")
    page.click(".call-back [type=submit]")
    expect(page.locator(".kept")).to_contain_text("没看懂")
    page.fill("#number", "13800001234")
    page.click(".call-back [type=submit]")
    expect(page.locator(".kept")).to_contain_text("138 0000 1234")
    expect(page.locator(".call-back")).to_be_hidden(timeout=20_000)
    page.click("[data-do=change-number]")
    expect(page.locator("#number")).to_be_focused()
    page.fill("#number", "13800005678")
    page.click(".call-back [type=submit]")
    expect(page.locator(".kept")).to_contain_text("138 0000 5678")
    page.click("[data-do=change-number]")
    page.click("[data-do=look-again]")
    expect(page.locator(".big-code")).to_have_text(code)
    own_server.desk("POST", f"/tickets/{own_server.ticket_of(code)}/claim")
    ticket = own_server.desk("GET", f"/tickets/{own_server.ticket_of(code)}")
    assert isinstance(ticket, dict)
    assert ticket["call_back"] == "13800005678"


def test_the_code_and_the_chosen_word_open_the_conversation_elsewhere(
    elder: Page, browser: Browser, server: Server
) -> None:
    write(elder, "微信的字太小了")
    code = call_person(elder)
    elder.click("#waiting summary")
    elder.fill("#fact", "红色的小花")
    elder.click(".fact [type=submit]")
    expect(elder.locator(".fact-kept")).not_to_be_empty()
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = open_elder(context, server)
    page.click(".more summary")
    page.fill("#code", code.lower())
    page.fill("#answer", "红色的小花")
    page.click(".resume [type=submit]")
    expect(page.locator(".mine .words").last).to_contain_text("微信的字太小了", timeout=30_000)
    context.close()


@pytest.mark.parametrize(("width", "height"), [(390, 844), (320, 568)])
def test_in_danger_the_number_to_ring_stands_under_the_first_card_and_above_the_bar(
    phone: BrowserContext, server: Server, width: int, height: int
) -> None:
    page = open_elder(phone, server)
    page.set_viewport_size({"width": width, "height": height})
    write(page, "有人打电话说是公安，让我把钱转到安全账户")
    page.wait_for_timeout(3_000)
    answer = page.locator(".answer").first
    assert answer.locator(".card").first.evaluate(
        "card => card.closest('.cards').nextElementSibling.matches('.hotlines')"
    )
    bar = page.locator("#tools").bounding_box()
    number = answer.locator(".hotline").first.bounding_box()
    assert bar is not None
    assert number is not None
    assert number["y"] >= 0
    assert number["y"] + number["height"] <= bar["y"]


def test_the_history_says_which_button_was_pressed_and_only_the_newest_answer_has_sound(
    elder: Page,
) -> None:
    write(elder, "微信的字太小了，看不清")
    button = elder.locator(".answer .choice:visible:not([data-choice=human])").first
    label = button.text_content() or ""
    button.click()
    expect(elder.locator(".answer")).to_have_count(2, timeout=60_000)
    expect(elder.locator(".mine").first).to_contain_text(label)
    expect(elder.locator(".answer .sound").first).to_be_visible(timeout=60_000)
    expect(elder.locator(".answer .sound").nth(1)).to_be_hidden()
    elder.reload()
    expect(elder.locator(".mine").first).to_contain_text(label, timeout=30_000)


def test_without_a_voice_the_words_of_a_person_are_announced_in_full_and_count_as_read(
    elder: Page, server: Server
) -> None:
    def mute(route: Route) -> None:
        body = route.fetch().json()
        for view in body:
            if view["message"]["reply"]:
                view["message"]["reply"]["speech"] = None
        route.fulfill(json=body)

    elder.route("**/sessions/*/messages", mute)
    ticket_id = server.ticket_of(call_person(elder))
    with elder.expect_request("**/read", timeout=60_000):
        server.desk("POST", f"/tickets/{ticket_id}/reply", text="您好，东西找到了。")
        expect(elder.locator("#said")).to_contain_text("东西找到了", timeout=45_000)


def test_when_a_person_ends_the_matter_that_is_said(phone: BrowserContext, server: Server) -> None:
    page = open_elder(phone, server)
    ticket_id = server.ticket_of(call_person(page))
    server.desk("POST", f"/tickets/{ticket_id}/close")
    expect(page.locator("#status")).to_contain_text("这件事先到这里", timeout=20_000)
    expect(page.locator("#waiting")).to_contain_text("这件事先到这里")
    expect(page.locator(".call-back")).to_be_hidden()
    write(page, "电视没有信号了")
    expect(page.locator("#waiting")).to_be_hidden()
