"""Questions for advice that nobody here gives, and questions that only speak of the same things."""

import pytest

from gateway.understand import advice
from gateway.understand.utterance import utterances
from tests.gateway.records import screen, seen, typed


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("medical", "高血压的药能不能停几天"),
        ("medical", "医生开的药我吃两片行不行"),
        ("medical", "我这是不是中风了"),
        ("medical", "Can I take aspirin with my blood pressure tablets"),
        ("legal", "离婚了房子归谁"),
        ("legal", "房子给儿子要怎么过户才划算"),
        ("legal", "Can my landlord keep the deposit, is it legal"),
        ("money", "我这八万块存哪家银行好"),
        ("money", "现在黄金能不能买"),
        ("money", "Should I sell my shares now"),
    ],
)
def test_advice_is_known_by_its_kind(kind: str, text: str) -> None:
    assert advice.wanted(utterances(typed(text))) == kind


@pytest.mark.parametrize(
    "text",
    [
        "怎么在手机上买药",
        "药盒上的二维码怎么扫",
        "怎么看我的存款余额",
        "理财app打不开",
        "法院的短信怎么看",
        "怎么打印合同",
        "照片存在哪里",
        "how do I order my repeat prescription",
        "Where do I see my bank balance",
    ],
)
def test_how_to_get_something_done_is_no_advice(text: str) -> None:
    assert advice.wanted(utterances(typed(text))) is None


def test_words_in_a_picture_ask_for_no_advice() -> None:
    assert advice.wanted(utterances(seen(screen("这个药能不能和酒一起吃？")))) is None
