"""The contract of every text reader: runs on each file of modalities/ocr whose package is installed.

PaddleOCR's package needs another OpenCV than ours: ``scripts/test --full`` runs this file in its environment too.
"""

import importlib.util
import subprocess
import sys

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from modalities.errors import EngineUnavailableError
from modalities.ocr import TextReader, engine_names, open_reader, rapidocr
from tests.modalities.picture_fixtures import FONT, pixels, printed

USABLE = tuple(name for name in engine_names() if importlib.util.find_spec(name) is not None)


@pytest.fixture(scope="module", params=USABLE)
def engine(request: pytest.FixtureRequest) -> TextReader:
    return open_reader((request.param,))


def _drawn(words: str) -> np.ndarray:
    image = Image.new("RGB", (640, 160), "white")
    ImageDraw.Draw(image).text((40, 50), words, font=ImageFont.truetype(FONT, 40), fill="black")
    return pixels(image)


def test_it_names_itself_with_its_version(engine: TextReader) -> None:
    name, _, version = engine.name.partition("@")

    assert name in engine_names()
    assert version[0].isdigit()


@pytest.mark.parametrize("is_screen", [True, False])
def test_it_reads_a_made_picture(engine: TextReader, *, is_screen: bool) -> None:
    lines = engine.read(_drawn("预约成功 8月19日"), is_screen=is_screen)

    assert "".join(line.text for line in lines).replace(" ", "") == "预约成功8月19日"
    assert all(0.8 < line.score <= 1.0 for line in lines)
    assert all(line.box.x >= 15 and line.box.x + line.box.w < 620 for line in lines)


def test_it_finds_nothing_in_an_empty_picture(engine: TextReader) -> None:
    assert engine.read(np.full((200, 300, 3), 240, np.uint8), is_screen=True) == ()


def test_it_reads_one_word(engine: TextReader) -> None:
    text, score = engine.read_word(_drawn("继续")[45:115, 30:140])

    assert text == "继续"
    assert score > 0.8


def test_it_reads_a_photo_in_order_of_reading(engine: TextReader) -> None:
    words = ("取药须知", "请凭取药单排队", "当日取药有效")

    assert tuple(line.text for line in engine.read(pixels(printed(words)), is_screen=False)) == words


def test_it_reads_a_photo_that_stands_on_its_head(engine: TextReader) -> None:
    turned = pixels(printed(("请凭取药单排队", "当日取药有效")).transpose(Image.Transpose.ROTATE_180))

    assert {line.text for line in engine.read(turned, is_screen=False)} == {"请凭取药单排队", "当日取药有效"}


def test_the_same_engine_is_loaded_once() -> None:
    assert open_reader(("rapidocr",)) is open_reader(("rapidocr",))


def test_an_unknown_engine_is_passed_over() -> None:
    assert open_reader(("not-there", "rapidocr")).name.startswith("rapidocr@")


def test_no_engine_at_all_says_what_to_do() -> None:
    with pytest.raises(EngineUnavailableError) as caught:
        open_reader(("not-there",))

    assert "rapidocr" in caught.value.mend


def test_importing_the_readers_loads_no_library() -> None:
    program = (
        "import sys, modalities.ocr.rapidocr, modalities.ocr.paddleocr;"
        "print([name for name in ('rapidocr', 'onnxruntime', 'paddleocr', 'paddlex') if name in sys.modules])"
    )

    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"


def test_rapidocr_holds_its_recogniser_once() -> None:
    reader = rapidocr.create()

    assert reader._photo_engine.text_rec is reader._screen_engine.text_rec is not None  # type: ignore[attr-defined]
