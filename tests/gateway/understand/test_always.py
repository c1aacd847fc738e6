"""Always a person from now on, said in words, and taken back in words."""

import pytest

from gateway.understand.always import always_person
from tests.gateway.understand.words import typed

ON = (
    "以后都找真人",
    "往后我都要人工，别再让机器回我",
    "以后每次都直接给我转人工",
    "今后一律找真人吧",
    "下次也直接找人工",
    "我以后只跟真人说话",
    "以後都幫我搵真人啦",
    "以后有事都请真人来",
    "每回都给俺接人工，中不中",
    "From now on I always want a person",
    "Please always give me a human",
    "next time straight to a real person please",
    "I only want to talk to people from now on",
    "永远都给我找真人",
    "打电话总打不通，以后都直接找真人吧",
    "以后先问机器人吧。不，以后都直接转人工",
    "以后都找真人，我愿意等",
    "以后都找人工客服",
    "以后都不要机器要真人",
    "次次都同我搵真人啦",
    "Don't make me ask the machine, from now on give me a person",
)
OFF = (
    "以后不用都找真人了",
    "以后先问机器人吧",
    "不用每次都找真人",
    "以後唔使搵真人住，你幫我先",
    "以后还是你先帮我",
    "From now on you can help me first",
    "no need for a person every time",
    "以后不用转人工",
    "以后别再找真人了",
    "以后不要直接转人工，你先帮我",
    "以后都找真人。算了，以后先问机器人吧",
    "以后先问机器人，不行再转人工",
    "以後唔使次次搵真人",
    "唔使次次都搵真人",
    "I don't need a person every time",
    "You don't always need to talk to a human",
)
NEITHER = (
    "找真人",
    "我要人工",
    "以后怎么找真人",
    "以后都要找人工办理养老金吗",
    "银行说以后都要到柜台找人工",
    "以后字大一点",
    "每次打开微信都闪退",
    "上次那个人工说以后会退钱",
    "人工智能以后会不会都替代人",
    "儿子说以后都视频",
    "will I always need a person at the counter?",
    "the bank always wants me to see a person",
    "不要找真人",
    "下次别让我先问机器,直接人工",
    "以后别让我等人工",
    "以后都不要让我等人工",
    "永远都打不通人工",
    "我每次都找不到人工",
    "每次都联系不上真人",
    "每次转人工都打不通",
    "别每次都让我等人工",
    "以后不要人工智能回我",
    "以后不要机器人客服",
    "以后不用人工可不行",
    "以后先别问机器",
    "以后先问机器人吧，不，直接转人工",
    "以后先问机器人吧。不，直接转人工",
    "下次唔好叫我先問機器，直接真人",
    "以後唔好要我等真人",
    "以後都唔好要我等真人",
    "次次都打唔通人工",
    "我次次都搵唔到真人",
    "永遠都搵唔到真人",
    "From now on don't make me wait for a person",
    "From now on you must not go first, straight to a person",
    "From now on don't make me ask the machine first",
    "I always call but no person answers",
    "I can never get a person, every time",
    "I don't always get a person every time",
    "I can never talk to a person from now on",
    "From now on don't make me wait for a human every time",
    "you always say talk to a person but nobody answers",
)


@pytest.mark.parametrize("text", ON)
def test_wanting_persons_only_is_heard(text: str) -> None:
    assert always_person(typed(text)) is True


@pytest.mark.parametrize("text", OFF)
def test_wanting_the_machine_again_is_heard(text: str) -> None:
    assert always_person(typed(text)) is False


@pytest.mark.parametrize("text", NEITHER)
def test_other_words_change_nothing(text: str) -> None:
    assert always_person(typed(text)) is None


def test_a_wish_for_a_person_in_the_next_words_leaves_neither() -> None:
    assert always_person(typed("以后先问机器人吧") + typed("直接转人工")) is None
    assert always_person(typed("以后都找真人") + typed("直接转人工")) is True
