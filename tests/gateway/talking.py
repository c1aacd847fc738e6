"""A conversation through the real thinking, without a store and without readers: what was read is given."""

import hashlib
import shutil
import uuid
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from functools import cache
from pathlib import Path

from gateway.issue import Issue
from gateway.knowledge.articles import samples_folder
from gateway.outcome import Outcome, State
from gateway.pipeline import Conversation, Duty, Pipeline
from gateway.settings import Settings
from gateway.submission import Attachment, Submission
from gateway.ticket import Ticket, TranscriptPart
from gateway.understand.masking import masked_reading
from modalities.evidence import Modality, Problem, ProblemCode, Reading, Screen, Transcript
from modalities.processes import ReadingProcesses
from tests.gateway.records import NOW

DUTY = Duty(is_somebody_on_duty=True, queue_before=1, wait_estimate_s=None)
CLOSED = {"human_closed", "verified", "user_says_ok"}


@cache
def thinker(folder: Path) -> Pipeline:
    """Return the real pipeline over the articles in ``folder``, with the rules alone: no learned model, no engines."""
    settings = Settings(data_dir=folder, knowledge_dir=folder / "knowledge", knowledge_samples=True, tts="silent")
    pipeline = Pipeline(settings, ReadingProcesses(), NOW)
    pipeline._model = None
    return pipeline


def shelf(folder: Path, *names: str) -> Path:
    """Copy these sample articles, in each language that has them, into ``folder``; return it."""
    for language in ("zh-CN", "en"):
        place = folder / "knowledge" / language
        place.mkdir(parents=True)
        for name in names:
            source = Path(samples_folder()) / language / f"{name}.md"
            if source.is_file():
                shutil.copy(source, place)
    return folder


def words(text: str, language: str = "zh-CN", *, is_heard: bool = False) -> Reading:
    return Reading(
        input_id=_name(text),
        modality=Modality.VOICE if is_heard else Modality.TEXT,
        media_type="audio/wav" if is_heard else "text/plain",
        transcript=Transcript(
            text=text, language=language, engine="fake@1" if is_heard else "typed", confidence=0.9 if is_heard else 1.0
        ),
    )


def picture(screen: Screen) -> Reading:
    name = _name(str(screen))
    return Reading(input_id=name, modality=Modality.SCREENSHOT, media_type="image/png", screens=(screen,))


def unusable(code: ProblemCode) -> Reading:
    is_sound = code in {ProblemCode.SILENCE, ProblemCode.TOO_QUIET, ProblemCode.TOO_NOISY, ProblemCode.NOT_UNDERSTOOD}
    modality = Modality.VOICE if is_sound else Modality.PHOTO
    return Reading(
        input_id=_name(uuid.uuid4().hex),
        modality=modality,
        media_type="application/octet-stream",
        problems=(Problem(code=code),),
    )


class Talk:
    """One person's messages, one after the other; ``outcomes`` is what became of them."""

    def __init__(self, pipeline: Pipeline, language: str = "zh-CN") -> None:
        self.pipeline = pipeline
        self.language = language
        self.now: datetime = NOW
        self.session_id = f"s-{uuid.uuid4().hex}"
        self.issue: Issue | None = None
        self.ticket: Ticket | None = None
        self.is_always_human = False
        self.transcript: tuple[TranscriptPart, ...] = ()
        self.readings: dict[str, tuple[Reading, ...]] = {}
        self.outcomes: list[Outcome] = []

    def say(self, text: str, **more: object) -> Outcome:
        return self.send(words(text, self.language), **more)  # type: ignore[arg-type]  # options of send

    def choose(self, choice: str) -> Outcome:
        return self.send(choice=choice)

    def send(self, *readings: Reading, choice: str | None = None) -> Outcome:
        """Send one message and return what became of it."""
        name = f"m{len(self.outcomes)}-{self.session_id}"
        masked = tuple(masked_reading(each) for each in readings)
        submission = Submission(
            id=name,
            session_id=self.session_id,
            language=self.language,
            attachments=tuple(
                Attachment(input_id=each.input_id, modality=each.modality, name="", size_bytes=1) for each in masked
            ),
            choice=choice,
            needs=(),
            created_at=self.now,
            channel="test",
        )
        is_closed = self.ticket is None and self.issue is not None and self.issue.resolution.state in CLOSED
        known = None if is_closed else self.issue
        conversation = Conversation(
            session_id=self.session_id,
            language=self.language,
            region="CN",
            issue=known,
            last_issue=self.issue if is_closed else None,
            last_readings=self.of(self.issue.submission_ids) if is_closed and self.issue is not None else (),
            ticket=self.ticket,
            transcript=self.transcript,
            readings=self.of(known.submission_ids if known is not None else ()),
            is_always_human=self.is_always_human,
            last_reply=self.outcomes[-1].reply if self.outcomes else None,
        )
        thought = self.pipeline.think(submission, masked, conversation, DUTY, self.now)
        outcome = thought.outcome
        self.readings[name] = masked
        self.issue = outcome.issue
        self.transcript = (*self.transcript, *thought.transcript)
        if outcome.ticket is not None:
            known_ticket = self.ticket or outcome.ticket
            self.ticket = replace(
                outcome.ticket,
                owner=known_ticket.owner,
                priority=min(outcome.ticket.priority, known_ticket.priority),
            )
        self.outcomes.append(outcome)
        return outcome

    def of(self, submissions: Sequence[str]) -> tuple[Reading, ...]:
        return tuple(reading for name in submissions for reading in self.readings.get(name, ()))

    def walk_to_the_second_step(self) -> Outcome:
        """Ask for a video call until the second step of its guide is told."""
        outcome = self.say("How do I make a WeChat video call?" if self.language == "en" else "怎么跟孙女微信视频")
        while outcome.state is State.ASKING:
            outcome = self.choose("yes")
        return self.choose("done")

    def claim(self) -> None:
        if self.ticket is not None:
            self.ticket = replace(self.ticket, owner="human:li")


def reply(outcome: Outcome) -> str:
    return "\n".join(card.text for card in outcome.reply.cards)


def choices(outcome: Outcome) -> set[str]:
    return {choice.id for choice in outcome.reply.choices}


def _name(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
