"""Labelled rows (JSON Lines), checked one by one before anything runs: every fault is named by its line number."""

import json
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

MAX_NAMED = 10
"""Faults in one sentence; a file of the wrong kind has one in every line."""

T = TypeVar("T")


class MalformedDataError(Exception):
    """The data cannot be used; the text is one plain sentence that names the lines."""


class RowFaultError(Exception):
    """One row cannot be used; the text says what is wrong in words that follow the line number."""


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle in pixels of the upright picture, as a person labelled it."""

    x: float
    y: float
    w: float
    h: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields:
    """The values of one row, each checked when it is asked for. A value of null counts as lacking."""

    line: int
    """From 1."""
    folder: Path
    """Folder of the data: paths in a row start there."""
    values: Mapping[str, object]

    def text(self, key: str) -> str:
        """Return a text that must be there; it may be empty."""
        value = self.values.get(key)
        if not isinstance(value, str):
            raise RowFaultError(f"has no {key}" if value is None else f"has {_a(key)} that is not text")
        return value

    def file(self, key: str) -> Path:
        """Return the path of a file that must be there and that may be opened."""
        name = self.text(key)
        if not name.strip() or "\0" in name:
            raise RowFaultError(f"has no {key}")
        path = self.folder / name
        try:
            with path.open("rb"):
                return path
        except OSError:
            raise RowFaultError(f"names {_a(key)} that cannot be opened ({name})") from None

    def texts(self, key: str) -> tuple[str, ...] | None:
        """Return a list of texts, or None when the row lacks it."""
        value = self.values.get(key)
        if value is None:
            return None
        if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
            raise RowFaultError(f"has {key} that are not a list of texts")
        return tuple(value)

    def one_of(self, key: str, allowed: Collection[str]) -> str | None:
        """Return one of the allowed words, or None when the row lacks it."""
        value = self.values.get(key)
        if value is None:
            return None
        if not isinstance(value, str) or value not in allowed:
            raise RowFaultError(f"has {_a(key)} that is none of {', '.join(allowed)}")
        return value

    def parts(self, key: str) -> tuple["Fields", ...] | None:
        """Return a list of objects, or None when the row lacks it."""
        value = self.values.get(key)
        if value is None:
            return None
        if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
            raise RowFaultError(f"has {key} that are not a list of objects")
        return tuple(Fields(line=self.line, folder=self.folder, values=each) for each in value)

    def rect(self, key: str) -> Rect | None:
        """Return ``{x, y, w, h}`` (numbers; w and h above 0), or None when the row lacks it."""
        value = self.values.get(key)
        if value is None:
            return None
        numbers = [value.get(side) for side in "xywh"] if isinstance(value, dict) else []
        sides = [float(each) for each in numbers if isinstance(each, int | float) and not isinstance(each, bool)]
        if len(sides) != len("xywh") or not all(abs(each) < float("inf") for each in sides) or min(sides[2:]) <= 0:
            raise RowFaultError(f"has {_a(key)} that is not x, y, w, h in pixels")
        return Rect(*sides)


def load(path: Path, parse: Callable[[Fields], T]) -> tuple[T, ...]:
    """Return what ``parse`` makes of every row; empty lines are passed over.

    Raises:
        MalformedDataError: the file cannot be read, holds no rows, or a row cannot be used.
    """
    try:
        lines = path.read_bytes().split(b"\n")
    except OSError:
        raise MalformedDataError(f"The file {path} cannot be opened.") from None
    rows: list[T] = []
    faults: list[str] = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            rows.append(parse(Fields(line=number, folder=path.parent, values=_values(line, number))))
        except RowFaultError as fault:
            faults.append(f"line {number} {fault}")
    if faults:
        more = f"; and {len(faults) - MAX_NAMED} more" if len(faults) > MAX_NAMED else ""
        raise MalformedDataError(f"{path.name}: {'; '.join(faults[:MAX_NAMED])}{more}.")
    if not rows:
        raise MalformedDataError(f"The file {path} holds no rows.")
    return tuple(rows)


def _values(line: bytes, number: int) -> Mapping[str, object]:
    try:
        value = json.loads(line.decode("utf-8-sig" if number == 1 else "utf-8"))
    except UnicodeDecodeError:
        raise RowFaultError("is not UTF-8") from None
    except (ValueError, RecursionError):
        raise RowFaultError("is not JSON") from None
    if not isinstance(value, dict):
        raise RowFaultError("is not a JSON object")
    return value


def _a(key: str) -> str:
    return f"an {key}" if key[0] in "aeiou" else f"a {key}"
