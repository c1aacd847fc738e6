"""Errors of the gateway.

LanternError
├── WrongSettingError        a setting cannot be used
├── StoreUnavailableError    the database or the disk does not answer (retryable)
├── NotFoundError            nothing there, or not yours
├── NotYoursError            another agent owns the ticket
├── OutboundBlockedError     words that must never leave
├── ArticleError             a knowledge article breaks a rule
├── EmptyMessageError        a message without words, media or a choice
└── WrongOffsetError         a piece of an upload that does not go on where the last one ended
"""


class LanternError(Exception):
    """Base of all errors. ``code`` is also a key in the language files (``error.<code>``)."""

    code = "internal"
    retryable = False


class WrongSettingError(LanternError):
    """A setting cannot be used; the text says which and why in one sentence."""

    code = "wrong_setting"


class StoreUnavailableError(LanternError):
    """The database or the disk does not answer."""

    code = "store_unavailable"
    retryable = True


class NotFoundError(LanternError):
    """There is nothing here, or it belongs to somebody else."""

    code = "not_found"


class NotYoursError(LanternError):
    """Another agent owns this ticket; the text is that agent's name."""

    code = "not_yours"


class OutboundBlockedError(LanternError):
    """Words that must never leave; the text names the rules."""

    code = "outbound_blocked"


class ArticleError(LanternError):
    """A knowledge article breaks a rule; the text says which file and what to mend."""

    code = "article"


class EmptyMessageError(LanternError):
    """A message without words, media or a choice."""

    code = "empty_message"


class WrongOffsetError(LanternError):
    """A piece of an upload that does not go on where the last one ended."""

    code = "wrong_offset"

    def __init__(self, offset: int) -> None:
        super().__init__(str(offset))
        self.offset = offset
        """Where the next piece has to begin, in bytes."""
