"""What Lantern wants to say, before it becomes words: message keys and parameters.

Every sentence that a person can hear stands in a language file; a reply only names it. Parameters carry names,
numbers and quotes; ``verbatim`` carries sentences of an approved article or of an agent.
"""

from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Speech:
    """A presentation as sound."""

    engine: str
    """File name of the voice that spoke."""
    media_type: str
    duration_s: float
    path: str
    captions: tuple[Caption, ...] = ()
