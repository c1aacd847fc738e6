"""The offline voice: eSpeak NG, in a process of its own, because it is GPL-3 and a C library may crash.

Robotic, but it needs no network and answers at once: 12 s of sound take about 40 ms. The process stays: starting it
takes longer than speaking (docs/measurements.md#voice).
"""

import importlib.util
import json
import logging
import subprocess
import sys
import threading
import weakref
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType
from typing import TypedDict

from elder_mode.errors import VoiceUnavailableError
from elder_mode.reply import Caption, Speech
from elder_mode.sentences import split
from elder_mode.tts import VoiceSettings, keep, within_bounds

_LOGGER = logging.getLogger(__name__)

TIME_LIMIT_S = 30.0
"""Seconds after which the program is given up; ten minutes of speech take about 3 s."""
_STOP_S = 1.0
_PROGRAM = Path(__file__).with_name("espeak_program.py")
_VOICES: Mapping[str, str] = MappingProxyType({"zh-CN": "cmn", "yue": "yue", "en": "en"})
_WORDS_A_MINUTE: Mapping[str, int] = MappingProxyType({"zh-CN": 130, "yue": 130, "en": 150})
"""Default pace in eSpeak's unit: 130 gives about 3 Chinese characters a second, 150 is what older listeners prefer."""


class _Head(TypedDict):
    """What the program says of the sound that follows."""

    times: list[tuple[float, float]]
    words: list[tuple[str, float, float]]
    bytes: int


class EspeakVoice:
    """A voice on this machine. Safe in threads: one order at a time."""

    name = "espeak"
    is_local = True

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None

    def supports(self, language: str) -> bool:
        """Say whether there is a voice for ``language``."""
        return language in _VOICES

    def speaker(self, language: str) -> str:
        """Return whose voice it is."""
        return _VOICES[language]

    def speak(self, text: str, language: str, rate: float, out: Path) -> Speech:
        """Return the spoken ``text`` as WAV (22,050 Hz, mono, 16 bit), with a caption for every sentence and word.

        Each sentence is spoken by itself; its times and those of its words are measured, not estimated.

        Raises:
            VoiceUnavailableError: the program failed, or there was nothing to say.
        """
        lines = [sentence for line in text.splitlines() for sentence in split(line)]
        if not lines:
            raise VoiceUnavailableError("there was nothing to say")
        order = {
            "voice": _VOICES[language],
            "rate": round(_WORDS_A_MINUTE[language] * within_bounds(rate)),
            "sentences": lines,
        }
        with self._lock:
            head, sound = self._answer(json.dumps(order).encode() + b"\n")
        path = out.with_suffix(".wav")
        keep(sound, path)
        times = head["times"]
        duration_s = times[-1][1]
        _LOGGER.debug("spoken: engine=%s seconds=%.1f sentences=%s", self.name, duration_s, len(lines))
        return Speech(
            engine=self.name,
            media_type="audio/wav",
            duration_s=duration_s,
            path=str(path),
            captions=tuple(Caption(text=line, t0_s=t0, t1_s=t1) for line, (t0, t1) in zip(lines, times, strict=True)),
            rate=within_bounds(rate),
            words=tuple(Caption(text=word, t0_s=t0, t1_s=t1) for word, t0, t1 in head["words"]),
        )

    def _answer(self, order: bytes) -> tuple[_Head, bytes]:
        """Hand the order to the program, to a new one when the old one has ended."""
        for is_last in (False, True):
            process = self._running()
            giving_up = threading.Timer(TIME_LIMIT_S, process.kill)
            giving_up.start()
            try:
                return _exchange(process, order)
            except (OSError, ValueError) as error:
                self._stop()
                if is_last or not giving_up.is_alive():
                    raise VoiceUnavailableError(f"the offline voice failed ({type(error).__name__})") from error
            finally:
                giving_up.cancel()
        raise VoiceUnavailableError("the offline voice failed")

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            command = [sys.executable, "-I", str(_PROGRAM)]
            pipe, nothing = subprocess.PIPE, subprocess.DEVNULL
            try:
                self._process = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=nothing)  # noqa: S603  # our own file
            except OSError as error:
                raise VoiceUnavailableError(f"the offline voice failed ({type(error).__name__})") from error
            weakref.finalize(self, _end, self._process)
        return self._process

    def _stop(self) -> None:
        if self._process is not None:
            self._process.kill()
            _end(self._process)
        self._process = None


def create(settings: VoiceSettings) -> EspeakVoice:  # noqa: ARG001  # every voice is made the same way
    """Return the offline voice; its program starts with the first words.

    Raises:
        VoiceUnavailableError: its package is not installed.
    """
    if importlib.util.find_spec("espeakng_loader") is None:
        raise VoiceUnavailableError("the offline voice is not installed; get it with: pip install espeakng-loader")
    return EspeakVoice()


def _exchange(process: subprocess.Popen[bytes], order: bytes) -> tuple[_Head, bytes]:
    """Return the head of the answer and the WAV file.

    Raises:
        OSError: the program has ended.
        ValueError: it did not answer as it should.
        VoiceUnavailableError: it works, but no sound came out.
    """
    if process.stdin is None or process.stdout is None:
        raise OSError("there are no pipes")
    process.stdin.write(order)
    process.stdin.flush()
    head: _Head = json.loads(process.stdout.readline())
    if not head["bytes"]:
        raise VoiceUnavailableError("there was nothing to say")
    sound = process.stdout.read(head["bytes"])
    if len(sound) < head["bytes"]:
        raise OSError("the program ended early")
    return head, sound


def _end(process: subprocess.Popen[bytes]) -> None:
    """Close the pipes, upon which the program ends, and see it off."""
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            with suppress(OSError):
                pipe.close()
    try:
        process.wait(_STOP_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
