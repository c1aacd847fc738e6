"""From a checkpoint in OpenAI's form to the folder that faster-whisper loads. No torch, no transformers."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from ctranslate2.specs import WhisperSpec

from tests.models import vocabulary
from tests.models.checkpoints import Arrays, Checkpoint

LANGUAGES_99 = 51_865
"""Tokens of a model without Cantonese."""
SPACE = 220
"""The piece that is one space: Whisper never begins with it."""


def write_folder(
    checkpoint: Checkpoint, folder: Path, *, quantization: str = "int8", pieces: Mapping[bytes, int] | None = None
) -> Path:
    """Write the files of a model and return the folder.

    Args:
        checkpoint: the model.
        folder: made here.
        quantization: ``int8`` or ``float32``.
        pieces: OpenAI's table of tokens; None = single bytes.
    """
    folder.mkdir(parents=True)
    dims = checkpoint.dims
    arrays = {name: values.copy() for name, values in checkpoint.arrays.items()}  # counting in bytes is done in place
    spec: Any = WhisperSpec(dims.n_audio_layer, dims.n_audio_head, dims.n_text_layer, dims.n_text_head)
    encoder, decoder = spec.encoder, spec.decoder
    for conv in ("conv1", "conv2"):
        _linear(getattr(encoder, conv), arrays, f"encoder.{conv}")
    encoder.position_encodings.encodings = arrays["encoder.positional_embedding"]
    decoder.position_encodings.encodings = arrays["decoder.positional_embedding"]
    decoder.embeddings.weight = arrays["decoder.token_embedding.weight"]
    decoder.projection.weight = decoder.embeddings.weight
    _norm(encoder.layer_norm, arrays, "encoder.ln_post")
    _norm(decoder.layer_norm, arrays, "decoder.ln")
    for side, part in (("encoder", encoder), ("decoder", decoder)):
        for number, layer in enumerate(part.layer):
            _layer(layer, arrays, f"{side}.blocks.{number}")
    has_cantonese = dims.n_vocab > LANGUAGES_99
    names = vocabulary.tokens(pieces or vocabulary.of_bytes(), has_cantonese=has_cantonese)
    assert len(names) == dims.n_vocab
    spec.register_vocabulary(names)
    _configure(spec, checkpoint, {name: number for number, name in enumerate(names)})
    spec.validate()
    spec.optimize(quantization=quantization)
    spec.save(str(folder))
    described = {"feature_size": dims.n_mels}
    (folder / "preprocessor_config.json").write_text(json.dumps(described), "utf-8")
    vocabulary.write_tokenizer(
        pieces or vocabulary.of_bytes(),
        folder / "tokenizer.json",
        has_merges=pieces is not None,
        has_cantonese=has_cantonese,
    )
    assert json.loads((folder / "vocabulary.json").read_text("utf-8"))[0] == names[0]
    return folder


def _configure(spec: Any, checkpoint: Checkpoint, ids: Mapping[str, int]) -> None:
    dims = checkpoint.dims
    spec.config.suppress_ids = []
    spec.config.suppress_ids_begin = [SPACE, ids["<|endoftext|>"]]
    spec.config.lang_ids = [ids[f"<|{code}|>"] for code in (*vocabulary.LANGUAGES, "yue") if f"<|{code}|>" in ids]
    # Whisper's own choice for a model that it does not know: all heads of the later half of the layers.
    late = range(dims.n_text_layer // 2, dims.n_text_layer)
    spec.config.alignment_heads = [(layer, head) for layer in late for head in range(dims.n_text_head)]


def _layer(layer: Any, arrays: Arrays, name: str) -> None:
    own = layer.self_attention
    _norm(own.layer_norm, arrays, f"{name}.attn_ln")
    _joined(own.linear[0], arrays, f"{name}.attn", ("query", "key", "value"))
    _linear(own.linear[1], arrays, f"{name}.attn.out")
    if f"{name}.cross_attn.out.weight" in arrays:
        cross = layer.attention
        _norm(cross.layer_norm, arrays, f"{name}.cross_attn_ln")
        _linear(cross.linear[0], arrays, f"{name}.cross_attn.query")
        _joined(cross.linear[1], arrays, f"{name}.cross_attn", ("key", "value"))
        _linear(cross.linear[2], arrays, f"{name}.cross_attn.out")
    _norm(layer.ffn.layer_norm, arrays, f"{name}.mlp_ln")
    _linear(layer.ffn.linear_0, arrays, f"{name}.mlp.0")
    _linear(layer.ffn.linear_1, arrays, f"{name}.mlp.2")


def _joined(linear: Any, arrays: Arrays, name: str, parts: tuple[str, ...]) -> None:
    weights = [arrays[f"{name}.{part}.weight"] for part in parts]
    nothing = np.zeros(len(weights[0]), np.float32)  # Whisper's keys have no bias
    linear.weight = np.concatenate(weights)
    linear.bias = np.concatenate([arrays.get(f"{name}.{part}.bias", nothing) for part in parts])


def _linear(linear: Any, arrays: Arrays, name: str) -> None:
    linear.weight, linear.bias = arrays[f"{name}.weight"], arrays[f"{name}.bias"]


def _norm(norm: Any, arrays: Arrays, name: str) -> None:
    norm.gamma, norm.beta = arrays[f"{name}.weight"], arrays[f"{name}.bias"]
