"""How far the reading of one attachment is: a small file that a reader leaves, for the process that waits for it.

A side note, on which nothing rests: a file that cannot be written or read is as good as none.
"""

import logging
import re
from pathlib import Path

_NAME = ".progress"
_WORDS = re.compile(r"(\d{1,3})/(\d{1,3})")
_LOGGER = logging.getLogger(__name__)


def note(out_dir: Path, done: int, of: int) -> None:
    """Leave word that ``done`` of ``of`` pictures are read. Whole or not at all; never raises for a full disk."""
    new = out_dir / f"{_NAME}.new"
    try:
        out_dir.mkdir(parents=True, exist_ok=True)
        new.write_text(f"{done}/{of}", "ascii")
        new.replace(out_dir / _NAME)
    except OSError as error:
        _LOGGER.debug("progress not noted: error=%s", type(error).__name__)


def noted(out_dir: Path) -> tuple[int, int] | None:
    """Return (done, of), 0 <= done <= of and of >= 1; None when there is nothing, or nothing that makes sense."""
    try:
        found = _WORDS.fullmatch((out_dir / _NAME).read_text("ascii"))
    except (OSError, UnicodeDecodeError):
        return None
    if found is None:
        return None
    done, of = int(found[1]), int(found[2])
    return (done, of) if done <= of and of > 0 else None


def forget(out_dir: Path) -> None:
    """Take the word away: the reading is over, or begins anew."""
    for name in (_NAME, f"{_NAME}.new"):
        try:
            (out_dir / name).unlink(missing_ok=True)
        except OSError as error:
            _LOGGER.debug("progress not removed: error=%s", type(error).__name__)
