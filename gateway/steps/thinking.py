"""Thoughts about a message, kept as drafts: the answer, what comes too late for it, and what goes to a person."""

import logging
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial

from gateway.issue import Priority
from gateway.pipeline import Conversation, Pipeline, Thought
from gateway.steps import known
from gateway.steps.border import tried
from gateway.steps.late import shows_danger, unspoken
from gateway.steps.reading import Attachments
from gateway.store.publishing import Draft
from gateway.store.store import Store
from gateway.store.submissions import FailedStep
from gateway.submission import Submission
from gateway.understand.always import always_person
from gateway.understand.describe import own_words
from modalities.evidence import Modality, Reading

_LOGGER = logging.getLogger(__name__)


class Thinking:
    """Thinks with all that the store knows of the conversation."""

    def __init__(self, store: Store, pipeline: Pipeline, attachments: Attachments) -> None:
        self._store = store
        self._pipeline = pipeline
        self._attachments = attachments

    def think(self, submission: Submission) -> None:
        """Keep a draft of issue, decision and reply, with the mark drawn."""
        thought = self._thought(submission, self._store.submissions.readings((submission.id,)))
        if thought.mark is not None and not self._pipeline.draw(thought, self._store.derived(submission.session_id)):
            outcome = thought.outcome
            thought = replace(thought, outcome=replace(outcome, reply=replace(outcome.reply, marked_url=None)))
        self._store.publishing.save_draft(submission.id, _draft(thought))

    def fail(self, submission: Submission, step: FailedStep) -> None:
        """Keep a draft that hands the message to a person, from as little as is needed for it to work.

        What made the thinking fail can make this fail too: the choice first, then all that is known.
        """
        self._store.submissions.note_failure(submission.id, step)
        for is_bare in (False, True):
            if tried("fail", submission.id, partial(self._save_failure, submission, step, is_bare=is_bare)):
                return
        _LOGGER.error("no ticket could be made: submission=%s", submission.id)

    def answer_words(self, submission: Submission) -> None:
        """Publish the answer to typed words alone, when they are urgent; the media beside them are owed."""
        found = self._attachments.read_typed(submission)
        words = "\n".join(each.transcript.text for each in found if each.transcript is not None)
        if submission.choice != "human" and not (words and self._pipeline.urgent(words, submission.language)):
            return
        self._attachments.keep(submission, {each.input_id: each for each in found}, is_whole=False)
        thought = self._thought(submission, found)
        self._store.publishing.publish(submission.id, _draft(thought), owes_media=True)

    def add_late(self, submission_id: str) -> None:
        """Bring what the media hold into issue and ticket, without a second answer."""
        late: list[Draft] = []

        def work() -> None:
            submission = self._store.submissions.load(submission_id)
            media = tuple(each for each in submission.attachments if each.modality is not Modality.TEXT)
            ids = {each.input_id for each in media}
            readings = self._store.submissions.readings((submission_id,))
            alone = replace(submission, attachments=media, choice=None)
            typed = tuple(each for each in readings if each.input_id not in ids)
            thought = self._thought(alone, tuple(each for each in readings if each.input_id in ids), earlier=typed)
            issue = self._store.publishing.open_issue(submission.session_id)
            outcome = self._store.submissions.outcome(submission_id)
            is_other = issue is not None and outcome is not None and issue.id != outcome.issue.id
            if is_other and not shows_danger(thought.outcome.issue, ids):
                return  # another matter has begun; the readings stay with this message
            is_same = issue is not None and issue.id == thought.outcome.issue.id
            late.append(_draft(unspoken(thought, issue) if issue is not None and is_same else thought))

        tried("late media", submission_id, work)
        self._store.publishing.add_late(submission_id, late[0] if late else None)

    def _thought(
        self, submission: Submission, readings: tuple[Reading, ...], *, earlier: tuple[Reading, ...] = ()
    ) -> Thought:
        """Return the thought; with a ticket that is more urgent than most, its place in the queue is the right one.

        ``earlier``: readings of the same message that were thought about before.
        """
        self._note_always_person(submission.session_id, readings)
        conversation = known.conversation(self._store, submission.session_id, submission)
        conversation = replace(conversation, readings=(*conversation.readings, *earlier))
        now = datetime.now(UTC)
        duty = known.duty(self._store, submission.session_id)
        thought = self._pipeline.think(submission, readings, conversation, duty, now)
        priority = thought.outcome.route.priority
        if thought.outcome.ticket is not None and priority is not None:
            place = known.duty(self._store, submission.session_id, priority)
            if place.queue_before != duty.queue_before:
                thought = self._pipeline.think(submission, readings, conversation, place, now)
        return thought

    def _note_always_person(self, session_id: str, readings: tuple[Reading, ...]) -> None:
        """Keep that the person wants persons only from now on, or the machine first again, when they say so."""
        wish = always_person(own_words(readings))
        if wish is not None:
            self._store.sessions.set_always_human(session_id, is_always_human=wish)

    def _save_failure(self, submission: Submission, step: FailedStep, *, is_bare: bool) -> None:
        session_id = submission.session_id
        if is_bare:
            session = self._store.sessions.load(session_id)
            submission = replace(submission, choice=None)
            issue = self._store.publishing.open_issue(session_id)  # one matter stays one ticket
            conversation = Conversation(
                session_id=session_id, language=submission.language, region=session.region, issue=issue
            )
            readings: tuple[Reading, ...] = ()
        else:
            conversation = known.conversation(self._store, session_id, submission)
            readings = self._store.submissions.readings((submission.id,))
        duty = known.duty(self._store, session_id, Priority.P1)
        thought = self._pipeline.fail(submission, readings, conversation, duty, datetime.now(UTC), step)
        self._store.publishing.save_draft(submission.id, _draft(thought))


def _draft(thought: Thought) -> Draft:
    return Draft(outcome=thought.outcome, presentation=thought.presentation, transcript=thought.transcript)
