"""Videos: keyframes through the reader of pictures, the sound track through the same ears as a voice message."""

import logging
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from modalities.decode_sound import PLAYABLE, decode_sound
from modalities.decode_video import MAX_VIDEO_S, DecodedVideo, Keyframe, decode_video
from modalities.engines import ReadRequest
from modalities.errors import EngineFailedError, EngineUnavailableError, UnreadableMediaError
from modalities.evidence import DerivedFile, Modality, Problem, ProblemCode, Reading, Screen
from modalities.hearing import Heard, hear
from modalities.keyframes import MIN_KEYFRAMES
from modalities.media import MAX_SOUND_BYTES, SNIFF_BYTES, sniff
from modalities.readers import picture

SAME_TEXT = 0.8
"""Two frames with this much of their words in common (Jaccard) show the same screen."""
_UNHEARD = frozenset({ProblemCode.SILENCE, ProblemCode.TOO_QUIET, ProblemCode.TOO_NOISY})
"""Of a video nobody expects speech: these are no trouble there."""
_LOGGER = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seen:
    """One keyframe as read."""

    frame: Keyframe
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
            return replace(blank, problems=(Problem(code=ProblemCode.UNREADABLE, detail=str(error)),))
        seen, seeing_problems = _look(video, request)
        kept = _without_repeats(seen)
        screens, files = _keep(kept, request.out_dir)
    heard, sound_files = _listen(video, request)
    _LOGGER.info("video read: seconds=%.1f frames=%s kept=%s", video.duration_s, len(video.frames), len(kept))
    return replace(
        blank,
        duration_s=video.duration_s,
        transcript=heard.transcript,
        screens=screens,
        problems=seeing_problems + heard.problems + _too_long(video),
        files=files + sound_files,
        measures=heard.measures,
    )


def _look(video: DecodedVideo, request: ReadRequest) -> tuple[list[_Seen], tuple[Problem, ...]]:
    seen: list[_Seen] = []
    problems: tuple[Problem, ...] = ()
    for number, frame in enumerate(video.frames, 1):
        screen: Screen | None = None
        try:
            screen = picture.read_frame(_pixels(frame.path), frame.t_s, request.engines, _file_name(number))
        except (EngineFailedError, EngineUnavailableError) as error:
            problems = (Problem(code=ProblemCode.ENGINE_FAILED, detail=f"frames not read: {type(error).__name__}"),)
        seen.append(_Seen(frame=frame, screen=screen))
    return seen, problems


def _without_repeats(seen: Sequence[_Seen]) -> list[_Seen]:
    """Return the frames without those whose words an earlier one shows already; three stay if there were three."""
    repeats = [
        at
        for at, one in enumerate(seen)
        if any(_likeness(one.screen, earlier.screen) > SAME_TEXT for earlier in seen[:at])
    ]
    dropped = set(repeats[: max(0, len(seen) - MIN_KEYFRAMES)])
    return [one for at, one in enumerate(seen) if at not in dropped]


def _likeness(one: Screen | None, other: Screen | None) -> float:
    """Return which share of the words of both screens stands in both, 0..1; without words, screens are not alike."""
    if one is None or other is None:
        return 0.0
    words, others = ({line.text for line in screen.lines} for screen in (one, other))
    return len(words & others) / len(words | others) if words | others else 0.0


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


def _listen(video: DecodedVideo, request: ReadRequest) -> tuple[Heard, tuple[DerivedFile, ...]]:
    if not video.has_sound:
        return Heard(), ()
    try:
        sound = decode_sound(request.path, request.out_dir, max_s=MAX_VIDEO_S, max_bytes=MAX_SOUND_BYTES)
    except UnreadableMediaError as error:
        return Heard(problems=(Problem(code=ProblemCode.UNREADABLE, detail=f"sound track: {error}"),)), ()
    heard = hear(sound.samples, language=request.language, engines=request.engines)
    expected = tuple(problem for problem in heard.problems if heard.measures or problem.code not in _UNHEARD)
    return replace(heard, problems=expected), (DerivedFile(name=PLAYABLE, media_type="audio/wav"),)


def _too_long(video: DecodedVideo) -> tuple[Problem, ...]:
    if not video.is_cut:
        return ()
    return (
        Problem(code=ProblemCode.TOO_LONG, detail=f"the first {MAX_VIDEO_S:.0f} s are read; the original is whole"),
    )


def _pixels(path: Path) -> NDArray[np.uint8]:
    """Return our own JPEG as (h, w, 3) uint8 BGR."""
    with Image.open(path, formats=("JPEG",)) as image:
        return np.ascontiguousarray(np.asarray(image.convert("RGB"), dtype=np.uint8)[:, :, ::-1])


def _file_name(number: int) -> str:
    return f"frame-{number}.jpg"
