"""One still picture, or one frame of a video: read its words, say what hinders reading, understand screens."""

import logging
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from modalities import quality
from modalities.codes_in_picture import find_codes
from modalities.decode_picture import DecodedPicture, decode_picture
from modalities.engines import EngineSettings, ReadRequest
from modalities.enhance import read_again_if_poor
from modalities.errors import EngineFailedError, EngineUnavailableError, UnreadableMediaError
from modalities.evidence import (
    DerivedFile,
    Modality,
    Problem,
    ProblemCode,
    Reading,
    Screen,
    ScreenKind,
    TextLine,
)
from modalities.media import SNIFF_BYTES, sniff
from modalities.ocr import TextReader, open_reader
from modalities.screen import is_drawn, kind_of, read_screen
from modalities.unread import read_missed

Image = npt.NDArray[np.uint8]

MIN_READABLE_SIDE_PX = 16
MAX_LINES_BESIDE_CODE = 30
"""A full page of print is not searched for codes."""
_LOGGER = logging.getLogger(__name__)


def read_picture(request: ReadRequest, modality: Modality) -> Reading:
    """Return the reading of a still picture, with ``upright.jpg`` in the request's folder.

    ``modality`` is what the sender called it: a hint for the kind of picture, and the reading's modality. Broken bytes
    and broken engines become problems, never exceptions.
    """
    try:
        media_type = sniff(_head(request))
        picture = decode_picture(request.path, request.out_dir)
    except (UnreadableMediaError, OSError) as error:
        _LOGGER.info("picture unreadable: attachment=%s error=%s", request.input_id, type(error).__name__)
        return Reading(
            input_id=request.input_id,
            modality=modality,
            media_type=sniff(_head(request)) if request.path.is_file() else "application/octet-stream",
            problems=(Problem(code=ProblemCode.UNREADABLE, detail=str(error)),),
        )
    screen, problems = _read_decoded(picture, modality, request.engines)
    return Reading(
        input_id=request.input_id,
        modality=modality,
        media_type=media_type,
        screens=(screen,),
        problems=problems,
        files=(DerivedFile(name=picture.file, media_type="image/jpeg"),),
    )


def read_frame(image: Image, frame_t_s: float | None, engines: EngineSettings, file: str | None) -> Screen:
    """Return what one frame of a video shows: ``image`` is (height, width, 3) uint8 BGR, ``file`` its picture.

    Raises:
        EngineFailedError: the text reader broke on this frame.
        EngineUnavailableError: no text reader can be used.
    """
    reader = open_reader(engines.ocr, engines)
    drawn = is_drawn(image)
    lines = reader.read(image, is_screen=drawn)
    if drawn:
        lines = read_missed(image, lines, reader)
    kind = kind_of(image, lines, drawn=drawn)
    return read_screen(image, lines, frame_t_s=frame_t_s, engine=reader.name, file=file, kind=kind)


def _head(request: ReadRequest) -> bytes:
    with request.path.open("rb") as file:
        return file.read(SNIFF_BYTES)


def _read_decoded(
    picture: DecodedPicture, hint: Modality, engines: EngineSettings
) -> tuple[Screen, tuple[Problem, ...]]:
    """Return the screen and what hinders reading; a broken engine leaves the picture for people to look at."""
    image = picture.image
    lines: tuple[TextLine, ...] = ()
    name, trouble = "", None
    drawn = not picture.is_from_camera and is_drawn(image, hint)
    is_screen = drawn and hint is not Modality.PHOTO
    small = quality.small_copy(image)
    measures = quality.measure(small)
    try:
        reader = open_reader(engines.ocr, engines)
        name = reader.name
        if min(image.shape[:2]) >= MIN_READABLE_SIDE_PX:
            lines = _lines(image, reader, measures, is_screen=is_screen)
    except (EngineFailedError, EngineUnavailableError) as error:
        _LOGGER.warning("text reader failed: error=%s", type(error).__name__)
        trouble = Problem(code=ProblemCode.ENGINE_FAILED, detail=str(error))
    kind = kind_of(image, lines, hint=hint, drawn=drawn)
    screen = read_screen(image, lines, frame_t_s=None, engine=name, file=picture.file, kind=kind)
    if trouble is not None:
        return screen, (trouble,)
    is_drawn_screen = kind is ScreenKind.SCREENSHOT
    if len(lines) <= MAX_LINES_BESIDE_CODE:
        screen = replace(screen, codes=find_codes(image))
    words = quality.measure_words(image, lines, is_screen=is_drawn_screen, small=small)
    found = quality.problems(measures, lines, words)
    # Small letters on a screenshot are as its maker chose them; no other distance would help.
    return screen, tuple(each for each in found if each.code is not ProblemCode.FAR or not is_drawn_screen)


def _lines(
    image: Image, reader: TextReader, measures: quality.PhotoMeasures, *, is_screen: bool
) -> tuple[TextLine, ...]:
    """Return the lines; a screen gets a second look at overlooked words, a poorly read photo a second try."""
    lines = reader.read(image, is_screen=is_screen)
    if is_screen:
        return read_missed(image, lines, reader)
    return read_again_if_poor(image, lines, measures, reader)
