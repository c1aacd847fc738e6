"""Where the trained model is: beside the code (trained when Lantern was installed), or in the data folder."""

import logging
import time
from pathlib import Path
from typing import Final

from gateway.understand.learned import rows
from gateway.understand.learned.model import Model, UnusableModelError, load, save

_LOGGER: Final = logging.getLogger(__name__)
BESIDE_THE_CODE: Final = Path(__file__).parent / "trained" / "understanding.npz"
_FILE: Final = "understanding.npz"
OWN_ROWS: Final = "own-lines.jsonl"


def find(data_dir: Path) -> Model | None:
    """Return the model that fits today's lines, or None when there is none yet. Takes a fraction of a second."""
    own = own_rows(data_dir)
    wanted = rows.fingerprint(own)
    for path in (data_dir / "models" / _FILE, BESIDE_THE_CODE):
        try:
            return load(path, lines=wanted)
        except UnusableModelError:
            continue
    return None


def own_rows(data_dir: Path) -> tuple[rows.Row, ...]:
    """Return the operator's own labelled lines (``lantern train``); empty without any."""
    path = data_dir / "models" / OWN_ROWS
    return rows.read(path) if path.exists() else ()


def ready(data_dir: Path) -> Model:
    """Return the model, trained first when there is none yet: about half a minute."""
    return find(data_dir) or train(data_dir / "models" / _FILE, own_rows(data_dir))


def train(path: Path, own: tuple[rows.Row, ...] = ()) -> Model:
    """Train on our lines and ``own``, write the model to ``path`` and return it."""
    from gateway.understand.learned.fit import fit  # noqa: PLC0415  # scikit-learn takes a second to import

    started = time.monotonic()
    wanted = rows.fingerprint(own)
    lines = (*rows.ours(), *own)
    model = fit(lines, wanted)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        save(model, path)
    except OSError as error:  # no room, or nothing may be written here: it is trained again at the next start
        _LOGGER.warning("understanding not kept: %s", type(error).__name__)
    _LOGGER.info("understanding trained: lines=%d seconds=%.1f", len(lines), time.monotonic() - started)
    return model


if __name__ == "__main__":
    if not BESIDE_THE_CODE.exists() or find(BESIDE_THE_CODE.parent) is None:
        train(BESIDE_THE_CODE)
