"""What is believed of what the detector saw, and the box that is given for a sign."""

from pathlib import Path

import numpy as np
import pytest

from modalities import detect
from modalities.controls import MIN_SCORES, find_controls, is_believed, is_here
from modalities.detect import Seen
from modalities.evidence import Box, Role, TextLine
from modalities.icons import NAMES, SIDE_PX, cut_out
from modalities.line_parts import Named
from modalities.screen import read_screen


def seen(role: Role, score: float) -> Seen:
    return Seen(name=role.value, score=score, x=0, y=0, w=100, h=40, enabled=1.0, on=0.0, selected=0.0)


def test_the_name_of_an_action_makes_up_for_a_faint_shape() -> None:
    faint = seen(Role.BUTTON, MIN_SCORES[Role.BUTTON] * 0.7)

    assert is_believed(faint, Named(label="下一步"))
    assert not is_believed(faint, Named(label="社区公告"))


@pytest.mark.parametrize("label", ["为了您的账户安全，请核对信息。", "This is a rather long sentence about an account"])
def test_a_sentence_needs_a_sure_shape(label: str) -> None:
    assert not is_believed(seen(Role.LINK, 0.45), Named(label=label))
    assert is_believed(seen(Role.LINK, 0.6), Named(label=label))


def test_a_piece_of_a_line_needs_a_sure_shape() -> None:
    assert not is_believed(seen(Role.LINK, 0.45), Named(label="服务", is_whole=False))


@pytest.mark.parametrize("role", [Role.ROW, Role.TAB, Role.LINK])
def test_what_lives_by_its_words_is_nothing_without_them(role: Role) -> None:
    assert not is_believed(seen(role, 0.9), Named(label=None))


def test_an_empty_picture_has_no_controls() -> None:
    sighting = find_controls(np.full((1200, 600, 3), 245, np.uint8), ())

    assert sighting.controls == ()
    assert sighting.panels == ()


def test_a_sign_at_the_edge_is_cut_out_square_and_spread() -> None:
    image = np.zeros((100, 100, 3), np.uint8)
    image[0:20, 90:100] = 200

    cut = cut_out(image, 90, 0, 10, 20)

    assert cut.shape == (1, SIDE_PX, SIDE_PX)
    assert (cut.min(), cut.max()) == (0.0, 1.0)


def test_every_common_sign_has_a_class_and_one_stands_for_the_rest() -> None:
    assert len(NAMES) == 13
    assert NAMES[-1] is None


def test_without_the_networks_there_are_words_but_no_controls(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(detect, "MODEL", tmp_path / "gone.onnx")
    is_here.cache_clear()
    try:
        image = np.full((1200, 600, 3), 245, np.uint8)
        line = TextLine(text="余额不足", box=Box(x=200, y=500, w=200, h=50, img_w=600, img_h=1200), score=0.98)
        screen = read_screen(image, (line,), frame_t_s=None, engine="", file=None)
    finally:
        is_here.cache_clear()

    assert screen.lines == (line,)
    assert screen.error_lines == (0,)
    assert screen.controls == ()
    assert "gone.onnx" in caplog.text
