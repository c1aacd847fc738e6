"""Links have a colour of their own or a line below them; plain words have neither."""

import cv2
import numpy as np

from modalities.detect import Seen
from modalities.evidence import Role
from modalities.link_ink import is_coloured, is_underlined, looks_linked

BOX = Seen(name=Role.LINK.value, score=0.3, x=40, y=40, w=130, h=26, enabled=1.0, on=0.0, selected=0.0)


def words(
    ink: tuple[int, int, int], ground: tuple[int, int, int] = (255, 255, 255), *, line: bool = False
) -> np.ndarray:
    image = np.full((100, 240, 3), ground, np.uint8)
    cv2.putText(image, "see details", (42, 58), cv2.FONT_HERSHEY_SIMPLEX, 0.65, ink, 2, cv2.LINE_AA)
    if line:
        image[66:68, 40:170] = ink
    return image


def test_blue_words_look_linked_and_grey_ones_do_not() -> None:
    assert is_coloured(words((220, 110, 20)), BOX)
    assert not looks_linked(words((60, 60, 60)), BOX)
    assert not looks_linked(words((150, 150, 150)), BOX)


def test_a_line_below_makes_a_link_of_black_words() -> None:
    assert is_underlined(words((20, 20, 20), line=True), BOX)
    assert not is_underlined(words((20, 20, 20)), BOX)


def test_white_words_on_a_coloured_plate_are_not_coloured() -> None:
    assert not is_coloured(words((255, 255, 255), (200, 90, 30)), BOX)


def test_a_box_outside_the_picture_is_no_link() -> None:
    outside = Seen(name="link", score=0.3, x=900, y=900, w=50, h=20, enabled=1.0, on=0.0, selected=0.0)

    assert not looks_linked(words((220, 110, 20)), outside)
