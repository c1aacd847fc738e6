"""How far a control reaches: around bare signs, over the place of a key; the status bar holds none."""

from dataclasses import replace

import numpy as np
import pytest

from modalities.control_reach import has_plate, pixel_of, with_reach, with_whole_keys, without_status_bar
from modalities.detect import Seen
from modalities.evidence import Box, Role, TextLine


def seen(role: Role, x: float, y: float, w: float, h: float) -> Seen:
    return Seen(name=role.value, score=0.9, x=x, y=y, w=w, h=h, enabled=1.0, on=0.0, selected=0.0)


def page() -> np.ndarray:
    return np.full((844, 390, 3), 250, np.uint8)


def with_sign(image: np.ndarray, sign: Seen) -> np.ndarray:
    x, y = round(sign.x + sign.w / 2), round(sign.y + sign.h / 2)
    image[y - 6 : y + 6, x - 1 : x + 2] = 20
    image[y - 1 : y + 2, x - 6 : x + 6] = 20
    return image


def test_a_bare_sign_gets_the_area_around_it() -> None:
    sign = seen(Role.ICON, 20, 60, 20, 20)

    (grown,) = with_reach([sign], with_sign(page(), sign), 1.0)

    assert (grown.w, grown.h) == (33.0, 33.0)
    assert (grown.x + grown.w / 2, grown.y + grown.h / 2) == (30.0, 70.0)


def test_neighbours_share_the_room_between_them() -> None:
    signs = [seen(Role.ICON, x, 60, 20, 20) for x in (100, 126, 152)]

    grown = with_reach(signs, page(), 1.0)

    assert [each.w for each in grown] == [26.0, 26.0, 26.0]


def test_a_sign_on_a_plate_keeps_its_box() -> None:
    image, sign = page(), seen(Role.ICON, 100, 100, 24, 24)
    image[100:124, 100:124] = (40, 120, 220)

    assert has_plate(image, sign)
    assert with_reach([sign], with_sign(image, sign), 1.0) == [sign]


def test_a_sign_in_a_field_stays_in_it() -> None:
    field, sign = seen(Role.FIELD, 16, 100, 358, 28), seen(Role.ICON, 340, 104, 20, 20)

    grown = with_reach([field, sign], page(), 1.0)[1]

    assert (grown.w, grown.h) == (33.0, 28.0)


def test_keys_that_touch_fill_their_places() -> None:
    keys = [seen(Role.KEY, 130 * column + 45, 500 + 60 * row + 10, 40, 40) for row in range(3) for column in range(3)]

    whole = with_whole_keys(keys, page())

    assert {(each.w, each.h) for each in whole} == {(130.0, 60.0)}
    assert whole[0].x == 0.0


def test_keys_on_plates_stay_as_they_are() -> None:
    image = page()
    keys = [seen(Role.KEY, 130 * column + 25, 500 + 80 * row, 60, 60) for row in range(3) for column in range(3)]
    for key in keys:
        image[round(key.y) : round(key.y + 60), round(key.x) : round(key.x + 60)] = 120

    assert with_whole_keys(keys, image) == keys


def test_what_stands_beside_the_clock_is_no_control() -> None:
    clock = TextLine(text="9:41", box=Box(x=20, y=12, w=40, h=16, img_w=390, img_h=844), score=0.99)
    battery, back = seen(Role.ICON, 350, 12, 22, 12), seen(Role.ICON, 10, 52, 24, 24)

    assert without_status_bar([battery, back], [clock], 844) == [back]
    assert without_status_bar([battery, back], [replace(clock, text="设置")], 844) == [battery, back]


@pytest.mark.parametrize(
    ("width", "height", "line", "pixel"), [(780, 1688, 40, 2.0), (1280, 800, 20, 1.0), (1280, 800, 30, 1.5)]
)
def test_pixels_are_told_by_the_width_of_a_telephone_or_by_the_words(
    width: int, height: int, line: int, pixel: float
) -> None:
    words = [TextLine(text="设置", box=Box(x=0, y=100, w=80, h=line, img_w=width, img_h=height), score=0.99)]

    assert pixel_of(width, height, words) == pixel
