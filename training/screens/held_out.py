"""Draw the pages that were written by hand for measuring, and write rows for ``lantern evaluate screen``.

``python held_out.py --pages held_out --out rows`` and then ``lantern evaluate screen rows/rows.jsonl``. Their authors saw neither
the page grammars nor the detector, and no page is ever trained on.
"""

import argparse
import json
from pathlib import Path
from typing import Any

import cv2
from playwright.sync_api import sync_playwright
from render import ARGUMENTS, Artist, from_file, scaled

SIDES = "xywh"
MIN_SHARE = 0.5
"""A control of which less is on the screen (cut by its lower end) is not asked for."""


def row_of(file: Path, truth: dict[str, Any]) -> dict[str, Any]:
    """Return one row; boxes in pixels of the picture."""
    found = [each for each in truth["found"] if each["share"] >= MIN_SHARE]
    panels = [each for each in found if each["region"] in {"dialog", "sheet"}]
    controls = [
        {"label": each["label"], "role": each["role"], "box": {side: round(each[side]) for side in SIDES},
         "enabled": each["enabled"], "icon": each["icon"], "on": each["on"], "selected": each["selected"]}
        for each in found if each["role"] not in {None, "ignore"}
    ]  # fmt: skip
    return {
        "image": f"{file.stem}.png",
        "kind": "screenshot",
        "controls": controls,
        "dialog": {side: round(panels[0][side]) for side in SIDES} if panels else None,
        "error_codes": truth["codes"],
        "title": truth["title"],
        "clock": truth["clock"],
    }


def main() -> None:
    """Draw all pages of a folder."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--pages", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    rows = []
    with sync_playwright() as playwright:
        artist = Artist(playwright.chromium.launch(executable_path="/usr/bin/chromium", args=ARGUMENTS))
        for file in sorted(options.pages.glob("*.html")):
            page = from_file(file)
            image, truth = artist.draw(page)
            cv2.imwrite(str(options.out / f"{file.stem}.png"), image)
            rows.append(row_of(file, scaled(truth, image.shape[1] / page.width)))
    (options.out / "rows.jsonl").write_text(
        "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8"
    )


if __name__ == "__main__":
    main()
