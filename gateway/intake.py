"""Accepting: what a person sent is accepted only when it is on disk and in the queue."""

import logging
import re
import threading
import time
import uuid
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Final

from gateway.durable import Queue
from gateway.errors import EmptyMessageError, LanternError, NotFoundError
from gateway.pipeline import Pipeline
from gateway.redact import mask
from gateway.settings import Settings
from gateway.steps import Steps, has_media
from gateway.store.erasing import Receipt
from gateway.store.store import Store
from gateway.submission import Attachment, CameFrom, Submission, Taps
from modalities.evidence import Modality

_LOGGER = logging.getLogger(__name__)
MAX_TEXT_BYTES: Final = 64_000
"""Some twenty pages; whoever pastes more is told so."""
MAX_ATTACHMENTS: Final = 20
MAX_BYTES: Final = {
    Modality.PHOTO: 20_000_000,
    Modality.SCREENSHOT: 20_000_000,
    Modality.VOICE: 50_000_000,
    Modality.VIDEO: 200_000_000,
    Modality.TEXT: MAX_TEXT_BYTES,
    None: 200_000_000,
}
"""Per attachment (docs/api.md). None = "a file", of which only the bytes tell what it is."""
MAX_BODY_BYTES: Final = 260_000_000
"""Of one request: the largest attachment and some others beside it."""
MAX_NAME: Final = 80
"""Characters of a file's name that are kept, for display only."""
MAX_RAW_NAME: Final = 300
"""Above what file systems allow; nothing longer is even looked at."""
CHOICE: Final = re.compile(r"[a-z_]{1,40}|article:[a-z0-9-]{1,80}")
"""What the id of a choice looks like."""
SESSION_LOCKS: Final = 64
KEY: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{7,99}")
"""What an Idempotency-Key looks like; it becomes the submission's id."""


class TooLargeError(LanternError):
    """More than is accepted at once."""

    code = "too_large"


class KeyReusedError(LanternError):
    """An Idempotency-Key came back with another message, or from somebody else."""

    code = "key_reused"


class WrongChoiceError(LanternError):
    """The message is nothing but a choice, and that is none of ours."""

    code = "wrong_request"


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """A message whose attachments are already on disk."""

    attachments: tuple[Attachment, ...] = ()
    text: str = ""
    choice: str | None = None
    language: str
    needs: tuple[str, ...] = ()
    channel: str
    """``page``, ``simple``, ``api`` or ``cli``."""
    session_id: str | None = None
    """None = a new session."""
    submission_id: str | None = None
    """The Idempotency-Key; None = a new id."""
    taps: tuple[Taps, ...] = ()
    came_from: CameFrom | None = None
    always_person: bool | None = None
    """Whether this person wants persons only, from now on; None = as it was."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """A message that will be answered, whatever happens to this process."""

    submission_id: str
    session_id: str
    is_new: bool
    """False: the same message came again, under the same key."""


class Intake:
    """The one door for messages, used by the pages, the REST API and the command line alike."""

    def __init__(self, settings: Settings, store: Store, pipeline: Pipeline, steps: Steps, queue: Queue) -> None:
        self._settings = settings
        self._store = store
        self._pipeline = pipeline
        self._steps = steps
        self._queue = queue
        # Two messages of one person that come at once are answered one after the other. Only within this process:
        # across processes the database decides.
        self._turns = tuple(threading.Lock() for _ in range(SESSION_LOCKS))

    def open_session(self, *, language: str, channel: str, session_id: str | None = None) -> str:
        """Return the id of a session that is there now.

        Raises:
            StoreUnavailableError: it cannot be kept.
        """
        name = session_id or f"s-{uuid.uuid4().hex}"
        self._store.sessions.create(session_id=name, language=language, region=self._settings.region, channel=channel)
        return name

    def accept(self, incoming: Incoming) -> Accepted:
        """Keep the message, queue it, and answer at once what needs no decoding.

        Raises:
            EmptyMessageError: there is nothing in it.
            TooLargeError: there is too much in it.
            WrongChoiceError: there is nothing in it but a choice that cannot be one.
            KeyReusedError: the key belongs to another message, or to another session.
            StoreUnavailableError: it could not be kept; nothing was accepted.
        """
        started = time.monotonic()
        self._check_key(incoming)
        submission, shown = self.keep(incoming)
        with self._turns[zlib.crc32(submission.session_id.encode()) % SESSION_LOCKS]:
            is_new = self._store.submissions.add(submission, shown)
            if not is_new:
                submission = self._same(submission)
            elif has_media(submission):
                self._steps.answer_urgent_words(submission.id)
            elif self._goes_first(submission, incoming.text):
                self._steps.answer_now(submission.id)
        self._queue.enqueue(submission.id, submission.session_id)
        if is_new:
            self._store.submissions.note_time(submission.id, "accept", time.monotonic() - started)
            _LOGGER.info(
                "accepted: submission=%s attachments=%s bytes=%s",
                submission.id,
                len(submission.attachments),
                sum(attachment.size_bytes for attachment in submission.attachments),
            )
        return Accepted(submission_id=submission.id, session_id=submission.session_id, is_new=is_new)

    def keep(self, incoming: Incoming) -> tuple[Submission, str]:
        """Return the message as a submission with its typed words on disk, and the words as they may be shown."""
        text = incoming.text.strip()
        check_size(incoming.attachments, text)
        if not (incoming.attachments or text or incoming.choice):
            raise EmptyMessageError("The message is empty.")
        choice = incoming.choice
        if choice and not CHOICE.fullmatch(choice):
            if not (incoming.attachments or text):
                raise WrongChoiceError("This choice is none of those that were offered.")
            choice = None
        session_id = incoming.session_id
        if session_id is None:
            session_id = self.open_session(language=incoming.language, channel=incoming.channel)
        needs = incoming.needs or self._store.sessions.load(session_id).needs
        attachments = tuple(replace(each, name=shown_name(each.name)) for each in incoming.attachments)
        if text:
            attachments = (self._typed(incoming.text), *attachments)
        self._store.sessions.touch(session_id, language=incoming.language, needs=needs)
        if incoming.always_person is not None:
            self._store.sessions.set_always_human(session_id, is_always_human=incoming.always_person)
        return (
            Submission(
                id=incoming.submission_id or uuid.uuid4().hex,
                session_id=session_id,
                language=incoming.language,
                attachments=attachments,
                choice=choice or None,
                needs=tuple(needs),
                created_at=datetime.now(UTC),
                channel=incoming.channel,
                taps=incoming.taps,
                came_from=incoming.came_from,
            ),
            mask(text).text,
        )

    def call_person(self, session_id: str, *, channel: str, submission_id: str | None = None) -> Accepted:
        """Call a person for this session. Never refused, not even without a word.

        Raises:
            NotFoundError: there is no such session.
            StoreUnavailableError: it could not be kept.
        """
        session = self._store.sessions.load(session_id)
        return self.accept(
            Incoming(
                choice="human",
                language=session.language,
                needs=session.needs,
                channel=channel,
                session_id=session_id,
                submission_id=submission_id,
            )
        )

    def erase(self, session_id: str) -> Receipt:
        """Delete everything of the session, here and in the engine.

        Raises:
            NotFoundError: there is no such session.
        """
        receipt = self._store.erasing.erase(session_id)
        self._queue.forget(receipt.submission_ids)
        return receipt

    def _typed(self, text: str) -> Attachment:
        blob = self._store.blobs.keep((text.encode(),))
        return Attachment(input_id=blob.input_id, modality=Modality.TEXT, name="", size_bytes=blob.size_bytes)

    def _goes_first(self, submission: Submission, text: str) -> bool:
        """Say whether the message is answered in this moment: nothing older waits, or it is urgent."""
        if submission.choice == "human" or not self._store.submissions.earlier_unpublished(submission.id):
            return True
        return bool(text.strip()) and self._pipeline.urgent(text, submission.language)

    def _check_key(self, incoming: Incoming) -> None:
        """Do nothing for a new key and for one of this session: nobody else's session is even touched.

        Raises:
            KeyReusedError: the key came in another session.
        """
        if incoming.submission_id is None:
            return
        try:
            known = self._store.submissions.work(incoming.submission_id)
        except NotFoundError:
            return
        if known.session_id != incoming.session_id:
            raise KeyReusedError("This key belongs to another session.")

    def _same(self, again: Submission) -> Submission:
        """Return what was kept under this key, if it is the same message of the same session."""
        known = self._store.submissions.load(again.id)
        kept = (known.session_id, known.attachments, known.choice)
        if kept != (again.session_id, again.attachments, again.choice):
            raise KeyReusedError("This key belongs to another message.")
        return known


def shown_name(name: str) -> str:
    """Return the name of a file as it is kept and shown: short, valid text, without personal data."""
    text = name[:MAX_RAW_NAME].encode(errors="replace").decode()
    return mask(text).text[:MAX_NAME]


def check_size(attachments: Sequence[Attachment], text: str) -> None:
    """Do nothing when the message is within the limits.

    Raises:
        TooLargeError: it is not.
    """
    if len(text.encode()) > MAX_TEXT_BYTES or len(attachments) > MAX_ATTACHMENTS:
        raise TooLargeError("The message is too large.")
    if any(attachment.size_bytes > MAX_BYTES[attachment.modality] for attachment in attachments):
        raise TooLargeError("An attachment is too large.")
