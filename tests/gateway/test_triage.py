from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from gateway.dialogue import after
from gateway.issue import Asked, AskOutcome, Attempt, ControlClaim, Priority, RiskKind, RouteDecision
from gateway.knowledge.search import MAYBE, SURE, Hit
from gateway.triage import Move, decide, pending_question
from gateway.understand.describe import missing
from modalities.evidence import ProblemCode
from tests.gateway.records import NOW, article, claim, issue, risk, situation

P0_KINDS = list(RiskKind)
choices = st.sampled_from(
    [None, "yes", "no", "done", "not_found", "phone", "not_sure", "something_else", "article:a-1", "photo", "gone_ok"]
)
problems = st.lists(st.sampled_from(list(ProblemCode)), max_size=2).map(tuple)
scores = st.floats(0, 1)


def hits(score: float) -> tuple[Hit, ...]:
    return (Hit(article=article(), score=score, margin=score),)


@st.composite
def messages(draw: Any) -> dict[str, Any]:
    return {
        "has_own_words": draw(st.booleans()),
        "has_picture_words": draw(st.booleans()),
        "problems": draw(problems),
        "choice": draw(choices),
        "said_yes": draw(st.sampled_from([None, True, False])),
        "said_done": draw(st.sampled_from([None, True, False])),
        "hits": hits(draw(scores)),
        "is_instructed": draw(st.booleans()),
        "chosen_article": draw(st.sampled_from([None, article()])),
        "picture_is_readable": draw(st.booleans()),
    }


@given(messages(), st.sampled_from(P0_KINDS))
def test_danger_comes_before_everything(message: dict[str, Any], kind: RiskKind) -> None:
    decision = decide(issue(), situation(**message, new_risks=(risk(kind),), wants_person=True))

    assert (decision.move, decision.route, decision.priority) == (Move.SAFETY, RouteDecision.HUMAN, Priority.P0)


@given(messages())
def test_asking_for_a_person_always_hands_over(message: dict[str, Any]) -> None:
    decision = decide(issue(), situation(**message, wants_person=True))

    assert (decision.move, decision.route) == (Move.PERSON, RouteDecision.HUMAN)
    assert "H1" in decision.reasons


@given(messages())
def test_nothing_is_said_over_a_person_who_has_taken_over(message: dict[str, Any]) -> None:
    decision = decide(issue(), situation(**message, ticket_owner="human:li"))

    assert decision.move is Move.MUTED


@pytest.mark.parametrize("code", [ProblemCode.UNREADABLE, ProblemCode.ENGINE_FAILED, ProblemCode.NO_RECOGNISER])
def test_what_cannot_be_read_goes_to_a_person_at_once(code: ProblemCode) -> None:
    decision = decide(issue(), situation(problems=(code,), has_own_words=False))

    assert (decision.route, decision.priority, decision.reasons) == (RouteDecision.HUMAN, Priority.P2, ("H2",))


def test_silence_is_asked_about_once_and_then_a_person_gets_it() -> None:
    silent = situation(problems=(ProblemCode.SILENCE,), has_own_words=False)
    first = decide(issue(), silent)
    second = decide(after(issue(), first, silent, NOW), silent)

    assert (first.move, first.route) == (Move.SAY_AGAIN, RouteDecision.CLARIFY)
    assert (second.route, second.priority, second.reasons) == (RouteDecision.HUMAN, Priority.P1, ("H3",))


def test_an_unsure_match_is_asked_about_and_never_answered() -> None:
    unsure = (SURE + MAYBE) / 2
    two = tuple(Hit(article=article(name), score=unsure, margin=0.0) for name in ("a-1", "a-2"))
    one = decide(issue(missing=missing(issue())), situation(hits=hits(unsure)))
    several = decide(issue(missing=missing(issue())), situation(hits=two))

    assert (one.move, one.route) == (Move.CONFIRM_GOAL, RouteDecision.CLARIFY)
    assert (several.move, several.route) == (Move.WHICH_ARTICLE, RouteDecision.CLARIFY)


def test_a_sure_match_is_answered() -> None:
    decision = decide(issue(symptom=claim("字太小")), situation(hits=hits(1.0)))

    assert (decision.move, decision.article) == (Move.GUIDE, article())


def test_a_step_not_found_is_said_once_more_and_then_a_person_helps() -> None:
    walking = issue(attempts=Attempt(guide_id="a-1", step_no=1, outcome="offered"))
    lost = situation(choice="not_found", chosen_article=article())
    first = decide(walking, lost)
    again = replace(walking, attempts=Attempt(guide_id="a-1", step_no=1, outcome="not_found", not_found=1))

    assert first.move is Move.GUIDE_AGAIN
    assert (decide(again, lost).route, decide(again, lost).priority) == (RouteDecision.HUMAN, Priority.P1)


class Conversation(RuleBasedStateMachine):
    """Any conversation at all keeps the promises."""

    def __init__(self) -> None:
        super().__init__()
        self.issue = replace(issue(), missing=missing(issue()))
        self.questions: list[str] = []
        self.clarified = 0

    @rule(message=messages())
    def a_message_comes(self, message: dict[str, Any]) -> None:
        state = situation(**message, pending=pending_question(self.issue))
        decision = decide(self.issue, state)
        if decision.route is RouteDecision.CLARIFY and decision.is_clarification:
            self.clarified += 1
            self.questions.append(str(decision.q_id))
        assert decision.move is not Move.GUIDE or decision.article is not None
        self.issue = after(self.issue, decision, state, NOW)

    @invariant()
    def nobody_is_asked_more_than_twice(self) -> None:
        assert self.clarified <= 2
        assert self.issue.clarifications_used == self.clarified

    @invariant()
    def nothing_is_asked_twice(self) -> None:
        assert len(self.questions) == len(set(self.questions))


TestConversation = Conversation.TestCase


def test_a_scam_in_a_picture_is_warned_of_even_while_a_ticket_waits_and_beside_a_broken_file() -> None:
    message = (risk(RiskKind.SCAM, is_message=True, level=Priority.P2),)
    waiting = decide(issue(), situation(new_risks=message, ticket_owner="queued", ticket_reasons=("H1",)))
    beside = decide(issue(), situation(new_risks=message, problems=(ProblemCode.UNREADABLE,)))

    assert (waiting.move, waiting.route) == (Move.SCAM_MESSAGE, RouteDecision.HUMAN)
    assert (beside.move, beside.route, beside.reasons) == (Move.SCAM_MESSAGE, RouteDecision.HUMAN, ("H6", "H2"))


def test_the_button_for_being_on_the_telephone_counts_however_late_it_is_pressed() -> None:
    decision = decide(issue(), situation(choice="on_phone", ticket_owner="queued", ticket_priority=Priority.P0))

    assert (decision.move, decision.priority) == (Move.SCAM_CONFIRMED, Priority.P0)


def test_an_alarm_is_never_lowered() -> None:
    waiting = situation(ticket_owner="queued", ticket_priority=Priority.P0, ticket_reasons=("H8",))

    assert decide(issue(), waiting).priority is Priority.P0
    assert decide(issue(), situation(ticket_owner="human:li", ticket_priority=Priority.P0)).priority == "P0"


def test_a_refused_article_is_not_offered_again() -> None:
    offered = Asked(q_id="confirm_goal", text="ask.confirm_goal|article=a-1", spoken_at=NOW, outcome=AskOutcome.SKIPPED)
    refused = replace(issue(asked=(offered,)), missing=missing(issue()))
    decision = decide(refused, situation(hits=hits(0.99)))

    assert decision.article is None
    assert decision.candidates == ()


def test_thanks_end_a_matter_kindly_unless_a_person_is_waited_for() -> None:
    assert decide(issue(), situation(is_thanks=True)).move is Move.FAREWELL
    assert decide(issue(), situation(is_thanks=True, ticket_owner="queued")).move is Move.ADDED


def test_no_third_question_hides_behind_a_button_that_is_not_there() -> None:
    nowhere = ControlClaim(label=claim("下一步"), is_on_screen=claim(value=False, quote="下一步"))
    asked_twice = issue(control=nowhere, clarifications_used=2)

    assert decide(asked_twice, situation(names_control=True)).route is RouteDecision.HUMAN


def test_saying_the_same_again_after_an_offer_is_a_yes() -> None:
    talked_past = Asked(
        q_id="confirm_goal", text="ask.confirm_goal|article=a-1", spoken_at=NOW, outcome=AskOutcome.NOT_UNDERSTOOD
    )
    decision = decide(issue(asked=(talked_past,), clarifications_used=1), situation(hits=hits((SURE + MAYBE) / 2)))

    assert (decision.move, decision.article) == (Move.GUIDE, article())


def test_an_article_that_fits_words_we_have_not_understood_is_asked_about() -> None:
    decision = decide(replace(issue(), missing=missing(issue())), situation(hits=hits(1.0)))

    assert decision.route is RouteDecision.CLARIFY


def test_thanks_with_a_picture_are_about_the_picture() -> None:
    assert decide(issue(), situation(is_thanks=True, has_picture_words=True)).move is not Move.FAREWELL
    assert decide(issue(), situation(is_thanks=True, problems=(ProblemCode.BLUR,))).move is Move.RETAKE


def test_nothing_is_done_where_no_step_was_offered() -> None:
    decision = decide(replace(issue(), missing=missing(issue())), situation(choice="done"))

    assert decision.route is RouteDecision.CLARIFY
