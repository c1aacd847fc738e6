"""A presentation into sound, and the sound of fixed sentences made beforehand."""

from collections.abc import Sequence
from pathlib import Path

from elder_mode import language as languages
from elder_mode import region as regions
from elder_mode.fixed_lines import urgent_lines, usual_lines
from elder_mode.pace import Heard, rate_for
from elder_mode.reply import Presentation, Speech
from elder_mode.voice import DEFAULT_RATE, Voices, VoiceSettings
from gateway.settings import Settings
from modalities.evidence import Reading


def voice_settings(settings: Settings) -> VoiceSettings:
    """Return which voices speak, with the services and names that were set."""
    return VoiceSettings(
        engines=settings.tts_engines,
        language=settings.language,
        rate=DEFAULT_RATE,
        offline=settings.offline,
        speakers=settings.speakers,
        remote_url=settings.tts_remote_url,
        remote_key=settings.tts_remote_key,
        remote_model=settings.tts_remote_model,
    )


def speak(presentation: Presentation, out_dir: Path, readings: Sequence[Reading], voices: Voices) -> Speech | None:
    """Return ``presentation`` as sound in ``out_dir``, at the rate of the person's own voice messages, or None."""
    measures = [reading.measures for reading in readings if reading.measures is not None]
    rate = rate_for(
        [Heard(speech_s=each.speech_s, chars_per_s=each.chars_per_s, words_per_s=each.words_per_s) for each in measures]
    )
    return voices.speak(presentation, out_dir, rate) if presentation.cards else None


def prepare(settings: Settings, voices: Voices) -> int:
    """Make the sound of fixed sentences where it is missing, lines of danger first; return how many were made."""
    region = regions.load(settings.region)
    first = settings.language
    codes = (first, *(code for code in languages.languages() if code != first))
    made = sum(voices.prepare(urgent_lines(languages.load(code), region), code) for code in codes)
    return made + voices.prepare(usual_lines(languages.load(first)), first, is_local_enough=False)
