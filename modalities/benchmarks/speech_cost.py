"""A voice message through the pipeline, beside the bare faster-whisper call on the same samples.

The model has a true size and random weights: what it writes is rubbish, what it costs is not. It never comes to an end
by itself, so both sides write as many tokens as a person's sentences would have, and neither tries again.
"""

import tempfile
import wave
from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, cast

import numpy as np
import numpy.typing as npt

from modalities import stt
from modalities.benchmarks import random_whisper, spoken
from modalities.benchmarks.figures import Benchmark, BenchmarkError, compare
from modalities.benchmarks.random_whisper import SMALL, Size
from modalities.benchmarks.raw import ENGINES
from modalities.decode_sound import decode_sound
from modalities.engines import ReadRequest
from modalities.evidence import Modality, ProblemCode
from modalities.readers import voice
from modalities.stt.faster_whisper import FasterWhisper
from modalities.whisper_segments import BEAM_SIZE, CODES

MAX_RATIO = 1.05
SIZES = {
    "tiny": Size(state=384, heads=6, layers=4),
    "base": Size(state=512, heads=8, layers=6),
    "small": SMALL,
}
"""Of Whisper: table 1 of Radford et al. 2022."""
TOKENS = 96
"""For half a minute: three to four characters a second, each about a token (facts: measured 3.8 to 9.5)."""
SECONDS = 28.0
LANGUAGE = "en"
"""The library takes a made model for one of English only; the cost is the same."""


class _Once:
    """A model that writes a given number of tokens at most and tries each window once."""

    def __init__(self, model: Any, *, tokens: int) -> None:  # the library carries no types
        model.max_length = tokens + 4  # with the four marks in front of the words
        self._whole = model
        self.model = model.model
        self.hf_tokenizer = model.hf_tokenizer

    def transcribe(self, samples: npt.NDArray[np.float32], **options: object) -> tuple[Iterable[Any], Any]:
        found, info = self._whole.transcribe(samples, **(options | {"temperature": 0.0}))
        return found, info


def measure(repeats: int, *, size: str = "small", seconds: float = SECONDS) -> Benchmark:
    """Return what a voice message costs: decode, gain, voice detection, recognition and the gates.

    Args:
        repeats: rounds, at least 1.
        size: of the model: ``tiny``, ``base`` or ``small``. The smaller the model, the more our part weighs.
        seconds: length of the message.

    Raises:
        BenchmarkError: the made voice was not taken for one, so that the figures would mean nothing.
    """
    with tempfile.TemporaryDirectory(prefix="lantern-bench-") as name:
        folder = Path(name)
        path = _write(folder / "voice.wav", spoken.voice(seconds))
        engines = replace(
            ENGINES, stt=("faster_whisper",), whisper_dir=random_whisper.write(folder / "model", SIZES[size])
        )
        engine = cast("FasterWhisper", stt.load("faster_whisper", engines))
        tokens = round(TOKENS * min(1.0, seconds / SECONDS))
        engine._model = bare = _Once(engine._model, tokens=tokens)  # noqa: SLF001  # ours is held against what it holds
        samples = decode_sound(path, folder / "decoded").samples
        request = ReadRequest(
            input_id="0" * 64, path=path, modality=Modality.VOICE, language=LANGUAGE, out_dir=folder, engines=engines
        )
        figures = compare([partial(_raw, bare, samples)], [partial(_ours, request)], repeats=repeats, at_most=MAX_RATIO)
    about = {"engine": engine.name, "size": size, "seconds": f"{seconds:.0f}", "tokens": str(tokens)}
    return Benchmark(name="speech_cost", figures=figures, about=about | {"repeats": str(repeats)})


def _raw(model: _Once, samples: npt.NDArray[np.float32]) -> None:
    found, _ = model.transcribe(
        samples,
        language=CODES[LANGUAGE],
        beam_size=BEAM_SIZE,
        vad_filter=True,
        word_timestamps=True,
        condition_on_previous_text=False,
    )
    for _ in found:  # the library recognises while it is iterated
        pass


def _ours(request: ReadRequest) -> None:
    problems = [problem.code for problem in voice.read(request).problems]
    if problems != [ProblemCode.NOT_UNDERSTOOD]:  # the recogniser was asked, and its rubbish was not believed
        raise BenchmarkError(f"The made message was not recognised ({problems}): look at lantern doctor first.")


def _write(path: Path, samples: npt.NDArray[np.float32]) -> Path:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(spoken.RATE_HZ)
        file.writeframes((samples * 32767.0).astype("<i2").tobytes())
    return path
