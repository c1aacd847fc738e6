"""The tokens of Whisper's multilingual models and a ``tokenizer.json`` with them.

OpenAI's package carries its table of 50,257 pieces; where it is not installed, the pieces are single bytes and the rest
is padding. The special tokens are the same in both.
"""

import base64
from collections.abc import Mapping, Sequence
from pathlib import Path

from tokenizers import AddedToken, Tokenizer, decoders, models, pre_tokenizers

PIECES = 50_257
_CODES = (
    "en zh de es ru ko fr ja pt tr pl ca nl ar sv it id hi fi vi he uk el ms cs ro da hu ta no th ur hr bg lt la mi ml "
    "cy sk te fa lv bn sr az sl kn et mk br eu is hy ne mn bs kk sq sw gl mr pa si km sn yo so af oc ka be tg sd gu am "
    "yi lo uz fo ht ps tk nn mt sa lb my bo tl mg as tt haw ln ha ba jw su"
)
LANGUAGES = tuple(_CODES.split())


def special(*, has_cantonese: bool) -> tuple[str, ...]:
    """Return the special tokens in order; models from large-v3 on know Cantonese, which is the hundredth language."""
    return (
        "<|endoftext|>",
        "<|startoftranscript|>",
        *[f"<|{code}|>" for code in (*LANGUAGES, *(["yue"] if has_cantonese else []))],
        *["<|translate|>", "<|transcribe|>", "<|startoflm|>", "<|startofprev|>", "<|nospeech|>", "<|notimestamps|>"],
        *[f"<|{number * 0.02:.2f}|>" for number in range(1501)],
    )


def of_bytes() -> dict[bytes, int]:
    """Return single bytes in GPT-2's order; padding fills the table to its true size.

    The last piece is empty, as in the true table: CTranslate2 tells multilingual models by it.
    """
    pieces = [bytes([value]) for value in _printable()]
    pieces += [b"pad%d" % number for number in range(PIECES - 1 - len(pieces))] + [b""]
    return {piece: number for number, piece in enumerate(pieces)}


def of_package(folder: Path) -> dict[bytes, int]:
    """Return the pieces in the assets of OpenAI's package, whose folder this is."""
    rows = (line.split() for line in (folder / "assets" / "multilingual.tiktoken").read_bytes().splitlines() if line)
    return {base64.b64decode(piece): int(rank) for piece, rank in rows}


def tokens(pieces: Mapping[bytes, int], *, has_cantonese: bool) -> list[str]:
    """Return the name of every token, in order."""
    letters = _letters()
    named = ["".join(letters[value] for value in piece) for piece in sorted(pieces, key=pieces.__getitem__)]
    return [*named, *special(has_cantonese=has_cantonese)]


def write_tokenizer(pieces: Mapping[bytes, int], file: Path, *, has_merges: bool, has_cantonese: bool) -> None:
    """Write the tokenizer as faster-whisper reads it."""
    letters = _letters()
    vocabulary = {"".join(letters[value] for value in piece): rank for piece, rank in pieces.items()}
    merges = _merges(pieces, letters) if has_merges else []
    tokenizer = Tokenizer(models.BPE(vocab=vocabulary, merges=merges))
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    named = special(has_cantonese=has_cantonese)
    tokenizer.add_special_tokens([AddedToken(token, special=True) for token in named])
    tokenizer.save(str(file))


def _merges(pieces: Mapping[bytes, int], letters: Sequence[str]) -> list[tuple[str, str]]:
    """Return which two pieces make each longer one: those that are left when only earlier pieces are joined."""
    merges = []
    for piece, rank in sorted(pieces.items(), key=lambda item: item[1]):
        parts = [piece[at : at + 1] for at in range(len(piece))]
        while len(parts) > 2:
            ranks = [pieces.get(parts[at] + parts[at + 1], rank) for at in range(len(parts) - 1)]
            best = min(range(len(ranks)), key=ranks.__getitem__)
            if ranks[best] >= rank:
                break
            parts[best : best + 2] = [parts[best] + parts[best + 1]]
        if len(parts) == 2:
            left, right = ("".join(letters[value] for value in part) for part in parts)
            merges.append((left, right))
    return merges


def _printable() -> list[int]:
    shown = [*range(33, 127), *range(161, 173), *range(174, 256)]
    return shown + [value for value in range(256) if value not in shown]


def _letters() -> list[str]:
    """Return GPT-2's letter for each byte: itself where it can be seen, else one after U+0100."""
    letters = [""] * 256
    for at, value in enumerate(_printable()):
        letters[value] = chr(value) if at < 188 else chr(256 + at - 188)
    return letters
