"""Turn a decision into a reply: message keys and parameters, no words. Pure."""

from elder_mode.reply import Choice, Message, Reply
from gateway import directions
from gateway.answer.asking import WAYS, YES_NO, ask, disagreement
from gateway.answer.guiding import GUIDE_CHOICES, control, control_choices, guide, is_written, told
from gateway.answer.hall import Hall, person_choices, waiting
from gateway.answer.urgent import HOTLINES, PERSON, safety, scam_message
from gateway.answer.values import known_value, read_back
from gateway.issue import Issue, RiskKind
from gateway.triage import Decision, Move, Note

__all__ = ["WORDS_OF", "Hall", "compose"]
WORDS_OF = directions.WORDS_OF
_WANT = (Choice.of("want", "choice.want"),)
_LEFT_OPEN = (Choice.of("photo", "choice.photo"), PERSON)


def compose(decision: Decision, issue: Issue, hall: Hall, echo: str | None) -> Reply:
    """Return what to say for ``decision``.

    Args:
        decision: the next move.
        issue: the issue after this message.
        hall: queue and duty, for the honest words about waiting.
        echo: the person's own words to begin with, short and without numbers; None when there are none.
    """
    messages, choices = _messages(decision, issue, hall, echo)
    before, behind = _notes(decision, issue)
    risk = decision.risk
    hotlines = HOTLINES[risk.kind] if risk is not None and not risk.is_message else ()
    if decision.move is Move.SCAM_CONFIRMED:
        hotlines = HOTLINES[RiskKind.SCAM]
    if Note.READ_BACK in decision.notes:
        choices = (*YES_NO[:2], *choices)
    if {Note.OFFER_WAY, Note.OFFER_CALL} & set(decision.notes):
        choices = (*choices[:-1], *_WANT, *choices[-1:])
    return Reply(
        language=issue.language,
        messages=(*before, *messages, *behind),
        choices=choices,
        article_id=decision.article.id if decision.article else None,
        is_urgent=decision.move in {Move.SAFETY, Move.SCAM_CONFIRMED},
        hotlines=hotlines,
        is_one_line=is_written(issue),
    )


def _messages(
    decision: Decision, issue: Issue, hall: Hall, echo: str | None
) -> tuple[tuple[Message, ...], tuple[Choice, ...]]:
    said = (Message.of("heard.said", words=echo),) if echo else ()
    match decision.move:
        case Move.MUTED:
            return (), ()
        case Move.SAFETY | Move.SCAM_CONFIRMED:
            return safety(decision, hall)
        case Move.SCAM_MESSAGE:
            return scam_message(decision, hall)
        case Move.FAREWELL:
            return (Message.of("handoff.closed"),), (PERSON,)
        case Move.SCAM_LEFT:
            return (Message.of("risk.scam_message_left"),), (Choice.of("gone_ok", "choice.gone_ok"), PERSON)
        case Move.WITHOUT_PERSON:
            return (*said, Message.of("handoff.not_wanted"), Message.of("ask.show_me")), _LEFT_OPEN
        case Move.EXPLAIN:
            return _meaning(decision, issue)
        case Move.POINT_AT | Move.NOT_THERE:
            return control(issue, said), control_choices(decision, issue)
        case Move.GUIDE | Move.GUIDE_AGAIN | Move.GUIDE_DONE | Move.TEACH_BACK | Move.SMALLER_STEPS:
            return guide(decision, issue, said)
        case _:
            return _to_a_person(decision, issue, hall, said) or ask(decision, issue, said)


def _to_a_person(
    decision: Decision, issue: Issue, hall: Hall, said: tuple[Message, ...]
) -> tuple[tuple[Message, ...], tuple[Choice, ...]] | None:
    """Return the words that go with a person being called; None for every other move."""
    line, choices = waiting(hall), person_choices(hall)
    match decision.move:
        case Move.ADDED:
            key = "handoff.already" if Note.ALREADY in decision.notes else "handoff.added"
            return (Message.of(key), *line), choices
        case Move.PERSON:
            return (Message.of("handoff.now"), *line), choices
        case Move.HAND_OVER:
            return (*_why_a_person(decision, issue, said), *line), choices
        case Move.ADVICE_TO_PERSON:
            advice = Message.of(f"advice.{decision.advice or 'medical'}")
            return (*said, advice, Message.of("handoff.teach"), *line), choices
        case Move.VOICE_TO_PERSON:
            offer = (Choice.of("text", "choice.text"), Choice.of("photo", "choice.photo"))
            return (Message.of("handoff.voice_kept"), *line), (*offer, *choices)
        case Move.MEDIA_TO_PERSON:
            return (*said, Message.of("handoff.media_kept"), *line), choices
        case _:
            return None


def _why_a_person(decision: Decision, issue: Issue, said: tuple[Message, ...]) -> tuple[Message, ...]:
    if decision.problem is not None:
        return Message.of("handoff.not_understood"), Message.of("handoff.recording_kept")
    told = known_value(issue.object.name) or known_value(issue.goal) or known_value(issue.symptom)
    if decision.disagreement is not None:
        named = issue.contradictions[decision.disagreement]
        ask_first = (Message.of("advice.medical"),) if named.field == "dose" else ()
        return disagreement(decision, issue, "contradiction.said"), *ask_first, Message.of("handoff.check")
    if "H3" in decision.reasons and told is not None:
        return (Message.of("handoff.with", words=told),)
    return (*said, Message.of("handoff.not_understood" if told is None else "handoff.teach"))


def _meaning(decision: Decision, issue: Issue) -> tuple[tuple[Message, ...], tuple[Choice, ...]]:
    """Return the one card that explains a word; the step stays where it was."""
    term, gloss = decision.meaning or ("", "")
    choices = GUIDE_CHOICES if issue.attempts is not None else (PERSON,)
    return (Message.of("note.meaning", term=directions.as_quote(term), gloss=directions.as_quote(gloss)),), choices


def _notes(decision: Decision, issue: Issue) -> tuple[tuple[Message, ...], tuple[Message, ...]]:
    """Return what is said before and behind the move."""
    before: list[Message] = []
    behind: list[Message] = []
    for note in decision.notes:
        match note:
            case Note.CODE_SECRET:
                before.append(Message.of("risk.code_secret"))
            case Note.CALM:
                before.append(Message.of("note.calm"))
                if decision.move not in {Move.HAND_OVER, Move.WITHOUT_PERSON}:
                    behind.append(Message.of("note.person_offer"))
            case Note.NEED_ON:
                before.extend(Message.of(f"need_on.{need.value}") for need in decision.needs[:1])
            case Note.DISAGREES if decision.disagreement is not None:
                before.append(disagreement(decision, issue, "contradiction.said"))
            case Note.SCREEN_SAME | Note.SCREEN_CHANGED:
                before.append(_compared(note, issue))
            case Note.SAVED_PLACE:
                before.append(Message.of("guide.saved_place", n=str(decision.step_no)))
            case Note.REPEAT:
                behind.append(Message.of("guide.repeat_memory"))
            case Note.OFFER_CALL:
                behind.append(Message.of("ask.person_writes" if is_written(issue) else "ask.person_calls"))
            case Note.TOLD if decision.happening is not None:
                before.append(told(decision.happening))
            case Note.OFFER_WAY if decision.offered_way is not None:
                behind.append(Message.of(WAYS[decision.offered_way]))
            case Note.READ_BACK if decision.number is not None:
                behind.append(read_back(issue.numbers[decision.number]))
            case _:
                pass
    return tuple(before), tuple(behind)


def _compared(note: Note, issue: Issue) -> Message:
    """Return what a new picture of the screen shows beside the one before it."""
    if note is Note.SCREEN_SAME:
        return Message.of("note.screen_same")
    title = known_value(issue.object.screen_title)
    return Message.of("note.screen_now", title=title) if title else Message.of("note.screen_changed")
