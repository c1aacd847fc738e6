"""Links inside a line of words are found by the colour of their letters."""

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from modalities.detect import Seen
from modalities.evidence import Box, Role, TextLine
from modalities.link_runs import find_runs
from tests.modalities.picture_fixtures import FONT, pixels

BLUE, BLACK, RED = (22, 100, 230), (40, 40, 40), (220, 40, 40)


def written(*parts: tuple[str, tuple[int, int, int]]) -> tuple[np.ndarray, TextLine]:
    """Return a picture of one line of words in several colours, and the line as a reader would give it."""
    page = Image.new("RGB", (900, 120), "white")
    pen, font, x = ImageDraw.Draw(page), ImageFont.truetype(FONT, 30), 40.0
    for text, colour in parts:
        pen.text((x, 40), text, font=font, fill=colour)
        x += pen.textlength(text, font=font)
    box = Box(x=40, y=38, w=round(x) - 40, h=38, img_w=900, img_h=120)
    return pixels(page), TextLine(text="".join(text for text, _ in parts), box=box, score=0.99)


def test_a_coloured_word_in_a_sentence_is_a_link() -> None:
    image, line = written(("请稍后", BLACK), ("刷新页面", BLUE), ("再试一次", BLACK))

    (run,) = find_runs(image, [line], [])

    assert run.name == Role.LINK
    assert (run.x, run.x + run.w) == (pytest.approx(130, abs=8), pytest.approx(250, abs=8))


def test_links_side_by_side_are_told_apart() -> None:
    image, line = written(("查看说明", BLUE), ("|", BLACK), ("联系客服", BLUE))

    assert len(find_runs(image, [line], [])) == 2


@pytest.mark.parametrize(
    "parts",
    [
        [("请稍后刷新页面再试", BLACK)],
        [("合计", BLACK), ("128.50", RED), ("元起售", BLACK)],
        [("今天的天气很好", BLUE)],
    ],
)
def test_plain_words_figures_and_coloured_headings_are_no_links(parts: list[tuple[str, tuple[int, int, int]]]) -> None:
    image, line = written(*parts)

    assert find_runs(image, [line], []) == []


def test_what_lies_on_a_button_is_not_told_again() -> None:
    image, line = written(("请稍后", BLACK), ("刷新页面", BLUE))
    button = Seen(name="button", score=0.9, x=20, y=20, w=400, h=80, enabled=1.0, on=0.0, selected=0.0)

    assert find_runs(image, [line], [button]) == []
