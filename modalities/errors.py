"""Errors of the modalities.

ModalityError
├── UnreadableMediaError     the bytes cannot be decoded, or go past a limit
├── EngineUnavailableError   an engine cannot be used here; says why and what mends it
├── EngineFailedError        an engine was started and failed (retryable)
└── FetchError               a model could not be brought to this machine (retryable); only operators meet it
    └── HubUnreachableError  nobody answers at the hub's address

None of them reaches a person: readers turn each into a ``Problem``.
"""


class ModalityError(Exception):
    """Base of all errors. ``code`` is stable; ``retryable`` says whether the same call may work later."""

    code = "modality"
    retryable = False


class UnreadableMediaError(ModalityError):
    """These bytes cannot be decoded, or go past a limit; the text says which limit or format, never what is in them."""

    code = "unreadable_media"


class EngineUnavailableError(ModalityError):
    """An engine cannot be used on this machine with these settings.

    ``reason`` is one plain English sentence for operators, ``mend`` the one command or setting that mends it.
    """

    code = "engine_unavailable"

    def __init__(self, reason: str, *, mend: str) -> None:
        super().__init__(f"{reason} To mend: {mend}")
        self.reason = reason
        self.mend = mend

    def __reduce__(self) -> tuple[object, ...]:
        """Keep the reason and the command when the error crosses a process border."""
        return _unavailable, (self.reason, self.mend)


class EngineFailedError(ModalityError):
    """An engine was available and failed; the text names the engine and the kind of failure, never any content."""

    code = "engine_failed"
    retryable = True


class FetchError(ModalityError):
    """A model could not be fetched. ``reason`` is one plain English sentence, ``mend`` what to do next."""

    code = "fetch_failed"
    retryable = True

    def __init__(self, reason: str, *, mend: str) -> None:
        super().__init__(f"{reason} To mend: {mend}")
        self.reason = reason
        self.mend = mend


class HubUnreachableError(FetchError):
    """Nobody answers at the hub's address: there is no way out of this machine, or the address is wrong."""


def _unavailable(reason: str, mend: str) -> EngineUnavailableError:
    return EngineUnavailableError(reason, mend=mend)
