"""The structured issue: every value says where it came from, or is null.

Records only (schema version 1). They are built by ``gateway/understand/describe.py`` and checked by
``gateway/issue_rules.py``.
"""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Generic, Literal, TypeVar

from modalities.evidence import Box, Evidence, IconName, PanelKind, Role

T = TypeVar("T")
SCHEMA_VERSION = 1
MAX_CLARIFICATIONS = 2


class ClaimStatus(StrEnum):
    """How a value came to be known."""

    STATED = "stated"
    OBSERVED = "observed"
    INFERRED = "inferred"
    CONFIRMED = "confirmed"
    CONTRADICTED = "contradicted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim(Generic[T]):
    """One known value and its evidence. What is not known has no claim at all (null), never a guess."""

    value: T
    status: ClaimStatus
    confidence: float
    """0..1."""
    evidence: tuple[Evidence, ...]
    """At least one."""
    method: str
    """``typed``, ``asr:<engine>``, ``ocr:<engine>``, ``ui:<engine>``, ``rule:<id>``, ``model:<id>``, ``agent:<id>`` or
    ``page`` (told by the page on which the person was)."""


class Relation(StrEnum):
    """Who writes: the person, or somebody for them."""

    SELF = "self"
    CHILD = "child"
    CARER = "carer"
    NEIGHBOUR = "neighbour"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reporter:
    """Who tells us."""

    relation: Relation = Relation.UNKNOWN
    speaking_for: Claim[str] | None = None


class ObjectKind(StrEnum):
    """What kind of thing the trouble is with."""

    APP = "app"
    WEBSITE = "website"
    DEVICE = "device"
    SERVICE = "service"
    PAPER = "paper"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueObject:
    """The thing that the trouble is with."""

    kind: Claim[ObjectKind] | None = None
    name: Claim[str] | None = None
    screen_title: Claim[str] | None = None
    version: Claim[str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """One place on a screen where the control that the person means may stand, and what is around it."""

    label: str | None
    """How it is called in words; None for a sign without words."""
    icon: IconName | None
    role: Role
    box: Box
    is_enabled: bool | None
    is_on: bool | None
    is_selected: bool | None
    panel: PanelKind | None
    """What it lies in; None = the page itself."""
    is_behind: bool
    """A dialog or sheet is open, and it does not lie in it."""
    nth: int | None
    """Place among what can be used in the same window, from 1; None when it was not seen as a control."""
    heard_before: int
    """How often a reading voice says the same words before it comes here."""
    needs_care: bool
    """It pays or permits: nobody is told to press it."""
    words_near: str | None
    """The nearest other words; no numbers. None when there are none."""
    words_before: str | None
    """The last words before it when the page is read; no numbers."""
    words_after: str | None
    """The first words after it when the page is read; no numbers."""
    steps_on: int
    """From ``words_before`` on to it: how many steps of a reading voice, about; at least 1."""
    steps_back: int
    """From ``words_after`` back to it, alike."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlClaim:
    """The control that the person means."""

    label: Claim[str] | None = None
    role: Claim[Role] | None = None
    has_visible_text: Claim[bool] | None = None
    labelled_for_sr: Claim[bool] | None = None
    """Only from the person's words: a picture cannot show it."""
    enabled: Claim[bool] | None = None
    box: Box | None = None
    """Where it is in the picture; None when it is not there, or at several places: nothing is pointed at blindly."""
    is_on_screen: Claim[bool] | None = None
    """False: the person named it, a screen was read, and it is not on it."""
    spots: tuple[Spot, ...] = ()
    """Every place where it may stand, in reading order; one when it is surely found."""


class NumberKind(StrEnum):
    """Numbers that can hurt."""

    MONEY = "money"
    DOSE = "dose"
    DATE = "date"
    TIME = "time"
    PHONE = "phone"
    CARD = "card"
    CODE = "code"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberClaim:
    """A number, with its unit and what may be shown of it."""

    kind: NumberKind
    value: Claim[str]
    """Decimal string, or RFC 3339 ``start/end`` for dates and times; tails only for cards."""
    unit: str | None
    """``CNY``, ``mg`` …; never None for money, doses, temperature and pressure."""
    needs_confirmation: bool
    masked: str
    """What may be shown; equal to the value when nothing has to be hidden."""
    is_approximate: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """Two sources that do not agree."""

    field: str
    claim_a: Claim[str]
    claim_b: Claim[str]
    said_to_user: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """Something that is not known yet."""

    field: str
    """Path in the issue: ``object.name``, ``symptom``, ``goal`` …"""
    why_needed: str
    """Key of the language file."""
    ask_text: str
    """Key of the question in the language file."""
    asked: Literal[0, 1, 2]
    blocking: bool


class AskOutcome(StrEnum):
    """What became of a question."""

    OPEN = "open"
    ANSWERED = "answered"
    NOT_UNDERSTOOD = "not_understood"
    SKIPPED = "skipped"
    DONT_KNOW = "dont_know"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question that the person has heard, so that nobody asks it again."""

    q_id: str
    """What was asked: a field path, ``retake`` for media, ``confirm_goal``, ``which_article`` …"""
    text: str
    """Key of the question; ``key|param=value|…`` when it had gaps."""
    spoken_at: datetime
    answer_input_id: str | None = None
    outcome: AskOutcome = AskOutcome.OPEN
    is_clarification: bool = True
    """False for repeats of a guide's step and for "say it again" after silence, which do not count towards two."""


class AccessNeedName(StrEnum):
    """How to help somebody. There is no field for a diagnosis."""

    LARGE_TEXT = "large_text"
    SPEECH = "speech"
    NO_COLOUR_WORDS = "no_colour_words"
    SCREEN_READER = "screen_reader"
    CAPTIONS = "captions"
    SLOW = "slow"
    QUIET_PLACE = "quiet_place"
    STEADY_TAP = "steady_tap"


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessNeed:
    """A way of helping that the person asked for or agreed to."""

    need: AccessNeedName
    source: Literal["said", "offered_accepted"]
    consent: Literal[True] = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Signal:
    """Something noticed in words or behaviour; gone when the issue is closed."""

    kind: Literal["vision", "hearing", "tremor", "memory", "emotion", "confusion", "third_party_present"]
    level: Literal["low", "medium", "high"]
    evidence: tuple[Evidence, ...]


class RiskKind(StrEnum):
    """Dangers that override everything."""

    SCAM = "scam"
    MEDICAL = "medical"
    SELF_HARM = "self_harm"
    MONEY_LOST = "money_lost"
    THREAT = "threat"
    FIRE_GAS = "fire_gas"


class Priority(StrEnum):
    """P0 now, P1 soon, P2 in turn."""

    P0 = "P0"
    P1 = "P1"
    P2 = "P2"


@dataclass(frozen=True, slots=True, kw_only=True)
class Risk:
    """A danger, with the words that show it."""

    kind: RiskKind
    level: Priority
    evidence: tuple[Evidence, ...]
    rule_ids: tuple[str, ...]
    line_spoken: str | None = None
    """Key of the safety line that the person heard."""
    family: str | None = None
    """Scam family, e.g. ``etc``, ``fake_support``; only for scams."""
    is_message: bool = False
    """The danger stands in a message that was received or photographed, not in what the person is doing."""


class RouteDecision(StrEnum):
    """Answer, ask, or hand over."""

    ANSWER = "answer"
    CLARIFY = "clarify"
    HUMAN = "human"


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """What was decided, and why."""

    decision: RouteDecision
    priority: Priority | None
    reasons: tuple[str, ...]
    """Trigger codes H1-H14 of docs/dialogue.md."""
    p_understood: float
    """0..1."""
    at: datetime
    ms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """How far a guide was walked."""

    guide_id: str
    step_no: int
    """From 1: the step that the person is at."""
    outcome: Literal["offered", "done", "not_found", "smaller", "finished", "left"]
    """``smaller``: the first step was told again in smaller pieces."""
    not_found: int = 0
    """How often this step was not found."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierMatter:
    """A matter of the same person, the same day, that the bot has answered: remembered to answer it alike again."""

    issue_id: str
    at: datetime
    goal: str | None
    symptom: str | None
    object_name: str | None
    answered_by: str | None
    """The article; None when no article answered it, or when its steps could not be followed."""
    times: int = 1
    """How often it was asked, this time included."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """How it ended."""

    state: Literal["open", "user_says_ok", "verified", "human_closed", "reopened", "withdrawn"] = "open"
    verified_by: Literal["screenshot", "teach_back", "day_after", "none"] = "none"
    cause: Literal["product", "process", "tech", "people", "policy", "unknown"] = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Privacy:
    """What was masked, and for how long we may keep the rest."""

    masked: tuple[tuple[str, int], ...] = ()
    """Kind and count."""
    media_consent: bool = True
    keep_until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """One matter of one person, across the messages of a session."""

    id: str
    created_at: datetime
    language: Literal["zh-CN", "yue", "en", "mixed"]
    schema_version: int = SCHEMA_VERSION
    submission_ids: tuple[str, ...] = ()
    reporter: Reporter = field(default_factory=Reporter)
    dialect_hint: Claim[str] | None = None
    """``yue``, ``sichuan`` …: the list of words (``lexicon/dialects``) from which most of the words come."""
    gloss: Claim[str] | None = None
    """The last words of the person in everyday Mandarin, for whoever does not speak as they do; inferred."""
    one_line: str = ""
    """At most 30 characters, made only from claims; empty when nothing is known."""
    goal: Claim[str] | None = None
    symptom: Claim[str] | None = None
    object: IssueObject = field(default_factory=IssueObject)
    control: ControlClaim | None = None
    message_on_screen: Claim[str] | None = None
    numbers: tuple[NumberClaim, ...] = ()
    steps_tried: tuple[Claim[str], ...] = ()
    happened_at: Claim[str] | None = None
    """The words; the resolved range stands in ``numbers`` (kind date or time)."""
    frequency: Claim[Literal["once", "sometimes", "always"]] | None = None
    since: Claim[str] | None = None
    impact: Claim[str] | None = None
    symptom_candidates: tuple[Claim[str], ...] = ()
    """What it might be, when it is not known: inferred, for the agent only."""
    contradictions: tuple[Contradiction, ...] = ()
    missing: tuple[Missing, ...] = ()
    asked: tuple[Asked, ...] = ()
    clarifications_used: Literal[0, 1, 2] = 0
    access_needs: tuple[AccessNeed, ...] = ()
    signals: tuple[Signal, ...] = ()
    risk: tuple[Risk, ...] = ()
    came_from: Claim[str] | None = None
    """Title and address of the page on which the person was before, told with their yes."""
    consent_family: Claim[bool] | None = None
    """Whether a named family contact may be told; None = never asked and never said."""
    wants_person: Claim[bool] | None = None
    attempts: Attempt | None = None
    repeats_of: str | None = None
    repeat_no: int = 0
    """How often the person has asked the same before, in this conversation."""
    answered_by: str | None = None
    """The article that answered it the last time; None when none did, or when its steps could not be followed."""
    earlier: tuple[EarlierMatter, ...] = ()
    """Matters of the same day before this one, oldest first."""
    route: Route | None = None
    resolution: Resolution = field(default_factory=Resolution)
    privacy: Privacy = field(default_factory=Privacy)
