"""Text readers: one file is one engine, and its name is the setting value.

Each file has ``create(settings: EngineSettings | None) -> TextReader`` and loads its library only there. An engine is
given pixels, never a path or an address, because some libraries open addresses that they are given.
"""

import importlib
import logging
import pkgutil
from collections.abc import Sequence
from functools import lru_cache
from typing import Protocol, cast

import numpy as np
import numpy.typing as npt

from modalities.engines import EngineSettings
from modalities.errors import EngineUnavailableError
from modalities.evidence import TextLine

_LOGGER = logging.getLogger(__name__)


class TextReader(Protocol):
    """Reads the words in a picture."""

    name: str
    """``<file name>@<version>``."""

    def read(self, image: npt.NDArray[np.uint8], *, is_screen: bool) -> tuple[TextLine, ...]:
        """Return the lines in ``image``, (height, width, 3) uint8 BGR, in reading order; empty when there are none.

        ``is_screen`` chooses settings: a screenshot is upright and sharp, a photo may be turned and its print small.

        Raises:
            EngineFailedError: the engine broke on this picture.
        """
        ...

    def read_word(self, image: npt.NDArray[np.uint8]) -> tuple[str, float]:
        """Return the one short line that fills ``image`` and its score 0..1; ("", 0.0) when there is none.

        Raises:
            EngineFailedError: the engine broke on this picture.
        """
        ...


def engine_names() -> tuple[str, ...]:
    """Return the names of the engines in this folder."""
    return tuple(module.name for module in pkgutil.iter_modules(__path__))


@lru_cache(maxsize=4)
def open_reader(names: tuple[str, ...], settings: EngineSettings | None = None) -> TextReader:
    """Return the first engine of ``names`` that can be used here; the same object each time in one process.

    ``settings`` say where models lie; without them an engine uses what comes with its package.

    Raises:
        EngineUnavailableError: none of them can be used.
    """
    return _first_usable(names, settings)


def _first_usable(names: Sequence[str], settings: EngineSettings | None) -> TextReader:
    for name in names:
        if name not in engine_names():
            _LOGGER.warning("no text reader of this name: %s", name)
            continue
        try:
            return cast("TextReader", importlib.import_module(f"{__name__}.{name}").create(settings))
        except EngineUnavailableError as error:
            _LOGGER.warning("text reader not usable: engine=%s reason=%s", name, error.reason)
    raise EngineUnavailableError("No text reader can be used.", mend="set LANTERN_OCR=rapidocr")
