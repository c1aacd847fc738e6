"""The states of the elder page, each brought about on a fresh page as a person would come to it."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import product
from types import MappingProxyType

from playwright.sync_api import BrowserContext, Page, Route

from elder_mode import theme
from elder_mode.language import languages
from tests.browser.conftest import Server, call_person, open_elder, write
from tests.browser.pictures import grey_picture

WAIT_MS = 60_000
HEARING_MS = 120_000
"""A recording that is read by PocketSphinx on a busy machine."""
FORCED = "forced-colours"
THEMES = (*(each.name for each in theme.THEMES), FORCED)
"""Themes of ours, and the one of the system that overrules them."""
LANGUAGES = languages()
SENTENCES: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "zh-CN": {"guide": "微信的字太小了，看不清", "danger": "有人打电话说是公安，让我把钱转到安全账户"},
        "yue": {"guide": "微信啲字太細，睇唔清", "danger": "有人打電話嚟話係公安，叫我將錢轉去安全賬戶"},
        "en": {
            "guide": "The letters in WeChat are too small",
            "danger": "Someone on the phone says he is the police and tells me to transfer my money to a safe account",
        },
    }
)
"""What is typed to come to a state, in the language of the page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """A device, the servers that it may go to, and the language of its page."""

    context: BrowserContext
    server: Server
    """Somebody is on duty."""
    empty_server: Server
    """Nobody ever is."""
    language: str

    def open(self, server: Server | None = None) -> Page:
        return open_elder(self.context, server or self.server, f"/?lang={self.language}")

    def sentence(self, key: str) -> str:
        return SENTENCES.get(self.language, SENTENCES["zh-CN"])[key]


def idle(visit: Visit) -> Page:
    return visit.open()


def showing(visit: Visit) -> Page:
    page = visit.open()
    page.click("#show")
    page.wait_for_selector("#show-panel:not([hidden])")
    return page


def picked(visit: Visit) -> Page:
    page = visit.open()
    page.locator("[data-pick-input=album]").set_input_files(grey_picture(90))
    page.wait_for_selector("#pending-panel:not([hidden])")
    return page


def typing(visit: Visit) -> Page:
    page = visit.open()
    page.click("#type")
    page.fill("#words", visit.sentence("guide"))
    return page


def recording(visit: Visit) -> Page:
    page = visit.open()
    page.click("#speak")
    page.wait_for_selector("#speak.on", timeout=WAIT_MS)
    return page


def working(visit: Visit) -> Page:
    """Words that say how far it is, for as long as somebody looks: what the server answers is held back."""

    def still_working(route: Route) -> None:
        answer = route.fetch()
        body = answer.json()
        route.fulfill(response=answer, json=body | {"state": "working", "progress": "accepted"})

    def only_mine(route: Route) -> None:
        answer = route.fetch()
        mine = [view for view in answer.json() if view["message"]["author"] == "customer"]
        route.fulfill(response=answer, json=mine)

    page = visit.open()
    page.route(re.compile(r"/api/v1/submissions/[^/]+$"), still_working)
    page.route("**/api/v1/sessions/*/messages", only_mine)
    _type(page, visit.sentence("guide"))
    page.wait_for_function("document.querySelector('#status').textContent.trim() !== ''", timeout=WAIT_MS)
    page.wait_for_selector(".mine", timeout=WAIT_MS)
    return page


def heard(visit: Visit) -> Page:
    """An answer to a recording: what was heard stands before it."""
    page = visit.open()
    page.click("#speak")
    page.wait_for_selector("#speak.on", timeout=WAIT_MS)
    page.wait_for_timeout(3_000)
    page.click("#speak")
    page.wait_for_selector(".answer .card", timeout=HEARING_MS)
    return page


def reply(visit: Visit) -> Page:
    page = visit.open()
    write(page, visit.sentence("guide"))
    _wait_for_sound(page)
    return page


def guide_step(visit: Visit) -> Page:
    page = visit.open()
    write(page, visit.sentence("guide"))
    before = page.locator(".answer").count()
    page.locator(".answer").first.locator(".choice[data-choice=done]:visible").click(timeout=WAIT_MS)
    page.wait_for_function(
        "count => document.querySelectorAll('.answer').length > count", arg=before, timeout=HEARING_MS
    )
    _wait_for_sound(page)
    return page


def urgent(visit: Visit) -> Page:
    """Danger: numbers to ring, and a person called at once."""
    page = visit.open()
    write(page, visit.sentence("danger"))
    page.wait_for_selector(".hotline", timeout=WAIT_MS)
    return page


def handed_off(visit: Visit) -> Page:
    visit.server.desk("GET", "/tickets")  # the agent has just done something: somebody is on duty
    page = visit.open()
    call_person(page)
    _unfold(page, "#waiting")
    return page


def answered_by_a_person(visit: Visit) -> Page:
    page = visit.open()
    ticket_id = visit.server.ticket_of(call_person(page))
    visit.server.desk("POST", f"/tickets/{ticket_id}/claim")
    visit.server.desk("POST", f"/tickets/{ticket_id}/reply", text="您好，我姓林。我看到您的事了。")
    page.wait_for_selector(".agent .card", timeout=WAIT_MS)
    return page


def ended(visit: Visit) -> Page:
    page = visit.open()
    ticket_id = visit.server.ticket_of(call_person(page))
    visit.server.desk("POST", f"/tickets/{ticket_id}/close")
    page.wait_for_function("document.querySelector('#waiting .call-back').hidden", timeout=WAIT_MS)
    page.wait_for_timeout(4_000)  # the page looks for news every 2.5 s
    return page


def nobody_on_duty(visit: Visit) -> Page:
    page = visit.open(visit.empty_server)
    call_person(page)
    page.wait_for_selector("#number:visible", timeout=WAIT_MS)
    return page


def no_line(visit: Visit) -> Page:
    page = visit.open()
    page.route("**/api/v1/**", lambda route: route.abort())
    _type(page, visit.sentence("guide"))
    page.wait_for_selector("#unsent button:visible", timeout=WAIT_MS)
    return page


def settings(visit: Visit) -> Page:
    page = visit.open()
    _unfold(page, ".more")
    return page


def error(visit: Visit) -> Page:
    """The device cannot record: it is said why, and another way is offered."""
    page = visit.context.new_page()
    page.add_init_script(
        "navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('no', 'NotAllowedError'));"
    )
    page.goto(f"{visit.server.url}/?lang={visit.language}")
    page.wait_for_selector("html[data-started]", timeout=WAIT_MS)
    page.click("#type")
    page.click("#type-panel .go")
    page.wait_for_function("document.querySelector('#trouble').textContent.trim() !== ''", timeout=WAIT_MS)
    page.wait_for_timeout(1_500)  # another tap so soon would count as a trembling hand
    page.click("#speak")
    page.wait_for_selector("#voice-panel:not([hidden])", timeout=WAIT_MS)
    return page


STATES: Mapping[str, Callable[[Visit], Page]] = MappingProxyType(
    {
        "idle": idle,
        "showing": showing,
        "picked": picked,
        "typing": typing,
        "recording": recording,
        "working": working,
        "heard": heard,
        "reply": reply,
        "guide step": guide_step,
        "urgent": urgent,
        "handed off": handed_off,
        "answered by a person": answered_by_a_person,
        "ended": ended,
        "nobody on duty": nobody_on_duty,
        "no line": no_line,
        "settings": settings,
        "error": error,
    }
)


def chosen() -> tuple[tuple[str, str, str], ...]:
    """Return (state, language, theme) once for each state, so that all pairs of language and theme occur.

    The steps through both lists differ by one each time round, whatever their lengths.
    """
    pairs = list(product(LANGUAGES, THEMES))
    step = next(size for size in (5, 7, 11) if len(pairs) % size)
    return tuple((state, *pairs[at * step % len(pairs)]) for at, state in enumerate(STATES))


def wear(page: Page, name: str) -> None:
    """Show the page in the theme ``name``: one of ours as if the person had chosen it, or the system's own colours."""
    if name == FORCED:
        page.emulate_media(forced_colors="active")
        return
    page.emulate_media(forced_colors="none", color_scheme="dark" if name == "dark" else "light")
    page.evaluate("name => { document.documentElement.dataset.theme = name; }", name)


def leave(context: BrowserContext) -> None:
    """Close the pages; answers that are still held back are let go first."""
    for page in context.pages:
        page.unroute_all(behavior="ignoreErrors")
    context.close()


def _type(page: Page, words: str) -> None:
    page.click("#type")
    page.fill("#words", words)
    page.click("#type-panel .go")


def _wait_for_sound(page: Page) -> None:
    page.locator(".answer .sound").first.wait_for(timeout=WAIT_MS)
    page.evaluate("document.querySelector('#voice').pause()")


def _unfold(page: Page, where: str) -> None:
    for summary in page.locator(f"{where} summary:visible").all():
        if not summary.evaluate("each => each.parentElement.open"):
            summary.click()
