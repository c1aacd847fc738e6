import pytest

from gateway.understand.wants import family_consent
from tests.gateway.understand.words import in_picture, lines, typed

MEANS = {"yes": True, "no": False, "none": None}


@pytest.mark.parametrize(("label", "text"), [(label, text) for label, _, text, _ in lines("lines_family")])
def test_whether_a_relative_may_be_told(label: str, text: str) -> None:
    said = family_consent(typed(text))

    assert (said.value if said else None) is MEANS[label]


@pytest.mark.parametrize("who", ["儿子", "女儿", "老伴", "孙女", "儿媳妇", "弟弟"])
def test_which_relative_does_not_matter(who: str) -> None:
    hidden, told = family_consent(typed(f"别让我{who}知道")), family_consent(typed(f"麻烦告诉我{who}一声"))

    assert (hidden and hidden.value, told and told.value) == (False, True)


def test_words_in_a_picture_say_nothing_about_it() -> None:
    assert family_consent(in_picture("别跟我儿子说")) is None
