from datetime import date, timedelta

import pytest

from gateway.understand import lunar


@pytest.mark.parametrize(
    ("year", "month", "day", "expected"),
    [
        (2024, 1, 1, date(2024, 2, 10)),
        (2025, 8, 15, date(2025, 10, 6)),
        (2026, 1, 1, date(2026, 2, 17)),
        (2026, 8, 15, date(2026, 9, 25)),
        (2025, 12, 29, date(2026, 2, 16)),
    ],
)
def test_lunar_days_fall_where_the_calendars_say(year: int, month: int, day: int, expected: date) -> None:
    assert lunar.solar(year, month, day) == expected


def test_a_leap_month_stands_after_its_month() -> None:
    assert lunar.solar(2025, 6, 1, is_leap=True) == date(2025, 7, 25)
    assert lunar.solar(2025, 7, 1) == date(2025, 8, 23)
    assert lunar.solar(2026, 6, 1, is_leap=True) is None


def test_every_year_ends_where_the_next_begins() -> None:
    for year in range(1990, 2060):
        first, after = lunar.solar(year, 1, 1), lunar.solar(year + 1, 1, 1)
        last = max(day for length in (29, 30) if (day := lunar.solar(year, 12, length)) is not None)

        assert first is not None and after is not None
        assert last + timedelta(days=1) == after or (after - last).days in {30, 31}  # a leap twelfth month


def test_days_that_are_not_in_the_table_give_nothing() -> None:
    assert lunar.solar(1800, 1, 1) is None
    assert lunar.solar(2026, 13, 1) is None
    assert lunar.solar(2026, 1, 31) is None


@pytest.mark.parametrize(
    ("name", "year", "expected"),
    [
        ("除夕", 2026, date(2026, 2, 16)),
        ("端午节", 2026, date(2026, 6, 19)),
        ("清明节", 2026, date(2026, 4, 5)),
        ("冬至", 2026, date(2026, 12, 22)),
        ("母亲节", 2026, date(2026, 5, 10)),
        ("国庆", 2026, date(2026, 10, 1)),
    ],
)
def test_festivals(name: str, year: int, expected: date) -> None:
    assert lunar.festival(name, year) == expected
