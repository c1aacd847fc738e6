"""The sound of an answer at the person's own pace: without a script no page can slow a voice down by itself."""

import math
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from fastapi import FastAPI, Request
from fastapi.responses import FileResponse

from elder_mode.errors import VoiceUnavailableError
from elder_mode.sound import WAV, Sound, decode, wav
from elder_mode.tts import keep
from gateway.errors import NotFoundError
from gateway.outcome import SpeechView
from gateway.store.messages import speech_url
from ui import auth, device_settings
from ui.api_media import SAFE
from ui.services import Services

PATH = "/simple/speech"
_SAME = 0.02
"""A pace this near to that of the sound itself is the sound itself."""
_FOLDER = "paced"
_SLOWEST_FILTER = 0.5
"""What one filter of FFmpeg does at most; it takes several for more."""


def mount(app: FastAPI, services: Services) -> FastAPI:
    """Return ``app`` with the sounds."""

    @app.get(f"{PATH}/{{message_id}}", include_in_schema=False)
    def paced(request: Request, message_id: str, rate: str) -> FileResponse:
        """Answer the sound of a message at ``rate`` (0.6 to 2.0 times the voice's own pace), with the pitch it has."""
        message = services.store.messages.load(message_id)
        sound = services.store.messages.speech(message_id)
        is_theirs = auth.opens(request, services, message.session_id)
        if sound is None or not is_theirs or not device_settings.allowed("rate", rate):
            raise NotFoundError(message_id)
        made = Path(sound.path)
        path = services.store.derived(message.session_id) / _FOLDER / f"{message_id}-{rate}.wav"
        if not path.is_file():
            try:
                _make(made, sound.media_type, float(rate) / sound.rate, path)
            except (OSError, VoiceUnavailableError) as error:
                raise NotFoundError(message_id) from error
            for other in path.parent.glob(f"{message_id}-*.wav"):
                if other != path:
                    other.unlink(missing_ok=True)  # one pace of each answer is enough
        return FileResponse(path, media_type=WAV, headers=SAFE)

    return app


def url(message_id: str, speech: SpeechView, rate: str | None) -> str:
    """Return the path of the sound at the rate that the device has chosen; the sound itself without a choice."""
    if rate is None or abs(float(rate) / speech.rate - 1) < _SAME:
        return speech.url or speech_url(message_id)
    return f"{PATH}/{message_id}?rate={rate}"


def at_pace(sound: Sound, pace: float) -> Sound:
    """Return ``sound`` played ``pace`` times as fast, at the pitch that it has."""
    graph = av.filter.Graph()
    nodes = [
        graph.add_abuffer(format="s16", sample_rate=sound.rate_hz, layout="mono", time_base=Fraction(1, sound.rate_hz))
    ]
    times = max(1, math.ceil(abs(math.log(pace) / math.log(_SLOWEST_FILTER))))
    nodes += [graph.add("atempo", f"{pace ** (1 / times):.6f}") for _ in range(times)]
    nodes += [graph.add("aformat", "sample_fmts=s16:channel_layouts=mono"), graph.add("abuffersink")]
    graph.link_nodes(*nodes).configure()
    frame = av.AudioFrame.from_ndarray(sound.samples.reshape(1, -1), format="s16", layout="mono")
    frame.sample_rate = sound.rate_hz
    frame.pts = 0
    graph.push(frame)
    graph.push(None)
    parts = []
    while True:
        try:
            parts.append(graph.pull().to_ndarray().reshape(-1))
        except (av.EOFError, av.BlockingIOError):
            break
    return Sound(samples=np.concatenate(parts), rate_hz=sound.rate_hz)


def _make(made: Path, media_type: str, pace: float, path: Path) -> None:
    keep(wav(at_pace(decode(made.read_bytes(), media_type), pace)), path)
