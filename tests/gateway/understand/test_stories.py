"""Long tellings: the matter is found in the middle of weather, prices and what is long solved."""

from dataclasses import dataclass
from datetime import UTC, datetime

import pytest

from gateway.issue import Issue
from gateway.issue_rules import check
from gateway.understand.describe import describe, new_issue
from gateway.understand.facts import collect
from gateway.understand.stories import is_telling, matter
from tests.gateway.records import submission
from tests.gateway.understand.words import in_picture, typed


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    text: str
    goal: str | None
    symptom: str
    thing: str
    over: str


STORIES = (
    Story(
        text=(
            "小同志你好，我是老王，今天这天儿可真冷，早上水管子都冻了，后来拿热水一浇，通了，不用你管。白菜又涨了两毛，"
            "我买了四棵。上个礼拜电视没声音，是遥控器没电，换了电池就好了。我正经事是这个，我给老伴在医院的公众号里头挂号，"
            '选好了星期三上午，一点提交，它说"就诊卡未绑定"。我退出来又进去，试了三遍，还是那句话。我就想把这个号挂上，'
            "她腰疼得直不起来。外头雪还在下，我等你回话。"
        ),
        goal="把这个号挂上",
        symptom="就诊卡未绑定",
        thing="公众号",
        over="遥控器没电",
    ),
    Story(
        text=(
            "喂，姑娘，我先说一声谢谢，上回教我调大字的那位同志真好，现在看得清楚，没问题了。我儿子在广州，过年不回来，"
            "我一个人也清静。昨天楼道灯坏了，物业来修好了。我要说的是电费，十五号我在软件里交了一百块，钱扣了，"
            "可是家里今天早上突然黑了，我一查，余额还是负的。我打电话去问，一直占线。我想知道这一百块交到哪里去了。"
            "冰箱里还有肉呢，你快帮我看看。"
        ),
        goal="交到哪里去",
        symptom="突然黑",
        thing="电费",
        over="楼道灯坏了",
    ),
    Story(
        text=(
            "Hello dear, it is Joan. Before anything else, the boiler is fixed, a nice young man came on Monday. "
            "My hat for the wedding was forty pounds, imagine. The cat has been to the vet and is eating again. "
            "What I've got is "
            'trouble with my library card. Since last Saturday it says "You have reached your loan limit", although I '
            "gave everything back. I signed out and in again, and it is just the same. I only want to borrow one book "
            "before Thursday, when my reading group meets. The rain has not stopped all week here."
        ),
        goal="borrow one book",
        symptom="loan limit",
        thing="card",
        over="boiler",
    ),
)


def described(text: str) -> Issue:
    utterances = typed(text)
    mail = submission()
    facts = collect(utterances, datetime(2026, 11, 21, 10, 0, tzinfo=UTC))
    return describe(new_issue("i-1", mail), facts, mail, (), ())


@pytest.mark.parametrize("story", STORIES, ids=("registration", "electricity", "library"))
def test_the_matter_is_found_and_what_is_over_is_not_taken_for_it(story: Story) -> None:
    found = matter(typed(story.text))

    assert found is not None
    assert found.symptom is not None
    assert story.symptom in found.symptom.value
    assert (story.goal or "") in (found.goal.value if found.goal else "")
    assert found.thing is not None
    assert story.thing in found.thing.value
    values = [claim.value for claim in (found.goal, found.symptom, found.thing) if claim is not None]
    assert not any(story.over in value for value in values)


@pytest.mark.parametrize("story", STORIES, ids=("registration", "electricity", "library"))
def test_every_value_is_quoted_where_it_stands_and_the_line_is_made_of_claims(story: Story) -> None:
    issue = described(story.text)

    assert check(issue, typed(story.text)) == ()
    assert issue.one_line
    assert issue.symptom is not None
    assert story.symptom in issue.symptom.value


def test_what_was_tried_is_kept() -> None:
    found = matter(typed(STORIES[0].text))

    assert found is not None
    assert any("试了三遍" in step.value for step in found.steps)


def test_a_short_message_and_a_picture_are_no_telling() -> None:
    assert matter(typed("字太小看不清")) is None
    assert matter(in_picture(STORIES[0].text)) is None
    assert is_telling(typed(STORIES[2].text)[0])


def test_a_telling_without_any_trouble_has_none() -> None:
    found = matter(typed("今天天气真好，我去公园走了一圈，碰见老李，聊了半天。" * 6))

    assert found is not None
    assert found.goal is None
    assert found.symptom is None


def test_how_often_it_happens_is_kept_in_the_issue() -> None:
    issue = described("电视每次一开就黑屏")

    assert issue.frequency is not None
    assert issue.frequency.value == "always"
