"""Draw pages in a real Chromium and write down where their controls are.

``python render.py --grammar phone_pages --first 0 --count 3000 --icons node_modules --out pages``: one PNG and one JSON
for each seed, the picture already shrunk to somewhat more than the detector's size. Needs playwright and Chromium.
"""

import argparse
import importlib
import json
import random
import re
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from kit import Icons, Page
from playwright.sync_api import Browser, sync_playwright
from playwright.sync_api import Page as Tab

AREA = 600_000
"""Pixels of a stored picture: half as many again as the detector sees, so that training can shrink at random."""
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--disable-background-networking"]

FIND = """() => {
  const seen = (element) => {
    const full = element.getBoundingClientRect();
    let x0 = full.left, y0 = full.top, x1 = full.right, y1 = full.bottom;
    for (let parent = element.parentElement; parent; parent = parent.parentElement) {
      const style = getComputedStyle(parent);
      if (style.overflowX === 'visible' && style.overflowY === 'visible') continue;
      const box = parent.getBoundingClientRect();
      x0 = Math.max(x0, box.left); y0 = Math.max(y0, box.top); x1 = Math.min(x1, box.right); y1 = Math.min(y1, box.bottom);
    }
    x0 = Math.max(x0, 0); y0 = Math.max(y0, 0); x1 = Math.min(x1, innerWidth); y1 = Math.min(y1, innerHeight);
    const area = Math.max(0, x1 - x0) * Math.max(0, y1 - y0);
    let hits = 0;
    for (const u of [0.5, 0.15, 0.85, 0.3, 0.7]) for (const v of [0.5, 0.25, 0.75]) {
      const top = document.elementFromPoint(x0 + u * (x1 - x0), y0 + v * (y1 - y0));
      if (top && (element === top || element.contains(top))) hits += 1;
    }
    return {x: x0, y: y0, w: x1 - x0, h: y1 - y0, share: area / Math.max(1, full.width * full.height), hits};
  };
  const words = (element) => (element.value || element.innerText || element.placeholder || '').replace(/\\s+/g, ' ').trim();
  const found = [];
  for (const element of document.querySelectorAll('[data-role],[data-region]')) {
    const box = seen(element);
    if (box.w < 3 || box.h < 3 || box.hits < 3) continue;
    const marks = element.dataset;
    found.push({role: marks.role || null, region: marks.region || null, x: box.x, y: box.y, w: box.w, h: box.h, share: box.share,
      label: marks.label || (marks.role === 'icon' ? null : words(element)) || null, icon: marks.icon || null,
      enabled: marks.enabled !== 'false' && !element.disabled, on: marks.on === undefined ? null : marks.on === 'true',
      selected: marks.selected === 'true'});
  }
  const one = (name) => { const e = document.querySelector('[' + name + ']'); return e ? words(e) : null; };
  const codes = [...document.querySelectorAll('[data-code]')].filter((e) => seen(e).hits > 2).map(words);
  return {found, title: one('data-title'), clock: one('data-clock'), codes};
}"""


class Artist:
    """One browser with a tab for each scale: opening a tab costs more than drawing a page."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._tabs: dict[float, Tab] = {}

    def draw(self, page: Page, *, limit: float = 3.0) -> tuple[np.ndarray, dict[str, Any]]:
        """Return the picture (height, width, 3) uint8 BGR and its truth, boxes in CSS pixels."""
        scale = round(min(limit, page.scale) * 4) / 4
        if scale not in self._tabs:
            self._tabs[scale] = self._browser.new_context(device_scale_factor=scale).new_page()
        tab = self._tabs[scale]
        tab.set_viewport_size({"width": page.width, "height": page.height})
        tab.set_content(page.html, wait_until="load")
        shot = tab.screenshot(animations="disabled")
        truth = tab.evaluate(FIND)
        return cv2.imdecode(np.frombuffer(shot, np.uint8), cv2.IMREAD_COLOR), truth


def scaled(truth: dict[str, Any], factor: float) -> dict[str, Any]:
    """Return the truth with its boxes in other pixels."""
    boxes = [{**each, **{side: each[side] * factor for side in "xywh"}} for each in truth["found"]]
    return {**truth, "found": boxes}


def from_file(file: Path) -> Page:
    """Return a page written by hand; its head says ``<meta name="screen" content="390x844@2">``."""
    html = file.read_text("utf-8")
    size = re.search(r'name="screen"\s+content="(\d+)x(\d+)@([\d.]+)"', html)
    if size is None:
        raise ValueError(f"{file} does not say its size")
    return Page(html=html, width=int(size[1]), height=int(size[2]), scale=float(size[3]))


def main() -> None:
    """Draw pages from seeds."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--grammar", required=True)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--icons", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    grammar = importlib.import_module(options.grammar)
    icons = Icons(options.icons)
    options.out.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=ARGUMENTS)
        artist = Artist(browser)
        for seed in range(options.first, options.first + options.count):
            name = f"{options.grammar}-{seed:06d}"
            if (options.out / f"{name}.json").exists():
                continue
            page = grammar.page(random.Random(f"{options.grammar}:{seed}"), icons)
            image, truth = artist.draw(page, limit=2.0)
            factor = min(1.0, (AREA / (image.shape[0] * image.shape[1])) ** 0.5)
            small = cv2.resize(image, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
            css = small.shape[1] / page.width
            cv2.imwrite(str(options.out / f"{name}.png"), small, [cv2.IMWRITE_PNG_COMPRESSION, 2])
            (options.out / f"{name}.json").write_text(
                json.dumps({**scaled(truth, css), "css": css}, ensure_ascii=False)
            )
        browser.close()


if __name__ == "__main__":
    main()
