"""What the benchmarks make is real: pictures that are read, a clip that plays, a model that loads."""

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from modalities.benchmarks import drawn, memory, random_whisper, video_cost
from modalities.benchmarks.figures import BenchmarkError
from modalities.benchmarks.raw import ENGINES, read_through
from modalities.decode_video import decode_video
from modalities.evidence import Modality
from modalities.stt import faster_whisper


def test_a_drawn_page_is_read(tmp_path: Path) -> None:
    drawn.screen(drawn.PAGES[0]).save(tmp_path / "page.png")
    (screen,) = read_through(tmp_path / "page.png", Modality.SCREENSHOT, tmp_path / "out").screens

    assert len(set(drawn.PAGES[0]) & {line.text for line in screen.lines}) >= len(drawn.PAGES[0]) - 1


def test_an_empty_picture_is_no_measure(tmp_path: Path) -> None:
    drawn.photo((), size=(300, 300), font_px=20).save(tmp_path / "empty.png")

    with pytest.raises(BenchmarkError, match="lantern doctor"):
        read_through(tmp_path / "empty.png", Modality.PHOTO, tmp_path / "out")


def test_the_clip_shows_every_page_for_twenty_seconds(tmp_path: Path) -> None:
    video = decode_video(video_cost.write_clip(tmp_path / "clip.mp4"), tmp_path / "frames")

    assert len(video.frames) >= len(drawn.PAGES)
    assert video.duration_s == pytest.approx(video_cost.SECONDS, abs=0.5)
    assert video.has_sound


def test_a_random_model_loads_as_any_other(tmp_path: Path) -> None:
    size = random_whisper.Size(state=64, heads=2, layers=2)
    folder = random_whisper.write(tmp_path / "model", size)
    recogniser = faster_whisper.create(replace(ENGINES, stt=("faster_whisper",), whisper_dir=folder))

    assert recogniser.supports("en")


def test_memory_counts_the_processes_that_we_started() -> None:
    program = "x = bytearray(80_000_000); x[::4096] = b'1' * len(x[::4096]); print(flush=True); input()"
    before_mb = memory.pss_mb()
    with subprocess.Popen([sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as child:
        assert child.stdout is not None
        child.stdout.readline()
        grown_mb = memory.pss_mb() - before_mb
        is_known = child.pid in memory.descendants(os.getpid())
        child.communicate(b"\n")

    assert is_known
    assert 70 < grown_mb < 150
