"""A screenshot with its controls through the pipeline, beside the bare text reader at the same size."""

import tempfile
from functools import partial
from pathlib import Path

from modalities import ocr
from modalities.benchmarks import drawn
from modalities.benchmarks.figures import Benchmark, compare
from modalities.benchmarks.raw import ENGINES, RawReader, read_through
from modalities.decode_picture import decode_picture
from modalities.evidence import Modality

MAX_RATIO = 1.30


def measure(repeats: int) -> Benchmark:
    """Return what screenshots cost. Raises ``BenchmarkError``."""
    page = drawn.screen(drawn.PAGES[1])
    pictures = {
        "page": page,
        "dialog": drawn.with_dialog(page, ("提交失败", "错误代码 N3007", "请稍后再试"), ("取消", "再试一次")),
    }
    bare = RawReader(is_screen=True)
    with tempfile.TemporaryDirectory(prefix="lantern-bench-") as name:
        folder = Path(name)
        raw, ours = [], []
        for key, picture in pictures.items():
            path = folder / f"{key}.png"
            picture.save(path)
            pixels = decode_picture(path, folder / "decoded").image
            raw.append(partial(bare.read, pixels))
            ours.append(partial(read_through, path, Modality.SCREENSHOT, folder / "read"))
        figures = compare(raw, ours, repeats=repeats, at_most=MAX_RATIO)
    about = {"engine": ocr.open_reader(ENGINES.ocr).name, "pictures": ", ".join(pictures), "repeats": str(repeats)}
    return Benchmark(name="screenshot_cost", figures=figures, about=about)
