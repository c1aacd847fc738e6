"""The matter of a long telling: compared by the letters that both have."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.evaluation import meaning, stories
from gateway.evaluation.decisions import reading_of, submission_of
from gateway.evaluation.options import Options
from gateway.evaluation.stories import StoryRow, parse
from gateway.issue import Issue
from gateway.understand import describe as describing
from gateway.understand.facts import collect
from modalities.evaluation.rows import RowFaultError
from tests.gateway.evaluation.fields import fields

TEXT = "昨天儿子来了，家里热闹。我想把微信的字调大，可是设置打不开，试了三回。"


@pytest.fixture
def issue(options: Options) -> Issue:
    submission = submission_of(TEXT, "zh-CN", options)
    readings = (reading_of(submission, TEXT),)
    known = describing.new_issue("i-1", submission)
    return describing.describe(known, collect(describing.own_words(readings), options.now), submission, readings, ())


def row(**more: object) -> StoryRow:
    return parse(fields(**{"text": TEXT, "object": "微信", **more}))


@pytest.mark.parametrize(
    "values", [{"goal": "x"}, {"text": "x"}, {"text": "x", "goal": 3}, {"text": "x", "goal": "y", "facts": "z"}]
)
def test_what_cannot_be_scored_is_refused(values: dict[str, object]) -> None:
    with pytest.raises(RowFaultError):
        parse(fields(**values))


@pytest.mark.parametrize(
    ("one", "other", "is_it"),
    [
        ("把微信的字调大", "微信字调大", True),
        ("设置打不开", "打不开", True),
        ("设置打不开", "天气很热闹", False),
        ("the settings will not open", "settings will not open", True),
        ("the settings will not open", "the weather is not nice", False),
        ("字", "把字调大一点可以吗", False),
        ("", "", False),
    ],
)
def test_meaning_is_compared_by_pieces(one: str, other: str, *, is_it: bool) -> None:
    assert meaning.is_same(one, other) is is_it


@given(st.text(min_size=1, max_size=20), st.text(max_size=20))
def test_comparing_knows_no_order(one: str, other: str) -> None:
    assert meaning.is_same(one, other) == meaning.is_same(other, one)


def test_the_matter_its_facts_and_what_is_beside_it(issue: Issue) -> None:
    found = stories.judge(
        row(goal="把微信的字调大", symptom="设置打不开", facts=["把微信的字调大", "火车票"], distractors=["儿子来了"]),
        issue,
    )

    assert (found.goal, found.symptom, found.object) == (True, True, True)
    assert found.facts == (True, False)
    assert found.distractors == (False,)


def test_a_distractor_that_stands_as_the_matter_is_named(issue: Issue) -> None:
    assert issue.goal is not None
    taken = replace(issue, goal=replace(issue.goal, value="儿子来了，家里热闹"), symptom=None)
    result = stories.score([row(symptom="设置打不开", distractors=["儿子来了"])], [taken])

    assert result.metrics()["distractors"] == 1.0
    assert result.wrong[0]["distractors_taken"] == ["儿子来了"]


def test_what_the_row_lacks_is_not_counted(issue: Issue) -> None:
    found = stories.score([row(goal=None, symptom="设置打不开")], [issue]).metrics()

    assert found["goal"] is None
    assert found["facts"] is None
    assert found["matter"] == 1.0
