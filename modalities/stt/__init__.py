"""Speech recognisers: one file = one engine; the file name is the setting's value.

Each file has ``create(settings: EngineSettings) -> Recogniser``, which raises ``EngineUnavailableError`` with a plain
reason and what mends it, quickly and without any call to another machine.
"""

import functools
import importlib
import importlib.util
from pathlib import Path
from typing import Protocol, cast

import numpy as np
from numpy.typing import NDArray

from modalities.engines import EngineSettings
from modalities.errors import EngineUnavailableError
from modalities.evidence import Transcript

Samples = NDArray[np.float32]
"""Sound: (n,) float32, 16 kHz, mono, -1..1."""

SAMPLE_RATE_HZ = 16_000
"""What every recogniser and the voice activity detector take."""


class Recogniser(Protocol):
    """Turns speech into words."""

    name: str
    """``<file name>@<version>``."""

    def supports(self, language: str) -> bool:
        """Say whether speech in ``zh-CN``, ``yue`` or ``en`` can be recognised."""

    def transcribe(self, samples: Samples, *, language: str) -> Transcript | None:
        """Return the words with times inside the recording, or None when nothing trustworthy was recognised.

        Raises:
            EngineFailedError: the engine broke; another one may be tried.
        """


@functools.lru_cache(maxsize=8)
def load(name: str, settings: EngineSettings) -> Recogniser:
    """Return the recogniser of this name, made once per process and settings.

    Raises:
        EngineUnavailableError: no such engine, or it cannot be used here.
    """
    if name not in names():
        raise EngineUnavailableError(
            f"There is no speech recogniser called {name}.", mend=f"set LANTERN_STT to a list of {', '.join(names())}"
        )
    module = importlib.import_module(f"modalities.stt.{name}")
    return cast(Recogniser, module.create(settings))  # every file of this folder has create(); a test looks


def names() -> tuple[str, ...]:
    """Return the names of all recognisers of this installation, sorted."""
    return tuple(sorted(path.stem for path in Path(__file__).parent.glob("*.py") if path.stem != "__init__"))
