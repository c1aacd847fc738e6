"""PaddleOCR in an environment of its own (``scripts/test --full``): it reads what rapidocr reads, and asks nobody."""

import socket
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from modalities.engines import EngineSettings
from modalities.errors import EngineUnavailableError
from modalities.ocr import TextReader, open_reader, paddleocr
from tests.modalities.picture_fixtures import FONT, pixels, printed

PAGES = {
    "a letter": (["取药须知", "请凭取药单排队", "当日取药有效"], False),
    "a bill": (["应缴电费 128.50 元", "缴费截止 2026-11-30", "户号 3301 0042 7718"], False),
    "English": (["Your parcel is at", "counter 14 until 18:30", "Bring this letter"], False),
    "a page": (["设置", "通知管理", "字体大小 标准", "下一步"], True),
}


@pytest.fixture(scope="module")
def models_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("models")


@pytest.fixture
def reader(models_dir: Path, monkeypatch: pytest.MonkeyPatch) -> TextReader:
    """Return the reader; whoever looks up an address while it is made or reads fails the test."""

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a network address was looked up")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    return open_reader(("paddleocr",), _settings(models_dir=models_dir))


def _settings(**changes: object) -> EngineSettings:
    given: dict[str, object] = {
        "stt": (),
        "ocr": ("paddleocr",),
        "whisper_dir": None,
        "stt_url": "",
        "stt_key": "",
        "stt_model": "",
        "offline": True,
    }
    return EngineSettings(**(given | changes))  # type: ignore[arg-type]  # fields by name


def _picture(name: str) -> np.ndarray:
    words, is_screen = PAGES[name]
    if not is_screen:
        return pixels(printed(words))
    page = Image.new("RGB", (540, 960), "white")
    for row, line in enumerate(words):
        ImageDraw.Draw(page).text((40, 60 + row * 150), line, font=ImageFont.truetype(FONT, 36), fill="#222222")
    return pixels(page)


@pytest.mark.parametrize("name", sorted(PAGES))
def test_it_reads_what_rapidocr_reads(reader: TextReader, name: str) -> None:
    words, is_screen = PAGES[name]
    image = _picture(name)

    ours = reader.read(image, is_screen=is_screen)
    theirs = open_reader(("rapidocr",)).read(image, is_screen=is_screen)

    print(f"{name}: {[(line.text, round(line.score, 2)) for line in ours]}")
    found, known = ([line.text.replace(" ", "") for line in lines] for lines in (ours, theirs))
    assert found == known == [line.replace(" ", "") for line in words]
    for one, other in zip(ours, theirs, strict=True):
        assert abs(one.score - other.score) < 0.1
        assert max(abs(one.box.x - other.box.x), abs(one.box.y - other.box.y)) <= 12


def test_it_names_the_version_that_reads(reader: TextReader) -> None:
    assert reader.name.startswith("paddleocr@3.")


def test_this_is_the_opencv_that_paddleocr_wants() -> None:
    assert cv2.__version__ == "4.10.0"


def test_its_sessions_keep_to_the_budget(monkeypatch: pytest.MonkeyPatch) -> None:
    options = paddleocr._options("onnxruntime")["engine_config"]

    assert options == {"intra_op_num_threads": paddleocr.cores.budget().threads, "inter_op_num_threads": 1}


def test_its_own_engine_says_what_is_missing(tmp_path: Path) -> None:
    with pytest.raises(EngineUnavailableError) as refused:
        paddleocr.create(_settings(paddle_engine="paddle", models_dir=tmp_path))

    assert refused.value.mend == "pip install paddlepaddle"


def test_broken_models_are_unavailable_not_a_crash(tmp_path: Path, models_dir: Path, reader: TextReader) -> None:
    for part in ("det", "rec"):
        (tmp_path / part).mkdir()
        (tmp_path / part / "inference.onnx").write_bytes(b"broken")
        (tmp_path / part / "inference.yml").write_text("Global: {model_name: PP-OCRv6_small_det}", "utf-8")

    with pytest.raises(EngineUnavailableError, match="could not load"):
        paddleocr.create(_settings(paddle_dir=tmp_path))
