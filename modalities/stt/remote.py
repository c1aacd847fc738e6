"""An OpenAI-compatible transcription service (``POST …/audio/transcriptions``), wherever an organisation runs it.

A call has a deadline, and a service that keeps failing is left alone for a while: other recognisers, and people, are
not kept waiting for it.
"""

import io
import json
import math
import time
import wave
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

import httpx
import numpy as np

from modalities import ghosts
from modalities.circuit import Circuit
from modalities.engines import EngineSettings
from modalities.errors import EngineFailedError, EngineUnavailableError
from modalities.evidence import Transcript
from modalities.spoken_words import SpokenWord, join, place
from modalities.stt import SAMPLE_RATE_HZ, Recogniser, Samples
from modalities.whisper_segments import CODES, MAX_NO_SPEECH, MIN_AVG_LOGPROB, written

UNSAID_CONFIDENCE = 0.5
"""What is written when a service says nothing about how sure it is: neither sure nor unsure."""
CONNECT_S = 5.0
DEADLINE_S = 90.0
"""For all attempts at one stretch of at most two minutes together. A service that is slower than this is given up."""
ATTEMPTS = 2

_FIRST_ERROR = 300
_RETRY_STATUS = frozenset({429, 500, 502, 503, 504})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Segment:
    text: str
    t0_s: float
    t1_s: float
    avg_logprob: float | None
    no_speech: float | None

    @property
    def confidence(self) -> float:
        return UNSAID_CONFIDENCE if self.avg_logprob is None else math.exp(min(0.0, self.avg_logprob))

    @property
    def is_believed(self) -> bool:
        is_improbable = self.avg_logprob is not None and self.avg_logprob < MIN_AVG_LOGPROB
        is_silence = self.no_speech is not None and self.no_speech > MAX_NO_SPEECH
        is_heard = not is_improbable and not is_silence and not ghosts.is_loop(self.text)
        return is_heard and not ghosts.is_ghost(self.text, confidence=self.confidence)


class RemoteRecogniser:
    """One transcription service."""

    def __init__(
        self,
        address: str,
        *,
        key: str,
        model: str,
        clock: Callable[[], float] = time.monotonic,
        deadline_s: float = DEADLINE_S,
    ) -> None:
        self.name = f"remote@{model}"
        self._address = address.rstrip("/") + "/audio/transcriptions"
        self._key = key
        self._model = model
        self._clock = clock
        self._deadline_s = deadline_s
        self._circuit = Circuit(clock=clock)

    def supports(self, language: str) -> bool:
        """Say yes to the three languages: what the service cannot do, it answers with an error."""
        return language in CODES

    def transcribe(self, samples: Samples, *, language: str) -> Transcript | None:
        """Send the recording once, a second time after a passing failure; return what may be believed of the answer.

        Raises:
            EngineFailedError: no answer in time, an answer of another shape, or too many failures just now.
        """
        if self._circuit.is_open():
            raise EngineFailedError("remote: not asked, because it has just failed several times")
        try:
            answer = _json(self._ask(_wav(samples), CODES[language]))
            duration_s = len(samples) / SAMPLE_RATE_HZ
            believed = _believed(answer, language=language, duration_s=duration_s, engine=self.name)
        except _RefusedError:
            raise  # it answers; this recording or our key is the matter
        except (KeyError, TypeError, ValueError) as error:
            self._circuit.failed()
            raise EngineFailedError(f"remote: an answer of another shape ({type(error).__name__})") from error
        except EngineFailedError:
            self._circuit.failed()
            raise
        self._circuit.worked()
        return believed

    def _ask(self, sound: bytes, code: str) -> bytes:
        trouble = "no answer"
        ends = self._clock() + self._deadline_s
        with self._client() as client:
            for _ in range(ATTEMPTS):
                try:
                    status, answer = self._post(client, sound, code, ends)
                except httpx.TimeoutException as error:
                    raise EngineFailedError("remote: no answer in time") from error
                except httpx.HTTPError as error:
                    trouble = type(error).__name__
                    continue
                if status < _FIRST_ERROR:
                    return answer
                trouble = f"status {status}"
                if status not in _RETRY_STATUS:
                    raise _RefusedError(f"remote: {trouble}")
        raise EngineFailedError(f"remote: {trouble}")

    def _client(self) -> httpx.Client:
        is_here = urlsplit(self._address).hostname in {"127.0.0.1", "::1", "localhost"}
        try:
            return httpx.Client(trust_env=not is_here)  # no proxy stands before this machine
        except (ImportError, ValueError) as error:  # ALL_PROXY=socks://…, which many desktops set
            raise EngineFailedError("remote: the proxy of this machine is of a kind that cannot be used") from error

    def _post(self, client: httpx.Client, sound: bytes, code: str, ends: float) -> tuple[int, bytes]:
        """Return the status and the body of one answer that came before the deadline."""
        left_s = max(0.1, ends - self._clock())
        request = client.build_request(
            "POST",
            self._address,
            headers={"Authorization": f"Bearer {self._key}"} if self._key else {},
            files={"file": ("sound.wav", sound, "audio/wav")},
            data={
                "model": self._model,
                "language": code,
                "response_format": "verbose_json",
                "temperature": "0",
                "timestamp_granularities[]": ["word", "segment"],
            },
            timeout=httpx.Timeout(left_s, connect=min(CONNECT_S, left_s)),
        )
        reply = client.send(request, stream=True)
        try:
            body = bytearray()
            for chunk in reply.iter_bytes():
                body += chunk
                if self._clock() > ends:  # a service that sends a byte now and then would never time out
                    raise httpx.ReadTimeout("the deadline is over")
            return reply.status_code, bytes(body)
        finally:
            reply.close()


class _RefusedError(EngineFailedError):
    """The service works and says no: asking it for other recordings makes sense."""


def create(settings: EngineSettings) -> Recogniser:
    """Return the recogniser; nothing is asked over the network yet.

    Raises:
        EngineUnavailableError: no address is set, or this machine must stay offline.
    """
    if settings.offline:
        raise EngineUnavailableError(
            "A remote recogniser may not be asked while offline.", mend="set LANTERN_OFFLINE=0"
        )
    if not settings.stt_url:
        raise EngineUnavailableError(
            "No transcription service is set.", mend="set LANTERN_STT_URL=https://<host>/v1 (and LANTERN_STT_KEY)"
        )
    return RemoteRecogniser(settings.stt_url, key=settings.stt_key, model=settings.stt_model)


def _believed(answer: Mapping[str, object], *, language: str, duration_s: float, engine: str) -> Transcript | None:
    segments = _segments(answer)
    believed = [segment for segment in segments if segment.is_believed]
    if segments and not believed:
        return None
    is_whole = len(believed) == len(segments)
    text = _text(answer["text"]) if is_whole else join([segment.text for segment in believed])
    if not text.strip():
        return None
    spoken = [
        replace(word, text=written(word.text, language)) for word in _words(answer, segments) if word.confidence > 0
    ]
    placed, words = place(written(text, language), spoken, duration_s=duration_s)
    lengths = np.array([max(segment.t1_s - segment.t0_s, 0.01) for segment in believed])
    sure = np.array([segment.confidence for segment in believed])
    confidence = float(np.average(sure, weights=lengths)) if believed else UNSAID_CONFIDENCE
    return Transcript(text=placed, language=language, words=words, engine=engine, confidence=confidence)


def _segments(answer: Mapping[str, object]) -> list[_Segment]:
    return [
        _Segment(
            text=_text(part["text"]),
            t0_s=_number(part["start"]),
            t1_s=_number(part["end"]),
            avg_logprob=_number(part["avg_logprob"]) if "avg_logprob" in part else None,
            no_speech=_number(part["no_speech_prob"]) if "no_speech_prob" in part else None,
        )
        for part in _parts(answer.get("segments"))
    ]


def _words(answer: Mapping[str, object], segments: Sequence[_Segment]) -> list[SpokenWord]:
    """Return the words with the confidence of their segment; 0 for those of a segment that is not believed."""
    words = []
    for part in _parts(answer.get("words")):
        t0_s, t1_s = _number(part["start"]), _number(part["end"])
        middle_s = (t0_s + t1_s) / 2
        around = next((segment for segment in segments if segment.t0_s <= middle_s <= segment.t1_s), None)
        own = part.get("probability")
        sure = _number(own) if own is not None else around.confidence if around else UNSAID_CONFIDENCE
        is_believed = around is None or around.is_believed
        confidence = max(sure, 0.01) if is_believed else 0.0
        words.append(SpokenWord(text=_text(part["word"]), t0_s=t0_s, t1_s=t1_s, confidence=confidence))
    return words


def _parts(value: object) -> list[Mapping[str, object]]:
    if value is None:
        return []
    if not isinstance(value, list) or not all(isinstance(part, dict) for part in value):
        raise ValueError("a list of objects is needed")
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("a text is needed")
    return value


def _number(value: object) -> float:
    number = float(value) if isinstance(value, int | float | str) else math.nan
    if not math.isfinite(number):
        raise ValueError("a number is needed")
    return number


def _json(answer: bytes) -> Mapping[str, object]:
    try:
        value = json.loads(answer)
    except (json.JSONDecodeError, UnicodeDecodeError) as error:
        raise EngineFailedError("remote: the answer is no JSON") from error
    if not isinstance(value, dict):
        raise EngineFailedError("remote: the answer is no object")
    return value


def _wav(samples: Samples) -> bytes:
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(SAMPLE_RATE_HZ)
        file.writeframes((samples * 32767.0).astype("<i2").tobytes())
    return out.getvalue()
