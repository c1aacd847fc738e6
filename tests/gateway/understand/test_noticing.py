"""Offers of another way: in time, from words that say it sideways, and never for a passing cause or somebody else."""

import pytest

from gateway.understand import signs
from gateway.understand.signals import noticed


@pytest.mark.parametrize(
    ("turns", "kind"),
    [
        (("它只念『按钮』，不念是哪个。",), "vision"),
        (("我摸着屏幕找，找不到下一步。",), "vision"),
        (("字都糊成一团了。",), "vision"),
        (("我得拿放大镜一个字一个字照。",), "vision"),
        (("你唔好同我講邊隻色，我淨係分到光同暗。",), "vision"),
        (("My phone talks to me and it just says button.",), "vision"),
        (("您大点声。", "再大点声。"), "hearing"),
        (("啊？", "什么？", "再说一遍。"), "hearing"),
        (("我听着就是嗡嗡一片，一个字分不出来。",), "hearing"),
        (("電話響我唔知㗎，要震我先醒起。",), "hearing"),
        (("手抖，老点错。",), "tremor"),
        (("我想按一，一下出来三个一。",), "tremor"),
        (("I have to steady one hand with the other to tap.",), "tremor"),
        (("我刚才问过没有？",), "memory"),
        (("退休认证怎么弄？", "哦，点我的。", "那个，退休认证怎么弄啊？"), "memory"),
        (("By the time you get to step three, step one is gone.",), "memory"),
    ],
)
def test_what_is_said_sideways_is_noticed_by_the_last_turn(turns: tuple[str, ...], kind: str) -> None:
    assert noticed(turns, "zh-CN")[-1] == kind


@pytest.mark.parametrize(
    "turns",
    [
        ("看不到入口，是不是没开通？",),
        ("这里太吵，我听不清。", "走到外头了，你说吧。"),
        ("我妈眼睛看不见，想给她买个会说话的手机。",),
        ("天太冷，手抖着按不准。",),
        ("没戴眼镜，看不清。", "戴上了，看见了。"),
        ("密码想不起来了，该怎么重设？",),
        ("旁白不小心打开了，怎么关掉？",),
        ("喇叭坏了，没有声音。",),
        ("怎么交电费？", "点哪里？"),
        ("My brother is blind and I am asking for him.",),
        ("I was shaking with rage at that charge.",),
    ],
)
def test_a_passing_cause_a_faulty_thing_and_another_person_are_no_signs(turns: tuple[str, ...]) -> None:
    assert set(noticed(turns, "zh-CN")) == {None}


def test_there_is_one_answer_for_each_turn_and_none_before_anything_was_said() -> None:
    turns = ("你好。", "我想交电费。", "字都糊成一团了。")

    assert noticed((), "zh-CN") == ()
    assert noticed(turns, "zh-CN") == (None, None, "vision")


def test_going_on_asking_where_after_being_told_is_a_sign() -> None:
    turns = ("『下一步』在哪？", "您说最底下，底下哪里？", "您说有，可我找不到它在哪。")

    assert noticed(turns, "zh-CN")[-1] == "vision"


def test_the_listener_hears_what_no_rule_names() -> None:
    heard = signs.heard("我把手机当收音机使，光听，看不成了。")

    assert heard["vision"] >= 0.25
    assert sum(heard.values()) == pytest.approx(1.0, abs=1e-3)


def test_our_own_lines_hold_every_kind_and_ordinary_words() -> None:
    kinds = [line.signal for line in signs.lines()]

    assert {kind for kind in kinds if kinds.count(kind) >= 60} == {"vision", "hearing", "tremor", "memory", "none"}
