"""What a task is told beside its rows."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from gateway.settings import Settings

Tick = Callable[[], None]
"""Called after every row, for those who want to show how far it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """One call of ``lantern evaluate``."""

    settings: Settings
    now: datetime
    """Aware; relative times of rows without a ``now`` are told from here."""
    knowledge: str | None = None
    """A path, or ``samples``: the articles that come with Lantern."""
    train: Path | None = None
    """Labelled rows to learn from."""
    is_raw_wanted: bool = False
    """Measure the bare engine beside ours."""
