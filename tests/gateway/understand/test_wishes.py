import pytest

from gateway.understand.learned import keep
from gateway.understand.learned.model import load
from gateway.understand.wishes import wants_person
from tests.gateway.understand.words import in_picture, typed


@pytest.mark.parametrize(
    "text",
    [
        "转人工",
        "俾個真人同我講",
        "整个人来跟我唠，别整机器人。",
        "找你们领导",
        "0",
        "有没有人啊",
        "can I speak to a person",
        "转human",
        "砖仁工",
    ],
)
def test_any_wording_asks_for_a_person(text: str) -> None:
    wish = wants_person(typed(text))

    assert wish is not None
    assert wish.value is True


@pytest.mark.parametrize(
    "text",
    [
        "人工智能怎么用",
        "人工费多少",
        "人工耳蜗",
        "真人秀几点",
        "客服，我的话费不对",
        "没人在家",
        "不用转人工",
        "怎么看个人信息",
    ],
)
def test_words_that_only_look_like_it_do_not(text: str) -> None:
    assert wants_person(typed(text)) is None


def test_the_quote_is_a_stretch_of_what_was_typed() -> None:
    text = "我唔識整，搵個真人同我講啦"
    wish = wants_person(typed(text))

    assert wish is not None
    assert wish.evidence[0].quote in text
    assert "真人" in wish.evidence[0].quote


def test_words_in_a_picture_ask_for_nobody() -> None:
    assert wants_person(in_picture("转人工服务请按0")) is None


@pytest.mark.parametrize(
    "text",
    [
        "你们客服打的那通我错过了",
        "你们客服打来那会儿我在洗澡",
        "客服几点钟能拨给我",
        "专员说要找我，等到现在没动静",
        "工作人员到今天也没来电话",
        "审核是不是人工做的",
        "怎么申请由人工来扣款",
        "客服您好，我这个月话费多出一截",
    ],
)
def test_staff_who_are_waited_for_or_only_told_of_are_not_asked_for(text: str) -> None:
    assert wants_person(typed(text)) is None


@pytest.mark.parametrize(
    "text", ["人工在哪", "您好，人工", "任公在哪", "客服自询号马", "可付多少", "帮我赚接话费专线", "你好认公"]
)
def test_where_staff_are_is_a_wish_however_it_was_heard(text: str) -> None:
    assert wants_person(typed(text)) is not None


@pytest.mark.parametrize("name", ["王", "陈", "赵", "林"])
def test_the_name_of_the_person_does_not_matter(name: str) -> None:
    assert wants_person(typed(f"叫小{name}来接电话")) is not None


def test_a_call_that_was_missed_does_not_hide_the_wish_in_the_next_sentence() -> None:
    wish = wants_person(typed("没接到客服电话。帮我赚仁工"))

    assert wish is not None
    assert wish.evidence[0].quote in "帮我赚仁工"


@pytest.mark.parametrize("text", ["讲广东话", "说广东话", "我想讲广东话", "請講廣東話"])
def test_a_setting_of_the_page_is_no_wish_for_a_person_whatever_the_model_hears(text: str) -> None:
    model = load(keep.BESIDE_THE_CODE)

    assert wants_person(typed(text), model) is None


def test_somebody_who_speaks_a_language_is_a_person() -> None:
    model = load(keep.BESIDE_THE_CODE)

    assert wants_person(typed("找个会讲广东话的人来"), model) is not None
