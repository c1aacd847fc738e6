import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFilter

from modalities.evidence import Box, ProblemCode, TextLine
from modalities.quality import MIN_SHARPNESS, is_far, measure, measure_words, problems
from tests.modalities.picture_fixtures import pixels, printed

WORDS = ("用药说明", "饭后半小时服用", "请放在阴凉干燥处", "如有不适请问药师", "保质期二十四个月")
SKIN = ((215, 175, 150), (190, 130, 95), (125, 75, 50), (62, 36, 25))


@pytest.fixture(scope="module")
def sheet() -> Image.Image:
    return printed(WORDS)


def _line(x: int, h: int = 60, w: int = 600, y: int = 100, score: float = 0.98) -> TextLine:
    return TextLine(text="饭后服用", box=Box(x=x, y=y, w=w, h=h, img_w=1200, img_h=900), score=score)


LINES = (_line(100, y=60), _line(100, y=330))


def _codes(image: Image.Image, *lines: TextLine) -> list[ProblemCode]:
    values = pixels(image)
    return [problem.code for problem in problems(measure(values), lines, measure_words(values, lines))]


def _with_finger(sheet: Image.Image, colour: tuple[int, int, int], softness: float) -> Image.Image:
    mask = Image.new("L", sheet.size)
    ImageDraw.Draw(mask).ellipse((-300, 350, 420, 1300), fill=255)
    return Image.composite(Image.new("RGB", sheet.size, colour), sheet, mask.filter(ImageFilter.GaussianBlur(softness)))


def _dragged(sheet: Image.Image, step: tuple[int, int], times: int) -> Image.Image:
    """Return what a camera sees that moves by ``step`` pixels again and again while the shutter is open."""
    values = np.asarray(sheet, np.float32)
    moved = [np.roll(values, (step[0] * time, step[1] * time), axis=(0, 1)) for time in range(times)]
    return Image.fromarray(np.mean(moved, axis=0).astype(np.uint8))


def test_a_clean_photo_has_no_problem(sheet: Image.Image) -> None:
    assert _codes(sheet, *LINES) == []


def test_a_blurred_photo_is_told_from_a_sharp_one(sheet: Image.Image) -> None:
    blurred = measure(pixels(sheet.filter(ImageFilter.GaussianBlur(5))))

    assert blurred.sharpness is not None
    assert blurred.sharpness < MIN_SHARPNESS
    assert _codes(sheet.filter(ImageFilter.GaussianBlur(5)), *LINES) == [ProblemCode.BLUR]


@pytest.mark.parametrize("step", [(0, 1), (1, 0), (1, 1), (1, -1)])
def test_a_hand_that_moved_in_any_direction_is_seen(sheet: Image.Image, step: tuple[int, int]) -> None:
    assert _codes(_dragged(sheet, step, 17), *LINES) == [ProblemCode.BLUR]


def test_a_ground_out_of_focus_does_not_make_sharp_print_blurred(sheet: Image.Image) -> None:
    ground = Image.effect_noise((1200, 900), 120).resize((60, 45)).resize((1200, 900), Image.Resampling.BICUBIC)
    scene = Image.merge("RGB", (ground, ground, ground))
    scene.paste(sheet.crop((60, 40, 760, 460)), (60, 40))

    assert ProblemCode.BLUR not in _codes(scene, *LINES)


def test_sharpness_does_not_depend_on_contrast(sheet: Image.Image) -> None:
    pale = sheet.point(lambda value: value * 0.5 + 100)

    first, second = measure(pixels(sheet)).sharpness, measure(pixels(pale)).sharpness

    assert first is not None
    assert second == pytest.approx(first, abs=0.12)


def test_darkness_is_said_first(sheet: Image.Image) -> None:
    assert _codes(sheet.point(lambda value: value * 0.07), *LINES)[0] is ProblemCode.DARK


def test_a_black_page_with_bright_words_is_not_dark() -> None:
    page = Image.new("RGB", (1200, 900), (8, 8, 10))
    ImageDraw.Draw(page).rectangle((100, 100, 400, 130), fill=(230, 230, 230))

    assert ProblemCode.DARK not in _codes(page, *LINES)


@pytest.mark.parametrize("colour", SKIN)
def test_a_finger_of_any_colour_at_the_border_is_seen(sheet: Image.Image, colour: tuple[int, int, int]) -> None:
    assert ProblemCode.FINGER in _codes(_with_finger(sheet, colour, 9), *LINES)


def test_a_brown_box_with_a_sharp_edge_is_no_finger(sheet: Image.Image) -> None:
    assert ProblemCode.FINGER not in _codes(_with_finger(sheet, (190, 130, 95), 0.5), *LINES)


def test_letters_sliced_by_the_border_are_cut(sheet: Image.Image) -> None:
    words = tuple(_line(0, y=int(900 * 0.08 + row * 48 * 1.9), h=58) for row in range(5))

    assert _codes(sheet.transform(sheet.size, Image.Transform.AFFINE, (1, 0, 190, 0, 1, 0)), *words) == [
        ProblemCode.CUT
    ]


def test_whole_letters_near_the_border_are_not_cut(sheet: Image.Image) -> None:
    words = tuple(_line(0, y=int(900 * 0.08 + row * 48 * 1.9), h=58) for row in range(5))

    assert _codes(sheet.transform(sheet.size, Image.Transform.AFFINE, (1, 0, 110, 0, 1, 0)), *words) == []


def test_a_line_sliced_along_its_length_is_cut_on_paper_and_scrolled_on_a_screen(sheet: Image.Image) -> None:
    low = sheet.transform(sheet.size, Image.Transform.AFFINE, (1, 0, 0, 0, 1, 198))
    words = (_line(100, y=0, h=30), _line(100, y=50))

    assert measure_words(pixels(low), words).is_cut
    assert not measure_words(pixels(low), words, is_screen=True).is_cut


def test_small_print_is_far_away() -> None:
    assert is_far([_line(200, h=12), _line(200, h=13)])
    assert not is_far([_line(200, h=40)])


def test_small_words_in_a_corner_are_far_away() -> None:
    assert is_far([_line(200, h=20, w=200), _line(200, h=20, w=180, y=140)])
    assert not is_far([_line(100, h=20, w=900), _line(100, h=20, w=900, y=700)])


def test_no_words_at_all_is_a_problem(sheet: Image.Image) -> None:
    assert _codes(sheet) == [ProblemCode.NO_TEXT]


def test_glare_is_said_only_where_lines_stop_at_it(sheet: Image.Image) -> None:
    down, right = np.mgrid[0:900, 0:1200]
    light = 600 * np.exp(-(((right - 600) / 260.0) ** 2 + ((down - 250) / 260.0) ** 2) * 2)
    grey = np.asarray(sheet, np.float32) * 0.6
    bright = Image.fromarray(np.clip(grey + light[..., None], 0, 255).astype(np.uint8))
    beside = (_line(100, w=220, y=180), _line(100, w=220, y=260), _line(100, w=220, y=340))

    assert ProblemCode.GLARE in _codes(bright, *beside)
    assert ProblemCode.GLARE not in _codes(bright, _line(100, w=200, y=700), _line(100, w=200, y=800))


def test_an_even_picture_tells_nothing_about_sharpness() -> None:
    assert measure(np.full((300, 300, 3), 200, np.uint8)).sharpness is None


@pytest.mark.parametrize("shape", [(1, 1), (1, 2000), (2000, 1), (2, 2000)])
def test_a_strip_is_measured_like_any_picture(shape: tuple[int, int]) -> None:
    """Whoever sends one pixel row gets an answer, and the picture reaches a person."""
    strip = np.random.default_rng(1).integers(0, 255, (*shape, 3)).astype(np.uint8)

    assert ProblemCode.NO_TEXT in [problem.code for problem in problems(measure(strip), (), measure_words(strip, ()))]
