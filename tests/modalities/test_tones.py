"""What OpenCV works out quickly is what numpy works out slowly."""

import numpy as np
import pytest

from modalities.tones import counts, strongest
from modalities.unread import _distance, _patches, _steps

SHAPES = [(1, 1), (7, 5), (64, 33)]


def _noise(shape: tuple[int, int]) -> np.ndarray:
    return np.random.default_rng(3).integers(0, 256, (*shape, 3), np.uint8)


@pytest.mark.parametrize("shape", SHAPES)
def test_the_strongest_colour_of_each_pixel(shape: tuple[int, int]) -> None:
    image = _noise(shape)

    assert np.array_equal(strongest(image), image.max(axis=2))
    assert strongest(image[::2, ::2]).dtype == np.uint8


@pytest.mark.parametrize("shape", SHAPES)
def test_every_tone_is_counted(shape: tuple[int, int]) -> None:
    grey = _noise(shape)[:, :, 0].copy()

    assert np.array_equal(counts(grey), np.bincount(grey.ravel(), minlength=256))


def test_the_distance_from_a_ground_between_two_tones() -> None:
    image, ground = _noise((9, 8)), np.array([10.5, 200.0, 0.0])

    assert np.array_equal(_distance(image, ground), np.abs(image - ground).max(axis=2))


def test_steps_stand_where_colours_change() -> None:
    image = np.zeros((8, 8, 3), np.uint8)
    image[:, 4:, 1] = 90

    assert np.array_equal(np.flatnonzero(_steps(image)[2]), [3, 4])
    assert _steps(image).max() == 90


def test_patches_in_the_holes_of_others_are_patches_too() -> None:
    mask = np.zeros((20, 30), np.uint8)
    mask[2:18, 3:27] = 1
    mask[5:15, 6:24] = 0
    mask[8:12, 10:20] = 1
    mask[0, 29] = 1

    assert _patches(mask) == [(29, 0, 1, 1), (3, 2, 24, 16), (10, 8, 10, 4)]
    assert _patches(np.zeros((4, 4), np.uint8)) == []
