"""PaddleOCR's PP-OCRv6 models on ONNX Runtime, as the rapidocr package carries them inside its wheel.

Two sets of settings, because one loses text: a photo needs its small print enlarged and turned upright, a screenshot
needs neither and is read in half the time (docs/measurements.md#reading).
"""

import importlib.metadata
import importlib.util
import threading
from functools import lru_cache
from pathlib import Path
from typing import Any, Protocol

import cv2
import numpy as np
import numpy.typing as npt

from modalities import cores
from modalities.engines import EngineSettings
from modalities.errors import EngineFailedError, EngineUnavailableError
from modalities.evidence import TextLine
from modalities.ocr_lines import lines_of

SCREEN_SIDE_PX = 960
THREADS = cores.budget().threads
"""Of one reading."""

_MODELS = {
    "Det.model_path": "PP-OCRv6_det_small.onnx",
    "Cls.model_path": "ch_ppocr_mobile_v2.0_cls_mobile.onnx",
    "Rec.model_path": "PP-OCRv6_rec_small.onnx",
}
_ENGINE_TROUBLE = (RuntimeError, ValueError, cv2.error, IndexError, MemoryError)


class _Engine(Protocol):
    def __call__(self, img_content: npt.NDArray[np.uint8], *, use_det: bool) -> Any: ...


class RapidOcrReader:
    """Reads simplified and traditional Chinese, English, Japanese and most Latin scripts."""

    def __init__(self, photo_engine: _Engine, screen_engine: _Engine) -> None:
        self.name = f"rapidocr@{importlib.metadata.version('rapidocr')}"
        self._photo_engine = photo_engine
        self._screen_engine = screen_engine
        # The engines keep intermediate results on themselves: one picture at a time.
        self._turn = threading.Lock()

    def read(self, image: npt.NDArray[np.uint8], *, is_screen: bool) -> tuple[TextLine, ...]:
        """Return the lines in ``image`` in reading order."""
        engine = self._screen_engine if is_screen else self._photo_engine
        try:
            with self._turn:
                found = engine(np.ascontiguousarray(image), use_det=True)
        except _ENGINE_TROUBLE as error:
            raise EngineFailedError(f"rapidocr: {type(error).__name__}") from error
        texts, boxes, scores = (getattr(found, key, None) for key in ("txts", "boxes", "scores"))
        if texts is None or boxes is None or scores is None:
            return ()
        return lines_of(image, texts, boxes, scores, self.read_word, is_screen=is_screen)

    def read_word(self, image: npt.NDArray[np.uint8]) -> tuple[str, float]:
        """Return the one short line that fills ``image`` and its score, without looking for lines first."""
        try:
            with self._turn:
                found = self._screen_engine(np.ascontiguousarray(image), use_det=False)
        except _ENGINE_TROUBLE as error:
            raise EngineFailedError(f"rapidocr: {type(error).__name__}") from error
        texts, scores = getattr(found, "txts", None), getattr(found, "scores", None)
        return (str(texts[0]).strip(), float(scores[0])) if texts and scores else ("", 0.0)


def create(settings: EngineSettings | None = None) -> RapidOcrReader:  # noqa: ARG001  # all engines are made alike
    """Return the reader, loaded once per process (about 0.5 s and 0.35 GB); its models come with its package.

    Raises:
        EngineUnavailableError: the package or one of its model files is missing.
    """
    return _load()


@lru_cache(maxsize=1)
def _load() -> RapidOcrReader:
    models = _model_files()
    from rapidocr import RapidOCR  # noqa: PLC0415  # loaded only by the process that reads

    cv2.setNumThreads(1)
    common: dict[str, object] = {
        **models,
        "Global.log_level": "error",
        "EngineConfig.onnxruntime.intra_op_num_threads": THREADS,
        "EngineConfig.onnxruntime.inter_op_num_threads": 1,
    }
    screen = {**common, "Det.limit_type": "max", "Det.limit_side_len": SCREEN_SIDE_PX, "Global.use_cls": False}
    for_photos, for_screens = RapidOCR(params=common), RapidOCR(params=screen)
    for_photos(np.full((48, 48, 3), 255, np.uint8), use_det=False)  # it loads a model when it first needs it
    for_screens.text_rec = for_photos.text_rec  # the same model: once in memory, one set of buffers
    return RapidOcrReader(for_photos, for_screens)


def _model_files() -> dict[str, object]:
    """Return the settings that pin each model to the file in the wheel, so that nothing is ever fetched."""
    mend = "pip install --force-reinstall rapidocr"
    package = importlib.util.find_spec("rapidocr")
    if package is None or package.origin is None:
        raise EngineUnavailableError("The package rapidocr is not installed.", mend=mend)
    folder = Path(package.origin).parent / "models"
    if not all((folder / name).is_file() for name in _MODELS.values()):
        raise EngineUnavailableError("A model file of rapidocr is missing.", mend=mend)
    return {"Global.model_root_dir": str(folder), **{key: str(folder / name) for key, name in _MODELS.items()}}
