"""The journeys that need nothing of the desk, walked in the real page: spoken, shown, typed and pressed.

What is heard comes from a fake microphone; which words it holds is decided by the scripted recogniser of the core's
own journeys, because no Mandarin recogniser can be had without a download. All else is real.
"""

import re
import shutil
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import BROWSERS, ROOT, Server, open_elder, serve
from tests.fake_stt_server import FakeSttServer
from tests.journeys import media
from tests.journeys.test_stories import recording, without_number, word_in

pytestmark = pytest.mark.browser
WAIT_MS = 120_000
SPEAK_MS = 2_500
"""How long somebody speaks into the fake microphone."""
NEEDS_DESK = {"J11", "J12", "J16", "J18"}
OF_THE_TICKET = frozenset(
    {
        *("goal_has", "symptom_has", "object_has", "message_has", "money", "transcript_is_null", "clarifications_used"),
        *("decision", "priority", "reasons", "risk", "needs_have", "needs_lack", "labelled_for_sr", "visible_text"),
        *("defects", "skills_have", "do_has", "timeline_at", "dialect", "gloss_has", "relation", "for_has"),
        *("consent_family", "autoplay"),
    }
)
"""Expectations about what is kept or decided, and shown to nobody here: the core's own journeys look at them."""
TAGS = {"yue": "zh-HK"}
"""Languages that a page names otherwise than the API."""
STEP = re.compile(r"第\d步|Step \d")
MEDIA = {"screenshot": "screenshot", "photo": "photo", "video": "video"}
STORIES = [
    story
    for name in ("stories", "golden")
    for story in tomllib.loads((ROOT / "tests" / "journeys" / f"{name}.toml").read_text("utf-8"))["story"]
    if story["variant"] == "golden" and story["journey"] not in NEEDS_DESK
]


@pytest.fixture(scope="module")
def recogniser() -> Iterator[FakeSttServer]:
    with FakeSttServer([]) as server:
        yield server


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory, recogniser: FakeSttServer) -> Iterator[Server]:
    """A server that hears through the scripted recogniser, with an agent on duty."""
    folder = tmp_path_factory.mktemp("journeys")
    yield from serve(folder, LANTERN_STT="remote", LANTERN_STT_URL=recogniser.url, LANTERN_OFFLINE="0")


@pytest.fixture(scope="module")
def sounding(request: pytest.FixtureRequest, browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """A browser whose microphone hears somebody speak, nothing, or a market; one after the other."""
    made = {"silence": media.silence, "noise": media.noise}.get(request.param)
    if made is None:
        yield browser
        return
    sound = tmp_path_factory.mktemp(request.param) / "sound.wav"
    sound.write_bytes(made(10))
    path = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    running = browser.browser_type.launch(
        executable_path=path,
        args=[
            "--no-sandbox",
            "--disable-gpu",
            "--disable-background-networking",
            "--use-fake-device-for-media-stream",
            "--use-fake-ui-for-media-stream",
            f"--use-file-for-fake-audio-capture={sound}",
        ],
    )
    yield running
    running.close()


def sound_of(story: dict[str, Any]) -> str:
    """Return what the microphone hears in this story."""
    if any(turn.get("noise") for turn in story["turn"]):
        return "noise"
    return "silence" if any(turn.get("voice") == "" for turn in story["turn"]) else "speech"


@pytest.mark.parametrize(
    ("sounding", "story"),
    [pytest.param(sound_of(story), story, id=story["journey"]) for story in STORIES],
    indirect=["sounding"],
)
def test_journey(
    sounding: Browser, story: dict[str, Any], house: Server, recogniser: FakeSttServer, tmp_path: Path
) -> None:
    context = sounding.new_context(viewport={"width": 390, "height": 844}, permissions=["microphone", "camera"])
    problems = walk(context, story, house, recogniser, tmp_path)
    context.close()

    assert problems == []


def walk(
    context: BrowserContext, story: dict[str, Any], house: Server, recogniser: FakeSttServer, folder: Path
) -> list[str]:
    """Do what the person does, turn by turn, up to the first turn after which the page lacks something; return what."""
    house.desk("GET", "/tickets")  # the agent's page is open
    page = open_elder(context, house, f"/?lang={story['language']}")
    steps: list[list[str]] = []
    is_quick = all(turn == {"choice": "human"} for turn in story["turn"][:-1]) and len(story["turn"]) > 1
    if is_quick:
        tap_many_times(page, len(story["turn"]))
    for number, turn in enumerate(story["turn"], start=1):
        if not is_quick:
            do(page, turn, recogniser, folder)
        if not is_quick or number == len(story["turn"]):
            steps.append([card for card in cards(page) if STEP.search(card)])
            problems = unmet(page, turn.get("expect", {}), house, steps)
            if problems:
                return [*(f"turn {number}: {problem}" for problem in problems), shown(page)]
    expect(page.locator(".answer").first.locator(".sound")).to_be_visible(timeout=WAIT_MS)  # the reply has been spoken
    page.close()
    return []


def do(page: Page, turn: dict[str, Any], recogniser: FakeSttServer, folder: Path) -> None:
    """Send one message as the person would, and wait for its answer."""
    before = page.locator(".answer").count()
    for kind, path in files(turn, recogniser, folder):
        page.locator(f"[data-pick-input={kind}]").set_input_files(path)
        expect(page.locator("#pending-panel")).to_be_visible(timeout=WAIT_MS)
    if "choice" in turn:
        press(page, turn["choice"])
    elif "text" in turn:
        page.click("#type")
        page.fill("#words", turn["text"])
        page.click("#type-panel .go")
    elif "voice" in turn or turn.get("noise"):
        recogniser.script = [turn.get("voice") or "啊"]
        page.click("#speak")
        page.wait_for_selector("#speak.on", timeout=WAIT_MS)
        page.wait_for_timeout(SPEAK_MS)
        page.click("#speak")
    else:
        page.click("[data-do=send]")
    page.wait_for_function("count => document.querySelectorAll('.answer').length > count", arg=before, timeout=WAIT_MS)


def files(turn: dict[str, Any], recogniser: FakeSttServer, folder: Path) -> list[tuple[str, Path]]:
    """Make the pictures and the recording of a turn; return each with the door that it goes through."""
    made: list[tuple[str, Path]] = []
    for place, told in enumerate(turn.get("pictures", [])):
        is_screenshot = told["as"] == "screenshot"
        path = folder / f"{len(list(folder.iterdir()))}-{place}.{'png' if is_screenshot else 'jpg'}"
        path.write_bytes(
            media.picture(
                lines=told["lines"],
                buttons=told.get("buttons", []),
                look=told["look"],
                is_screenshot=is_screenshot,
                is_blurred=told.get("blur", False),
                signs=tuple(media.Sign(**sign) for sign in told.get("signs", [])),
            )
        )
        made.append((MEDIA[told["as"]], path))
    if "video" in turn:
        path = folder / "screen.mp4"
        path.write_bytes(recording(turn["video"], recogniser))
        made.append((MEDIA["video"], path))
    return made


def press(page: Page, choice: str) -> None:
    """Press a large button under the last answer; the person is a button of its own."""
    if choice == "human":
        page.click("#person")
        return
    button = page.locator(f".answer .choice[data-choice='{choice}']:visible").first
    expect(button).to_be_visible(timeout=WAIT_MS)
    button.click()


def tap_many_times(page: Page, times: int) -> None:
    """Tap the button for a person as a trembling hand does."""
    before = page.locator(".answer").count()
    for _ in range(times):
        page.click("#person", delay=20, no_wait_after=True)
    page.wait_for_function("count => document.querySelectorAll('.answer').length > count", arg=before, timeout=WAIT_MS)


def shown(page: Page) -> str:
    """Return all words of the last answer, its numbers to ring included."""
    return page.locator(".answer").first.text_content() or ""


def cards(page: Page) -> list[str]:
    """Return the words of each card of the last answer."""
    return page.locator(".answer").first.locator(".card .text").all_text_contents()


def outcome(page: Page, house: Server) -> dict[str, Any]:
    """Return what became of the last message, as this device may ask."""
    api = f"{house.url}/api/v1"
    session_id = page.request.get(f"{api}/sessions/mine").json()["session_id"]
    messages = page.request.get(f"{api}/sessions/{session_id}/messages").json()
    mine = [view["message"] for view in messages if view["message"]["author"] == "customer"]
    found: dict[str, Any] = page.request.get(f"{api}/submissions/{mine[-1]['submission_id']}").json()
    return found


def unmet(page: Page, expected: dict[str, Any], house: Server, steps: list[list[str]]) -> list[str]:
    """Return what the story expects and neither the page nor the desk shows; ``steps``: told in each turn so far.

    Raises:
        KeyError: nobody knows what is expected.
    """
    wanted = {key: value for key, value in expected.items() if key not in OF_THE_TICKET}
    return [f"{key}={value}" for key, value in wanted.items() if not is_met(page, key, value, house, steps)]


def is_met(page: Page, key: str, wanted: Any, house: Server, steps: list[list[str]]) -> bool:
    answer, words = page.locator(".answer").first, shown(page)
    listed = wanted if isinstance(wanted, list) else [wanted]
    match key:
        case "reply_has_all":
            return all(word_in(word, words) for word in listed)
        case "reply_has_one":
            return any(word_in(word, words) for word in listed)
        case "reply_lacks":
            return not any(word in words for word in listed)
        case "choices_have":
            there = {each.get_attribute("data-choice") for each in page.locator(".answer .choice:visible").all()}
            return set(listed) - {"human"} <= there
        case "state":
            is_waiting = page.locator("#waiting:not([hidden])").count() == 1
            return bool(outcome(page, house)["state"] in listed and (is_waiting or listed != ["with_person"]))
        case "marked":
            return (answer.locator("img.marked").count() > 0) is wanted
        case "max_cards":
            return bool(len(cards(page)) <= wanted)
        case "one_line_each":
            return all(len(without_number(card)) <= 1 for card in cards(page)) is wanted
        case "same_step_as":
            return bool(steps[-1]) and steps[-1] == steps[wanted - 1]
        case "repeat_no":
            issue = outcome(page, house)["issue"]
            return bool(issue["repeat_no"] == wanted and issue["repeats_of"])
        case "reply_language":
            return bool(answer.get_attribute("lang") == TAGS.get(wanted, wanted))
        case "forward_language":
            languages = answer.locator(".forward > div").evaluate_all("all => all.map((each) => each.lang)")
            return bool(languages == ([TAGS.get(wanted, wanted)] if wanted else []))
        case "forward_has":
            passed_on = answer.locator(".forward").all_text_contents()
            return bool(passed_on) and all(word in passed_on[0] for word in listed)
        case "tickets":
            tickets = house.desk("GET", "/tickets")
            assert isinstance(tickets, list)
            session_id = outcome(page, house)["session_id"]
            return bool(sum(line["session_id"] == session_id for line in tickets) == wanted)
        case _:
            raise KeyError(f"nobody knows what is expected by {key}")


def test_an_expectation_that_nobody_knows_is_an_error(phone: BrowserContext) -> None:
    page = phone.new_page()
    page.set_content('<article class="answer"><p>字变大了</p></article>')
    nowhere = Server(url="", token="")

    assert unmet(page, {"goal_has": "字", "reply_has_all": ["字"]}, nowhere, []) == []
    with pytest.raises(KeyError, match="reply_has_al"):
        unmet(page, {"reply_has_al": ["字"]}, nowhere, [])
