"""By keyboard alone: to speak, to hear, to call a person; no focus is ever lost; each answer is announced once."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import Server, open_elder, write
from tests.browser.states import HEARING_MS, LANGUAGES, SENTENCES, WAIT_MS

pytestmark = pytest.mark.browser
MAX_PRESSES = 12
MAX_TABS = 40
FOCUS = (
    "document.activeElement === document.body ? '' : (document.activeElement.id || document.activeElement.textContent)"
)
LOG = """() => { window.announced = []; const LIVE = '[role=status], [role=alert], [role=log], [aria-live]';
  const note = (region) => { const words = region.textContent.trim(); const last = window.announced.at(-1);
    if (words && !(last && last.words === words && last.id === region.id)) window.announced.push({
      id: region.id || region.className, words, recording: Boolean(document.querySelector('#speak.on')) }); };
  const watch = () => { for (const region of document.querySelectorAll(LIVE)) {
    if (region.watched) continue; region.watched = true;
    const all = {childList: true, characterData: true, subtree: true};
    new MutationObserver(() => note(region)).observe(region, all); } };
  watch(); new MutationObserver(watch).observe(document.body, {childList: true, subtree: true}); }"""
"""Everything that a live region comes to hold, in order, and whether the person was speaking just then."""


class Keys:
    """A keyboard whose presses are counted; after each the focus is still somewhere."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self.count = 0
        self.walk: list[str] = []

    def press(self, key: str) -> str:
        """Press ``key``; return what has the focus then."""
        self._page.keyboard.press(key)
        self.count += 1
        self._page.wait_for_timeout(50)
        name = str(self._page.evaluate(FOCUS)).strip()
        self.walk.append(f"{key} > {name[:20]}")
        return name

    def tab_to(self, wanted: str) -> None:
        """Go on with Tab until the element with this id has the focus."""
        for _ in range(MAX_TABS):
            if self.press("Tab") == wanted:
                return
        raise AssertionError(f"Tab never came to {wanted}: {self.walk}")


def test_from_recording_to_a_person_in_a_dozen_presses(phone: BrowserContext, server: Server) -> None:
    page = open_elder(phone, server, "/?lang=en")
    keys = Keys(page)
    keys.tab_to("speak")
    keys.press("Enter")
    page.wait_for_selector("#speak.on", timeout=WAIT_MS)
    page.wait_for_timeout(2_500)
    keys.press("Enter")
    page.wait_for_selector(".answer .card", timeout=HEARING_MS)
    assert page.evaluate(FOCUS) == "speak", "the answer took the focus away"
    keys.tab_to("person")
    keys.press("Enter")
    page.wait_for_selector("#waiting:not([hidden])", timeout=WAIT_MS)
    print(f"record, reply, person: {keys.count} presses: {keys.walk}")
    assert keys.count <= MAX_PRESSES
    assert page.evaluate(FOCUS) == "person"


def test_the_skip_link_leads_past_the_tools(elder: Page) -> None:
    write(elder, "微信的字太小了")
    elder.evaluate("document.activeElement.blur()")
    elder.locator("a.skip").focus()
    assert elder.locator("a.skip").evaluate("each => each.getBoundingClientRect().left >= 0")
    elder.keyboard.press("Enter")
    expect(elder.locator("#conversation")).to_be_focused()
    elder.keyboard.press("Tab")
    assert elder.evaluate("document.querySelector('#conversation').contains(document.activeElement)")


def open_show(page: Page) -> None:
    page.locator("#show").focus()
    page.keyboard.press("Enter")


def close_by_escape(page: Page) -> None:
    open_show(page)
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")


def send_words(page: Page) -> None:
    page.locator("#type").focus()
    page.keyboard.press("Enter")
    page.keyboard.type("微信的字太小了")
    page.locator("#type-panel .go").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(".answer .card", timeout=WAIT_MS)


def choose(page: Page) -> None:
    send_words(page)
    page.locator(".answer .choice:visible").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_function("document.querySelectorAll('.answer').length > 1", timeout=WAIT_MS)


def larger(page: Page) -> None:
    page.locator("[data-do=size]").first.focus()
    page.keyboard.press("Enter")


def reader(page: Page) -> None:
    page.locator("[data-do=reader]").first.focus()
    page.keyboard.press("Enter")


@pytest.mark.parametrize("act", [open_show, close_by_escape, send_words, choose, larger, reader])
def test_no_action_loses_the_focus(elder: Page, act: Callable[[Page], None]) -> None:
    act(elder)
    for _ in range(8):  # what comes later must not lose it either
        assert str(elder.evaluate(FOCUS)).strip(), act.__name__
        elder.wait_for_timeout(500)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_answer_is_announced_once_and_in_order(phone: BrowserContext, server: Server, language: str) -> None:
    page = open_elder(phone, server, f"/?lang={language}")
    page.locator("[data-do=reader]").first.click()
    page.wait_for_timeout(1_500)
    page.evaluate(LOG)
    sentences = SENTENCES[language]
    write(page, sentences["guide"])
    page.wait_for_timeout(5_000)
    write(page, sentences["danger"])
    page.wait_for_timeout(5_000)
    said = page.evaluate("window.announced")
    print(f"{language}: {[line['words'][:30] for line in said]}")
    answers = page.evaluate(
        "[...document.querySelectorAll('.turn.answer')].reverse()"
        ".map((turn) => turn.querySelector('.card p').textContent.trim())"
    )
    assert len(answers) >= 2
    places = []
    for first_card in answers:
        found = [at for at, line in enumerate(said) if first_card in line["words"]]
        assert len(found) == 1, (first_card, [line["words"] for line in said])
        places += found
    assert places == sorted(places)


def test_nothing_is_announced_while_somebody_speaks(elder: Page, server: Server) -> None:
    write(elder, "微信的字太小了")
    elder.evaluate(LOG)
    elder.click("#speak")
    elder.wait_for_selector("#speak.on", timeout=WAIT_MS)
    elder.wait_for_timeout(6_000)
    spoken_into = [line for line in elder.evaluate("window.announced") if line["recording"]]
    assert not spoken_into
    assert elder.evaluate("[...document.querySelectorAll('audio')].every((each) => each.paused)")
