"""One visit of the elder page with Orca, a real screen reader, on a display of its own; prints what was spoken.

``dbus-run-session -- python -m tests.full.orca_session ADDRESS FOLDER``, started by ``test_orca.py``, in its own D-Bus.
No sound is made: speech-dispatcher has only its dummy module; what Orca says stands in its own log. Keys are real ones,
pressed by xdotool. FOLDER has to be empty: a speech-dispatcher left from before would hang Orca.
"""

import json
import os
import re
import subprocess
import sys
import threading
import time
import tty
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

DISPLAY = ":97"
CHROMIUM = "/usr/bin/chromium"
SPEECH = "/usr/share/pocketsphinx/test/data/librivox/sense_and_sensibility_01_austen_64kb-0870.wav"
SPOKEN = re.compile(r"SPEECH OUTPUT: '(.*)'(?:\s*\{.*)?$")
ECHO = frozenset({"tab", "return"})
"""The names of the keys themselves."""
QUIET_S = 1.5
"""So long without a word: Orca has said all."""
LONGEST_S = 20
RECORD_S = 5
WAIT_MS = 180_000
MAX_STOPS = 80


class Ears:
    """What Orca says, read from its log."""

    def __init__(self, log: Path) -> None:
        self._log = log
        self._read = 0

    def hear(self, name: str = "") -> list[str]:
        """Wait until Orca has said something, and ``name`` in it, and is silent again; return what it said by then."""
        said: list[str] = []
        until = time.monotonic() + LONGEST_S
        while (not said or bare(name) not in bare(" ".join(said))) and time.monotonic() < until:
            said += self.listen()
        return said

    def listen(self, at_least_s: float = QUIET_S) -> list[str]:
        """Wait until Orca is silent; return what it said since the last time."""
        started = changed = time.monotonic()
        size = -1
        while time.monotonic() - changed < QUIET_S or time.monotonic() - started < at_least_s:
            found = self._log.stat().st_size if self._log.exists() else 0
            if found != size:
                size, changed = found, time.monotonic()
            if time.monotonic() - started > LONGEST_S + at_least_s:
                break
            time.sleep(0.1)
        text = self._log.read_text("utf-8", "replace") if self._log.exists() else ""
        fresh, self._read = text[self._read :], len(text)
        said = [found[1].strip() for line in fresh.splitlines() if (found := SPOKEN.search(line))]
        return [words for words in said if words and words not in ECHO]


def bare(words: str) -> str:
    """Return the letters alone: a screen reader puts marks and roles between them."""
    return re.sub(r"\W+", "", words).lower()


def press(*keys: str) -> None:
    """Press keys as somebody at a keyboard does."""
    subprocess.run(["xdotool", "key", "--delay", "120", *keys], check=True)


def main() -> int:
    """Start display, window manager, accessibility bus and Orca; visit; print."""
    address, folder = sys.argv[1], Path(sys.argv[2])
    _prepare(folder)
    with ExitStack() as running:
        _start(running, folder, "Xvfb", DISPLAY, "-screen", "0", "1280x900x24", "-nolisten", "tcp")
        time.sleep(2)
        _start(running, folder, "openbox")
        _start(running, folder, "/usr/libexec/at-spi-bus-launcher", "--launch-immediately")
        time.sleep(2)
        for name in ("ScreenReaderEnabled", "IsEnabled"):
            _allow(name)
        log = folder / "orca.log"
        _start(
            running,
            folder,
            "orca",
            "--replace",
            f"--debug-file={_terminal(log)}",
            "--disable=braille",
            "--disable=braille-monitor",
        )
        time.sleep(8)
        print(json.dumps(_visit(address, Ears(log)), ensure_ascii=False, indent=1), flush=True)
    return 0


def _visit(address: str, ears: Ears) -> dict[str, object]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            headless=False,
            executable_path=CHROMIUM,
            args=[
                "--no-sandbox",
                "--disable-gpu",
                "--force-renderer-accessibility",
                "--disable-features=Translate",
                "--use-fake-device-for-media-stream",
                "--use-fake-ui-for-media-stream",
                f"--use-file-for-fake-audio-capture={SPEECH}",
                "--window-size=1200,860",
                "--window-position=0,0",
            ],
            env={**os.environ},
        )
        page = browser.new_context(no_viewport=True, permissions=["microphone"]).new_page()
        page.goto(address)
        page.wait_for_selector("html[data-started]", timeout=WAIT_MS)
        _focus_window()
        found: dict[str, object] = {"opened": ears.listen(12)}
        page.locator("[data-do=reader]").first.click()  # who uses a screen reader says so, once
        found["reader switched on"] = ears.listen(3)
        page.evaluate("document.body.tabIndex = -1; document.body.focus(); document.body.removeAttribute('tabindex')")
        ears.listen()
        found["to speak"] = _tab_to(page, ears, "speak")
        press("Return")
        page.wait_for_selector("#speak.on", timeout=WAIT_MS)
        found["while recording"] = ears.listen(RECORD_S)
        press("Return")
        page.wait_for_selector(".answer .card", timeout=WAIT_MS)
        found["reply"] = ears.listen(10)
        found["reply on the page"] = page.locator(".answer").first.locator(".card p").all_text_contents()
        found["to person"] = _tab_to(page, ears, "person")
        press("Return")
        page.wait_for_selector("#waiting:not([hidden])", timeout=WAIT_MS)
        found["person called"] = ears.listen(8)
        found["place in the queue"] = page.locator("#waiting .place").text_content()
        found["controls"] = _controls(page, ears)
        browser.close()
    return found


def _tab_to(page: Page, ears: Ears, wanted: str) -> list[str]:
    said: list[str] = []
    for _ in range(MAX_STOPS):
        press("Tab")
        said += ears.hear(_name(page) or "")
        if page.evaluate("document.activeElement.id") == wanted:
            return said
    raise SystemExit(f"Tab never came to {wanted}; spoken: {said}")


def _controls(page: Page, ears: Ears) -> list[dict[str, Any]]:
    """Return every stop of the Tab key: its words on the page and what was spoken there."""
    page.evaluate("document.body.tabIndex = -1; document.body.focus(); document.body.removeAttribute('tabindex')")
    ears.listen()
    found: list[dict[str, Any]] = []
    for _ in range(MAX_STOPS):
        press("Tab")
        name = _name(page)
        spoken = ears.hear(name or "")
        if name is None or (found and name == found[0]["name"]):
            break
        found.append({"name": name, "spoken": spoken})
    return found


def _name(page: Page) -> str | None:
    """Return the name of what has the focus; None when nothing has it."""
    name: str | None = page.evaluate(
        """() => { const each = document.activeElement; if (!each || each === document.body) return null;
        const label = each.getAttribute('aria-label') || each.labels?.[0]?.textContent;
        return (label || each.textContent || '').trim(); }"""
    )
    return name


def _prepare(folder: Path) -> None:
    runtime = folder / "runtime"
    runtime.mkdir(mode=0o700, parents=True)
    settings = folder / ".config" / "speech-dispatcher"
    settings.mkdir(parents=True)
    (settings / "speechd.conf").write_text('AddModule "dummy" "sd_dummy" ""\nDefaultModule dummy\n', "utf-8")
    os.environ |= {
        "DISPLAY": DISPLAY,
        "HOME": str(folder),
        "XDG_RUNTIME_DIR": str(runtime),
        "GTK_MODULES": "gail:atk-bridge",
        "NO_AT_BRIDGE": "0",
        "ACCESSIBILITY_ENABLED": "1",
        "LANG": "C.UTF-8",
    }


def _terminal(log: Path) -> str:
    """Return a terminal whose lines are copied into ``log``: into a file Orca would write only 8 kB at a time."""
    ours, theirs = os.openpty()
    tty.setraw(theirs)

    def copy() -> None:
        with log.open("wb", buffering=0) as file:
            while True:
                file.write(os.read(ours, 65_536))

    threading.Thread(target=copy, daemon=True).start()
    return os.ttyname(theirs)


def _start(running: ExitStack, folder: Path, *command: str) -> None:
    log = running.enter_context((folder / "programs.log").open("ab"))
    process = subprocess.Popen(command, stdout=log, stderr=log)
    running.callback(_end, process)


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:  # Orca does not always let go
        process.kill()
        process.wait()


def _allow(name: str) -> None:
    subprocess.run(
        ["dbus-send", "--print-reply", "--dest=org.a11y.Bus", "/org/a11y/bus", "org.freedesktop.DBus.Properties.Set",
         "string:org.a11y.Status", f"string:{name}", "variant:boolean:true"],
        check=True,
        stdout=subprocess.DEVNULL,
    )  # fmt: skip


def _focus_window() -> None:
    for _ in range(20):
        done = subprocess.run(
            ["xdotool", "search", "--onlyvisible", "--class", "chromium"], capture_output=True, text=True, check=False
        )
        if windows := done.stdout.split():
            subprocess.run(["xdotool", "windowfocus", windows[-1]], check=True)
            return
        time.sleep(0.5)
    raise SystemExit("the window of the browser was not found")


if __name__ == "__main__":
    raise SystemExit(main())
