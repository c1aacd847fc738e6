"""Sizes, gaps, contrast and reflow, as the browser computes them."""

import pytest
from playwright.sync_api import BrowserContext, Page

from elder_mode.theme import MIN_CONTRAST_TEXT, MIN_FONT_PX, MIN_GAP_PX, MIN_TARGET_PX, contrast
from tests.browser.conftest import Server, call_person, open_elder, write

pytestmark = pytest.mark.browser
ELDER_FONT_PX = 24
MAIN_PX = 96
SLACK_PX = 0.5
BOXES = """() => [...document.querySelectorAll('a, button, input:not([type=file]), textarea, summary')]
  .filter((each) => each.checkVisibility() && !each.classList.contains('skip'))
  .map((each) => { const box = each.getBoundingClientRect();
    return {name: each.id || each.textContent.trim(), x: box.x, y: box.y + scrollY, w: box.width, h: box.height,
            pinned: Boolean(each.closest('#tools'))}; })"""
TEXTS = """() => { const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const back = (element) => { for (let each = element; each; each = each.parentElement) {
    const colour = getComputedStyle(each).backgroundColor;
    if (!/, 0\\)$|transparent/.test(colour)) return colour; } return 'rgb(255, 255, 255)'; };
  while (walker.nextNode()) { const element = walker.currentNode.parentElement;
    if (!walker.currentNode.textContent.trim() || !element.checkVisibility({visibilityProperty: true})) continue;
    if (element.closest('.sr, .sr-only, .skip, script, style, noscript')) continue;
    const style = getComputedStyle(element);
    found.push({text: walker.currentNode.textContent.trim(), size: parseFloat(style.fontSize), colour: style.color,
                behind: back(element), line: parseFloat(style.lineHeight) / parseFloat(style.fontSize)}); }
  return found; }"""


def hexadecimal(colour: str) -> str:
    parts = colour[colour.index("(") + 1 : colour.index(")")].split(",")
    return "#" + "".join(f"{round(float(part)):02X}" for part in parts[:3])


def gap(one: dict[str, float], other: dict[str, float]) -> float:
    across = max(one["x"] - other["x"] - other["w"], other["x"] - one["x"] - one["w"])
    down = max(one["y"] - other["y"] - other["h"], other["y"] - one["y"] - one["h"])
    return max(across, down)


def assert_large_apart_and_clear(page: Page, font_px: float) -> None:
    boxes = page.evaluate(BOXES)
    small = [box for box in boxes if min(box["w"], box["h"]) < MIN_TARGET_PX - SLACK_PX]
    assert not small
    near = [
        (one["name"], other["name"], gap(one, other))
        for place, one in enumerate(boxes)
        for other in boxes[place + 1 :]
        if one["pinned"] == other["pinned"] and gap(one, other) < MIN_GAP_PX - SLACK_PX
    ]
    assert not near
    texts = page.evaluate(TEXTS)
    assert texts
    assert not [text for text in texts if text["size"] < font_px - SLACK_PX]
    pale = [
        text for text in texts if contrast(hexadecimal(text["colour"]), hexadecimal(text["behind"])) < MIN_CONTRAST_TEXT
    ]
    assert not pale


def states(page: Page) -> None:
    assert_large_apart_and_clear(page, ELDER_FONT_PX)
    page.click("#show")
    assert_large_apart_and_clear(page, ELDER_FONT_PX)
    page.click("#type")
    assert_large_apart_and_clear(page, ELDER_FONT_PX)
    write(page, "微信的字太小了")
    assert_large_apart_and_clear(page, ELDER_FONT_PX)
    call_person(page)
    for summary in page.locator("summary").all():
        summary.click()
    assert_large_apart_and_clear(page, ELDER_FONT_PX)


def test_targets_gaps_letters_and_contrast_of_the_elder_page(elder: Page) -> None:
    assert (elder.locator("#speak").bounding_box() or {"height": 0})["height"] >= MAIN_PX
    states(elder)
    lines = [text["line"] for text in elder.evaluate(TEXTS) if len(text["text"]) > 30]
    assert all(line >= 1.6 - 0.01 for line in lines)


def test_targets_gaps_letters_and_contrast_of_the_plain_page(phone: BrowserContext, server: Server) -> None:
    page = phone.new_page()
    page.goto(f"{server.url}/simple")
    assert_large_apart_and_clear(page, ELDER_FONT_PX)
    page.fill("#text", "微信的字太小了")
    page.click("button.main")
    page.click("text=看看有没有新回答")
    page.wait_for_selector(".theirs")
    assert_large_apart_and_clear(page, ELDER_FONT_PX)


@pytest.mark.parametrize("path", ["/", "/?lang=en", "/simple", "/desk"])
@pytest.mark.parametrize("height", [256, 640])
def test_nothing_has_to_be_scrolled_sideways_at_320_px(
    phone: BrowserContext, server: Server, path: str, height: int
) -> None:
    page = phone.new_page()
    page.set_viewport_size({"width": 320, "height": height})
    page.goto(f"{server.url}{path}")
    if not path.startswith(("/simple", "/desk")):
        page.wait_for_selector("html[data-started]")
        page.click("#show")
        assert page.evaluate(
            "[...document.querySelectorAll('.tool')].every((each) => each.scrollWidth <= each.clientWidth)"
        )
        page.click("#type")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_conversation_fits_320_px_too(phone: BrowserContext, server: Server) -> None:
    page = open_elder(phone, server)
    write(page, "微信的字太小了")
    call_person(page)
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_desk_fits_320_px_and_its_letters_are_never_small(
    desk: Page, phone: BrowserContext, server: Server
) -> None:
    elder = open_elder(phone, server)
    write(elder, "微信的字太小了")
    code = call_person(elder)
    desk.click(f"[data-ticket='{server.ticket_of(code)}'].line")
    desk.wait_for_selector(".head h2")
    texts = desk.evaluate(TEXTS)
    assert not [text for text in texts if text["size"] < MIN_FONT_PX - SLACK_PX]
    assert not [
        text for text in texts if contrast(hexadecimal(text["colour"]), hexadecimal(text["behind"])) < MIN_CONTRAST_TEXT
    ]
    desk.set_viewport_size({"width": 320, "height": 640})
    assert desk.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_larger_letters_are_30_then_36_px_and_stay(phone: BrowserContext, server: Server) -> None:
    page = open_elder(phone, server)
    sizes = []
    for _ in range(2):
        page.wait_for_timeout(1000)  # a second tap within 0.8 s is taken for a slip
        page.click("[data-do=size]")
        sizes.append(page.evaluate("parseFloat(getComputedStyle(document.querySelector('.hint')).fontSize)"))
    assert sizes == [30, 36]
    page.reload()
    page.wait_for_selector("html[data-started]")
    assert page.evaluate("parseFloat(getComputedStyle(document.querySelector('.hint')).fontSize)") == 36


def test_the_focus_is_seen_on_everything_that_the_tab_key_reaches(elder: Page) -> None:
    reached = set()
    for _ in range(12):
        elder.keyboard.press("Tab")
        name, width, style = elder.evaluate(
            """() => { const each = document.activeElement, style = getComputedStyle(each);
            return [each.id || each.textContent.trim(), parseFloat(style.outlineWidth), style.outlineStyle]; }"""
        )
        if name == "" or elder.evaluate("document.activeElement === document.body"):
            break
        reached.add(name)
        assert width >= 3, name
        assert style == "solid", name
    assert {"speak", "show", "type", "person"} <= reached
