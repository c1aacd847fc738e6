"""Every attachment of a message into a reading that is kept: one that cannot be read does not take the others along."""

import logging
from dataclasses import replace
from functools import partial

from gateway.errors import StoreUnavailableError
from gateway.pipeline import Pipeline
from gateway.steps.border import tried
from gateway.store.store import Store
from gateway.submission import Attachment, Submission
from modalities.evidence import Modality, Problem, ProblemCode, Reading

_LOGGER = logging.getLogger(__name__)


class Attachments:
    """Reads what came with a message, and keeps what was found."""

    def __init__(self, store: Store, pipeline: Pipeline) -> None:
        self._store = store
        self._pipeline = pipeline

    def read_each(self, submission: Submission) -> bool:
        """Keep the reading of every attachment, typed words first; say whether any could be read, or none was there.

        An attachment at which a reader failed has a reading that says so: the others must not be lost with it.
        """
        known = {each.input_id: each for each in self._store.submissions.readings((submission.id,))}
        failed: set[str] = set()
        for attachment in sorted(submission.attachments, key=lambda each: each.modality is not Modality.TEXT):
            if attachment.input_id in known:
                continue
            found: list[Reading] = []
            if not tried("read", submission.id, partial(self._read_one, submission, attachment, found)):
                failed.add(attachment.input_id)
                found = [_unread(attachment)]
            known[attachment.input_id] = found[0]
            if attachment.modality is Modality.TEXT:
                self.keep(submission, known, is_whole=False)
        self.keep(submission, known, is_whole=True)
        return not failed or len(failed) < len(known)

    def read_typed(self, submission: Submission) -> tuple[Reading, ...]:
        """Return the readings of the typed words alone. Nothing is kept, and what goes wrong is raised."""
        found: list[Reading] = []
        for attachment in submission.attachments:
            if attachment.modality is Modality.TEXT:
                self._read_one(submission, attachment, found)
        return tuple(found)

    def keep(self, submission: Submission, known: dict[str, Reading], *, is_whole: bool) -> None:
        """Keep what is ``known``, by input id; ``is_whole``: nothing of this message is still to be read."""
        readings = tuple(known[each.input_id] for each in submission.attachments if each.input_id in known)
        self._store.submissions.save_readings(submission.id, readings, is_whole=is_whole)

    def _read_one(self, submission: Submission, attachment: Attachment, found: list[Reading]) -> None:
        alone = replace(submission, attachments=(attachment,))
        tell = partial(self._note_progress, submission.id)
        out_dir = self._store.derived(submission.session_id)
        found.extend(self._pipeline.read(alone, self._store.blobs.path, out_dir, tell)[:1])

    def _note_progress(self, submission_id: str, input_id: str, done: int, of: int) -> None:
        """Keep how far a video is read, for whoever waits. A side note: the reading goes on whatever becomes of it."""
        note = partial(self._store.submissions.note_progress, submission_id, input_id, done, of)
        try:
            tried("progress", submission_id, note)
        except StoreUnavailableError:
            _LOGGER.info("progress not noted: submission=%s", submission_id)


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
