from dataclasses import replace

import pytest

from gateway.issue import Asked, ClaimStatus, Contradiction, Issue, NumberClaim, NumberKind, Route, RouteDecision
from gateway.issue_rules import check
from gateway.understand.describe import one_line
from modalities.evidence import CharSpan
from tests.gateway.records import NOW, claim, issue, utterance

SAID = (utterance("我想改密码，扣了三十块"),)


def stated(words: str) -> object:
    start = SAID[0].text.index(words)
    evidence = SAID[0].evidence(start, start + len(words))
    return replace(claim(words), evidence=(evidence,))


def good() -> Issue:
    made = issue(goal=stated("改密码"))
    return replace(made, one_line=one_line(made))


def money(**more: object) -> NumberClaim:
    settings = {
        "kind": NumberKind.MONEY,
        "value": replace(stated("三十块"), value="30.00"),
        "unit": "CNY",
        "needs_confirmation": True,
        "masked": "30.00",
    }
    return NumberClaim(**{**settings, **more})  # type: ignore[arg-type]  # the settings above


def test_an_honest_issue_breaks_nothing() -> None:
    assert check(replace(good(), numbers=(money(),)), SAID) == ()


def broken_issues() -> dict[str, tuple[Issue, str]]:
    moved = replace(claim("改密码"), evidence=(replace(claim("改密码").evidence[0], span=CharSpan(char0=0, char1=3)),))
    inferred = replace(money().value, status=ClaimStatus.INFERRED)
    clarify = Route(decision=RouteDecision.CLARIFY, priority=None, reasons=(), p_understood=0.0, at=NOW, ms=1)
    return {
        "1 no evidence": (issue(goal=replace(claim("改密码"), evidence=())), ""),
        "1 quote elsewhere": (issue(goal=moved), ""),
        "2": (replace(good(), one_line="改密码；手机坏了"), ""),
        "3": (replace(good(), numbers=(money(value=inferred),)), ""),
        "4": (replace(good(), numbers=(money(),)), "您说扣了三十块"),
        "5": (replace(good(), route=clarify, missing=()), ""),
        "6": (replace(good(), clarifications_used=3), ""),  # type: ignore[arg-type]  # the broken value itself
        "7": (replace(good(), one_line="", symptom=replace(stated("改密码"), value="卡号6222021234567890123")), ""),
        "8": (replace(good(), numbers=(money(unit=None),)), ""),
        "9": (replace(good(), numbers=(money(kind=NumberKind.DATE, value=replace(claim("x"), evidence=())),)), ""),
        "10": (replace(good(), goal=replace(stated("改密码"), status=ClaimStatus.CONTRADICTED)), "您要改密码"),
    }


@pytest.mark.parametrize("rule", list(broken_issues()))
def test_each_broken_rule_is_named(rule: str) -> None:
    made, reply = broken_issues()[rule]

    assert any(found.startswith(rule.split(maxsplit=1)[0] + ":") for found in check(made, SAID, reply)), check(
        made, SAID, reply
    )


def test_a_confirmed_number_may_be_said() -> None:
    sure = money(value=replace(money().value, status=ClaimStatus.CONFIRMED))

    assert check(replace(good(), numbers=(sure,)), SAID, "您说扣了三十块") == ()


def test_a_number_may_be_said_in_the_very_question_whether_it_is_right() -> None:
    asked = Asked(q_id="number", text="number.read_back|at=0", spoken_at=NOW)
    made = replace(good(), numbers=(money(),), asked=(asked,))

    assert check(made, SAID, "我听到的数是三十块，对吗？") == ()


def test_both_sides_of_a_contradiction_may_be_named_together_and_neither_alone() -> None:
    doubted = replace(stated("三十块"), status=ClaimStatus.CONTRADICTED)
    other = replace(doubted, value="300元")
    number = money(value=replace(doubted, value="30.00"))
    named = Contradiction(field="money", claim_a=doubted, claim_b=other, said_to_user=True)
    made = replace(good(), numbers=(number,), contradictions=(named,))

    assert check(made, SAID, "您说的是『三十块』，屏幕上写着『300元』。哪个对？") == ()
    assert [rule[:2] for rule in check(made, SAID, "扣了三十块")] == ["4:"]


def test_the_public_number_of_a_service_is_nobodys_secret() -> None:
    hotline = money(kind=NumberKind.PHONE, unit=None, value=replace(stated("三十块"), value="12306"))

    assert check(replace(good(), numbers=(hotline,)), SAID, "可以打三十块") == ()
