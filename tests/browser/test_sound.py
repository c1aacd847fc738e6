"""One voice at a time, stopped at once, at the person's own speed; words marked when heard; signals with twins."""

from collections.abc import Iterator
from itertools import pairwise

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from elder_mode.theme import MIN_CONTRAST_TEXT, contrast
from tests.browser.conftest import Server, open_elder, write

pytestmark = pytest.mark.browser
WAIT_MS = 60_000
VOICE = "document.querySelector('#voice')"
IS_SPEAKING = f"!{VOICE}.paused && {VOICE}.currentTime > 0.2 && {VOICE}.src.includes('/speech/')"
CHOSEN = "Number(localStorage.getItem('lantern-rate'))"
STOP_S = 0.2
NOTE_STOP = """(how) => {
  const audio = document.querySelector('#voice');
  document.addEventListener(how, () => { window.stoppedAt = audio.currentTime; window.pace = audio.playbackRate; },
    {capture: true, once: true});
}"""
WATCH_SIGNALS = """() => {
  window.signals = [];
  const start = OscillatorNode.prototype.start;
  OscillatorNode.prototype.start = function (at) { window.signals.push('tone'); return start.call(this, at); };
  Navigator.prototype.vibrate = (pattern) => { window.signals.push('shake'); return true; };
}"""
ONE_VOICE = """() => {
  window.atOnce = 0;
  const play = HTMLMediaElement.prototype.play;
  HTMLMediaElement.prototype.play = function () {
    const others = [...document.querySelectorAll('audio, video')].filter((each) => each !== this && !each.paused);
    window.atOnce = Math.max(window.atOnce, 1 + others.length);
    return play.call(this);
  };
}"""
COLOURS = """() => { const style = getComputedStyle(document.querySelector('.card .text'), '::highlight(lantern-word)');
  return [style.color, style.backgroundColor]; }"""
SPANS = [{"start_s": 0.0, "end_s": 0.8}, {"start_s": 0.8, "end_s": 1.8}]


@pytest.fixture(autouse=True)
def no_answers_on_their_way(phone: BrowserContext) -> Iterator[None]:
    """End what a test still answers in the server's place before its page is gone."""
    yield
    for page in phone.pages:
        page.unroute_all(behavior="ignoreErrors")


@pytest.fixture
def speaking(elder: Page) -> Page:
    """The page while it speaks its first answer, slow enough to be watched."""
    elder.evaluate("localStorage.setItem('lantern-rate', '0.6')")
    elder.reload()
    elder.wait_for_selector("html[data-started]")
    write(elder, "微信的字太小了")
    elder.wait_for_function(IS_SPEAKING, timeout=WAIT_MS)
    return elder


def give_times(page: Page, marks: list[dict[str, float]] | None) -> None:
    """Let every answer come with these times of words, and with the times of two cards."""

    def changed(route: Route) -> None:
        body = route.fetch().json()
        for view in body:
            speech = (view["message"]["reply"] or {}).get("speech")
            if speech:
                speech |= {"marks": marks or [], "cards": SPANS}
        route.fulfill(json=body)

    page.route("**/sessions/*/messages", changed)


def hexadecimal(colour: str) -> str:
    red, green, blue = (int(part) for part in colour.removeprefix("rgb(").removesuffix(")").split(","))
    return f"#{red:02X}{green:02X}{blue:02X}"


@pytest.mark.parametrize("how", ["Escape", "停"])
def test_the_voice_stops_within_a_fifth_of_a_second(speaking: Page, how: str) -> None:
    speaking.evaluate(NOTE_STOP, "keydown" if how == "Escape" else "click")
    if how == "Escape":
        speaking.keyboard.press("Escape")
    else:
        button = speaking.locator(".answer .again:visible")
        expect(button).to_have_text("停")
        button.click()
        expect(button).to_have_text("再听一遍")
    speaking.wait_for_timeout(1_500)
    went_on = speaking.evaluate(f"({VOICE}.currentTime - window.stoppedAt) / window.pace")
    assert went_on <= STOP_S
    assert speaking.evaluate(f"{VOICE}.paused")


def test_recording_and_another_page_in_front_end_the_voice(speaking: Page) -> None:
    speaking.click("#speak")
    speaking.wait_for_selector("#speak.on")
    assert speaking.evaluate(f"{VOICE}.paused")
    speaking.wait_for_timeout(2_000)
    speaking.click("#speak")
    expect(speaking.locator(".answer")).to_have_count(2, timeout=120_000)
    speaking.wait_for_function(IS_SPEAKING, timeout=WAIT_MS)
    speaking.evaluate(
        """() => { Object.defineProperty(document, 'hidden', {get: () => true, configurable: true});
        document.dispatchEvent(new Event('visibilitychange')); }"""
    )
    assert speaking.evaluate(f"{VOICE}.paused")


def test_an_answer_that_comes_out_of_sight_is_spoken_when_the_page_is_seen_again(elder: Page) -> None:
    elder.evaluate("Object.defineProperty(document, 'hidden', {get: () => window.isAway ?? false, configurable: true})")
    elder.evaluate("window.isAway = true")
    write(elder, "微信的字太小了")
    elder.wait_for_timeout(3_000)
    assert elder.evaluate(f"{VOICE}.paused || !{VOICE}.src.includes('/speech/')")
    elder.evaluate("window.isAway = false")
    elder.wait_for_function(IS_SPEAKING, timeout=WAIT_MS)


def test_there_is_one_voice_for_answers_and_recordings(elder: Page) -> None:
    elder.evaluate(ONE_VOICE)
    elder.click("#speak")
    elder.wait_for_selector("#speak.on")
    elder.wait_for_timeout(2_000)
    elder.click("#speak")
    elder.wait_for_selector(".answer .card", timeout=120_000)
    elder.wait_for_function(IS_SPEAKING, timeout=WAIT_MS)
    elder.locator(".mine button", has_text="听一下").click()
    elder.wait_for_function(f"{VOICE}.src.includes('/media/')", timeout=WAIT_MS)
    elder.wait_for_timeout(1_000)  # the guard: the page scrolled, and this button may stand where the other one was
    elder.locator(".answer .again:visible").click()
    elder.wait_for_function(f"{VOICE}.src.includes('/speech/')", timeout=WAIT_MS)
    assert elder.evaluate("window.atOnce") == 1
    assert elder.locator("audio, video").count() == 1


def test_speed_changes_by_a_fifth_between_its_ends_keeps_the_pitch_and_is_remembered(
    phone: BrowserContext, server: Server
) -> None:
    page = open_elder(phone, server)
    write(page, "微信的字太小了")
    page.wait_for_function(IS_SPEAKING, timeout=WAIT_MS)
    pace = f"{VOICE}.playbackRate"
    paces = [page.evaluate(pace)]
    for _ in range(4):
        page.wait_for_timeout(1_300)  # repeats are ignored
        page.locator(".answer .slower:visible").click()
        paces.append(page.evaluate(pace))
    assert paces[1] <= 0.85 * paces[0]
    assert all(later <= earlier for earlier, later in pairwise(paces))
    assert page.evaluate(CHOSEN) == pytest.approx(0.6)
    made_at = 0.6 / paces[-1]  # the voice's own pace, which the sound already has
    expect(page.locator("#status")).to_have_text("已经是最慢的了。")
    assert page.evaluate(f"{VOICE}.preservesPitch")
    page.reload()
    page.wait_for_selector("html[data-started]")
    page.locator(".answer .again:visible").click()
    page.wait_for_function(IS_SPEAKING, timeout=WAIT_MS)
    assert page.evaluate(pace) == pytest.approx(paces[-1])
    for _ in range(7):
        page.wait_for_timeout(1_300)
        page.locator(".answer .faster:visible").click()
    assert page.evaluate(CHOSEN) == pytest.approx(2.0)
    assert page.evaluate(pace) * made_at == pytest.approx(2.0, abs=0.02)


def test_one_card_is_heard_alone(elder: Page) -> None:
    give_times(elder, None)
    write(elder, "微信的字太小了")
    elder.wait_for_function(IS_SPEAKING, timeout=WAIT_MS)
    elder.keyboard.press("Escape")
    elder.evaluate(
        """() => { window.heard = []; const audio = document.querySelector('#voice');
        setInterval(() => { if (!audio.paused) window.heard.push(audio.currentTime); }, 20); }"""
    )
    elder.locator(".answer .hear").nth(1).click()
    elder.wait_for_function(f"window.heard.length > 10 && {VOICE}.paused", timeout=WAIT_MS)
    heard = elder.evaluate("window.heard")
    assert min(heard) >= SPANS[1]["start_s"] - 0.05
    assert max(heard) <= SPANS[1]["end_s"] + 0.3


def test_words_are_marked_as_they_are_heard_and_nothing_else_changes(elder: Page) -> None:
    give_times(elder, [{"start_s": 0.0, "end_s": 900.0, "card": 0, "from": 2, "to": 5}])
    elder.evaluate("localStorage.setItem('lantern-rate', '0.6')")
    elder.reload()
    elder.wait_for_selector("html[data-started]")
    write(elder, "微信的字太小了")
    before = elder.locator(".answer .cards").first.inner_html()
    elder.wait_for_function("CSS.highlights.has('lantern-word')", timeout=WAIT_MS)
    words = elder.evaluate("[...CSS.highlights.get('lantern-word')][0].toString()")
    first = elder.locator(".answer .text").first.text_content() or ""
    assert words == first[2:5]
    assert elder.locator(".answer .card").first.get_attribute("data-speaking") is not None
    assert elder.locator(".answer .cards").first.inner_html().replace(' data-speaking=""', "") == before
    text, ground = (hexadecimal(colour) for colour in elder.evaluate(COLOURS))
    assert contrast(text, ground) >= MIN_CONTRAST_TEXT
    elder.keyboard.press("Escape")
    assert not elder.evaluate("CSS.highlights.has('lantern-word')")
    assert elder.locator(".card[data-speaking]").count() == 0


def test_without_times_of_words_the_card_alone_is_marked(elder: Page) -> None:
    give_times(elder, None)
    elder.evaluate("localStorage.setItem('lantern-rate', '0.6')")
    elder.reload()
    elder.wait_for_selector("html[data-started]")
    write(elder, "微信的字太小了")
    elder.wait_for_selector(".card[data-speaking]", timeout=WAIT_MS)
    assert not elder.evaluate("CSS.highlights.has('lantern-word')")


def test_the_server_gives_the_times_of_every_card_and_its_words(elder: Page) -> None:
    replies: list[dict[str, object]] = []

    def noted(route: Route) -> None:
        answer = route.fetch()
        replies.extend(view["message"]["reply"] for view in answer.json() if view["message"]["reply"])
        route.fulfill(response=answer)

    elder.route("**/sessions/*/messages", noted)
    write(elder, "微信的字太小了")
    elder.wait_for_function(IS_SPEAKING, timeout=WAIT_MS)
    reply = next(each for each in reversed(replies) if each["speech"])
    speech = reply["speech"]
    assert isinstance(speech, dict)
    assert isinstance(reply["cards"], list)
    assert len(speech["cards"]) == len(reply["cards"])
    for mark in speech["marks"]:
        assert 0 <= mark["from"] < mark["to"] <= len(reply["cards"][mark["card"]]["text"])


def test_every_signal_has_a_twin_for_the_eye_and_can_be_switched_off(phone: BrowserContext, server: Server) -> None:
    page = open_elder(phone, server)
    page.evaluate(WATCH_SIGNALS)
    page.click("#speak")
    page.wait_for_selector("#speak.on")
    page.wait_for_function("window.signals.includes('tone') && window.signals.includes('shake')", timeout=WAIT_MS)
    expect(page.locator("#speak .label")).to_have_text("说完了，按这里")
    page.wait_for_timeout(1_500)
    page.evaluate("window.signals = []")
    page.click("#speak")
    page.wait_for_function("window.signals.filter((each) => each === 'tone').length >= 2", timeout=WAIT_MS)
    page.wait_for_selector(".answer .card", timeout=120_000)
    expect(page.locator(".answer .sign").first).to_have_text("刚到")
    page.wait_for_function("window.signals.filter((each) => each === 'tone').length >= 7", timeout=WAIT_MS)
    page.click("[data-set=sounds]")
    page.wait_for_timeout(1_000)
    page.evaluate("window.signals = []")
    write(page, "微信的字太小了")
    expect(page.locator(".answer .sign").first).to_have_text("刚到")
    page.wait_for_timeout(1_500)
    assert "tone" not in page.evaluate("window.signals")
    assert "shake" in page.evaluate("window.signals")


def test_nothing_sounds_into_a_recording(elder: Page) -> None:
    write(elder, "微信的字太小了")
    elder.evaluate(WATCH_SIGNALS)
    elder.click("#speak")
    elder.wait_for_selector("#speak.on")
    elder.wait_for_function("window.signals.includes('tone')", timeout=WAIT_MS)
    elder.wait_for_timeout(800)
    elder.evaluate("window.signals = []")
    elder.wait_for_timeout(6_000)
    assert elder.evaluate("window.signals") == []
    assert elder.evaluate(f"{VOICE}.paused")
