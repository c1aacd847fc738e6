"""Rows of a knowledge base as a plain list: an id and a text."""

from dataclasses import dataclass

from modalities.evaluation.rows import Fields, RowFaultError


@dataclass(frozen=True, slots=True, kw_only=True)
class PoolText:
    """One text that may be the answer, or name it."""

    id: str
    text: str


def parse(fields: Fields) -> PoolText:
    """Return the row. Raises ``RowFaultError``."""
    row = PoolText(id=fields.text("id"), text=fields.text("text"))
    if not row.id.strip() or not row.text.strip():
        raise RowFaultError("has an id or a text that is empty")
    return row
