"""One thing to press is told once: by its switch, by its button, not by the signs and arrows on it."""

import pytest

from modalities.control_sense import in_sense, is_at_end
from modalities.detect import Seen
from modalities.evidence import Role
from modalities.line_parts import Named


def seen(role: Role, x: float, y: float, w: float, h: float) -> Seen:
    return Seen(name=role.value, score=0.9, x=x, y=y, w=w, h=h, enabled=1.0, on=0.0, selected=0.0)


def pair(role: Role, x: float, y: float, w: float, h: float, label: str | None = None) -> tuple[Seen, Named]:
    return seen(role, x, y, w, h), Named(label=label)


def test_a_row_with_a_switch_is_told_by_its_switch() -> None:
    row, switch = pair(Role.ROW, 0, 100, 390, 56, "深色模式"), pair(Role.SWITCH, 320, 114, 50, 28, "深色模式")
    other = pair(Role.ROW, 0, 156, 390, 56, "关于")

    assert in_sense([row, switch, other]) == [switch, other]


@pytest.mark.parametrize(
    ("role", "x", "is_kept"), [(Role.TAB, 40, False), (Role.ROW, 20, False), (Role.ROW, 340, True)]
)
def test_signs_on_a_tab_and_before_a_row_say_what_it_is_about(role: Role, x: float, *, is_kept: bool) -> None:
    whole, sign = pair(role, 0, 100, 390, 60, "首页"), pair(Role.ICON, x, 118, 24, 24)

    assert (sign in in_sense([whole, sign])) == is_kept


def test_a_link_that_is_the_name_of_a_button_is_told_once() -> None:
    button, link = pair(Role.BUTTON, 0, 100, 120, 40, "完成"), pair(Role.LINK, 30, 110, 60, 20, "完成")

    assert in_sense([button, link]) == [button]


def test_a_link_at_the_end_of_a_field_stays() -> None:
    field, link = pair(Role.FIELD, 0, 100, 390, 50, "请输入密码"), pair(Role.LINK, 300, 112, 70, 24, "忘记密码")

    assert in_sense([field, link]) == [field, link]


def test_a_row_that_stands_alone_and_invites_is_a_field() -> None:
    alone, among = pair(Role.ROW, 16, 100, 358, 44, "搜索药品"), pair(Role.ROW, 16, 144, 358, 44, "用药记录")

    assert in_sense([alone])[0][0].name == Role.FIELD
    assert in_sense([alone, among])[0][0].name == Role.ROW


def test_the_arrow_of_a_row_is_at_its_end() -> None:
    row = seen(Role.ROW, 0, 100, 390, 56)

    assert is_at_end(seen(Role.ICON, 350, 116, 24, 24), [row])
    assert not is_at_end(seen(Role.ICON, 350, 16, 24, 24), [row])
