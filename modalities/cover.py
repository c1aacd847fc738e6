"""What lies over the words of a photo: a finger before the lens, or a patch of glare.

Both are even and have a soft edge: a finger is too near to be in focus, and light fades out. A brown desk, a box or a
coloured band is even too, but its edge is sharp.
"""

# ruff: noqa: PLR2004 - levels, shares and format bytes, each said in words where it stands

from collections.abc import Iterator, Sequence

import cv2
import numpy as np
import numpy.typing as npt

from modalities.evidence import Box

Image = npt.NDArray[np.uint8]
Mask = npt.NDArray[np.uint8]

SIDE_PX = 320
MAX_EDGE_STEP = 0.38
"""Largest part of the change across an edge that happens within one pixel, at 320 px on the long side. Found on own
pictures: fingers of eight skin tones 0.10 to 0.35 (a few to 0.66), desks, boxes and bands 0.45 to 0.85."""
MIN_ROUNDNESS = 0.90
MIN_BLOB_SHARE = 0.03
_EDGE_WIDTH_PX = 14
_MIN_SKIN_LUMA = 14
_MAX_ROUGHNESS = 2.0
_BLOWN_OUT = 250
_FADED_LINE_HEIGHTS = 3.0
_MIN_GLARE_CHANGE = 30.0
"""Difference of colour within the edge, summed over the three channels."""


def finger_share(image: Image) -> float:
    """Return the share 0..1 of the picture under a soft-edged, rounded, skin-coloured blob that enters from a border.

    ``image`` is (height, width, 3) uint8 BGR. Skin of any tone, seen in its own shadow, has more red than green, and
    more green than blue; how bright it is says nothing.
    """
    small = _shrunk(image)
    best = 0
    for blob, area in _blobs(_skin(small)):
        if _borders(blob) in {1, 2, 3} and _roundness(blob, area) >= MIN_ROUNDNESS and has_soft_edge(small, blob):
            best = max(best, area)
    return best / float(small.shape[0] * small.shape[1])


def glare_over(image: Image, boxes: Sequence[Box]) -> float:
    """Return the share 0..1 of the picture under a blown-out patch with a soft edge at which lines of words end.

    White paper is blown out in a third of good photos: without words that stop at the patch it is not said.
    """
    small = _shrunk(image)
    height, width = small.shape[:2]
    best = 0
    for blob, area in _blobs((small.min(axis=2) >= _BLOWN_OUT).astype(np.uint8)):
        if area > 0.5 * height * width or _roundness(blob, area) < 0.8:
            continue
        if not has_soft_edge(small, blob, is_even=True):
            continue
        if _lines_that_end_at(blob, boxes) >= 2:
            best = max(best, area)
    return best / float(height * width)


def has_soft_edge(image: Image, blob: Mask, *, is_even: bool = False) -> bool:
    """Return whether the colour changes slowly from ``blob`` (uint8, 0 or 1) to what lies around it.

    ``is_even`` says that the blob has one colour up to its last pixel (blown-out light); skin has shades, and its
    first pixels outside are no step yet.
    """
    colours = image.astype(np.float32)
    inside = colours[blob > 0].mean(axis=0)
    distance = cv2.distanceTransform(1 - blob, cv2.DIST_L2, 3)
    difference = np.abs(colours - inside).sum(axis=2)
    rings = [difference[(distance >= step) & (distance < step + 1)] for step in range(1, _EDGE_WIDTH_PX + 2)]
    profile = [float(np.median(ring)) for ring in rings if len(ring)]
    if len(profile) < 3:
        return False
    profile = [0.0, *profile] if is_even else profile
    change = max(profile) - profile[0]
    if is_even and change < _MIN_GLARE_CHANGE:
        return False
    return float(max(np.diff(profile))) <= MAX_EDGE_STEP * max(change, 1.0)


def _shrunk(image: Image) -> Image:
    scale = SIDE_PX / max(image.shape[:2])
    if scale >= 1:
        return image
    size = tuple(max(1, round(side * scale)) for side in image.shape[1::-1])  # a strip must not vanish
    small: Image = cv2.resize(image, size, interpolation=cv2.INTER_AREA).astype(np.uint8)
    return small


def _skin(image: Image) -> Mask:
    colours = image.astype(np.float32)
    total = colours.sum(axis=2) + 1e-3
    red, green = colours[:, :, 2] / total, colours[:, :, 1] / total
    luma = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY).astype(np.float32)
    roughness = cv2.blur(cv2.absdiff(luma, cv2.GaussianBlur(luma, (0, 0), 2.0)), (9, 9))
    is_hue = (red > 0.36) & (red < 0.60) & (green > 0.24) & (green < 0.355) & (red > 1.12 * green)
    skin = (is_hue & (luma > _MIN_SKIN_LUMA) & (roughness < _MAX_ROUGHNESS)).astype(np.uint8)
    opened: Mask = cv2.morphologyEx(skin, cv2.MORPH_OPEN, np.ones((5, 5), np.uint8)).astype(np.uint8)
    return opened


def _blobs(mask: Mask) -> Iterator[tuple[Mask, int]]:
    count, labels, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=4)
    least = MIN_BLOB_SHARE * mask.shape[0] * mask.shape[1]
    for index in range(1, count):
        area = int(stats[index, cv2.CC_STAT_AREA])
        if area >= least:
            yield (labels == index).astype(np.uint8), area


def _borders(blob: Mask) -> int:
    """Return how many of the four borders the blob reaches, within two pixels."""
    return sum(int(part.any()) for part in (blob[:3], blob[-3:], blob[:, :3], blob[:, -3:]))


def _roundness(blob: Mask, area: int) -> float:
    """Return the share of its convex hull that the blob fills."""
    contours, _ = cv2.findContours(blob, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    hull = cv2.convexHull(max(contours, key=cv2.contourArea))
    return area / max(1.0, float(cv2.contourArea(hull)))


def _lines_that_end_at(blob: Mask, boxes: Sequence[Box]) -> int:
    """Return how many lines stop, at one end, near the blob: letters fade before the light is blown out."""
    height, width = blob.shape
    found = 0
    for box in boxes:
        y = min(height - 1, int((box.y + box.h / 2) * height / box.img_h))
        reach = max(3, int(_FADED_LINE_HEIGHTS * min(box.w, box.h) * width / box.img_w))
        left, right = int(box.x * width / box.img_w), int((box.x + box.w) * width / box.img_w)
        found += int(blob[y, max(0, left - reach) : left + 1].any() or blob[y, right : right + reach].any())
    return found
