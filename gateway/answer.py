"""Turn a decision into a reply: message keys and parameters, no words. Pure."""

from dataclasses import dataclass

from elder_mode.reply import VERBATIM, Choice, Message, Reply
from gateway import directions
from gateway.issue import AccessNeedName, ClaimStatus, Issue, RiskKind
from gateway.triage import Decision, Move
from gateway.understand.pointing import SPOT_CHOICES
from modalities.evidence import ProblemCode

WORDS_OF = directions.WORDS_OF
PERSON = Choice.of("human", "choice.human")
GUIDE_CHOICES = (Choice.of("done", "choice.done"), Choice.of("not_found", "choice.not_found"), PERSON)
_HOTLINES = {
    RiskKind.SCAM: ("police", "anti_fraud"),
    RiskKind.MONEY_LOST: ("police", "anti_fraud"),
    RiskKind.MEDICAL: ("ambulance",),
    RiskKind.SELF_HARM: ("crisis", "police", "ambulance"),
    RiskKind.FIRE_GAS: ("fire",),
    RiskKind.THREAT: ("police",),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Hall:
    """What the waiting room looks like at this moment."""

    is_somebody_on_duty: bool
    queue_before: int
    """Tickets before this one."""
    wait_estimate_s: float | None
    """None when too few hand-overs were seen to say."""
    numbers: tuple[tuple[str, str], ...] = ()
    """(name, number) of the hotlines of the region; empty for a region without a reviewed file."""

    def number(self, name: str) -> str | None:
        """Return the number of the hotline ``name``, or None where no file was reviewed."""
        return dict(self.numbers).get(name)


def compose(decision: Decision, issue: Issue, hall: Hall, echo: str | None) -> Reply:
    """Return what to say for ``decision``.

    Args:
        decision: the next move.
        issue: the issue after this message.
        hall: queue and duty, for the honest words about waiting.
        echo: the person's own words to begin with, short and without numbers; None when there are none.
    """
    messages, choices = _messages(decision, issue, hall, echo)
    risk = decision.risk
    hotlines = _HOTLINES[risk.kind] if risk is not None and not risk.is_message else ()
    if decision.move is Move.SCAM_CONFIRMED:
        hotlines = _HOTLINES[RiskKind.SCAM]
    return Reply(
        language=issue.language,
        messages=messages,
        choices=choices,
        article_id=decision.article.id if decision.article else None,
        is_urgent=decision.move in {Move.SAFETY, Move.SCAM_CONFIRMED},
        hotlines=hotlines,
    )


def _messages(
    decision: Decision, issue: Issue, hall: Hall, echo: str | None
) -> tuple[tuple[Message, ...], tuple[Choice, ...]]:
    said = (Message.of("heard.said", words=echo),) if echo else ()
    match decision.move:
        case Move.MUTED:
            return (), ()
        case Move.ADDED:
            return (Message.of("handoff.added"), *_waiting(hall)), _person_choices(hall)
        case Move.SAFETY | Move.SCAM_CONFIRMED:
            return _safety(decision, hall)
        case Move.SCAM_MESSAGE:
            return _scam_message(decision, hall)
        case Move.FAREWELL:
            return (Message.of("handoff.closed"),), (PERSON,)
        case Move.SCAM_LEFT:
            return (Message.of("risk.scam_message_left"),), (Choice.of("gone_ok", "choice.gone_ok"), PERSON)
        case Move.PERSON:
            return (Message.of("handoff.now"), *_waiting(hall)), _person_choices(hall)
        case Move.HAND_OVER:
            return (*_why_a_person(decision, issue, said), *_waiting(hall)), _person_choices(hall)
        case Move.VOICE_TO_PERSON:
            offer = (Choice.of("text", "choice.text"), Choice.of("photo", "choice.photo"))
            return (Message.of("handoff.voice_kept"), *_waiting(hall)), (*offer, *_person_choices(hall))
        case Move.MEDIA_TO_PERSON:
            return (*said, Message.of("handoff.media_kept"), *_waiting(hall)), _person_choices(hall)
        case Move.POINT_AT | Move.NOT_THERE:
            return _control(issue, said), _control_choices(decision, issue)
        case Move.GUIDE | Move.GUIDE_AGAIN | Move.GUIDE_DONE:
            return _guide(decision, issue, said)
        case _:
            return _ask(decision, issue, said)


def _safety(decision: Decision, hall: Hall) -> tuple[tuple[Message, ...], tuple[Choice, ...]]:
    kind = decision.risk.kind if decision.risk else RiskKind.SCAM
    # "A person stays with you" is said only when somebody is there to do it.
    stays = Message.of("risk.person_stays") if hall.is_somebody_on_duty else Message.of("handoff.nobody")
    choices: tuple[Choice, ...] = ()
    if decision.move is Move.SCAM_CONFIRMED:
        lines: tuple[Message, ...] = (Message.of("risk.scam_hang_up"), stays)
    elif kind is RiskKind.SCAM:
        lines = (Message.of("risk.scam_stop"), stays)
        choices = (Choice.of("on_phone", "choice.on_phone"), Choice.of("not_on_phone", "choice.not_on_phone"))
    else:
        lines = (*_emergency(kind, hall), stays)
    return lines, (*choices, *(_person_choices(hall) or (PERSON,)))


def _emergency(kind: RiskKind, hall: Hall) -> tuple[Message, ...]:
    """Return the safety line: with the region's number, or "your emergency number" where no file was reviewed."""
    number = hall.number(_HOTLINES[kind][0])
    if number is None:
        return (Message.of("risk.emergency"),)
    match kind:
        case RiskKind.MEDICAL:
            return Message.of("risk.medical", number=number), Message.of("risk.medical_alone")
        case RiskKind.SELF_HARM:
            return Message.of("risk.self_harm"), Message.of("risk.self_harm_call", number=number)
        case RiskKind.MONEY_LOST:
            return (Message.of("risk.money_lost", number=number),)
        case RiskKind.FIRE_GAS:
            return (Message.of("risk.fire_gas", number=number),)
        case _:
            return (Message.of("risk.threat", number=number),)


def _scam_message(decision: Decision, hall: Hall) -> tuple[tuple[Message, ...], tuple[Choice, ...]]:
    lines = [Message.of("risk.scam_message"), Message.of("risk.scam_message_do")]
    number = hall.number("anti_fraud")
    if number is not None:
        lines.append(Message.of("risk.scam_ask", number=number))
    choices: tuple[Choice, ...] = (PERSON,)
    if decision.q_id == "clicked_link":
        lines.append(Message.of("ask.clicked_link"))
        choices = (
            Choice.of("clicked", "choice.clicked"),
            Choice.of("not_clicked", "choice.not_clicked"),
            PERSON,
        )
    return tuple(lines), choices


def _why_a_person(decision: Decision, issue: Issue, said: tuple[Message, ...]) -> tuple[Message, ...]:
    if decision.problem is not None:
        return Message.of("handoff.not_understood"), Message.of("handoff.recording_kept")
    told = issue.object.name or issue.goal or issue.symptom
    if "H3" in decision.reasons and told is not None:
        return (Message.of("handoff.with", words=told.value),)
    return (*said, Message.of("handoff.not_understood" if told is None else "handoff.teach"))


def _waiting(hall: Hall) -> tuple[Message, ...]:
    if not hall.is_somebody_on_duty:
        return (Message.of("handoff.nobody"),)
    if hall.wait_estimate_s is not None:
        minutes = max(1, round(hall.wait_estimate_s / 60))
        return (Message.of("handoff.status", before=str(hall.queue_before), minutes=str(minutes)),)
    if hall.queue_before:
        return (Message.of("handoff.status_no_wait", before=str(hall.queue_before)),)
    return (Message.of("handoff.next"),)


def _person_choices(hall: Hall) -> tuple[Choice, ...]:
    if hall.is_somebody_on_duty:
        return ()
    return Choice.of("call_back", "choice.call_back"), Choice.of("look_again", "choice.look_again")


def _control(issue: Issue, said: tuple[Message, ...]) -> tuple[Message, ...]:
    control = issue.control
    if control is None or control.label is None:
        return said
    is_sightless = any(each.need is AccessNeedName.SCREEN_READER for each in issue.access_needs)
    where = directions.directions(control, is_sightless=is_sightless)
    if where:
        return *said, *where
    label = control.label.value
    return (
        *said,
        Message.of("control.not_there", label=directions.as_quote(label)),
        Message.of("control.not_there_next"),
    )


def _control_choices(decision: Decision, issue: Issue) -> tuple[Choice, ...]:
    if decision.move is not Move.POINT_AT:
        return Choice.of("photo", "choice.photo"), PERSON
    spots = issue.control.spots if issue.control else ()
    if len(spots) > 1:
        return (*(Choice.of(each, f"choice.{each}") for each in SPOT_CHOICES[: len(spots)]), PERSON)
    return GUIDE_CHOICES


def _guide(
    decision: Decision, issue: Issue, said: tuple[Message, ...]
) -> tuple[tuple[Message, ...], tuple[Choice, ...]]:
    article = decision.article
    if decision.move is Move.GUIDE_DONE or article is None:
        return (Message.of("guide.done"),), (Choice.of("gone_ok", "choice.gone_ok"), PERSON)
    step = article.steps[decision.step_no - 1]
    number = Message.of("guide.step", n=str(decision.step_no), of=str(len(article.steps)), text=step)
    if decision.move is Move.GUIDE_AGAIN:
        offline = tuple(Message.of("guide.offline", text=way) for way in article.offline_way[:1])
        return (Message.of("guide.again"), number, *offline), GUIDE_CHOICES
    if decision.step_no > 1:
        last = decision.step_no == len(article.steps) and (article.is_money_or_code or len(article.steps) > 2)  # noqa: PLR2004  # teach-back after three steps
        return (number, *((Message.of("ask.teach_back"),) if last else ())), GUIDE_CHOICES
    seen = _screen_words(issue)
    quoted = (Message.of("seen.message", words=seen),) if seen else ()
    lead = (Message.of(VERBATIM, text=article.lead),) if article.lead else ()
    offline = (Message.of("guide.offline", text=_joined(article.offline_way, issue.language)),) if quoted else ()
    return (*said, *quoted, *lead, number, *offline), GUIDE_CHOICES


def _joined(sentences: tuple[str, ...], language: str) -> str:
    return (" " if language == "en" else "").join(sentences)


def _screen_words(issue: Issue) -> str:
    """Return the message on the screen as one row to be read out, without lines whose number was not confirmed.

    A misread amount or date, said aloud, would sound like a fact.
    """
    message = issue.message_on_screen
    if message is None:
        return ""
    risky = [
        quote.quote
        for number in issue.numbers
        if number.needs_confirmation and number.value.status is not ClaimStatus.CONFIRMED
        for quote in number.value.evidence
        if quote.quote
    ]
    rows = [row for row in message.value.split("\n") if not any(quote in row for quote in risky)]
    return "，".join(rows)


def _ask(decision: Decision, issue: Issue, said: tuple[Message, ...]) -> tuple[tuple[Message, ...], tuple[Choice, ...]]:
    problem = decision.problem
    match decision.move:
        case Move.SAY_AGAIN:
            code = (problem or ProblemCode.SILENCE).value
            return (Message.of(f"ask.say_again.{code}"),), (
                Choice.of("say_again", "choice.say_again"),
                Choice.of("photo", "choice.photo"),
                PERSON,
            )
        case Move.RETAKE:
            code = (problem or ProblemCode.BLUR).value
            return (*said, Message.of(f"ask.retake.{code}")), (Choice.of("photo", "choice.photo"), PERSON)
        case Move.ASK_ON_PHONE:
            return (*said, Message.of("ask.on_the_phone")), (
                Choice.of("yes", "choice.yes"),
                Choice.of("no", "choice.no"),
                PERSON,
            )
        case Move.CONFIRM_GOAL:
            seen = _screen_words(issue)
            quoted = (Message.of("seen.text", words=seen),) if seen else ()
            return (*said, *quoted, Message.of("ask.confirm_goal", goal=decision.goal or "")), (
                Choice.of("yes", "choice.yes"),
                Choice.of("no", "choice.no"),
                PERSON,
            )
        case Move.WHICH_ARTICLE:
            offers = tuple(
                Choice.of(f"article:{article.id}", "choice.article", title=article.goal)
                for article in decision.candidates
            )
            other = Choice.of("something_else", "choice.something_else")
            return (*said, Message.of("ask.which_article")), (*offers, other, PERSON)
        case _:
            return _ask_for(decision.q_id or "goal", issue, said)


def _ask_for(field: str, issue: Issue, said: tuple[Message, ...]) -> tuple[tuple[Message, ...], tuple[Choice, ...]]:
    seen = _screen_words(issue)
    before = said or ((Message.of("seen.text", words=seen),) if seen else ())
    again = "_again" if issue.clarifications_used > 1 and field != "symptom" else ""
    if field == "object":
        choices = (
            Choice.of("phone", "choice.phone"),
            Choice.of("tv", "choice.tv"),
            Choice.of("other", "choice.other"),
            PERSON,
        )
        return (*before, Message.of(f"ask.object{again}")), choices
    if field == "symptom" and issue.object.name is not None:
        return (*before, Message.of("ask.symptom", object=issue.object.name.value)), (
            Choice.of("not_sure", "choice.not_sure"),
            PERSON,
        )
    return (*before, Message.of(f"ask.goal{again}")), (
        Choice.of("photo", "choice.photo"),
        Choice.of("not_sure", "choice.not_sure"),
        PERSON,
    )
