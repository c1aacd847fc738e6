"""A number leaves only when it stands somewhere: said, shown, read in an article, or counted by the program itself."""

from dataclasses import replace

import pytest

from elder_mode.reply import Card, Presentation
from gateway.answer import Hall
from gateway.issue import ClaimStatus, Issue, NumberClaim, NumberKind, RouteDecision
from gateway.knowledge.search import Index
from gateway.outcome import ReplyView, State
from gateway.pipeline.conclude import conclude
from gateway.pipeline.outgoing import is_made_up, sources
from gateway.pipeline.records import Conversation, Duty, Extra, Turn
from gateway.pipeline.shelf import Shelf
from gateway.triage import Decision, Move
from modalities.evidence import Reading
from tests.gateway.records import NOW, article, claim, issue, screen, seen, submission, typed

RING = article("ring", steps=1, offline_way=("也可以打 12385 问一问。",))
SHELF = Shelf(articles={("ring", "zh-CN"): RING}, index=Index.build((RING,)))
HALL = Hall(is_somebody_on_duty=True, queue_before=12, wait_estimate_s=900, numbers=(("emergency", "120"),))
ANSWER = Decision(move=Move.SETTING, route=RouteDecision.ANSWER, p_understood=1.0)


def shown(text: str, *, is_urgent: bool = False) -> Presentation:
    return Presentation(language="zh-CN", cards=(Card(text=text, step=1, of=1, speech=text),), is_urgent=is_urgent)


def turn(*readings: Reading, last: ReplyView | None = None) -> Turn:
    return Turn(
        submission=submission(),
        readings=readings,
        conversation=Conversation(session_id="session-1", language="zh-CN", region="CN", last_reply=last),
        duty=Duty(is_somebody_on_duty=True, queue_before=12, wait_estimate_s=900),
        now=NOW,
    )


def known(*readings: Reading, about: Issue | None = None, last: ReplyView | None = None) -> tuple[str, ...]:
    return sources(turn(*readings, last=last), about or issue(), ANSWER, HALL, SHELF)


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("您说的是300元，对吗？", (typed("转了三百块"),)),
        ("上面写着88元。", (seen(screen("应付88元")),)),
        ("前面还有12位，大约15分钟。", ()),
        ("请打120。", ()),
        ("还有两步，第3步点『确认』。", ()),
    ],
)
def test_a_number_that_stands_somewhere_may_leave(text: str, readings: tuple[Reading, ...]) -> None:
    assert not is_made_up(shown(text), known(*readings))


def test_a_number_that_stands_nowhere_is_made_up() -> None:
    assert is_made_up(shown("一共要付88元。"), known(typed("这个月的电费是多少")))


def test_what_was_only_inferred_is_no_source() -> None:
    guess = claim("付88元", status=ClaimStatus.INFERRED)
    about = issue(goal=guess)

    assert is_made_up(shown("您是想付88元。"), known(about=about))
    assert not is_made_up(shown("您是想付88元。"), known(about=replace(about, goal=claim("付88元"))))


def test_a_number_as_it_is_written_down_may_be_read_back() -> None:
    number = NumberClaim(
        kind=NumberKind.PHONE, value=claim("13812345678"), unit=None, needs_confirmation=True, masked="13812345678"
    )

    assert not is_made_up(shown("是138 1234 5678，对吗？"), known(about=issue(numbers=(number,))))


def test_the_article_of_the_last_answer_may_be_told_in_other_words() -> None:
    last = ReplyView(language="zh-CN", cards=(), article_id="ring")

    assert is_made_up(shown("可以打12385。"), known())
    assert not is_made_up(shown("可以打12385。"), known(last=last))


def test_lines_of_danger_are_never_held_back_for_a_number() -> None:
    assert not is_made_up(shown("请马上打119。", is_urgent=True), known())


def test_an_answer_with_a_made_up_number_stays_here_and_a_person_gets_the_matter() -> None:
    asked = turn(typed("这个月的电费是多少"))
    held = conclude(asked, issue(), ANSWER, SHELF, Extra(said=shown("一共要付88元。")), 0)
    free = conclude(asked, issue(), ANSWER, SHELF, Extra(said=shown("请看电费单的右下角。")), 0)

    assert (held.outcome.state, held.outcome.ticket is not None) == (State.WITH_PERSON, True)
    assert "88" not in "".join(card.text for card in held.presentation.cards)
    assert (free.outcome.state, free.presentation.cards[0].text) == (State.ANSWERED, "请看电费单的右下角。")
