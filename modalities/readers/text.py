"""Typed words."""

from modalities.engines import ReadRequest
from modalities.evidence import Modality, Problem, ProblemCode, Reading, Transcript

MEDIA_TYPE = "text/plain"
MAX_TEXT_BYTES = 1_000_000
"""More than anybody types; what is larger is a file for a person to look at."""


def read(request: ReadRequest) -> Reading:
    """Return the words as they were typed; UNREADABLE when the bytes are no UTF-8 text."""
    raw = request.path.read_bytes() if request.path.stat().st_size <= MAX_TEXT_BYTES else b"\0"
    text = _decoded(raw)
    if text is None:
        return Reading(
            input_id=request.input_id,
            modality=Modality.TEXT,
            media_type="application/octet-stream",
            problems=(Problem(code=ProblemCode.UNREADABLE, detail="no UTF-8 text"),),
        )
    typed = Transcript(text=text, language=request.language, engine="typed", confidence=1.0)
    return Reading(input_id=request.input_id, modality=Modality.TEXT, media_type=MEDIA_TYPE, transcript=typed)


def _decoded(raw: bytes) -> str | None:
    """Return the text; None for bytes that are no UTF-8, or hold a zero byte, which no keyboard makes."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    return None if "\0" in text else text
