"""Guides and places on the screen, one step after the other. Pure."""

from elder_mode.reply import VERBATIM, Choice, Message
from elder_mode.sentences import split
from gateway import directions
from gateway.answer.urgent import PERSON
from gateway.answer.values import screen_words
from gateway.issue import AccessNeedName, Issue
from gateway.triage import Decision, Move, Note
from gateway.understand.pointing import SPOT_CHOICES
from gateway.understand.watching import Happening

GUIDE_CHOICES = (Choice.of("done", "choice.done"), Choice.of("not_found", "choice.not_found"), PERSON)
_SHORT = frozenset({Note.SAVED_PLACE, Note.SCREEN_SAME, Note.SCREEN_CHANGED})
"""Notes that say enough before a step: nothing is echoed or quoted beside them."""


def control(issue: Issue, said: tuple[Message, ...]) -> tuple[Message, ...]:
    """Return where the control is that the person looks for, or that it is not there."""
    control = issue.control
    if control is None:
        return said
    is_sightless = any(each.need is AccessNeedName.SCREEN_READER for each in issue.access_needs)
    where = directions.directions(control, is_sightless=is_sightless)
    if where:
        is_ringed = control.label is None and control.box is not None and not is_sightless
        return *said, *where, *((Message.of("control.marked"),) if is_ringed else ())
    if control.label is None:
        return said
    label = control.label.value
    return (
        *said,
        Message.of("control.not_there", label=directions.as_quote(label)),
        Message.of("control.not_there_next"),
    )


def control_choices(decision: Decision, issue: Issue) -> tuple[Choice, ...]:
    """Return what can be answered to a place on the screen."""
    if decision.move is not Move.POINT_AT:
        return Choice.of("photo", "choice.photo"), PERSON
    spots = issue.control.spots if issue.control else ()
    if len(spots) > 1:
        return (*(Choice.of(each, f"choice.{each}") for each in SPOT_CHOICES[: len(spots)]), PERSON)
    return GUIDE_CHOICES


def is_written(issue: Issue) -> bool:
    """Say whether the person is written to instead of spoken to."""
    return any(each.need is AccessNeedName.CAPTIONS for each in issue.access_needs)


def told(happening: Happening) -> Message:
    """Return what came up in a recording, with its second."""
    second = str(happening.second)
    if happening.kind == "failure":
        words = directions.as_quote(happening.screen.lines[happening.line].text)
        return Message.of("seen.failure_at", second=second, words=words)
    return Message.of("seen.advert_touched" if happening.is_touched else "seen.advert_at", second=second)


def guide(
    decision: Decision, issue: Issue, said: tuple[Message, ...]
) -> tuple[tuple[Message, ...], tuple[Choice, ...]]:
    """Return one step, and what can be answered to it."""
    article = decision.article
    if decision.move is Move.GUIDE_DONE or article is None:
        return (Message.of("guide.done"),), (Choice.of("gone_ok", "choice.gone_ok"), PERSON)
    if decision.move is Move.TEACH_BACK:
        return (Message.of("ask.teach_back"),), (Choice.of("not_sure", "choice.not_sure"), PERSON)
    step = article.steps[decision.step_no - 1]
    number = Message.of("guide.step", n=str(decision.step_no), of=str(len(article.steps)), text=step)
    if decision.move is Move.SMALLER_STEPS:
        pieces = tuple(Message.of(VERBATIM, text=piece) for piece in split(article.steps[0]))
        return (Message.of("guide.smaller"), *pieces), GUIDE_CHOICES
    if decision.move is Move.GUIDE_AGAIN:
        offline = tuple(Message.of("guide.offline", text=way) for way in article.offline_way[:1])
        return (Message.of("guide.again"), number, *offline), GUIDE_CHOICES
    if decision.step_no > 1 or _SHORT & set(decision.notes):
        return (number,), GUIDE_CHOICES
    seen = screen_words(issue)
    quoted = (Message.of("seen.message", words=seen),) if seen else ()
    lead = (Message.of(VERBATIM, text=article.lead),) if article.lead else ()
    offline = (Message.of("guide.offline", text=_joined(article.offline_way, issue.language)),) if quoted else ()
    return (*said, *quoted, *lead, number, *offline), GUIDE_CHOICES


def _joined(sentences: tuple[str, ...], language: str) -> str:
    return (" " if language == "en" else "").join(sentences)
