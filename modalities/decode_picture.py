"""Decode a picture that a stranger sent: in a process of its own, with a limit on memory, time and size.

The decoders are C code that meets hostile bytes, so nothing here runs in the process that reads or serves. The child
gets no environment, writes two files (the upright picture for people, the raw pixels for readers) and one JSON line.
Limits and the list of formats come from measurements in docs/measurements.md#hostile-pictures.
"""

# ruff: noqa: PLR2004 - levels, shares and format bytes, each said in words where it stands

import contextlib
import io
import logging
import sys
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from modalities import confined
from modalities.errors import UnreadableMediaError
from modalities.media import MAX_PICTURE_BYTES, MAX_PICTURE_PIXELS, MAX_PICTURE_SIDE_PX

if TYPE_CHECKING:
    from PIL.Image import Image as PillowImage

UPRIGHT_NAME = "upright.jpg"
MAX_MEMORY_BYTES = 1_500_000_000
MAX_CPU_S = 10
MAX_FILE_BYTES = 40_000_000
MAX_WALL_S = 90
"""Generous against CPU seconds: on a machine with thirty busy processes 0.2 of them took 40 s (own measurement)."""
JPEG_QUALITY = 85

_PIXELS_NAME = ".pixels.bgr"
_FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "HEIF", "AVIF", "BMP")
_JPEG_START = b"\xff\xd8\xff"
_EXIF_MAKE = 0x010F
_EXIF_TROUBLE = (ValueError, OSError, SyntaxError, KeyError, TypeError, IndexError, OverflowError)
_LOGGER = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class DecodedPicture:
    """An upright picture of at most ``MAX_PICTURE_SIDE_PX``."""

    image: npt.NDArray[np.uint8]
    """(height, width, 3) uint8, BGR; exact pixels, before the JPEG below was written."""
    file: str
    """Name of the re-encoded JPEG without metadata, in the folder that was given. Same size as ``image``."""
    is_from_camera: bool
    """The original named the maker of a camera. Absence says nothing: many apps remove it."""


def decode_picture(path: Path, out_dir: Path) -> DecodedPicture:
    """Return the upright picture in the file ``path`` and write it as ``upright.jpg`` into ``out_dir``.

    Raises:
        UnreadableMediaError: the bytes are no picture of a known format, broken, or past a limit.
    """
    out_dir.mkdir(parents=True, exist_ok=True)
    pixels = out_dir / _PIXELS_NAME
    try:
        answer = _run_program(path, out_dir)
        image = np.fromfile(pixels, np.uint8).reshape(answer["height"], answer["width"], 3)
    except (OSError, ValueError, KeyError) as error:
        raise UnreadableMediaError("the picture cannot be decoded") from error
    finally:
        pixels.unlink(missing_ok=True)
    return DecodedPicture(image=image, file=UPRIGHT_NAME, is_from_camera=bool(answer["is_from_camera"]))


def _run_program(path: Path, out_dir: Path) -> dict[str, int]:
    """Run this file as a program; return the numbers of its answer."""
    answer = confined.run("modalities.decode_picture", [str(path.resolve()), str(out_dir.resolve())], wall_s=MAX_WALL_S)
    numbers = {key: value for key, value in answer.items() if isinstance(value, int)}
    _LOGGER.info("picture decoded: width=%d height=%d", numbers["width"], numbers["height"])
    return numbers


def prepare() -> None:
    """Load what decodes, where no picture is at hand yet (``modalities.confined``)."""
    import pillow_heif  # noqa: PLC0415  # loaded only where pictures are decoded
    from PIL import AvifImagePlugin, Image, ImageOps, WebPImagePlugin  # noqa: F401, PLC0415  # as above

    Image.preinit()  # the formats that need no library of their own
    pillow_heif.register_heif_opener()


def _open(path: Path) -> "PillowImage":
    """Return the first frame, not yet decoded, with all limits set."""
    import pillow_heif  # noqa: PLC0415  # loaded only where pictures are decoded
    from PIL import AvifImagePlugin, Image, ImageFile, WebPImagePlugin  # noqa: F401, PLC0415  # as above

    if path.stat().st_size > MAX_PICTURE_BYTES:
        raise UnreadableMediaError("the picture has too many bytes")
    data = path.read_bytes()
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    is_jpeg = data.startswith(_JPEG_START)
    # Pillow checks the size in the header; a JPEG is checked below instead, at the size it is decoded at.
    Image.MAX_IMAGE_PIXELS = None if is_jpeg else MAX_PICTURE_PIXELS
    # One thread: each reserves address space, which is limited here. With AVIF and WebP imported, Pillow knows every
    # format that we name and never loads its plug-ins for dozens of others.
    AvifImagePlugin.DEFAULT_MAX_THREADS = pillow_heif.options.DECODE_THREADS = 1
    pillow_heif.register_heif_opener()
    image = Image.open(io.BytesIO(data), formats=_FORMATS)  # bytes and no path: Pillow would look at the name
    if is_jpeg:
        image.draft("RGB", _draft_size(image.width, image.height))
    if image.width * image.height > MAX_PICTURE_PIXELS:
        raise UnreadableMediaError("the picture has too many pixels")
    return image


def _draft_size(width: int, height: int) -> tuple[int, int]:
    """Return how large a JPEG is needed at least: it can be decoded at a half, a quarter or an eighth, and faster."""
    if width * height <= MAX_PICTURE_PIXELS:
        return MAX_PICTURE_SIDE_PX, MAX_PICTURE_SIDE_PX
    # A long strip has a short side that is below the limit already: only its shape says what is enough.
    shrink = MAX_PICTURE_SIDE_PX / max(width, height)
    return max(1, round(width * shrink)), max(1, round(height * shrink))


def _flatten(image: "PillowImage") -> "PillowImage":
    """Return the picture as RGB: 16 bit scaled down, transparent parts on white."""
    from PIL import Image  # noqa: PLC0415  # loaded only where pictures are decoded

    if image.mode.startswith(("I", "F")):
        low, high = image.getextrema()
        span = 65535.0 if image.mode.startswith("I;16") or float(high) > 255 else 255.0  # type: ignore[arg-type]  # numbers for these modes
        del low
        return image.convert("F").point(lambda value: value * 255.0 / span).convert("L").convert("RGB")
    if "A" in image.getbands() or "transparency" in image.info:
        layered = image.convert("RGBA")
        ground = Image.new("RGB", layered.size, "white")
        ground.paste(layered, mask=layered.getchannel("A"))
        return ground
    return image if image.mode == "RGB" else image.convert("RGB")


def _upright(image: "PillowImage") -> "PillowImage":
    """Turn the picture in its place as its metadata says; broken metadata is no reason to refuse a picture."""
    from PIL import ImageOps  # noqa: PLC0415  # loaded only where pictures are decoded

    with contextlib.suppress(*_EXIF_TROUBLE):
        ImageOps.exif_transpose(image, in_place=True)
    return image


def _is_from_camera(image: "PillowImage") -> bool:
    try:
        return bool(image.getexif().get(_EXIF_MAKE))
    except _EXIF_TROUBLE:
        return False


def _convert(path: Path, out_dir: Path) -> dict[str, object]:
    """Write the upright JPEG and the raw pixels; return width, height and whether a camera is named."""
    from PIL import Image  # noqa: PLC0415  # loaded only where pictures are decoded

    image = _open(path)
    is_from_camera = _is_from_camera(image)
    image.load()
    image.thumbnail((MAX_PICTURE_SIDE_PX, MAX_PICTURE_SIDE_PX), Image.Resampling.LANCZOS)
    picture = _flatten(_upright(image))
    # A new picture made of the pixels alone: no EXIF, no colour profile, no comment, no thumbnail travels on.
    clean = Image.new("RGB", picture.size)
    clean.paste(picture)
    clean.save(out_dir / UPRIGHT_NAME, "JPEG", quality=JPEG_QUALITY, optimize=True)
    (out_dir / _PIXELS_NAME).write_bytes(clean.tobytes("raw", "BGR"))
    return {"width": clean.width, "height": clean.height, "is_from_camera": int(is_from_camera)}


def main(arguments: list[str]) -> int:
    """Decode ``IN`` into ``OUT_DIR`` and print one JSON line; any other code than 0 = not a picture that we read."""
    confined.limit(memory_bytes=MAX_MEMORY_BYTES, cpu_s=MAX_CPU_S, wall_s=MAX_WALL_S, file_bytes=MAX_FILE_BYTES)
    source, out_dir = (Path(argument) for argument in arguments)
    try:
        answer = _convert(source, out_dir)
    except Exception as error:  # noqa: BLE001 - the border: decoders raise a dozen unrelated types on broken bytes
        with contextlib.suppress(OSError):
            (out_dir / UPRIGHT_NAME).unlink(missing_ok=True)
        return confined.refuse(f"the picture cannot be decoded ({type(error).__name__})")
    confined.answer(answer)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
