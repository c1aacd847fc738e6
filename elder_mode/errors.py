"""Errors of the elder mode.

ElderModeError
├── UnknownWordsError        a key, a gap or a language that no language file has
├── WrongRegionError         a region's file breaks a rule
└── VoiceUnavailableError    a voice cannot speak here or now (retryable when a network was the reason)
    └── SilenceWantedError   the operator wants no voice
"""


class ElderModeError(Exception):
    """Base of all errors of this package. ``code`` is also a key in the language files (``error.<code>``)."""

    code = "internal"
    retryable = False


class UnknownWordsError(ElderModeError):
    """A language file lacks what was asked for; the text names the key or the gap, never what a person said."""


class WrongRegionError(ElderModeError):
    """A region's file breaks a rule; the text says which file and what to mend."""

    code = "wrong_setting"


class VoiceUnavailableError(ElderModeError):
    """A voice cannot speak. The text is a plain reason for operators; it never holds words of a reply."""

    code = "voice_unavailable"

    def __init__(self, reason: str, *, retryable: bool = False) -> None:
        super().__init__(reason)
        self.retryable = retryable


class SilenceWantedError(VoiceUnavailableError):
    """The operator wants no voice from here on: the chain ends, and the text alone is the answer."""
