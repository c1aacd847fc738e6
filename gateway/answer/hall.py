"""What the waiting room looks like, and the words about waiting. Pure."""

from dataclasses import dataclass

from elder_mode.reply import Choice, Message


@dataclass(frozen=True, slots=True, kw_only=True)
class Hall:
    """What the waiting room looks like at this moment."""

    is_somebody_on_duty: bool
    queue_before: int
    """Tickets before this one."""
    wait_estimate_s: float | None
    """None when too few hand-overs were seen to say."""
    is_written: bool = False
    """The person is written to: nobody rings them, and no number is asked for."""
    numbers: tuple[tuple[str, str], ...] = ()
    """(name, number) of the hotlines of the region; empty for a region without a reviewed file."""

    def number(self, name: str) -> str | None:
        """Return the number of the hotline ``name``, or None where no file was reviewed."""
        return dict(self.numbers).get(name)


def waiting(hall: Hall) -> tuple[Message, ...]:
    """Return how long it may take: only what is known."""
    if not hall.is_somebody_on_duty:
        return (nobody(hall),)
    if hall.wait_estimate_s is not None:
        minutes = max(1, round(hall.wait_estimate_s / 60))
        return (Message.of("handoff.status", before=str(hall.queue_before), minutes=str(minutes)),)
    if hall.queue_before:
        return (Message.of("handoff.status_no_wait", before=str(hall.queue_before)),)
    return (Message.of("handoff.next"),)


def nobody(hall: Hall) -> Message:
    """Return that nobody is on duty, and what becomes of the matter."""
    return Message.of("handoff.nobody_written" if hall.is_written else "handoff.nobody")


def person_choices(hall: Hall) -> tuple[Choice, ...]:
    """Return what can be done while nobody is there."""
    if hall.is_somebody_on_duty:
        return ()
    if hall.is_written:
        return (Choice.of("look_again", "choice.look_again"),)
    return Choice.of("call_back", "choice.call_back"), Choice.of("look_again", "choice.look_again")
