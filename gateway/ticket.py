"""The enriched ticket: the issue, and all that a person needs to take over without asking again."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Literal

from gateway.issue import Issue, Priority
from modalities.evidence import Box, Evidence


class Author(StrEnum):
    """Who says something in a conversation."""

    CUSTOMER = "customer"
    BOT = "bot"
    AGENT = "agent"


class TicketState(StrEnum):
    """Where a ticket stands."""

    QUEUED = "queued"
    CLAIMED = "claimed"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class TranscriptPart:
    """Something that was heard, typed, read in a picture, or said by us, as stored (masked)."""

    author: Author
    input_id: str | None
    """Which original it comes from; None for what Lantern or an agent said."""
    modality: str
    text: str
    at: datetime
    words: tuple[tuple[str, float, float], ...] = ()
    """(word, start in s, end in s) for recordings."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaItem:
    """An attachment as an agent may open it: re-encoded, upright, masked, playable."""

    input_id: str
    modality: str
    media_type: str
    name: str
    url: str
    """``/api/v1/media/<id>`` of what agents see or hear."""
    original_url: str
    """The untouched original; opening it is written into the audit."""
    duration_s: float | None = None
    width: int | None = None
    height: int | None = None
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineItem:
    """One thing that happened, in order."""

    at: datetime
    kind: str
    """``sent``, ``answered``, ``handed_over``, ``claimed``, ``agent_said`` or ``closed``; inside a recording ``seen``,
    ``touched`` or ``heard``."""
    text: str
    """Words, masked: what was said, what the screen is called, what stands near a touch. Empty when it is not known."""
    t_s: float | None = None
    """Seconds into a recording, for things inside one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Defect:
    """A control that cannot be used with a screen reader, as the person told: for those who make the product."""

    kind: Literal["accessibility"]
    app: str | None
    """Name of the app or page; None = not known."""
    screen: str | None
    """Title of the screen."""
    wanted: str | None
    """How the person calls the control."""
    label: str | None
    """The words that the control bears; None = none."""
    box: Box | None
    """Where it stands in the picture; None = not told for sure."""
    needs: tuple[str, ...]
    """Ways of helping that this person uses."""
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """An agent's note; customers never see it."""

    author: str
    at: datetime
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditEntry:
    """Who did what, when. Holds no content."""

    actor: str
    at: datetime
    action: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticket(Issue):
    """An issue in the hands of exactly one party. ``id`` stays the issue's; ``ticket_id`` is the ticket's own."""

    ticket_id: str
    session_id: str
    code: str
    """Short code that the person can say on the telephone or type on another device. Drawn by lot when saved."""
    state: TicketState = TicketState.QUEUED
    owner: str = "queued"
    """``bot``, ``queued``, ``human:<agent>`` or ``closed``."""
    priority: Priority = Priority.P2
    queue_no: int | None = None
    """How many are before this one, plus one; None when it is not queued."""
    wait_estimate_s: float | None = None
    """From the last hand-overs; None when there are too few to say."""
    sla_due: datetime | None = None
    is_somebody_on_duty: bool = False
    first_line_for_agent: str = ""
    """Restates the issue, so that the person need not."""
    skills: tuple[str, ...] = ()
    """Who should answer: a dialect (``yue`` …), ``screen_reader``, ``anti_fraud``, ``writing``."""
    defects: tuple[Defect, ...] = ()
    do_dont: tuple[str, ...] = ()
    """How to talk to this person, in sentences."""
    transcript: tuple[TranscriptPart, ...] = ()
    media: tuple[MediaItem, ...] = ()
    timeline: tuple[TimelineItem, ...] = ()
    notes: tuple[Note, ...] = ()
    audit: tuple[AuditEntry, ...] = ()
    call_back: str | None = None
    """Number to ring, given by the person; masked until the ticket is claimed."""
    sample_notice: str | None = None
    """Set when an unreviewed sample article took part."""
    failure: Literal["none", "reading", "understanding", "media"] = "none"
    """Which step could not do its work, when a failure brought the ticket about."""
