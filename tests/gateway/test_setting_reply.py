"""A message that only asks for another setting changes that and nothing else; danger and persons come first."""

import pytest

from gateway.issue import AccessNeedName
from gateway.outcome import State
from gateway.pipeline import Pipeline
from tests.gateway.records import screen
from tests.gateway.talking import Talk, choices, picture, reply, shelf, thinker, words


@pytest.fixture(scope="module")
def pipeline(tmp_path_factory: pytest.TempPathFactory) -> Pipeline:
    return thinker(shelf(tmp_path_factory.mktemp("settings"), "tv-no-signal", "wechat-video-call"))


@pytest.fixture
def talk(pipeline: Pipeline) -> Talk:
    return Talk(pipeline)


def test_a_wish_is_confirmed_and_told_to_the_page(talk: Talk) -> None:
    outcome = talk.say("字大一点")

    assert dict(outcome.reply.settings) == {"size": "larger"}
    assert reply(outcome).startswith("好，字变大了。")
    assert outcome.ticket is None
    assert outcome.issue.clarifications_used == 0


def test_before_anything_was_said_the_matter_is_asked_for(talk: Talk) -> None:
    assert "您想办成什么事" in reply(talk.say("换成黑底黄字"))


def test_the_place_in_a_guide_is_kept(talk: Talk) -> None:
    before = talk.walk_to_the_second_step()
    outcome = talk.say("慢一点")

    assert dict(outcome.reply.settings) == {"rate": "slower"}
    assert reply(outcome).startswith("好，我说慢一点。")
    assert "第2步" in reply(outcome)
    assert choices(outcome) == choices(before)
    assert outcome.issue.attempts == before.issue.attempts
    assert outcome.issue.asked == before.issue.asked
    assert "第3步" in reply(talk.choose("done"))


def test_said_twice_it_is_confirmed_twice_and_the_step_stands_there_once(talk: Talk) -> None:
    talk.walk_to_the_second_step()
    talk.say("慢一点")
    outcome = talk.say("字大一点")

    assert reply(outcome).count("好，") == 1
    assert reply(outcome).count("第2步") == 1


def test_an_open_question_stays_open(talk: Talk) -> None:
    asked = talk.say("它不行了")
    outcome = talk.say("大声点")

    assert asked.state is outcome.state is State.ASKING
    assert outcome.issue.asked == asked.issue.asked
    assert outcome.issue.clarifications_used == asked.issue.clarifications_used
    assert choices(outcome) == choices(asked)
    assert talk.say("手机").issue.object.name is not None


def test_another_language_is_spoken_at_once(talk: Talk) -> None:
    talk.walk_to_the_second_step()
    outcome = talk.say("speak English please")

    assert outcome.reply.language == "en"
    assert reply(outcome) == "OK, I will speak English."
    assert "Done" in {choice.label for choice in outcome.reply.choices}
    assert outcome.issue.attempts is not None


def test_cantonese_is_confirmed_in_cantonese(talk: Talk) -> None:
    outcome = talk.say("讲广东话")

    assert outcome.reply.language == "yue"
    assert reply(outcome).startswith("好，我講廣東話。")


def test_hearing_that_does_not_serve_is_a_stated_need(talk: Talk) -> None:
    talk.say("电视没有信号了")
    outcome = talk.say("我耳朵背")

    assert outcome.reply.settings["captions"] == "on"
    needs = {need.need: need for need in outcome.issue.access_needs}
    assert needs[AccessNeedName.CAPTIONS].source == "said"
    assert outcome.reply.autoplay is False


def test_whoever_does_not_see_is_read_to_and_not_silenced(talk: Talk) -> None:
    talk.say("它不行了")
    outcome = talk.say("我看不见")

    assert dict(outcome.reply.settings) == {"speech": "on"}
    assert outcome.reply.autoplay is True
    assert AccessNeedName.SCREEN_READER in {need.need for need in outcome.issue.access_needs}


def test_needs_that_come_first_are_taken_up_with_the_question(talk: Talk) -> None:
    outcome = talk.say("我耳朵背，你打字吧")

    assert outcome.reply.settings["captions"] == "on"
    assert outcome.state is State.ASKING


@pytest.mark.parametrize(
    ("text", "state"),
    [("说慢一点，找真人", State.WITH_PERSON), ("慢一点，我胸口压得慌，气都接不上了", State.WITH_PERSON)],
)
def test_danger_and_a_person_win(talk: Talk, text: str, state: State) -> None:
    outcome = talk.say(text)

    assert outcome.state is state
    assert outcome.ticket is not None


def test_while_somebody_waits_it_is_no_second_ticket(talk: Talk) -> None:
    first = talk.choose("human")
    outcome = talk.say("字大一点")

    assert first.ticket is not None
    assert outcome.ticket is not None
    assert outcome.ticket.ticket_id == first.ticket.ticket_id
    assert outcome.state is State.WITH_PERSON
    assert reply(outcome).startswith("好，字变大了。")


def test_a_person_who_has_taken_over_is_not_talked_over(talk: Talk) -> None:
    talk.choose("human")
    talk.claim()
    outcome = talk.say("字大一点")

    assert reply(outcome) == ""
    assert dict(outcome.reply.settings) == {"size": "larger"}


def test_an_alarm_keeps_its_numbers(talk: Talk) -> None:
    alarm = talk.say("客服让我下载会议软件打开共享屏幕，我点哪里")
    outcome = talk.say("字大一点")

    assert outcome.reply.hotlines == alarm.reply.hotlines
    assert outcome.route.priority == alarm.route.priority
    assert outcome.issue.risk == alarm.issue.risk


def test_change_it_back_means_something_only_after_a_change(talk: Talk) -> None:
    talk.say("电视没有信号了")
    assert not talk.say("改回去").reply.settings
    talk.say("字大一点")

    assert dict(talk.say("改回去").reply.settings) == {"back": "last"}


def test_beside_a_matter_it_is_only_offered(talk: Talk) -> None:
    outcome = talk.say("好刺眼，电视没有信号怎么办")

    assert not outcome.reply.settings
    assert "set_theme_dark" in choices(outcome)
    pressed = talk.choose("set_theme_dark")
    assert dict(pressed.reply.settings) == {"theme": "dark"}


def test_what_is_said_to_have_begun_reaches_the_page(talk: Talk) -> None:
    outcome = talk.say("字大一点，电视没有信号怎么办")

    assert "好，字变大了。" in reply(outcome)
    assert dict(outcome.reply.settings) == {"size": "larger"}


def test_a_question_about_the_telephone_changes_nothing(talk: Talk) -> None:
    assert not talk.say("微信的字太小了怎么放大").reply.settings


def test_words_with_a_picture_are_about_the_picture(talk: Talk) -> None:
    outcome = talk.send(words("看不清"), picture(screen("无信号", "请检查信号源")))

    assert not outcome.reply.settings


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_who_wants_persons_only_still_sets_how_they_are_spoken_to(pipeline: Pipeline, language: str) -> None:
    talk = Talk(pipeline, language)
    talk.walk_to_the_second_step()
    talk.is_always_human = True
    outcome = talk.say("字大一点" if language == "zh-CN" else "make the letters bigger")

    assert dict(outcome.reply.settings) == {"size": "larger"}
    assert outcome.ticket is None


@pytest.mark.parametrize(
    ("language", "asked"), [("zh-CN", "再说一遍"), ("zh-CN", "没听懂"), ("yue", "再講多次"), ("en", "say that again")]
)
def test_who_wants_persons_only_gets_one_in_the_place_of_our_words_again(
    pipeline: Pipeline, language: str, asked: str
) -> None:
    talk = Talk(pipeline, language)
    talk.walk_to_the_second_step()
    assert talk.say(asked).ticket is None
    talk.is_always_human = True
    outcome = talk.say(asked)

    assert outcome.state is State.WITH_PERSON
    assert outcome.ticket is not None


def test_who_wants_persons_only_gets_one_in_the_place_of_other_words(pipeline: Pipeline) -> None:
    talk = Talk(pipeline)
    talk.walk_to_the_second_step()
    talk.is_always_human = True

    assert talk.choose("other_words").ticket is not None
