"""What the last journeys asked for, as rules of their own: writing, repeats, skills, defects, and what is passed on."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from gateway.pipeline import Pipeline
from modalities.evidence import Reading, Role
from tests.gateway.made_screens import control, line, page
from tests.gateway.talking import Talk, picture, thinker, words

SAMPLES = Path(__file__).parents[2] / "knowledge"
QUESTION = "微信的字怎么调大？"


@pytest.fixture(scope="module")
def pipeline(tmp_path_factory: pytest.TempPathFactory) -> Pipeline:
    folder = tmp_path_factory.mktemp("journey_rules")
    (folder / "knowledge").symlink_to(SAMPLES)
    return thinker(folder)


def cards(talk: Talk) -> str:
    return "\n".join(card.text for card in talk.outcomes[-1].reply.cards)


def test_the_same_question_the_same_day_is_counted_whatever_came_between(pipeline: Pipeline) -> None:
    talk = Talk(pipeline)
    first = talk.say(QUESTION)
    talk.say("手机铃声太小，怎么调大声？")
    again = talk.say("请问微信字怎么调大呀？")

    assert again.issue.repeats_of == first.issue.id
    assert again.issue.repeat_no == 1
    assert again.reply.pinned == "打开微信。"
    assert again.ticket is None


def test_the_next_day_it_is_asked_for_the_first_time(pipeline: Pipeline) -> None:
    talk = Talk(pipeline)
    talk.say(QUESTION)
    talk.now += timedelta(days=1)
    again = talk.say(QUESTION)

    assert again.issue.repeat_no == 0
    assert again.reply.pinned is None


def test_after_the_third_repeat_a_call_is_offered_and_a_yes_brings_a_person(pipeline: Pipeline) -> None:
    talk = Talk(pipeline)
    for _ in range(4):
        outcome = talk.say(QUESTION)
    assert "want" in [choice.id for choice in outcome.reply.choices]

    taken = talk.choose("want")

    assert taken.state.value == "with_person"
    assert taken.route.reasons == ("H1",)


def test_who_is_written_to_is_never_offered_a_call_and_reads_one_line_a_card(pipeline: Pipeline) -> None:
    talk = Talk(pipeline)
    for _ in range(4):
        outcome = talk.say(f"我耳朵不灵了，您写字给我看。{QUESTION}")

    assert not outcome.reply.autoplay
    assert "打电话" not in cards(talk)
    assert "打字" in cards(talk)
    assert "writing" in talk.choose("human").ticket.skills  # type: ignore[union-attr]  # a person was called


def test_asking_to_be_written_to_is_no_trouble_with_a_thing(pipeline: Pipeline) -> None:
    talk = Talk(pipeline)
    outcome = talk.say("听不清，你打字，我耳朵背，眼也花。")

    assert outcome.issue.symptom is None
    assert {each.need.value for each in outcome.issue.access_needs} == {"captions", "large_text"}
    assert outcome.state.value == "asking"


def test_a_step_is_said_again_in_the_new_way_when_only_the_way_was_asked_for(pipeline: Pipeline) -> None:
    talk = Talk(pipeline)
    talk.say(QUESTION)
    talk.choose("done")
    outcome = talk.say("我耳朵不灵了，您写字给我看")

    assert outcome.reply.article_id == "wechat-larger-text"
    assert "第2步" in cards(talk)


def blind_form() -> Reading:
    nameless = control(None, 640, 1490, 1, Role.ICON)
    return picture(page((line("登记表", 300, 110), line("您的名", 40, 300)), (nameless,), title="登记表"))


def test_a_control_without_a_name_is_pointed_at_by_order_and_becomes_one_defect(pipeline: Pipeline) -> None:
    talk = Talk(pipeline)
    talk.send(words("我看不见，用读屏，填表填到一半，摸不着继续。"), blind_form())
    assert "双击" in cards(talk)

    ticket = talk.choose("not_found").ticket

    assert ticket is not None
    assert ticket.priority.value == "P1"
    assert "screen_reader" in ticket.skills
    (defect,) = ticket.defects
    assert (defect.kind, defect.screen, defect.wanted, defect.label) == ("accessibility", "登记表", "继续", None)
    assert defect.box is not None
    assert "screen_reader" in defect.needs


def test_dialect_that_was_hardly_heard_goes_to_somebody_who_speaks_it(pipeline: Pipeline) -> None:
    talk = Talk(pipeline, "yue")
    heard = words("我嗰個 app 入唔到去，佢成日話我唔啱。", "yue", is_heard=True)
    assert heard.transcript is not None
    outcome = talk.send(replace(heard, transcript=replace(heard.transcript, confidence=0.4)))

    assert outcome.route.reasons == ("H2",)
    assert outcome.ticket is not None
    assert "yue" in outcome.ticket.skills
    assert outcome.issue.gloss is not None


def test_who_writes_for_somebody_else_gets_their_words_to_pass_on_in_the_other_language(pipeline: Pipeline) -> None:
    screen = page((line("无信号", 300, 700),), ())
    talk = Talk(pipeline, "en")
    outcome = talk.send(words("My mum's TV shows this. How can she get the picture back?", "en"), picture(screen))
    if outcome.state.value == "asking":
        outcome = talk.choose("yes")

    assert outcome.reply.forward is not None
    assert outcome.reply.forward.language == "zh-CN"
    assert any("信号源" in card.text for card in outcome.reply.forward.cards)

    alone = Talk(pipeline, "en")
    own = alone.send(words("My TV shows this. How can I get the picture back?", "en"), picture(screen))
    assert own.reply.forward is None
