"""No voice: the text alone is the answer, and nothing after this in the list is tried."""

from pathlib import Path

from elder_mode.errors import SilenceWantedError
from elder_mode.reply import Speech
from elder_mode.tts import VoiceSettings


class SilentVoice:
    """Says nothing, whatever it is given."""

    name = "silent"
    is_local = True

    def supports(self, language: str) -> bool:  # noqa: ARG002  # silence is the same everywhere
        """Return True: silence is understood in every language."""
        return True

    def speaker(self, language: str) -> str:  # noqa: ARG002  # silence is the same everywhere
        """Return nobody."""
        return ""

    def speak(self, text: str, language: str, rate: float, out: Path) -> Speech:  # noqa: ARG002  # the contract's own
        """Raise ``SilenceWantedError``, always."""
        raise SilenceWantedError("speech is switched off in the settings")


def create(settings: VoiceSettings) -> SilentVoice:  # noqa: ARG001  # silence has no settings
    """Return the voice that says nothing."""
    return SilentVoice()
