"""Sound of Lantern's own fixed sentences, kept on disk: it needs no network, and no voice at all, to be heard again.

Only sentences of the language files are ever put here, nothing that a person said or an agent wrote.
"""

import hashlib
import json
import logging
from dataclasses import dataclass
from pathlib import Path

from elder_mode.errors import VoiceUnavailableError
from elder_mode.reply import Caption
from elder_mode.sound import WAV, Sound, decode, wav

_LOGGER = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What makes a kept sentence: another engine, voice or rate is another sound."""

    engine: str
    speaker: str
    rate: float
    text: str

    @property
    def key(self) -> str:
        """Return the name of its files."""
        parts = json.dumps([self.engine, self.speaker, round(self.rate, 2), self.text])
        return hashlib.sha256(parts.encode()).hexdigest()[:40]


@dataclass(frozen=True, slots=True, kw_only=True)
class Clip:
    """One sentence as sound."""

    engine: str
    sound: Sound
    words: tuple[Caption, ...]
    """Times from the beginning of the clip; empty when the voice gives none."""


class VoiceCache:
    """A folder of clips. Several processes may use it at once: a clip is written whole or not at all."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def has(self, line: Line) -> bool:
        """Say whether the sentence is there."""
        return (self._folder / f"{line.key}.json").is_file()

    def get(self, line: Line) -> Clip | None:
        """Return the sentence; None when it is not there or cannot be read any more."""
        sound, words = (self._folder / f"{line.key}.{kind}" for kind in ("wav", "json"))
        try:
            times = json.loads(words.read_text(encoding="utf-8"))
            captions = tuple(Caption(text=str(text), t0_s=float(t0), t1_s=float(t1)) for text, t0, t1 in times)
            return Clip(engine=line.engine, sound=decode(sound.read_bytes(), WAV), words=captions)
        except FileNotFoundError:
            return None
        except (OSError, ValueError, TypeError, VoiceUnavailableError) as error:
            _LOGGER.warning("kept sound not readable: key=%s error=%s", line.key, type(error).__name__)
            return None

    def put(self, line: Line, clip: Clip) -> None:
        """Keep the sentence; a full disk is no trouble of the person who waits."""
        words = json.dumps([[each.text, each.t0_s, each.t1_s] for each in clip.words])
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._write(f"{line.key}.wav", wav(clip.sound))
            self._write(f"{line.key}.json", words.encode())
        except OSError as error:
            _LOGGER.warning("sound not kept: key=%s error=%s", line.key, type(error).__name__)

    def _write(self, name: str, data: bytes) -> None:
        part = self._folder / f"{name}.part"
        part.write_bytes(data)
        part.replace(self._folder / name)
