# ruff: noqa: E501 - examples stand in dense lists

import pytest

from modalities.numerals import MIN_SURE_SCORE, has_doubtful_number, is_at_risk, same_number_in, settle


@pytest.mark.parametrize(
    "text",
    [
        "生产日期 2819年03月02日", "有效期至 2025-13-01", "2024年2月30日", "有效期至20262206", "13月05日", "08:75",
        "¥1.2345", "12,34元", "每次05mg", "33.1 T/n", "58.9↓", "7.2↑ 3.9-11.1", "5O0克", "l20元", "110101199003071234",
        "每次0 5mg", "一次30片", "手机：12912345678", "电话 1391234567", "卡号 6222 0211 0000 0000 005", "5105 1051 0510 5101",
    ],
)  # fmt: skip
def test_a_number_of_a_broken_form_is_doubtful(text: str) -> None:
    assert has_doubtful_number(text, 0.99)


@pytest.mark.parametrize(
    "text",
    [
        "生产日期 2024年03月02日", "有效期至 2026-11", "2024年2月29日", "有效期至20261130", "08:15", "¥1,234.50", "合计12.5元",
        "每次0.5mg 一日3次", "33.1 U/L", "58.9↓ 60-80", "12.2↑ 3.9--11.1", "共500克", "11010519491231002X", "下一步", "400-820-1234",
        "每次2片", "手机：13912345678", "客服电话 10086", "订单号 2026031222001438", "5105 1051 0510 5100",
    ],
)  # fmt: skip
def test_a_well_formed_number_passes(text: str) -> None:
    assert not has_doubtful_number(text, 0.97)


def test_a_number_read_with_a_low_score_is_doubtful() -> None:
    assert has_doubtful_number("每次2片", 0.85)
    assert not has_doubtful_number("饭后服用", 0.60)


def test_only_unsure_lines_with_numbers_are_at_risk() -> None:
    assert is_at_risk("单价:36.80元", 0.95)
    assert is_at_risk("T/n", 0.80)
    assert is_at_risk("有效期至 2819-03-02", 0.99)
    assert not is_at_risk("单价:36.80元", 0.99)
    assert not is_at_risk("饭后服用", 0.70)


def test_readings_that_differ_in_marks_only_agree() -> None:
    assert settle(("款号：K4471", 0.93), ("款号:K4471", 0.94)) == ("款号：K4471", 0.93, False)
    assert settle(("款号：K4471", 0.93), ("款号:K4471", 0.99)) == ("款号:K4471", 0.99, False)


def test_a_lost_point_is_a_difference() -> None:
    assert settle(("58.9", 0.95), ("589", 0.95))[2]
    assert settle(("58.9↓", 0.95), ("58.9↑", 0.95))[2]


def test_a_form_that_is_broken_twice_stays_doubtful() -> None:
    assert settle(("13月05日", 0.95), ("13月05日", 0.99))[2]


def test_a_number_is_looked_for_with_its_points() -> None:
    assert same_number_in("共12.50元", "合计 12.50")
    assert not same_number_in("共12.50元", "合计 1250")
    assert same_number_in("饭后服用", "")


@pytest.mark.parametrize(("one", "other"), [("8:30", "830"), ("120/80", "12080")])
def test_a_lost_sign_inside_a_number_is_a_difference(one: str, other: str) -> None:
    assert settle((one, 0.95), (other, 0.95))[2]


def test_readings_with_other_digits_are_never_sure_again() -> None:
    """The range of a laboratory frees a value of doubt, but not one that was read in two ways."""
    assert settle(("8.9↑", 0.98), ("6.9↑", 0.97))[1] < MIN_SURE_SCORE
    assert settle(("8.9↑", 0.98), ("8.9", 0.97))[1] >= MIN_SURE_SCORE
