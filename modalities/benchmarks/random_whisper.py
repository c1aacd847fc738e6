"""A Whisper model of a real size with random weights, for measuring memory where no model can be fetched.

``python -m modalities.benchmarks.random_whisper FOLDER`` writes it in CTranslate2's format. It loads and takes as much
memory as a real one; what it would "recognise" is rubbish, so nothing but benchmarks may use it.
"""

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from ctranslate2.specs import WhisperSpec
from tokenizers import AddedToken, Tokenizer, decoders, models, pre_tokenizers

LANGUAGES = ("en", "zh", "yue")
_LANGUAGE_SLOTS = 99
_MEL_BANDS = 80
_AUDIO_PLACES = 1_500
_TEXT_PLACES = 448
_TEXT_TOKENS = 50_257
_TIME_STEPS = 1_501


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """Width and depth of a model."""

    state: int
    heads: int
    layers: int


SMALL = Size(state=768, heads=12, layers=12)
"""Of Whisper small: table 1 of Radford et al. 2022, "Robust Speech Recognition via Large-Scale Weak Supervision"."""


def write(folder: Path, size: Size = SMALL) -> Path:
    """Write the model (int8; 0.25 GB for small) and return its folder. Needs about 2 GB of memory for a moment."""
    folder.mkdir(parents=True, exist_ok=True)
    tokens = _tokens()
    places = {token: place for place, token in enumerate(tokens)}
    spec = WhisperSpec(size.layers, size.heads, size.layers, size.heads)
    _fill(spec, size, len(tokens))
    spec.register_vocabulary(tokens)
    spec.config.suppress_ids = []
    spec.config.suppress_ids_begin = [places["<|endoftext|>"]]
    spec.config.lang_ids = [places[f"<|{code}|>"] for code in LANGUAGES]
    spec.config.alignment_heads = [(0, 0), (size.layers - 1, 1)]
    spec.validate()
    spec.optimize(quantization="int8")
    spec.save(str(folder))
    _tokenizer(tokens).save(str(folder / "tokenizer.json"))
    return folder


def _tokens() -> list[str]:
    letters = sorted(pre_tokenizers.ByteLevel.alphabet())
    words = letters + [f"filler{number}" for number in range(_TEXT_TOKENS - len(letters))]
    spoken = [*LANGUAGES, *(f"unused{number}" for number in range(_LANGUAGE_SLOTS - len(LANGUAGES)))]
    tasks = ("translate", "transcribe", "startoflm", "startofprev", "nospeech", "notimestamps")
    times = (f"{step * 0.02:.2f}" for step in range(_TIME_STEPS))
    marks = ("endoftext", "startoftranscript", *spoken, *tasks, *times)
    return words + [f"<|{mark}|>" for mark in marks]


def _tokenizer(tokens: list[str]) -> Tokenizer:
    words = {token: place for place, token in enumerate(tokens[:_TEXT_TOKENS])}
    tokenizer = Tokenizer(models.BPE(vocab=words, merges=[]))
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.add_special_tokens([AddedToken(token, special=True) for token in tokens[_TEXT_TOKENS:]])
    return tokenizer


class _Weights:
    """Gives random weights of a shape, small enough that nothing overflows."""

    def __init__(self) -> None:
        self._chance = np.random.default_rng(5)

    def __call__(self, *shape: int) -> npt.NDArray[np.float32]:
        return self._chance.standard_normal(shape, dtype=np.float32) * np.float32(0.02)


def _fill(spec: Any, size: Size, vocabulary: int) -> None:  # the library's records are made at run time
    weights, state = _Weights(), size.state
    encoder, decoder = spec.encoder, spec.decoder
    encoder.conv1.weight, encoder.conv1.bias = weights(state, _MEL_BANDS, 3), weights(state)
    encoder.conv2.weight, encoder.conv2.bias = weights(state, state, 3), weights(state)
    encoder.position_encodings.encodings = weights(_AUDIO_PLACES, state)
    decoder.position_encodings.encodings = weights(_TEXT_PLACES, state)
    decoder.embeddings.weight = weights(vocabulary, state)
    decoder.projection.weight = decoder.embeddings.weight
    for part in (encoder, decoder):
        _set_norm(part.layer_norm, state)
        for layer in part.layer:
            # Queries, keys and values of the layer's own words stand in one matrix; of the sound, keys and values do.
            _set_attention(layer.self_attention, (3, 1), state, weights)
            if part is decoder:
                _set_attention(layer.attention, (1, 2, 1), state, weights)
            _set_norm(layer.ffn.layer_norm, state)
            _set_linear(layer.ffn.linear_0, 4 * state, state, weights)
            _set_linear(layer.ffn.linear_1, state, 4 * state, weights)


def _set_attention(part: Any, widths: tuple[int, ...], state: int, weights: _Weights) -> None:
    _set_norm(part.layer_norm, state)
    for linear, width in zip(part.linear, widths, strict=True):
        _set_linear(linear, width * state, state, weights)


def _set_linear(linear: Any, rows: int, columns: int, weights: _Weights) -> None:
    linear.weight, linear.bias = weights(rows, columns), weights(rows)


def _set_norm(norm: Any, state: int) -> None:
    norm.gamma, norm.beta = np.ones(state, np.float32), np.zeros(state, np.float32)


if __name__ == "__main__":
    write(Path(sys.argv[1]))
