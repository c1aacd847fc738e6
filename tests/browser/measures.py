"""What is wrong with a page that stands before us, as sentences: sizes, gaps, letters, contrast, focus, reflow, axe.

Every function looks at the page as the browser has computed it (``measures.js``) and returns one sentence a fault; an
empty list means that nothing was found. The limits are those of ``elder_mode.theme``.
"""

from pathlib import Path

import axe_playwright_python
from playwright.sync_api import Page

from elder_mode.theme import FONT_STEPS_PX, MIN_CONTRAST_CONTROL, MIN_CONTRAST_TEXT, MIN_GAP_PX, MIN_TARGET_PX

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
SCRIPT = Path(__file__).with_name("measures.js").read_text(encoding="utf-8")
MIN_PASSES = 20
"""Rules that at least pass on a page of ours: fewer means that axe has not looked at it."""
SLACK_PX = 0.5
RING_PX = 3
BROWSER_FONT_PX = 16
MAX_STOPS = 60
"""More stops of the Tab key than any state has: the walk is going round."""
BEFORE_FIRST = 2
"""The Tab key may first have to leave the page at its end."""
TEXT_SPACING = """* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
p { margin-bottom: 2em !important; }"""
"""WCAG 1.4.12, as its text says it. Where our own lines are wider than 1.5, they become narrower."""
ROOMS = {
    "a phone": (390, 844),
    "320 px": (320, 640),
    "400 %": (320, 256),
    "landscape": (740, 360),
    "a computer": (1280, 900),
}
"""Sizes of the window in CSS pixels; 320 x 256 is a window of 1280 x 1024 at 400 %."""

Box = dict[str, float]


def axe(page: Page) -> list[str]:
    """Return what axe finds, with all rules and no element left out."""
    page.evaluate(AXE)
    found = page.evaluate("axe.run(document)")
    for unsure in found["incomplete"]:
        print(f"axe could not judge {unsure['id']} at {[node['target'] for node in unsure['nodes']]}")
    problems = [
        f"axe {each['id']} ({each['impact']}): {node['target']} {node['html'][:160]}"
        for each in found["violations"]
        for node in each["nodes"]
    ]
    if len(found["passes"]) < MIN_PASSES:
        problems.append(f"axe passed only {len(found['passes'])} rules")
    return problems


def targets(page: Page) -> list[str]:
    """Return controls smaller than a finger needs and pairs that stand too near to each other."""
    boxes = _measure(page, "targets")
    small = [
        f"{box['name']} is {box['w']:.0f} x {box['h']:.0f} px"
        for box in boxes
        if min(box["w"], box["h"]) < MIN_TARGET_PX - SLACK_PX
    ]
    near = [
        f"{one['name']} and {other['name']} are {gap(one, other):.1f} px apart"
        for place, one in enumerate(boxes)
        for other in boxes[place + 1 :]
        if one["layer"] == other["layer"] and gap(one, other) < MIN_GAP_PX - SLACK_PX
    ]
    # What scrolls may pass under a bar that stays: the bar's own edge keeps the finger away from it.
    edge = [
        f"{box['name']} is {box['inset']:.1f} px from the edge of {box['layer']}"
        for box in boxes
        if box["layer"] and box["inset"] is not None and box["inset"] < 0
    ]
    return small + near + edge


def gap(one: Box, other: Box) -> float:
    """Return the distance of two boxes in px; negative when they overlap."""
    across = max(one["x"] - other["x"] - other["w"], other["x"] - one["x"] - one["w"])
    down = max(one["y"] - other["y"] - other["h"], other["y"] - one["y"] - one["h"])
    return max(across, down)


def letters(page: Page) -> list[str]:
    """Return texts smaller than the smallest step."""
    small = [
        f"{text['where']} “{text['text']}” has {text['size']:.0f} px"
        for text in _measure(page, "texts")
        if text["size"] < FONT_STEPS_PX[0] - SLACK_PX
    ]
    fields = [
        f"{box['name']} is written in {box['font']:.0f} px"
        for box in _measure(page, "targets")
        if box["font"] < FONT_STEPS_PX[0] - SLACK_PX
    ]
    return small + fields


def colours(page: Page) -> list[str]:
    """Return texts and controls that do not stand out from what is behind them."""
    texts = _measure(page, "texts")
    pale = [
        f"{text['where']} “{text['text']}” has {text['contrast']:.2f}:1 ({text['colours']})"
        for text in texts
        if text["contrast"] < MIN_CONTRAST_TEXT
    ]
    on_pictures = [f"{text['where']} “{text['text']}” stands on a picture" for text in texts if text["has_picture"]]
    weak = [
        f"{edge['name']} stands out by {edge['contrast']:.2f}:1"
        for edge in _measure(page, "edges")
        if edge["contrast"] < MIN_CONTRAST_CONTROL
    ]
    return pale + on_pictures + weak + ([] if texts else ["no text was found"])


def focus(page: Page) -> list[str]:
    """Walk through the page with the Tab key; return stops whose ring is thin or pale, or that something covers."""
    problems: list[str] = []
    seen: list[str] = []
    page.emulate_media(reduced_motion="reduce")  # what has the focus is scrolled to at once
    page.evaluate("document.activeElement.blur()")
    for at in range(MAX_STOPS):
        page.keyboard.press("Tab")
        page.wait_for_timeout(30)
        ring = page.evaluate(_call("focus"))
        if ring is None and at < BEFORE_FIRST:
            continue
        if ring is None or ring["name"] in seen[:1]:
            break
        seen.append(ring["name"])
        if ring["width"] < RING_PX or ring["style"] == "none":
            problems.append(f"{ring['name']} has a focus ring of {ring['width']} px ({ring['style']})")
        if ring["contrast"] < MIN_CONTRAST_CONTROL:
            problems.append(f"the focus ring of {ring['name']} has {ring['contrast']:.2f}:1")
        if not ring["is_seen"]:
            problems.append(f"{ring['name']} has the focus and is covered")
    if len(seen) < 4:
        problems.append(f"the Tab key reaches only {seen}")
    return problems


def fit(page: Page, room: str) -> list[str]:
    """Return what does not fit into the window named ``room``: sideways scrolling, cut words, covered controls."""
    width, height = ROOMS[room]
    page.set_viewport_size({"width": width, "height": height})
    page.wait_for_timeout(100)  # the bar measures itself
    return _unfit(page, room)


def fit_with(page: Page, style: str, what: str) -> list[str]:
    """Return what does not fit when the reader adds ``style``; it is taken away again."""
    page.evaluate(
        "style => { const sheet = new CSSStyleSheet(); sheet.replaceSync(style); sheet.isReaders = true;"
        " document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]; }",
        style,
    )
    page.wait_for_timeout(100)
    problems = _unfit(page, what)
    page.evaluate("document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => !sheet.isReaders)")
    return problems


def fit_with_letters_of(page: Page, percent: int) -> list[str]:
    """Return what does not fit when the letters of the browser itself are set to ``percent`` of the usual 16 px."""
    line = page.context.new_cdp_session(page)
    line.send("Page.setFontSizes", {"fontSizes": {"standard": BROWSER_FONT_PX * percent // 100}})
    page.wait_for_timeout(100)
    problems = _unfit(page, f"letters of {percent} %")
    line.send("Page.setFontSizes", {"fontSizes": {"standard": BROWSER_FONT_PX}})
    line.detach()
    return problems


def _unfit(page: Page, what: str) -> list[str]:
    found = page.evaluate(_call("fit"))
    problems = [f"{what}: {sentence}" for sentence in [*found["cut"], *found["hidden"]]]
    if found["sideways"] > 0:
        problems.append(f"{what}: {found['sideways']} px to scroll sideways")
    return problems


def _measure(page: Page, what: str) -> list[dict[str, object]]:
    return page.evaluate(_call(what))  # type: ignore[no-any-return]  # lists of measures.js


def _call(what: str) -> str:
    return f"() => {{ if (!window.lanternMeasures) {{ {SCRIPT} }} return window.lanternMeasures.{what}(); }}"
