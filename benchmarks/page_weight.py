"""What the elder page weighs and how soon it can be used, beside a page of Gradio's own components (``stock_page.py``).

``python benchmarks/page_weight.py [--rounds 5] [--json]``. Both pages are opened by turns with an empty cache: on this
machine's own line, and as a cheap phone on a bad line (1.6 Mbit/s, 150 ms, processor four times slower). Interactive:
the button that records is seen, and the page has answered a task after that. Medians. Exit code 1 when a target is
missed.
"""

import argparse
import json
import os
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, CDPSession, Route, sync_playwright

from elder_mode.language import languages
from ui import preload

ROOT = Path(__file__).resolve().parents[1]
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MAX_WIRE_KB = 330
MAX_RATIO = 0.85
"""Ours over the stock page, to interactive, on the machine's own line."""
MAX_RATIO_SLOW = 0.6
SLOW_BYTES_S = 1_600_000 / 8
SLOW_LATENCY_MS = 150
SLOW_PROCESSOR = 4
START_S = 180
OPEN_MS = 120_000
QUIET_MS = 1_500
"""No request for so long: the page has all that it wanted."""
OURS, STOCK = "html[data-started] #speak", "button.record-button"
NOTE_READY = """(ready) => {
  const look = () => {
    const found = document.querySelector(ready);
    if (found?.checkVisibility() && !found.disabled) {
      requestAnimationFrame(() => setTimeout(() => { window.interactiveAt = performance.now(); }));
    } else setTimeout(look, 10);
  };
  look();
}"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """One opening of a page."""

    interactive_s: float
    wire_kb: float
    """All bytes that came, headers too, as they came: compressed. 1 kB = 1,000 bytes."""
    requests: int


def main() -> int:
    """Measure, print, and say by the exit code whether all targets are met."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--json", action="store_true")
    parser.add_argument(
        "--chunks", action="store_true", help="Write down which files of Gradio the page wants, and no more."
    )
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        path = next((found for name in BROWSERS if (found := shutil.which(name))), None)
        if path is None:
            print("Not measured: no Chromium was found.", file=sys.stderr)
            return 1
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        if wanted.chunks:
            with _lantern(Path(folder)) as ours:
                return _write_chunks(browser, ours)
        with _lantern(Path(folder)) as ours, _stock(Path(folder)) as stock:
            pages = {"ours": (ours, OURS), "stock": (stock, STOCK)}
            _open(browser, *pages["ours"], is_slow=False)  # both servers load their files once before it counts
            _open(browser, *pages["stock"], is_slow=False)
            found = {is_slow: _by_turns(browser, pages, wanted.rounds, is_slow=is_slow) for is_slow in (False, True)}
        browser.close()
    return _report(found, as_json=wanted.json)


def _by_turns(
    browser: Browser, pages: dict[str, tuple[str, str]], rounds: int, *, is_slow: bool
) -> dict[str, list[Opening]]:
    found: dict[str, list[Opening]] = {name: [] for name in pages}
    for _ in range(rounds):
        for name, (address, ready) in pages.items():
            found[name].append(_open(browser, address, ready, is_slow=is_slow))
    return found


def _open(browser: Browser, address: str, ready: str, *, is_slow: bool) -> Opening:
    """Open ``address`` as somebody who was never there."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, permissions=["microphone"])
    page = context.new_page()
    line = context.new_cdp_session(page)
    line.send("Network.enable")
    counted = _Counter(line)
    if is_slow:
        speed = {"latency": SLOW_LATENCY_MS, "downloadThroughput": SLOW_BYTES_S, "uploadThroughput": SLOW_BYTES_S}
        line.send("Network.emulateNetworkConditions", {"offline": False, **speed})
        line.send("Emulation.setCPUThrottlingRate", {"rate": SLOW_PROCESSOR})
    page.add_init_script(f"({NOTE_READY})({json.dumps(ready)})")
    page.goto(address, wait_until="commit", timeout=OPEN_MS)
    page.wait_for_function("window.interactiveAt > 0", timeout=OPEN_MS)
    interactive_s = page.evaluate("window.interactiveAt") / 1000
    last = -1
    while last != counted.requests:
        last = counted.requests
        page.wait_for_timeout(QUIET_MS)
    context.close()
    return Opening(interactive_s=interactive_s, wire_kb=counted.bytes / 1000, requests=counted.requests)


def wanted_chunks(browser: Browser, address: str) -> dict[str, list[str]]:
    """Return Gradio's files that the page asks for: language as the page names it → names in the order of asking.

    What the head of the page asks for ahead does not count.
    """
    found: dict[str, list[str]] = {}
    for language in languages():
        context = browser.new_context(viewport={"width": 390, "height": 844})
        page = context.new_page()
        page.route(re.compile(r"/(\?lang=.*)?$"), _without_preload)
        asked: list[str] = []
        page.on("request", lambda request, asked=asked: asked.append(request.url))
        page.goto(f"{address}?lang={language}")
        page.wait_for_selector(OURS, timeout=OPEN_MS)
        page.wait_for_timeout(QUIET_MS)
        names = [url.rpartition("/assets/")[2] for url in asked if "/assets/" in url]
        found[page.evaluate("document.documentElement.lang")] = [
            name for name in dict.fromkeys(names) if not name.startswith("index-")
        ]
        context.close()
    return found


def _without_preload(route: Route) -> None:
    answer = route.fetch()
    route.fulfill(response=answer, body=re.sub(r"<link rel=\"(?:modulepreload|preload)\"[^>]*>", "", answer.text()))


def _write_chunks(browser: Browser, address: str) -> int:
    found = wanted_chunks(browser, address)
    every = list(dict.fromkeys(name for names in found.values() for name in names))
    lines = [line for line in preload.CHUNKS.read_text("utf-8").splitlines() if line.startswith("#")]
    for name in every:
        tags = [tag for tag, names in found.items() if name in names]
        lines.append(name if len(tags) == len(found) else " ".join([name, *tags]))
    preload.CHUNKS.write_text("\n".join(lines) + "\n", "utf-8")
    print(f"{len(every)} files for {', '.join(found)}")
    return 0


class _Counter:
    """Counts what came over the line."""

    def __init__(self, line: CDPSession) -> None:
        self.bytes = 0.0
        self.requests = 0
        line.on("Network.loadingFinished", self._add)
        self._line = line

    def _add(self, event: dict[str, float]) -> None:
        self.bytes += event["encodedDataLength"]
        self.requests += 1


def _report(found: dict[bool, dict[str, list[Opening]]], *, as_json: bool) -> int:
    lines: list[dict[str, object]] = []
    for is_slow, pages in found.items():
        times = {name: _median([each.interactive_s for each in openings]) for name, openings in pages.items()}
        at_most = MAX_RATIO_SLOW if is_slow else MAX_RATIO
        line = "bad line, slow phone" if is_slow else "own line"
        lines.extend(
            {"name": f"{name}, {line}: interactive", "value": round(seconds, 2), "unit": "s"}
            for name, seconds in times.items()
        )
        lines.append(
            {"name": f"ours / stock, {line}", "value": round(times["ours"] / times["stock"], 3), "at_most": at_most}
        )
    for name, openings in found[False].items():
        limit = {"at_most": MAX_WIRE_KB} if name == "ours" else {}
        wire = _median([each.wire_kb for each in openings])
        lines.append({"name": f"{name}: on the wire", "value": round(wire), "unit": "kB", **limit})
        lines.append({"name": f"{name}: requests", "value": _median([each.requests for each in openings])})
    missed = [line for line in lines if "at_most" in line and float(str(line["value"])) > float(str(line["at_most"]))]
    if as_json:
        print(json.dumps(lines, ensure_ascii=False))
    else:
        for line in lines:
            limit = f"   at most {line['at_most']}: {'missed' if line in missed else 'ok'}" if "at_most" in line else ""
            print(f"{line['name']:<44} {line['value']:>7} {line.get('unit', '')}{limit}")
    return 1 if missed else 0


def _median(values: Sequence[float]) -> float:
    return statistics.median(values)


@contextmanager
def _lantern(folder: Path) -> Iterator[str]:
    clean = {key: value for key, value in os.environ.items() if not key.startswith("LANTERN_")}
    ours = {"LANTERN_DATA_DIR": str(folder / "data"), "LANTERN_TTS": "espeak,silent", "LANTERN_OFFLINE": "1"}
    port = _free_port()
    with _running(
        [sys.executable, "-m", "ui.cli", "serve", "--port", str(port)], clean | ours, folder / "ours.log"
    ) as process:
        yield _answering(f"http://127.0.0.1:{port}/", process, folder / "ours.log")


@contextmanager
def _stock(folder: Path) -> Iterator[str]:
    port = _free_port()
    command = [sys.executable, str(ROOT / "benchmarks" / "stock_page.py"), str(port)]
    quiet = os.environ | {"GRADIO_ANALYTICS_ENABLED": "False"}
    with _running(command, quiet, folder / "stock.log") as process:
        yield _answering(f"http://127.0.0.1:{port}/", process, folder / "stock.log")


@contextmanager
def _running(command: list[str], environment: dict[str, str], log: Path) -> Iterator[subprocess.Popen[bytes]]:
    with log.open("wb") as file:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=file, stderr=file)  # noqa: S603  # ourselves
        try:
            yield process
        finally:
            process.terminate()
            process.wait(timeout=60)


def _answering(address: str, process: subprocess.Popen[bytes], log: Path) -> str:
    until = time.monotonic() + START_S
    while time.monotonic() < until and process.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=10):  # noqa: S310  # an address of this machine
                return address
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    raise SystemExit(f"Not measured: {address} does not answer. {log.read_text('utf-8')[-2000:]}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    raise SystemExit(main())
