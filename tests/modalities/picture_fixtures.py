"""Makers shared by the picture tests: one browser, one text reader, requests, and photos of printed words."""

import random
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from modalities.engines import EngineSettings, ReadRequest
from modalities.evidence import Modality
from modalities.ocr import TextReader, open_reader

FONT = "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc"
ENGINES = EngineSettings(
    stt=(), ocr=("rapidocr",), whisper_dir=None, stt_url="", stt_key="", stt_model="", offline=True
)


@lru_cache(maxsize=1)
def reader() -> TextReader:
    """Return the default text reader."""
    return open_reader(("rapidocr",))


def request(path: Path, out_dir: Path, modality: Modality | None) -> ReadRequest:
    """Return a request to read the file at ``path``."""
    return ReadRequest(
        input_id="0" * 64, path=path, modality=modality, language="zh-CN", out_dir=out_dir, engines=ENGINES
    )


def pixels(image: Image.Image) -> np.ndarray:
    """Return a picture as (height, width, 3) uint8 BGR."""
    return np.ascontiguousarray(np.asarray(image.convert("RGB"))[:, :, ::-1])


def printed(words: Sequence[str], *, size: tuple[int, int] = (1200, 900), font_px: int = 48) -> Image.Image:
    """Return what a camera sees of a printed sheet: uneven light, grain, a soft lens."""
    chance = random.Random(str(words))
    noise = np.random.default_rng(chance.randrange(2**31))
    sheet = Image.new("RGB", size, (232, 228, 216))
    pen = ImageDraw.Draw(sheet)
    font = ImageFont.truetype(FONT, font_px)
    for row, line in enumerate(words):
        pen.text((size[0] * 0.1, size[1] * 0.08 + row * font_px * 1.9), line, font=font, fill=(38, 36, 40))
    values = np.asarray(sheet.filter(ImageFilter.GaussianBlur(0.6)), np.float32)
    light = np.linspace(0.82, 1.04, size[0], dtype=np.float32)[None, :, None]
    values = values * light + noise.normal(0, 4, values.shape)
    return Image.fromarray(np.clip(values, 0, 255).astype(np.uint8))
