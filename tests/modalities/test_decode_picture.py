import io
import struct
import subprocess
import sys
import zipfile
import zlib
from pathlib import Path

import numpy as np
import pillow_heif
import pytest
from PIL import Image

from modalities.decode_picture import UPRIGHT_NAME, decode_picture
from modalities.errors import UnreadableMediaError

ORIENTATION, MAKE, GPS = 0x0112, 0x010F, 0x8825


def _quarters(width: int = 400, height: int = 200) -> Image.Image:
    """Return a picture that is red at the top left and blue elsewhere."""
    image = Image.new("RGB", (width, height), "blue")
    image.paste("red", (0, 0, width // 2, height // 2))
    return image


def _write(tmp_path: Path, image: Image.Image, kind: str, **options: object) -> Path:
    path = tmp_path / "original"
    image.save(path, kind, **options)
    return path


def _is_red(bgr: np.ndarray) -> bool:
    return int(bgr[2]) > 180 and int(bgr[0]) < 80


@pytest.mark.parametrize(("orientation", "turns"), [(1, 0), (3, 2), (6, 1), (8, 3)])
def test_a_sideways_photo_comes_out_upright(tmp_path: Path, orientation: int, turns: int) -> None:
    stored = _quarters()
    for _ in range(turns):
        stored = stored.transpose(Image.Transpose.ROTATE_90)
    exif = Image.Exif()
    exif[ORIENTATION] = orientation

    picture = decode_picture(_write(tmp_path, stored, "JPEG", exif=exif, quality=95), tmp_path / "out")

    assert picture.image.shape == (200, 400, 3)
    assert _is_red(picture.image[20, 20])
    assert not _is_red(picture.image[180, 20])


def test_nothing_but_the_pixels_is_kept(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[MAKE] = "Maker"
    exif.get_ifd(GPS)[1] = "N"
    original = _write(tmp_path, _quarters(), "JPEG", exif=exif, comment=b"at home")

    picture = decode_picture(original, tmp_path / "out")

    assert picture.is_from_camera
    with Image.open(tmp_path / "out" / UPRIGHT_NAME) as upright:
        assert not upright.getexif()
        assert "comment" not in upright.info
        assert upright.size == (400, 200)
    assert [path.name for path in (tmp_path / "out").iterdir()] == [UPRIGHT_NAME]


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "GIF", "BMP", "AVIF", "JPEG"])
def test_every_picture_format_is_read(tmp_path: Path, kind: str) -> None:
    picture = decode_picture(_write(tmp_path, _quarters(), kind), tmp_path / "out")

    assert _is_red(picture.image[20, 20])


def test_an_iphone_format_is_read(tmp_path: Path) -> None:

    path = tmp_path / "a.bin"
    pillow_heif.from_pillow(_quarters()).save(path)

    assert _is_red(decode_picture(path, tmp_path / "out").image[20, 20])


def test_odd_modes_become_plain_colour(tmp_path: Path) -> None:
    seen = Image.new("RGBA", (50, 50), (0, 0, 0, 0))
    deep = Image.fromarray(np.full((50, 50), 65535, np.uint16))

    for number, (image, kind) in enumerate(
        [(seen, "PNG"), (deep, "PNG"), (_quarters().convert("CMYK"), "JPEG"), (_quarters().convert("P"), "PNG")]
    ):
        folder = tmp_path / str(number)
        folder.mkdir()
        out = decode_picture(_write(folder, image, kind), folder / "out").image
        assert out.dtype == np.uint8
        assert out.shape[2] == 3
        if number < 2:
            assert out.min() >= 250


@pytest.mark.parametrize(
    ("size", "options"),
    [((9000, 6000), {}), ((9000, 6000), {"progressive": True}), ((1000, 52_000), {})],
    ids=["54 MP", "54 MP in passes", "52 MP, a long strip"],
)
def test_a_huge_jpeg_is_read_at_draft_size(tmp_path: Path, size: tuple[int, int], options: dict[str, object]) -> None:
    picture = decode_picture(_write(tmp_path, _quarters(*size), "JPEG", quality=30, **options), tmp_path / "out")

    assert max(picture.image.shape) == 2000
    assert _is_red(picture.image[4, 4])


def test_a_jpeg_that_claims_more_than_any_draft_can_bear_is_refused(tmp_path: Path) -> None:
    data = bytearray(_encoded("JPEG"))
    at = data.index(b"\xff\xc0") + 5  # start of frame: marker, length, precision, then height and width
    data[at : at + 4] = struct.pack(">HH", 65_000, 65_000)
    path = tmp_path / "original"
    path.write_bytes(data)

    with pytest.raises(UnreadableMediaError, match="cannot be decoded"):
        decode_picture(path, tmp_path / "out")


def test_of_many_frames_only_the_first_is_decoded(tmp_path: Path) -> None:
    frames = [Image.new("RGB", (40, 30), (number % 256, 0, 0)) for number in range(300)]
    path = _write(tmp_path, Image.new("RGB", (40, 30), "red"), "GIF", save_all=True, append_images=frames)

    assert _is_red(decode_picture(path, tmp_path / "out").image[20, 20])


def test_a_telephones_double_picture_is_read_as_its_first(tmp_path: Path) -> None:
    path = _write(tmp_path, _quarters(), "MPO", save_all=True, append_images=[Image.new("RGB", (400, 200), "green")])

    assert _is_red(decode_picture(path, tmp_path / "out").image[20, 20])


def test_what_hangs_behind_a_picture_does_not_travel_on(tmp_path: Path) -> None:
    path = _write(tmp_path, _quarters(), "JPEG")
    with zipfile.ZipFile(path, "a") as behind:
        behind.writestr("program.sh", "echo")

    decode_picture(path, tmp_path / "out")

    assert zipfile.is_zipfile(path)
    assert not zipfile.is_zipfile(tmp_path / "out" / UPRIGHT_NAME)


@pytest.mark.parametrize("name", ["page.svg", "a.eps", "song.mp3", "-o.png", "http:", "concat:a|b.jpg", "名 字.exe"])
def test_the_name_is_never_asked(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    _quarters().save(path, "PNG")

    assert _is_red(decode_picture(path, tmp_path / "out").image[20, 20])


def test_an_invalid_orientation_is_no_reason_to_refuse(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[ORIENTATION] = 0

    assert decode_picture(_write(tmp_path, _quarters(), "JPEG", exif=exif), tmp_path / "out").image.size


def _png_bomb(width: int, height: int) -> bytes:
    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    packer = zlib.compressobj(9)
    row = bytes(1 + (width + 7) // 8)
    body = b"".join(packer.compress(row) for _ in range(height)) + packer.flush()
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def _encoded(kind: str) -> bytes:
    buffer = io.BytesIO()
    noise = Image.fromarray(np.random.default_rng(1).integers(0, 255, (300, 300, 3), np.uint8))
    if kind == "HEIF":
        pillow_heif.from_pillow(noise).save(buffer)
    else:
        noise.save(buffer, kind)
    return buffer.getvalue()


HOSTILE = {
    "empty": b"",
    "rubbish": bytes(range(256)) * 40,
    "page": b"<!doctype html><img src='file:///etc/passwd'>",
    "drawing": b"<svg xmlns='http://www.w3.org/2000/svg'><image href='file:///etc/passwd'/></svg>",
    "bomb of 108 MP": _png_bomb(12000, 9000),
    "bomb of 400 MP": _png_bomb(20000, 20000),
    "cut jpeg": _encoded("JPEG")[:9000],
    "cut png": _encoded("PNG")[:9000],
    "cut webp": _encoded("WEBP")[:5000],
    "cut avif": _encoded("AVIF")[:5000],
    "cut heic": _encoded("HEIF")[:5000],
    "double picture by name only": _encoded("TIFF").replace(b"II", b"MPO", 1),
    "broken jpeg": _encoded("JPEG")[:300] + b"\xff\xd9" * 50,
    "postscript": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n",
    "tiff": _encoded("TIFF"),
    "too many bytes": b"\xff\xd8\xff" + bytes(20_000_001),
}


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_hostile_and_broken_files_are_refused(tmp_path: Path, name: str) -> None:
    path = tmp_path / "original"
    path.write_bytes(HOSTILE[name])

    with pytest.raises(UnreadableMediaError):
        decode_picture(path, tmp_path / "out")

    assert list((tmp_path / "out").iterdir()) == []


def test_the_reading_process_never_loads_a_picture_codec(tmp_path: Path) -> None:
    original = _write(tmp_path, _quarters(), "PNG")
    program = (
        "import sys, pathlib; from modalities.decode_picture import decode_picture;"
        "decode_picture(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]));"
        "print([name for name in ('PIL', 'pillow_heif') if name in sys.modules])"
    )

    done = subprocess.run(
        [sys.executable, "-c", program, original, tmp_path / "out"], capture_output=True, text=True, check=True
    )

    assert done.stdout.strip() == "[]"
