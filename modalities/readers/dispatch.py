"""Chooses the reader by what the bytes are; what the sender says is a hint."""

import logging
from dataclasses import replace

from modalities.decode_video import tracks
from modalities.engines import ReadRequest
from modalities.errors import UnreadableMediaError
from modalities.evidence import Modality, Problem, ProblemCode, Reading
from modalities.media import SNIFF_BYTES, is_picture, is_sound, is_video, sniff
from modalities.readers import text

_LOGGER = logging.getLogger(__name__)
_MAYBE_VIDEO = frozenset({"audio/webm", "audio/ogg"})
"""Containers whose first bytes may not tell whether pictures follow."""


def read(request: ReadRequest) -> Reading:
    """Return all that one attachment gives. Never raises: what cannot be read is kept, and a person gets it."""
    with request.path.open("rb") as file:
        media_type = sniff(file.read(SNIFF_BYTES))
    modality: Modality | None = None
    try:
        modality = what_it_is(request, media_type)
        return _read_as(modality, request, media_type)
    except UnreadableMediaError as error:
        return _trouble(request, modality, media_type, ProblemCode.UNREADABLE, str(error))
    except Exception as error:  # noqa: BLE001  # the one border: whatever a reader did not foresee must end with a person
        # The text of the error may quote what somebody sent: only its class is written down.
        _LOGGER.error("reader failed: input=%s error=%s", request.input_id[:12], type(error).__name__)  # noqa: TRY400
        return _trouble(request, modality, media_type, ProblemCode.ENGINE_FAILED, type(error).__name__)


def what_it_is(request: ReadRequest, media_type: str) -> Modality | None:
    """Return the modality of the bytes: a picture sent as voice is a picture. None when nothing fits.

    Raises:
        UnreadableMediaError: a container of sound or video that cannot be opened.
    """
    if is_picture(media_type):
        return Modality.SCREENSHOT if request.modality is Modality.SCREENSHOT else Modality.PHOTO
    if is_video(media_type) or media_type in _MAYBE_VIDEO:
        return Modality.VIDEO if tracks(request.path).has_pictures else Modality.VOICE
    if is_sound(media_type):
        return Modality.VOICE
    return Modality.TEXT if request.modality in {None, Modality.TEXT} else None


def _read_as(modality: Modality | None, request: ReadRequest, media_type: str) -> Reading:
    match modality:
        case Modality.TEXT:
            return text.read(replace(request, modality=modality))
        case Modality.VOICE:
            from modalities.readers import voice  # noqa: PLC0415  # each reader loads its engines only when needed

            return voice.read(replace(request, modality=modality))
        case Modality.VIDEO:
            from modalities.readers import video  # noqa: PLC0415

            return video.read(replace(request, modality=modality))
        case Modality.SCREENSHOT:
            from modalities.readers import screenshot  # noqa: PLC0415

            return screenshot.read(replace(request, modality=modality))
        case Modality.PHOTO:
            from modalities.readers import photo  # noqa: PLC0415

            return photo.read(replace(request, modality=modality))
        case _:
            return _trouble(request, None, media_type, ProblemCode.UNREADABLE, "no known kind of file")


def _trouble(
    request: ReadRequest, modality: Modality | None, media_type: str, code: ProblemCode, detail: str
) -> Reading:
    return Reading(
        input_id=request.input_id,
        modality=modality or request.modality or Modality.TEXT,
        media_type=media_type,
        problems=(Problem(code=code, detail=detail),),
    )
