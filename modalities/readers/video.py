"""Videos: keyframes through the reader of pictures, the sound track through the same ears as a voice message.

Both come together in a story: which screen was to be seen when, where it was touched, what was said meanwhile.
"""

import logging
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from modalities import progress
from modalities.decode_sound import PLAYABLE, decode_sound
from modalities.decode_video import MAX_VIDEO_S, DecodedVideo, Keyframe, decode_video
from modalities.engines import ReadRequest
from modalities.errors import EngineFailedError, EngineUnavailableError, UnreadableMediaError
from modalities.evidence import DerivedFile, Modality, Moment, Problem, ProblemCode, Reading, Screen
from modalities.hearing import Heard, hear
from modalities.keyframes import MIN_KEYFRAMES
from modalities.media import MAX_SOUND_BYTES, SNIFF_BYTES, sniff
from modalities.readers import picture
from modalities.same_screen import looks_same
from modalities.same_words import says_same
from modalities.story import tell

MAX_READING_S = 75.0
"""After this time no further frame is begun: on a machine that is this busy the words must still be heard in time."""
_UNHEARD = frozenset({ProblemCode.SILENCE, ProblemCode.TOO_QUIET, ProblemCode.TOO_NOISY})
"""Of a video nobody expects speech: these are no trouble there."""
_LOGGER = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Seen:
    """One keyframe as read."""

    frame: Keyframe
    pixels: NDArray[np.uint8]
    screen: Screen | None
    """None when no text reader could be used."""


def read(request: ReadRequest) -> Reading:
    """Return the screens of a video in time order and the words spoken in it, on one clock that starts at its start."""
    with request.path.open("rb") as file:
        media_type = sniff(file.read(SNIFF_BYTES))
    blank = Reading(input_id=request.input_id, modality=Modality.VIDEO, media_type=media_type)
    with tempfile.TemporaryDirectory() as folder:
        try:
            video = decode_video(request.path, Path(folder))
        except UnreadableMediaError as error:
            return _only_heard(blank, request, str(error))
        seen, seeing_problems = _look(video, request)
        first_of = _first_of_each(seen)
        kept = _kept(first_of)
        screens, files = _keep([seen[at] for at in kept], request.out_dir)
    heard, sound_files = _listen(request, has_sound=video.has_sound)
    progress.forget(request.out_dir)
    _LOGGER.info("video read: seconds=%.1f frames=%s kept=%s", video.duration_s, len(video.frames), len(kept))
    return replace(
        blank,
        duration_s=video.duration_s,
        transcript=heard.transcript,
        screens=screens,
        problems=seeing_problems + heard.problems + _too_long(video),
        files=files + sound_files,
        measures=heard.measures,
        story=_story(video, seen, [kept.index(at) for at in first_of], heard),
    )


def _only_heard(blank: Reading, request: ReadRequest, detail: str) -> Reading:
    """Return what the sound gives when no picture could be decoded."""
    trouble = Problem(code=ProblemCode.UNREADABLE, detail=detail)
    heard, files = _listen(request, has_sound=True)
    if not files:
        return replace(blank, problems=(trouble,))
    return replace(
        blank, transcript=heard.transcript, problems=(trouble, *heard.problems), files=files, measures=heard.measures
    )


def _look(video: DecodedVideo, request: ReadRequest) -> tuple[list[_Seen], tuple[Problem, ...]]:
    """Read each frame that does not look like one that was read before."""
    seen: list[_Seen] = []
    problems: tuple[Problem, ...] = ()
    started = time.monotonic()
    for number, frame in enumerate(video.frames, 1):
        progress.note(request.out_dir, number - 1, len(video.frames))
        pixels = _pixels(frame.path)
        known = next((one for one in seen if one.screen is not None and looks_same(one.pixels, pixels)), None)
        if known is not None:
            seen.append(_Seen(frame=frame, pixels=known.pixels, screen=known.screen))
            continue
        screen: Screen | None = None
        if time.monotonic() - started > MAX_READING_S:
            problems = (Problem(code=ProblemCode.ENGINE_FAILED, detail="no time left for further frames"),)
            seen.append(_Seen(frame=frame, pixels=pixels, screen=None))
            continue
        try:
            screen = picture.read_frame(pixels, frame.t_s, request.engines, _file_name(number))
        except (EngineFailedError, EngineUnavailableError) as error:
            problems = (Problem(code=ProblemCode.ENGINE_FAILED, detail=f"frames not read: {type(error).__name__}"),)
        seen.append(_Seen(frame=frame, pixels=pixels, screen=screen))
    progress.note(request.out_dir, len(video.frames), len(video.frames))
    return seen, problems


def _first_of_each(seen: Sequence[_Seen]) -> list[int]:
    """Return for each frame the place of the first frame that shows the same screen: its own, when it is new."""
    first_of: list[int] = []
    for at, one in enumerate(seen):
        same = (earlier for earlier in range(at) if first_of[earlier] == earlier and _is_same(one, seen[earlier]))
        first_of.append(next(same, at))
    return first_of


def _is_same(one: _Seen, other: _Seen) -> bool:
    if one.screen is None or other.screen is None:
        return False
    return one.screen is other.screen or says_same(one.screen, other.screen)


def _kept(first_of: Sequence[int]) -> list[int]:
    """Return the places of the frames to keep: each screen once, and three in all if there were three."""
    repeats = [at for at, first in enumerate(first_of) if first != at]
    dropped = set(repeats[: max(0, len(first_of) - MIN_KEYFRAMES)])
    return [at for at in range(len(first_of)) if at not in dropped]


def _story(video: DecodedVideo, seen: Sequence[_Seen], places: Sequence[int], heard: Heard) -> tuple[Moment, ...]:
    """Return the story; ``places`` are indexes among the kept frames, which are the screens when frames were read."""
    are_read = all(one.screen is not None for one in seen)
    height, width = seen[0].pixels.shape[:2] if seen else (0, 0)
    return tell(
        video.shown,
        [place if are_read else None for place in places],
        video.taps,
        heard.transcript.words if heard.transcript is not None else (),
        (width, height) if seen else None,
    )


def _keep(kept: Sequence[_Seen], out_dir: Path) -> tuple[tuple[Screen, ...], tuple[DerivedFile, ...]]:
    out_dir.mkdir(parents=True, exist_ok=True)
    screens, files = [], []
    for number, one in enumerate(kept, 1):
        name = _file_name(number)
        (out_dir / name).write_bytes(one.frame.path.read_bytes())
        files.append(DerivedFile(name=name, media_type="image/jpeg"))
        if one.screen is not None:
            screens.append(replace(one.screen, frame_t_s=one.frame.t_s, file=name))
    return tuple(screens), tuple(files)


def _listen(request: ReadRequest, *, has_sound: bool) -> tuple[Heard, tuple[DerivedFile, ...]]:
    if not has_sound:
        return Heard(), ()
    try:
        sound = decode_sound(request.path, request.out_dir, max_s=MAX_VIDEO_S, max_bytes=MAX_SOUND_BYTES)
    except UnreadableMediaError as error:
        return Heard(problems=(Problem(code=ProblemCode.UNREADABLE, detail=f"sound track: {error}"),)), ()
    if not sound.has_track:
        return Heard(), ()
    heard = hear(sound.samples, language=request.language, engines=request.engines)
    expected = tuple(problem for problem in heard.problems if heard.measures or problem.code not in _UNHEARD)
    return replace(heard, problems=expected), (DerivedFile(name=PLAYABLE, media_type="audio/wav"),)


def _too_long(video: DecodedVideo) -> tuple[Problem, ...]:
    if not video.is_cut:
        return ()
    detail = f"the first {video.duration_s:.0f} s are read, at most {MAX_VIDEO_S:.0f}; the original is whole"
    return (Problem(code=ProblemCode.TOO_LONG, detail=detail),)


def _pixels(path: Path) -> NDArray[np.uint8]:
    """Return our own JPEG as (h, w, 3) uint8 BGR."""
    with Image.open(path, formats=("JPEG",)) as image:
        return np.ascontiguousarray(np.asarray(image.convert("RGB"), dtype=np.uint8)[:, :, ::-1])


def _file_name(number: int) -> str:
    return f"frame-{number}.jpg"
