import pytest

from gateway.issue import ObjectKind
from gateway.understand.names import objects
from tests.gateway.understand.words import typed


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("微信字太小", ObjectKind.APP, "微信"),
        ("我个WhatsApp", ObjectKind.APP, "WhatsApp"),
        ("工商银行的软件打不开", ObjectKind.APP, "工商银行"),
        ("那个叫青松记的软件", ObjectKind.APP, "青松记"),
        ("打开《晚霞红》就闪退", ObjectKind.APP, "晚霞红"),
        ("電視機冇聲", ObjectKind.DEVICE, "电视"),
        ("the remote is broken", ObjectKind.DEVICE, "遥控器"),
        ("我想挂号", ObjectKind.SERVICE, "医院挂号"),
    ],
)
def test_things_get_one_canonical_name(text: str, kind: ObjectKind, name: str) -> None:
    (named,) = objects(typed(text))

    assert (kind, name) == (named.kind, named.claim.value)
    assert named.claim.evidence[0].quote in text


@pytest.mark.parametrize("text", ["有个自称银行的人", "那个软件", "它不行了", "去银行", "电视剧"])
def test_nothing_is_named(text: str) -> None:
    assert objects(typed(text)) == ()


def test_the_app_comes_before_the_device() -> None:
    assert [named.claim.value for named in objects(typed("手机上的抖音打不开"))] == ["抖音", "手机"]
