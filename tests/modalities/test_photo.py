from dataclasses import replace
from pathlib import Path

import pillow_heif
import pytest
from PIL import Image, ImageFilter

from modalities.engines import ReadRequest
from modalities.evidence import Modality, ProblemCode, Reading, ScreenKind
from modalities.readers import photo
from tests.modalities import picture_fixtures
from tests.modalities.picture_fixtures import printed

WORDS = ("体检通知单", "请提前半小时签到", "抽血前不要吃早饭")
ORIENTATION = 0x0112


@pytest.fixture(scope="module")
def sheet() -> Image.Image:
    return printed(WORDS)


def _read(tmp_path: Path, image: Image.Image, kind: str = "JPEG", **options: object) -> Reading:
    path = tmp_path / "original"
    image.save(path, kind, **options)
    return photo.read(_request(path, tmp_path))


def _request(path: Path, tmp_path: Path) -> ReadRequest:
    return picture_fixtures.request(path, tmp_path / "out", Modality.PHOTO)


def _words(reading: Reading) -> tuple[str, ...]:
    return tuple(line.text for line in reading.screens[0].lines)


def test_an_upright_photo_is_read_in_order(tmp_path: Path, sheet: Image.Image) -> None:
    reading = _read(tmp_path, sheet, quality=90)

    assert _words(reading) == WORDS
    assert reading.problems == ()
    assert reading.modality is Modality.PHOTO
    assert reading.media_type == "image/jpeg"
    assert reading.screens[0].kind is ScreenKind.PHOTO
    assert reading.screens[0].controls == ()


def test_boxes_refer_to_the_upright_picture(tmp_path: Path, sheet: Image.Image) -> None:
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    sideways = sheet.transpose(Image.Transpose.ROTATE_90)

    reading = _read(tmp_path, sideways, exif=exif, quality=90)

    assert _words(reading) == WORDS
    with Image.open(tmp_path / "out" / reading.files[0].name) as upright:
        assert upright.size == sheet.size
    first = reading.screens[0].lines[0].box
    assert (first.img_w, first.img_h) == sheet.size
    assert first.w > 2 * first.h


def test_an_iphone_photo_is_read(tmp_path: Path, sheet: Image.Image) -> None:

    path = tmp_path / "original"
    pillow_heif.from_pillow(sheet).save(path, quality=80)

    reading = photo.read(_request(path, tmp_path))

    assert reading.media_type == "image/heic"
    assert _words(reading) == WORDS


def test_a_blurred_photo_says_so(tmp_path: Path, sheet: Image.Image) -> None:
    reading = _read(tmp_path, sheet.filter(ImageFilter.GaussianBlur(7)), quality=90)

    assert ProblemCode.BLUR in [problem.code for problem in reading.problems]


def test_a_black_photo_is_dark_and_without_words(tmp_path: Path, sheet: Image.Image) -> None:
    reading = _read(tmp_path, sheet.point(lambda value: value * 0.02), quality=90)

    assert reading.problems[0].code is ProblemCode.DARK


def test_a_photo_without_words_is_a_scene(tmp_path: Path) -> None:
    reading = _read(tmp_path, printed(()), quality=90)

    assert reading.screens[0].kind is ScreenKind.SCENE
    assert [problem.code for problem in reading.problems] == [ProblemCode.NO_TEXT]


def test_an_error_on_a_device_is_found(tmp_path: Path) -> None:
    screen = _read(tmp_path, printed(("热水器", "E4 水压故障", "请关闭电源")), quality=90).screens[0]

    assert [screen.lines[index].text for index in screen.error_lines] == ["E4 水压故障"]


def test_a_doubtful_date_is_marked(tmp_path: Path) -> None:
    screen = _read(tmp_path, printed(("生产日期 2819.03.02", "饭后服用 24片")), quality=90).screens[0]

    assert [line.has_doubtful_number for line in screen.lines] == [True, False]


@pytest.mark.parametrize(
    "content", [b"", b"no picture at all" * 99, b"\xff\xd8\xff\xe0" + bytes(5000), b"<svg xmlns='x'/>"]
)
def test_rubbish_is_a_problem_and_no_exception(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "original"
    path.write_bytes(content)

    reading = photo.read(_request(path, tmp_path))

    assert [problem.code for problem in reading.problems] == [ProblemCode.UNREADABLE]
    assert reading.screens == ()
    assert reading.files == ()


def test_a_tiny_picture_is_kept_and_read_as_empty(tmp_path: Path) -> None:
    reading = _read(tmp_path, Image.new("RGB", (1, 1), "red"), "PNG")

    assert reading.files[0].name == "upright.jpg"
    assert reading.screens[0].lines == ()


def test_a_missing_file_is_a_problem(tmp_path: Path) -> None:
    reading = photo.read(_request(tmp_path / "gone", tmp_path))

    assert [problem.code for problem in reading.problems] == [ProblemCode.UNREADABLE]


def test_a_missing_text_reader_leaves_the_picture_for_people(tmp_path: Path, sheet: Image.Image) -> None:

    path = tmp_path / "original"
    sheet.save(path, "PNG")
    asked = _request(path, tmp_path)

    reading = photo.read(replace(asked, engines=replace(asked.engines, ocr=("not-there",))))

    assert [problem.code for problem in reading.problems] == [ProblemCode.ENGINE_FAILED]
    assert (tmp_path / "out" / reading.files[0].name).is_file()
