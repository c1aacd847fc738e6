"""Touches in a recording, on small pictures made here: no encoder, so that each sign is exact."""

import numpy as np
from numpy.typing import NDArray

from modalities.taps import TapWatcher

Grey = NDArray[np.uint8]
FPS = 30


def _page(seed: int) -> Grey:
    """A page with lines of print and one grey button at (40..140, 300..330)."""
    chance = np.random.default_rng(seed)
    page = np.full((390, 180), 245, np.uint8)
    for top in range(40, 280, 24):
        ink = chance.random((10, 60)) < 0.5
        page[top : top + 10, 12:72] = np.where(ink, 40, 245)
    page[300:330, 40:140] = 220
    page[308:322, 70:110] = np.where(chance.random((14, 40)) < 0.4, 60, 220)
    return page


def _dotted(page: Grey, x: int, y: int, radius: int = 10) -> Grey:
    rows, columns = np.ogrid[: page.shape[0], : page.shape[1]]
    inside = (rows - y) ** 2 + (columns - x) ** 2 <= radius**2
    return np.where(inside, (page.astype(np.uint16) + 120) // 2, page).astype(np.uint8)


def _pressed(page: Grey) -> Grey:
    dark = page.copy()
    dark[300:330, 40:140] = (dark[300:330, 40:140] * 0.75).astype(np.uint8)
    return dark


def _watch(*parts: tuple[Grey, float]) -> TapWatcher:
    watcher, number = TapWatcher(), 0
    for picture, seconds in parts:
        for _ in range(round(seconds * FPS)):
            watcher.look(number / FPS, picture)
            number += 1
    return watcher


def test_a_dot_under_the_finger_is_a_tap_at_its_time_and_place() -> None:
    first, second = _page(1), _page(2)

    taps = _watch((first, 2), (_dotted(first, 60, 200), 0.1), (first, 0.3), (second, 1)).taps()

    assert [round(tap.t_s, 1) for tap in taps] == [2.0]
    assert abs((taps[0].left + taps[0].width / 2) * 180 - 60) < 2
    assert abs((taps[0].top + taps[0].height / 2) * 390 - 200) < 2


def test_a_button_that_darkens_just_before_the_screen_changes_was_pressed() -> None:
    first, second = _page(1), _page(2)

    taps = _watch((first, 2), (_pressed(first), 0.2), (second, 1)).taps()

    assert [(round(tap.t_s, 1), round(tap.left * 180), round(tap.top * 390)) for tap in taps] == [(2.0, 40, 300)]


def test_nothing_is_invented() -> None:
    """A button that darkens and stays, a single dot without an answer, a blinking light, a notice, a new page."""
    page, other = _page(1), _page(2)
    notice = page.copy()
    notice[300:330, 20:160] = np.where(np.random.default_rng(3).random((30, 140)) < 0.3, 255, 60)
    lamp = [(_dotted(page, 90, 150), 0.5), (page, 0.5)] * 6

    assert _watch((page, 2), (_pressed(page), 3), (other, 1)).taps() == ()
    assert _watch((page, 2), (_dotted(page, 60, 200), 0.2), (page, 4)).taps() == ()
    assert _watch((page, 1), *lamp, (other, 1)).taps() == ()
    assert _watch((page, 2), (notice, 0.3), (other, 1)).taps() == ()
    assert _watch((page, 2), (other, 2), (page, 2)).taps() == ()
