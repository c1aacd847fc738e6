"""Pictures that tests pick on the page."""

import struct
import zlib

from playwright.sync_api import FilePayload

SIDE_PX = 64


def grey_picture(shade: int) -> FilePayload:
    """Return a grey PNG, made without any library, so that every shade gives other bytes."""
    rows = b"".join(b"\0" + bytes([shade]) * SIDE_PX for _ in range(SIDE_PX))

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", SIDE_PX, SIDE_PX, 8, 0, 0, 0, 0)
    data = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    return {"name": "grey.png", "mimeType": "image/png", "buffer": data}
