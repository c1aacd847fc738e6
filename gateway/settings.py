"""All settings, read once from the environment and ``.env`` in the data folder; docs/settings.md lists them."""

import os
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal
from urllib.parse import urlsplit

from pydantic import Field, ValidationError, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from gateway.errors import WrongSettingError

_ENGINE_FOLDERS = MappingProxyType({"stt": "modalities/stt", "ocr": "modalities/ocr", "tts": "elder_mode/tts"})
"""Where the engines of each setting lie, below the folder of our packages: one file an engine."""
_WEB_ADDRESS = "must be an address that begins with http:// or https://"
_ENGINE_MARK = "\ndef create("
"""What makes a file in such a folder an engine."""


def default_data_dir() -> Path:
    """Return where Lantern keeps its data when nobody says otherwise."""
    base = os.environ.get("XDG_DATA_HOME")
    return (Path(base) if base else Path.home() / ".local" / "share") / "lantern"


def hub_address() -> str:
    """Return where recognition models are fetched from: the name that the hub's own tools use for a mirror."""
    return os.environ.get("HF_ENDPOINT", "").strip() or "https://huggingface.co"


class Settings(BaseSettings):
    """Every setting of Lantern, checked. Names in the environment start with ``LANTERN_``."""

    model_config = SettingsConfigDict(env_prefix="LANTERN_", frozen=True, extra="ignore", env_ignore_empty=True)

    data_dir: Path = Field(
        default_factory=default_data_dir, description="Folder of the database, originals and models."
    )
    database_url: str = Field(default="", description="SQLAlchemy address; empty = SQLite in the data folder.")
    host: str = Field(default="127.0.0.1", description="Address to listen on.")
    port: int = Field(default=7860, ge=0, le=65535, description="Port to listen on.")
    root_path: str = Field(default="", description="Sub-path behind a proxy, e.g. /help.")
    trusted_proxies: str = Field(default="", description="Comma list of proxy addresses whose forwarded headers count.")
    language: Literal["zh-CN", "yue", "en"] = Field(default="zh-CN", description="Language of the first page.")
    region: str = Field(default="CN", pattern=r"^[A-Z]{2}$", description="Country whose hotlines are shown (ISO code).")
    stt: str = Field(default="faster_whisper,remote", description="Speech recognisers in order of preference.")
    stt_url: str = Field(default="", description="Address of an OpenAI-compatible transcription service.")
    stt_key: str = Field(default="", description="Its key.", repr=False)
    stt_model: str = Field(default="whisper-1", description="Its model name.")
    whisper_dir: Path | None = Field(
        default=None, description="Folder of a Whisper model for faster-whisper, or of a .pt file for openai-whisper."
    )
    ocr: str = Field(default="rapidocr", description="Text readers in order of preference.")
    paddle_engine: Literal["onnxruntime", "paddle"] = Field(
        default="onnxruntime", description="What paddleocr runs on; paddle = its own engine."
    )
    paddle_dir: Path | None = Field(
        default=None, description="Folder with det/ and rec/, models for paddleocr; empty = those of rapidocr."
    )
    llm_url: str = Field(default="", description="Address of an OpenAI-compatible language model; empty = none.")
    llm_key: str = Field(default="", description="The key of the language model.", repr=False)
    llm_model: str = Field(default="", description="The name of the language model.")
    llm_allow: str = Field(
        default="",
        description="Comma list of hosts a language model may run on; this machine and private addresses may always.",
    )
    tts: str = Field(default="edge,remote,espeak,silent", description="Voices in order of preference.")
    tts_remote_url: str = Field(default="", description="Address of an OpenAI-compatible speech service; empty = none.")
    tts_remote_key: str = Field(default="", description="Its key.", repr=False)
    tts_remote_model: str = Field(default="tts-1", description="Its model name.")
    voice_zh_cn: str = Field(default="", description="Wished voices for Mandarin, e.g. `zh-CN-liaoning-XiaobeiNeural`.")
    voice_yue: str = Field(default="", description="Wished voices for Cantonese, e.g. `zh-HK-HiuGaaiNeural`.")
    voice_en: str = Field(default="", description="Wished voices for English, e.g. `en-GB-SoniaNeural,remote:nova`.")
    offline: bool = Field(default=False, description="1 = no call to any other machine at all.")
    knowledge_dir: Path | None = Field(default=None, description="Folder of articles; empty = the samples.")
    knowledge_samples: bool = Field(default=True, description="1 = unreviewed sample articles may answer.")
    allow_origins: str = Field(default="", description="Comma list of other origins that may call the API.")
    cookie_key: str = Field(
        default="",
        description="Secret that signs the settings cookie, shared by web processes; empty = a file of its own.",
        repr=False,
    )
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(default="INFO", description="What the log shows.")

    @field_validator("stt", "ocr", "tts")
    @classmethod
    def _known_engines(cls, value: str, info: ValidationInfo) -> str:
        names = [name.strip() for name in value.split(",") if name.strip()]
        there_are = _engines(str(info.field_name))
        if not names or not set(names) <= set(there_are):
            raise ValueError(f"must be a comma list of the engines that there are: {', '.join(there_are)}")
        return ",".join(names)

    @field_validator("stt_url", "llm_url", "tts_remote_url")
    @classmethod
    def _web_address(cls, value: str) -> str:
        """Let through what the engines can ask: they take these addresses as they are."""
        if value and not _is_web_address(value):
            raise ValueError(_WEB_ADDRESS)
        return value

    @property
    def stt_engines(self) -> tuple[str, ...]:
        """Return the recognisers in order of preference."""
        return tuple(self.stt.split(","))

    @property
    def ocr_engines(self) -> tuple[str, ...]:
        """Return the text readers in order of preference."""
        return tuple(self.ocr.split(","))

    @property
    def tts_engines(self) -> tuple[str, ...]:
        """Return the voices in order of preference."""
        return tuple(self.tts.split(","))

    @property
    def speakers(self) -> tuple[tuple[str, str, str], ...]:
        """Return the wished voices: engine, language, name. A name without an engine is one of ``edge``."""
        wished = {"zh-CN": self.voice_zh_cn, "yue": self.voice_yue, "en": self.voice_en}
        pairs = [
            (language, name.strip() if ":" in name else f"edge:{name.strip()}")
            for language, names in wished.items()
            for name in names.split(",")
            if name.strip()
        ]
        return tuple((name.partition(":")[0], language, name.partition(":")[2]) for language, name in pairs)

    @property
    def domain_url(self) -> str:
        """Return the SQLAlchemy address of the domain database."""
        return self.database_url or f"sqlite:///{self.data_dir / 'lantern.sqlite'}"

    @property
    def engine_url(self) -> str:
        """Return the address of the durable engine's own database."""
        return self.database_url or f"sqlite:///{self.data_dir / 'durable.sqlite'}"


def load(**overrides: object) -> Settings:
    """Return the settings of this process; ``overrides`` (from the command line) win.

    Raises:
        WrongSettingError: a value is not allowed; its text is one plain sentence.
    """
    given = {name: value for name, value in overrides.items() if value is not None}
    data_dir = Path(str(given.get("data_dir") or os.environ.get("LANTERN_DATA_DIR") or default_data_dir()))
    try:
        return Settings(_env_file=data_dir / ".env", **given)  # type: ignore[call-arg,arg-type]  # checked by pydantic itself
    except ValidationError as error:
        first = error.errors()[0]
        field = str(first["loc"][0])
        raise WrongSettingError(
            f"LANTERN_{field.upper()} {_needed(field, first['type'], first.get('ctx', {}))}."
        ) from error
    except (OSError, UnicodeDecodeError) as error:
        raise WrongSettingError(f"The file {data_dir / '.env'} cannot be read as UTF-8 text.") from error


def _engines(field: str) -> tuple[str, ...]:
    """Return the names of the engines for a setting, found without importing any."""
    folder = Path(__file__).parents[1] / _ENGINE_FOLDERS[field]
    return tuple(sorted(path.stem for path in folder.glob("*.py") if _ENGINE_MARK in path.read_text("utf-8")))


def _is_web_address(address: str) -> bool:
    import httpx  # noqa: PLC0415  # a part of a second, only for those who have set an address

    try:
        httpx.URL(address)  # refuses more than urlsplit: control characters, hosts that cannot be
        parts = urlsplit(address)
        is_port = parts.port is None or parts.port > 0  # ValueError for a port that cannot be
    except (httpx.InvalidURL, ValueError):
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and is_port


def _needed(field: str, kind: str, context: Mapping[str, Any]) -> str:
    """Return what a setting must be, as the rest of a sentence that starts with its name.

    Args:
        field: which setting.
        kind: the type of pydantic's finding, for example ``literal_error``.
        context: what pydantic says of it.
    """
    info = Settings.model_fields.get(field)
    if kind == "value_error":
        return str(context["error"])
    if kind == "literal_error":
        return f"must be {str(context['expected']).replace(chr(39), '')}"
    if kind.startswith("bool"):
        return "must be 1 or 0"
    if kind == "string_pattern_mismatch":
        return "must be two capital letters, for example CN"
    if info is not None and info.annotation is int:
        low = next(each.ge for each in info.metadata if hasattr(each, "ge"))
        high = next(each.le for each in info.metadata if hasattr(each, "le"))
        return f"must be a whole number from {low} to {high}"
    return "cannot be used"
