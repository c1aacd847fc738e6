import pytest

from gateway.understand import saying
from tests.gateway.understand.words import in_picture, typed


@pytest.mark.parametrize(
    ("text", "goal", "symptom"),
    [
        ("我改密码，怎么也找不到下一步", "改密码", "找不到下一步"),
        ("微信字太小看不清", None, "微信字太小看不清"),
        ("买票它不让我买", "买票", "不让我买"),
        ("想跟孙女开视频说说话", "跟孙女开视频说说话", None),
        ("我想挂号", "挂号", None),
        ("电视没信号了", None, "电视没信号了"),
        ("在网上缴电费，缴不了", "缴电费", "缴不了"),
        ("不会发照片", "发照片", None),
        ("那个……药盒上的字，太小了", None, "太小了"),
        ("I want to renew my bus card but it won't open", "renew my bus card", "won't open"),
    ],
)
def test_goal_and_symptom_are_stretches_of_the_words(text: str, goal: str | None, symptom: str | None) -> None:
    wanted, wrong = saying.goal(typed(text)), saying.symptom(typed(text))

    assert goal == (wanted.value if wanted else None)
    assert symptom is None or (wrong is not None and symptom in wrong.value)
    assert all(claim.value == claim.evidence[0].quote for claim in (wanted, wrong) if claim)


@pytest.mark.parametrize("thing", ["充话费", "交电费", "查社保", "改手机号"])
@pytest.mark.parametrize("label", ["下一步", "确认", "立即提交", "同意"])
def test_other_goals_and_labels_are_found_alike(thing: str, label: str) -> None:
    said = typed(f"我{thing}，怎么也找不到{label}")
    goal, control = saying.goal(said), saying.control_named(said)

    assert goal is not None
    assert thing == goal.value
    assert control is not None
    assert label == control.label.value


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("『提交』在哪", "提交"),
        ("请问“保存”在哪里", "保存"),
        ("我没看见确定按钮", "确定"),
        ("I can't find the Next button", "Next"),
        ("where is Submit?", "Submit"),
        ("摸不着登录", "登录"),
    ],
)
def test_controls_that_are_looked_for(text: str, label: str) -> None:
    control = saying.control_named(typed(text))

    assert control is not None
    assert label == control.label.value


@pytest.mark.parametrize(
    "text", ["没有人接", "电视没有声音", "找不到真人", "它不行了", "翻来翻去找不着了", "我眼镜找不到了"]
)
def test_what_is_missing_is_not_always_a_control(text: str) -> None:
    assert saying.control_named(typed(text)) is None


@pytest.mark.parametrize("text", ["就那个，它不行了。", "弄没了", "那个那个", "坏了", "嗯……"])
def test_words_without_a_thing_are_vague(text: str) -> None:
    assert saying.vague(typed(text))


@pytest.mark.parametrize("text", ["手机", "怎么交水费", "电视没声音"])
def test_words_with_a_thing_are_not_vague(text: str) -> None:
    assert not saying.vague(typed(text))


def test_words_in_a_picture_want_nothing() -> None:
    said = in_picture("怎么修改密码")

    assert saying.goal(said) is None
    assert saying.control_named(said) is None


@pytest.mark.parametrize(
    ("words", "is_control"),
    [
        ("我怎么也摸不着下一步", True),
        ("找不到继续按钮", True),
        ("I can't find Continue anywhere.", True),
        ("我找不到继续下去的理由", False),
        ("我找不到继续的理由", False),
        ("找不到活着的意义", False),
        ("I can't find a reason to go on", False),
    ],
)
def test_only_a_name_that_nothing_but_controls_bear_is_surely_a_control(words: str, *, is_control: bool) -> None:
    named = saying.control_named(typed(words))

    assert (named is not None and saying.is_plain_control(named)) is is_control
