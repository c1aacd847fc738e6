"""Other names, amounts, brands and addresses give the same kind of outcome: no rule knows a single story."""

import copy
from typing import Any

import pytest

from gateway.outcome import Outcome
from tests.fake_stt_server import FakeSttServer
from tests.journeys.conversation import House, Talk
from tests.journeys.test_stories import STORIES, send, told

RENAMED = {
    "八百": "四百五",
    "四万六": "七万二",
    "两万块": "三万块",
    "3200元": "2750元",
    "一万九千五": "三万一千",
    "六万八": "五万四",
    "八千蚊": "六千蚊",
    "8650积分": "4320积分",
    "我儿子": "我女儿",
    "闺女": "儿子",
    "老伴": "女婿",
    "孙子": "外甥",
    "小贺": "小秦",
    "高速服务": "畅行通知",
    "远汀通信": "河湾通信",
    "迅驿速运": "云桥速运",
    "医保通知": "参保提醒",
    "etc-huifu": "etc-kt",
    "yibao-dengji": "yb-cx",
    "jifen-lq": "jf-dh",
    "peifu-bg": "pf-sq",
    "电饭煲": "保温杯",
    "梨园乐看": "戏苑天天看",
    "惠邻生活": "安居通",
    "青禾医院": "松岭医院",
    "云杉盒子": "海棠盒子",
    "禾川有线": "临江有线",
}
SAMPLE = [story for story in STORIES if any(old in str(story) for old in RENAMED)]


def renamed(value: Any) -> Any:
    """Return a turn with every name, amount, brand and address replaced."""
    if isinstance(value, str):
        for old, new in RENAMED.items():
            value = value.replace(old, new)
        return value
    if isinstance(value, list):
        return [renamed(each) for each in value]
    if isinstance(value, dict):
        return {key: renamed(each) for key, each in value.items()}
    return value


def kind_of(outcome: Outcome) -> tuple[Any, ...]:
    risks = sorted(risk.kind.value for risk in outcome.issue.risk)
    choices = sorted(choice.id for choice in outcome.reply.choices)
    return outcome.state, outcome.route.decision, outcome.route.priority, outcome.route.reasons, risks, choices


def test_there_is_something_to_rename() -> None:
    assert len(SAMPLE) >= 12


@pytest.mark.parametrize("story", SAMPLE, ids=[f"{story['journey']}-{story['variant']}" for story in SAMPLE])
def test_other_names_give_the_same_kind_of_outcome(
    story: dict[str, Any], house: House, recogniser: FakeSttServer
) -> None:
    other = renamed(copy.deepcopy(story))
    first, second = Talk(house, story["language"]), Talk(house, story["language"])
    for turn, changed in zip(story["turn"], other["turn"], strict=True):
        before, after = send(first, turn, recogniser), send(second, changed, recogniser)

        assert kind_of(before) == kind_of(after), f"{told(before)}\n{told(after)}"
