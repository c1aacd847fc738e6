"""Every reply that Lantern composes may leave, and makes up no number: every move, both languages, real articles."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from elder_mode import language as languages
from elder_mode import region as regions
from elder_mode.outbound_numbers import invented
from elder_mode.plain import forbidden
from elder_mode.present import present
from elder_mode.reply import Presentation
from elder_mode.sentences import unquoted
from gateway.answer import Hall, compose
from gateway.issue import Issue, IssueObject, ObjectKind, Priority, RiskKind, RouteDecision
from gateway.knowledge.articles import Article, load_folder
from gateway.triage import RETAKE, SAY_AGAIN, Decision, Move, Note
from tests.gateway.records import claim, issue, risk

ARTICLES = load_folder(Path(__file__).parents[2] / "knowledge")
REGION = regions.load("CN")
NUMBERS = tuple((line.name, line.number) for line in REGION.hotlines)
HALLS = (
    Hall(is_somebody_on_duty=True, queue_before=2, wait_estimate_s=180.0, numbers=NUMBERS),
    Hall(is_somebody_on_duty=True, queue_before=1, wait_estimate_s=None, numbers=NUMBERS),
    Hall(is_somebody_on_duty=False, queue_before=0, wait_estimate_s=None, numbers=NUMBERS),
)
TO_A_PERSON = (
    Move.ADDED,
    Move.PERSON,
    Move.HAND_OVER,
    Move.ADVICE_TO_PERSON,
    Move.VOICE_TO_PERSON,
    Move.MEDIA_TO_PERSON,
)
ALONE = (Move.FAREWELL, Move.SCAM_LEFT, Move.WITHOUT_PERSON, Move.SCAM_CONFIRMED)
BESIDE = (Note.CODE_SECRET, Note.CALM, Note.SCREEN_SAME)


def decisions(articles: tuple[Article, ...]) -> Iterator[Decision]:
    human, ask, answer = RouteDecision.HUMAN, RouteDecision.CLARIFY, RouteDecision.ANSWER
    for move in TO_A_PERSON:
        for note in ((), BESIDE):
            yield Decision(move=move, route=human, priority=Priority.P2, reasons=("H2",), notes=note)
    for move in ALONE:
        yield Decision(move=move, route=human, priority=Priority.P0, risk=risk(RiskKind.SCAM))
    for kind in RiskKind:
        yield Decision(move=Move.SAFETY, route=human, priority=Priority.P0, risk=risk(kind))
    for field in ("object", "symptom", "goal"):
        yield Decision(move=Move.ASK, route=ask, q_id=field)
    for codes, move in ((SAY_AGAIN, Move.SAY_AGAIN), (RETAKE, Move.RETAKE)):
        for code in sorted(codes):
            yield Decision(move=move, route=ask, q_id=move.value, problem=code)
    for article in articles:
        yield Decision(move=Move.CONFIRM_GOAL, route=ask, q_id="confirm_goal", article=article, goal=article.goal)
        for step in range(1, len(article.steps) + 1):
            yield Decision(move=Move.GUIDE, route=answer, article=article, step_no=step)


def said(code: str) -> Iterator[tuple[Decision, Issue, Hall, Presentation]]:
    words = languages.load(code)
    written = "zh-CN" if code == "yue" else code
    own = tuple(article for article in ARTICLES if article.language == written)
    thing = IssueObject(kind=claim(ObjectKind.APP), name=claim("WeChat" if code == "en" else "微信"))
    known = issue(language=code, object=thing)
    for place, decision in enumerate(decisions(own)):
        hall = HALLS[place % len(HALLS)]
        yield decision, known, hall, present(compose(decision, known, hall, None), language=words, region=REGION)


@pytest.mark.parametrize(("code", "least"), [("zh-CN", 200), ("yue", 200), ("en", 60)])
def test_every_composed_reply_may_leave(code: str, least: int) -> None:
    replies = list(said(code))
    stopped = [
        (decision.move.value, card.text, forbidden(unquoted(card.text), code))
        for decision, _, _, presentation in replies
        for card in presentation.cards
        if forbidden(unquoted(card.text), code)
    ]

    assert len(replies) >= least
    assert stopped == []


@pytest.mark.parametrize("code", ["zh-CN", "en"])
def test_no_composed_reply_makes_up_a_number(code: str) -> None:
    made_up = [
        (decision.move.value, card.text, invented(card.text, known))
        for decision, _, hall, presentation in said(code)
        for known in [(*(number for _, number in NUMBERS), str(hall.queue_before), "3", *_words_of(decision.article))]
        for card in presentation.cards
        if invented(card.text, known)
    ]

    assert made_up == []


def _words_of(article: Article | None) -> tuple[str, ...]:
    return (repr(article),) if article is not None else ()
