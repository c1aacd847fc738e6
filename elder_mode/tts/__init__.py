"""Voices, one file each. ``elder_mode.voice`` tries them in the order of the settings.

Contract of every file ``<engine>.py`` here: ``create(settings: VoiceSettings) -> Voice``. Both it and ``speak`` raise
``VoiceUnavailableError`` with a plain reason (and the command that mends it, where there is one) and nothing else; a
voice that fails leaves no file, above all no empty one. A voice knows none of its neighbours. ``*_program.py`` are
programs that run in a process of their own, not voices.
"""

from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from elder_mode.errors import VoiceUnavailableError
from elder_mode.reply import Speech

MIN_RATE, MAX_RATE = 0.6, 2.0
"""Bounds of the rate of speech: slower is not always better, and screen reader users listen fast (feature C6)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceSettings:
    """How to speak."""

    engines: tuple[str, ...]
    """File names of this folder, in order of preference."""
    language: str
    """``zh-CN``, ``yue`` or ``en``."""
    rate: float
    """1.0 = the default pace of the voice for elderly listeners; kept within ``MIN_RATE`` and ``MAX_RATE``."""
    offline: bool
    """No text may leave this machine."""
    speakers: tuple[tuple[str, str, str], ...] = ()
    """Wished voices: engine, language, name of the voice there."""
    remote_url: str = ""
    """Address of an OpenAI-compatible speech service."""
    remote_key: str = field(default="", repr=False)
    remote_model: str = ""

    def speaker(self, engine: str, language: str, otherwise: str) -> str:
        """Return the wished voice of ``engine`` for ``language``."""
        return next((name for each, code, name in self.speakers if (each, code) == (engine, language)), otherwise)


class Voice(Protocol):
    """One voice."""

    @property
    def name(self) -> str:
        """Return the file name of the voice, e.g. ``espeak``."""
        ...

    def supports(self, language: str) -> bool:
        """Say whether the voice can speak ``language``."""
        ...

    @property
    def is_local(self) -> bool:
        """Say whether it speaks without asking another machine, and so at once."""
        ...

    def speaker(self, language: str) -> str:
        """Return whose voice it is for ``language``: with engine, rate and text the key of sound that is kept."""
        ...

    def speak(self, text: str, language: str, rate: float, out: Path) -> Speech:
        """Say ``text`` (already written for the ear) into a file and return it, with captions.

        Args:
            text: sentences, one card a line; ``words`` of the answer are set where the voice knows their times.
            language: a language that is supported.
            rate: 1.0 = default pace.
            out: path without suffix; the voice adds its own.

        Raises:
            VoiceUnavailableError: no sound could be made; no file is left.
        """
        ...


def within_bounds(rate: float) -> float:
    """Return ``rate`` kept between ``MIN_RATE`` and ``MAX_RATE``."""
    return min(MAX_RATE, max(MIN_RATE, rate))


def keep(sound: bytes, path: Path) -> None:
    """Put ``sound`` at ``path`` as a whole or not at all.

    Raises:
        VoiceUnavailableError: there is no sound, or the disk refuses it.
    """
    if not sound:
        raise VoiceUnavailableError("the voice gave no sound", retryable=True)
    part = path.with_name(path.name + ".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(sound)
        part.replace(path)
    except OSError as error:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise VoiceUnavailableError("the sound could not be written to the disk") from error
