"""PaddleOCR 3 itself, an extra for those who want its own engine or models of their own.

By default it runs on ONNX Runtime with the weights that rapidocr carries, so it reads what rapidocr reads and needs no
network. Its package pins another build of OpenCV: it has an environment of its own (docs/settings.md#extras).
"""

import importlib.metadata
import importlib.util
import logging
import threading
from functools import lru_cache
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from modalities import cores, paddle_folders
from modalities.engines import EngineSettings
from modalities.errors import EngineFailedError, EngineUnavailableError
from modalities.evidence import TextLine
from modalities.ocr_lines import lines_of
from modalities.paddle_folders import Folders

SCREEN_LIMIT = {"text_det_limit_type": "max", "text_det_limit_side_len": 960}
PHOTO_LIMIT = {"text_det_limit_type": "min", "text_det_limit_side_len": 736}
"""As for rapidocr, and for its reasons (docs/measurements.md#reading)."""
MIN_SCORE = 0.5
"""A line of which the recogniser is less sure is not handed out; rapidocr's own value."""

_ENGINE_TROUBLE = (RuntimeError, ValueError, cv2.error, IndexError, KeyError, TypeError, AssertionError, MemoryError)


class PaddleOcrReader:
    """Reads simplified and traditional Chinese, English, Japanese and most Latin scripts, unless given other models."""

    def __init__(self, pages: Any, words: Any, *, turns_lines: bool) -> None:  # the library carries no types
        self.name = f"paddleocr@{importlib.metadata.version('paddleocr')}"
        self._pages, self._words, self._turns_lines = pages, words, turns_lines
        self._turn = threading.Lock()

    def read(self, image: npt.NDArray[np.uint8], *, is_screen: bool) -> tuple[TextLine, ...]:
        """Return the lines in ``image`` in reading order."""
        limits = SCREEN_LIMIT if is_screen else PHOTO_LIMIT
        try:
            with self._turn:
                (found,) = self._pages.predict(
                    np.ascontiguousarray(image),
                    use_textline_orientation=self._turns_lines and not is_screen,
                    text_rec_score_thresh=MIN_SCORE,
                    **limits,
                )
                texts, quads, scores = found["rec_texts"], found["rec_polys"], found["rec_scores"]
        except _ENGINE_TROUBLE as error:
            raise EngineFailedError(f"paddleocr: {type(error).__name__}") from error
        corners = [np.asarray(quad, dtype=np.float32) for quad in quads]
        return lines_of(image, texts, corners, scores, self.read_word, is_screen=is_screen)

    def read_word(self, image: npt.NDArray[np.uint8]) -> tuple[str, float]:
        """Return the one short line that fills ``image`` and its score, without looking for lines first."""
        try:
            with self._turn:
                (found,) = self._words.predict(np.ascontiguousarray(image))
                text, score = str(found["rec_text"]).strip(), float(found["rec_score"])
        except _ENGINE_TROUBLE as error:
            raise EngineFailedError(f"paddleocr: {type(error).__name__}") from error
        return (text, score) if text and score >= MIN_SCORE else ("", 0.0)


def create(settings: EngineSettings | None = None) -> PaddleOcrReader:
    """Return the reader, loaded once per process and settings (about 1.5 s and 0.5 GB).

    Raises:
        EngineUnavailableError: the package or a model is not here.
    """
    if importlib.util.find_spec("paddleocr") is None:
        raise EngineUnavailableError(
            "The package paddleocr is not installed.",
            mend="pip install 'lantern-gateway[paddle]', in an environment of its own (docs/settings.md#extras)",
        )
    engine = settings.paddle_engine if settings is not None else paddle_folders.ONNX
    if engine == paddle_folders.NATIVE and importlib.util.find_spec("paddle") is None:
        raise EngineUnavailableError("Paddle's own engine is not installed.", mend="pip install paddlepaddle")
    return _load(engine, paddle_folders.find(settings))


@lru_cache(maxsize=2)
def _load(engine: str, folders: Folders | None) -> PaddleOcrReader:
    import paddleocr  # noqa: PLC0415  # a second; loaded only by the process that reads

    logging.getLogger("paddlex").setLevel(logging.ERROR)  # it would tell each file that it opens
    cv2.setNumThreads(1)
    chosen = _options(engine)
    pages: dict[str, object] = {**chosen, "use_doc_orientation_classify": False, "use_doc_unwarping": False}
    words: dict[str, object] = {**chosen}
    if folders is not None:
        pages |= {
            "text_detection_model_name": folders.det.name,
            "text_detection_model_dir": str(folders.det.folder),
            "text_recognition_model_name": folders.rec.name,
            "text_recognition_model_dir": str(folders.rec.folder),
            "use_textline_orientation": folders.ori is not None,
        }
        words |= {"model_name": folders.rec.name, "model_dir": str(folders.rec.folder)}
        if folders.ori is not None:
            pages |= {
                "textline_orientation_model_name": folders.ori.name,
                "textline_orientation_model_dir": str(folders.ori.folder),
            }
    try:
        reader, recogniser = paddleocr.PaddleOCR(**pages), paddleocr.TextRecognition(**words)
    except Exception as error:  # the library raises bare Exception when no hub of models answers
        raise EngineUnavailableError(
            f"PaddleOCR could not load its models ({type(error).__name__}).",
            mend="set LANTERN_PADDLE_ENGINE=onnxruntime, or LANTERN_PADDLE_DIR to a folder with det/ and rec/",
        ) from error
    return PaddleOcrReader(reader, recogniser, turns_lines=folders is None or folders.ori is not None)


def _options(engine: str) -> dict[str, object]:
    threads = cores.budget().threads
    if engine == paddle_folders.ONNX:
        config = {"intra_op_num_threads": threads, "inter_op_num_threads": 1}
        return {"engine": engine, "device": "cpu", "engine_config": config}
    return {"engine": engine, "device": "cpu", "cpu_threads": threads}
