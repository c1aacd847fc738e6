"""The answer to a message that only asks for another setting: said in the new setting, and nothing else is touched.

It costs no question, makes no ticket, and keeps the place: the cards and buttons of the last answer stand behind it.
"""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Final

from elder_mode.language import Language
from elder_mode.present import present
from elder_mode.region import Region
from elder_mode.reply import Card, Choice, ChoiceLabel, Message, Presentation, Reply
from gateway.issue import AccessNeedName, Issue, RouteDecision
from gateway.outcome import Outcome, ReplyView
from gateway.ticket import Ticket
from gateway.triage import Decision, Move
from gateway.understand.facts import Facts
from gateway.understand.settings_said import Wish

CHOICE: Final = "set_"
"""Choices that change a setting begin with this; name and value follow, as in ``set_size_larger``."""
OFFERED: Final = frozenset({"size=larger", "rate=slower", "theme=dark"})
"""Settings that are offered when a message about another matter speaks of them (``ask.set_…``, ``choice.set_…``)."""
LANGUAGE: Final = "language"
FOUND_OR_NOT: Final = frozenset({"step", "retake", "say_again", "another_picture"})
"""Questions to which "I cannot see it" is the answer."""
_BACK: Final = "back"
_HEARD_AGAIN: Final = frozenset({"rate", "volume", "speech"})
"""After these the last answer is worth hearing again, even when it asked nothing."""
_OF_NEEDS: Final[Mapping[AccessNeedName, tuple[str, str]]] = MappingProxyType(
    {
        AccessNeedName.LARGE_TEXT: ("size", "larger"),
        AccessNeedName.SLOW: ("rate", "slower"),
        AccessNeedName.CAPTIONS: ("captions", "on"),
        AccessNeedName.SPEECH: ("speech", "on"),
    }
)
_TAKES_PART: Final = frozenset({RouteDecision.CLARIFY, RouteDecision.HUMAN})


def chosen(choice: str | None) -> Wish | None:
    """Return the wish of a button that changes a setting, or None."""
    if choice is None or not choice.startswith(CHOICE):
        return None
    name, _, value = choice.removeprefix(CHOICE).partition("_")
    is_known = f"{name}={value}" in OFFERED
    return Wish(settings=MappingProxyType({name: value}), is_alone=True) if is_known else None


def is_all(wish: Wish | None, facts: Facts, last: ReplyView | None) -> bool:
    """Say whether a message is to be answered by its setting alone.

    Danger and a wish for a person always win. Needs that somebody names before anything else was said are taken up
    with the question what the matter is; "change it back" means something only after a change.
    """
    if wish is None or not wish.is_alone:
        return False
    if facts.risks or facts.doubts or facts.wants_person is not None or facts.is_instructed:
        return False
    if last is None and facts.needs:
        return False
    return wish.settings.get(_BACK) != "last" or (last is not None and bool(last.settings))


def of_needs(needs: tuple[AccessNeedName, ...]) -> dict[str, str]:
    """Return the settings that go with ways of helping which a reply says have begun."""
    return dict(_OF_NEEDS[need] for need in needs if need in _OF_NEEDS)


def language_of(wish: Wish, submitted: str) -> str:
    """Return the language of the answer: the one that was asked for, else that of the message."""
    return wish.settings.get(LANGUAGE, submitted)


def decided(issue: Issue, ticket: Ticket | None) -> Decision:
    """Return a decision that leaves the matter where it stood before this message."""
    route = issue.route
    if ticket is not None:
        is_muted = ticket.owner.startswith("human:")
        return Decision(
            move=Move.MUTED if is_muted else Move.SETTING,
            route=RouteDecision.HUMAN,
            priority=ticket.priority,
            reasons=ticket.route.reasons if ticket.route and ticket.route.reasons else ("H1",),
        )
    if route is None or route.decision is RouteDecision.HUMAN:
        return Decision(move=Move.SETTING, route=RouteDecision.ANSWER, p_understood=1.0)
    return Decision(move=Move.SETTING, route=route.decision, priority=route.priority, reasons=route.reasons)


def presentation(
    wish: Wish, decision: Decision, last: ReplyView | None, language: Language, region: Region, *, is_open: bool
) -> Presentation:
    """Return what is shown and said.

    Args:
        wish: what changes.
        decision: where the matter stands.
        last: the last answer, if there was one.
        language: words of the language that is spoken from now on.
        region: for numbers to ring.
        is_open: there is a matter that is not done.
    """
    if decision.move is Move.MUTED:
        return Presentation(language=language.code, cards=())
    messages = tuple(Message.of(f"setting.{name}_{_key(value)}") for name, value in wish.settings.items())[:2]
    if last is None and decision.route is RouteDecision.ANSWER:
        reply = Reply(
            language=language.code,
            messages=(*messages, Message.of("ask.goal")),
            choices=(Choice.of("photo", "choice.photo"), Choice.of("human", "choice.human")),
        )
        return present(reply, language=language, region=region)
    said = present(Reply(language=language.code, messages=messages), language=language, region=region)
    if last is None:
        return said
    goes_on = (is_open and decision.route in _TAKES_PART) or last.guide is not None or bool(last.hotlines)
    is_wanted = goes_on or bool(_HEARD_AGAIN & wish.settings.keys())
    is_silent = wish.settings.get("speech") == "off"
    cards = said.cards
    if is_wanted and not is_silent and last.language == language.code:
        before = last.cards[1:] if last.settings else last.cards
        cards = _numbered((*said.cards[:1], *before))
    return replace(
        said,
        cards=cards,
        choices=tuple(_in(language, choice) for choice in last.choices),
        hotlines=last.hotlines,
        is_urgent=last.is_urgent,
        article_id=last.article_id,
    )


def with_place(outcome: Outcome, last: ReplyView | None) -> Outcome:
    """Return ``outcome`` with what belongs to the cards that are shown again, and with the sound that was asked for."""
    reply = outcome.reply
    speech = reply.settings.get("speech")
    if speech is not None:
        reply = replace(reply, autoplay=speech == "on")
    if last is not None and len(reply.cards) > 1:
        reply = replace(
            reply, guide=last.guide, marked_url=last.marked_url, is_sample=last.is_sample, pinned=last.pinned
        )
    return replace(outcome, reply=reply)


def offer(reply: Reply, wish: Wish | None) -> Reply:
    """Return ``reply`` with one setting offered beside it: the message was about something else."""
    name = next((f"{key}={value}" for key, value in wish.settings.items()), "") if wish and not wish.is_alone else ""
    if name not in OFFERED or len(reply.choices) < 1:
        return reply
    key = name.replace("=", "_")
    button = Choice.of(f"{CHOICE}{key}", f"choice.set_{key}")
    return replace(
        reply,
        messages=(*reply.messages, Message.of(f"ask.set_{key}")),
        choices=(*reply.choices[:-1], button, reply.choices[-1]),
    )


def _key(value: str) -> str:
    return value.replace("-", "_").lower()


def _in(language: Language, choice: ChoiceLabel) -> ChoiceLabel:
    """Return a button of the last answer in the words of ``language``, where its words do not hang on the matter."""
    key = f"choice.{choice.id}"
    if not language.has(key) or "{" in language.template(key):
        return choice
    return replace(choice, label=language.words(key))


def _numbered(cards: tuple[Card, ...]) -> tuple[Card, ...]:
    return tuple(replace(card, step=place, of=len(cards)) for place, card in enumerate(cards, start=1))
