"""The offline voice: eSpeak NG, in a process of its own, because it is GPL-3 and a C library may crash.

Robotic, but it needs no network and answers at once: 12 s of sound take about 40 ms.
"""

import importlib.util
import json
import logging
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from elder_mode.errors import VoiceUnavailableError
from elder_mode.reply import Caption, Speech
from elder_mode.sentences import split
from elder_mode.tts import VoiceSettings, keep, within_bounds

_LOGGER = logging.getLogger(__name__)

TIME_LIMIT_S = 30.0
"""Seconds after which the program is given up; ten minutes of speech take about 3 s."""
_PROGRAM = Path(__file__).with_name("espeak_program.py")
_VOICES: Mapping[str, str] = MappingProxyType({"zh-CN": "cmn", "yue": "yue", "en": "en"})
_WORDS_A_MINUTE: Mapping[str, int] = MappingProxyType({"zh-CN": 130, "yue": 130, "en": 150})
"""Default pace in eSpeak's unit: 130 gives about 3 Chinese characters a second, 150 is what older listeners prefer."""


class EspeakVoice:
    """A voice on this machine."""

    name = "espeak"

    def supports(self, language: str) -> bool:
        """Say whether there is a voice for ``language``."""
        return language in _VOICES

    def speak(self, text: str, language: str, rate: float, out: Path) -> Speech:
        """Return the spoken ``text`` as WAV (22,050 Hz, mono, 16 bit), with a caption for every sentence.

        Each sentence is spoken by itself, so that the times of the captions are measured, not estimated.

        Raises:
            VoiceUnavailableError: the program failed, or there was nothing to say.
        """
        lines = [sentence for line in text.splitlines() for sentence in split(line)]
        order = {
            "voice": _VOICES[language],
            "rate": round(_WORDS_A_MINUTE[language] * within_bounds(rate)),
            "sentences": lines,
        }
        sound, times = _run(json.dumps(order).encode())
        path = out.with_suffix(".wav")
        keep(sound, path)
        captions = tuple(
            Caption(text=line, t0_s=start, t1_s=end) for line, (start, end) in zip(lines, times, strict=True)
        )
        duration_s = times[-1][1]
        _LOGGER.info("spoken: engine=%s seconds=%.1f sentences=%s", self.name, duration_s, len(lines))
        return Speech(
            engine=self.name, media_type="audio/wav", duration_s=duration_s, path=str(path), captions=captions
        )


def create(settings: VoiceSettings) -> EspeakVoice:  # noqa: ARG001  # every voice is made the same way
    """Return the offline voice.

    Raises:
        VoiceUnavailableError: its package is not installed.
    """
    if importlib.util.find_spec("espeakng_loader") is None:
        raise VoiceUnavailableError("the offline voice is not installed; get it with: pip install espeakng-loader")
    return EspeakVoice()


def _run(order: bytes) -> tuple[bytes, list[tuple[float, float]]]:
    """Return the WAV file that the program made, and start and end of each sentence in seconds."""
    command = [sys.executable, "-I", str(_PROGRAM)]
    try:
        done = subprocess.run(command, input=order, capture_output=True, timeout=TIME_LIMIT_S, check=True)  # noqa: S603  # our own file
    except (subprocess.SubprocessError, OSError) as error:
        raise VoiceUnavailableError(f"the offline voice failed ({type(error).__name__})") from error
    head, _, sound = done.stdout.partition(b"\n")
    try:
        times = [(float(start), float(end)) for start, end in json.loads(head)]
    except ValueError as error:
        raise VoiceUnavailableError("the offline voice gave no times") from error
    if not times:
        raise VoiceUnavailableError("there was nothing to say")
    return sound, times
