import random

import cv2
import numpy as np
import pytest

from modalities.codes_in_picture import find_codes
from tests.modalities.picture_fixtures import pixels, printed


def _qr(px: int) -> np.ndarray:
    code = cv2.QRCodeEncoder.create().encode("LANTERN MADE THIS FOR A TEST")
    return cv2.cvtColor(cv2.resize(code, (px, px), interpolation=cv2.INTER_NEAREST), cv2.COLOR_GRAY2BGR)


def _bars(width: int, height: int) -> np.ndarray:
    chance = random.Random(5)
    row: list[int] = []
    while len(row) < width:
        row += [20] * chance.choice((2, 4, 6)) + [235] * chance.choice((2, 4, 6))
    return np.repeat(np.repeat(np.array(row[:width], np.uint8)[None, :, None], height, 0), 3, 2)


def _sheet() -> np.ndarray:
    return pixels(printed(("缴费单", "请在月底前办理", "二维码请勿外传")))


@pytest.mark.parametrize("quarters", [0, 1, 2, 3])
def test_a_qr_code_is_found_where_it_stands(quarters: int) -> None:
    sheet = _sheet()
    sheet[500:760, 700:960] = np.rot90(_qr(260), quarters)

    boxes = find_codes(sheet)

    assert len(boxes) == 1
    assert abs(boxes[0].x - 700) < 40 and abs(boxes[0].y - 500) < 40
    assert abs(boxes[0].w - 260) < 80 and abs(boxes[0].h - 260) < 80


def test_a_tilted_qr_code_is_found() -> None:
    sheet = _sheet()
    sheet[500:800, 700:1000] = (225, 228, 230)
    sheet[540:760, 740:960] = _qr(220)
    tilted = cv2.warpAffine(sheet, cv2.getRotationMatrix2D((850, 650), 14, 1), (1200, 900), borderValue=(225, 228, 230))

    assert find_codes(tilted)


@pytest.mark.parametrize("is_turned", [False, True])
def test_a_bar_code_is_found(*, is_turned: bool) -> None:
    sheet = _sheet()
    bars = _bars(400, 120)
    if is_turned:
        bars = np.rot90(bars)
    sheet[480 : 480 + bars.shape[0], 600 : 600 + bars.shape[1]] = bars

    assert len(find_codes(sheet)) == 1


def test_words_alone_are_no_code() -> None:
    assert find_codes(_sheet()) == ()


def test_an_empty_or_tiny_picture_has_no_code() -> None:
    assert find_codes(np.full((300, 300, 3), 200, np.uint8)) == ()
    assert find_codes(np.zeros((4, 4, 3), np.uint8)) == ()
