from dataclasses import replace

from elder_mode.language import load
from gateway.dialogue import after, answered, echo_of, is_new_matter
from gateway.dialogue.noticing import is_upset
from gateway.issue import Asked, AskOutcome, ClaimStatus, NumberClaim, NumberKind, Route, RouteDecision
from gateway.triage import Decision, Move
from gateway.understand.facts import Facts, collect
from tests.gateway.records import NOW, article, claim, issue, situation, submission, utterance

WORDS = load("zh-CN")


def facts(text: str) -> Facts:
    return collect([utterance(text)] if text else [], NOW)


def asked(q_id: str) -> Asked:
    return Asked(q_id=q_id, text=f"ask.{q_id}", spoken_at=NOW)


def test_an_answer_in_own_words_fills_what_was_asked_for() -> None:
    said = utterance("弄没了")
    after_it = answered(issue(asked=(asked("symptom"),)), facts("弄没了"), submission(), [said], WORDS)

    assert after_it.symptom is not None
    assert (after_it.symptom.value, after_it.asked[-1].outcome) == ("弄没了", AskOutcome.ANSWERED)


def test_a_tapped_answer_is_evidence_by_itself() -> None:
    after_it = answered(issue(asked=(asked("object"),)), facts(""), submission(choice="tv"), [], WORDS)

    assert after_it.object.name is not None
    assert after_it.object.name.status is ClaimStatus.CONFIRMED
    assert after_it.object.name.evidence[0].quote == ""


def test_not_knowing_fills_nothing_and_is_remembered() -> None:
    said = utterance("不知道")
    after_it = answered(issue(asked=(asked("object"),)), facts("不知道"), submission(), [said], WORDS)

    assert after_it.object.name is None
    assert after_it.asked[-1].outcome is AskOutcome.DONT_KNOW


def test_no_takes_back_what_was_inferred_but_never_what_was_said() -> None:
    guessed = replace(claim("看电视"), status=ClaimStatus.INFERRED)
    pending = (asked("confirm_goal"),)
    dropped = answered(issue(goal=guessed, asked=pending), facts(""), submission(choice="no"), [], WORDS)
    kept = answered(issue(goal=claim("看电视"), asked=pending), facts(""), submission(choice="no"), [], WORDS)

    assert dropped.goal is None
    assert kept.goal == claim("看电视")


def test_only_a_chosen_article_makes_its_goal_confirmed() -> None:
    known = issue(symptom=claim("字太小"))
    sure = Decision(move=Move.GUIDE, route=RouteDecision.ANSWER, p_understood=0.99, article=article())
    found = after(known, sure, situation(), NOW).goal
    chosen = after(known, replace(sure, is_chosen=True), situation(), NOW).goal

    assert found is not None
    assert found.status is ClaimStatus.INFERRED
    assert chosen is not None
    assert chosen.status is ClaimStatus.CONFIRMED


def test_another_matter_begins_after_an_answer_and_not_with_a_short_reply() -> None:
    route = Route(decision=RouteDecision.ANSWER, priority=None, reasons=(), p_understood=1.0, at=NOW, ms=1)
    known = issue(route=route)

    assert is_new_matter(known, facts("电视没信号了"), submission(), None)
    assert not is_new_matter(known, facts("做好了"), submission(), None)
    assert not is_new_matter(known, facts("没找到"), submission(), None)
    assert not is_new_matter(known, facts(""), submission(choice="done"), None)


def test_the_echo_holds_no_number_that_was_not_read_back() -> None:
    money = NumberClaim(
        kind=NumberKind.MONEY,
        value=claim("30.00", "三十块"),
        unit="CNY",
        needs_confirmation=True,
        masked="30.00",
    )
    said = [utterance("扣了三十块")]

    assert echo_of(facts("扣了三十块"), said, issue(numbers=(money,))) is None
    assert echo_of(facts("电视没信号了"), [utterance("电视没信号了")], issue()) == "电视没信号了"


def test_yes_to_being_told_what_to_do_is_a_scam_on_the_ticket() -> None:
    confirmed = Decision(move=Move.SCAM_CONFIRMED, route=RouteDecision.HUMAN, reasons=("H6", "H13"))
    known = after(issue(submission_ids=("s-1",)), confirmed, situation(), NOW)

    assert [(risk.kind.value, risk.level.value) for risk in known.risk] == [("scam", "P0")]
    assert after(known, confirmed, situation(), NOW).risk == known.risk


def test_unease_that_has_risen_twice_counts_as_strong_emotion() -> None:
    worried = facts("我很着急，担心得很")
    level = worried.signals[0].level
    once, thrice = issue(signals=worried.signals), issue(signals=worried.signals * 3)

    assert level == "medium"
    assert not is_upset(once, worried)
    assert is_upset(thrice, worried)
    assert not is_upset(thrice, facts("电视没信号了"))
