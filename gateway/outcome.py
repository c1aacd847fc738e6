"""What became of one submission: the object that ``lantern ask --json`` prints and the REST API answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from elder_mode.reply import Caption, Card, CardSpan, ChoiceLabel, Hotline, Speech, SpeechMark
from gateway.issue import Issue, Priority, RouteDecision
from gateway.ticket import Ticket, TranscriptPart


class State(StrEnum):
    """Where a submission stands."""

    ACCEPTED = "accepted"
    WORKING = "working"
    ANSWERED = "answered"
    ASKING = "asking"
    WITH_PERSON = "with_person"
    WITHDRAWN = "withdrawn"
    """Its sender took it back; it is kept, and nobody acts on it."""


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
    rate: float = 1.0
    """At which the sound was made; 1.0 = the voice's default pace, 0.6 to 2.0."""
    marks: tuple[SpeechMark, ...] = ()
    """When which words of which card are heard."""
    has_estimated_marks: bool = False
    cards: tuple[CardSpan, ...] = ()
    """Where each card is heard, so that one can be played alone."""

    @classmethod
    def of(cls, speech: Speech, *, path: str | None = None, url: str | None = None) -> "SpeechView":
        """Return what callers see of ``speech``."""
        return cls(
            engine=speech.engine,
            duration_s=speech.duration_s,
            path=path,
            url=url,
            captions=speech.captions,
            rate=speech.rate,
            marks=speech.marks,
            has_estimated_marks=speech.has_estimated_marks,
            cards=speech.cards,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class GuideView:
    """Which step of a guide an answer is: pages fold the steps before it, and go on here after a reload."""

    step: int
    """From 1."""
    of: int
    text: str
    """The step alone, as the card ends with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Forward:
    """What the person who writes can pass on to the one they write for."""

    language: str
    cards: tuple[Card, ...]


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
    autoplay: bool = True
    """False: the person reads; it is spoken only when they ask for it."""
    forward: Forward | None = None
    """The same for somebody else, in their language."""
    pinned: str | None = None
    """A step that stands at the top of the page from now on: the person asked for it again the same day."""
    speech: SpeechView | None = None
    marked_url: str | None = None
    """The person's own picture with the control marked, when there is one."""
    reworded: tuple[str, ...] = ()
    """Ways in which the same answer was already said in other words."""
    guide: GuideView | None = None
    """Only while somebody walks through a guide."""
    settings: Mapping[str, str] = field(default_factory=dict)
    """What the page shall change, as the person asked: ``rate`` → ``slower`` (docs/api.md)."""


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
