"""An OpenAI-compatible transcription service (``POST …/audio/transcriptions``), wherever an organisation runs it."""

import io
import json
import math
import wave
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

import httpx
import numpy as np

from modalities.engines import EngineSettings
from modalities.errors import EngineFailedError, EngineUnavailableError
from modalities.evidence import Transcript
from modalities.spoken_words import SpokenWord, place
from modalities.stt import SAMPLE_RATE_HZ, Recogniser, Samples

MIN_AVG_LOGPROB = -1.0
"""Whisper's own limit for a failed decoding (``logprob_threshold`` in its transcribe.py)."""
MAX_NO_SPEECH = 0.6
"""Whisper's own limit (``no_speech_threshold``)."""
UNSAID_CONFIDENCE = 0.5
"""What is written when a service says nothing about how sure it is: neither sure nor unsure."""
TIMEOUT = httpx.Timeout(60.0, connect=5.0)
"""Seconds without any byte. Ten minutes of speech take a busy server about half of it."""
ATTEMPTS = 2

_CODES = {"zh-CN": "zh", "yue": "yue", "en": "en"}
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
        return UNSAID_CONFIDENCE if self.avg_logprob is None else min(1.0, math.exp(self.avg_logprob))

    @property
    def is_believed(self) -> bool:
        is_improbable = self.avg_logprob is not None and self.avg_logprob < MIN_AVG_LOGPROB
        is_silence = self.no_speech is not None and self.no_speech > MAX_NO_SPEECH
        return not is_improbable and not is_silence


class RemoteRecogniser:
    """One transcription service."""

    def __init__(self, address: str, *, key: str, model: str) -> None:
        self.name = f"remote@{model}"
        self._address = address.rstrip("/") + "/audio/transcriptions"
        self._key = key
        self._model = model

    def supports(self, language: str) -> bool:
        """Say yes to the three languages: what the service cannot do, it answers with an error."""
        return language in _CODES

    def transcribe(self, samples: Samples, *, language: str) -> Transcript | None:
        """Send the recording once, a second time after a passing failure; return what may be believed of the answer."""
        answer = self._ask(_wav(samples), _CODES[language])
        duration_s = len(samples) / SAMPLE_RATE_HZ
        try:
            return _believed(answer, language=language, duration_s=duration_s, engine=self.name)
        except (KeyError, TypeError, ValueError) as error:
            raise EngineFailedError(f"remote: an answer of another shape ({type(error).__name__})") from error

    def _ask(self, sound: bytes, code: str) -> Mapping[str, object]:
        trouble = "no answer"
        is_here = urlsplit(self._address).hostname in {"127.0.0.1", "::1", "localhost"}
        with httpx.Client(timeout=TIMEOUT, trust_env=not is_here) as client:  # no proxy stands before this machine
            for _ in range(ATTEMPTS):
                try:
                    reply = client.post(
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
                    )
                except httpx.TimeoutException as error:
                    raise EngineFailedError("remote: no answer in time") from error
                except httpx.HTTPError as error:
                    trouble = type(error).__name__
                    continue
                if reply.is_success:
                    return _json(reply)
                trouble = f"status {reply.status_code}"
                if reply.status_code not in _RETRY_STATUS:
                    break
        raise EngineFailedError(f"remote: {trouble}")


def create(settings: EngineSettings) -> Recogniser:
    """Return the recogniser; nothing is asked over the network yet.

    Raises:
        EngineUnavailableError: no address is set, it is no web address, or this machine must stay offline.
    """
    if settings.offline:
        raise EngineUnavailableError(
            "A remote recogniser may not be asked while offline.", mend="set LANTERN_OFFLINE=0"
        )
    if urlsplit(settings.stt_url).scheme not in {"http", "https"}:
        raise EngineUnavailableError(
            "No transcription service is set.", mend="set LANTERN_STT_URL=https://<host>/v1 (and LANTERN_STT_KEY)"
        )
    return RemoteRecogniser(settings.stt_url, key=settings.stt_key, model=settings.stt_model)


def _believed(answer: Mapping[str, object], *, language: str, duration_s: float, engine: str) -> Transcript | None:
    segments = _segments(answer)
    believed = [segment for segment in segments if segment.is_believed]
    if segments and not believed:
        return None
    text = "".join(segment.text for segment in believed) if len(believed) < len(segments) else str(answer["text"])
    if not text.strip():
        return None
    spoken = [word for word in _words(answer, segments) if word.confidence > 0]
    placed, words = place(text, spoken, duration_s=duration_s)
    lengths = np.array([max(segment.t1_s - segment.t0_s, 0.01) for segment in believed])
    sure = np.array([segment.confidence for segment in believed])
    confidence = float(np.average(sure, weights=lengths)) if believed else UNSAID_CONFIDENCE
    return Transcript(text=placed, language=language, words=words, engine=engine, confidence=confidence)


def _segments(answer: Mapping[str, object]) -> list[_Segment]:
    return [
        _Segment(
            text=str(part["text"]),
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
        words.append(SpokenWord(text=str(part["word"]), t0_s=t0_s, t1_s=t1_s, confidence=confidence))
    return words


def _parts(value: object) -> list[Mapping[str, object]]:
    if value is None:
        return []
    if not isinstance(value, list) or not all(isinstance(part, dict) for part in value):
        raise ValueError("a list of objects is needed")
    return value


def _number(value: object) -> float:
    number = float(value) if isinstance(value, int | float | str) else math.nan
    if not math.isfinite(number):
        raise ValueError("a number is needed")
    return number


def _json(reply: httpx.Response) -> Mapping[str, object]:
    try:
        value = reply.json()
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
