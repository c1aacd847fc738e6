"""Which words name a control: on it, beside it, above it; lines that run over several are cut."""

import pytest

from modalities.control_words import name
from modalities.detect import Seen
from modalities.evidence import Box, Role, TextLine


def seen(role: Role, x: float, y: float, w: float, h: float) -> Seen:
    return Seen(name=role.value, score=0.9, x=x, y=y, w=w, h=h, enabled=1.0, on=0.0, selected=0.0)


def line(text: str, x: int, y: int, w: int, h: int = 40, score: float = 0.98) -> TextLine:
    return TextLine(text=text, box=Box(x=x, y=y, w=w, h=h, img_w=1000, img_h=2000), score=score)


def test_a_button_has_all_its_words_in_reading_order() -> None:
    words = [line("元", 430, 110, 40), line("充值 50", 300, 108, 120), line("别的", 300, 400, 80)]

    assert name(seen(Role.BUTTON, 250, 80, 400, 100), words).label == "充值 50 元"


def test_the_surest_is_the_least_sure_of_its_words() -> None:
    words = [line("下一", 300, 100, 80, score=0.99), line("步", 390, 100, 40, score=0.7)]

    assert name(seen(Role.BUTTON, 250, 80, 400, 100), words).score == 0.7


def test_a_row_is_named_by_its_first_line_and_the_rest_is_its_value() -> None:
    words = [
        line("已连接", 800, 115, 120),
        line("无线网络", 60, 100, 160),
        line("上网不花流量", 60, 150, 240, 30),
        line("›", 950, 110, 20),
    ]

    found = name(seen(Role.ROW, 0, 80, 1000, 120), words)

    assert (found.label, found.value) == ("无线网络", "上网不花流量 已连接")


def test_a_line_over_three_tabs_is_cut_where_they_end() -> None:
    words = [line("首页    消息    我的", 60, 1900, 840)]
    tabs = [seen(Role.TAB, x, 1880, 330, 90) for x in (0, 335, 670)]

    assert [name(tab, words).label for tab in tabs] == ["首页", "消息", "我的"]


def test_a_switch_is_named_by_the_name_of_its_row_not_by_its_state() -> None:
    words = [line("定位服务", 60, 100, 160), line("允许应用知道您在哪里", 60, 145, 400, 30), line("开", 860, 110, 30)]

    assert name(seen(Role.SWITCH, 900, 100, 80, 44), words).label == "定位服务"


def test_a_box_to_tick_is_named_by_the_words_after_it() -> None:
    words = [line("我已阅读并同意", 120, 98, 280), line("请选择", 60, 20, 120)]

    assert name(seen(Role.SWITCH, 60, 100, 40, 40), words).label == "我已阅读并同意"


def test_an_empty_field_is_named_by_its_caption_and_a_full_one_by_what_is_in_it() -> None:
    caption, inside = line("手机号", 60, 100, 120), line("请输入手机号", 80, 170, 240)
    field = seen(Role.FIELD, 50, 150, 900, 80)

    assert name(field, [caption]).label == "手机号"
    assert name(field, [caption, inside]).label == "请输入手机号"


@pytest.mark.parametrize("role", [Role.BUTTON, Role.ROW, Role.TAB, Role.SWITCH, Role.FIELD])
def test_without_words_near_there_is_no_name(role: Role) -> None:
    assert name(seen(role, 400, 1000, 200, 90), [line("远处", 50, 50, 100)]).label is None


def test_a_drawn_arrow_read_as_a_letter_names_nothing() -> None:
    assert name(seen(Role.BUTTON, 0, 80, 90, 90), [line("く", 20, 100, 40)]).label is None


def test_a_letter_that_stands_for_a_face_is_not_the_name_of_a_row() -> None:
    words = [line("王", 20, 110, 40), line("王医生", 90, 95, 140), line("明天上午可以来", 90, 145, 300, 30)]

    found = name(seen(Role.ROW, 0, 80, 1000, 120), words)

    assert (found.label, found.value) == ("王医生", "明天上午可以来")


def test_a_field_is_named_by_what_is_or_should_be_written_in_it() -> None:
    phone = [line("+86", 30, 110, 60), line("138 0571 6621", 130, 110, 260)]
    captioned = [line("收款人", 30, 110, 120), line("请输入姓名", 260, 110, 200)]
    amount = [line("缴费金额", 30, 110, 150), line("86.40", 400, 110, 100)]

    named = [name(seen(Role.FIELD, 20, 90, 900, 80), words).label for words in (phone, captioned, amount)]

    assert named == ["138 0571 6621", "请输入姓名", "86.40"]


def test_the_words_of_a_button_in_a_field_are_not_the_fields() -> None:
    words = [line("短信验证码", 30, 110, 200), line("获取验证码", 700, 110, 200)]
    button = seen(Role.BUTTON, 680, 95, 230, 70)

    assert name(seen(Role.FIELD, 20, 90, 900, 80), words, [button]).label == "短信验证码"


def test_a_key_is_named_by_its_digit() -> None:
    found = name(seen(Role.KEY, 0, 80, 300, 120), [line("2", 130, 90, 30), line("ABC", 120, 140, 60, 24)])

    assert (found.label, found.value) == ("2", "ABC")


def test_the_name_of_a_switch_at_the_end_of_its_row_is_the_first_not_the_nearest() -> None:
    words = [line("特惠快车", 150, 90, 180), line("三分钟接驾", 150, 140, 160, 28), line("约11.6元", 700, 105, 160)]

    assert name(seen(Role.SWITCH, 900, 100, 44, 44), words).label == "特惠快车"


def test_an_alarm_is_named_by_its_time_and_a_pill_by_its_name() -> None:
    switch = seen(Role.SWITCH, 860, 110, 90, 48)
    alarm = [line("5:50", 40, 90, 120, 50), line("起床打太极", 40, 145, 200, 30)]
    pill = [line("07:30", 40, 110, 140, 60), line("降压药", 240, 90, 140), line("饭前一片", 240, 140, 150, 30)]

    assert name(switch, alarm).label == "5:50"
    assert name(switch, pill).label == "降压药"


def test_words_that_run_over_three_circles_are_cut_between_them() -> None:
    circles = [seen(Role.SWITCH, x, 100, 36, 36) for x in (40, 240, 440)]
    words = [line("○同意 ○不同意 ○弃权", 40, 98, 600)]

    assert name(circles[0], words, circles).label == "同意"
