"""What docs/dialogue.md asks of single turns, through the real thinking."""

import shutil
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from elder_mode.language import load
from elder_mode.plain import lint
from elder_mode.spoken import for_the_ear
from gateway.answer.values import grouped
from gateway.issue import ClaimStatus, Issue, Resolution
from gateway.knowledge.articles import samples_folder
from gateway.outcome import State
from gateway.pipeline import Pipeline
from gateway.understand import replies
from modalities.evidence import ProblemCode
from tests.gateway.records import article, screen
from tests.gateway.talking import Talk, choices, picture, reply, thinker, unusable, words

ARTICLE = """---
id: {name}
language: zh-CN
title: "{title}"
goal: "{title}"
topic: phone
about: []
signs: []
status: sample
checked_against: "made for a test"
reviewed: 2026-11-20
review_due: 2027-05-20
owner: knowledge-editors
is_money_or_code: {money}
decides_nothing: false
questions: ["{question}", "{question}呀", "{question}呢", "请问{question}", "我想{question}"]
---

## 步骤

{steps}

## 不用手机的办法

- 请营业厅的人帮忙。
"""
GROPING = "我改密码，改到一半，它说点下一步，我怎么也摸不着下一步。"
STEPS = ("打开『设置』。找到『显示』。", "点『字号』。", "往右拉，再点『完成』。")


@pytest.fixture(scope="module")
def pipeline(tmp_path_factory: pytest.TempPathFactory) -> Pipeline:
    folder = tmp_path_factory.mktemp("rules")
    shelf = folder / "knowledge" / "zh-CN"
    shelf.mkdir(parents=True)
    steps = "\n".join(f"{n}. {step}" for n, step in enumerate(STEPS, start=1))
    text = ARTICLE.format(name="bigger-font", title="把手机字调大", question="把手机字调大", money="false", steps=steps)
    (shelf / "bigger-font.md").write_text(text, "utf-8")
    for name in ("tv-no-signal", "wechat-video-call"):
        shutil.copy(Path(samples_folder()) / "zh-CN" / f"{name}.md", shelf)
    return thinker(folder)


@pytest.fixture
def talk(pipeline: Pipeline) -> Talk:
    return Talk(pipeline)


def walking(talk: Talk) -> Talk:
    """Return a talk in which the guide has begun."""
    outcome = talk.say("怎么把手机字调大")
    while outcome.state is State.ASKING:
        outcome = talk.choose("yes")
    assert "第1步" in reply(outcome)
    return talk


# --- H3: what fails twice ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "codes", [(ProblemCode.SILENCE, ProblemCode.TOO_NOISY), (ProblemCode.TOO_NOISY, ProblemCode.BLUR)]
)
def test_two_messages_in_a_row_that_cannot_be_used_go_to_a_person(
    talk: Talk, codes: tuple[ProblemCode, ProblemCode]
) -> None:
    first, second = (talk.send(unusable(code)) for code in codes)

    assert (first.state, second.state) == (State.ASKING, State.WITH_PERSON)
    assert (second.route.priority, second.route.reasons) == ("P1", ("H3",))


def test_the_same_step_not_found_twice_goes_to_a_person_with_what_was_tried(talk: Talk) -> None:
    walking(talk)
    again = talk.choose("not_found")
    person = talk.choose("not_found")

    assert "再说一遍" in reply(again)
    assert (person.state, person.route.priority, person.route.reasons) == (State.WITH_PERSON, "P1", ("H3",))
    assert person.issue.attempts is not None
    assert person.issue.attempts.not_found == 2


def test_the_same_question_is_answered_as_if_for_the_first_time(talk: Talk) -> None:
    walking(talk)
    for _ in range(4):
        outcome = talk.say("怎么把手机字调大")

        assert outcome.state is State.ANSWERED
        assert any("第1步" in card.text for card in outcome.reply.cards)
        assert not any(words in reply(outcome) for words in ("问过", "刚才说过"))
    assert "最上面" in reply(outcome)
    assert "打个电话" in reply(outcome)
    assert outcome.issue.repeat_no == 4


def test_the_same_question_that_was_never_answered_goes_to_a_person_at_the_third_time(talk: Talk) -> None:
    walking(talk)
    talk.choose("not_found")
    talk.ticket = None
    for _ in range(2):
        talk.issue = None if talk.issue is None else _left(talk.issue)
        outcome = talk.say("怎么把手机字调大")

    assert outcome.issue.repeat_no == 2
    assert (outcome.state, outcome.route.reasons) == (State.WITH_PERSON, ("H3",))


def _left(issue: Issue) -> Issue:
    attempts = replace(issue.attempts, outcome="left") if issue.attempts is not None else None
    return replace(issue, attempts=attempts, answered_by=None, resolution=Resolution(state="human_closed"))


def test_what_was_called_done_and_is_back_goes_to_a_person(talk: Talk) -> None:
    walking(talk)
    talk.choose("gone_ok")
    outcome = talk.say("还是不行，字又变小了")

    assert outcome.issue.resolution.state == "reopened"
    assert (outcome.state, outcome.route.priority, outcome.route.reasons) == (State.WITH_PERSON, "P1", ("H3",))


# --- H4, H5, H10 ------------------------------------------------------------------------------------------------


def test_anger_gets_one_calm_line_beside_the_answer_and_a_person_the_next_time(talk: Talk) -> None:
    first = talk.say("气死我了，怎么把手机字调大")
    second = talk.say("废物，什么破东西")

    assert first.state is State.ANSWERED or first.route.reasons == ("H4",)
    assert "谁都会着急" in reply(first)
    assert second.state is State.WITH_PERSON
    assert second.ticket is not None


def test_anger_without_an_answer_brings_a_person(talk: Talk) -> None:
    outcome = talk.say("你们这帮废物，气死我了")

    assert (outcome.state, outcome.route.priority, outcome.route.reasons) == (State.WITH_PERSON, "P1", ("H4",))


def test_another_way_is_offered_once_and_after_one_failed_step_a_person_helps(talk: Talk) -> None:
    shown = screen("修改密码", "确认密码", labels=("下一步",))
    offer = talk.send(words(GROPING), picture(shown))
    told = talk.choose("yes")
    lost = talk.choose("not_found")

    assert (offer.state, offer.issue.clarifications_used) == (State.ASKING, 0)
    assert "读屏" in reply(offer)
    assert {need.need.value for need in told.issue.access_needs} == {"screen_reader", "no_colour_words"}
    assert {need.source for need in told.issue.access_needs} == {"offered_accepted"}
    assert "听到『下一步』" in reply(told)
    assert (lost.state, lost.route.priority, lost.route.reasons) == (State.WITH_PERSON, "P1", ("H5",))


def test_an_offer_that_was_declined_is_not_made_again(talk: Talk) -> None:
    shown = screen("修改密码", "确认密码", labels=("下一步",))
    talk.send(words(GROPING), picture(shown))
    told = talk.choose("no")
    later = talk.say("还是摸不着下一步")

    assert told.issue.access_needs == ()
    assert "要不要我按读屏" not in reply(told) + reply(later)


@pytest.mark.parametrize(
    "asked",
    [
        "我这个降压药一天吃几片",
        "头孢和布洛芬能不能一起吃",
        "我能不能告物业",
        "遗嘱怎么写才有效",
        "手里有点积蓄，买哪个基金好",
        "这个理财能不能买",
    ],
)
def test_advice_on_medicine_law_and_money_is_never_given(talk: Talk, asked: str) -> None:
    outcome = talk.say(asked)

    assert (outcome.state, outcome.route.priority, outcome.route.reasons) == (State.WITH_PERSON, "P2", ("H10",))


@pytest.mark.parametrize(
    "asked", ["怎么在手机上挂号", "药盒上的小字我一个也认不出", "银行的短信怎么放大", "电视没信号了"]
)
def test_how_to_use_a_thing_is_no_advice(talk: Talk, asked: str) -> None:
    assert "H10" not in talk.say(asked).route.reasons


# --- numbers and contradictions ---------------------------------------------------------------------------------


def test_a_number_is_read_back_before_a_person_relies_on_it(talk: Talk) -> None:
    talk.say("你们这帮废物，扣了我三十块钱")
    asked = talk.outcomes[-1]
    confirmed = talk.choose("yes")

    assert "三十块" in reply(asked)
    assert {"yes", "no"} <= choices(asked)
    assert [n.value.status for n in confirmed.issue.numbers if n.kind.value == "money"] == [ClaimStatus.CONFIRMED]


def test_a_number_that_was_misheard_is_never_a_fact(talk: Talk) -> None:
    talk.say("你们这帮废物，扣了我三十块钱")
    denied = talk.choose("no")

    assert [n.value.status for n in denied.issue.numbers if n.kind.value == "money"] == [ClaimStatus.CONTRADICTED]


def test_two_amounts_that_differ_are_named_and_asked_about_once(talk: Talk) -> None:
    shown = screen("转账", "转账金额 3000.00元", "等待对方收款")
    asked = talk.send(words("我转了三百块，怎么收不到"), picture(shown))
    settled = talk.say("屏幕上的对")

    assert (asked.state, asked.route.reasons) == (State.ASKING, ("H11",))
    assert "三百块" in reply(asked)
    assert "3000" in reply(asked)
    assert [each.said_to_user for each in asked.issue.contradictions if each.field == "money"] == [True]
    by_value = {n.value.value: n.value.status for n in settled.issue.numbers if n.kind.value == "money"}
    assert by_value["300.00"] is ClaimStatus.CONTRADICTED
    assert ClaimStatus.CONFIRMED in by_value.values() or len(by_value) == 1


def test_a_contradiction_in_a_number_that_is_not_settled_goes_to_a_person(talk: Talk) -> None:
    shown = screen("转账", "转账金额 3000.00元", "等待对方收款")
    talk.send(words("我转了三百块，怎么收不到"), picture(shown))
    outcome = talk.say("我也说不上来")

    assert (outcome.state, outcome.route.priority, outcome.route.reasons) == (State.WITH_PERSON, "P1", ("H11",))


def test_a_dose_that_differs_is_named_and_a_person_called_at_once(talk: Talk) -> None:
    talk.send(words("这药一天吃几次？我记得是三次。"), unusable(ProblemCode.BLUR))
    outcome = talk.send(picture(screen("用法用量", "每日2次 每次1片")))

    assert (outcome.state, outcome.route.priority, outcome.route.reasons) == (State.WITH_PERSON, "P1", ("H11",))
    assert all(part in reply(outcome) for part in ("每日2次", "每次1片", "三次", "药师", "真人"))


# --- guides -----------------------------------------------------------------------------------------------------


def last_step(talk: Talk) -> Talk:
    walking(talk)
    for _ in STEPS[1:]:
        talk.choose("done")
    return talk


def test_after_three_steps_the_first_is_said_back_and_counts_as_verified(talk: Talk) -> None:
    asked = last_step(talk).choose("done")
    done = talk.say("先点设置")

    assert "第一步点哪里" in reply(asked)
    assert (done.issue.resolution.state, done.issue.resolution.verified_by) == ("verified", "teach_back")


def test_said_back_wrongly_it_is_told_once_in_smaller_steps_and_then_a_person_helps(talk: Talk) -> None:
    last_step(talk).choose("done")
    smaller = talk.say("点微信")
    person = talk.choose("not_found")

    assert "小步" in reply(smaller)
    assert len(smaller.reply.cards) >= 2
    assert (person.state, person.route.priority, person.route.reasons) == (State.WITH_PERSON, "P1", ("H3",))


def test_whoever_comes_back_after_days_is_told_where_they_were(talk: Talk) -> None:
    walking(talk).choose("done")
    talk.now += timedelta(days=3)
    outcome = talk.say("接着上次的")

    assert "第2步" in outcome.reply.cards[0].text
    assert (outcome.state, outcome.issue.attempts.step_no if outcome.issue.attempts else 0) == (State.ANSWERED, 2)


def test_one_more_screenshot_tells_whether_the_step_was_done(talk: Talk) -> None:
    talk.send(words("怎么把手机字调大"), picture(screen("桌面", "电话", "短信")))
    while talk.outcomes[-1].state is State.ASKING:
        talk.choose("yes")
    same = talk.send(picture(screen("桌面", "电话", "短信")))
    changed = talk.send(picture(screen("设置", "显示", "声音", "通知", title="设置")))

    assert "还是刚才那一页" in reply(same)
    assert "第1步" in reply(same)
    assert "屏幕变了" in reply(changed)
    assert "第2步" in reply(changed)


def test_a_word_is_explained_and_the_step_stays_where_it_was(talk: Talk) -> None:
    walking(talk)
    explained = talk.say("蓝牙是什么意思")
    going_on = talk.say("做好了")

    assert "蓝牙" in reply(explained)
    assert len(explained.reply.cards) == 1
    assert "第2步" in reply(going_on)


# --- codes and refusals -----------------------------------------------------------------------------------------


def test_whoever_says_a_code_hears_first_that_nobody_is_to_know_it(talk: Talk) -> None:
    outcome = talk.say("验证码是 482913，怎么把手机字调大")

    assert "别告诉" in outcome.reply.cards[0].text
    assert "482913" not in str(outcome)


@pytest.mark.parametrize("refusal", ["我不要人工", "别转人工", "别给我转客服", "不想跟真人说", "I don't want a person"])
def test_a_refusal_of_a_person_brings_none(talk: Talk, refusal: str) -> None:
    outcome = talk.say(f"{refusal}，它不行了")
    for _ in range(3):
        outcome = talk.say("还是那样") if outcome.state is not State.WITH_PERSON else outcome

    assert outcome.state is not State.WITH_PERSON
    assert outcome.issue.wants_person is not None
    assert outcome.issue.wants_person.value is False


def test_danger_brings_a_person_to_whoever_refused_one(talk: Talk) -> None:
    outcome = talk.say("别转人工，我心口疼得气都接不上来")

    assert (outcome.state, outcome.route.priority) == (State.WITH_PERSON, "P0")


def test_a_person_may_be_asked_for_after_all(talk: Talk) -> None:
    talk.say("我不要人工，它不行了")

    assert talk.say("算了，给我转人工吧").state is State.WITH_PERSON


@pytest.mark.parametrize("wish", ["不要机器人，要人工", "不要人工智能，给我真人", "转人工", "人工费怎么交"])
def test_what_only_sounds_like_a_refusal_is_none(wish: str) -> None:
    assert replies.refuses_person(wish) is None


# --- small things -----------------------------------------------------------------------------------------------


def test_a_step_is_named_by_a_word_on_the_screen_or_the_thing_itself() -> None:
    first = article(steps=1).steps[0]

    assert replies.names_step("先打开那个设置", "打开『设置』，在第二页。")
    assert replies.names_step("点微信", "打开微信。")
    assert replies.names_step("I open settings", "Open “Settings”.")
    assert not replies.names_step("点一下电话", "打开微信。")
    assert not replies.names_step("不晓得", first)


@pytest.mark.parametrize(
    ("digits", "shown", "spoken"),
    [
        ("13812345678", "138 1234 5678", "幺三八，幺二三四，五六七八"),
        ("95588", "955 88", "九五五"),
        ("4412", "4412", "四四幺二"),
    ],
)
def test_digits_are_read_back_one_by_one_in_groups(digits: str, shown: str, spoken: str) -> None:
    assert grouped(digits) == shown
    assert spoken in for_the_ear(load("zh-CN").words("number.read_back_digits", number=grouped(digits)), "zh-CN")


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_what_is_said_beside_an_answer_is_plain_in_both_languages(language: str) -> None:
    spoken = load(language)
    rooms = ("note.", "advice.", "contradiction.", "number.", "guide.", "ask_why.")
    texts = [spoken.template(key) for key in spoken.entries if key.startswith(rooms)]

    assert len(texts) >= 25
    assert [text for text in texts if lint(text, language, is_card=True)] == []


def test_english_dialogue_keeps_the_same_rules(pipeline: Pipeline) -> None:
    talk = Talk(pipeline, "en")
    advice = talk.say("How many of these tablets should I take a day?")
    other = Talk(pipeline, "en")
    refused = other.say("I don't want a person, it does not work")

    assert advice.route.reasons == ("H10",)
    assert refused.state is not State.WITH_PERSON
