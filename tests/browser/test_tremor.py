"""Hands that shake and fingers that slip: repeats count once, and what was done can be taken back."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, Request, expect

from tests.browser.conftest import Server, write
from tests.browser.test_elder import make_picture

pytestmark = pytest.mark.browser
SCRIPTS = Path(__file__).parents[2] / "ui" / "static" / "elder"
BURST_MS = 120
"""Between the taps of a trembling hand: nine of them take about a second."""
SETTLED_MS = 3_000
GUARD_MS = 1_000
"""What has just opened under the last tap takes no tap for 800 ms."""


@pytest.fixture
def sent(elder: Page) -> list[Request]:
    """Everything that the page sends to change something."""
    found: list[Request] = []
    elder.on("request", lambda request: found.append(request) if request.method != "GET" else None)
    return found


def tap(page: Page, name: str, count: int) -> None:
    """Tap ``count`` times, as fast as a trembling hand, and not quite on the same spot."""
    box = page.locator(name).bounding_box()
    assert box is not None
    for place in range(count):
        page.mouse.click(box["x"] + box["width"] / 2 + place % 3, box["y"] + box["height"] / 2 - place % 2)
        page.wait_for_timeout(BURST_MS)


def calls(sent: list[Request]) -> list[str]:
    """Return the requests that call a person."""
    return [each.url for each in sent if each.url.endswith("/human") or 'name="choice"' in (each.post_data or "")]


def test_nine_taps_call_one_person(elder: Page, server: Server, sent: list[Request]) -> None:
    tap(elder, "#person", 9)
    elder.wait_for_selector("#waiting:not([hidden])", timeout=60_000)
    expect(elder.locator(".undo-said")).to_have_text("点一次就够，您不用再点。")
    expect(elder.locator("#undo")).to_have_text("我点错了")
    elder.wait_for_function("document.documentElement.hasAttribute('data-steady')")
    elder.wait_for_timeout(SETTLED_MS)
    code = elder.locator(".code").text_content() or ""
    ticket = server.desk("GET", f"/tickets/{server.ticket_of(code)}")
    assert isinstance(ticket, dict)
    (signal,) = [each for each in ticket["signals"] if each["kind"] == "tremor"]

    assert len(calls(sent)) == 1
    assert elder.locator(".answer").count() == 1
    assert signal["evidence"][0]["span"]["count"] == 9
    assert signal["evidence"][0]["modality"] == "behaviour"
    assert elder.evaluate("localStorage.getItem('lantern-steady')") == "yes"


def test_a_call_by_mistake_is_taken_back_by_one_tap(elder: Page, server: Server) -> None:
    elder.click("#person")
    elder.wait_for_selector("#waiting:not([hidden])", timeout=60_000)
    ticket_id = server.ticket_of(elder.locator(".code").text_content() or "")
    elder.wait_for_timeout(10_000)
    expect(elder.locator("#undo")).to_be_visible()
    elder.wait_for_timeout(GUARD_MS)
    elder.click("#undo")
    expect(elder.locator("#waiting")).to_be_hidden(timeout=30_000)
    expect(elder.locator(".withdrawn .gone")).to_have_text("您撤回了这条。")
    ticket = server.desk("GET", f"/tickets/{ticket_id}")
    assert isinstance(ticket, dict)

    assert (ticket["state"], ticket["resolution"]["state"]) == ("closed", "withdrawn")
    assert elder.evaluate("document.activeElement.id") == "person"
    assert elder.evaluate("document.querySelector('#voice').paused")


def test_one_tap_starts_and_trembling_does_not_stop_the_recording(elder: Page) -> None:
    tap(elder, "#speak", 4)
    elder.wait_for_selector("#speak.on")
    elder.wait_for_timeout(SETTLED_MS)
    expect(elder.locator("#speak.on")).to_be_visible()
    assert elder.locator("#status").text_content() == ""


def test_a_button_that_opens_under_the_finger_takes_no_second_tap(elder: Page, sent: list[Request]) -> None:
    elder.evaluate(
        """() => { const show = document.getElementById('show');
          show.addEventListener('click', () => { const box = show.getBoundingClientRect();
            const other = document.createElement('button');
            other.id = 'under'; other.textContent = '?'; other.onclick = () => { window.hit = true; };
            const at = `left:${box.left}px;top:${box.top}px`;
            other.style.cssText = `position:fixed;z-index:99;${at};width:80px;height:80px`;
            document.body.append(other); }, {once: true}); }"""
    )
    tap(elder, "#show", 2)
    assert elder.evaluate("window.hit === undefined")
    elder.wait_for_timeout(1_500)
    elder.click("#under")
    assert elder.evaluate("window.hit === true")
    assert sent == []


def test_other_buttons_may_be_pressed_at_once(elder: Page) -> None:
    elder.click("#show")
    elder.click("#type")
    expect(elder.locator("#type-panel")).to_be_visible()
    expect(elder.locator("#show-panel")).to_be_hidden()


def test_a_key_that_is_held_down_presses_once(elder: Page) -> None:
    elder.focus("#type")
    for _ in range(5):
        elder.keyboard.down("Enter")
    elder.keyboard.up("Enter")
    expect(elder.locator("#type-panel")).to_be_visible()
    expect(elder.locator("#words")).to_be_focused()


def test_words_are_taken_back_and_the_matter_with_them(elder: Page) -> None:
    write(elder, "这句写错了")
    elder.wait_for_timeout(GUARD_MS)
    elder.click("#undo")
    expect(elder.locator(".mine.withdrawn .gone")).to_be_visible(timeout=30_000)
    expect(elder.locator(".answer:visible")).to_have_count(0)
    expect(elder.locator("#undo-row")).to_be_hidden()
    assert elder.evaluate("document.activeElement.id") == "type"


def test_words_that_have_not_left_yet_come_back_into_the_field(elder: Page) -> None:
    elder.route("**/api/v1/**", lambda route: route.abort() if route.request.method == "POST" else route.continue_())
    elder.click("#type")
    elder.fill("#words", "先别发")
    elder.click("#type-panel .go")
    expect(elder.locator("#unsent")).to_be_visible(timeout=60_000)
    elder.wait_for_timeout(GUARD_MS)
    elder.click("#undo")
    expect(elder.locator("#unsent")).to_be_hidden(timeout=30_000)
    assert elder.locator("#words").input_value() == "先别发"


def test_a_picture_that_was_dropped_comes_back(elder: Page, tmp_path: Path) -> None:
    elder.locator("[data-pick-input=screenshot]").set_input_files(make_picture(tmp_path / "one.png", 60))
    elder.locator(".pending button").click()
    expect(elder.locator(".pending li")).to_have_count(0)
    elder.wait_for_timeout(GUARD_MS)
    elder.click("#undo")
    expect(elder.locator(".pending li")).to_have_count(1)


def test_danger_is_not_taken_back(elder: Page) -> None:
    write(elder, "我胸口压得慌，气都接不上了")
    expect(elder.locator(".urgent .hotline").first).to_be_visible(timeout=60_000)
    expect(elder.locator("#undo-row")).to_be_hidden()


def test_the_taps_go_with_the_next_message(elder: Page, sent: list[Request]) -> None:
    tap(elder, "#show", 4)
    elder.wait_for_timeout(SETTLED_MS)
    write(elder, "手机的字太小了")
    (form,) = [each.post_data or "" for each in sent if each.url.endswith("/submissions")]

    assert 'name="taps"' in form
    assert "show:4/" in form


def test_no_gesture_beyond_a_tap_is_listened_to(elder: Page) -> None:
    gestures = ("dblclick", "dragstart", "'drop'", "contextmenu", "touchmove", "gesturestart")
    scripts = {path.name: path.read_text(encoding="utf-8") for path in SCRIPTS.glob("*.js")}
    found = [(name, gesture) for name, text in scripts.items() for gesture in gestures if gesture in text]

    assert "guard.js" in scripts
    assert found == []
    assert elder.locator("main [draggable=true], main input[type=range]").count() == 0


def test_the_side_of_the_page_is_free_for_the_thumb_that_scrolls(elder: Page) -> None:
    write(elder, "手机的字太小了")
    right = elder.evaluate(
        """Math.max(...[...document.querySelectorAll('main button, main a, main summary')]
          .filter(each => each.checkVisibility() && !each.closest('#tools'))
          .map(each => each.getBoundingClientRect().right))"""
    )

    assert 390 - right >= 44
