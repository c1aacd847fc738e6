"""Rules about recordings and pictures that could not be used."""

from dataclasses import replace

from gateway.issue import AskOutcome, Issue, Priority
from gateway.triage.moves import ask, human, was_asked
from gateway.triage.situation import Decision, Move, Situation
from modalities.evidence import ProblemCode

SAY_AGAIN = frozenset({ProblemCode.SILENCE, ProblemCode.TOO_QUIET, ProblemCode.TOO_NOISY, ProblemCode.NOT_UNDERSTOOD})
RETAKE_WITHOUT_WORDS = frozenset({ProblemCode.NO_TEXT})
"""A picture without words is asked for again only when nothing else was said."""
RETAKE = frozenset(
    {ProblemCode.BLUR, ProblemCode.DARK, ProblemCode.FINGER, ProblemCode.CUT, ProblemCode.FAR, ProblemCode.GLARE}
)
UNREAD = frozenset({ProblemCode.UNREADABLE, ProblemCode.ENGINE_FAILED})
_AGAIN = frozenset({"say_again", "retake"})


def unread(_issue: Issue, now: Situation) -> Decision | None:
    """What no program here can read goes to a person at once."""
    problem = next((code for code in now.problems if code in UNREAD), None)
    if problem is None and ProblemCode.TOO_LONG in now.problems and not (now.has_own_words or now.has_picture_words):
        problem = ProblemCode.TOO_LONG
    if problem is not None:
        return replace(human(Move.MEDIA_TO_PERSON, Priority.P2, ("H2",), 0.0), problem=problem)
    if ProblemCode.NO_RECOGNISER in now.problems:
        return replace(human(Move.VOICE_TO_PERSON, Priority.P2, ("H2",), 0.0), problem=ProblemCode.NO_RECOGNISER)
    return None


def say_again(issue: Issue, now: Situation) -> Decision | None:
    """A recording in which nothing was understood: once more, then a person who hears both."""
    problem = next((code for code in now.problems if code in SAY_AGAIN), None)
    if problem is None or now.has_own_words or now.has_picture_words:
        return None
    if was_asked(issue, "say_again") or _failed_just_now(issue):
        return replace(human(Move.HAND_OVER, Priority.P1, ("H3",), 0.0), problem=problem)
    return ask(Move.SAY_AGAIN, "say_again", problem=problem, is_clarification=False)


def retake(issue: Issue, now: Situation) -> Decision | None:
    """A picture that could not be read well: once more with one thing changed, then a person looks at it."""
    codes = RETAKE if now.has_own_words else RETAKE | RETAKE_WITHOUT_WORDS
    problem = next((code for code in now.problems if code in codes), None)
    if problem is None or now.picture_is_readable:
        return None
    has_failed = was_asked(issue, "retake") or (_failed_just_now(issue) and not now.has_own_words)
    if not has_failed:
        return ask(Move.RETAKE, "retake", problem=problem, is_clarification=False)
    if now.has_picture_words:
        return None
    return replace(human(Move.MEDIA_TO_PERSON, Priority.P1, ("H3",), 0.0), problem=problem)


def _failed_just_now(issue: Issue) -> bool:
    """Say whether the message before this one could not be used either, whatever it was."""
    last = issue.asked[-1] if issue.asked else None
    return last is not None and last.q_id in _AGAIN and last.outcome in {AskOutcome.OPEN, AskOutcome.NOT_UNDERSTOOD}
