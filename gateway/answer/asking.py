"""Questions: one fact each, with what can be pointed at. Pure."""

from elder_mode.reply import Choice, Message
from gateway import directions
from gateway.answer.urgent import PERSON
from gateway.answer.values import known_value, screen_words
from gateway.issue import Issue
from gateway.triage import Decision, Move
from gateway.triage.offers import ACCESS
from modalities.evidence import ProblemCode

YES_NO = (Choice.of("yes", "choice.yes"), Choice.of("no", "choice.no"), PERSON)
WAYS = {
    "vision": "ask.access_offer",
    "hearing": "ask.access_offer_hearing",
    "tremor": "ask.access_offer_tremor",
    "memory": "ask.access_offer_memory",
}
MAX_CHOICE_CHARS = 12
"""Longer values are not put on a button."""


def ask(decision: Decision, issue: Issue, said: tuple[Message, ...]) -> tuple[tuple[Message, ...], tuple[Choice, ...]]:
    """Return the question of ``decision``, and what can be answered to it."""
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
            return (*said, Message.of("ask.on_the_phone")), YES_NO
        case Move.ASK_DANGER:
            return (*said, Message.of(f"ask.{decision.q_id}")), YES_NO
        case Move.OFFER_ACCESS:
            return (*said, *seen_at(issue), Message.of(WAYS[(decision.q_id or "").removeprefix(ACCESS)])), YES_NO
        case Move.CONTRADICTION:
            return _which_is_right(decision, issue)
        case Move.CONFIRM_GOAL:
            seen = screen_words(issue)
            quoted = (Message.of("seen.text", words=seen),) if seen else ()
            return (*said, *quoted, Message.of("ask.confirm_goal", goal=decision.goal or "")), YES_NO
        case Move.WHICH_ARTICLE:
            offers = tuple(
                Choice.of(f"article:{article.id}", "choice.article", title=article.goal)
                for article in decision.candidates
            )
            other = Choice.of("something_else", "choice.something_else")
            return (*said, Message.of("ask.which_article")), (*offers, other, PERSON)
        case _:
            return _ask_for(decision.q_id or "goal", issue, said)


def seen_at(issue: Issue) -> tuple[Message, ...]:
    """Return where the control is, when it was surely found at one place: said before another way is offered."""
    spots = issue.control.spots if issue.control is not None else ()
    if len(spots) != 1 or spots[0].needs_care:
        return ()
    return (Message.of("control.seen_at", place=directions.place_of(spots[0])),)


def disagreement(decision: Decision, issue: Issue, key: str) -> Message:
    """Return both sides of a contradiction, as words of the person and words of the picture."""
    if decision.disagreement is None:
        raise ValueError("there is nothing that disagrees")
    named = issue.contradictions[decision.disagreement]
    said, seen = (_one_row(claim.value) for claim in (named.claim_a, named.claim_b))
    return Message.of(key, a=seen, b=said)


def _one_row(value: str) -> str:
    return directions.as_quote(value.replace("\n", "，"))


def _which_is_right(decision: Decision, issue: Issue) -> tuple[tuple[Message, ...], tuple[Choice, ...]]:
    if decision.disagreement is None:
        return _ask_for("goal", issue, ())
    named = issue.contradictions[decision.disagreement]
    sides = ((named.claim_a, "said_one"), (named.claim_b, "seen_one"))
    values = tuple(
        Choice.of(name, "choice.article", title=_one_row(claim.value))
        if len(claim.value) <= MAX_CHOICE_CHARS
        else Choice.of(name, f"choice.{name}")
        for claim, name in sides
    )
    question = disagreement(decision, issue, "contradiction.which")
    return (question,), (*values, Choice.of("not_sure", "choice.not_sure"), PERSON)


def _ask_for(field: str, issue: Issue, said: tuple[Message, ...]) -> tuple[tuple[Message, ...], tuple[Choice, ...]]:
    seen = screen_words(issue)
    before = said or ((Message.of("seen.text", words=seen),) if seen else ())
    again = "_again" if issue.clarifications_used > 1 and field != "symptom" else ""
    why = () if again else (Message.of(f"ask_why.{field}"),)
    thing = known_value(issue.object.name)
    if field == "object":
        choices = (
            Choice.of("phone", "choice.phone"),
            Choice.of("tv", "choice.tv"),
            Choice.of("other", "choice.other"),
            PERSON,
        )
        return (*before, Message.of(f"ask.object{again}"), *why), choices
    if field == "symptom" and thing is not None:
        return (*before, Message.of("ask.symptom", object=thing), *why), (
            Choice.of("not_sure", "choice.not_sure"),
            PERSON,
        )
    return (*before, Message.of(f"ask.goal{again}"), *why), (
        Choice.of("photo", "choice.photo"),
        Choice.of("not_sure", "choice.not_sure"),
        PERSON,
    )
