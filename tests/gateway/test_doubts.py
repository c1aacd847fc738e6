"""A danger that is only half heard is asked about, once; yes brings a person at once, no lets the matter go on."""

from pathlib import Path

import pytest

from elder_mode import language as languages
from gateway.answer import Hall, compose
from gateway.dialogue import after, answered, with_confirmed_danger
from gateway.issue import Issue, Priority, RiskKind, RouteDecision
from gateway.knowledge.search import Hit
from gateway.triage import Decision, Move, decide, pending_question
from gateway.understand.facts import Facts, collect
from gateway.understand.learned import keep
from gateway.understand.risk import weigh
from tests.gateway.records import NOW, article, issue, risk, situation, submission, utterance

HALL = Hall(is_somebody_on_duty=True, queue_before=0, wait_estimate_s=None)
HIT = Hit(article=article(), score=0.5, margin=0.5)
ASKED = [kind for kind in RiskKind if kind is not RiskKind.SCAM]


def facts(text: str) -> Facts:
    return collect([utterance(text)] if text else [], NOW)


def asked(kind: RiskKind) -> tuple[Issue, Decision]:
    now = situation(doubts=(risk(kind),), hits=(Hit(article=article(), score=0.5, margin=0.5),))
    decision = decide(issue(), now)
    return after(issue(), decision, now, NOW), decision


@pytest.mark.parametrize("kind", ASKED)
def test_a_danger_that_may_be_meant_is_asked_about(kind: RiskKind) -> None:
    known, decision = asked(kind)

    assert (decision.move, decision.route) == (Move.ASK_DANGER, RouteDecision.CLARIFY)
    assert known.asked[-1].q_id == f"danger_{kind.value}"


def test_of_a_scam_one_asks_who_is_on_the_telephone() -> None:
    _, decision = asked(RiskKind.SCAM)

    assert (decision.move, decision.q_id) == (Move.ASK_ON_PHONE, "on_the_phone")


@pytest.mark.parametrize("kind", ASKED)
@pytest.mark.parametrize(("text", "choice"), [("是的", None), ("", "yes")])
def test_yes_brings_a_person_at_once(kind: RiskKind, text: str, choice: str | None) -> None:
    known, _ = asked(kind)
    own = [utterance(text)] if text else []

    found = with_confirmed_danger(facts(text), pending_question(known), submission(choice=choice), own)
    decision = decide(known, situation(new_risks=found.risks))

    assert [each.kind for each in found.risks] == [kind]
    assert (decision.move, decision.priority) == (Move.SAFETY, Priority.P0)


@pytest.mark.parametrize("text", ["不是", "没有"])
def test_no_brings_nobody_and_is_not_asked_again(text: str) -> None:
    known, _ = asked(RiskKind.MEDICAL)
    own = [utterance(text)]

    found = with_confirmed_danger(facts(text), pending_question(known), submission(), own)
    known = answered(known, found, submission(), own, languages.load("zh-CN"))
    hit = Hit(article=article(), score=0.5, margin=0.5)
    again = decide(known, situation(doubts=(risk(RiskKind.MEDICAL),), hits=(hit,)))

    assert found.risks == ()
    assert again.move is not Move.ASK_DANGER


def test_who_goes_to_a_person_anyway_goes_sooner() -> None:
    decision = decide(issue(), situation(doubts=(risk(RiskKind.MEDICAL),)))

    assert (decision.route, decision.priority) == (RouteDecision.HUMAN, Priority.P1)


def test_a_danger_that_is_sure_is_not_asked_about() -> None:
    decision = decide(issue(), situation(doubts=(risk(RiskKind.THREAT),), new_risks=(risk(RiskKind.MEDICAL),)))

    assert decision.move is Move.SAFETY


@pytest.mark.parametrize("kind", list(RiskKind))
@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_the_question_is_said_in_plain_words(kind: RiskKind, language: str) -> None:
    known, decision = asked(kind)
    words = languages.load(language)

    reply = compose(decision, known, HALL, None)
    question = words.words(reply.messages[-1].key)

    assert question.endswith(("？", "?"))
    assert len(question) <= (26 if language == "zh-CN" else 80)


@pytest.mark.parametrize("text", ["救命", "救命！！！", "快来人救命", "中毒了", "触电了"])
def test_a_short_cry_is_never_only_a_doubt(text: str) -> None:
    model = keep.find(Path("/nowhere"))

    assert model is not None
    assert RiskKind.MEDICAL in [found.kind for found in weigh((utterance(text),), model).risks]


def test_a_question_that_was_not_answered_stays_open_and_then_brings_a_person() -> None:
    known, _ = asked(RiskKind.MEDICAL)
    own = [utterance("嗯？什么意思")]

    found = with_confirmed_danger(facts("嗯？什么意思"), pending_question(known), submission(), own)
    known = answered(known, found, submission(), own, languages.load("zh-CN"))
    again = decide(known, situation(doubts=(risk(RiskKind.MEDICAL),), hits=(HIT,)))

    assert found.risks == ()
    assert pending_question(known) is not None
    assert (again.route, again.priority) == (RouteDecision.HUMAN, Priority.P1)


def test_another_danger_is_asked_about_too() -> None:
    known, _ = asked(RiskKind.MONEY_LOST)
    known = answered(known, facts("没有"), submission(), [utterance("没有")], languages.load("zh-CN"))

    decision = decide(known, situation(doubts=(risk(RiskKind.SELF_HARM),), hits=(HIT,)))

    assert decision.q_id == "danger_self_harm"


def test_a_danger_beside_a_scam_message_is_asked_about_first() -> None:
    message = risk(RiskKind.SCAM, level=Priority.P2, is_message=True)

    decision = decide(issue(), situation(doubts=(risk(RiskKind.MEDICAL),), new_risks=(message,)))

    assert decision.q_id == "danger_medical"


def test_who_wants_no_person_is_asked_about_danger_all_the_same() -> None:
    now = situation(doubts=(risk(RiskKind.MEDICAL),), is_refusing_person=True, is_upset=True)

    decision = decide(issue(), now)

    assert decision.q_id == "danger_medical"


def test_a_yes_to_the_telephone_question_is_a_scam_even_with_a_wish_for_a_person() -> None:
    now = situation(doubts=(risk(RiskKind.SCAM),), hits=(HIT,))
    known = after(issue(), decide(issue(), now), now, NOW)
    said = situation(pending=pending_question(known), said_yes=True, wants_person=True)

    decision = decide(known, said)

    assert (decision.move, decision.priority) == (Move.SCAM_CONFIRMED, Priority.P0)
