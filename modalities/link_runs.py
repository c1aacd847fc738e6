"""Links inside lines of words: a stretch that has a colour of its own, or a line below it, where the rest has none.

The detector sees shapes; a coloured word in a sentence has none, so it is found here, letter by letter.
"""

# ruff: noqa: PLR2004 - levels of colour and shares of a box, each said in words where it stands

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from modalities import screen_words
from modalities.detect import Seen
from modalities.enabled import contrast, saturation
from modalities.evidence import Role, TextLine
from modalities.link_ink import is_underlined

Image = npt.NDArray[np.uint8]

MIN_COLOUR, MAX_PLAIN = 0.42, 0.25
"""Saturation from which a letter is coloured, and up to which the letters beside it are not."""
MIN_COLOURED_PIXELS = 0.005
"""Share of a line's pixels: two thin letters in a line of forty have about 0.008."""
MIN_COLOURED = 0.6
"""Share of the letters of a stretch that are clearly coloured."""
MIN_LETTERS = 2
MIN_OTHERS = 2
SCORE = 0.5
"""How sure a stretch is that has a line below it or words that invite; others have four fifths of it."""
MAX_OVERLAP = 0.5
SEPARATORS = "|｜·•/、，。；：,;:[]【】()（）"
_LINKING = re.compile(
    r"《|》|协议|政策|条款|忘记|更多|详情|查看|注册|帮助|了解|换一|点[此这]|重新|怎么|说明|规则|客服|告诉|[?？›»>]$|"
    r"forgot|terms|privacy|learn|more|help|sign|see |view |about|details|contact|change",
    re.IGNORECASE,
)
_FIGURE = re.compile(r"[¥￥$+-]?[\d.,:/%\s]+\D{0,2}")


def find_runs(image: Image, lines: Sequence[TextLine], taken: Sequence[Seen]) -> list[Seen]:
    """Return links in ``lines`` of ``image`` (BGR) that lie on none of the controls ``taken``; rows hold sure ones."""
    return [
        run
        for line in lines
        for run in _runs(image, line)
        if not any(_shared(run, other) > MAX_OVERLAP for other in taken if other.name != Role.ROW or run.score < SCORE)
    ]


def _runs(image: Image, line: TextLine) -> list[Seen]:
    text = line.text
    if len(text) < MIN_LETTERS or line.box.h < 8 or not _has_colour(image, line):
        return []
    places = _places(line)
    shades = _shades(image, line, places)
    plain = sum(shade is not None and shade <= MAX_PLAIN for shade in shades)
    kept = []
    for begin, end in _stretches(text, shades):
        first, last = begin - (text[begin - 1 : begin] == "《"), end + (text[end : end + 1] == "》")
        words = text[first:last].strip()
        is_part = plain >= MIN_OTHERS and last - first < len(text)
        seen = _seen(line, places[first][0], places[last - 1][1])
        is_link = _LINKING.search(words) is not None or is_underlined(image, seen)
        if sum(map(str.isalpha, words)) >= MIN_LETTERS and not _FIGURE.fullmatch(words) and (is_link or is_part):
            kept.append(replace(seen, score=SCORE if is_link else 0.8 * SCORE))
    return kept


def _has_colour(image: Image, line: TextLine) -> bool:
    """Return whether enough of a line is coloured for one letter of it: a quick look, for most lines are not."""
    box = line.box
    part = image[box.y : box.y + box.h : 2, box.x : box.x + box.w : 2]
    if part.size == 0:
        return False
    highest = part.max(axis=2).astype(np.float32)
    return float(((highest - part.min(axis=2)) > MIN_COLOUR * np.maximum(highest, 64.0)).mean()) >= MIN_COLOURED_PIXELS


def _stretches(text: str, shades: Sequence[float | None]) -> list[tuple[int, int]]:
    """Return where mostly coloured stretches begin and end; thin letters among them may show no clear colour."""
    found, start = [], None
    for at in range(len(text) + 1):
        shade = shades[at] if at < len(text) else 0.0
        goes_on = at < len(text) and text[at] not in SEPARATORS and (shade is None or shade > MAX_PLAIN)
        if goes_on and start is None and shade is not None and shade >= MIN_COLOUR:
            start = at
        elif not goes_on and start is not None:
            coloured = sum(shade is not None and shade >= MIN_COLOUR for shade in shades[start:at])
            if coloured >= MIN_COLOURED * (at - start):
                found.append((start, at))
            start = None
    return found


def _places(line: TextLine) -> list[tuple[float, float]]:
    """Return where each letter begins and ends, by the usual widths of letters."""
    widths = [screen_words.width_of(character) for character in line.text]
    unit = line.box.w / max(1, sum(widths))
    ends = [line.box.x + unit * sum(widths[:count]) for count in range(len(widths) + 1)]
    return list(pairwise(ends))


def _shades(image: Image, line: TextLine, places: Sequence[tuple[float, float]]) -> list[float | None]:
    """Return the saturation of the ink of each letter; None where there is none."""
    box = line.box
    cut = image[box.y : box.y + box.h, box.x : box.x + box.w].astype(np.float32)
    if cut.size == 0:
        return [None] * len(places)
    ground = np.median(cut.reshape(-1, 3), axis=0)
    base = (float(ground[0]), float(ground[1]), float(ground[2]))
    away = np.abs(cut - ground).max(axis=2)
    strong = 0.5 * float(np.percentile(away, 98))
    shades: list[float | None] = []
    for left, right in places:
        columns = slice(max(0, round(left - box.x)), max(1, round(right - box.x)))
        part, far = cut[:, columns], away[:, columns]
        ink = part[far >= max(strong, 20.0)]
        if ink.shape[0] < 0.03 * max(1, far.size):
            shades.append(None)
            continue
        tone = np.median(ink, axis=0)
        colour = (float(tone[0]), float(tone[1]), float(tone[2]))
        shades.append(saturation(colour) if saturation(base) < 0.25 and contrast(colour, base) > 1.3 else 0.0)
    return shades


def _seen(line: TextLine, left: float, right: float) -> Seen:
    box = line.box
    return Seen(
        name=Role.LINK.value, score=SCORE, x=left, y=box.y, w=right - left, h=box.h, enabled=1.0, on=0.0, selected=0.0
    )


def _shared(run: Seen, other: Seen) -> float:
    """Return the share of the run that lies on another control."""
    wide = min(run.x + run.w, other.x + other.w) - max(run.x, other.x)
    tall = min(run.y + run.h, other.y + other.h) - max(run.y, other.y)
    return max(0.0, wide) * max(0.0, tall) / max(1e-9, run.w * run.h)
