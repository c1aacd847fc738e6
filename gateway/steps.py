"""The steps of one submission against the store: read, think, save, speak. Each may be repeated without harm.

This is the one border of the gateway at which any exception is caught: whatever goes wrong inside becomes a ticket
for a person, with the originals.
"""

import logging
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import TypeVar

from gateway.errors import LanternError, NotFoundError, StoreUnavailableError
from gateway.pipeline import Conversation, Duty, Pipeline, Thought
from gateway.store.messages import bot_message_id
from gateway.store.publishing import Draft
from gateway.store.store import Store
from gateway.store.submissions import FailedStep
from gateway.submission import Submission
from modalities.evidence import Modality

_LOGGER = logging.getLogger(__name__)
T = TypeVar("T")
MAX_TRIES = 5
"""A step that has taken its process with it this often is not tried again: a person gets the message."""
GONE = "gone"
DONE = "done"


class Steps:
    """What is done with a submission. ``durable.py`` decides when."""

    def __init__(self, store: Store, pipeline: Pipeline) -> None:
        self._store = store
        self._pipeline = pipeline

    def read_in_turn(self, submission_id: str) -> str:
        """Answer what the person sent before, then keep what this message's attachments gave.

        The queue runs one message of a session at a time, but not always the oldest first.
        """
        for older in self._store.submissions.earlier_unpublished(submission_id):
            self.answer_now(older)
        return self.read(submission_id)

    def read(self, submission_id: str) -> str:
        """Keep what every attachment gave; a failure is noted, not raised."""
        try:
            if self._store.submissions.work(submission_id).is_published:
                return DONE
            submission = self._store.submissions.load(submission_id)
            tries = self._store.submissions.note_attempt(submission_id, "read")
        except NotFoundError:
            return GONE
        started = time.monotonic()

        def work() -> None:
            readings = self._pipeline.read(
                submission, self._store.blobs.path, self._store.derived(submission.session_id)
            )
            self._store.submissions.save_readings(submission_id, readings)

        if tries > MAX_TRIES or not self._tried("read", submission_id, work):
            self._store.submissions.note_failure(submission_id, "reading")
        self._store.submissions.note_time(submission_id, "read", time.monotonic() - started)
        return DONE

    def think(self, submission_id: str) -> str:
        """Keep a draft of issue, decision and reply; after a failure a ticket for a person."""
        try:
            work = self._store.submissions.work(submission_id)
            if work.is_published:
                return DONE
            submission = self._store.submissions.load(submission_id)
            tries = self._store.submissions.note_attempt(submission_id, "think")
        except NotFoundError:
            return GONE
        started = time.monotonic()
        failed = work.failed_step or ("understanding" if tries > MAX_TRIES else None)
        if failed is None and not self._tried("think", submission_id, lambda: self._think(submission)):
            failed = "understanding"
        if failed is not None:
            try:
                self._fail(submission, failed)
            except NotFoundError:
                return GONE
        self._store.submissions.note_time(submission_id, "understand", time.monotonic() - started)
        return DONE

    def save(self, submission_id: str) -> str:
        """Publish the draft, whole or not at all."""
        started = time.monotonic()
        try:
            draft = self._store.publishing.draft(submission_id)
            if draft is None:
                return DONE
            self._store.publishing.publish(submission_id, draft)
        except NotFoundError:
            return GONE
        self._store.submissions.note_time(submission_id, "reply", time.monotonic() - started)
        return DONE

    def speak(self, submission_id: str) -> str:
        """Make the sound of the answer, where a voice is to be had, and finish the submission."""
        started = time.monotonic()
        try:
            work = self._store.submissions.work(submission_id)
            tries = self._store.submissions.note_attempt(submission_id, "speak")
        except NotFoundError:
            return GONE
        if not work.is_dropped and tries <= MAX_TRIES:
            self.speak_message(bot_message_id(submission_id), work.session_id)
        self._store.submissions.note_time(submission_id, "speech", time.monotonic() - started)
        self._store.submissions.finish(submission_id)
        return DONE

    def speak_message(self, message_id: str, session_id: str) -> str:
        """Make the sound of one message; without a voice it stays text."""
        presentation = self._store.messages.presentation(message_id)
        if presentation is None or self._store.messages.speech(message_id) is not None:
            return DONE
        folder = self._store.speech(session_id, message_id)

        def work() -> None:
            folder.mkdir(parents=True, exist_ok=True)
            speech = self._pipeline.speak(presentation, folder)
            if speech is not None:
                self._store.messages.save_speech(message_id, speech)

        self._tried("speak", message_id, work)
        return DONE

    def answer_now(self, submission_id: str) -> None:
        """Read, think and save here and now."""
        for step in (self.read, self.think, self.save):
            step(submission_id)

    def give_up(self, submission_id: str) -> None:
        """Hand a submission that cannot be worked on to a person, and finish it. An answer already given stays."""
        try:
            if not self._store.submissions.work(submission_id).is_published:
                step: FailedStep = "understanding" if self._store.submissions.readings((submission_id,)) else "reading"
                self._fail(self._store.submissions.load(submission_id), step)
                self.save(submission_id)
            self._store.submissions.finish(submission_id)
        except NotFoundError:
            return

    def conversation(self, session_id: str, submission: Submission | None = None) -> Conversation:
        """Return what the store knows of the session; the language and needs of ``submission`` go first."""
        session = self._store.sessions.load(session_id)
        issue = self._store.publishing.open_issue(session_id)
        earlier = issue.submission_ids if issue else ()
        current = submission.id if submission else None
        return Conversation(
            session_id=session_id,
            language=submission.language if submission else session.language,
            region=session.region,
            needs=submission.needs if submission else session.needs,
            issue=issue,
            ticket=self._store.tickets.open_of(session_id),
            transcript=self._store.messages.transcript(session_id),
            readings=self._store.submissions.readings([each for each in earlier if each != current]),
            is_always_human=session.is_always_human,
        )

    def duty(self) -> Duty:
        """Return who is there to answer, at this moment."""
        return Duty(
            is_somebody_on_duty=self._store.agents.is_somebody_on_duty(),
            queue_before=self._store.tickets.queue_before(),
            wait_estimate_s=self._store.tickets.wait_estimate_s(),
        )

    def _think(self, submission: Submission) -> None:
        readings = self._store.submissions.readings((submission.id,))
        thought = self._pipeline.think(
            submission, readings, self.conversation(submission.session_id, submission), self.duty(), datetime.now(UTC)
        )
        if thought.mark is not None and not self._pipeline.draw(thought, self._store.derived(submission.session_id)):
            outcome = thought.outcome
            thought = replace(thought, outcome=replace(outcome, reply=replace(outcome.reply, marked_url=None)))
        self._store.publishing.save_draft(submission.id, _draft(thought))

    def _fail(self, submission: Submission, step: FailedStep) -> None:
        self._store.submissions.note_failure(submission.id, step)
        thought = self._pipeline.fail(
            submission,
            self._store.submissions.readings((submission.id,)),
            self.conversation(submission.session_id, submission),
            self.duty(),
            datetime.now(UTC),
            step,
        )
        self._store.publishing.save_draft(submission.id, _draft(thought))

    def _tried(self, step: str, about: str, work: Callable[[], None]) -> bool:
        """Do ``work``; say whether it went well. A store that does not answer is raised: the step is repeated."""
        try:
            work()
        except StoreUnavailableError:
            raise
        except LanternError as error:
            _LOGGER.error("step failed: step=%s id=%s error=%s", step, about, error.code)  # noqa: TRY400  # no content
        except Exception as error:  # noqa: BLE001  # the border: whatever happens inside, a person gets the message
            # The text of an exception may hold words of the person, so only its kind and place are written down.
            place = error.__traceback__
            while place is not None and place.tb_next is not None:
                place = place.tb_next
            where = f"{place.tb_frame.f_code.co_name}:{place.tb_lineno}" if place is not None else "-"
            _LOGGER.error("step failed: step=%s id=%s error=%s at=%s", step, about, type(error).__name__, where)  # noqa: TRY400  # no content
        else:
            return True
        return False


def has_media(submission: Submission) -> bool:
    """Say whether anything has to be decoded: typed words and choices are answered without waiting."""
    return any(attachment.modality is not Modality.TEXT for attachment in submission.attachments)


def _draft(thought: Thought) -> Draft:
    return Draft(outcome=thought.outcome, presentation=thought.presentation, transcript=thought.transcript)
