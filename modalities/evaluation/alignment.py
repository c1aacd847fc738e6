"""Where a line stands in a longer text, and with how few edits: semi-global alignment."""

import unicodedata
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """The stretch of the text that is nearest to a line."""

    distance: int
    """Insertions, deletions and replacements of single characters."""
    start: int
    end: int
    """Exclusive; equal to ``start`` when nothing in the text is like the line."""


def plain(text: str) -> str:
    """Return the text in one width (NFKC) and without any white space."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def matches(line: str, text: str) -> tuple[Match, ...]:
    """Return the best stretches of ``text`` for ``line``: all of the least distance, by their end.

    Of the stretches with one end the one nearest to the line's length is given. Both texts are made plain before.
    """
    ends = _last_row(line, text, is_free=True)
    least = int(ends.min())
    found = []
    for end in np.flatnonzero(ends == least):
        backwards = text[max(0, int(end) - 2 * len(line)) : int(end)][::-1]
        lengths = np.flatnonzero(_last_row(line[::-1], backwards, is_free=False) == least)
        length = min((int(each) for each in lengths), key=lambda each: abs(each - len(line)))
        found.append(Match(distance=least, start=int(end) - length, end=int(end)))
    return tuple(found)


def _last_row(line: str, text: str, *, is_free: bool) -> NDArray[np.int64]:
    """Return the distance of the whole line to the text that ends before each place, 0..len(text).

    ``is_free``: the text may start anywhere; else at its beginning.
    """
    places = np.arange(len(text) + 1)
    letters = np.array([ord(each) for each in text], dtype=np.int64)
    row = np.zeros_like(places) if is_free else places.copy()
    for letter in line:
        step = np.empty_like(row)
        step[0] = row[0] + 1
        step[1:] = np.minimum(row[1:] + 1, row[:-1] + (letters != ord(letter)))
        # An insertion costs one more than the place before: a running minimum of the row laid flat.
        row = np.minimum.accumulate(step - places) + places
    return row
