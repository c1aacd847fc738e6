"""The last answer in other words: never the same sentence twice, the place is kept, and a person at the end."""

import re

import pytest

from elder_mode.language import languages, load
from elder_mode.present import present
from elder_mode.region import load as load_region
from elder_mode.reply import Reply
from gateway.answer.rewording import plainer
from gateway.issue import RouteDecision
from gateway.knowledge.articles import load_folder, samples_folder
from gateway.outcome import Outcome, State
from gateway.pipeline import Pipeline
from tests.gateway.records import screen
from tests.gateway.talking import Talk, choices, picture, reply, shelf, thinker, words

MAX_PRESSES = 6
MIN_TOLD = 60


@pytest.fixture(scope="module")
def pipeline(tmp_path_factory: pytest.TempPathFactory) -> Pipeline:
    folder = tmp_path_factory.mktemp("rewording")
    return thinker(shelf(folder, "tv-no-signal", "wechat-video-call", "wechat-larger-text"))


@pytest.fixture
def talk(pipeline: Pipeline) -> Talk:
    return Talk(pipeline)


def sentences(outcome: Outcome) -> list[str]:
    return [part for part in re.split(r"(?<=[。？！.?!])\s*", reply(outcome)) if part]


def test_a_step_is_told_as_what_to_look_for_and_what_to_do(talk: Talk) -> None:
    before = talk.walk_to_the_second_step()
    outcome = talk.choose("other_words")
    assert "『通讯录』" in reply(outcome)
    assert not set(sentences(outcome)) & set(sentences(before))
    assert outcome.reply.guide == before.reply.guide
    assert choices(outcome) == choices(before)
    assert outcome.issue.attempts == before.issue.attempts
    assert outcome.ticket is None
    assert "第3步" in reply(talk.choose("done"))


@pytest.mark.parametrize("language", ["zh-CN", "en", "yue"])
def test_no_sentence_is_said_twice_and_at_the_end_a_person_comes(pipeline: Pipeline, language: str) -> None:
    talk = Talk(pipeline, language)
    said = sentences(talk.walk_to_the_second_step())
    for _ in range(MAX_PRESSES):
        outcome = talk.choose("other_words")
        if outcome.state is State.WITH_PERSON:
            break
        assert "human" in choices(outcome)
        assert not set(sentences(outcome)) & set(said)
        said += sentences(outcome)
    assert outcome.state is State.WITH_PERSON
    assert outcome.route.reasons == ("H3",)
    assert outcome.ticket is not None


def test_a_question_is_asked_in_its_simpler_form_and_costs_no_clarification(talk: Talk) -> None:
    asked = talk.say("它不行了")
    outcome = talk.choose("other_words")
    assert outcome.state is State.ASKING
    assert reply(outcome) == load("zh-CN").words("ask.object_again")
    assert outcome.issue.clarifications_used == asked.issue.clarifications_used
    assert outcome.issue.asked == asked.issue.asked
    assert talk.choose("phone").issue.object.name is not None


def test_it_can_be_said_too_and_once_more_means_the_same_words(talk: Talk) -> None:
    before = talk.walk_to_the_second_step()
    again = talk.say("再说一遍")
    assert reply(again) == reply(before)
    assert choices(again) == choices(before)
    other = talk.say("没听懂，换个说法")
    assert reply(other) != reply(before)
    assert other.reply.guide == before.reply.guide


def test_who_waits_for_a_person_hears_what_happens_and_gets_no_second_ticket(talk: Talk) -> None:
    called = talk.say("找真人")
    outcome = talk.choose("other_words")
    assert called.ticket is not None
    assert outcome.ticket is not None
    assert reply(outcome) == load("zh-CN").words("plainer.waiting")
    assert outcome.route.decision is RouteDecision.HUMAN


def test_danger_and_a_wish_for_a_person_come_first(talk: Talk) -> None:
    talk.walk_to_the_second_step()
    outcome = talk.say("听不懂，有人打电话说是公安，让我把钱转到安全账户")
    assert outcome.reply.is_urgent
    other = Talk(talk.pipeline)
    other.walk_to_the_second_step()
    assert other.say("听不懂，给我找真人").state is State.WITH_PERSON


def test_a_question_about_danger_is_not_put_off(talk: Talk) -> None:
    asked = talk.say("有人打电话说是公安，让我把钱转到安全账户")
    outcome = talk.choose("other_words")
    assert asked.reply.is_urgent
    assert outcome.reply.reworded == ()
    assert outcome.state is State.WITH_PERSON


def test_a_picture_with_the_words_is_looked_at(talk: Talk) -> None:
    talk.walk_to_the_second_step()
    outcome = talk.send(words("没听懂"), picture(screen("无信号")))
    assert outcome.reply.reworded == ()


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_every_step_of_every_sample_can_be_told_otherwise_without_losing_its_words(language: str) -> None:
    steps = [
        step for article in load_folder(samples_folder()) if article.language == language for step in article.steps
    ]
    told = {step: messages for step in steps if (messages := plainer(step))}
    assert len(told) >= MIN_TOLD
    for step, messages in told.items():
        whole = present(Reply(language=language, messages=messages), language=load(language), region=load_region("CN"))
        text = "".join(card.text for card in whole.cards)
        assert step not in text
        for label in re.findall(r"『([^』]+)』|\"([^\"]+)\"", step):
            assert "".join(label) in text


def test_there_are_words_for_it_in_every_language() -> None:
    names = ("find", "place", "press", "bit_by_bit", "waiting", "person", "which", "teach_back", "confirm")
    for language in languages():
        assert all(load(language).has(f"plainer.{name}") for name in names)
