import io

import pillow_heif
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from modalities.media import UNKNOWN, is_picture, is_sound, is_video, sniff


def _picture(kind: str) -> bytes:
    buffer = io.BytesIO()
    if kind == "HEIF":
        pillow_heif.from_pillow(Image.new("RGB", (64, 64), "red")).save(buffer)
    else:
        Image.new("RGB", (64, 64), "red").save(buffer, kind)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("kind", "media_type"),
    [
        ("PNG", "image/png"), ("JPEG", "image/jpeg"), ("WEBP", "image/webp"), ("GIF", "image/gif"),
        ("BMP", "image/bmp"), ("AVIF", "image/avif"), ("HEIF", "image/heic"),
    ],
)  # fmt: skip
def test_pictures_are_known_by_their_bytes(kind: str, media_type: str) -> None:
    assert sniff(_picture(kind)) == media_type
    assert is_picture(media_type)


@pytest.mark.parametrize(
    ("head", "media_type"),
    [
        (b"RIFF\x24\x00\x00\x00WAVEfmt ", "audio/wav"),
        (b"OggS\x00\x02" + bytes(20), "audio/ogg"),
        (b"fLaC\x00\x00\x00\x22", "audio/flac"),
        (b"ID3\x04\x00" + bytes(20), "audio/mpeg"),
        (b"\xff\xfb\x90\x64" + bytes(20), "audio/mpeg"),
        (b"\xff\xf1\x50\x80" + bytes(20), "audio/aac"),
        (b"#!AMR\n" + bytes(8), "audio/amr"),
        (b"#!AMR-WB\n" + bytes(8), "audio/amr"),
        (b"\x02#!SILK_V3" + bytes(8), "audio/silk"),
        (b"\x00\x00\x00\x1cftypM4A \x00\x00\x00\x00M4A mp42", "audio/mp4"),
        (b"\x1a\x45\xdf\xa3" + b"\x42\x82\x84webm" + b"\x86\x86A_OPUS", "audio/webm"),
        (b"\x1a\x45\xdf\xa3" + b"\x42\x82\x84webm" + b"\x86\x85V_VP8" + b"\x86\x86A_OPUS", "video/webm"),
        (b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00isommp42", "video/mp4"),
        (b"\x00\x00\x00\x14ftypqt  \x00\x00\x00\x00qt  ", "video/quicktime"),
        (b"\x00\x00\x00\x18ftyp3gp4\x00\x00\x00\x00isom3gp4", "video/3gpp"),
    ],
)
def test_sound_and_video_are_known_by_their_bytes(head: bytes, media_type: str) -> None:
    assert sniff(head) == media_type
    assert is_sound(media_type) or is_video(media_type)


@pytest.mark.parametrize("head", [b"", b"\xff", b"<html><body>", b"<svg xmlns='x'/>", b"BM hello, a text", b"%PDF-1.7"])
def test_anything_else_is_unknown(head: bytes) -> None:
    assert sniff(head) == UNKNOWN


@given(st.binary(max_size=200))
def test_no_bytes_break_the_sniffer(head: bytes) -> None:
    media_type = sniff(head)

    assert media_type == UNKNOWN or is_picture(media_type) or is_sound(media_type) or is_video(media_type)
