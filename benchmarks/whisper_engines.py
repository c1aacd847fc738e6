"""How much less processor faster-whisper takes than OpenAI's Whisper for the same words: both in one run.

    <environment of scripts/test --full for openai-whisper>/bin/python -m benchmarks.whisper_engines [tiny|base] [turns]

The same checkpoint (true size, random weights: how much is computed does not depend on them), the same sound, the same
tokens forbidden, as many tokens written, greedily and with the beam that Lantern asks for. Processor seconds (user and
system, all threads), for the clock on the wall tells more of the machine's other work. The engines take turns, so that
what else runs hits both.
"""

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import faster_whisper
import numpy as np
import torch
import whisper

from modalities.whisper_segments import BEAM_SIZE
from tests.models import checkpoints, converter, vocabulary

SIZES = {"tiny": checkpoints.TINY, "base": checkpoints.BASE}
TOKENS = 60
THREADS = 1
"""Of two, one waits for the other by turning in circles, which counts as work on a machine that is busy otherwise."""
SOUND_S = 20
BEAMS = {"greedy": None, f"beam {BEAM_SIZE}": BEAM_SIZE}
PROMPT = 4
"""Tokens before the first that is written: start, language, task, no times."""
OPTIONS = {
    "language": "zh",
    "temperature": 0.0,
    "without_timestamps": True,
    "condition_on_previous_text": False,
    "compression_ratio_threshold": None,
    "no_speech_threshold": None,
    # Besides what is no speech (-1): the end, so that all write as much, and times, which would divide the sound.
    "suppress_tokens": [-1, 50_257, *range(50_364, 51_865)],
}

Engines = dict[str, Callable[[int | None], int]]
"""From a beam to how many tokens were written."""


def main() -> None:
    """Print processor seconds of each engine, and their ratios."""
    parser = argparse.ArgumentParser(description="Processor seconds of both Whisper engines, and their ratio.")
    parser.add_argument("size", nargs="?", default="base", choices=SIZES)
    parser.add_argument("turns", nargs="?", default=3, type=int)
    given = parser.parse_args()
    torch.set_num_threads(THREADS)
    sound = np.random.default_rng(1).normal(0, 0.05, SOUND_S * 16_000).astype(np.float32)
    with tempfile.TemporaryDirectory() as folder:
        engines = _engines(SIZES[given.size], Path(folder), sound)
        for search, beam in BEAMS.items():
            _compare(engines, given.size, search, beam, given.turns)


def _compare(engines: Engines, size: str, search: str, beam: int | None, turns: int) -> None:
    seconds: dict[str, list[float]] = {name: [] for name in engines}
    for turn in range(turns + 1):
        for name, run in engines.items():
            started = time.process_time()
            tokens = run(beam)
            if tokens != TOKENS:
                raise SystemExit(f"{name} wrote {tokens} tokens, not {TOKENS}: nothing can be compared.")
            if turn:  # the first also reads, compiles and warms
                seconds[name].append(time.process_time() - started)
    middle = {name: statistics.median(values) for name, values in seconds.items()}
    for name, value in middle.items():
        spread = f"{min(seconds[name]):.2f} to {max(seconds[name]):.2f}"
        _say(f"{size}\t{search}\t{name}\t{value:.2f} CPU-s ({spread})\t{TOKENS} tokens, {SOUND_S} s of sound")
    for name in ("faster-whisper int8", "faster-whisper float32"):
        ratio = middle["openai-whisper float32"] / middle[name]
        _say(f"{size}\t{search}\tratio openai-whisper float32 / {name}\t{ratio:.2f}")


def _engines(dims: checkpoints.Dims, folder: Path, sound: np.ndarray) -> Engines:
    made = checkpoints.make(dims, seed=3, spread=0.03)
    pieces = vocabulary.of_package(Path(whisper.__file__).parent)
    own = whisper.load_model(str(checkpoints.write_pt(made, folder / "model.pt")), device="cpu")

    def openai(beam: int | None) -> int:
        found = own.transcribe(sound, beam_size=beam, fp16=False, sample_len=TOKENS, logprob_threshold=None, **OPTIONS)
        return sum(len(segment["tokens"]) for segment in found["segments"])

    def faster(quantization: str) -> Callable[[int | None], int]:
        place = converter.write_folder(made, folder / quantization, quantization=quantization, pieces=pieces)
        model = faster_whisper.WhisperModel(str(place), device="cpu", compute_type=quantization, cpu_threads=THREADS)

        def run(beam: int | None) -> int:
            # CTranslate2 writes at most half of the length that it is given, prompt and all.
            found, _ = model.transcribe(
                sound, beam_size=beam or 1, max_new_tokens=2 * TOKENS - PROMPT, log_prob_threshold=None, **OPTIONS
            )
            return sum(len(segment.tokens) for segment in found)

        return run

    return {
        "openai-whisper float32": openai,
        "faster-whisper int8": faster("int8"),
        "faster-whisper float32": faster("float32"),
    }


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")


if __name__ == "__main__":
    main()
