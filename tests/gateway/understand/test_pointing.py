from dataclasses import replace

import pytest

from gateway.understand.control_search import find, find_all
from gateway.understand.pointing import control_claim, says_which
from modalities.evidence import IconName, PanelKind, Role
from tests.gateway import made_screens
from tests.gateway.made_screens import area, control, line, page, sign
from tests.gateway.records import claim, screen, seen


def test_a_button_is_found_by_its_label() -> None:
    found = find("下一步", (seen(screen("改密码", labels=("上一步", "下一步"))),))

    assert found is not None
    assert (found.control.label, found.control.role) == ("下一步", Role.BUTTON)


def test_one_misread_character_of_a_long_label_is_forgiven() -> None:
    found = find("同意并继续", (seen(screen("协议", labels=("同意井继续",))),))

    assert found is not None


def test_a_short_label_must_be_exact() -> None:
    assert find("下一步", (seen(screen("改密码", labels=("上一步",))),)) is None


def test_prose_that_mentions_a_button_is_not_the_button() -> None:
    assert find("下一步", (seen(screen("填完以后点下一步", "设置新密码")),)) is None


def test_bare_words_that_are_the_whole_label_are_found() -> None:
    found = find("下一步", (seen(screen("设置新密码", "下一步")),))

    assert found is not None
    assert found.control.role is Role.UNKNOWN


def test_what_is_not_on_the_screen_is_said_to_be_absent_with_the_whole_picture_as_evidence() -> None:
    made = control_claim(claim("下一步"), (seen(screen("余额", labels=("返回",))),))

    assert made.box is None
    assert made.is_on_screen is not None
    assert made.is_on_screen.value is False
    assert made.is_on_screen.evidence[0].quote == ""


def test_without_a_screen_nothing_is_said_about_where_it_is() -> None:
    made = control_claim(claim("下一步"), ())

    assert (made.box, made.is_on_screen) == (None, None)


def test_no_picture_shows_whether_a_screen_reader_knows_the_name() -> None:
    made = control_claim(claim("下一步"), (seen(screen("改密码", labels=("下一步",))),))

    assert made.labelled_for_sr is None
    assert made.enabled is not None


@pytest.mark.parametrize(("label", "icon"), [("返回", IconName.BACK), ("右上角三个点", IconName.MORE)])
def test_a_sign_without_words_is_found_by_its_meaning(label: str, icon: IconName) -> None:
    made = control_claim(claim(label), (seen(made_screens.settings_page()),))

    assert [spot.icon for spot in made.spots] == [icon]
    assert made.box == made.spots[0].box
    assert made.is_on_screen is not None
    assert made.is_on_screen.value is True


def test_words_win_over_a_sign() -> None:
    shown = page((line("返回", 300, 900),), (sign(IconName.BACK, 20, 100, 1), control("返回", 290, 890, 2)))

    found = find("返回", (seen(shown),))

    assert found is not None
    assert found.control.label == "返回"


def test_the_opposite_is_never_taken_for_what_was_asked() -> None:
    assert find("同意", (seen(screen("协议", labels=("不同意",))),)) is None
    assert find("同意并继续", (seen(screen("协议", labels=("不同意并继续",))),)) is None


def test_of_two_with_one_name_none_is_pointed_at() -> None:
    made = control_claim(claim("修改"), (seen(made_screens.two_rows()),))

    assert made.box is None
    assert [spot.words_near for spot in made.spots] == ["手机号", "地址"]


@pytest.mark.parametrize(("label", "near"), [("上面那个修改", "手机号"), ("下面的修改", "地址")])
def test_words_of_place_choose_among_them(label: str, near: str) -> None:
    made = control_claim(claim(label), (seen(made_screens.two_rows()),))

    assert [spot.words_near for spot in made.spots] == [near]
    assert made.box is not None


@pytest.mark.parametrize("choice", ["spot_two", "第二个", "是下面那个吧", "the second one", "the lower one"])
def test_a_choice_or_an_answer_takes_one_of_them(choice: str) -> None:
    made = control_claim(claim("修改"), (seen(made_screens.two_rows()),), choice)

    assert [spot.words_near for spot in made.spots] == ["地址"]
    assert made.box == made.spots[0].box


def test_a_row_and_its_switch_are_one_place() -> None:
    row = replace(control("夜间模式", 0, 570, 1, Role.ROW), box=area(0, 570, 780, 100))
    switch = control("夜间模式", 640, 590, 2, Role.SWITCH, is_on=False)

    found = find_all("夜间模式", (seen(page((line("夜间模式", 40, 600),), (row, switch))),))

    assert [each.control.role for each in found] == [Role.SWITCH]


def test_what_lies_behind_a_window_is_not_meant_when_the_window_has_it() -> None:
    window = made_screens.payment_window("取消", "保存")

    made = control_claim(claim("保存"), (seen(window),))

    assert [spot.panel for spot in made.spots] == [PanelKind.DIALOG]


def test_what_can_only_be_behind_a_window_is_known_to_be_behind_it() -> None:
    made = control_claim(claim("保存"), (seen(made_screens.payment_window("取消")),))

    assert [spot.is_behind for spot in made.spots] == [True]


def test_a_place_is_counted_inside_its_window() -> None:
    made = control_claim(claim("取消"), (seen(made_screens.payment_window("继续转账", "取消")),))

    assert made.spots[0].nth == 2


def test_neighbours_are_never_lines_with_numbers() -> None:
    shown = page(
        (line("余额123元", 300, 40), line("设置新密码", 300, 110), line("卡号", 300, 200, has_doubtful_number=True)),
        (sign(IconName.BACK, 20, 100, 1),),
    )

    spot = control_claim(claim("返回"), (seen(shown),)).spots[0]

    assert (spot.words_near, spot.words_before, spot.words_after) == ("设置新密码", None, "设置新密码")


def test_steps_count_what_a_reading_voice_stops_at() -> None:
    shown = page(
        (line("设置新密码", 100, 110),),
        (sign(IconName.SEARCH, 440, 100, 1), sign(IconName.ADD, 540, 100, 2), sign(IconName.MORE, 640, 100, 3)),
    )

    spot = control_claim(claim("三个点"), (seen(shown),)).spots[0]

    assert (spot.words_before, spot.steps_on) == ("设置新密码", 3)


@pytest.mark.parametrize("words", ["第五个", "我不知道", "右边", "两个月前", "上面写着什么", "spot_four"])
def test_what_chooses_none_leaves_them_all(words: str) -> None:
    made = control_claim(claim("修改"), (seen(made_screens.two_rows()),), words)

    assert len(made.spots) == 2


@pytest.mark.parametrize(
    ("words", "is_choice"), [("第二个", True), ("上面那个", True), ("上面写着什么", False), ("", False)]
)
def test_only_a_number_or_a_side_is_a_choice(words: str, *, is_choice: bool) -> None:
    assert says_which(words) is is_choice


def test_a_number_on_a_button_is_not_read_out() -> None:
    made = control_claim(claim("立即支付"), (seen(page((), (control("立即支付88元", 300, 1490, 1),))),))

    assert [spot.label for spot in made.spots] == ["立即支付"]
