"""The sound of an answer at the person's own pace: without a script no page can slow a voice down by itself."""

import secrets
from pathlib import Path

from fastapi import FastAPI, Request
from fastapi.responses import FileResponse

from elder_mode.errors import VoiceUnavailableError
from elder_mode.sound import WAV, decode, wav
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


def mount(app: FastAPI, services: Services) -> FastAPI:
    """Return ``app`` with the sounds."""

    @app.get(f"{PATH}/{{message_id}}", include_in_schema=False)
    def paced(request: Request, message_id: str, rate: str) -> FileResponse:
        """Answer the sound of a message at ``rate`` (0.6 to 2.0 times the voice's own pace), with the pitch it has.

        What cannot be made at that rate is heard as it is. Each rate that was asked for stays, because another request
        may be reading it; all of them go with the session.
        """
        message = services.store.messages.load(message_id)
        sound = services.store.messages.speech(message_id)
        is_theirs = auth.opens(request, services, message.session_id)
        if sound is None or not is_theirs or not device_settings.allowed("rate", rate):
            raise NotFoundError(message_id)
        made = Path(sound.path)
        path = services.store.derived(message.session_id) / _FOLDER / f"{message_id}-{float(rate):.2f}.wav"
        if not path.is_file():
            try:
                _make(made, sound.media_type, float(rate) / sound.rate, path)
            except (OSError, ValueError, VoiceUnavailableError) as error:
                if not made.is_file():
                    raise NotFoundError(message_id) from error
                return FileResponse(made, media_type=sound.media_type, headers=SAFE)
        return FileResponse(path, media_type=WAV, headers=SAFE)

    return app


def url(message_id: str, speech: SpeechView, rate: str | None) -> str:
    """Return the path of the sound at the rate that the device has chosen; the sound itself without a choice."""
    if rate is None or abs(float(rate) / speech.rate - 1) < _SAME:
        return speech.url or speech_url(message_id)
    return f"{PATH}/{message_id}?rate={rate}"


def _make(made: Path, media_type: str, pace: float, path: Path) -> None:
    own = path.with_name(f"{path.stem}-{secrets.token_hex(8)}.made")  # two requests may make the same pace at once
    keep(wav(decode(made.read_bytes(), media_type, pace=pace)), own)
    try:
        own.replace(path)
    except OSError:
        own.unlink(missing_ok=True)
        raise
