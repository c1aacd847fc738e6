"""What Gradio loads is asked for ahead, no more, no less; our scripts and styles come as one packed file each."""

import pytest
from playwright.sync_api import Browser, BrowserContext, Response

from benchmarks.page_weight import wanted_chunks
from tests.browser.conftest import Server, open_elder
from ui import preload

pytestmark = pytest.mark.browser
MAX_OWN_BYTES = 60_000


def test_the_list_of_what_is_asked_for_ahead_fits_gradio(browser: Browser, server: Server) -> None:
    for tag, names in wanted_chunks(browser, f"{server.url}/").items():
        assert set(names) == set(preload.chunks(tag)), "run: python benchmarks/page_weight.py --chunks"


def test_our_part_is_light_and_two_files(phone: BrowserContext, server: Server) -> None:
    answers: list[Response] = []
    phone.on("response", lambda answer: answers.append(answer))  # noqa: PLW0108  # Playwright marks what it is given
    open_elder(phone, server)
    # What the service worker fetches for the day without a line comes later, and is none of the page's weight.
    page_alone = [answer for answer in tuple(answers) if answer.request.service_worker is None]
    ours = [answer for answer in page_alone if "/pages/" in answer.url and answer.url.endswith((".js", ".css"))]
    assert sorted(answer.url.rpartition(".")[2] for answer in ours if "/bundle/" in answer.url) == ["css", "js"]
    assert all(answer.headers.get("content-encoding") == "gzip" for answer in ours if "/bundle/" in answer.url)
    assert all("immutable" in answer.headers["cache-control"] for answer in ours if "/bundle/" in answer.url)
    sizes = [
        answer.request.sizes()["responseBodySize"]
        for answer in page_alone
        if "/bundle/" in answer.url or answer.url.rstrip("/") == server.url
    ]
    print(f"our own part: {sum(sizes) / 1000:.0f} kB")
    assert sum(sizes) <= MAX_OWN_BYTES
