"""A real server and the system's Chromium for the browser tests."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

ROOT = Path(__file__).parents[2]
SPEECH = Path("/usr/share/pocketsphinx/test/data/librivox/sense_and_sensibility_01_austen_64kb-0870.wav")
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
START_S = 600
"""Long: a machine that does other things at the same time may have to train the understanding first."""
AGENT = "lin"
PASSWORD = "a long enough password"
INSECURE_HOST = "plain.lantern.test"
"""A name for this machine that no browser takes for localhost."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """A running Lantern and an agent's token."""

    url: str
    token: str

    @property
    def port(self) -> int:
        return int(self.url.rsplit(":", maxsplit=1)[1])

    def desk(self, method: str, path: str, **body: object) -> object:
        """Return the JSON that the API answers to the agent."""
        headers = {"Authorization": f"Bearer {self.token}"}
        answer = httpx.request(method, f"{self.url}/api/v1{path}", json=body or None, headers=headers, timeout=30)
        assert answer.is_success, answer.text
        return answer.json()

    def ticket_of(self, code: str) -> str:
        """Return the id of the open ticket with this code."""
        tickets = self.desk("GET", "/tickets")
        assert isinstance(tickets, list)
        return next(str(line["ticket_id"]) for line in tickets if line["code"] == code)


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server with one agent, who is on duty as soon as they do something."""
    yield from serve(tmp_path_factory.mktemp("lantern"))


@pytest.fixture(scope="session")
def empty_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server where nobody is ever on duty: a test that speaks to its desk takes ``own_server``."""
    yield from serve(tmp_path_factory.mktemp("empty"))


@pytest.fixture
def own_server(tmp_path: Path) -> Iterator[Server]:
    """A server of one test, where nobody is on duty until this test asks the desk for something."""
    yield from serve(tmp_path)


def serve(folder: Path, **settings: str) -> Iterator[Server]:
    """Run a server with its data in ``folder``; ``settings`` stand beside and before the usual ones."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = os.environ | {
        "LANTERN_DATA_DIR": str(folder / "data"),
        "LANTERN_STT": "pocketsphinx",
        "LANTERN_TTS": "espeak,silent",
        "LANTERN_OFFLINE": "1",
        "LANTERN_LANGUAGE": "zh-CN",
        **settings,
    }
    lantern = [sys.executable, "-m", "ui.cli"]
    add = [*lantern, "agents", "add", AGENT, "--role", "agent", "--password-stdin"]
    subprocess.run(add, input=PASSWORD.encode(), cwd=ROOT, env=environment, check=True, capture_output=True)
    token = subprocess.run(
        [*lantern, "agents", "token", AGENT], cwd=ROOT, env=environment, check=True, capture_output=True
    ).stdout.decode()
    with (folder / "log").open("wb") as log:
        command = [*lantern, "serve", "--port", str(port)]
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
        try:
            _wait(f"http://127.0.0.1:{port}/readyz", process, folder / "log")
            yield Server(url=f"http://127.0.0.1:{port}", token=token.split()[-1])
        finally:
            process.terminate()
            process.wait(timeout=60)


def _wait(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + START_S
    while time.monotonic() < until:
        assert process.poll() is None, log.read_text()[-3000:]
        try:
            if httpx.get(address, timeout=5).is_success:
                return
        except httpx.TransportError:
            time.sleep(0.2)
    raise AssertionError(f"the server did not start: {log.read_text()[-3000:]}")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    assert path is not None, "No Chromium was found. On Debian: apt-get install chromium"
    assert SPEECH.is_file(), "The English speech is missing. On Debian: apt-get install pocketsphinx-testdata"
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(
            executable_path=path,
            args=[
                "--no-sandbox",
                "--disable-gpu",
                "--disable-background-networking",
                "--use-fake-device-for-media-stream",
                "--use-fake-ui-for-media-stream",
                f"--use-file-for-fake-audio-capture={SPEECH}",
                f"--host-resolver-rules=MAP {INSECURE_HOST} 127.0.0.1",
            ],
        )
        yield running
        running.close()


@pytest.fixture
def phone(browser: Browser) -> Iterator[BrowserContext]:
    """A phone that was never here before."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, permissions=["microphone", "camera"])
    yield context
    context.close()


@pytest.fixture
def elder(phone: BrowserContext, server: Server) -> Page:
    """The elder page, started."""
    return open_elder(phone, server)


@pytest.fixture
def desk(browser: Browser, server: Server) -> Iterator[Page]:
    """The desk, signed in."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(f"{server.url}/desk")
    page.fill("#name", AGENT)
    page.fill("#password", PASSWORD)
    page.click("button.main")
    page.wait_for_selector("html[data-started]")
    yield page
    context.close()


def open_elder(context: BrowserContext, server: Server, path: str = "/") -> Page:
    """Return a page of the elder's device, started."""
    page = context.new_page()
    page.goto(f"{server.url}{path}")
    page.wait_for_selector("html[data-started]", timeout=30_000)
    return page


def write(page: Page, words: str) -> None:
    """Type ``words``, send them, and wait for the answer."""
    before = page.locator(".answer").count()
    page.click("#type")
    page.fill("#words", words)
    page.click("#type-panel .go")
    page.wait_for_function("count => document.querySelectorAll('.answer').length > count", arg=before, timeout=60_000)


def call_person(page: Page) -> str:
    """Call a person; return the ticket's code."""
    page.click("#person")
    page.wait_for_selector("#waiting:not([hidden])", timeout=60_000)
    return page.locator(".code").text_content() or ""
