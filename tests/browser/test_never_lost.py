"""Nothing that was said, shown or written is lost: a line that breaks, a page that dies, a server that is killed."""

import hashlib
import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page, Route, expect

from tests.browser.running import Running
from tests.browser.test_elder import make_picture

pytestmark = pytest.mark.browser
LONG_MS = 400_000
"""A machine that does much else at the same time is slow; nothing here depends on speed."""
LARGE_BYTES = 2_500_000
LOOK_MS = 500
API = "**/api/v1/**"
DONE = "(request) => new Promise((told) => { request.onsuccess = () => told(request.result); })"
KEPT = (
    f"async () => {{ const done = {DONE};"
    """
  const database = await done(indexedDB.open('lantern'));
  const rooms = ['messages', 'files', 'pieces'];
  const transaction = database.transaction(rooms);
  const keys = (room) => done(transaction.objectStore(room).getAllKeys());
  const found = Object.fromEntries(await Promise.all(rooms.map(async (room) => [room, await keys(room)])));
  database.close();
  return found;
}"""
)
SHA_OF_PIECES = (
    f"async () => {{ const done = {DONE};"
    """
  const database = await done(indexedDB.open('lantern'));
  const store = database.transaction('pieces').objectStore('pieces');
  const all = await done(store.getAll());
  database.close();
  const digest = await crypto.subtle.digest('SHA-256', await new Blob(all).arrayBuffer());
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}"""
)


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    server = Running(tmp_path_factory.mktemp("never-lost"))
    server.start()
    yield server
    server.stop()


@pytest.fixture
def device(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 390, "height": 844}, permissions=["microphone", "camera"])
    yield context
    context.close()


def opened(context: BrowserContext, running: Running) -> Page:
    page = context.new_page()
    page.goto(running.url, timeout=LONG_MS)
    page.wait_for_selector("html[data-started]", timeout=LONG_MS)
    return page


def reloaded(page: Page) -> None:
    page.reload(timeout=LONG_MS)
    page.wait_for_selector("html[data-started]", timeout=LONG_MS)


def until(page: Page, what: Callable[[], bool]) -> None:
    """Wait for what; in the page, so that the routes of a test are served meanwhile."""
    end = time.monotonic() + LONG_MS / 1000
    while not what():
        assert time.monotonic() < end, f"it did not happen in time: {page.locator('#conversation').inner_text()}"
        page.wait_for_timeout(LOOK_MS)


def arrived(running: Running) -> list[str]:
    """Return what all messages hold, over all sessions: the SHA-256 of each original."""
    with closing(sqlite3.connect(f"file:{running.data / 'lantern.sqlite'}?mode=ro", uri=True, timeout=30)) as database:
        return [row[0] for row in database.execute("SELECT input_id FROM attachments")]


def messages(running: Running) -> int:
    with closing(sqlite3.connect(f"file:{running.data / 'lantern.sqlite'}?mode=ro", uri=True, timeout=30)) as database:
        return int(database.execute("SELECT count(*) FROM submissions").fetchone()[0])


def large_picture(path: Path, grey: int) -> Path:
    """Return a picture that no message carries in one piece: what stands behind its end is not looked at."""
    make_picture(path, grey)
    with path.open("ab") as file:
        file.write(os.urandom(LARGE_BYTES))
    return path


def sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def pick(page: Page, path: Path) -> None:
    page.locator("[data-pick-input=screenshot]").set_input_files(path)
    expect(page.locator("[data-do=send]")).to_be_visible()


def write(page: Page, words: str) -> None:
    page.click("#type")
    page.fill("#words", words)
    page.click("#type-panel .go")


def speak(page: Page, seconds: float = 3) -> None:
    page.click("#speak")
    expect(page.locator("#speak")).to_have_class("tool speak on", timeout=LONG_MS)
    page.wait_for_timeout(seconds * 1000)


class Ten:
    """The ten messages, each in its own kind of trouble."""

    def __init__(self, running: Running, device: BrowserContext, folder: Path) -> None:
        self.running = running
        self.device = device
        self.folder = folder
        self.sent: list[str] = []
        self.page = opened(device, running)

    def came(self, *hashes: str) -> None:
        """Wait until one more message is there, and what it holds."""
        self.sent += hashes
        until(self.page, lambda: set(hashes) <= set(arrived(self.running)))

    def words_without_a_line(self) -> None:
        self.device.set_offline(True)
        write(self.page, "微信的字太小了")
        expect(self.page.locator("#unsent")).to_contain_text("微信的字太小了", timeout=LONG_MS)
        self.device.set_offline(False)
        self.came(sha("微信的字太小了".encode()))

    def picture_over_a_line_that_is_cut(self) -> None:
        path = large_picture(self.folder / "cut.png", 40)
        pieces = []

        def cut(route: Route) -> None:
            pieces.append(route.request.method)
            if route.request.method == "PATCH" and pieces.count("PATCH") in {2, 4}:
                route.abort()
            else:
                route.continue_()

        self.page.route("**/uploads/**", cut)
        pick(self.page, path)
        self.page.click("[data-do=send]")
        self.came(sha(path.read_bytes()))
        self.page.unroute("**/uploads/**")
        assert pieces.count("PATCH") >= 4

    def picture_while_the_server_is_killed(self) -> None:
        path = large_picture(self.folder / "killed.png", 80)
        held: list[Route] = []

        def hold(route: Route) -> None:
            if held or route.request.method != "PATCH" or route.request.headers["upload-offset"] == "0":
                route.continue_()
                return
            held.append(route)
            self.running.kill()
            route.abort()

        self.page.route("**/uploads/**", hold)
        pick(self.page, path)
        self.page.click("[data-do=send]")
        expect(self.page.locator("#unsent")).to_be_visible(timeout=LONG_MS)
        self.page.unroute("**/uploads/**")
        self.running.start()
        self.came(sha(path.read_bytes()))
        assert held

    def recording_and_a_refresh(self) -> None:
        speak(self.page)
        self.device.route(API, lambda route: route.abort())
        reloaded(self.page)
        expect(self.page.locator("#unsent")).to_contain_text("录音", timeout=LONG_MS)
        found = str(self.page.evaluate(SHA_OF_PIECES))
        self.device.unroute(API)
        self.came(found)

    def recording_in_a_page_that_crashes(self) -> None:
        speak(self.page)
        self.device.route(API, lambda route: route.abort())
        with suppress(Error):
            self.page.goto("chrome://crash", timeout=10_000)
        self.page.close()
        self.page = opened(self.device, self.running)
        expect(self.page.locator("#unsent")).to_contain_text("录音", timeout=LONG_MS)
        found = str(self.page.evaluate(SHA_OF_PIECES))
        self.device.unroute(API)
        self.came(found)

    def recording_without_a_line_and_a_closed_page(self) -> None:
        self.device.route(API, lambda route: route.abort())
        speak(self.page, 2)
        self.page.click("#speak")
        expect(self.page.locator("#unsent")).to_contain_text("录音", timeout=LONG_MS)
        self.page.close()
        self.page = opened(self.device, self.running)
        expect(self.page.locator("#unsent")).to_contain_text("录音", timeout=LONG_MS)
        found = str(self.page.evaluate(SHA_OF_PIECES))
        self.device.unroute(API)
        self.came(found)

    def picture_that_waited_to_be_sent_and_a_refresh(self) -> None:
        path = make_picture(self.folder / "picked.png", 120)
        pick(self.page, path)
        until(self.page, lambda: len(self.page.evaluate(KEPT)["files"]) == 1)
        reloaded(self.page)
        expect(self.page.locator("[data-do=send]")).to_be_visible(timeout=LONG_MS)
        self.page.click("[data-do=send]")
        self.came(sha(path.read_bytes()))

    def picture_whose_answer_is_lost(self) -> None:
        path = large_picture(self.folder / "answer.png", 160)
        lost: list[int] = []

        def lose(route: Route) -> None:
            if lost:
                route.continue_()
                return
            lost.append(route.fetch().status)
            route.abort()

        self.page.route("**/api/v1/submissions", lose)
        pick(self.page, path)
        self.page.click("[data-do=send]")
        until(self.page, lambda: bool(lost))  # it is kept before it is answered
        self.came(sha(path.read_bytes()))
        expect(self.page.locator("#unsent")).to_be_hidden(timeout=LONG_MS)
        self.page.unroute("**/api/v1/submissions")
        assert lost == [202]

    def words_while_the_server_works(self) -> None:
        write(self.page, "电视没有信号了")
        until(self.page, lambda: sha("电视没有信号了".encode()) in arrived(self.running))
        self.running.kill()
        self.running.start()
        self.came(sha("电视没有信号了".encode()))

    def video_and_a_refresh(self) -> None:
        path = self.folder / "clip.mp4"
        path.write_bytes(os.urandom(LARGE_BYTES))
        pieces: list[str] = []

        def first_only(route: Route) -> None:
            pieces.append(route.request.method)
            if pieces.count("PATCH") > 1:
                route.abort()
            else:
                route.continue_()

        self.device.route("**/uploads/**", first_only)
        self.page.locator("[data-pick-input=video]").set_input_files(path)
        self.page.click("[data-do=send]")
        expect(self.page.locator("#unsent")).to_be_visible(timeout=LONG_MS)
        reloaded(self.page)
        self.device.unroute("**/uploads/**")
        self.came(sha(path.read_bytes()))


def test_ten_messages_in_ten_kinds_of_trouble_arrive_once(
    running: Running, device: BrowserContext, tmp_path: Path
) -> None:
    ten = Ten(running, device, tmp_path)
    troubles = (
        ten.words_without_a_line,
        ten.picture_over_a_line_that_is_cut,
        ten.picture_while_the_server_is_killed,
        ten.recording_and_a_refresh,
        ten.recording_in_a_page_that_crashes,
        ten.recording_without_a_line_and_a_closed_page,
        ten.picture_that_waited_to_be_sent_and_a_refresh,
        ten.picture_whose_answer_is_lost,
        ten.words_while_the_server_works,
        ten.video_and_a_refresh,
    )
    for trouble in troubles:
        trouble()
        print(f"arrived: {trouble.__name__.replace('_', ' ')}", flush=True)
    expect(ten.page.locator("#unsent")).to_be_hidden(timeout=LONG_MS)
    until(ten.page, lambda: not any(ten.page.evaluate(KEPT).values()))

    once = [name for name in ten.sent if arrived(running).count(name) == 1 and running.holds(name)]
    print(f"never lost: {len(once)} of {len(troubles)} messages arrived once, SHA-256 equal")
    assert (len(once), messages(running)) == (len(troubles), len(troubles))


def test_without_a_line_the_page_opens_records_and_sends_when_the_line_is_back(
    running: Running, device: BrowserContext
) -> None:
    page = opened(device, running)
    page.evaluate("() => navigator.serviceWorker.ready.then(() => undefined)")
    until(page, lambda: page.evaluate("() => localStorage.getItem('lantern-kept-as')") is not None)
    before = messages(running)
    running.kill()
    device.set_offline(True)
    reloaded(page)
    expect(page.locator("#no-line")).to_be_visible(timeout=LONG_MS)
    expect(page.locator("#no-line .number").first).to_have_text("110")
    assert page.locator("gradio-app").count() == 0
    speak(page, 2)
    page.click("#speak")
    expect(page.locator("#unsent")).to_contain_text("录音", timeout=LONG_MS)
    write(page, "没网的时候写的")
    reloaded(page)
    expect(page.locator("#unsent li")).to_have_text(["录音", "没网的时候写的"], timeout=LONG_MS)
    found = str(page.evaluate(SHA_OF_PIECES))
    running.start()
    device.set_offline(False)
    until(page, lambda: {found, sha("没网的时候写的".encode())} <= set(arrived(running)))
    expect(page.locator("#no-line")).to_be_hidden(timeout=LONG_MS)
    expect(page.locator("#unsent")).to_be_hidden(timeout=LONG_MS)
    assert messages(running) == before + 2
    reloaded(page)
    assert page.locator("gradio-app").count() == 1
    names = page.evaluate(
        "async () => (await Promise.all((await caches.keys()).map(async (name) =>"
        " (await (await caches.open(name)).keys()).map(({ url }) => new URL(url).pathname)))).flat()"
    )
    assert [name for name in names if not name.startswith(("/pages/bundle/", "/offline"))] == []


def test_erasing_empties_the_device_too(running: Running, device: BrowserContext, tmp_path: Path) -> None:
    page = opened(device, running)
    write(page, "先写一句")
    until(page, lambda: sha("先写一句".encode()) in arrived(running))
    device.route("**/api/v1/submissions", lambda route: route.abort())
    pick(page, make_picture(tmp_path / "one.png", 200))
    page.click("[data-do=send]")
    expect(page.locator("#unsent")).to_contain_text("截图", timeout=LONG_MS)
    page.evaluate(
        "async () => { const { call } = await import('/pages/net.js');"
        " const { session_id } = await call('GET', '/sessions/mine');"
        " await call('DELETE', `/sessions/${session_id}`); }"
    )
    expect(page.locator("#unsent")).to_be_hidden(timeout=LONG_MS)
    until(page, lambda: not any(page.evaluate(KEPT).values()))
    assert page.evaluate("() => Object.keys(localStorage).filter((each) => each.startsWith('lantern-unsent'))") == []


def test_a_draft_outlives_the_page(running: Running, device: BrowserContext) -> None:
    page = opened(device, running)
    page.click("#type")
    page.fill("#words", "写到一半")
    page.close()
    again = opened(device, running)
    again.click("#type")
    expect(again.locator("#words")).to_have_value("写到一半")


def test_a_browser_that_keeps_nothing_sends_all_the_same_and_says_so(
    running: Running, device: BrowserContext, tmp_path: Path
) -> None:
    device.add_init_script("delete window.indexedDB; delete Window.prototype.indexedDB")
    page = opened(device, running)
    device.route("**/api/v1/submissions", lambda route: route.abort())
    path = make_picture(tmp_path / "two.png", 210)
    pick(page, path)
    page.click("[data-do=send]")
    expect(page.locator("#unsent .only-here")).to_be_visible(timeout=LONG_MS)
    device.unroute("**/api/v1/submissions")
    page.click("#unsent button")
    until(page, lambda: sha(path.read_bytes()) in arrived(running))


def test_an_old_message_is_offered_and_not_sent(running: Running, device: BrowserContext) -> None:
    page = opened(device, running)
    device.route(API, lambda route: route.abort())
    write(page, "昨天写的")
    expect(page.locator("#unsent")).to_contain_text("昨天写的", timeout=LONG_MS)
    page.evaluate(
        "() => { for (const name of Object.keys(localStorage)) if (name.startsWith('lantern-unsent:'))"
        " localStorage[name] = JSON.stringify({ ...JSON.parse(localStorage[name]), at: Date.now() - 864e5 }); }"
    )
    device.unroute(API)
    reloaded(page)
    expect(page.locator("#unsent")).to_contain_text("没有发出去", timeout=LONG_MS)
    page.wait_for_timeout(6000)
    assert sha("昨天写的".encode()) not in arrived(running)
    page.click("#unsent button")
    until(page, lambda: sha("昨天写的".encode()) in arrived(running))
