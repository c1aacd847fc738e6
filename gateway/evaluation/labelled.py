"""Rows of a text and its label: what ``intent``, ``emotion`` and ``abuse`` read."""

from dataclasses import dataclass

from modalities.evaluation.rows import Fields, RowFaultError


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledText:
    """One labelled text."""

    line: int
    text: str
    label: str


def parse(fields: Fields) -> LabelledText:
    """Return the row. Raises ``RowFaultError``."""
    label = fields.text("label")
    if not label.strip():
        raise RowFaultError("has no label")
    return LabelledText(line=fields.line, text=fields.text("text"), label=label)
