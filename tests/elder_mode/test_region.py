"""Numbers belong to a country; a country without a file has none."""

import pytest

from elder_mode import language, region
from elder_mode.errors import WrongRegionError


def test_china_has_its_emergency_and_help_lines() -> None:
    numbers = {line.name: line.number for line in region.load("CN").hotlines}

    assert numbers == {
        "police": "110",
        "fire": "119",
        "ambulance": "120",
        "anti_fraud": "96110",
        "crisis": "12356",
        "government": "12345",
    }


@pytest.mark.parametrize("code", ["zh-CN", "en"])
def test_every_hotline_has_a_label_and_a_source(code: str) -> None:
    lines = region.load("CN").hotlines

    assert all(language.load(code).has(line.label) and line.source for line in lines)


def test_nobody_pretends_that_the_file_was_reviewed() -> None:
    assert region.load("CN").reviewed_by == "not reviewed by a professional yet"


def test_a_country_without_a_file_has_no_numbers() -> None:
    assert region.load("XX").hotlines == ()
    assert region.load("XX").hotline("police") is None


@pytest.mark.parametrize("code", ["", "cn", "../CN", "CHN"])
def test_what_is_no_country_code_is_refused(code: str) -> None:
    with pytest.raises(WrongRegionError):
        region.load(code)
