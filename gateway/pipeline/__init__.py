"""One message through every step, in order: read, think, speak. Each step takes records in and gives a record out.

``gateway/durable`` runs the steps, so that a killed process goes on where it was. Nothing here writes to the store.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Literal

from elder_mode.reply import Presentation, Speech
from elder_mode.voice import Voices
from elder_mode.voice_cache import VoiceCache
from gateway.pipeline import mark, shelf, think, voice
from gateway.pipeline.mark import MARKED
from gateway.pipeline.read import Tell, engine_settings, read_attachment
from gateway.pipeline.records import Conversation, Duty, Thought, Turn
from gateway.pipeline.voice import voice_settings
from gateway.settings import Settings
from gateway.submission import Submission
from gateway.understand import language_model
from gateway.understand.learned import keep
from modalities.evidence import Reading
from modalities.processes import ReadingProcesses

__all__ = ["MARKED", "Conversation", "Duty", "Pipeline", "Thought", "voice_settings"]


class Pipeline:
    """The steps, with the knowledge and the engines that they use."""

    def __init__(self, settings: Settings, processes: ReadingProcesses, now: datetime) -> None:
        """Load the articles that may answer on the day ``now``.

        Raises:
            ArticleError: an article cannot be read.
            WrongSettingError: the language model of the settings cannot be used.
        """
        self._settings = settings
        self._processes = processes
        self._shelf = shelf.load(settings, now.date())
        self._model = keep.ready(settings.data_dir)
        self._language_model = language_model.create(settings)
        self._voices = Voices(voice_settings(settings), VoiceCache(settings.data_dir / "voice"))

    def urgent(self, text: str, language: str) -> bool:
        """Say whether typed words must be looked at before everything that waits: danger, or a wish for a person."""
        return think.is_urgent(text, language, self._model)

    def read(
        self, submission: Submission, blob_path: Callable[[str], Path], out_dir: Path, tell: Tell | None = None
    ) -> tuple[Reading, ...]:
        """Return what each attachment gave, masked. Blocking: seconds for media, nothing for typed words.

        Files for people to look at are left in ``out_dir/<input_id>/``, with secrets blacked out. ``tell`` hears
        meanwhile which attachment is read, how many pictures of it are done, and of how many; it raises nothing.
        """
        return tuple(
            read_attachment(
                attachment,
                blob_path(attachment.input_id),
                out_dir / attachment.input_id,
                submission.language,
                engine_settings(self._settings),
                self._processes,
                tell,
            )
            for attachment in submission.attachments
        )

    def think(
        self,
        submission: Submission,
        readings: tuple[Reading, ...],
        conversation: Conversation,
        duty: Duty,
        now: datetime,
    ) -> Thought:
        """Return the issue, the decision and the reply for one message."""
        turn = Turn(submission=submission, readings=readings, conversation=conversation, duty=duty, now=now)
        return think.think(turn, self._shelf, self._model, self._language_model)

    def fail(
        self,
        submission: Submission,
        readings: tuple[Reading, ...],
        conversation: Conversation,
        duty: Duty,
        now: datetime,
        step: Literal["reading", "understanding"],
    ) -> Thought:
        """Return a ticket for a person after a failure inside. Understands nothing, so that nothing can fail again."""
        turn = Turn(submission=submission, readings=readings, conversation=conversation, duty=duty, now=now)
        return think.fail(turn, step, self._shelf)

    def draw(self, thought: Thought, out_dir: Path) -> bool:
        """Draw the mark into the person's picture; say whether a picture was made. Never raises for media trouble."""
        return thought.mark is not None and mark.draw(thought.mark, out_dir)

    def speak(self, presentation: Presentation, out_dir: Path, readings: Sequence[Reading] = ()) -> Speech | None:
        """Return the presentation as sound in ``out_dir``, or None when no voice is to be had.

        Args:
            presentation: what to say.
            out_dir: where the sound goes.
            readings: of this session so far: the voice follows the rate of the person's own voice messages.
        """
        return voice.speak(presentation, out_dir, readings, self._voices)

    def prepare_voices(self) -> int:
        """Make the sound of fixed sentences where it is missing, lines of danger first; return how many were made."""
        return voice.prepare(self._settings, self._voices)
