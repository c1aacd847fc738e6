"""What Lantern wants to say, before it becomes words: message keys and parameters.

Every sentence that a person can hear stands in a language file; a reply only names it. Parameters carry names,
numbers and quotes; ``verbatim`` carries sentences of an approved article or of an agent.
"""

from dataclasses import dataclass

from typing_extensions import TypedDict

VERBATIM = "verbatim"
"""Key of a message whose parameter ``text`` is said as it stands: an article's step, an agent's words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One thing to say: a key of the language file and what goes into its gaps."""

    key: str
    params: tuple[tuple[str, str], ...] = ()

    @staticmethod
    def of(key: str, **params: str) -> "Message":
        """Return the message ``key`` with ``params`` in its gaps."""
        return Message(key=key, params=tuple(sorted(params.items())))


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One large button under a reply. ``id`` comes back as ``choice`` with the next submission."""

    id: str
    key: str
    params: tuple[tuple[str, str], ...] = ()

    @staticmethod
    def of(choice_id: str, key: str, **params: str) -> "Choice":
        """Return the choice ``choice_id`` whose label is the language file's ``key``."""
        return Choice(id=choice_id, key=key, params=tuple(sorted(params.items())))


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """One answer to the person: what is said, in order, and what can be chosen."""

    language: str
    messages: tuple[Message, ...]
    choices: tuple[Choice, ...] = ()
    article_id: str | None = None
    is_urgent: bool = False
    """A safety line: spoken first, from pre-rendered sound where there is some."""
    is_one_line: bool = False
    """One sentence a card, for somebody who reads instead of listening."""
    hotlines: tuple[str, ...] = ()
    """Names of hotlines of the region (keys of ``regions/<ISO>.toml``) to show as large buttons."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One action, in large text: at most two sentences."""

    text: str
    step: int
    """Place among the cards of this reply, from 1."""
    of: int
    speech: str
    """The same for the ear: numbers spelled out, symbols named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceLabel:
    """A choice in words."""

    id: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Hotline:
    """A number to ring, as a large button."""

    number: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Presentation:
    """A reply in plain words, ready to be shown and spoken."""

    language: str
    cards: tuple[Card, ...]
    choices: tuple[ChoiceLabel, ...] = ()
    hotlines: tuple[Hotline, ...] = ()
    is_urgent: bool = False
    article_id: str | None = None

    @property
    def speech(self) -> str:
        """Return the whole text for the ear, one card after another."""
        return "\n".join(card.speech for card in self.cards)


@dataclass(frozen=True, slots=True, kw_only=True)
class Caption:
    """When a stretch of the spoken text is heard."""

    text: str
    t0_s: float
    t1_s: float


SpeechMark = TypedDict("SpeechMark", {"start_s": float, "end_s": float, "card": int, "from": int, "to": int})
"""When words of a card are heard: ``card`` is the place among the cards from 0; ``from`` and ``to`` are offsets into
the card's text in characters, ``to`` behind the last one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CardSpan:
    """Where in the sound one card is heard, so that it can be played alone."""

    start_s: float
    end_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Speech:
    """A presentation as sound."""

    engine: str
    """File name of the voice that spoke."""
    media_type: str
    duration_s: float
    """Measured from the decoded sound."""
    path: str
    captions: tuple[Caption, ...] = ()
    rate: float = 1.0
    """At which rate the sound was made; 1.0 = the default pace. For another rate, play it faster or slower."""
    words: tuple[Caption, ...] = ()
    """Times of single words, where the voice gives them; used for ``marks`` and not kept."""
    marks: tuple[SpeechMark, ...] = ()
    """In order of time."""
    has_estimated_marks: bool = False
    """The voice gave no times of words: those of ``marks`` are shared out by length."""
    cards: tuple[CardSpan, ...] = ()
    """One for each card."""
