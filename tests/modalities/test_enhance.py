from dataclasses import replace

import numpy as np
import pytest
from PIL import Image, ImageFilter

from modalities import quality
from modalities.enhance import brighten, read_again_if_poor, sharpen, text_area, worth
from modalities.evidence import Box, TextLine
from tests.modalities.picture_fixtures import pixels, printed

WORDS = ("取药窗口", "请于 15:30 前取药", "共 3 盒")
CLEAN = quality.PhotoMeasures(sharpness=0.8, brightness=220.0, highlight=240.0, finger_share=0.0)


class FakeReader:
    """Gives out prepared lines and remembers the pictures that it was shown."""

    name = "fake@1"

    def __init__(self, *answers: tuple[TextLine, ...]) -> None:
        self.answers = list(answers)
        self.shown: list[np.ndarray] = []

    def read(self, image: np.ndarray, *, is_screen: bool) -> tuple[TextLine, ...]:
        self.shown.append(image)
        return self.answers.pop(0)

    def read_word(self, image: np.ndarray) -> tuple[str, float]:
        return "", 0.0


def _line(text: str, score: float, *, h: int = 60, y: int = 100) -> TextLine:
    return TextLine(text=text, box=Box(x=100, y=y, w=700, h=h, img_w=1200, img_h=900), score=score)


IMAGE = pixels(printed(WORDS))
GOOD = (_line("请于 15:30 前取药", 0.98), _line("取药窗口的位置在东面", 0.98, y=600))


def test_a_photo_that_was_read_well_is_read_once() -> None:
    reader = FakeReader()

    assert read_again_if_poor(IMAGE, GOOD, CLEAN, reader) == GOOD
    assert reader.shown == []


def test_a_dark_photo_is_brightened_and_the_better_reading_kept() -> None:
    reader = FakeReader(GOOD)
    dark = replace(CLEAN, brightness=15.0, highlight=20.0)

    lines = read_again_if_poor((IMAGE * 0.07).astype(np.uint8), (), dark, reader)

    assert [line.text for line in lines] == [line.text for line in GOOD]
    assert reader.shown[0].max() > 200


def test_a_worse_second_reading_is_dropped() -> None:
    reader = FakeReader((_line("取", 0.5),))
    dark = replace(CLEAN, brightness=15.0, highlight=20.0)

    assert [line.text for line in read_again_if_poor(IMAGE, GOOD, dark, reader)] == [line.text for line in GOOD]


def test_a_number_that_the_other_reading_does_not_confirm_is_doubtful() -> None:
    reader = FakeReader((_line("请于 16:30 前取药", 0.99), GOOD[1]))
    dark = replace(CLEAN, brightness=15.0, highlight=20.0)

    lines = read_again_if_poor(IMAGE, (_line("请于 15:30 前取", 0.9),), dark, reader)

    assert [line.has_doubtful_number for line in lines] == [True, False]


def test_a_blurred_photo_is_sharpened_only_when_it_was_read_poorly() -> None:
    blurred = replace(CLEAN, sharpness=0.35)
    reader = FakeReader(GOOD)

    assert read_again_if_poor(IMAGE, GOOD, blurred, reader) == GOOD
    read_again_if_poor(IMAGE, (_line("取药", 0.6),), blurred, reader)
    assert len(reader.shown) == 1


def test_words_far_away_are_enlarged_and_their_boxes_led_back() -> None:
    small = TextLine(text="取药", box=Box(x=600, y=400, w=60, h=16, img_w=1200, img_h=900), score=0.9)
    area = text_area([small])
    box = Box(x=64, y=64, w=120, h=32, img_w=2 * area.w, img_h=2 * area.h)
    reader = FakeReader((TextLine(text="取药窗口", box=box, score=0.99),))

    lines = read_again_if_poor(IMAGE, (small,), CLEAN, reader)

    assert reader.shown[0].shape[:2] == (2 * area.h, 2 * area.w)
    assert lines[0].text == "取药窗口"
    assert lines[0].box == Box(x=area.x + 32, y=area.y + 32, w=60, h=16, img_w=1200, img_h=900)


@pytest.mark.parametrize("mend", [brighten, sharpen])
def test_mending_keeps_size_and_kind(mend: object) -> None:
    assert callable(mend)
    mended = mend(IMAGE)

    assert mended.shape == IMAGE.shape
    assert mended.dtype == np.uint8


def test_sharpening_makes_edges_steeper() -> None:
    soft = printed(WORDS).filter(ImageFilter.GaussianBlur(3))
    first, second = quality.measure(pixels(soft)).sharpness, quality.measure(sharpen(pixels(soft))).sharpness

    assert first is not None and second is not None
    assert second > first
    assert Image.fromarray(sharpen(pixels(soft))).size == soft.size


def test_nothing_read_is_worth_nothing() -> None:
    assert worth(()) == 0.0
    assert worth(GOOD) > worth(GOOD[:1])


def test_a_number_is_confirmed_at_its_own_place_only() -> None:
    """The same digit elsewhere on the page says nothing about a dose."""
    first = (_line("每次 3 片", 0.60), _line("第 1 页", 0.60, y=700))
    again = (_line("每次 1 片", 0.95), _line("第 1 页", 0.95, y=700))
    dim = replace(CLEAN, brightness=60.0)
    dose, page = read_again_if_poor(IMAGE, first, dim, FakeReader(again))

    assert dose.has_doubtful_number
    assert not page.has_doubtful_number
