"""What works on this machine: recognisers, readers, decoders; each fault with the one command that mends it."""

import importlib
import math
import tempfile
import wave
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import numpy as np

from modalities import listening, ocr, stt
from modalities.decode_sound import decode_sound
from modalities.decode_video import tracks
from modalities.engines import EngineSettings
from modalities.errors import EngineUnavailableError, UnreadableMediaError

LANGUAGES = ("zh-CN", "yue", "en")
PROBE_TIMEOUT_S = 3.0
_READERS = ("text", "voice", "photo", "screenshot", "video")


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One fact about this machine."""

    name: str
    """``stt.<engine>``, ``stt.language.<tag>``, ``ocr``, ``vad``, ``decode.sound`` or ``.video``, ``reader.<name>``."""
    is_ok: bool
    detail: str
    """Plain English for an operator."""
    mend: str = ""
    """The one command or setting that mends it; empty when it works."""


def check(settings: EngineSettings) -> tuple[Finding, ...]:
    """Try every part that these settings name and return what was found.

    Loads models, so it takes seconds. Unless offline, asks another machine for a remote recogniser that is set, and
    PaddleOCR fetches its own models where its own engine is set without a folder.
    """
    recognisers = [_recogniser(name, settings) for name in settings.stt]
    return (
        *recognisers,
        *(_language(language, settings) for language in LANGUAGES),
        _try("ocr", lambda: f"{ocr.open_reader(settings.ocr, settings).name} is loaded", "set LANTERN_OCR=rapidocr"),
        _try("vad", _voice_detector, "pip install faster-whisper"),
        _try("decode.sound", _sound_decoder, "pip install av"),
        _try("decode.video", _video_decoder, "pip install av"),
        *(_try(f"reader.{name}", partial(_reader, name), "pip install lantern-gateway") for name in _READERS),
    )


def _recogniser(name: str, settings: EngineSettings) -> Finding:
    try:
        engine = stt.load(name, settings)
    except EngineUnavailableError as error:
        return Finding(name=f"stt.{name}", is_ok=False, detail=error.reason, mend=error.mend)
    spoken = ", ".join(language for language in LANGUAGES if engine.supports(language))
    if name == "remote":
        return _service(settings, spoken)
    return Finding(name=f"stt.{name}", is_ok=True, detail=f"{engine.name} recognises {spoken}")


def _service(settings: EngineSettings, spoken: str) -> Finding:
    """Ask the service for any answer at all: a 404 shows that somebody listens."""
    host = urlsplit(settings.stt_url).netloc
    try:
        httpx.get(settings.stt_url, timeout=PROBE_TIMEOUT_S)
    except (httpx.HTTPError, httpx.InvalidURL, ImportError, ValueError) as error:  # the last two: an odd proxy
        return Finding(
            name="stt.remote",
            is_ok=False,
            detail=f"The transcription service {host} does not answer ({type(error).__name__}).",
            mend=f"curl -i {settings.stt_url}",
        )
    return Finding(name="stt.remote", is_ok=True, detail=f"{host} answers and is asked for {spoken}")


def _language(language: str, settings: EngineSettings) -> Finding:
    for name in settings.stt:
        try:
            engine = stt.load(name, settings)
        except EngineUnavailableError:
            continue
        if engine.supports(language):
            return Finding(name=f"stt.language.{language}", is_ok=True, detail=f"recognised by {engine.name}")
    return Finding(
        name=f"stt.language.{language}",
        is_ok=False,
        detail=f"Speech in {language} is not recognised: a recording goes to a person, with a player.",
        mend="lantern models fetch, or set LANTERN_STT_URL to a transcription service",
    )


def _try(name: str, probe: Callable[[], str], mend: str) -> Finding:
    try:
        return Finding(name=name, is_ok=True, detail=probe())
    except EngineUnavailableError as error:
        return Finding(name=name, is_ok=False, detail=error.reason, mend=error.mend)
    except (UnreadableMediaError, ImportError, OSError, RuntimeError, ValueError) as error:
        return Finding(name=name, is_ok=False, detail=f"does not work here ({type(error).__name__})", mend=mend)


def _voice_detector() -> str:
    found = listening.find_speech(np.zeros(listening.SAMPLE_RATE_HZ, dtype=np.float32))
    if found:
        raise RuntimeError("speech in silence")
    return "speech is told from silence"


def _sound_decoder() -> str:
    with tempfile.TemporaryDirectory() as folder:
        sound = decode_sound(_beep(Path(folder) / "beep.wav"), Path(folder) / "out")
    return f"sound is decoded in a process of its own ({sound.duration_s:.1f} s of a beep)"


def _video_decoder() -> str:
    with tempfile.TemporaryDirectory() as folder:
        tracks(_beep(Path(folder) / "beep.wav"))
    return "containers are opened in a process of their own"


def _reader(name: str) -> str:
    module = importlib.import_module(f"modalities.readers.{name}")
    if not hasattr(module, "read"):
        raise ImportError("no read")
    return "is loaded"


def _beep(path: Path) -> Path:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(listening.SAMPLE_RATE_HZ)
        wave_form = np.sin(np.arange(listening.SAMPLE_RATE_HZ // 2) * 2 * math.pi * 440 / listening.SAMPLE_RATE_HZ)
        file.writeframes((wave_form * 8000).astype("<i2").tobytes())
    return path
