"""The bar of tools: three doors and a keyboard, at the same place in every state, in every window."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect

from tests.browser.conftest import Server, call_person, open_elder, write

pytestmark = pytest.mark.browser
TOOLS = ("speak", "show", "type", "person")
MOVES_PX = 8
TARGET_PX = 60
GAP_PX = 16
GUARD_MS = 1_000
"""A second tap on the same button within 800 ms counts as a trembling hand."""
PLACES = """names => Object.fromEntries(names.map((name) => {
  const box = document.getElementById(name).getBoundingClientRect();
  const isFixed = getComputedStyle(document.getElementById('tools')).position === 'fixed';
  return [name, [box.left, box.top + (isFixed ? 0 : scrollY)]];
}))"""
"""Where the tools are: in the window where the bar is fixed, on the page where it stands in the flow."""
SEEN = """() => [...document.querySelectorAll('#tools button, #tools a, #tools textarea')]
  .filter((each) => each.checkVisibility())
  .map((each) => {
    const box = each.getBoundingClientRect();
    const frame = (each.closest('.panel') ?? document.documentElement).getBoundingClientRect();
    const [top, bottom] = each.closest('.panel')
      ? [Math.max(box.top, frame.top), Math.min(box.bottom, frame.bottom)] : [box.top, box.bottom];
    return {name: each.id || each.textContent, x: box.left, y: top, w: box.width, h: box.height, shown: bottom - top};
  })
  .filter((each) => each.shown > 0)"""
"""The controls of the bar, with how much of them is to be seen where a panel scrolls."""
VIEWPORTS: dict[str, ViewportSize] = {
    "phone": {"width": 390, "height": 844},
    "small": {"width": 320, "height": 640},
    "landscape": {"width": 740, "height": 360},
    "zoom_400": {"width": 320, "height": 256},
    "desktop": {"width": 1280, "height": 900},
}


SLOW_MICROPHONE = """window.asked = 0;
const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
navigator.mediaDevices.getUserMedia = async (wish) => {
  window.asked += 1;
  await new Promise((done) => setTimeout(done, 2000));
  window.stream = await ask(wish);
  return window.stream;
};"""


def places(page: Page) -> dict[str, list[float]]:
    found: dict[str, list[float]] = page.evaluate(PLACES, list(TOOLS))
    return found


def assert_unmoved(page: Page, idle: dict[str, list[float]], state: str) -> None:
    now = places(page)
    for name in TOOLS:
        moved = max(abs(one - other) for one, other in zip(idle[name], now[name], strict=True))
        assert moved <= MOVES_PX, f"{state}: {name} moved by {moved} px"


def assert_room(page: Page, state: str) -> None:
    """Every target of the bar and its open panel is large enough, and far enough from the others."""
    boxes = page.evaluate(SEEN)
    for place, one in enumerate(boxes):
        assert min(one["w"], one["h"]) >= TARGET_PX - 0.5, f"{state}: {one}"
        for other in boxes[place + 1 :]:
            across = max(one["x"], other["x"]) - min(one["x"] + one["w"], other["x"] + other["w"])
            down = max(one["y"], other["y"]) - min(one["y"] + one["shown"], other["y"] + other["shown"])
            assert max(across, down) >= GAP_PX - 0.5, f"{state}: {one} {other}"


@pytest.fixture(params=list(VIEWPORTS))
def page(browser: Browser, server: Server, request: pytest.FixtureRequest) -> Iterator[Page]:
    """The page in windows of all shapes."""
    context = browser.new_context(viewport=VIEWPORTS[request.param], permissions=["microphone", "camera"])
    yield open_elder(context, server)
    context.close()


def test_the_tools_stay_where_they_are_in_every_state(page: Page, server: Server) -> None:
    idle = places(page)
    assert_room(page, "idle")
    for name in ("show", "type"):
        page.click(f"#{name}")
        assert_unmoved(page, idle, f"{name} open")
        assert_room(page, f"{name} open")
    page.fill("#words", "手机的字太小了")
    page.click("#type-panel .go")
    assert_unmoved(page, idle, "working")
    expect(page.locator("#undo")).to_be_visible()
    assert_room(page, "can be taken back")
    page.wait_for_selector(".answer .card", timeout=60_000)
    assert_unmoved(page, idle, "reply")
    page.click("#speak")
    page.wait_for_selector("#speak.on")
    assert_unmoved(page, idle, "recording")
    assert_room(page, "recording")
    page.wait_for_timeout(GUARD_MS)
    page.click("#speak")
    page.wait_for_selector("#speak:not(.on)")
    call_person(page)
    assert_unmoved(page, idle, "handed off")
    page.locator("[data-do=size]").click()
    page.wait_for_timeout(GUARD_MS)
    page.locator("[data-do=size]").click()
    page.evaluate("document.documentElement.dataset.size = 'normal'")
    page.locator(".more").scroll_into_view_if_needed()
    assert_unmoved(page, idle, "settings")
    page.context.set_offline(True)
    page.wait_for_timeout(GUARD_MS)
    page.click("#type")
    page.fill("#words", "还在吗")
    page.click("#type-panel .go")
    expect(page.locator("#trouble, #unsent").first).not_to_be_empty(timeout=30_000)
    assert_unmoved(page, idle, "no line")
    page.context.set_offline(False)
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_at_twice_the_letters_the_tools_stay_and_nothing_runs_over_the_side(browser: Browser, server: Server) -> None:
    context = browser.new_context(viewport=VIEWPORTS["phone"], permissions=["microphone"], reduced_motion="reduce")
    page = context.new_page()
    page.add_init_script("addEventListener('DOMContentLoaded', () => document.documentElement.style.fontSize = '200%')")
    page.goto(server.url)
    page.wait_for_selector("html[data-started]", timeout=30_000)
    idle = places(page)
    page.click("#show")
    assert_unmoved(page, idle, "show open")
    assert_room(page, "show open")
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"
    context.close()


def test_there_are_three_doors_and_a_keyboard(elder: Page) -> None:
    labels = [elder.locator(f"#{name} .label").text_content() for name in TOOLS]

    assert labels == ["说话", "给我看", "打字", "找真人"]
    assert elder.locator("#tools > * > *").count() <= 12
    elder.click("#show")
    assert elder.locator("#show-panel button:visible").all_text_contents()[:4] == ["拍照", "截图", "录像", "相册"]


def test_in_forced_colours_the_tools_have_edges(browser: Browser, server: Server) -> None:
    context = browser.new_context(viewport=VIEWPORTS["phone"], forced_colors="active")
    page = open_elder(context, server)
    for name in TOOLS:
        border = page.locator(f"#{name}").evaluate("each => getComputedStyle(each).borderTopWidth")
        assert border == "3px"
    context.close()


def test_a_copied_screenshot_is_pasted_anywhere(phone: BrowserContext, server: Server) -> None:
    page = open_elder(phone, server)
    page.evaluate(
        """async () => {
          const canvas = document.createElement('canvas');
          canvas.width = canvas.height = 40;
          const blob = await new Promise((done) => canvas.toBlob(done, 'image/png'));
          const data = new DataTransfer();
          data.items.add(new File([blob], 'image.png', {type: 'image/png'}));
          const told = {clipboardData: data, bubbles: true, cancelable: true};
          document.body.dispatchEvent(new ClipboardEvent('paste', told));
        }"""
    )
    expect(page.locator("#pending-panel img")).to_have_attribute("alt", "截图")
    expect(page.locator("[data-do=send]")).to_be_focused()
    write(page, "这是什么")
    assert page.locator(".mine img.sent").count() == 1


def test_taps_before_the_microphone_is_ready_start_one_recording(phone: BrowserContext, server: Server) -> None:
    phone.add_init_script(SLOW_MICROPHONE)
    page = open_elder(phone, server)
    label = page.locator("#speak .label")
    sent: list[str] = []
    page.on("request", lambda each: sent.append(each.url) if each.url.endswith("/api/v1/submissions") else None)
    page.evaluate("() => { for (let tap = 0; tap < 3; tap += 1) document.getElementById('speak').click(); }")
    expect(label).to_have_text("请等一下……")
    page.wait_for_selector("#speak.on", timeout=30_000)
    expect(label).to_have_text("说完了，按这里")
    page.wait_for_timeout(GUARD_MS)
    with page.expect_response(lambda answer: answer.url.endswith("/api/v1/submissions"), timeout=60_000):
        page.evaluate("() => { for (let tap = 0; tap < 3; tap += 1) document.getElementById('speak').click(); }")
    expect(label).to_have_text("说话")
    assert page.evaluate("window.asked") == 1
    assert page.evaluate("window.stream.getTracks().every((track) => track.readyState === 'ended')")
    assert len(sent) == 1


def test_a_recording_that_cannot_begin_gives_the_microphone_back(phone: BrowserContext, server: Server) -> None:
    phone.add_init_script(SLOW_MICROPHONE)
    page = open_elder(phone, server)
    page.evaluate("() => { window.AudioContext = class { constructor() { throw new DOMException('none left'); } }; }")
    page.click("#speak")
    expect(page.locator("#voice-panel")).to_be_visible(timeout=30_000)
    expect(page.locator("#speak .label")).to_have_text("说话")
    assert page.evaluate("window.stream.getTracks().every((track) => track.readyState === 'ended')")
    expect(page.locator("#said")).not_to_be_empty()


def test_escape_gives_the_focus_back_to_the_button_that_opened_the_panel(elder: Page) -> None:
    elder.click("#type")
    expect(elder.locator("#words")).to_be_focused()
    elder.keyboard.press("Escape")
    expect(elder.locator("#type-panel")).to_be_hidden()
    expect(elder.locator("#type")).to_be_focused()
    elder.click("#show")
    elder.focus("[data-pick=album]")
    elder.keyboard.press("Escape")
    expect(elder.locator("#show")).to_be_focused()


def test_words_that_were_written_go_with_the_picture(elder: Page) -> None:
    elder.click("#type")
    elder.fill("#words", "这是什么")
    elder.evaluate(
        """async () => {
          const canvas = document.createElement('canvas');
          canvas.width = canvas.height = 40;
          const blob = await new Promise((done) => canvas.toBlob(done, 'image/png'));
          const data = new DataTransfer();
          data.items.add(new File([blob], 'image.png', {type: 'image/png'}));
          const told = {clipboardData: data, bubbles: true, cancelable: true};
          document.body.dispatchEvent(new ClipboardEvent('paste', told));
        }"""
    )
    elder.click("[data-do=send]")
    expect(elder.locator(".mine img.sent")).to_have_count(1, timeout=60_000)
    expect(elder.locator(".mine .words")).to_contain_text("这是什么")
    expect(elder.locator("#words")).to_have_value("")
