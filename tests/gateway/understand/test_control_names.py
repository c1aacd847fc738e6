import pytest

from gateway.understand import saying
from gateway.understand.control_names import asked, is_turned, key, needs_care
from modalities.evidence import IconName
from tests.gateway.understand.words import typed


@pytest.mark.parametrize(
    ("said", "icon"),
    [
        ("返回键在哪", IconName.BACK),
        ("返回箭头在哪里", IconName.BACK),
        ("右上角三个点在哪", IconName.MORE),
        ("右上角的三个点", IconName.MORE),
        ("哪个是齿轮图标", IconName.SETTINGS),
        ("放大镜在哪", IconName.SEARCH),
        ("找不到加号", IconName.ADD),
        ("关闭的叉在哪", IconName.CLOSE),
        ("那个叉叉在哪", IconName.CLOSE),
        ("小房子在哪", IconName.HOME),
        ("麦克风图标在哪", IconName.MICROPHONE),
        ("where is the back button", IconName.BACK),
        ("where are the three dots", IconName.MORE),
        ("where is the gear icon", IconName.SETTINGS),
        ("I can't find the plus sign", IconName.ADD),
    ],
)
def test_a_sign_is_known_by_what_it_does_and_by_what_it_looks_like(said: str, icon: IconName) -> None:
    named = saying.control_named(typed(said))

    assert named is not None
    assert icon in asked(named.label.value).icons


@pytest.mark.parametrize("label", ["下一步", "搜索框", "更多设置", "设置密码", "next", "添加好友"])
def test_words_that_only_hold_the_name_of_a_sign_name_none(label: str) -> None:
    assert asked(label).icons == frozenset()


@pytest.mark.parametrize(
    ("label", "name", "side"),
    [
        ("上面那个确定", "确定", (0, -1)),
        ("右下角的完成", "完成", (1, 1)),
        ("左边的修改", "修改", (-1, 0)),
        ("上一步", "上一步", (0, 0)),
    ],
)
def test_words_of_place_are_parted_from_the_name(label: str, name: str, side: tuple[int, int]) -> None:
    made = asked(label)

    assert (made.name, (made.across, made.down)) == (name, side)


def test_a_name_that_is_turned_round_is_another_name() -> None:
    assert is_turned(key("同意"), key("不同意"))
    assert is_turned(key("Allow"), key("Don't allow"))
    assert not is_turned(key("下一步"), key("同意并下一步"))


@pytest.mark.parametrize(
    "label", ["继续转账", "转账", "立即支付", "付款", "允许", "同意并继续", "始终允许", "Pay now", "Allow", "I agree"]
)
def test_what_pays_or_permits_needs_care(label: str) -> None:
    assert needs_care(label)


@pytest.mark.parametrize(
    "label", ["取消", "不允许", "取消转账", "暂不同意", "下一步", "忘记密码", "Don't allow", "Cancel"]
)
def test_what_goes_back_or_goes_on_needs_none(label: str) -> None:
    assert not needs_care(label)


def test_a_plain_yes_to_a_payment_needs_care() -> None:
    assert needs_care("确定", window=("确认转账给张三",))
    assert needs_care("确认", title="付款")
    assert not needs_care("取消", window=("确认转账给张三",))
    assert not needs_care("确认", title="修改密码")
