"""A photo through the pipeline, beside the bare text reader on the decoded picture."""

import tempfile
from functools import partial
from pathlib import Path

from modalities import ocr
from modalities.benchmarks import drawn
from modalities.benchmarks.figures import Benchmark, compare
from modalities.benchmarks.raw import ENGINES, RawReader, read_through
from modalities.decode_picture import decode_picture
from modalities.evidence import Modality

MAX_RATIO = 1.15
"""For a photo that is read well at once: a second try is a second reading."""


def measure(repeats: int) -> Benchmark:
    """Return what photos cost. Raises ``BenchmarkError``."""
    pictures = {
        "letter": drawn.photo(drawn.LETTER, size=(1500, 2000), font_px=72),
        "label": drawn.photo(drawn.LABEL, size=(1200, 900), font_px=80),
    }
    bare = RawReader(is_screen=False)
    with tempfile.TemporaryDirectory(prefix="lantern-bench-") as name:
        folder = Path(name)
        raw, ours = [], []
        for key, picture in pictures.items():
            path = folder / f"{key}.jpg"
            picture.save(path, quality=92)
            pixels = decode_picture(path, folder / "decoded").image
            raw.append(partial(bare.read, pixels))
            ours.append(partial(read_through, path, Modality.PHOTO, folder / "read"))
        figures = compare(raw, ours, repeats=repeats, at_most=MAX_RATIO)
    about = {"engine": ocr.open_reader(ENGINES.ocr).name, "pictures": ", ".join(pictures), "repeats": str(repeats)}
    return Benchmark(name="photo_cost", figures=figures, about=about)
