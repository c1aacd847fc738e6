"""What a person sent: the record that is accepted only when it is on disk."""

from dataclasses import dataclass
from datetime import datetime

from modalities.evidence import Modality


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """One original, kept byte for byte. Typed words are an attachment too (UTF-8, modality ``text``)."""

    input_id: str
    """SHA-256 (hex) of the bytes; also the name of the blob."""
    modality: Modality | None
    """What the person said it is; None for "a file", where the bytes decide."""
    name: str
    """As the sender called it: for display only, never part of a path."""
    size_bytes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Taps:
    """Repeats of one control that the page has ignored: one wish, many taps."""

    control: str
    """Name of the control on the page: letters, dashes and underscores."""
    count: int
    """All taps, the first included; from 2."""
    within_ms: int
    """From the first to the last, in milliseconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CameFrom:
    """The page of an organisation on which the person was before, told with their yes. Masked."""

    title: str
    address: str
    """Never followed by us, and no link for anybody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """One message: any mix of words, voice, pictures and video, or one choice."""

    id: str
    session_id: str
    language: str
    """``zh-CN``, ``yue`` or ``en``: chosen on the page, never guessed from the voice."""
    attachments: tuple[Attachment, ...]
    choice: str | None
    """Id of one of the choices of the last reply."""
    needs: tuple[str, ...]
    """Access needs that the person switched on (names of ``issue.AccessNeedName``)."""
    created_at: datetime
    channel: str
    """``page``, ``simple``, ``api`` or ``cli``."""
    taps: tuple[Taps, ...] = ()
    """What a trembling hand did before."""
    came_from: CameFrom | None = None
