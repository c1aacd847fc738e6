"""A presentation as sound: the first voice of the list that can speak does. The text never waits for it."""

import importlib
import importlib.util
import logging
import time
from collections.abc import Callable
from pathlib import Path
from threading import Lock

from elder_mode.errors import SilenceWantedError, VoiceUnavailableError
from elder_mode.reply import Presentation, Speech
from elder_mode.tts import Voice, VoiceSettings

__all__ = ["CircuitBreaker", "VoiceSettings", "create", "speak"]

_LOGGER = logging.getLogger(__name__)

MAX_FAILURES = 2
"""Failures in a row after which a voice is left alone for a while."""
REST_S = 300.0
"""Seconds for which it is left alone."""
_FILE_NAME = "speech"


class CircuitBreaker:
    """Remembers which voices failed of late, so that no reply waits for a service that is down. Thread safe."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = Lock()
        self._failures: dict[str, int] = {}
        self._rests_until: dict[str, float] = {}

    def allows(self, name: str) -> bool:
        """Say whether ``name`` may be tried now; after its rest it gets one try."""
        with self._lock:
            return self._clock() >= self._rests_until.get(name, float("-inf"))

    def failed(self, name: str) -> None:
        """Take note that ``name`` failed; from the second failure in a row on it rests."""
        with self._lock:
            self._failures[name] = self._failures.get(name, 0) + 1
            if self._failures[name] >= MAX_FAILURES:
                self._rests_until[name] = self._clock() + REST_S

    def worked(self, name: str) -> None:
        """Take note that ``name`` spoke: everything before is forgotten."""
        with self._lock:
            self._failures.pop(name, None)
            self._rests_until.pop(name, None)


def create(name: str, settings: VoiceSettings) -> Voice:
    """Return the voice ``name`` (a file of ``elder_mode/tts``).

    Raises:
        VoiceUnavailableError: there is no such voice, or it cannot work here; the text says why.
    """
    module = f"elder_mode.tts.{name}"
    if not name.isidentifier() or name.endswith("_program") or importlib.util.find_spec(module) is None:
        raise VoiceUnavailableError(f"there is no voice called {name!r}")
    voice: Voice = importlib.import_module(module).create(settings)
    return voice


def speak(
    presentation: Presentation, out_dir: Path, settings: VoiceSettings, breaker: CircuitBreaker | None = None
) -> Speech | None:
    """Speak ``presentation`` into a file in ``out_dir``; None when no voice could, and the text alone must do.

    Args:
        presentation: what to say; nothing is spoken for one without cards.
        out_dir: where the sound goes; made when it is not there.
        settings: which voices, how fast, and whether text may leave this machine.
        breaker: kept by the caller from one reply to the next, so that a dead service is not waited for each time.
    """
    text = presentation.speech.strip()
    memory = breaker or CircuitBreaker()
    if not text:
        return None
    for name in settings.engines:
        if not memory.allows(name):
            continue
        try:
            voice = create(name, settings)
            if not voice.supports(settings.language):
                continue
            speech = voice.speak(text, settings.language, settings.rate, out_dir / _FILE_NAME)
        except SilenceWantedError:
            return None
        except VoiceUnavailableError as error:
            _LOGGER.warning("voice not available: engine=%s retryable=%s", name, error.retryable)
            if error.retryable:
                memory.failed(name)
            continue
        memory.worked(name)
        return speech
    return None
