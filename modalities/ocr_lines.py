"""From what a text reader's engine found to lines: the same for every engine, so that no plug-in knows another."""

from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt

from modalities.evidence import Box, TextLine
from modalities.layout import reading_order
from modalities.numerals import has_doubtful_number
from modalities.reread import read_numbers_again
from modalities.results import check_results

Image = npt.NDArray[np.uint8]
Quad = npt.NDArray[np.float32]
"""(4, 2) corners in pixels, x before y, from the top left in the direction of a clock."""


def lines_of(
    image: Image,
    texts: Sequence[str],
    quads: Sequence[Quad],
    scores: Sequence[float],
    read_word: Callable[[Image], tuple[str, float]],
    *,
    is_screen: bool,
) -> tuple[TextLine, ...]:
    """Return the lines in reading order, numbers read a second time and results of laboratories checked.

    The three sequences are of one length. ``image`` is (height, width, 3) uint8 BGR; scores lie in 0..1.
    """
    height, width = image.shape[:2]
    found = [each for each in zip(texts, quads, scores, strict=True) if each[0].strip()]
    lines = [_line(text, quad, float(score), width, height) for text, quad, score in found]
    settled = read_numbers_again(image, lines, [quad for _, quad, _ in found], read_word)
    return check_results(reading_order(settled, has_columns=not is_screen))


def _line(text: str, corners: Quad, score: float, width: int, height: int) -> TextLine:
    x0, y0 = (max(0, int(np.floor(value))) for value in corners.min(axis=0))
    x1, y1 = (int(np.ceil(value)) for value in corners.max(axis=0))
    x0, y0 = min(x0, width - 1), min(y0, height - 1)
    box = Box(
        x=x0,
        y=y0,
        w=max(1, min(x1, width) - x0),
        h=max(1, min(y1, height) - y0),
        img_w=width,
        img_h=height,
    )
    words = text.strip()
    return TextLine(text=words, box=box, score=score, has_doubtful_number=has_doubtful_number(words, score))
