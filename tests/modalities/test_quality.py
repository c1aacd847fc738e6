import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFilter

from modalities.evidence import Box, ProblemCode, TextLine
from modalities.quality import MIN_SHARPNESS, is_far, measure, problems
from tests.modalities.picture_fixtures import pixels, printed

WORDS = ("用药说明", "饭后半小时服用", "请放在阴凉干燥处", "如有不适请问药师", "保质期二十四个月")


@pytest.fixture(scope="module")
def sheet() -> Image.Image:
    return printed(WORDS)


def _line(x: int, h: int = 40, w: int = 300, score: float = 0.98) -> TextLine:
    return TextLine(text="饭后服用", box=Box(x=x, y=100, w=w, h=h, img_w=1200, img_h=900), score=score)


def _codes(image: Image.Image, *lines: TextLine) -> list[ProblemCode]:
    return [problem.code for problem in problems(measure(pixels(image)), lines)]


def test_a_clean_photo_has_no_problem(sheet: Image.Image) -> None:
    assert _codes(sheet, _line(200), _line(210)) == []


def test_a_blurred_photo_is_told_from_a_sharp_one(sheet: Image.Image) -> None:
    blurred = measure(pixels(sheet.filter(ImageFilter.GaussianBlur(5))))

    assert blurred.sharpness is not None
    assert blurred.sharpness < MIN_SHARPNESS
    assert _codes(sheet.filter(ImageFilter.GaussianBlur(5)), _line(200)) == [ProblemCode.BLUR]


def test_sharpness_does_not_depend_on_contrast(sheet: Image.Image) -> None:
    pale = sheet.point(lambda value: value * 0.5 + 100)

    first, second = measure(pixels(sheet)).sharpness, measure(pixels(pale)).sharpness

    assert first is not None
    assert second == pytest.approx(first, abs=0.12)


def test_darkness_is_said_first(sheet: Image.Image) -> None:
    dark = sheet.point(lambda value: value * 0.07)

    assert _codes(dark)[0] is ProblemCode.DARK


def test_a_finger_at_the_border_is_seen(sheet: Image.Image) -> None:
    covered = sheet.copy()
    ImageDraw.Draw(covered).ellipse((-300, 350, 420, 1300), fill=(205, 150, 125))

    assert ProblemCode.FINGER in _codes(covered, _line(200), _line(210))


def test_words_at_the_border_may_be_cut(sheet: Image.Image) -> None:
    assert ProblemCode.CUT in _codes(sheet, _line(0), _line(2))
    assert ProblemCode.CUT not in _codes(sheet, _line(0), _line(300))


def test_small_print_is_far_away() -> None:
    assert is_far([_line(200, h=12), _line(200, h=13)])
    assert not is_far([_line(200, h=40)])


def test_no_words_at_all_is_a_problem(sheet: Image.Image) -> None:
    assert _codes(sheet) == [ProblemCode.NO_TEXT]


def test_an_even_picture_tells_nothing_about_sharpness() -> None:
    assert measure(np.full((300, 300, 3), 200, np.uint8)).sharpness is None
