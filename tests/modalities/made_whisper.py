"""A Whisper model with random weights, in the format of faster-whisper: everything is real but what it has learned.

It loads, takes any recording and gives segments with words, times and (very bad) probabilities. Nothing that it "says"
may ever reach a person, which is what it is good for testing.
"""

from pathlib import Path

from tests.models import checkpoints, converter


def write_model(folder: Path, *, seed: int = 11, has_cantonese: bool = False) -> Path:
    """Write the files of a model, about 6 MB, and return the folder."""
    dims = checkpoints.WITH_CANTONESE if has_cantonese else checkpoints.SMALLEST
    return converter.write_folder(checkpoints.make(dims, seed=seed), folder)
