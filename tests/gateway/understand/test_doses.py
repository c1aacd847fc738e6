import pytest

from gateway.understand.doses import find
from gateway.understand.normalise import plain


def values(text: str) -> list[str]:
    return [dose.value for dose in find(plain(text).text)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("一天三回一回两粒", "3次/日,2粒/次"),
        ("每8小时吃一次，一次一粒", "1次/8小时,1粒/次"),
        ("隔天一次", "1次/2日"),
        ("降压药每晚吃半片", "1次/日,0.5片/次"),
        ("早晚各一片，饭后", "2次/日,1片/次"),
        ("日食兩次，每次半粒", "2次/日,0.5粒/次"),
        ("一次吃一到两片", "1-2片/次"),
        ("每次一片半，一天两次", "2次/日,1.5片/次"),
        ("每日四次，每次10毫升", "4次/日,10毫升/次"),
        ("one to two tablets every six hours", "1次/6小时,1-2片/次"),
        ("half a tablet every other day", "1次/2日,0.5片/次"),
    ],
)
def test_only_what_is_said_is_given(text: str, value: str) -> None:
    assert values(text) == [value]


@pytest.mark.parametrize(
    ("text", "unit"),
    [("一天两次，一次5毫升", "mL"), ("一天两次，一次5毫克", "mg"), ("一天两次，一次两片", "片"), ("一天两次", "次")],
)
def test_milligrams_and_millilitres_are_kept_apart(text: str, unit: str) -> None:
    assert [dose.unit for dose in find(plain(text).text)] == [unit]


@pytest.mark.parametrize(
    "text",
    [
        "一天要打三次电话",
        "吃了两片面包",
        "早晚要躺下",
        "a drop of whiskey",
        "这两天我手机发烫",
        "every day I walk",
        "每天断线三次",
    ],
)
def test_what_is_no_dose(text: str) -> None:
    assert values(text) == []
