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

    assert (found.label, found.value) == ("无线网络", "已连接 上网不花流量")


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
