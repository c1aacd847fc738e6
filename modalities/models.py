"""Where models are on this machine. Nothing here calls another machine."""

import importlib.util
from dataclasses import dataclass
from pathlib import Path

from modalities.engines import EngineSettings
from modalities.errors import EngineUnavailableError

WHISPER_FILES = ("model.bin", "config.json", "tokenizer.json")
"""Without tokenizer.json the library asks the hub for it, five times, for 23 s (own measurement, offline)."""
WHISPER_VOCABULARIES = ("vocabulary.json", "vocabulary.txt")
CACHED_WHISPERS = (
    "Systran/faster-whisper-small",
    "Systran/faster-whisper-base",
    "Systran/faster-whisper-medium",
    "mobiuslabsgmbh/faster-whisper-large-v3-turbo",
    "Systran/faster-whisper-large-v3",
    "Systran/faster-whisper-tiny",
)
"""Looked for in the Hugging Face cache, in this order: the best that two cores can bear comes first."""
MEND_WHISPER = (
    "lantern models fetch, or set LANTERN_WHISPER_DIR to a folder with model.bin, config.json, tokenizer.json and "
    "vocabulary.json"
)
MEND_CHECKPOINT = "set LANTERN_WHISPER_DIR to a folder with one of OpenAI's .pt files, or to the file"


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelInfo:
    """One model that an engine needs, and whether it is here."""

    name: str
    purpose: str
    """``speech``, ``voice activity``, ``reading``: in plain English, for the command line."""
    is_here: bool
    path: Path | None
    """Folder or file; None when it is not here."""
    size_bytes: int
    mend: str
    """What brings it here; empty when it is."""


def find_whisper(settings: EngineSettings) -> Path:
    """Return the folder of a whole Whisper model in CTranslate2's format.

    The folder in the settings comes first, then the models of the data folder, then the Hugging Face cache.

    Raises:
        EngineUnavailableError: there is none, or the one that was named is not whole.
    """
    if settings.whisper_dir is not None:
        missing = missing_files(settings.whisper_dir)
        if missing and _checkpoints(settings.whisper_dir):
            raise EngineUnavailableError(
                "The Whisper folder in the settings holds a .pt file, which faster_whisper cannot use.",
                mend="set LANTERN_STT=openai_whisper",
            )
        if missing:
            raise EngineUnavailableError(
                f"The Whisper folder in the settings has no {' and no '.join(missing)}.", mend=MEND_WHISPER
            )
        return settings.whisper_dir
    for folder in (*_in_data_folder(settings), *_in_hub_cache()):
        if not missing_files(folder):
            return folder
    raise EngineUnavailableError("No Whisper model is on this machine.", mend=MEND_WHISPER)


def find_checkpoint(settings: EngineSettings) -> Path:
    """Return a Whisper checkpoint in OpenAI's own format, a ``.pt`` file.

    The folder or file in the settings comes first, then the models of the data folder; of several, the newest.

    Raises:
        EngineUnavailableError: there is none.
    """
    for place in (settings.whisper_dir, settings.models_dir):
        found = _checkpoints(place) if place is not None else []
        if found:
            return found[0]
    raise EngineUnavailableError("No .pt checkpoint of Whisper is on this machine.", mend=MEND_CHECKPOINT)


def missing_files(folder: Path) -> tuple[str, ...]:
    """Return the files that a Whisper model needs and this folder lacks."""
    missing = [name for name in WHISPER_FILES if not (folder / name).is_file()]
    if not any((folder / name).is_file() for name in WHISPER_VOCABULARIES):
        missing.append(WHISPER_VOCABULARIES[0])
    return tuple(missing)


def list_models(settings: EngineSettings) -> tuple[ModelInfo, ...]:
    """Return every model that an engine of these settings would use, here or not."""
    return (
        _whisper(settings),
        _packaged(
            "silero-vad", "voice activity", "faster_whisper", "assets/silero_vad*.onnx", "pip install faster-whisper"
        ),
        _packaged("pp-ocr", "reading", "rapidocr", "models/*.onnx", "pip install rapidocr"),
        _packaged(
            "pocketsphinx-en-us",
            "speech (English, for development)",
            "pocketsphinx",
            "model/en-us/**/*",
            "pip install 'lantern-gateway[dev]'",
        ),
    )


def _whisper(settings: EngineSettings) -> ModelInfo:
    try:
        folder = find_whisper(settings)
    except EngineUnavailableError as error:
        return ModelInfo(name="whisper", purpose="speech", is_here=False, path=None, size_bytes=0, mend=error.mend)
    size = sum(file.stat().st_size for file in folder.iterdir() if file.is_file())
    return ModelInfo(name="whisper", purpose="speech", is_here=True, path=folder, size_bytes=size, mend="")


def _packaged(name: str, purpose: str, package: str, pattern: str, mend: str) -> ModelInfo:
    """Look inside an installed package without importing it."""
    spec = importlib.util.find_spec(package)
    root = Path(spec.origin).parent if spec is not None and spec.origin else None
    files = [file for file in root.glob(pattern) if file.is_file()] if root is not None else []
    return ModelInfo(
        name=name,
        purpose=purpose,
        is_here=bool(files),
        path=root if files else None,
        size_bytes=sum(file.stat().st_size for file in files),
        mend="" if files else mend,
    )


def _in_data_folder(settings: EngineSettings) -> list[Path]:
    """Return the folders that may be models, the one fetched last first; half-fetched ones begin with a dot."""
    if settings.models_dir is None or not settings.models_dir.is_dir():
        return []
    found = [
        (model.stat().st_mtime, model.parent)
        for model in settings.models_dir.glob("*/model.bin")
        if not model.parent.name.startswith(".")
    ]
    return [folder for _, folder in sorted(found, reverse=True)]


def _checkpoints(place: Path) -> list[Path]:
    """Return the ``.pt`` files of a folder, or the file itself; the newest first."""
    if place.is_file():
        return [place] if place.suffix == ".pt" else []
    files = [file for file in place.glob("*.pt") if file.is_file()]
    return sorted(files, key=lambda file: file.stat().st_mtime, reverse=True)


def _in_hub_cache() -> list[Path]:
    if importlib.util.find_spec("huggingface_hub") is None:
        return []
    from huggingface_hub import try_to_load_from_cache  # noqa: PLC0415  # 0.3 s; looks at files only

    found = (try_to_load_from_cache(name, "model.bin") for name in CACHED_WHISPERS)
    return [Path(file).parent for file in found if isinstance(file, str)]
