from gateway.understand.pointing import control_claim, find
from modalities.evidence import Role
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
