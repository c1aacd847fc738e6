"""Voice messages and any other sound."""

import logging

from modalities.decode_sound import MAX_SOUND_S, PLAYABLE, DecodedSound, decode_sound
from modalities.engines import ReadRequest
from modalities.errors import UnreadableMediaError
from modalities.evidence import DerivedFile, Modality, Problem, ProblemCode, Reading
from modalities.hearing import hear
from modalities.media import SNIFF_BYTES, sniff

_LOGGER = logging.getLogger(__name__)


def read(request: ReadRequest) -> Reading:
    """Return the words of a recording with their times, a playable file for agents, and measures of the speech."""
    with request.path.open("rb") as file:
        media_type = sniff(file.read(SNIFF_BYTES))
    try:
        sound = decode_sound(request.path, request.out_dir)
    except UnreadableMediaError as error:
        return _unreadable(request, media_type, str(error))
    if not sound.has_track:
        return _unreadable(request, media_type, "no sound track")
    heard = hear(sound.samples, language=request.language, engines=request.engines)
    _LOGGER.info("voice read: seconds=%.1f problems=%s", sound.duration_s, len(heard.problems))
    return Reading(
        input_id=request.input_id,
        modality=Modality.VOICE,
        media_type=media_type.replace("video/", "audio/"),
        duration_s=sound.duration_s,
        transcript=heard.transcript,
        problems=heard.problems + _too_long(sound),
        files=(DerivedFile(name=PLAYABLE, media_type="audio/wav"),),
        measures=heard.measures,
    )


def _unreadable(request: ReadRequest, media_type: str, detail: str) -> Reading:
    return Reading(
        input_id=request.input_id,
        modality=Modality.VOICE,
        media_type=media_type,
        problems=(Problem(code=ProblemCode.UNREADABLE, detail=detail),),
    )


def _too_long(sound: DecodedSound) -> tuple[Problem, ...]:
    if not sound.is_cut:
        return ()
    detail = f"read {sound.duration_s:.0f} s of at most {MAX_SOUND_S:.0f} s; the original is whole"
    return (Problem(code=ProblemCode.TOO_LONG, detail=detail),)
