"""Laboratory results in a table: does the arrow beside a value agree with the range in the same row?

A value, its arrow and its range are three readings of one fact. When they agree the value may be told; when
they do not, one of them was misread, and nobody can say which.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace

from modalities.evidence import TextLine
from modalities.layout import rows_of
from modalities.numerals import MIN_SURE_SCORE

MAX_TIMES_OUT = 20.0
"""A value this many times above or below its range has lost or won a decimal point."""

_VALUE = re.compile(r"([↑↓⬆⬇HL])?\s*(\d+(?:\.\d+)?)\s*([↑↓⬆⬇HL])?")
_RANGE = re.compile(r"(\d+(?:\.\d+)?)\s*(?:-{1,2}|~|—|–)\s*(\d+(?:\.\d+)?)")
_LIMIT = re.compile(r"([<>≤≥])\s*(\d+(?:\.\d+)?)")
_UP = frozenset("↑⬆H")


def check_results(lines: Sequence[TextLine]) -> tuple[TextLine, ...]:
    """Return ``lines`` in their order, with values marked doubtful, or freed of doubt, by the range in their row."""
    verdicts: dict[int, bool] = {}
    uses_arrows = any(_has_arrow(line.text) for line in lines)
    for row in rows_of(lines):
        for value_at, line in enumerate(row):
            value = _VALUE.fullmatch(_plain(line.text))
            bounds = next((found for other in row[value_at + 1 :] if (found := _bounds(other.text))), None)
            if value is not None and bounds is not None:
                is_right = _agrees(value, bounds, uses_arrows=uses_arrows)
                if not is_right:
                    verdicts[id(line)] = True
                elif _has_arrow(line.text) and line.score >= MIN_SURE_SCORE:
                    verdicts[id(line)] = False
                break
    return tuple(
        replace(line, has_doubtful_number=verdicts[id(line)]) if id(line) in verdicts else line for line in lines
    )


def _agrees(value: re.Match[str], bounds: tuple[float, float], *, uses_arrows: bool) -> bool:
    number, (low, high) = float(value[2]), bounds
    if low > high or value[1]:
        # An arrow before its value is a line that was read upside down.
        return False
    if number > MAX_TIMES_OUT * high or 0 < number * MAX_TIMES_OUT < low:
        return False
    if value[3]:
        return number > high if value[3] in _UP else number < low
    return not uses_arrows or low <= number <= high


def _bounds(text: str) -> tuple[float, float] | None:
    plain = _plain(text)
    if found := _RANGE.fullmatch(plain):
        return float(found[1]), float(found[2])
    if limit := _LIMIT.fullmatch(plain):
        return (0.0, float(limit[2])) if limit[1] in "<≤" else (float(limit[2]), float("inf"))
    return None


def _has_arrow(text: str) -> bool:
    return any(character in text for character in "↑↓⬆⬇")


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip()
