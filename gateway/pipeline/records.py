"""What the steps of the pipeline take in and give out: records only."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from elder_mode.reply import Presentation
from gateway.issue import Issue
from gateway.outcome import Outcome, ReplyView
from gateway.submission import Submission
from gateway.ticket import Ticket, TranscriptPart
from gateway.understand.settings_said import Wish
from modalities.evidence import Box, Reading

Failure = Literal["none", "reading", "understanding", "media"]
"""Which step could not do its work."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """What the store knows of a session when a message arrives."""

    session_id: str
    language: str
    region: str
    needs: tuple[str, ...] = ()
    issue: Issue | None = None
    """The open one."""
    last_issue: Issue | None = None
    """The one that was closed last, when none is open: the person may ask the same again, or say that it is back."""
    last_readings: tuple[Reading, ...] = ()
    """Of the messages of ``last_issue``."""
    ticket: Ticket | None = None
    """The open one of this session."""
    transcript: tuple[TranscriptPart, ...] = ()
    """So far, oldest first."""
    readings: tuple[Reading, ...] = ()
    """Of the earlier messages of the open issue."""
    is_always_human: bool = False
    last_reply: ReplyView | None = None
    """Our last answer in this session."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """Who is there to answer, at this moment."""

    is_somebody_on_duty: bool
    queue_before: int
    wait_estimate_s: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One message, and all that is known at the moment at which it is thought about."""

    submission: Submission
    readings: tuple[Reading, ...]
    """What its attachments gave."""
    conversation: Conversation
    duty: Duty
    now: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A control to be shown in the person's own picture."""

    input_id: str
    source_file: str
    box: Box


@dataclass(frozen=True, slots=True, kw_only=True)
class Thought:
    """The result of ``Pipeline.think``, ready to be saved."""

    outcome: Outcome
    presentation: Presentation
    transcript: tuple[TranscriptPart, ...]
    """What this message adds to the conversation: the person's parts, then ours."""
    mark: Mark | None = None
    """Drawn by ``Pipeline.draw``, which writes ``<out_dir>/<input_id>/marked.jpg``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Extra:
    """What goes into a reply beside its decision."""

    echo: str | None = None
    """The person's own words to begin with."""
    said: Presentation | None = None
    """The whole of what is said, in the place of the words of the decision."""
    settings: Mapping[str, str] | None = None
    """What the page shall change."""
    offered: Wish | None = None
    """Settings that the message spoke of beside its matter."""
