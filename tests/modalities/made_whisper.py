"""A Whisper model with random weights, in the format of faster-whisper: everything is real but what it has learned.

It loads, takes any recording and gives segments with words, times and (very bad) probabilities. Nothing that it "says"
may ever reach a person, which is what it is good for testing. The library takes it for a model of English only.
"""

import json
from pathlib import Path

import numpy as np
from ctranslate2.specs import WhisperSpec
from ctranslate2.specs.common_spec import LayerNormSpec, LinearSpec
from tokenizers import AddedToken, Tokenizer, decoders, models, pre_tokenizers

STATE = 64
HEADS = 2
LAYERS = 2
VOCABULARY = 51_865  # of the multilingual models
FIRST_SPECIAL = 50_257
LANGUAGES = ("en", "zh", "de", "es")


def write_model(folder: Path, *, seed: int = 11) -> Path:
    """Write the four files of a model, about 8 MB, and return the folder."""
    folder.mkdir(parents=True)
    tokens = _tokens()
    ids = {token: number for number, token in enumerate(tokens)}
    spec = _spec(np.random.default_rng(seed))
    spec.register_vocabulary(tokens)
    spec.config.suppress_ids = []
    spec.config.suppress_ids_begin = [ids["<|endoftext|>"]]
    spec.config.lang_ids = [ids[f"<|{code}|>"] for code in LANGUAGES]
    spec.config.alignment_heads = [(0, 0), (1, 1)]
    spec.validate()
    spec.optimize(quantization="int8")
    spec.save(str(folder))
    _tokenizer(tokens).save(str(folder / "tokenizer.json"))
    assert json.loads((folder / "vocabulary.json").read_text())[0] == tokens[0]
    return folder


def _tokens() -> list[str]:
    letters = sorted(pre_tokenizers.ByteLevel.alphabet())
    special = ["<|endoftext|>", "<|startoftranscript|>", *[f"<|{code}|>" for code in LANGUAGES]]
    special += [f"<|other{number}|>" for number in range(99 - len(LANGUAGES))]
    special += ["<|translate|>", "<|transcribe|>", "<|startoflm|>", "<|startofprev|>", "<|nospeech|>"]
    special += ["<|notimestamps|>", *[f"<|{number * 0.02:.2f}|>" for number in range(1501)]]
    padding = [f"pad{number}" for number in range(FIRST_SPECIAL - len(letters))]
    tokens = letters + padding + special
    assert len(tokens) == VOCABULARY
    return tokens


def _tokenizer(tokens: list[str]) -> Tokenizer:
    plain = {token: number for number, token in enumerate(tokens) if not token.startswith("<|")}
    tokenizer = Tokenizer(models.BPE(vocab=plain, merges=[]))
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.add_special_tokens([AddedToken(token, special=True) for token in tokens if token.startswith("<|")])
    return tokenizer


def _spec(chance: np.random.Generator) -> WhisperSpec:
    spec = WhisperSpec(LAYERS, HEADS, LAYERS, HEADS)
    encoder, decoder = spec.encoder, spec.decoder
    encoder.conv1.weight, encoder.conv1.bias = _random(chance, STATE, 80, 3), _random(chance, STATE)
    encoder.conv2.weight, encoder.conv2.bias = _random(chance, STATE, STATE, 3), _random(chance, STATE)
    encoder.position_encodings.encodings = _random(chance, 1500, STATE)
    decoder.embeddings.weight = _random(chance, VOCABULARY, STATE)
    decoder.position_encodings.encodings = _random(chance, 448, STATE)
    decoder.projection.weight = decoder.embeddings.weight
    for part in (encoder, decoder):
        _norm(part.layer_norm)
        for layer in part.layer:
            _attention(chance, layer.self_attention, (3, 1))
            if hasattr(layer, "attention"):
                _attention(chance, layer.attention, (1, 2, 1))
            _norm(layer.ffn.layer_norm)
            _linear(chance, layer.ffn.linear_0, 4 * STATE, STATE)
            _linear(chance, layer.ffn.linear_1, STATE, 4 * STATE)
    return spec


def _attention(chance: np.random.Generator, part: object, widths: tuple[int, ...]) -> None:
    _norm(part.layer_norm)  # type: ignore[attr-defined]  # the library's records are made at run time
    for linear, width in zip(part.linear, widths, strict=True):  # type: ignore[attr-defined]
        _linear(chance, linear, width * STATE, STATE)


def _linear(chance: np.random.Generator, linear: LinearSpec, rows: int, columns: int) -> None:
    linear.weight, linear.bias = _random(chance, rows, columns), _random(chance, rows)


def _norm(norm: LayerNormSpec) -> None:
    norm.gamma, norm.beta = np.ones(STATE, dtype=np.float32), np.zeros(STATE, dtype=np.float32)


def _random(chance: np.random.Generator, *shape: int) -> np.ndarray:
    return chance.normal(0, 0.02, shape).astype(np.float32)
