"""What triage is told about a message, and what it answers: records only."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from gateway.issue import AccessNeedName, Asked, Claim, Priority, Risk, RouteDecision
from gateway.knowledge.articles import Article
from gateway.knowledge.search import Hit
from gateway.knowledge.signs import SignHit
from gateway.understand.watching import Happening
from modalities.evidence import ProblemCode

Noticed = Literal["vision", "hearing", "tremor", "memory"]
"""What a careful listener should offer help for. Never a diagnosis."""
OFFERED = "|article="
"""In ``Asked.text``: behind it stand the ids of the articles that a question offered, parted by commas."""


class Move(StrEnum):
    """What to do next. ``gateway/answer`` turns each into words."""

    MUTED = "muted"
    ADDED = "added"
    SAFETY = "safety"
    SCAM_CONFIRMED = "scam_confirmed"
    SCAM_MESSAGE = "scam_message"
    SCAM_LEFT = "scam_left"
    PERSON = "person"
    HAND_OVER = "hand_over"
    ADVICE_TO_PERSON = "advice_to_person"
    WITHOUT_PERSON = "without_person"
    """A person would be needed, and the person at the other end wants none: say so, and leave the door open."""
    MEDIA_TO_PERSON = "media_to_person"
    VOICE_TO_PERSON = "voice_to_person"
    SAY_AGAIN = "say_again"
    RETAKE = "retake"
    ASK = "ask"
    ASK_ON_PHONE = "ask_on_phone"
    ASK_DANGER = "ask_danger"
    """A danger was half heard: one plain question about it."""
    OFFER_ACCESS = "offer_access"
    CONTRADICTION = "contradiction"
    CONFIRM_GOAL = "confirm_goal"
    WHICH_ARTICLE = "which_article"
    EXPLAIN = "explain"
    GUIDE = "guide"
    GUIDE_AGAIN = "guide_again"
    TEACH_BACK = "teach_back"
    SMALLER_STEPS = "smaller_steps"
    GUIDE_DONE = "guide_done"
    FAREWELL = "farewell"
    POINT_AT = "point_at"
    NOT_THERE = "not_there"
    SETTING = "setting"
    """Only the page or the voice changes (gateway/setting_reply.py); the matter stays where it is."""


class Note(StrEnum):
    """What is said beside the move itself."""

    CODE_SECRET = "code_secret"  # noqa: S105  # a name, no secret
    CALM = "calm"
    NEED_ON = "need_on"
    DISAGREES = "disagrees"
    """What was said and what the picture shows are two things; it is named, nothing is asked."""
    SCREEN_SAME = "screen_same"
    SCREEN_CHANGED = "screen_changed"
    SAVED_PLACE = "saved_place"
    REPEAT = "repeat"
    OFFER_CALL = "offer_call"
    TOLD = "told"
    """What a recording shows is told back, with its second."""
    OFFER_WAY = "offer_way"
    READ_BACK = "read_back"
    ALREADY = "already"


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """What this message brought, beside what the issue already holds."""

    has_own_words: bool
    """The person said, typed or chose something that could be read."""
    has_picture_words: bool
    """A picture or video of this message holds words."""
    problems: tuple[ProblemCode, ...]
    new_risks: tuple[Risk, ...]
    wants_person: bool
    choice: str | None
    pending: Asked | None
    """The question that this message may answer."""
    said_yes: bool | None
    """True for yes, False for no, None for neither."""
    said_done: bool | None
    """True: the step is done; False: not found; None: neither."""
    hits: tuple[Hit, ...]
    sign_hits: tuple[SignHit, ...]
    sign_message: Claim[str] | None
    """The words in the picture that led to the first of ``sign_hits``."""
    chosen_article: Article | None
    """The article that a choice or a walked guide names."""
    is_thanks: bool
    """The person says no more than thanks, or that all is well."""
    is_small_talk: bool
    """A greeting, a sigh, a scolding: nothing about the matter yet."""
    names_control: bool
    """The person names a control in this message."""
    is_instructed: bool
    """Somebody else tells the person what to do, and money, codes, apps or sharing are in play."""
    ticket_owner: str | None
    """Owner of the open ticket of this session: ``queued``, ``human:<agent>`` or None."""
    ticket_reasons: tuple[str, ...]
    ticket_priority: Priority
    """Of the open ticket; P2 without one. An alarm is never lowered by a later message."""
    picture_is_readable: bool
    """Its words were read with good scores, however dark or slanted it is."""
    is_surely_ordinary: bool = True
    """No listener doubts that this is an ordinary question; otherwise nothing is answered without asking first."""
    doubts: tuple[Risk, ...] = ()
    """Dangers that may be meant in this message and are not sure."""
    is_refusing_person: bool = False
    """The person has said that they want no person; danger brings one all the same."""
    noticed: Noticed | None = None
    """What help should be offered for, from the words of all messages."""
    is_upset: bool = False
    """Anger, tears or panic in this message, or unease that has risen twice."""
    wants_advice: str | None = None
    """Kind of advice that is wanted and never given: ``medical``, ``legal`` or ``money``."""
    tells_code: bool = False
    """A one-time code stands in the words. It is masked; that nobody is to be told is said."""
    new_needs: tuple[AccessNeedName, ...] = ()
    """Ways of being helped that the person asks for in this message, in so many words."""
    is_screen_changed: bool | None = None
    """The new screenshot beside the one before it: another page, or the same; None without two screens."""
    is_step_named: bool | None = None
    """After a teach-back: the first step was named rightly or not; None when this is no answer to it."""
    is_back: bool = False
    """The person comes back to a guide after hours, or asks where we were."""
    is_said_again: bool = True
    """The words of this message alone lead to what was offered before."""
    meaning: tuple[str, str] | None = None
    """A word whose meaning is asked, and what it means."""
    happening: Happening | None = None
    """What came up in a recording of this message."""
    is_hardly_heard: bool = False
    """Words of a dialect were heard, and the recogniser is not sure of them."""
    takes_call: bool = False
    """The person says yes to a call, or to writing, by a person that was offered beside the last answer."""
    is_only_way: bool = False
    """All that this message says is how the person wants to be helped."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """The next move, and why."""

    move: Move
    route: RouteDecision
    priority: Priority | None = None
    reasons: tuple[str, ...] = ()
    p_understood: float = 0.0
    article: Article | None = None
    step_no: int = 1
    candidates: tuple[Article, ...] = ()
    q_id: str | None = None
    """What is asked, when something is."""
    is_clarification: bool = True
    problem: ProblemCode | None = None
    risk: Risk | None = None
    goal: str | None = None
    is_chosen: bool = False
    """The person chose the article, or said yes to it."""
    notes: tuple[Note, ...] = ()
    """Said beside it, in this order."""
    number: int | None = None
    """Index of the number of the issue that is read back."""
    disagreement: int | None = None
    """Index of the contradiction of the issue that is named."""
    meaning: tuple[str, str] | None = None
    happening: Happening | None = None
    advice: str | None = None
    offered_way: Noticed | None = None
    """Another way of telling that is offered beside the answer."""
    needs: tuple[AccessNeedName, ...] = ()
    """Ways of helping that begin with this reply, and are said."""
    is_failed_step: bool = False
    """This very step was shown or said to have failed."""
