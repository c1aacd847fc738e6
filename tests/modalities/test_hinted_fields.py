"""Fields that the words in them give away are found by following their frame."""

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from modalities.detect import Seen
from modalities.evidence import Box, Role, TextLine
from modalities.hinted_fields import find_fields
from tests.modalities.picture_fixtures import FONT, pixels

FRAME = (40, 100, 560, 170)


def drawn(text: str, ink: tuple[int, int, int], *, frame: str) -> tuple[np.ndarray, TextLine]:
    page = Image.new("RGB", (600, 400), "white")
    pen = ImageDraw.Draw(page)
    if frame == "line":
        pen.rounded_rectangle(FRAME, 12, outline=(200, 200, 200), width=2)
    elif frame == "plate":
        pen.rounded_rectangle(FRAME, 30, fill=(238, 240, 244))
    font = ImageFont.truetype(FONT, 28)
    pen.text((64, 118), text, font=font, fill=ink)
    box = Box(x=62, y=116, w=round(pen.textlength(text, font=font)) + 4, h=36, img_w=600, img_h=400)
    return pixels(page), TextLine(text=text, box=box, score=0.98)


@pytest.mark.parametrize("frame", ["line", "plate"])
def test_a_hint_in_a_frame_or_on_a_plate_is_a_field(frame: str) -> None:
    image, line = drawn("请输入手机号", (150, 150, 150), frame=frame)

    (field,) = find_fields(image, [line], [])

    assert field.name == Role.FIELD
    assert (field.x, field.y, field.x + field.w, field.y + field.h) == pytest.approx(FRAME, abs=6)


def test_a_hint_on_the_bare_page_a_heading_and_other_words_are_none() -> None:
    bare, heading = drawn("请输入手机号", (150, 150, 150), frame=""), drawn("请输入密码", (20, 20, 20), frame="line")
    other = drawn("今日用药", (150, 150, 150), frame="line")

    assert [find_fields(image, [line], []) for image, line in (bare, heading, other)] == [[], [], []]


def test_a_field_that_was_seen_is_not_found_again() -> None:
    image, line = drawn("搜索", (150, 150, 150), frame="line")
    seen = Seen(name="field", score=0.4, x=42, y=102, w=516, h=66, enabled=1.0, on=0.0, selected=0.0)

    assert find_fields(image, [line], [seen]) == []
