"""Whisper checkpoints that have learned nothing, in OpenAI's own form: ``dims`` and a ``model_state_dict`` of arrays.

Made from a seed while a test runs, with numpy alone. ``write_pt`` saves one as OpenAI's program reads it (needs torch);
``tests.models.converter`` writes the same one for faster-whisper. What both compute must then agree.
"""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Arrays = Mapping[str, NDArray[np.float32]]
Random = Callable[..., NDArray[np.float32]]
WEIGHTS = 0.02
"""Standard deviation of the weights: about that of real ones, so that nothing overflows."""

POSITIONS = np.float32(8)
"""Stronger than the tokens, or a model that has learned nothing says one token for ever."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dims:
    """The sizes of a model, under OpenAI's names."""

    n_mels: int = 80
    n_audio_ctx: int = 1500
    n_audio_state: int = 64
    n_audio_head: int = 2
    n_audio_layer: int = 2
    n_vocab: int = 51_865
    n_text_ctx: int = 448
    n_text_state: int = 64
    n_text_head: int = 2
    n_text_layer: int = 2


SMALLEST = Dims()
WITH_CANTONESE = Dims(n_mels=128, n_vocab=51_866)
"""In the manner of large-v3: one language more, and finer ears."""
TINY = Dims(
    n_audio_state=384, n_audio_head=6, n_audio_layer=4, n_text_state=384, n_text_head=6, n_text_layer=4
)  # fmt: skip
BASE = Dims(
    n_audio_state=512, n_audio_head=8, n_audio_layer=6, n_text_state=512, n_text_head=8, n_text_layer=6
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkpoint:
    """One model."""

    dims: Dims
    arrays: Arrays


def make(dims: Dims = SMALLEST, *, seed: int = 11, spread: float = WEIGHTS) -> Checkpoint:
    """Return a checkpoint of these sizes; the same for the same seed."""
    chance = np.random.default_rng(seed)

    def random(*shape: int) -> NDArray[np.float32]:
        return chance.normal(0, spread, shape).astype(np.float32)

    wide, deep = dims.n_audio_state, dims.n_text_state
    arrays: dict[str, NDArray[np.float32]] = {
        "encoder.conv1.weight": random(wide, dims.n_mels, 3),
        "encoder.conv1.bias": random(wide),
        "encoder.conv2.weight": random(wide, wide, 3),
        "encoder.conv2.bias": random(wide),
        "encoder.positional_embedding": _waves(dims.n_audio_ctx, wide),
        "encoder.ln_post.weight": np.ones(wide, np.float32),
        "encoder.ln_post.bias": np.zeros(wide, np.float32),
        "decoder.token_embedding.weight": random(dims.n_vocab, deep),
        "decoder.positional_embedding": POSITIONS * random(dims.n_text_ctx, deep),
        "decoder.ln.weight": np.ones(deep, np.float32),
        "decoder.ln.bias": np.zeros(deep, np.float32),
    }
    for layer in range(dims.n_audio_layer):
        arrays |= _block(f"encoder.blocks.{layer}", wide, ("attn",), random)
    for layer in range(dims.n_text_layer):
        arrays |= _block(f"decoder.blocks.{layer}", deep, ("attn", "cross_attn"), random)
    return Checkpoint(dims=dims, arrays=arrays)


def write_pt(checkpoint: Checkpoint, file: Path) -> Path:
    """Save a checkpoint as OpenAI's program reads it."""
    import torch  # noqa: PLC0415  # only in the environment of the full tests

    state = {name: torch.from_numpy(values.copy()) for name, values in checkpoint.arrays.items()}
    torch.save({"dims": asdict(checkpoint.dims), "model_state_dict": state}, file)
    return file


def _block(name: str, size: int, attentions: tuple[str, ...], random: Random) -> dict[str, NDArray[np.float32]]:
    arrays: dict[str, NDArray[np.float32]] = {}
    for attention in attentions:
        for part in ("query", "key", "value", "out"):
            arrays[f"{name}.{attention}.{part}.weight"] = random(size, size)
            if part != "key":
                arrays[f"{name}.{attention}.{part}.bias"] = random(size)
        arrays[f"{name}.{attention}_ln.weight"] = np.ones(size, np.float32)
        arrays[f"{name}.{attention}_ln.bias"] = np.zeros(size, np.float32)
    arrays[f"{name}.mlp.0.weight"], arrays[f"{name}.mlp.0.bias"] = random(4 * size, size), random(4 * size)
    arrays[f"{name}.mlp.2.weight"], arrays[f"{name}.mlp.2.bias"] = random(size, 4 * size), random(size)
    arrays[f"{name}.mlp_ln.weight"], arrays[f"{name}.mlp_ln.bias"] = (
        np.ones(size, np.float32),
        np.zeros(size, np.float32),
    )
    return arrays


def _waves(length: int, channels: int) -> NDArray[np.float32]:
    """Return the positions that Whisper's encoder adds: sines, then cosines, of wavelengths up to 10,000."""
    rates = 10_000.0 ** (-np.arange(channels // 2) / (channels // 2 - 1))
    angles = np.arange(length)[:, None] * rates[None, :]
    return np.concatenate([np.sin(angles), np.cos(angles)], axis=1).astype(np.float32)
