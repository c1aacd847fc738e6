"""Answers as cards: what was heard, one action a card, guides, what can be done with an answer, announced once."""

import re
import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from tests.browser.conftest import Server, call_person, open_elder, write

pytestmark = pytest.mark.browser
TOUCH = 60
GAP = 16
LATE_S = 1.5
SETTLED_MS = 1_300
WAIT_MS = 60_000
LOG = """() => {
  window.heard = [];
  const said = document.querySelector('#said');
  new MutationObserver(() => { if (said.textContent) window.heard.push(said.textContent); })
    .observe(said, {childList: true, characterData: true, subtree: true});
}"""
BOXES = """answer => [...answer.querySelectorAll('button')].filter((each) => each.offsetParent)
  .map((each) => each.getBoundingClientRect().toJSON())"""
FONT = "() => parseFloat(getComputedStyle(document.querySelector('.card p')).fontSize)"


@pytest.fixture(autouse=True)
def no_answers_on_their_way(phone: BrowserContext) -> Iterator[None]:
    """End what a test still answers in the server's place before its page is gone."""
    yield
    for page in phone.pages:
        page.unroute_all(behavior="ignoreErrors")


def change_answers(page: Page, change: dict[str, object]) -> None:
    """Give every answer of ours these fields, as if the server had sent them."""

    def changed(route: Route) -> None:
        body = route.fetch().json()
        for view in body:
            if view["message"]["reply"]:
                view["message"]["reply"] |= change
        route.fulfill(json=body)

    page.route("**/sessions/*/messages", changed)


def hear_voices_as(page: Page, words: str) -> None:
    """Let every recording have been heard as ``words``."""

    def changed(route: Route) -> None:
        body = route.fetch().json()
        for view in body:
            for attachment in view["attachments"]:
                attachment["heard"] = words
        route.fulfill(json=body)

    page.route("**/sessions/*/messages", changed)


def tap(page: Page, what: str) -> None:
    """Tap like somebody who has looked first: what has just appeared under the finger takes no tap."""
    page.wait_for_timeout(SETTLED_MS)
    page.locator(what).first.click()
    page.wait_for_timeout(SETTLED_MS)


def record(page: Page) -> None:
    page.click("#speak")
    page.wait_for_selector("#speak.on")
    page.wait_for_timeout(2_000)
    page.click("#speak")
    page.wait_for_selector(".answer .card", timeout=120_000)


def test_every_card_of_the_newest_answer_can_be_heard_alone_and_one_row_changes_how(elder: Page) -> None:
    write(elder, "微信的字太小了，看不清")
    answer = elder.locator(".answer").first
    cards = answer.locator(".card").count()
    assert cards > 1
    assert answer.locator(".card .hear").all_text_contents() == [f"听第{place}句" for place in range(1, cards + 1)]
    names = ["慢一点", "换个说法", "快一点", "字大一点", "给家人看"]
    assert answer.locator(".sound button").all_text_contents()[1:] == names
    boxes = answer.evaluate(BOXES)
    for one in boxes:
        assert min(one["width"], one["height"]) >= TOUCH
        for other in boxes:
            across = max(one["x"], other["x"]) - min(one["x"] + one["width"], other["x"] + other["width"])
            down = max(one["y"], other["y"]) - min(one["y"] + one["height"], other["y"] + other["height"])
            assert one == other or max(across, down) >= GAP - 0.5
    tap(elder, ".answer .choice:visible")
    expect(elder.locator(".answer")).to_have_count(2, timeout=WAIT_MS)
    assert elder.locator(".answer").nth(1).locator("button:visible").count() == 0


def test_a_guide_shows_one_step_with_the_earlier_ones_folded_and_goes_on_after_a_reload(
    elder: Page, server: Server
) -> None:
    write(elder, "微信的字太小了，看不清")
    expect(elder.locator(".answer .count").first).to_have_text("第1步，共7步。")
    first = elder.locator(".answer .count + span").first.text_content() or ""
    assert elder.locator(".steps-before").count() == 0
    for count in (2, 3):
        tap(elder, ".answer .choice[data-choice=done]:visible")
        expect(elder.locator(".answer")).to_have_count(count, timeout=WAIT_MS)
    expect(elder.locator(".answer").first).to_contain_text("第3步，共7步。")
    folded = elder.locator(".steps-before")
    expect(folded).to_have_count(1)
    assert not folded.evaluate("each => each.open")
    folded.locator("summary").click()
    expect(folded.locator("li").first).to_have_text(first)
    expect(folded.locator("li")).to_have_count(2)
    shown = elder.locator(".answer .card").first.text_content()
    elder.reload()
    elder.wait_for_selector("html[data-started]")
    expect(elder.locator(".answer .card").first).to_have_text(shown or "", timeout=WAIT_MS)
    expect(elder.locator(".steps-before li")).to_have_count(2)
    tap(elder, ".answer .choice[data-choice=done]:visible")
    expect(elder.locator(".answer").first).to_contain_text("第4步，共7步。", timeout=WAIT_MS)


def test_what_was_heard_stands_first_and_can_be_put_right(elder: Page) -> None:
    hear_voices_as(elder, "围巾的字太小")
    record(elder)
    answer = elder.locator(".answer").first
    heard = answer.locator(".heard")
    expect(heard).to_contain_text("围巾的字太小", timeout=WAIT_MS)
    assert heard.evaluate(
        "each => Boolean(each.compareDocumentPosition(each.parentElement.querySelector('.cards')) & 4)"
    )
    expect(elder.locator(".mine .transcript")).to_contain_text("围巾的字太小")
    tap(elder, ".heard .not-so:visible")
    expect(elder.locator("#words")).to_be_focused()
    assert elder.locator("#words").input_value() == "围巾的字太小"
    elder.fill("#words", "微信的字太小")
    elder.click("#type-panel .go")
    expect(elder.locator(".mine .words").first).to_have_text("微信的字太小", timeout=WAIT_MS)
    expect(elder.locator(".not-so:visible")).to_have_count(0, timeout=WAIT_MS)


def test_an_answer_is_announced_exactly_once_and_takes_no_focus(elder: Page) -> None:
    elder.evaluate(LOG)
    write(elder, "微信的字太小了")
    assert elder.evaluate("document.activeElement.id") == "type"
    elder.wait_for_function("!document.querySelector('#voice').paused", timeout=WAIT_MS)
    elder.wait_for_timeout(6_000)
    assert elder.evaluate("window.heard") == ["回答来了。"]


def test_with_a_screen_reader_the_words_are_announced_once_and_no_voice_starts(elder: Page) -> None:
    elder.evaluate("localStorage.setItem('lantern-reader', 'yes')")
    elder.reload()
    elder.wait_for_selector("html[data-started]")
    elder.evaluate(LOG)
    write(elder, "微信的字太小了")
    elder.wait_for_timeout(8_000)
    heard = elder.evaluate("window.heard")
    assert len(heard) == 1
    for card in elder.locator(".answer").first.locator(".card .text").all_text_contents():
        assert card in heard[0]
    assert elder.evaluate("document.querySelector('#voice').paused")


def test_an_answer_for_the_eyes_alone_is_announced_in_full_and_spoken_only_when_asked(elder: Page) -> None:
    change_answers(elder, {"autoplay": False})
    elder.evaluate(LOG)
    write(elder, "微信的字太小了")
    elder.wait_for_timeout(6_000)
    first = elder.locator(".answer .text").first.text_content() or ""
    heard = elder.evaluate("window.heard")
    assert len(heard) == 1
    assert first in heard[0]
    assert elder.evaluate("document.querySelector('#voice').paused")
    tap(elder, ".answer .again:visible")
    elder.wait_for_function("document.querySelector('#voice').currentTime > 0.2", timeout=WAIT_MS)


def test_answers_that_come_while_somebody_records_are_announced_afterwards(elder: Page, server: Server) -> None:
    ticket_id = server.ticket_of(call_person(elder))
    elder.wait_for_timeout(3_000)
    elder.evaluate("localStorage.setItem('lantern-reader', 'yes')")
    elder.reload()
    elder.wait_for_selector("html[data-started]")
    elder.evaluate(LOG)
    elder.click("#speak")
    elder.wait_for_selector("#speak.on")
    server.desk("POST", f"/tickets/{ticket_id}/reply", text="您好，我在看您的事。")
    expect(elder.locator(".agent")).to_contain_text("我在看您的事", timeout=WAIT_MS)
    elder.wait_for_timeout(1_000)
    assert elder.evaluate("window.heard") == []
    elder.click("#speak")
    elder.wait_for_function("window.heard.some(words => words.includes('我在看您的事'))", timeout=WAIT_MS)
    assert len([words for words in elder.evaluate("window.heard") if "我在看您的事" in words]) == 1


def test_words_come_before_any_answer_of_the_server_and_go_on_every_few_seconds(elder: Page) -> None:
    def still_working(route: Route) -> None:
        route.fulfill(json={**route.fetch().json(), "state": "working", "progress": "reading"})

    def without_answers(route: Route) -> None:
        route.fulfill(json=[view for view in route.fetch().json() if view["message"]["author"] == "customer"])

    def late(route: Route) -> None:
        time.sleep(LATE_S)
        route.continue_()

    elder.route("**/api/v1/submissions", late)
    elder.route("**/api/v1/submissions/*", still_working)
    elder.route("**/messages", without_answers)
    elder.evaluate(
        """() => { window.told = []; const status = document.querySelector('#status');
        const told = () => { if (status.textContent) window.told.push([performance.now(), status.textContent]); };
        new MutationObserver(told)
          .observe(status, {childList: true, characterData: true, subtree: true}); }"""
    )
    elder.click("#type")
    elder.fill("#words", "微信的字太小了")
    elder.click("#type-panel .go")
    elder.wait_for_function("window.told.length >= 5", timeout=WAIT_MS)
    told = elder.evaluate("window.told")
    words = [each for _, each in told]
    assert words[0] == "正在发……"
    assert words.index("收到了。") < words.index("我在想怎么帮您。") < words.index("还在忙，请您稍等。")
    assert told[1][0] - told[0][0] > 900 * LATE_S
    elder.unroute("**/api/v1/submissions/*")
    elder.unroute("**/messages")
    expect(elder.locator(".answer .card").first).to_be_visible(timeout=WAIT_MS)


def test_other_words_tell_the_same_step_otherwise_and_keep_its_place(elder: Page) -> None:
    write(elder, "微信的字太小了，看不清")
    tap(elder, ".answer .choice[data-choice=done]:visible")
    expect(elder.locator(".answer")).to_have_count(2, timeout=WAIT_MS)
    before = elder.locator(".answer").first.locator(".text").all_text_contents()
    tap(elder, ".answer .reword:visible")
    expect(elder.locator(".answer")).to_have_count(3, timeout=WAIT_MS)
    newest = elder.locator(".answer").first
    assert not set(newest.locator(".text").all_text_contents()) & set(before)
    expect(elder.locator(".mine").first).to_contain_text("换个说法")
    expect(newest.locator(".steps-before li")).to_have_count(1)
    tap(elder, ".answer .choice[data-choice=done]:visible")
    expect(elder.locator(".answer").first).to_contain_text("第3步，共7步。", timeout=WAIT_MS)


def test_larger_words_grow_step_by_step_and_never_shrink(elder: Page) -> None:
    write(elder, "微信的字太小了")
    sizes = [elder.evaluate(FONT)]
    for _ in range(3):
        tap(elder, ".answer .larger:visible")
        sizes.append(elder.evaluate(FONT))
    assert sizes[0] < sizes[1] < sizes[2] == sizes[3]
    expect(elder.locator("#status")).to_have_text("已经是最大的字了。")


def test_an_answer_is_copied_as_plain_words_for_a_relative(phone: BrowserContext, server: Server) -> None:
    phone.grant_permissions(["clipboard-read", "clipboard-write"])
    page = open_elder(phone, server)
    page.evaluate("delete Navigator.prototype.share")
    write(page, "微信的字太小了")
    tap(page, ".answer .share:visible")
    expect(page.locator("#status")).to_contain_text("抄好了")
    copied = page.evaluate("navigator.clipboard.readText()")
    cards = page.locator(".answer .text").all_text_contents()
    assert copied.splitlines() == ["明灯", "示例，未经核对", *cards]


def test_words_for_somebody_else_and_a_step_asked_for_again_have_places_of_their_own(elder: Page) -> None:
    forward = {"language": "zh-CN", "cards": [{"text": "请到亮处再试一次。", "step": 1, "of": 1, "speech": ""}]}
    change_answers(elder, {"forward": forward, "pinned": "打开微信。"})
    write(elder, "微信的字太小了")
    expect(elder.locator(".answer .forward").first).to_contain_text("请到亮处再试一次。")
    expect(elder.locator(".pinned")).to_have_text(re.compile("打开微信。$"))
    assert elder.locator(".pinned").count() == 1


def test_on_paper_there_are_words_and_nothing_to_press(elder: Page) -> None:
    write(elder, "微信的字太小了")
    elder.emulate_media(media="print")
    expect(elder.locator(".answer .card").first).to_be_visible()
    expect(elder.locator("#tools")).to_be_hidden()
    assert elder.locator(".answer button:visible").count() == 0
