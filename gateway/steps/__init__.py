"""The steps of one submission against the store: read, think, save, speak. Each may be repeated without harm.

Whatever goes wrong inside is caught at one border (``gateway/steps/border.py``) and becomes a ticket for a person, with
the originals.
"""

import time

from gateway.errors import NotFoundError
from gateway.pipeline import Pipeline
from gateway.steps.border import tried
from gateway.steps.reading import Attachments, has_media
from gateway.steps.thinking import Thinking
from gateway.store.messages import bot_message_id
from gateway.store.store import Store
from gateway.store.submissions import FailedStep

__all__ = ["MAX_TRIES", "Steps", "has_media"]
MAX_TRIES = 5
"""A step that has taken its process with it this often is not tried again: a person gets the message."""
GONE = "gone"
DONE = "done"


class Steps:
    """What is done with a submission. ``gateway/durable`` decides when."""

    def __init__(self, store: Store, pipeline: Pipeline) -> None:
        self._store = store
        self._pipeline = pipeline
        self._attachments = Attachments(store, pipeline)
        self._thinking = Thinking(store, pipeline, self._attachments)

    def read_in_turn(self, submission_id: str) -> str:
        """Answer what the person sent before, then keep what this message's attachments gave.

        The queue runs one message of a session at a time, but not always the oldest first. Urgent words go before all.
        """
        self.answer_urgent_words(submission_id)
        for older in self._store.submissions.earlier_unpublished(submission_id):
            self.answer_now(older)
        return self.read(submission_id)

    def read(self, submission_id: str) -> str:
        """Keep what every attachment gave; a failure is noted, not raised."""
        try:
            work = self._store.submissions.work(submission_id)
            if work.is_published and not work.owes_media:
                return DONE
            submission = self._store.submissions.load(submission_id)
            tries = self._store.submissions.note_attempt(submission_id, "read")
        except NotFoundError:
            return GONE
        started = time.monotonic()
        if tries > MAX_TRIES or not self._attachments.read_each(submission):
            self._store.submissions.note_failure(submission_id, "reading")
        self._store.submissions.note_time(submission_id, "read", time.monotonic() - started)
        return DONE

    def think(self, submission_id: str) -> str:
        """Keep a draft of issue, decision and reply; after a failure a ticket for a person."""
        try:
            work = self._store.submissions.work(submission_id)
            if work.is_published:
                if work.owes_media:
                    self._thinking.add_late(submission_id)
                return DONE
            submission = self._store.submissions.load(submission_id)
            tries = self._store.submissions.note_attempt(submission_id, "think")
        except NotFoundError:
            return GONE
        started = time.monotonic()
        failed = work.failed_step or ("understanding" if tries > MAX_TRIES else None)
        if failed is None and not tried("think", submission_id, lambda: self._thinking.think(submission)):
            failed = "understanding"
        if failed is not None:
            self._thinking.fail(submission, failed)
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
            heard = self._store.submissions.readings(self._store.submissions.ids_of(session_id))
            speech = self._pipeline.speak(presentation, folder, heard)
            if speech is not None:
                self._store.messages.save_speech(message_id, speech)

        tried("speak", message_id, work)
        return DONE

    def answer_now(self, submission_id: str) -> None:
        """Read, think and save here and now. What goes wrong is left to the queue."""

        def work() -> None:
            for step in (self.read, self.think, self.save):
                step(submission_id)

        tried("answer", submission_id, work)

    def answer_urgent_words(self, submission_id: str) -> None:
        """Answer typed words of danger, or a call for a person, before the media beside them are looked at.

        The media are read afterwards; what they hold reaches issue and ticket without a second answer.
        """
        try:
            if self._store.submissions.work(submission_id).is_published:
                return
            submission = self._store.submissions.load(submission_id)
        except NotFoundError:
            return
        if has_media(submission):
            tried("urgent words", submission_id, lambda: self._thinking.answer_words(submission))

    def give_up(self, submission_id: str) -> None:
        """Hand a submission that cannot be worked on to a person, and finish it. An answer already given stays.

        Finished in any case: whatever cannot even be handed over must not keep the session's next message waiting.
        """

        def work() -> None:
            step: FailedStep = "understanding" if self._store.submissions.readings((submission_id,)) else "reading"
            self._thinking.fail(self._store.submissions.load(submission_id), step)
            self.save(submission_id)

        try:
            if not self._store.submissions.work(submission_id).is_published:
                tried("give up", submission_id, work)
        except NotFoundError:
            return
        self._store.submissions.finish(submission_id)
