"""An OpenAI-compatible speech service (``POST …/audio/speech``), wherever an organisation runs it.

Each card is asked for by itself, so that it can be played alone; the service gives no times of words. What it sends,
WAV or any other kind of sound, is decoded before anybody hears it.
"""

import logging
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from urllib.parse import urlsplit

import httpx

from elder_mode.errors import VoiceUnavailableError
from elder_mode.reply import Caption, Speech
from elder_mode.sound import WAV, Sound, checked, decode, joined, trimmed, wav
from elder_mode.tts import VoiceSettings, keep, within_bounds

_LOGGER = logging.getLogger(__name__)

CONNECT_S = 2.0
DEADLINE_S = 8.0
"""For a whole reply: the page takes an answer without sound after 12 s as one to be read."""
ATTEMPTS = 2
MAX_BYTES = 50_000_000
PAUSE_S = 0.35
"""Silence between two cards."""
_FIRST_ERROR = 300
_RETRY_STATUS = frozenset({429, 500, 502, 503, 504})
_PACE: Mapping[str, float] = MappingProxyType({"zh-CN": 0.85, "yue": 0.85, "en": 0.9})
"""Default pace against the service's own, as for the other online voice."""
_SPEAKER = "alloy"
_MODEL = "tts-1"
_SLOWEST, _FASTEST = 0.25, 4.0
"""Bounds of ``speed`` in the interface."""


class RemoteVoice:
    """One speech service."""

    name = "remote"
    is_local = False

    def __init__(self, settings: VoiceSettings, clock: Callable[[], float] = time.monotonic) -> None:
        self._settings = settings
        self._address = settings.remote_url.rstrip("/") + "/audio/speech"
        self._clock = clock

    def supports(self, language: str) -> bool:
        """Say yes to the three languages: what the service cannot do, it answers with an error."""
        return language in _PACE

    def speaker(self, language: str) -> str:
        """Return whose voice it is: the wished one, or the one that every such service has."""
        return self._settings.speaker(self.name, language, _SPEAKER)

    def speak(self, text: str, language: str, rate: float, out: Path) -> Speech:
        """Return the spoken ``text`` as WAV (24,000 Hz, mono, 16 bit), with a caption for every card.

        Raises:
            VoiceUnavailableError: no answer in time, a refusal, or no sound in the answer (retryable).
        """
        lines = [line.strip() for line in text.splitlines() if line.strip()]
        if not lines:
            raise VoiceUnavailableError("there was nothing to say")
        ends = self._clock() + DEADLINE_S
        with self._client() as client:
            sounds = [self._card(client, line, language, within_bounds(rate), ends) for line in lines]
        sound, starts = joined(sounds, PAUSE_S)
        path = out.with_suffix(".wav")
        keep(wav(sound), path)
        _LOGGER.debug("spoken: engine=%s seconds=%.1f cards=%s", self.name, sound.duration_s, len(lines))
        return Speech(
            engine=self.name,
            media_type=WAV,
            duration_s=sound.duration_s,
            path=str(path),
            captions=tuple(
                Caption(text=line, t0_s=start, t1_s=start + each.duration_s)
                for line, start, each in zip(lines, starts, sounds, strict=True)
            ),
            rate=within_bounds(rate),
        )

    def _client(self) -> httpx.Client:
        is_here = urlsplit(self._address).hostname in {"127.0.0.1", "::1", "localhost"}
        try:
            return httpx.Client(trust_env=not is_here)  # no proxy stands before this machine
        except (ImportError, ValueError) as error:  # ALL_PROXY=socks://…, which many desktops set
            raise VoiceUnavailableError("the proxy of this machine is of a kind that cannot be used") from error

    def _card(self, client: httpx.Client, line: str, language: str, rate: float, ends: float) -> Sound:
        order = {
            "model": self._settings.remote_model or _MODEL,
            "input": line,
            "voice": self.speaker(language),
            "response_format": "wav",
            "speed": min(_FASTEST, max(_SLOWEST, round(rate * _PACE[language], 2))),
        }
        trouble = "no answer"
        for _ in range(ATTEMPTS):
            try:
                status, answer = self._post(client, order, ends)
            except httpx.TimeoutException as error:
                raise VoiceUnavailableError("the speech service did not answer in time", retryable=True) from error
            except httpx.HTTPError as error:
                trouble = type(error).__name__
                continue
            if status < _FIRST_ERROR:
                return trimmed(checked(decode(answer, WAV), line))[0]
            trouble = f"status {status}"
            if status not in _RETRY_STATUS:
                break
        raise VoiceUnavailableError(f"the speech service failed ({trouble})", retryable=True)

    def _post(self, client: httpx.Client, order: dict[str, object], ends: float) -> tuple[int, bytes]:
        """Return the status and the body of one answer that came before the deadline."""
        left_s = max(0.1, ends - self._clock())
        key = self._settings.remote_key
        request = client.build_request(
            "POST",
            self._address,
            headers={"Authorization": f"Bearer {key}"} if key else {},
            json=order,
            timeout=httpx.Timeout(left_s, connect=min(CONNECT_S, left_s)),
        )
        reply = client.send(request, stream=True)
        try:
            body = bytearray()
            for chunk in reply.iter_bytes():
                body += chunk
                if self._clock() > ends:  # a service that sends a byte now and then would never time out
                    raise httpx.ReadTimeout("the deadline is over")
                if len(body) > MAX_BYTES:
                    raise VoiceUnavailableError("the speech service sends without end", retryable=True)
            return reply.status_code, bytes(body)
        finally:
            reply.close()


def create(settings: VoiceSettings) -> RemoteVoice:
    """Return the voice; nothing is asked over the network yet.

    Raises:
        VoiceUnavailableError: no address is set, or this machine must stay offline.
    """
    if settings.offline:
        raise VoiceUnavailableError("online voices are off, because LANTERN_OFFLINE=1")
    if not settings.remote_url:
        raise VoiceUnavailableError("no speech service is set; set LANTERN_TTS_REMOTE_URL=https://<host>/v1")
    return RemoteVoice(settings)
