import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.understand.normalise import normalise

MIXED = st.text(alphabet="我你俾搵唔個機械人嗯，。…１２三一二零幺Ａbc 那个喺著㍿ﬁ\n", max_size=40)


@given(MIXED)
def test_every_character_has_a_way_back_into_the_original(text: str) -> None:
    made = normalise(text)

    assert len(made.text) == len(made.offsets) == len(made.ends)
    assert all(0 <= start < end <= len(text) for start, end in zip(made.offsets, made.ends, strict=True))
    assert list(made.offsets) == sorted(made.offsets)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("俾個真人同我講", "给个真人跟我说"),
        ("俺寻思整个人来", "我想弄个人来"),
        ("莫要机器人", "不要机器人"),
        ("ＡＢ１２", "ab12"),
        ("嗯……微信字太小", ",微信字太小"),
        ("一三八零零", "13800"),
    ],
)
def test_dialects_forms_and_digits_come_to_one_form(said: str, meant: str) -> None:
    assert normalise(said).text.lstrip(",") == meant.lstrip(",")


@pytest.mark.parametrize(
    "text", ["不认识的公司", "请勿外传", "整天看整个屏幕", "食欲不好", "喇叭坏了", "莫名其妙", "蚊子"]
)
def test_common_words_that_hold_a_dialect_word_stay(text: str) -> None:
    assert normalise(text).text == text


def test_a_replaced_word_points_back_to_all_of_it() -> None:
    made = normalise("同我講")
    start = made.text.index("跟我说")

    assert made.original(start + 1, start + 2) == (0, 3)
