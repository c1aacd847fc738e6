"""Microsoft's online voices through ``edge-tts``: the best sound, but the text leaves this machine, and it may fail.

An unofficial service: it refuses at times, and a stalled network would hold a reply for ten seconds. So the first sound
must come within ``FIRST_SOUND_S``, each further piece within ``NEXT_SOUND_S``, everything within ``ALL_S``; else the
next voice speaks.
"""

import asyncio
import logging
import threading
from collections.abc import AsyncIterator, Callable, Coroutine, Mapping
from functools import partial
from pathlib import Path
from queue import Empty, Queue
from types import MappingProxyType
from typing import Any

from elder_mode.errors import VoiceUnavailableError
from elder_mode.reply import Caption, Speech
from elder_mode.tts import VoiceSettings, keep, within_bounds

_LOGGER = logging.getLogger(__name__)

FIRST_SOUND_S = 3.0
"""Seconds until the first sound; own decision, from the 1 s acknowledgement plus two."""
NEXT_SOUND_S = 4.0
"""Seconds between two pieces of sound."""
ALL_S = 9.0
"""Seconds for everything: after 12 the page takes an answer without sound as one to be read.

Also holds where the library cannot be stopped: a name server that never answers."""
CONNECT_S = 2
"""Seconds for the connection itself (the library's own default is 10)."""
_BYTES_A_SECOND = 48_000 / 8
"""The service sends MP3 at a constant 48 kbit/s."""
_TICKS_A_SECOND = 10_000_000
"""Word times come in units of 100 ns."""
_VOICES: Mapping[str, str] = MappingProxyType(
    {"zh-CN": "zh-CN-XiaoxiaoNeural", "yue": "zh-HK-HiuMaanNeural", "en": "en-US-AriaNeural"}
)
_PACE: Mapping[str, float] = MappingProxyType({"zh-CN": 0.85, "yue": 0.85, "en": 0.9})
"""Default pace against the service's own: about 3.5 characters, or 150 words a minute (docs of the elder mode)."""


class EdgeVoice:
    """A neural voice over the network."""

    name = "edge"
    is_local = False

    def __init__(self, settings: VoiceSettings) -> None:
        self._settings = settings

    def supports(self, language: str) -> bool:
        """Say whether there is a voice for ``language``."""
        return language in _VOICES

    def speaker(self, language: str) -> str:
        """Return whose voice it is: the wished one, or the default."""
        return self._settings.speaker(self.name, language, _VOICES[language])

    def speak(self, text: str, language: str, rate: float, out: Path) -> Speech:
        """Return the spoken ``text`` as MP3, with a caption for every word.

        Raises:
            VoiceUnavailableError: the service cannot be reached, refuses, stalls, or sends no sound (retryable).
        """
        percent = round(within_bounds(rate) * _PACE[language] * 100) - 100
        sound, captions = _in_time(partial(_fetch, text, self.speaker(language), f"{percent:+d}%"))
        path = out.with_suffix(".mp3")
        keep(sound, path)
        _LOGGER.debug("spoken: engine=%s bytes=%s words=%s", self.name, len(sound), len(captions))
        return Speech(
            engine=self.name,
            media_type="audio/mpeg",
            duration_s=len(sound) / _BYTES_A_SECOND,
            path=str(path),
            captions=captions,
            words=captions,
            rate=within_bounds(rate),
        )


def create(settings: VoiceSettings) -> EdgeVoice:
    """Return the online voice.

    Raises:
        VoiceUnavailableError: calls to other machines are switched off.
    """
    if settings.offline:
        raise VoiceUnavailableError("online voices are off, because LANTERN_OFFLINE=1")
    return EdgeVoice(settings)


_Spoken = tuple[bytes, tuple[Caption, ...]]


def _in_time(fetch: Callable[[], Coroutine[None, None, _Spoken]], all_s: float = ALL_S) -> _Spoken:
    """Run ``fetch`` in a thread and wait for it, but not for ever.

    The loop ends only when its threads have ended, and one that asks a name server cannot be stopped: it is left.
    """
    answers: Queue[_Spoken | VoiceUnavailableError] = Queue()

    def work() -> None:
        try:
            answers.put(asyncio.run(fetch()))
        except VoiceUnavailableError as error:
            answers.put(error)

    threading.Thread(target=work, name="edge-voice", daemon=True).start()
    try:
        answer = answers.get(timeout=all_s)
    except Empty:
        raise VoiceUnavailableError("the online voice did not answer in time", retryable=True) from None
    if isinstance(answer, VoiceUnavailableError):
        raise answer
    return answer


async def _fetch(text: str, voice: str, rate: str) -> tuple[bytes, tuple[Caption, ...]]:
    import aiohttp  # noqa: PLC0415  # only those who speak online pay for the import
    from edge_tts import Communicate  # noqa: PLC0415
    from edge_tts.exceptions import EdgeTTSException  # noqa: PLC0415

    try:
        stream = Communicate(text, voice, rate=rate, boundary="WordBoundary", connect_timeout=CONNECT_S).stream()
        return await collect(stream)
    except (aiohttp.ClientError, EdgeTTSException, OSError, TimeoutError, ValueError, RuntimeError) as error:
        raise VoiceUnavailableError(f"the online voice failed ({type(error).__name__})", retryable=True) from error


async def collect(
    stream: AsyncIterator[Mapping[str, Any]], first_sound_s: float = FIRST_SOUND_S
) -> tuple[bytes, tuple[Caption, ...]]:
    """Return all sound of ``stream`` and the captions of its word times.

    Raises:
        TimeoutError: the first sound took longer than ``first_sound_s``, or a later piece than ``NEXT_SOUND_S``.
    """
    sound = bytearray()
    captions: list[Caption] = []
    async with asyncio.timeout(first_sound_s) as patience:
        async for chunk in stream:
            if chunk["type"] == "audio":
                sound += chunk["data"]
                patience.reschedule(asyncio.get_running_loop().time() + NEXT_SOUND_S)
            elif chunk["type"] == "WordBoundary":
                start = chunk["offset"] / _TICKS_A_SECOND
                captions.append(
                    Caption(text=chunk["text"], t0_s=start, t1_s=start + chunk["duration"] / _TICKS_A_SECOND)
                )
    return bytes(sound), tuple(captions)
