"""What a hand did on the page, and where somebody was before."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.submission import Taps
from gateway.understand.behaviour import MAX_ADDRESS, MAX_TITLE, is_burst, origin, tremor
from modalities.evidence import EventSpan, Modality

AT = "2026-11-21T10:00:00+00:00"


@pytest.mark.parametrize(
    ("count", "within_ms", "is_tremor"),
    [(9, 1_200, True), (3, 900, True), (3, 1_000, True), (2, 100, False), (3, 1_600, False), (4, 2_000, False)],
)
def test_three_taps_a_second_are_a_trembling_hand(count: int, within_ms: int, *, is_tremor: bool) -> None:
    assert is_tremor is is_burst(Taps(control="person", count=count, within_ms=within_ms))


def test_the_signal_says_how_many_taps_on_what_and_how_fast() -> None:
    taps = (Taps(control="person", count=9, within_ms=1_200), Taps(control="show", count=2, within_ms=300))
    signal = tremor(taps, input_id="s-1", at=AT)

    assert signal is not None
    assert (signal.kind, signal.level, len(signal.evidence)) == ("tremor", "high", 1)
    assert signal.evidence[0].modality is Modality.BEHAVIOUR
    assert signal.evidence[0].span == EventSpan(event="taps:person:1200ms", at=AT, count=9)


def test_slips_are_no_signal() -> None:
    assert tremor((Taps(control="speak", count=2, within_ms=200),), input_id="s-1", at=AT) is None


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("https://pension.example/query?name=zhang#top", "https://pension.example/query"),
        ("http://user:secret@office.example/a", "http://office.example/a"),
        ("javascript:alert(1)", ""),
        ("ftp://office.example/a", ""),
    ],
)
def test_of_an_address_only_site_and_path_are_kept(address: str, kept: str) -> None:
    found = origin("养老金查询", address)

    assert found is not None
    assert (found.title, found.address) == ("养老金查询", kept)


def test_what_is_personal_in_a_title_is_hidden() -> None:
    found = origin("张三 13912345678 的账户", "")

    assert found is not None
    assert "13912345678" not in found.title


@given(st.text(), st.text())
def test_whatever_a_page_tells_is_short(title: str, address: str) -> None:
    found = origin(title, address)

    assert found is None or (len(found.title) <= MAX_TITLE and len(found.address) <= MAX_ADDRESS)
