"""Keyframes of a video, in a process of its own (``python -m modalities.decode_video``).

The first pass looks at four small pictures a second and finds where the screen changes; the second takes the chosen
frames at full size, upright. ``modalities.keyframes`` chooses.
"""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from modalities import confined
from modalities.decode_sound import CONTAINERS
from modalities.errors import UnreadableMediaError
from modalities.keyframes import Probe, choose

if TYPE_CHECKING:
    from av import VideoFrame
    from av.container import InputContainer

MAX_VIDEO_S = 60.0
"""The first minute is read; the whole original stays (contract.md)."""
MAX_VIDEO_BYTES = 200_000_000
MAX_SHORT_SIDE_PX = 1_080
PROBES_PER_S = 4.0
PROBE_WIDTH_PX = 180

_MAX_FRAME_PIXELS = 40_000_000
_JPEG_QUALITY = 92
_MEMORY_BYTES = 2_000_000_000
_CPU_S = 100
_WALL_S = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Keyframe:
    """One chosen frame."""

    t_s: float
    """Seconds from the first frame."""
    path: Path
    """A JPEG, upright, at most 1080 px on the short side."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DecodedVideo:
    """The pictures of one video."""

    duration_s: float
    """Measured from the frames that were decoded."""
    frames: tuple[Keyframe, ...]
    """In time order, at most 8; empty when the file holds sound only."""
    has_sound: bool
    is_cut: bool
    """True when the video goes on after what was read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tracks:
    """What a container holds."""

    has_pictures: bool
    """A moving picture: the cover of a song does not count."""
    has_sound: bool


def decode_video(path: Path, out_dir: Path) -> DecodedVideo:
    """Return the keyframes of ``path``, written into ``out_dir`` as JPEG files.

    Raises:
        UnreadableMediaError: the bytes are no video that can be decoded here within the limits.
    """
    if path.stat().st_size > MAX_VIDEO_BYTES:
        raise UnreadableMediaError("the video is larger than 200 MB")
    out_dir.mkdir(parents=True, exist_ok=True)
    told = confined.run("modalities.decode_video", ["frames", str(path), str(out_dir)], wall_s=_WALL_S + 10)
    times = told["times_s"]
    duration_s = told["duration_s"]
    if not isinstance(times, list) or not isinstance(duration_s, float):
        raise UnreadableMediaError("the decoder gave no answer")
    return DecodedVideo(
        duration_s=duration_s,
        frames=tuple(
            Keyframe(t_s=float(t_s), path=out_dir / _file_name(number)) for number, t_s in enumerate(times, 1)
        ),
        has_sound=bool(told["has_sound"]),
        is_cut=bool(told["is_cut"]),
    )


def tracks(path: Path) -> Tracks:
    """Return what the container holds, without decoding it.

    Raises:
        UnreadableMediaError: the bytes are no container that can be opened.
    """
    told = confined.run("modalities.decode_video", ["tracks", str(path)], wall_s=30)
    return Tracks(has_pictures=bool(told["has_pictures"]), has_sound=bool(told["has_sound"]))


def main(arguments: list[str]) -> int:
    """Do ``tracks IN`` or ``frames IN OUT_DIR``; return the exit code."""
    task, path = arguments[0], Path(arguments[1])
    confined.limit(memory_bytes=_MEMORY_BYTES, cpu_s=_CPU_S, wall_s=_WALL_S, file_bytes=50_000_000)
    import av  # noqa: PLC0415  # only after the limits stand

    try:
        if task == "tracks":
            with _open(path) as container:
                confined.answer({"has_pictures": _pictures(container) is not None, "has_sound": _has_sound(container)})
        else:
            confined.answer(_extract(path, Path(arguments[2])))
    except UnreadableMediaError as error:
        return confined.refuse(str(error))
    except (av.FFmpegError, OSError, ValueError, MemoryError) as error:
        return confined.refuse(f"no video can be decoded ({type(error).__name__})")
    return 0


def _extract(path: Path, out_dir: Path) -> dict[str, object]:
    with _open(path) as container:
        has_sound = _has_sound(container)
        if _pictures(container) is None:
            raise UnreadableMediaError("no picture track")
        probes, duration_s, is_cut = _probe(container)
    chosen = choose(probes, duration_s=duration_s)
    with _open(path) as container:
        times = _save(container, [probe.frame_index for probe in chosen], out_dir)
    return {"times_s": times, "duration_s": duration_s, "has_sound": has_sound, "is_cut": is_cut}


def _probe(container: "InputContainer") -> tuple[list[Probe], float, bool]:
    """Return the small pictures, the length in seconds, and whether there was more than is read."""
    probes: list[Probe] = []
    next_s, last_s, step_s = 0.0, 0.0, 0.04
    for index, t_s, frame in _frames(container):
        if t_s > MAX_VIDEO_S:
            return probes, MAX_VIDEO_S, True
        if t_s > last_s:
            last_s, step_s = t_s, t_s - last_s
        if t_s + 1e-6 >= next_s:
            height = max(2, round(frame.height * PROBE_WIDTH_PX / frame.width))
            small = frame.reformat(width=PROBE_WIDTH_PX, height=height, format="gray").to_ndarray()
            probes.append(Probe(frame_index=index, t_s=t_s, grey=np.ascontiguousarray(small)))
            next_s = max(next_s + 1 / PROBES_PER_S, t_s)
    if not probes:
        raise UnreadableMediaError("the picture track is empty")
    return probes, round(last_s + min(step_s, 1.0), 3), False


def _save(container: "InputContainer", wanted: list[int], out_dir: Path) -> list[float]:
    """Write the wanted frames, upright and scaled, and return their times."""
    times: list[float] = []
    for index, t_s, frame in _frames(container):
        if index in wanted:
            times.append(round(t_s, 3))
            shown = _upright(frame)
            shown.save(out_dir / _file_name(len(times)), "JPEG", quality=_JPEG_QUALITY)
        if index >= wanted[-1]:
            break
    return times


def _upright(frame: "VideoFrame"):  # type: ignore[no-untyped-def]  # a Pillow image, imported late
    from PIL import Image  # noqa: PLC0415  # only after the limits stand

    scale = min(1.0, MAX_SHORT_SIDE_PX / min(frame.width, frame.height))
    width, height = max(2, round(frame.width * scale)), max(2, round(frame.height * scale))
    pixels = frame.reformat(width=width, height=height, format="rgb24").to_ndarray()
    return Image.fromarray(pixels).rotate(frame.rotation, expand=True) if frame.rotation else Image.fromarray(pixels)


def _frames(container: "InputContainer") -> "Iterator[tuple[int, float, VideoFrame]]":
    """Yield (index, seconds from the first frame, frame); damaged packets are passed over."""
    import av  # noqa: PLC0415

    stream = _pictures(container)
    index, first_s, last_s = 0, None, 0.0
    for packet in container.demux(stream):
        try:
            frames = packet.decode()
        except av.InvalidDataError:
            continue
        for frame in frames:
            if frame.width * frame.height > _MAX_FRAME_PIXELS:
                raise UnreadableMediaError("the frames are too large")
            told_s = float(frame.time) if frame.time is not None else (first_s or 0.0) + last_s + 0.04
            first_s = told_s if first_s is None else first_s
            last_s = max(last_s, told_s - first_s)
            yield index, last_s, frame
            index += 1


def _open(path: Path) -> "InputContainer":
    import av  # noqa: PLC0415

    opened: InputContainer = av.open(str(path), options={"protocol_whitelist": "file", "format_whitelist": CONTAINERS})
    return opened


def _pictures(container: "InputContainer"):  # type: ignore[no-untyped-def]  # the library carries no types
    import av  # noqa: PLC0415

    attached = av.stream.Disposition.attached_pic
    return next((stream for stream in container.streams.video if not stream.disposition & attached), None)


def _has_sound(container: "InputContainer") -> bool:
    return bool(container.streams.audio)


def _file_name(number: int) -> str:
    return f"keyframe-{number}.jpg"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
