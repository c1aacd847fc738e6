"""Whole files of twelve formats, as small as they come: what is mutated."""

import io
from pathlib import Path

import numpy as np
import pillow_heif
from PIL import Image, ImageDraw, ImageFont

from tests.modalities import made_media

PICTURES = ("jpeg", "png", "webp", "gif", "bmp", "heic", "avif")
SOUNDS = ("wav", "mp3", "m4a")
VIDEOS = ("webm", "mp4")
FORMATS = (*PICTURES, *SOUNDS, *VIDEOS)

SIDE_PX = (200, 96)
SOUND_S = 1.2
_MAKE_TAG, _ORIENTATION = 0x010F, 0x0112


def make(folder: Path) -> dict[str, bytes]:
    """Return one file a format by its name; ``folder`` is used for those that only a file can hold."""
    drawn = _drawn("开关在左边 12")
    clip = _tone()
    sounds = {
        "wav": made_media.write_sound(folder / "a.wav", clip, codec="pcm_s16le"),
        "mp3": made_media.write_sound(folder / "a.mp3", clip, codec="libmp3lame"),
        "m4a": made_media.write_sound(folder / "a.m4a", clip, codec="aac"),
    }
    pages = [drawn, _drawn("下一步 3")]
    videos = {
        "webm": made_media.write_video(
            folder / "a.webm", pages, seconds_each=0.8, codec="libvpx", fps=5, sound=clip, sound_codec="libopus"
        ),
        "mp4": made_media.write_video(folder / "a.mp4", pages, seconds_each=0.8, fps=5, sound=clip),
    }
    return {
        **{kind: _encoded(drawn, kind) for kind in PICTURES},
        **{kind: path.read_bytes() for kind, path in (sounds | videos).items()},
    }


def _drawn(words: str) -> Image.Image:
    picture = Image.new("RGB", SIDE_PX, "white")
    found = next(font for font in made_media.CHINESE_FONTS if font.is_file())
    ImageDraw.Draw(picture).text((12, 28), words, font=ImageFont.truetype(str(found), 24), fill="black")
    return picture


def _tone() -> made_media.Samples:
    time_s = np.arange(int(SOUND_S * made_media.RATE)) / made_media.RATE
    return (0.2 * np.sin(2 * np.pi * (300 + 200 * time_s) * time_s)).astype(np.float32)


def _encoded(picture: Image.Image, kind: str) -> bytes:
    """Return the picture with what makes a decoder work: metadata, transparency, several frames, passes."""
    buffer = io.BytesIO()
    if kind == "heic":
        pillow_heif.from_pillow(picture).save(buffer, quality=60)
    elif kind == "jpeg":
        exif = Image.Exif()
        exif[_MAKE_TAG], exif[_ORIENTATION] = "Maker", 6
        picture.transpose(Image.Transpose.ROTATE_90).save(buffer, "JPEG", progressive=True, exif=exif, quality=70)
    elif kind == "gif":
        picture.save(buffer, "GIF", save_all=True, append_images=[picture.rotate(180), picture], loop=0)
    elif kind in {"png", "webp"}:
        picture.convert("RGBA").save(buffer, kind.upper())
    else:
        picture.save(buffer, kind.upper())
    return buffer.getvalue()
