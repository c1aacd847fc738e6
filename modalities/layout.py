"""In which order the lines of a picture are read, and in which of nine cells a box lies."""

from collections.abc import Sequence
from statistics import median

from modalities.evidence import Box, Cell, TextLine

MIN_LINES_IN_COLUMN = 3
MIN_COLUMN_GAP = 1.2
"""Width of the white space between two columns, in line heights."""

BRIDGE_SHARE = 0.62
"""A line wider than this share of the block runs across its columns."""
MIN_NARROW_SHARE = 0.7
MIN_PROSE_WIDTH = 6
"""Median width of the lines in a column of prose, in line heights."""
FULL_LINE, MIN_FULL_SHARE = 0.75, 0.4
"""This share of the lines of a column of prose fill at least three quarters of the widest."""

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

    With ``has_columns`` blocks of prose that stand side by side are read one after the other, and writing that runs
    downwards from the right column to the left. A screen is read in rows: there a label and its value belong together.
    """
    if not has_columns:
        return tuple(line for row in rows_of(lines) for line in row)
    if is_upright_writing(lines):
        return tuple(line for column in _standing_columns(lines) for line in column)
    return tuple(line for part in _parts(lines) for row in rows_of(part) for line in row)


def is_upright_writing(lines: Sequence[TextLine]) -> bool:
    """Return whether most lines stand on end: vertical writing, or a page that lies on its side."""
    standing = sum(1 for line in lines if line.box.h >= 1.5 * line.box.w)
    return len(lines) >= MIN_LINES_IN_COLUMN - 1 and standing > 0.6 * len(lines)


def _standing_columns(lines: Sequence[TextLine]) -> list[list[TextLine]]:
    """Return standing lines grouped into columns, from the right to the left, each from top to bottom."""
    columns: list[list[TextLine]] = []
    for line in sorted(lines, key=lambda each: -(each.box.x + each.box.w / 2)):
        first = columns[-1][0].box if columns else line.box
        shared = min(first.x + first.w, line.box.x + line.box.w) - max(first.x, line.box.x)
        if columns and shared > 0.5 * min(first.w, line.box.w):
            columns[-1].append(line)
        else:
            columns.append([line])
    return [sorted(column, key=lambda each: each.box.y) for column in columns]


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


def _parts(lines: Sequence[TextLine]) -> list[list[TextLine]]:
    """Cut the page into blocks in reading order: at white gaps from top to bottom, below lines that bridge the gap.

    A heading or a footer runs across the columns. Only what stands between two such bridges is one set of columns.
    """
    gap = _column_gap(lines)
    if gap is None:
        return [list(lines)]
    bridges = [line for line in lines if line.box.x < gap < line.box.x + line.box.w]
    tops = sorted({line.box.y + line.box.h / 2 for line in bridges})
    parts: list[list[TextLine]] = []
    for band in range(len(tops) + 1):
        low, high = (tops[band - 1] if band else float("-inf")), (tops[band] if band < len(tops) else float("inf"))
        inside = [line for line in lines if line not in bridges and low <= line.box.y + line.box.h / 2 < high]
        left = [line for line in inside if line.box.x + line.box.w / 2 < gap]
        right = [line for line in inside if line.box.x + line.box.w / 2 >= gap]
        parts += [part for side in (left, right) if side for part in _parts(side)]
        parts += [[line] for line in bridges if line.box.y + line.box.h / 2 == high]
    return parts


def _column_gap(lines: Sequence[TextLine]) -> float | None:
    """Return the middle, in pixels from the left, of the widest gap between two columns of prose; None without one.

    Prose is told from a table by its shape: a column of a table holds short cells of many widths, a column of prose
    long lines most of which are full.
    """
    if len(lines) < 2 * MIN_LINES_IN_COLUMN:
        return None
    left, right = min(line.box.x for line in lines), max(line.box.x + line.box.w for line in lines)
    narrow = sorted(
        (line for line in lines if line.box.w <= BRIDGE_SHARE * (right - left)), key=lambda each: each.box.x
    )
    if len(narrow) < max(2 * MIN_LINES_IN_COLUMN, MIN_NARROW_SHARE * len(lines)):
        return None
    unit = median(min(line.box.w, line.box.h) for line in narrow)
    reach = narrow[0].box.x + narrow[0].box.w
    best: tuple[float, float] | None = None
    for index, line in enumerate(narrow[1:], start=1):
        width = (line.box.x - reach) / unit
        if width >= MIN_COLUMN_GAP and (best is None or width > best[0]):
            columns = narrow[:index], narrow[index:]
            if all(len(column) >= MIN_LINES_IN_COLUMN and _is_prose(column, unit) for column in columns):
                best = (width, (line.box.x + reach) / 2)
        reach = max(reach, line.box.x + line.box.w)
    return best[1] if best else None


def _is_prose(column: Sequence[TextLine], unit: float) -> bool:
    widths = [line.box.w for line in column]
    full = sum(1 for width in widths if width >= FULL_LINE * max(widths))
    return median(widths) >= MIN_PROSE_WIDTH * unit and full >= MIN_FULL_SHARE * len(widths)
