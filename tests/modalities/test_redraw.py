from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from modalities.errors import UnreadableMediaError
from modalities.evidence import Box
from modalities.redraw import MIN_CONTRAST, black_out, mark


def _box(x: int, y: int, w: int, h: int, img_w: int = 600, img_h: int = 800) -> Box:
    return Box(x=x, y=y, w=w, h=h, img_w=img_w, img_h=img_h)


def _picture(tmp_path: Path, colour: tuple[int, int, int]) -> Path:
    path = tmp_path / "upright.jpg"
    exif = Image.Exif()
    exif[0x010F] = "Maker"
    Image.new("RGB", (600, 800), colour).save(path, "JPEG", quality=90, exif=exif)
    return path


def _pixels(path: Path) -> np.ndarray:
    with Image.open(path) as image:
        assert not image.getexif()
        return np.asarray(image.convert("RGB")).astype(int)


def test_private_places_become_black_and_nothing_else(tmp_path: Path) -> None:
    out = tmp_path / "masked.jpg"

    black_out(_picture(tmp_path, (240, 240, 240)), (_box(100, 100, 200, 40), _box(50, 600, 100, 60)), out)

    seen = _pixels(out)
    assert seen[100:140, 100:300].max() < 24
    assert seen[600:660, 50:150].max() < 24
    assert seen[300:500].min() > 220


def test_boxes_of_a_larger_picture_are_scaled(tmp_path: Path) -> None:
    out = tmp_path / "masked.jpg"

    black_out(_picture(tmp_path, (240, 240, 240)), (_box(200, 200, 400, 80, 1200, 1600),), out)

    assert _pixels(out)[100:140, 100:300].max() < 24


def test_no_box_leaves_the_picture_as_it_was(tmp_path: Path) -> None:
    black_out(_picture(tmp_path, (10, 120, 200)), (), tmp_path / "same.jpg")

    assert np.abs(_pixels(tmp_path / "same.jpg") - (10, 120, 200)).max() < 10


def _luminance(colour: np.ndarray) -> float:
    parts = colour / 255
    parts = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
    return float(parts @ (0.2126, 0.7152, 0.0722))


@pytest.mark.parametrize(
    "ground", [(255, 255, 255), (0, 0, 0), (214, 0, 28), (128, 128, 128), (240, 200, 40), (20, 90, 200)]
)
def test_the_mark_stands_out_on_every_ground(tmp_path: Path, ground: tuple[int, int, int]) -> None:
    out = tmp_path / "marked.jpg"

    mark(_picture(tmp_path, ground), _box(220, 380, 160, 60), out)

    seen = _pixels(out)
    drawn = seen[(np.abs(seen - ground).max(axis=2) > 60)]
    base = _luminance(np.array(ground))
    ratios = [(max(base, other) + 0.05) / (min(base, other) + 0.05) for other in map(_luminance, drawn[::7])]
    assert max(ratios) >= MIN_CONTRAST
    assert np.abs(seen[395:425, 240:360] - ground).max() < 12, "what is meant stays visible"


@pytest.mark.parametrize("place", [(0, 0, 80, 40), (520, 760, 80, 40), (0, 380, 600, 50), (0, 0, 600, 800)])
def test_a_mark_at_the_border_is_drawn_too(tmp_path: Path, place: tuple[int, int, int, int]) -> None:
    mark(_picture(tmp_path, (250, 250, 250)), _box(*place), tmp_path / "marked.jpg")

    assert _pixels(tmp_path / "marked.jpg").min() < 120


def test_a_broken_picture_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "broken.jpg"
    path.write_bytes(b"\xff\xd8\xff no picture")

    with pytest.raises(UnreadableMediaError):
        black_out(path, (), tmp_path / "out.jpg")
