"""OpenAI's own Whisper: it runs from a local file alone, and computes what faster-whisper computes.

Runs in an environment of its own (``scripts/test --full``): torch and openai-whisper are no parts of Lantern's own. The
checkpoint has learned nothing, so nothing here says how well anybody is understood.
"""

import socket
import sys
from pathlib import Path

import faster_whisper as faster_library
import numpy as np
import pytest
import torch
import whisper

from modalities import models, stt
from modalities.engines import EngineSettings
from modalities.errors import EngineUnavailableError
from modalities.stt import faster_whisper, openai_whisper
from tests.models import checkpoints, converter, vocabulary

SPEECH_S = 6.0
BRIEF = 8000
"""Samples. A model that has learned nothing goes forward by hundredths of a second, each with a whole decoding."""
TOKENS = 224
"""Half of what the model can hold: where both engines stop by themselves."""
GREEDY = {
    "temperature": 0.0,
    "without_timestamps": True,
    "condition_on_previous_text": False,
    "compression_ratio_threshold": None,
    "no_speech_threshold": None,
    # Besides what is no speech (-1): the end, and times, which would divide the sound into windows by chance.
    "suppress_tokens": [-1, 50_257, *range(50_364, 51_865)],
}


@pytest.fixture(scope="module", autouse=True)
def _one_thread() -> None:
    """Threads that wait for each other turn in circles where other work goes on, and add numbers in another order."""
    torch.set_num_threads(1)


def _float32(folder: Path) -> faster_library.WhisperModel:
    return faster_library.WhisperModel(str(folder), device="cpu", compute_type="float32", cpu_threads=1)


@pytest.fixture(scope="module")
def made() -> checkpoints.Checkpoint:
    """Weights strong enough for the sound to change what is written."""
    return checkpoints.make(spread=0.15, seed=5)


@pytest.fixture(scope="module")
def pt(made: checkpoints.Checkpoint, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return checkpoints.write_pt(made, tmp_path_factory.mktemp("pt") / "tiny.pt")


@pytest.fixture(scope="module")
def brief(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A checkpoint that can say 16 tokens at most, for it never comes to an end by itself."""
    made = checkpoints.make(checkpoints.Dims(n_text_ctx=32))
    return checkpoints.write_pt(made, tmp_path_factory.mktemp("brief") / "small.pt")


@pytest.fixture(scope="module")
def folder(made: checkpoints.Checkpoint, tmp_path_factory: pytest.TempPathFactory) -> Path:
    pieces = vocabulary.of_package(Path(whisper.__file__).parent)
    return converter.write_folder(made, tmp_path_factory.mktemp("ct2") / "model", quantization="float32", pieces=pieces)


@pytest.fixture(scope="module")
def sound() -> np.ndarray:
    """Something between a voice and a siren: a gliding tone with overtones that comes and goes."""
    time_s = np.arange(int(SPEECH_S * 16_000)) / 16_000
    glide = 2 * np.pi * (140 * time_s + 12 * np.sin(2 * np.pi * 1.3 * time_s))
    voice = sum(np.sin(glide * overtone) / overtone for overtone in range(1, 12))
    return (0.1 * voice * (np.sin(2 * np.pi * 2.1 * time_s) > -0.3)).astype(np.float32)


def _settings(**changes: object) -> EngineSettings:
    given: dict[str, object] = {
        "stt": ("openai_whisper",),
        "ocr": ("rapidocr",),
        "whisper_dir": None,
        "stt_url": "",
        "stt_key": "",
        "stt_model": "",
        "offline": True,
    }
    return EngineSettings(**(given | changes))  # type: ignore[arg-type]  # fields by name


def test_the_heavy_compiler_for_graphics_cards_is_not_needed() -> None:
    assert "triton" not in sys.modules


def test_a_local_checkpoint_is_enough_no_network_no_ffmpeg(
    brief: Path, sound: np.ndarray, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """And nothing that it says is believed, for it has learned nothing."""

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a network address was looked up")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setenv("PATH", str(tmp_path))
    engine = stt.load("openai_whisper", _settings(whisper_dir=brief.parent))

    assert engine.name.startswith("openai_whisper@")
    assert [engine.supports(language) for language in ("zh-CN", "yue", "en", "xx")] == [True, False, True, False]
    assert engine.transcribe(sound[:BRIEF], language="zh-CN") is None


def test_what_it_writes_has_words_with_times_and_confidences(pt: Path, sound: np.ndarray) -> None:
    engine = openai_whisper.open_checkpoint(pt)
    segments = engine.segments(sound[:BRIEF], language="zh", temperature=0.0, word_timestamps=True, sample_len=20)
    words = [word for segment in segments for word in segment.words]

    assert words
    assert all(0 <= word.t0_s <= word.t1_s for word in words)
    assert all(0 <= word.confidence <= 1 for word in words)
    assert all(segment.avg_logprob < -1 for segment in segments)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04rubbish", b"\x80\x02]q\x00."])
def test_a_damaged_checkpoint_is_unavailable_not_a_crash(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "small.pt").write_bytes(content)

    with pytest.raises(EngineUnavailableError, match="damaged"):
        openai_whisper.create(_settings(whisper_dir=tmp_path))


def test_without_a_checkpoint_it_says_what_to_set(tmp_path: Path) -> None:
    with pytest.raises(EngineUnavailableError) as refused:
        openai_whisper.create(_settings(models_dir=tmp_path))

    assert refused.value.mend == models.MEND_CHECKPOINT


def test_both_hear_the_same_mels(folder: Path, sound: np.ndarray) -> None:
    ours = _float32(folder)
    own = whisper.log_mel_spectrogram(whisper.pad_or_trim(sound)).numpy()
    theirs = ours.feature_extractor(whisper.pad_or_trim(sound))[:, : own.shape[1]]

    difference = float(np.abs(own - theirs).max())
    print(f"log-mel: largest difference {difference:.2g}")
    assert difference < 5e-5


def test_both_encode_the_same(pt: Path, folder: Path, sound: np.ndarray) -> None:
    mels = whisper.log_mel_spectrogram(whisper.pad_or_trim(sound))
    with torch.no_grad():
        own = whisper.load_model(str(pt), device="cpu").encoder(mels[None]).numpy()
    model = _float32(folder)
    theirs = np.array(model.encode(mels.numpy()))

    difference = float(np.abs(own - theirs).max())
    print(f"encoder: largest difference {difference:.2g} of values up to {np.abs(own).max():.2g}")
    assert own.shape == theirs.shape == (1, 1500, 64)
    assert difference < 1e-4 * np.abs(own).max()


def _own_tokens(pt: Path, sound: np.ndarray, language: str) -> list[int]:
    found = whisper.load_model(str(pt), device="cpu").transcribe(
        sound, language=language, fp16=False, logprob_threshold=None, **GREEDY
    )
    return [token for segment in found["segments"] for token in segment["tokens"]]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_both_write_the_same_tokens(pt: Path, folder: Path, sound: np.ndarray, language: str) -> None:
    """Greedily, with the same tokens forbidden, through the whole of each library."""
    own = _own_tokens(pt, sound, language)
    found, _ = _float32(folder).transcribe(
        sound, language=language, beam_size=1, vad_filter=False, log_prob_threshold=None, **GREEDY
    )
    ours = [token for segment in found for token in segment.tokens]

    print(f"{language}: {len(own)} tokens, of {len(set(own))} kinds")
    assert len(own) == TOKENS
    assert len(set(own)) > 20
    assert own == ours


def test_what_is_written_depends_on_the_sound(pt: Path, sound: np.ndarray) -> None:
    """Or the same tokens would say nothing of how the sound is heard."""
    heard, other = _own_tokens(pt, sound, "zh"), _own_tokens(pt, np.zeros_like(sound), "zh")

    same = sum(one == another for one, another in zip(heard, other, strict=True))
    print(f"of silence: {same} of {TOKENS} tokens the same")
    assert same < 0.75 * TOKENS


def test_int8_hears_nearly_what_float32_hears(made: checkpoints.Checkpoint, tmp_path: Path, sound: np.ndarray) -> None:
    """The engine that people get counts in bytes: its encoder differs by parts of a hundred, not more."""
    pieces = vocabulary.of_package(Path(whisper.__file__).parent)
    small = converter.write_folder(made, tmp_path / "int8", quantization="int8", pieces=pieces)
    large = converter.write_folder(made, tmp_path / "float32", quantization="float32", pieces=pieces)
    mels = whisper.log_mel_spectrogram(whisper.pad_or_trim(sound)).numpy()
    outputs = [
        np.array(faster_whisper.open_folder(small)._model.encode(mels)),
        np.array(_float32(large).encode(mels)),
    ]

    difference = float(np.abs(outputs[0] - outputs[1]).mean() / np.abs(outputs[1]).mean())
    print(f"int8: mean difference {difference:.2g} of the mean value")
    assert 0 < difference < 0.1
