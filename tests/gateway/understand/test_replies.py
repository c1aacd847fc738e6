import pytest

from gateway.understand import replies
from gateway.understand.replies import does_not_know, done_or_not_found, leading_yes_or_no, yes_or_no


@pytest.mark.parametrize("text", ["对", "对对对", "是的。", "嗯", "好的", "系啊", "Yes", "对的呀", "要", "ok"])
def test_yes(text: str) -> None:
    assert yes_or_no(text) is True


@pytest.mark.parametrize("text", ["不是", "不对", "没有", "唔系", "No", "不用了"[:2], "没得"])
def test_no(text: str) -> None:
    assert yes_or_no(text) is False


@pytest.mark.parametrize(
    "text", ["不是我点的是他点的", "对门的老王来了", "我要改密码", "", "no signal on my television"]
)
def test_longer_sentences_are_neither(text: str) -> None:
    assert yes_or_no(text) is None


@pytest.mark.parametrize("text", ["不知道", "我也不晓得", "唔知喔", "I don't know", "搞不清楚"])
def test_not_knowing_is_an_answer(text: str) -> None:
    assert does_not_know(text)


@pytest.mark.parametrize("text", ["做好了", "点好了", "找到了", "好了", "done", "I found it"])
def test_a_step_is_done(text: str) -> None:
    assert done_or_not_found(text) is True


@pytest.mark.parametrize("text", ["没找到", "找不到啊", "没看见", "I can't find it", "搵唔到"])
def test_a_step_is_not_found(text: str) -> None:
    assert done_or_not_found(text) is False


@pytest.mark.parametrize("text", ["我想把微信的字调大一点因为我老是看不到上面写的是什么东西", "怎么挂号", ""])
def test_other_words_say_nothing_about_the_step(text: str) -> None:
    assert done_or_not_found(text) is None


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("是的，他还在那头", True),
        ("对，正催我呢", True),
        ("还没挂", True),
        ("不是，我自己弄的", False),
        ("没有，早就挂了", False),
        ("我在菜市场", None),
    ],
)
def test_the_first_words_answer_a_question(text: str, *, answer: bool | None) -> None:
    assert leading_yes_or_no(text) is answer


@pytest.mark.parametrize(
    "text",
    [
        "不需要人工服务",
        "我就跟你说，别叫人来",
        "不用找人",
        "别麻烦客服了",
        "不必转人工了",
        "唔使搵人工",
        "别再给我推人工客服了",
        "please don't put me through to anyone",
        "I'd rather not talk to a person",
        "no need for an agent",
    ],
)
def test_a_refusal_of_a_person_is_heard_with_its_words(text: str) -> None:
    span = replies.refuses_person(text)

    assert span is not None
    assert text[slice(*span)]


@pytest.mark.parametrize(
    "text",
    [
        "为什么不给我转人工",
        "不要让我等，转人工",
        "能不能别机器人了人工",
        "别老是机器人回复要人工客服",
        "不是不要人工，是等太久",
        "别让客服挂我电话",
        "不想等了，给我找个人",
        "I don't want to talk to a robot, get me a human",
        "why won't you let me talk to a person",
    ],
)
def test_wanting_a_person_in_words_of_refusal_is_no_refusal(text: str) -> None:
    assert replies.refuses_person(text) is None


def test_whoever_goes_on_says_that_it_is_back_or_picks_a_side() -> None:
    assert replies.asks_where_we_were("上次做到哪了")
    assert replies.asks_where_we_were("where were we")
    assert not replies.asks_where_we_were("电视没信号了")
    assert replies.says_it_is_back("还是没声音，没弄好")
    assert not replies.says_it_is_back("怎么把字调大")
    assert (replies.picks_side("屏幕上的对"), replies.picks_side("我说的对")) == ("seen_one", "said_one")
    assert replies.picks_side("不晓得") is None
    assert replies.takes_offer("好的，要")
    assert not replies.takes_offer("要多少钱")
