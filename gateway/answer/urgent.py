"""Safety lines and warnings. Pure."""

from elder_mode.reply import Choice, Message
from gateway.answer.hall import Hall, nobody, person_choices
from gateway.issue import RiskKind
from gateway.triage import Decision, Move

PERSON = Choice.of("human", "choice.human")
HOTLINES = {
    RiskKind.SCAM: ("police", "anti_fraud"),
    RiskKind.MONEY_LOST: ("police", "anti_fraud"),
    RiskKind.MEDICAL: ("ambulance",),
    RiskKind.SELF_HARM: ("crisis", "police", "ambulance"),
    RiskKind.FIRE_GAS: ("fire",),
    RiskKind.THREAT: ("police",),
}


def safety(decision: Decision, hall: Hall) -> tuple[tuple[Message, ...], tuple[Choice, ...]]:
    """Return the safety line, and what can be answered to it."""
    kind = decision.risk.kind if decision.risk else RiskKind.SCAM
    # "A person stays with you" is said only when somebody is there to do it.
    stays = Message.of("risk.person_stays") if hall.is_somebody_on_duty else nobody(hall)
    choices: tuple[Choice, ...] = ()
    if decision.move is Move.SCAM_CONFIRMED:
        lines: tuple[Message, ...] = (Message.of("risk.scam_hang_up"), stays)
    elif kind is RiskKind.SCAM and decision.q_id is None:
        lines = (Message.of("risk.scam_stop_again"), stays)
    elif kind is RiskKind.SCAM:
        lines = (Message.of("risk.scam_stop"), stays)
        choices = (Choice.of("on_phone", "choice.on_phone"), Choice.of("not_on_phone", "choice.not_on_phone"))
    else:
        lines = (*_emergency(kind, hall), stays)
    return lines, (*choices, *(person_choices(hall) or (PERSON,)))


def _emergency(kind: RiskKind, hall: Hall) -> tuple[Message, ...]:
    """Return the safety line: with the region's number, or "your emergency number" where no file was reviewed."""
    number = hall.number(HOTLINES[kind][0])
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


def scam_message(decision: Decision, hall: Hall) -> tuple[tuple[Message, ...], tuple[Choice, ...]]:
    """Return the warning about a message that was received."""
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
