"""The detector's answers, from hand-made logits to boxes; and the network that is shipped, on pictures drawn here."""

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from modalities import detect
from modalities.detect import PANELS, ROLES, STRIDE, UNIT, ScreenDetector, Seen, as_input, decode, kept, overlap
from modalities.evidence import Role
from tests.modalities.picture_fixtures import FONT, pixels

ROWS, COLUMNS = 32, 24


@pytest.fixture(scope="module")
def detector() -> ScreenDetector:
    return ScreenDetector()


def answer(*objects: tuple[str, int, int, float, float]) -> np.ndarray:
    """Return logits with one sure peak for each (name, row, column, width, height)."""
    names = [role.value for role in ROLES] + list(PANELS)
    logits = np.full((len(names) + 7, ROWS, COLUMNS), -9.0, np.float32)
    for name, row, column, width, height in objects:
        logits[names.index(name), row, column] = 4.0
        sides = np.array([width / 2, height / 2, width / 2, height / 2], np.float32)
        logits[len(names) : len(names) + 4, row, column] = np.log(sides / UNIT)
    return logits


def seen(name: str, x: float, y: float, w: float, h: float, score: float = 0.9) -> Seen:
    return Seen(name=name, score=score, x=x, y=y, w=w, h=h, enabled=1.0, on=0.0, selected=0.0)


def test_a_peak_becomes_a_box_in_pixels_of_the_picture() -> None:
    (found,) = decode(answer(("button", 10, 12, 40.0, 20.0)), across=2.0, down=3.0, top=100, min_score=0.5)

    middle_x, middle_y = 12.5 * STRIDE * 2.0, 10.5 * STRIDE * 3.0 + 100
    assert found.name == Role.BUTTON
    assert (found.x, found.y, found.w, found.h) == pytest.approx((middle_x - 40, middle_y - 30, 80, 60), rel=1e-4)


def test_what_is_not_sure_enough_is_not_seen() -> None:
    logits = answer(("button", 10, 12, 40.0, 20.0))
    logits[0, 10, 12] = 0.0  # a share of one half

    assert decode(logits, across=1, down=1, top=0, min_score=0.6) == ()
    assert len(decode(logits, across=1, down=1, top=0, min_score=0.4)) == 1


def test_of_two_boxes_around_one_thing_the_surest_is_kept() -> None:
    sure, copy, tab = seen("button", 0, 0, 100, 40), seen("button", 4, 0, 100, 40, 0.7), seen("tab", 2, 0, 98, 40, 0.8)

    assert kept([copy, tab, sure]) == (sure,)


def test_a_panel_never_hides_the_control_that_fills_it() -> None:
    toast, button = seen("toast", 0, 0, 100, 40), seen("button", 0, 0, 100, 40, 0.6)

    assert set(kept([toast, button])) == {toast, button}


def test_overlap_is_the_shared_over_the_joined_area() -> None:
    assert overlap(seen("icon", 0, 0, 10, 10), seen("icon", 5, 0, 10, 10)) == pytest.approx(1 / 3)
    assert overlap(seen("icon", 0, 0, 10, 10), seen("icon", 20, 0, 10, 10)) == 0.0


def test_the_input_is_padded_below_and_at_the_right() -> None:
    given = as_input(np.full((70, 130, 3), 255, np.uint8))

    assert given.shape == (1, 3, 128, 192)
    assert given[0, :, :70, :130].min() == 1.0
    assert given[0, :, 70:].max() == given[0, :, :, 130:].max() == 0.0


def _page(height: int) -> Image.Image:
    page = Image.new("RGB", (780, height), "#f2f2f2")
    pen = ImageDraw.Draw(page)
    pen.rounded_rectangle((60, height - 300, 720, height - 190), 16, fill="#1677ff")
    pen.text((330, height - 268), "下一步", font=ImageFont.truetype(FONT, 44), fill="white")
    return page


@pytest.mark.parametrize("height", [1688, 6000])
def test_a_plain_coloured_button_is_seen_where_it_is(detector: ScreenDetector, height: int) -> None:
    """Also on a long scrolled screenshot, which is looked at in pieces."""
    found = detector.look(pixels(_page(height)), min_score=0.3)

    true = seen("button", 60, height - 300, 660, 110)
    assert any(each.name == Role.BUTTON and overlap(each, true) > 0.7 for each in found)


def test_an_empty_page_has_nothing_to_use(detector: ScreenDetector) -> None:
    assert detector.look(np.full((1600, 780, 3), 240, np.uint8), min_score=0.4) == ()


def test_the_network_is_small_enough_to_ship() -> None:
    assert detect.MODEL.stat().st_size < 10_000_000
