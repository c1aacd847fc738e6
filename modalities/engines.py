"""What a reader is told: which engines to use, and which file to read. Records only; they cross a process border."""

from dataclasses import dataclass
from pathlib import Path

from modalities.evidence import Modality


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineSettings:
    """Which engines may be used, in order of preference, and what they need."""

    stt: tuple[str, ...]
    """Recognisers: file names in ``modalities/stt``."""
    ocr: tuple[str, ...]
    """Text readers: file names in ``modalities/ocr``."""
    whisper_dir: Path | None
    """Folder of a Whisper model in CTranslate2's format; None = look in the usual places (``modalities.models``)."""
    stt_url: str
    """Base address of an OpenAI-compatible transcription service; empty = none."""
    stt_key: str
    stt_model: str
    offline: bool
    """True = no call to any other machine."""
    models_dir: Path | None = None
    """Folder of models in the data folder; each ``*whisper*`` folder inside may be a Whisper model. None = none."""
    paddle_engine: str = "onnxruntime"
    """What PaddleOCR runs on: ``onnxruntime``, or ``paddle`` for its own engine."""
    paddle_dir: Path | None = None
    """Folder with ``det`` and ``rec``, models for PaddleOCR; None = those of the package rapidocr, or its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadRequest:
    """One attachment to read."""

    input_id: str
    """SHA-256 (hex) of the original bytes."""
    path: Path
    """The original, as it was stored. Readers never change it."""
    modality: Modality | None
    """What the sender says it is; the bytes decide. None = unknown."""
    language: str
    """``zh-CN``, ``yue`` or ``en``."""
    out_dir: Path
    """Where derived files go; exists or is made by the reader."""
    engines: EngineSettings
