"""The frames of a video file, one after the other, as decoders in a confined process give them.

Only programs that ``modalities.confined`` has limited call this.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from modalities.decode_sound import CONTAINERS
from modalities.errors import UnreadableMediaError
from modalities.taps import TAP_WIDTH_PX

if TYPE_CHECKING:
    from av import VideoFrame
    from av.container import InputContainer
    from av.video.reformatter import VideoReformatter

MAX_SHORT_SIDE_PX = 1_080
PROBE_SIDE_PX = 180
_MAX_FRAME_PIXELS = 40_000_000
_LARGE_PIXELS = 1920 * 1088
_LUMA_FIRST = frozenset({"yuv420p", "yuvj420p", "yuv422p", "yuvj422p", "yuv444p", "yuvj444p", "nv12", "nv21", "gray"})
"""Layouts whose first plane holds one byte of luma for each pixel."""


def small(frame: "VideoFrame", shrink: "VideoReformatter") -> NDArray[np.uint8]:
    """Return an upright probe: (h, w) luma, 180 px on the short side."""
    scale = PROBE_SIDE_PX / min(frame.width, frame.height)
    width, height = round(frame.width * scale), round(frame.height * scale)
    grey = shrink.reformat(frame, width=width, height=height, format="gray").to_ndarray()
    return np.ascontiguousarray(np.rot90(grey, _quarter_turns(frame)))


def luma_of(frame: "VideoFrame") -> NDArray[np.uint8] | None:
    """Return every n-th pixel of the luma, upright; None for layouts that do not keep it apart."""
    if frame.format.name not in _LUMA_FIRST:
        return None
    plane = frame.planes[0]
    step = max(1, min(frame.width, frame.height) // TAP_WIDTH_PX)
    rows = np.frombuffer(plane, np.uint8).reshape(-1, plane.line_size)[: frame.height : step, : frame.width : step]
    return np.ascontiguousarray(np.rot90(rows, _quarter_turns(frame)))


def upright(frame: "VideoFrame"):  # type: ignore[no-untyped-def]  # a Pillow image, imported late
    """Return the frame as people see it, at most 1080 px on the short side."""
    from PIL import Image  # noqa: PLC0415  # only after the limits stand

    scale = min(1.0, MAX_SHORT_SIDE_PX / min(frame.width, frame.height))
    width, height = max(2, round(frame.width * scale)), max(2, round(frame.height * scale))
    pixels = frame.reformat(width=width, height=height, format="rgb24").to_ndarray()
    return Image.fromarray(np.ascontiguousarray(np.rot90(pixels, _quarter_turns(frame))))


def frames(container: "InputContainer") -> "Iterator[tuple[int, float, VideoFrame]]":
    """Yield (index, seconds from the first frame, frame); damaged packets are passed over, a broken tail ends it."""
    import av  # noqa: PLC0415

    stream = pictures(container)
    if stream.width * stream.height > _LARGE_PIXELS:
        stream.thread_type, stream.codec_context.thread_count = "AUTO", 2
    packets = container.demux(stream)
    index, first_s, last_s = 0, None, 0.0
    while True:
        try:
            packet = next(packets, None)
        except av.FFmpegError:
            return  # the file breaks off here: what came before it stands
        if packet is None:
            return
        try:
            decoded = packet.decode()
        except av.FFmpegError:
            continue
        for frame in decoded:
            if frame.width * frame.height > _MAX_FRAME_PIXELS:
                raise UnreadableMediaError("the frames are too large")
            told_s = float(frame.time) if frame.time is not None else (first_s or 0.0) + last_s + 0.04
            first_s = told_s if first_s is None else first_s
            last_s = max(last_s, told_s - first_s)
            yield index, last_s, frame
            index += 1


def open_video(path: Path) -> "InputContainer":
    """Return the opened file: no other file and no address is opened by what stands in it."""
    import av  # noqa: PLC0415

    opened: InputContainer = av.open(str(path), options={"protocol_whitelist": "file", "format_whitelist": CONTAINERS})
    return opened


def pictures(container: "InputContainer"):  # type: ignore[no-untyped-def]  # the library carries no types
    """Return the moving picture, or None; the cover of a song does not count."""
    import av  # noqa: PLC0415

    attached = av.stream.Disposition.attached_pic
    return next((stream for stream in container.streams.video if not stream.disposition & attached), None)


def has_sound(container: "InputContainer") -> bool:
    """Return whether there is a sound track."""
    return bool(container.streams.audio)


def _quarter_turns(frame: "VideoFrame") -> int:
    return int(round(frame.rotation / 90) % 4)
