"""In which order the lines of a picture are read, and in which of nine cells a box lies."""

from collections.abc import Sequence
from statistics import median

from modalities.evidence import Box, Cell, TextLine

MIN_LINES_IN_COLUMN = 3
MIN_COLUMN_GAP = 1.2
"""Width of the white space between two columns, in line heights."""

_CELLS = (
    (Cell.TOP_LEFT, Cell.TOP_CENTRE, Cell.TOP_RIGHT),
    (Cell.MIDDLE_LEFT, Cell.MIDDLE_CENTRE, Cell.MIDDLE_RIGHT),
    (Cell.BOTTOM_LEFT, Cell.BOTTOM_CENTRE, Cell.BOTTOM_RIGHT),
)


def cell_of(box: Box) -> Cell:
    """Return the cell that holds the centre of ``box``: thirds of the width and of the height."""
    x, y = box.centre
    return _CELLS[min(2, max(0, int(y * 3)))][min(2, max(0, int(x * 3)))]


def reading_order(lines: Sequence[TextLine], *, has_columns: bool) -> tuple[TextLine, ...]:
    """Return the lines from top to bottom, and from left to right within a row.

    With ``has_columns`` blocks of prose that stand side by side are read one after the other. A screen is read in
    rows: there a label and its value belong together.
    """
    if has_columns:
        parts = _columns(lines)
        if len(parts) > 1:
            return tuple(line for part in parts for line in reading_order(part, has_columns=True))
    return tuple(line for row in rows_of(lines) for line in row)


def rows_of(lines: Sequence[TextLine]) -> tuple[tuple[TextLine, ...], ...]:
    """Return the lines grouped into rows: lines whose middles are at the same height, from left to right."""
    rows: list[list[TextLine]] = []
    for line in sorted(lines, key=lambda each: each.box.y + each.box.h / 2):
        if rows and _is_beside(rows[-1][0].box, line.box):
            rows[-1].append(line)
        else:
            rows.append([line])
    return tuple(tuple(sorted(row, key=lambda each: each.box.x)) for row in rows)


def _is_beside(first: Box, second: Box) -> bool:
    """Return whether the two share more than half of the smaller height."""
    shared = min(first.y + first.h, second.y + second.h) - max(first.y, second.y)
    return shared > 0.5 * min(first.h, second.h)


def _columns(lines: Sequence[TextLine]) -> list[list[TextLine]]:
    """Cut once at the widest white gap from top to bottom, or else at a line that bridges two columns.

    Prose is told from a table by its width: a column of a table holds short cells, a column of prose long lines.
    """
    ordered = sorted(lines, key=lambda line: line.box.x)
    if len(ordered) < 2 * MIN_LINES_IN_COLUMN:
        return [list(lines)]
    unit = median(line.box.h for line in ordered)
    right = ordered[0].box.x + ordered[0].box.w
    best_gap, cut = 0.0, 0
    for index, line in enumerate(ordered[1:], start=1):
        gap = (line.box.x - right) / unit
        if gap > best_gap and min(index, len(ordered) - index) >= MIN_LINES_IN_COLUMN:
            best_gap, cut = gap, index
        right = max(right, line.box.x + line.box.w)
    columns = [ordered[:cut], ordered[cut:]]
    if best_gap < MIN_COLUMN_GAP or not all(_is_prose(column, unit) for column in columns):
        return [list(lines)]
    return columns


def _is_prose(column: Sequence[TextLine], unit: float) -> bool:
    return median(line.box.w for line in column) >= 6 * unit
