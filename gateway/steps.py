"""The steps of one submission against the store: read, think, save, speak. Each may be repeated without harm.

This is the one border of the gateway at which any exception is caught: whatever goes wrong inside becomes a ticket
for a person, with the originals.
"""

import logging
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import TypeVar

from gateway.errors import LanternError, NotFoundError, StoreUnavailableError
from gateway.issue import Issue, Priority
from gateway.pipeline import Conversation, Duty, Pipeline, Thought
from gateway.store.messages import bot_message_id
from gateway.store.publishing import Draft
from gateway.store.store import Store
from gateway.store.submissions import FailedStep
from gateway.submission import Attachment, Submission
from gateway.understand.always import always_person
from gateway.understand.describe import own_words
from modalities.evidence import Modality, Problem, ProblemCode, Reading

_LOGGER = logging.getLogger(__name__)
KnownIssue = TypeVar("KnownIssue", bound=Issue)
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
        if tries > MAX_TRIES or not self._read_each(submission):
            self._store.submissions.note_failure(submission_id, "reading")
        self._store.submissions.note_time(submission_id, "read", time.monotonic() - started)
        return DONE

    def think(self, submission_id: str) -> str:
        """Keep a draft of issue, decision and reply; after a failure a ticket for a person."""
        try:
            work = self._store.submissions.work(submission_id)
            if work.is_published:
                if work.owes_media:
                    self._add_late(submission_id)
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
            self._fail(submission, failed)
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

        self._tried("speak", message_id, work)
        return DONE

    def answer_now(self, submission_id: str) -> None:
        """Read, think and save here and now. What goes wrong is left to the queue."""

        def work() -> None:
            for step in (self.read, self.think, self.save):
                step(submission_id)

        self._tried("answer", submission_id, work)

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
            self._tried("urgent words", submission_id, lambda: self._answer_words(submission))

    def give_up(self, submission_id: str) -> None:
        """Hand a submission that cannot be worked on to a person, and finish it. An answer already given stays.

        Finished in any case: whatever cannot even be handed over must not keep the session's next message waiting.
        """

        def work() -> None:
            step: FailedStep = "understanding" if self._store.submissions.readings((submission_id,)) else "reading"
            self._fail(self._store.submissions.load(submission_id), step)
            self.save(submission_id)

        try:
            if not self._store.submissions.work(submission_id).is_published:
                self._tried("give up", submission_id, work)
        except NotFoundError:
            return
        self._store.submissions.finish(submission_id)

    def conversation(self, session_id: str, submission: Submission | None = None) -> Conversation:
        """Return what the store knows of the session; the language and needs of ``submission`` go first."""
        session = self._store.sessions.load(session_id)
        issue = self._store.publishing.open_issue(session_id)
        last = self._store.publishing.last_issue(session_id) if issue is None else None
        earlier = issue.submission_ids if issue else ()
        current = submission.id if submission else None
        return Conversation(
            session_id=session_id,
            language=submission.language if submission else session.language,
            region=session.region,
            needs=submission.needs if submission else session.needs,
            issue=issue,
            last_issue=last,
            last_readings=self._store.submissions.readings(last.submission_ids) if last is not None else (),
            ticket=self._store.tickets.open_of(session_id),
            transcript=self._store.messages.transcript(session_id),
            readings=self._store.submissions.readings([each for each in earlier if each != current]),
            is_always_human=session.is_always_human,
            last_reply=self._store.messages.last_reply(session_id),
        )

    def duty(self, session_id: str, priority: Priority = Priority.P2) -> Duty:
        """Return who is there to answer, at this moment, and how many wait before a ticket of ``priority``."""
        return Duty(
            is_somebody_on_duty=self._store.agents.is_somebody_on_duty(),
            queue_before=self._store.tickets.queue_before(session_id, priority),
            wait_estimate_s=self._store.tickets.wait_estimate_s(),
        )

    def _read_each(self, submission: Submission) -> bool:
        """Keep the reading of every attachment, typed words first; say whether any could be read, or none was there.

        An attachment at which a reader failed has a reading that says so: the others must not be lost with it.
        """
        known = {each.input_id: each for each in self._store.submissions.readings((submission.id,))}
        failed: set[str] = set()
        for attachment in sorted(submission.attachments, key=lambda each: each.modality is not Modality.TEXT):
            if attachment.input_id in known:
                continue
            found: list[Reading] = []
            if not self._tried("read", submission.id, partial(self._read_one, submission, attachment, found)):
                failed.add(attachment.input_id)
                found = [_unread(attachment)]
            known[attachment.input_id] = found[0]
            if attachment.modality is Modality.TEXT:
                self._keep_readings(submission, known, is_whole=False)
        self._keep_readings(submission, known, is_whole=True)
        return not failed or len(failed) < len(known)

    def _read_one(self, submission: Submission, attachment: Attachment, found: list[Reading]) -> None:
        alone = replace(submission, attachments=(attachment,))
        tell = partial(self._note_progress, submission.id)
        out_dir = self._store.derived(submission.session_id)
        found.extend(self._pipeline.read(alone, self._store.blobs.path, out_dir, tell)[:1])

    def _note_progress(self, submission_id: str, input_id: str, done: int, of: int) -> None:
        """Keep how far a video is read, for whoever waits. A side note: the reading goes on whatever becomes of it."""
        note = partial(self._store.submissions.note_progress, submission_id, input_id, done, of)
        try:
            self._tried("progress", submission_id, note)
        except StoreUnavailableError:
            _LOGGER.info("progress not noted: submission=%s", submission_id)

    def _keep_readings(self, submission: Submission, known: dict[str, Reading], *, is_whole: bool) -> None:
        readings = tuple(known[each.input_id] for each in submission.attachments if each.input_id in known)
        self._store.submissions.save_readings(submission.id, readings, is_whole=is_whole)

    def _answer_words(self, submission: Submission) -> None:
        typed = tuple(each for each in submission.attachments if each.modality is Modality.TEXT)
        found: list[Reading] = []
        for attachment in typed:
            self._read_one(submission, attachment, found)
        words = "\n".join(each.transcript.text for each in found if each.transcript is not None)
        if submission.choice != "human" and not (words and self._pipeline.urgent(words, submission.language)):
            return
        self._keep_readings(submission, {each.input_id: each for each in found}, is_whole=False)
        thought = self._thought(submission, tuple(found))
        self._store.publishing.publish(submission.id, _draft(thought), owes_media=True)

    def _add_late(self, submission_id: str) -> None:
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
            if is_other and not _shows_danger(thought.outcome.issue, ids):
                return  # another matter has begun; the readings stay with this message
            late.append(_draft(_unspoken(thought, issue) if issue is not None else thought))

        self._tried("late media", submission_id, work)
        self._store.publishing.add_late(submission_id, late[0] if late else None)

    def _thought(
        self, submission: Submission, readings: tuple[Reading, ...], *, earlier: tuple[Reading, ...] = ()
    ) -> Thought:
        """Return the thought; with a ticket that is more urgent than most, its place in the queue is the right one.

        ``earlier``: readings of the same message that were thought about before.
        """
        self._note_always_person(submission.session_id, readings)
        conversation = self.conversation(submission.session_id, submission)
        conversation = replace(conversation, readings=(*conversation.readings, *earlier))
        now = datetime.now(UTC)
        duty = self.duty(submission.session_id)
        thought = self._pipeline.think(submission, readings, conversation, duty, now)
        priority = thought.outcome.route.priority
        if thought.outcome.ticket is not None and priority is not None:
            known = self.duty(submission.session_id, priority)
            if known.queue_before != duty.queue_before:
                thought = self._pipeline.think(submission, readings, conversation, known, now)
        return thought

    def _note_always_person(self, session_id: str, readings: tuple[Reading, ...]) -> None:
        """Keep that the person wants persons only from now on, or the machine first again, when they say so."""
        wish = always_person(own_words(readings))
        if wish is not None:
            self._store.sessions.set_always_human(session_id, is_always_human=wish)

    def _think(self, submission: Submission) -> None:
        thought = self._thought(submission, self._store.submissions.readings((submission.id,)))
        if thought.mark is not None and not self._pipeline.draw(thought, self._store.derived(submission.session_id)):
            outcome = thought.outcome
            thought = replace(thought, outcome=replace(outcome, reply=replace(outcome.reply, marked_url=None)))
        self._store.publishing.save_draft(submission.id, _draft(thought))

    def _fail(self, submission: Submission, step: FailedStep) -> None:
        """Keep a draft that hands the message to a person, from as little as is needed for it to work.

        What made the thinking fail can make this fail too: the choice first, then all that is known.
        """
        self._store.submissions.note_failure(submission.id, step)
        for is_bare in (False, True):
            if self._tried("fail", submission.id, partial(self._save_failure, submission, step, is_bare=is_bare)):
                return
        _LOGGER.error("no ticket could be made: submission=%s", submission.id)

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
            conversation = self.conversation(session_id, submission)
            readings = self._store.submissions.readings((submission.id,))
        duty = self.duty(session_id, Priority.P1)
        thought = self._pipeline.fail(submission, readings, conversation, duty, datetime.now(UTC), step)
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


def _unread(attachment: Attachment) -> Reading:
    """Return the reading of an attachment at which a reader failed."""
    return Reading(
        input_id=attachment.input_id,
        modality=attachment.modality or Modality.PHOTO,
        media_type="application/octet-stream",
        problems=(Problem(code=ProblemCode.ENGINE_FAILED),),
    )


def _shows_danger(issue: Issue, input_ids: set[str]) -> bool:
    """Say whether one of these inputs shows a danger to life or to money that is going on now."""
    return any(
        risk.level is Priority.P0 and not risk.is_message and any(each.input_id in input_ids for each in risk.evidence)
        for risk in issue.risk
    )


def _unspoken(thought: Thought, before: Issue) -> Thought:
    """Return ``thought`` with what was asked, offered and decided as it was: its own words are never heard."""
    outcome = thought.outcome
    issue = _as_asked(outcome.issue, before)
    ticket = _as_asked(outcome.ticket, before) if outcome.ticket is not None else None
    return replace(thought, outcome=replace(outcome, issue=issue, ticket=ticket))


def _as_asked(issue: KnownIssue, before: Issue) -> KnownIssue:
    return replace(
        issue,
        asked=before.asked,
        attempts=before.attempts,
        clarifications_used=before.clarifications_used,
        route=before.route,
        resolution=before.resolution,
    )


def _draft(thought: Thought) -> Draft:
    return Draft(outcome=thought.outcome, presentation=thought.presentation, transcript=thought.transcript)
