"""The bare text reader that ours is held against, and the request that goes through our pipeline."""

from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from rapidocr import RapidOCR

from modalities.benchmarks.figures import BenchmarkError
from modalities.engines import EngineSettings, ReadRequest
from modalities.evidence import Modality, Reading
from modalities.ocr import rapidocr as ours
from modalities.readers import dispatch

ENGINES = EngineSettings(
    stt=(), ocr=("rapidocr",), whisper_dir=None, stt_url="", stt_key="", stt_model="", offline=True
)


class RawReader:
    """rapidocr as its wheel comes, with as many threads as ours; for screens with the smaller side that ours uses."""

    def __init__(self, *, is_screen: bool) -> None:
        params: dict[str, object] = {
            "Global.log_level": "error",
            "EngineConfig.onnxruntime.intra_op_num_threads": ours.THREADS,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        }
        if is_screen:
            side = {"Det.limit_type": "max", "Det.limit_side_len": ours.SCREEN_SIDE_PX}
            params |= {**side, "Global.use_cls": False}
        self._engine: Any = RapidOCR(params=params)  # the library carries no types

    def read(self, image: npt.NDArray[np.uint8]) -> tuple[str, ...]:
        """Return the lines in ``image``, (height, width, 3) uint8 BGR."""
        return tuple(self._engine(image, use_det=True).txts or ())


def read_through(path: Path, modality: Modality, out_dir: Path) -> Reading:
    """Return what the product reads in the file, in this process; bytes are decoded in a confined one as always.

    Raises:
        BenchmarkError: nothing was read, so that its time would mean nothing.
    """
    request = ReadRequest(
        input_id="0" * 64, path=path, modality=modality, language="zh-CN", out_dir=out_dir, engines=ENGINES
    )
    reading = dispatch.read(request)
    if not any(screen.lines for screen in reading.screens):
        raise BenchmarkError("A drawn picture was not read: look at lantern doctor first.")
    return reading
