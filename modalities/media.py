"""What kind of file some bytes are, and how large a file of that kind may be. Its name is never asked."""

# ruff: noqa: PLR2004 - levels, shares and format bytes, each said in words where it stands

MAX_PICTURE_BYTES = 20_000_000
MAX_PICTURE_PIXELS = 50_000_000
MAX_PICTURE_SIDE_PX = 2_000
"""Long side of the picture that is read, shown and referred to by boxes."""
MAX_SOUND_BYTES = 50_000_000
MAX_SOUND_S = 600.0
MAX_VIDEO_BYTES = 200_000_000
MAX_VIDEO_READ_S = 60.0
"""Only the first minute of a video is read; the whole of it is kept."""
SNIFF_BYTES = 4_096
"""How many bytes from the start ``sniff`` needs."""
UNKNOWN = "application/octet-stream"

_STARTS: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"OggS", "audio/ogg"),
    (b"fLaC", "audio/flac"),
    (b"ID3", "audio/mpeg"),
    (b"#!AMR", "audio/amr"),
    (b"#!SILK_V3", "audio/silk"),
    (b"\x02#!SILK_V3", "audio/silk"),
    (b"ADIF", "audio/aac"),
)
_RIFF_FORMS = {b"WEBP": "image/webp", b"WAVE": "audio/wav", b"AVI ": "video/x-msvideo"}
_HEIF_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"})
_SOUND_BRANDS = frozenset({b"M4A ", b"M4B ", b"M4P "})
_MATROSKA = b"\x1a\x45\xdf\xa3"
_SOUND_TRACK_CODECS = (b"A_OPUS", b"A_VORBIS", b"A_AAC", b"A_PCM")


def sniff(head: bytes) -> str:
    """Return the media type that the first bytes show, or ``application/octet-stream`` when nothing fits.

    ``head`` is the start of the file, ``SNIFF_BYTES`` long or the whole file if it is shorter. A container that can
    hold pictures or sound only (WebM, MP4) is told apart as far as the head goes: decoding has the last word.
    """
    for start, media_type in _STARTS:
        if head.startswith(start):
            return media_type
    if head[:4] == b"RIFF":
        return _RIFF_FORMS.get(head[8:12], UNKNOWN)
    if head[4:8] == b"ftyp":
        return _sniff_iso_container(head)
    if head.startswith(_MATROSKA):
        return _sniff_matroska(head)
    if head[:2] == b"BM" and len(head) >= 26 and int.from_bytes(head[14:18], "little") in {12, 40, 52, 56, 108, 124}:
        return "image/bmp"
    return _sniff_bare_stream(head)


def is_picture(media_type: str) -> bool:
    """Return whether this is a type of still picture."""
    return media_type.startswith("image/")


def is_sound(media_type: str) -> bool:
    """Return whether this is a type of sound."""
    return media_type.startswith("audio/")


def is_video(media_type: str) -> bool:
    """Return whether this is a type of video."""
    return media_type.startswith("video/")


def _sniff_iso_container(head: bytes) -> str:
    """Tell HEIC, AVIF, M4A, 3GP, MOV and MP4 apart by the brands of the first box."""
    size = int.from_bytes(head[:4], "big")
    body = head[8 : max(12, min(size, len(head)))]
    major = body[:4]
    brands = {body[i : i + 4] for i in range(0, len(body) - 3, 4) if i != 4}
    if major in {b"avif", b"avis"} or (brands & {b"avif", b"avis"} and major in {b"mif1", b"msf1"}):
        return "image/avif"
    if major in _HEIF_BRANDS:
        return "image/heic"
    if major in _SOUND_BRANDS:
        return "audio/mp4"
    if major[:2] == b"3g":
        return "video/3gpp"
    return "video/quicktime" if major == b"qt  " else "video/mp4"


def _sniff_matroska(head: bytes) -> str:
    """Return sound when the head names a sound codec and no picture codec: what a browser's recorder makes."""
    if b"V_" not in head and any(codec in head for codec in _SOUND_TRACK_CODECS):
        return "audio/webm"
    return "video/webm"


def _sniff_bare_stream(head: bytes) -> str:
    """Recognise MPEG audio frames that stand without any header before them."""
    has_sync = len(head) >= 4 and head[0] == 0xFF
    if has_sync and head[1] & 0xF6 == 0xF0:
        return "audio/aac"
    has_layer = has_sync and head[1] & 0xE0 == 0xE0 and head[1] & 0x06 != 0
    has_valid_header = has_layer and head[1] & 0x18 != 0x08 and head[2] & 0xF0 != 0xF0 and head[2] & 0x0C != 0x0C
    return "audio/mpeg" if has_valid_header else UNKNOWN
