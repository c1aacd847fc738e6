"""Records to JSON and back, by pydantic, so that nobody writes it by hand."""

from collections.abc import Hashable
from functools import cache
from typing import TypeVar

from pydantic import TypeAdapter

T = TypeVar("T")


@cache
def _adapter(kind: Hashable) -> TypeAdapter[object]:
    return TypeAdapter(kind)  # type: ignore[arg-type]  # a class; only its instances come out


def _of(kind: type) -> TypeAdapter[object]:
    return _adapter(kind)


def schema(kind: type) -> dict[str, object]:
    """Return the JSON Schema of a record."""
    return _of(kind).json_schema(mode="serialization")


def dump(record: object) -> str:
    """Return ``record`` as JSON."""
    return _of(type(record)).dump_json(record).decode()


def load(kind: type[T], text: str) -> T:
    """Return the record of ``kind`` that ``dump`` wrote."""
    record = _of(kind).validate_json(text)
    if not isinstance(record, kind):
        raise TypeError(kind.__name__)
    return record
