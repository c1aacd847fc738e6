"""Keyframes of a video, in a process of its own (``python -m modalities.decode_video``).

The first pass looks at four small pictures a second and finds where the screen changes, and at every frame, smaller
still, for touches; then the chosen frames are taken at full size, upright. ``modalities.keyframes`` chooses.
"""

import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from modalities import confined
from modalities.errors import UnreadableMediaError
from modalities.keyframes import Choice, Shown, choose
from modalities.probes import Probe
from modalities.taps import Tap, TapWatcher
from modalities.video_frames import frames, has_sound, luma_of, open_video, pictures, small, upright

if TYPE_CHECKING:
    from av import VideoFrame
    from av.container import InputContainer

MAX_VIDEO_S = 60.0
"""The first minute is read; the whole original stays (contract.md)."""
MAX_VIDEO_BYTES = 200_000_000
PROBES_PER_S = 4.0

_JPEG_QUALITY = 92
_MEMORY_BYTES = 2_000_000_000
_CPU_S = 100
_WALL_S = 120
_LOOK_S = 45.0
"""For the first pass, of the processor's time and of the clock's: what was seen until then is used, and the second pass
takes no longer. A minute of 4K reaches it on a slow machine."""
_CHECK_FRAMES = 8
_HELD_BYTES = 400_000_000
"""Of full pictures of the probes; a longer or larger video is decoded twice instead."""


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
    shown: tuple[Shown, ...] = ()
    """When which of the frames was to be seen, in time order."""
    taps: tuple[Tap, ...] = ()
    """Touches that were surely seen."""


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
    times, duration_s, shown, taps = (told[key] for key in ("times_s", "duration_s", "shown", "taps"))
    if not isinstance(times, list) or not isinstance(shown, list) or not isinstance(taps, list):
        raise UnreadableMediaError("the decoder gave no answer")
    return DecodedVideo(
        duration_s=float(str(duration_s)),
        frames=tuple(
            Keyframe(t_s=float(t_s), path=out_dir / _file_name(number)) for number, t_s in enumerate(times, 1)
        ),
        has_sound=bool(told["has_sound"]),
        is_cut=bool(told["is_cut"]),
        shown=tuple(Shown(t_s=t_s, frame=frame) for t_s, frame in shown),
        taps=tuple(
            Tap(t_s=t_s, left=left, top=top, width=width, height=height) for t_s, left, top, width, height in taps
        ),
    )


def tracks(path: Path) -> Tracks:
    """Return what the container holds, without decoding it.

    Raises:
        UnreadableMediaError: the bytes are no container that can be opened.
    """
    told = confined.run("modalities.decode_video", ["tracks", str(path)], wall_s=30)
    return Tracks(has_pictures=bool(told["has_pictures"]), has_sound=bool(told["has_sound"]))


def prepare() -> None:
    """Load what decodes, where no video is at hand yet (``modalities.confined``)."""
    import av.video.reformatter  # noqa: F401, PLC0415  # loaded only where videos are decoded
    from PIL import Image  # noqa: PLC0415  # as above

    Image.preinit()


def main(arguments: list[str]) -> int:
    """Do ``tracks IN`` or ``frames IN OUT_DIR``; return the exit code."""
    task, path = arguments[0], Path(arguments[1])
    confined.limit(memory_bytes=_MEMORY_BYTES, cpu_s=_CPU_S, wall_s=_WALL_S, file_bytes=50_000_000)
    import av  # noqa: PLC0415  # only after the limits stand

    try:
        if task == "tracks":
            with open_video(path) as container:
                confined.answer({"has_pictures": pictures(container) is not None, "has_sound": has_sound(container)})
        else:
            confined.answer(_extract(path, Path(arguments[2])))
    except UnreadableMediaError as error:
        return confined.refuse(str(error))
    except (av.FFmpegError, OSError, ValueError, MemoryError) as error:
        return confined.refuse(f"no video can be decoded ({type(error).__name__})")
    return 0


def _extract(path: Path, out_dir: Path) -> dict[str, object]:
    with open_video(path) as container:
        is_heard = has_sound(container)
        if pictures(container) is None:
            raise UnreadableMediaError("no picture track")
        looked = _look(container)
    chosen = choose(looked.probes, duration_s=looked.duration_s)
    times = _save(_taken(path, [probe.frame_index for probe in chosen.probes], looked.held), out_dir)
    return {
        "times_s": times,
        "duration_s": looked.duration_s,
        "has_sound": is_heard,
        "is_cut": looked.is_cut,
        "shown": _told_shown(chosen, times),
        "taps": [
            [round(value, 4) for value in (tap.t_s, tap.left, tap.top, tap.width, tap.height)] for tap in looked.taps
        ],
    }


def _told_shown(chosen: Choice, times: list[float]) -> list[list[float | int | None]]:
    """Return when which frame was to be seen; a frame that could not be taken the second time is none."""
    known = range(len(times))
    return [[round(each.t_s, 3), each.frame if each.frame in known else None] for each in chosen.shown]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Looked:
    """What the first pass gave."""

    probes: list[Probe]
    taps: tuple[Tap, ...]
    duration_s: float
    is_cut: bool
    held: "dict[int, tuple[float, VideoFrame]]"
    """By index: time and full picture of each probe; empty when they took too much memory."""


class _Album:
    """Probes of all moments so far, and the full pictures that they were made from while there is room."""

    def __init__(self) -> None:
        from av.video.reformatter import VideoReformatter  # noqa: PLC0415  # only after the limits stand

        self.probes: list[Probe] = []
        self.held: dict[int, tuple[float, VideoFrame]] = {}
        self._room = _HELD_BYTES
        self._shrink = VideoReformatter()  # kept, because to make one for each frame takes longer than its work

    def fill(self, index: int, t_s: float, frame: "VideoFrame", until_s: float) -> None:
        """Add the probes of all moments before ``until_s``, at which this frame was still to be seen."""
        while len(self.probes) / PROBES_PER_S < until_s - 1e-6:
            last = self.probes[-1] if self.probes else None
            if last is not None and last.frame_index == index:
                grey = last.grey
            else:
                grey = small(frame, self._shrink)
                self._hold(index, t_s, frame)
                if last is not None and np.array_equal(grey, last.grey):
                    grey = last.grey  # one picture, so that it is looked at once
            self.probes.append(Probe(frame_index=index, t_s=len(self.probes) / PROBES_PER_S, grey=grey))

    def _hold(self, index: int, t_s: float, frame: "VideoFrame") -> None:
        self._room -= sum(plane.buffer_size for plane in frame.planes)
        if self._room < 0:
            self.held.clear()
        else:
            self.held[index] = (t_s, frame)


def _look(container: "InputContainer") -> _Looked:
    """Return the small pictures, four a second, the touches, the length, and whether there was more than is read.

    A probe is what is to be seen at its moment: recorders write a frame only when something changes, and the frame
    before it stands until then.
    """
    album, watcher = _Album(), TapWatcher()
    started, started_cpu = time.monotonic(), time.process_time()
    shown: tuple[int, float, VideoFrame] | None = None
    last_s, step_s, is_cut, is_slow = 0.0, 0.04, False, False
    for index, t_s, frame in frames(container):
        if index % _CHECK_FRAMES == 0:
            is_slow = max(time.monotonic() - started, time.process_time() - started_cpu) > _LOOK_S
        if t_s > MAX_VIDEO_S or (is_slow and t_s > last_s):
            last_s, step_s, is_cut = min(t_s, MAX_VIDEO_S), 0.0, True
            break
        if t_s > last_s:
            last_s, step_s = t_s, t_s - last_s
        if shown is not None:
            album.fill(*shown, t_s)
        shown = (index, t_s, frame)
        if (luma := luma_of(frame)) is not None:
            watcher.look(t_s, luma)
    if shown is None:
        raise UnreadableMediaError("the picture track is empty")
    duration_s = round(last_s + min(step_s, 1.0), 3)
    album.fill(*shown, duration_s)
    return _Looked(probes=album.probes, taps=watcher.taps(), duration_s=duration_s, is_cut=is_cut, held=album.held)


def _taken(
    path: Path, wanted: list[int], held: "dict[int, tuple[float, VideoFrame]]"
) -> "Iterator[tuple[float, VideoFrame]]":
    """Yield time and picture of the wanted frames; what was not held is decoded a second time."""
    if held:
        yield from (held[index] for index in wanted)
        return
    with open_video(path) as container:
        for index, t_s, frame in frames(container):
            if index in wanted:
                yield t_s, frame
            if index >= wanted[-1]:
                return


def _save(taken: "Iterable[tuple[float, VideoFrame]]", out_dir: Path) -> list[float]:
    """Write the frames, upright and scaled, and return their times."""
    times: list[float] = []
    for t_s, frame in taken:
        times.append(round(t_s, 3))
        upright(frame).save(out_dir / _file_name(len(times)), "JPEG", quality=_JPEG_QUALITY)
    return times


def _file_name(number: int) -> str:
    return f"keyframe-{number}.jpg"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
