"""A clip of 20 s through the pipeline, beside its bare parts: decoding, small probes, at most eight readings."""

import tempfile
from fractions import Fraction
from functools import partial
from pathlib import Path

import av
import numpy as np

from modalities import ocr
from modalities.benchmarks import drawn
from modalities.benchmarks.figures import Benchmark, compare
from modalities.benchmarks.raw import ENGINES, RawReader, read_through
from modalities.decode_video import decode_video
from modalities.evidence import Modality

MAX_RATIO = 1.25
SECONDS = 20
FPS = 30
SIZE = (540, 1168)
PROBES_PER_S = 4.0
PROBE_WIDTH_PX = 180
"""Of the bare parts, whatever the pipeline does: the cheapest look at a clip that still shows where it changes."""
_SOUND_HZ = 16_000


def measure(repeats: int) -> Benchmark:
    """Return what a video costs. Raises ``BenchmarkError``."""
    bare = RawReader(is_screen=True)
    with tempfile.TemporaryDirectory(prefix="lantern-bench-") as name:
        folder = Path(name)
        path = write_clip(folder / "clip.mp4")
        times_s = tuple(frame.t_s for frame in decode_video(path, folder / "frames").frames)
        raw = partial(_bare_parts, path, times_s, bare)
        ours = partial(read_through, path, Modality.VIDEO, folder / "read")
        figures = compare([raw], [ours], repeats=repeats, at_most=MAX_RATIO)
    about = {
        "engine": ocr.open_reader(ENGINES.ocr).name,
        "clip": f"{SECONDS} s, {SIZE[0]} x {SIZE[1]}, {FPS} frames a second, quiet sound",
        "readings": str(len(times_s)),
        "repeats": str(repeats),
    }
    return Benchmark(name="video_cost", figures=figures, about=about)


def write_clip(path: Path) -> Path:
    """Write a recording of a telephone that shows six pages, with a quiet room as its sound."""
    pages = [np.asarray(drawn.screen(page, size=SIZE)) for page in drawn.PAGES]
    with av.open(str(path), "w") as container:
        shown = container.add_stream("libx264", rate=FPS, options={"preset": "veryfast"})
        shown.width, shown.height, shown.pix_fmt = SIZE[0], SIZE[1], "yuv420p"
        heard = container.add_stream("aac", rate=_SOUND_HZ, layout="mono")
        for number in range(SECONDS * FPS):
            page = pages[number * len(pages) // (SECONDS * FPS)]
            frame = av.VideoFrame.from_ndarray(page, format="rgb24")
            frame.pts, frame.time_base = number, Fraction(1, FPS)
            container.mux(shown.encode(frame))
        container.mux(shown.encode(None))
        noise = np.random.default_rng(3).normal(0, 10 ** (-60 / 20), SECONDS * _SOUND_HZ).astype(np.float32)
        step = 1024
        for start in range(0, len(noise) - step, step):
            block = av.AudioFrame.from_ndarray(noise[None, start : start + step], format="fltp", layout="mono")
            block.sample_rate, block.pts = _SOUND_HZ, start
            container.mux(heard.encode(block))
        container.mux(heard.encode(None))
    return path


def _bare_parts(path: Path, times_s: tuple[float, ...], reader: RawReader) -> int:
    """Decode all frames once, make the small probes, read the frames at these times; return how many were read."""
    wanted = list(times_s)
    next_s, read = 0.0, 0
    with av.open(str(path)) as container:
        for frame in container.decode(video=0):
            if frame.time >= next_s:
                height = round(frame.height * PROBE_WIDTH_PX / frame.width)
                frame.reformat(width=PROBE_WIDTH_PX, height=height, format="gray").to_ndarray()
                next_s += 1 / PROBES_PER_S
            if wanted and frame.time + 1e-3 >= wanted[0]:
                wanted.pop(0)
                reader.read(frame.to_ndarray(format="bgr24"))
                read += 1
    return read
