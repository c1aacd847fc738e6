"""The thread budget, and that it reaches each library that would take all cores by itself."""

import ctypes
import json
import multiprocessing
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import cv2
import faster_whisper as whisper_library
import pytest
import rapidocr as rapidocr_library
from faster_whisper.vad import get_vad_model

from modalities import cores, processes
from modalities.ocr import rapidocr
from modalities.processes import ReadingProcesses
from modalities.stt import faster_whisper, openai_whisper

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("count", "workers", "threads"), [(1, 1, 1), (2, 1, 2), (3, 1, 2), (4, 2, 2), (8, 4, 2), (64, 4, 2)]
)
def test_processes_times_threads_never_pass_the_cores(count: int, workers: int, threads: int) -> None:
    found = cores.budget(count)

    assert (found.workers, found.threads) == (workers, threads)
    assert found.workers * found.threads <= count


def test_there_are_as_many_reading_processes_as_the_cores_bear(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cores, "usable", lambda: 4)

    assert len(ReadingProcesses()._workers) == 2
    assert len(ReadingProcesses(1)._workers) == 1


def test_a_reading_process_begins_with_few_threads() -> None:
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=context, initializer=processes.begin) as pool:
        told = pool.submit(_threads_here).result(timeout=300)

    assert told == {"cv2": 1, **dict.fromkeys(("OMP", "OPENBLAS", "MKL"), cores.budget().threads)}


def _threads_here() -> dict[str, int]:
    """Return what C libraries see; ``os.environ`` does not show what was set below it."""
    getenv = ctypes.CDLL(None).getenv
    getenv.restype = ctypes.c_char_p
    told = {name: int(getenv(f"{name}_NUM_THREADS".encode())) for name in ("OMP", "OPENBLAS", "MKL")}
    return {"cv2": cv2.getNumThreads(), **told}


class FakeLibrary:
    """Keeps what it is called with."""

    def __init__(self, *_: object, **named: object) -> None:
        type(self).calls.append(named)

    def __call__(self, *_: object, **__: object) -> None:
        """Read nothing."""

    text_rec = None
    calls: list[dict[str, object]] = []  # noqa: RUF012  # emptied by the test


def test_both_text_readers_of_rapidocr_have_the_threads_of_one_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(FakeLibrary, "calls", [])
    monkeypatch.setattr(rapidocr_library, "RapidOCR", FakeLibrary)

    rapidocr._load.__wrapped__()

    sessions = [call["params"] for call in FakeLibrary.calls]
    assert len(sessions) == 2
    for each in sessions:
        assert each["EngineConfig.onnxruntime.intra_op_num_threads"] == cores.budget().threads  # type: ignore[index]
        assert each["EngineConfig.onnxruntime.inter_op_num_threads"] == 1  # type: ignore[index]


def test_recognisers_have_the_threads_of_one_reading(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(FakeLibrary, "calls", [])
    monkeypatch.setattr(whisper_library, "WhisperModel", FakeLibrary)
    (tmp_path / "tokenizer.json").write_text(json.dumps({"model": {}}), "utf-8")

    faster_whisper.open_folder(tmp_path)

    assert [call["cpu_threads"] for call in FakeLibrary.calls] == [cores.THREADS_PER_READING]
    assert openai_whisper.CPU_THREADS == cores.THREADS_PER_READING


def test_the_voice_detector_has_one_thread() -> None:
    options = get_vad_model().session.get_session_options()

    assert (options.intra_op_num_threads, options.inter_op_num_threads) == (1, 1)


def test_picture_decoders_have_one_thread(tmp_path: Path) -> None:
    program = (
        "import sys, pathlib; from PIL import Image; Image.new('RGB', (9, 9)).save(sys.argv[1], 'PNG')\n"
        "from modalities.decode_picture import _open; _open(pathlib.Path(sys.argv[1])).load()\n"
        "import pillow_heif; from PIL import AvifImagePlugin\n"
        "print(AvifImagePlugin.DEFAULT_MAX_THREADS, pillow_heif.options.DECODE_THREADS)\n"
        "print('TIFF' in Image.OPEN, 'EPS' in Image.OPEN)\n"
    )

    done = subprocess.run(
        [sys.executable, "-c", program, tmp_path / "a"], cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert done.stdout.split() == ["1", "1", "False", "False"]
