# ruff: noqa: E501 - examples stand in dense lists

import pytest

from modalities.numerals import has_doubtful_number


@pytest.mark.parametrize(
    "text",
    [
        "生产日期 2819年03月02日", "有效期至 2025-13-01", "2024年2月30日", "有效期至20262206", "13月05日", "08:75",
        "¥1.2345", "12,34元", "每次05mg", "33.1 T/n", "58.9↓", "7.2↑ 3.9-11.1", "5O0克", "l20元", "110101199003071234",
    ],
)  # fmt: skip
def test_a_number_of_a_broken_form_is_doubtful(text: str) -> None:
    assert has_doubtful_number(text, 0.99)


@pytest.mark.parametrize(
    "text",
    [
        "生产日期 2024年03月02日", "有效期至 2026-11", "2024年2月29日", "有效期至20261130", "08:15", "¥1,234.50", "合计12.5元",
        "每次0.5mg 一日3次", "33.1 U/L", "58.9↓ 60-80", "12.2↑ 3.9--11.1", "共500克", "11010519491231002X", "下一步", "400-820-1234",
    ],
)  # fmt: skip
def test_a_well_formed_number_passes(text: str) -> None:
    assert not has_doubtful_number(text, 0.97)


def test_a_number_read_with_a_low_score_is_doubtful() -> None:
    assert has_doubtful_number("每次2片", 0.85)
    assert not has_doubtful_number("饭后服用", 0.60)
