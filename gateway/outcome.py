"""What became of one submission: the object that ``lantern ask --json`` prints and the REST API answers."""

from dataclasses import dataclass
from enum import StrEnum

from elder_mode.reply import Caption, Card, ChoiceLabel, Hotline
from gateway.issue import Issue, Priority, RouteDecision
from gateway.ticket import Ticket, TranscriptPart


class State(StrEnum):
    """Where a submission stands."""

    ACCEPTED = "accepted"
    WORKING = "working"
    ANSWERED = "answered"
    ASKING = "asking"
    WITH_PERSON = "with_person"


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteView:
    """The decision, as other programs see it."""

    decision: RouteDecision
    priority: Priority | None
    reasons: tuple[str, ...]
    p_understood: float


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeechView:
    """The spoken reply. ``path`` on the command line, ``url`` over REST."""

    engine: str
    duration_s: float
    path: str | None = None
    url: str | None = None
    captions: tuple[Caption, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyView:
    """What the person sees and hears."""

    language: str
    cards: tuple[Card, ...]
    choices: tuple[ChoiceLabel, ...] = ()
    hotlines: tuple[Hotline, ...] = ()
    article_id: str | None = None
    is_urgent: bool = False
    is_sample: bool = False
    """An unreviewed sample article was used: the page says 示例，未经核对."""
    speech: SpeechView | None = None
    marked_url: str | None = None
    """The person's own picture with the control marked, when there is one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Timings:
    """Seconds spent in each step."""

    accept: float = 0.0
    read: float = 0.0
    understand: float = 0.0
    reply: float = 0.0
    speech: float = 0.0
    total: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One submission, answered, asked about, or with a person."""

    submission_id: str
    session_id: str
    state: State
    issue: Issue
    route: RouteView
    reply: ReplyView
    ticket: Ticket | None = None
    transcript: tuple[TranscriptPart, ...] = ()
    """What was heard, typed and read in this message, as stored (masked)."""
    timings_s: Timings = Timings()
