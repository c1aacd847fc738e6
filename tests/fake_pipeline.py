"""A pipeline without engines: 人工 calls a person, 着火 in a voice is danger, 崩溃 and 想不通 raise, 死机 kills.

The choice "broken" makes thinking and failing raise; with ``is_hopeless`` failing raises always.
"""

import os
import wave
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Literal

from elder_mode.reply import Card, ChoiceLabel, Presentation, Speech
from gateway.issue import Issue, Priority, Resolution, Risk, RiskKind, RouteDecision
from gateway.outcome import Outcome, ReplyView, RouteView, State
from gateway.pipeline import Conversation, Duty, Thought
from gateway.submission import Submission
from gateway.ticket import Author, MediaItem, Ticket, TranscriptPart
from modalities.evidence import DerivedFile, Evidence, Modality, Reading, TimeSpan, Transcript


class FakePipeline:
    """Has the surface of ``gateway.pipeline.Pipeline``."""

    def __init__(self, *, has_voice: bool = True) -> None:
        self._has_voice = has_voice
        self.between: Callable[[], None] = lambda: None
        """Called in the middle of every ``think``."""
        self.between_pictures: Callable[[], None] = lambda: None
        """Called while a video is read: one of its six pictures is done."""
        self.is_hopeless = False
        self.is_new_matter = False
        """Whether every message begins a matter of its own."""
        self.resolution: Resolution | None = None
        """What every issue gets, when it is given."""

    def urgent(self, text: str, language: str) -> bool:
        return "人工" in text

    def read(
        self,
        submission: Submission,
        blob_path: Callable[[str], Path],
        out_dir: Path,
        tell: Callable[[str, int, int], None] | None = None,
    ) -> tuple[Reading, ...]:
        readings = []
        for attachment in submission.attachments:
            if attachment.modality is Modality.VIDEO and tell is not None:
                tell(attachment.input_id, 1, 6)
                self.between_pictures()
            data = blob_path(attachment.input_id).read_bytes()
            text = data.decode(errors="replace")
            if "崩溃" in text:
                raise RuntimeError(text)
            if "死机" in text:
                os._exit(9)
            is_typed = attachment.modality is Modality.TEXT
            files: tuple[DerivedFile, ...] = ()
            if not is_typed:
                folder = out_dir / attachment.input_id
                folder.mkdir(parents=True, exist_ok=True)
                (folder / "shown.txt").write_bytes(data[:10])
                files = (DerivedFile(name="shown.txt", media_type="text/plain"),)
            readings.append(
                Reading(
                    input_id=attachment.input_id,
                    modality=attachment.modality or Modality.PHOTO,
                    media_type="text/plain",
                    transcript=Transcript(text=text, language=submission.language, engine="typed", confidence=1.0)
                    if is_typed or attachment.modality is Modality.VOICE
                    else None,
                    files=files,
                )
            )
        return tuple(readings)

    def think(
        self,
        submission: Submission,
        readings: tuple[Reading, ...],
        conversation: Conversation,
        duty: Duty,
        now: datetime,
    ) -> Thought:
        text = " ".join(reading.transcript.text for reading in readings if reading.transcript)
        if "想不通" in text or submission.choice == "broken":
            raise RuntimeError(text)
        self.between()
        is_human = "人工" in text or submission.choice == "human"
        return self._thought(submission, readings, conversation, now, text, is_human=is_human)

    def fail(
        self,
        submission: Submission,
        readings: tuple[Reading, ...],
        conversation: Conversation,
        duty: Duty,
        now: datetime,
        step: Literal["reading", "understanding"],
    ) -> Thought:
        if self.is_hopeless or submission.choice == "broken":
            raise RuntimeError(step)
        return self._thought(submission, readings, conversation, now, "", is_human=True, failure=step)

    def draw(self, thought: Thought, out_dir: Path) -> bool:
        return False

    def speak(self, presentation: Presentation, out_dir: Path, readings: Sequence[Reading] = ()) -> Speech | None:
        if not self._has_voice:
            return None
        path = out_dir / "speech.wav"
        with wave.open(str(path), "wb") as sound:
            sound.setnchannels(1)
            sound.setsampwidth(2)
            sound.setframerate(16000)
            sound.writeframes(b"\0\0" * 1600)
        return Speech(engine="fake", media_type="audio/wav", duration_s=0.1, path=str(path))

    def _thought(
        self,
        submission: Submission,
        readings: tuple[Reading, ...],
        conversation: Conversation,
        now: datetime,
        text: str,
        *,
        is_human: bool,
        failure: Literal["none", "reading", "understanding"] = "none",
    ) -> Thought:
        fresh = Issue(id=f"i-{submission.id}", created_at=now, language="zh-CN")
        issue = fresh if self.is_new_matter else conversation.issue or fresh
        issue = replace(issue, submission_ids=(*issue.submission_ids, submission.id), one_line=text[:30])
        issue = replace(issue, resolution=self.resolution or issue.resolution)
        burning = tuple(
            Evidence(
                input_id=each.input_id,
                modality=each.modality,
                quote="着火",
                span=TimeSpan(t0_s=0.0, t1_s=1.0),
                raw_conf=1.0,
            )
            for each in readings
            if each.modality is Modality.VOICE and each.transcript is not None and "着火" in each.transcript.text
        )
        if burning:
            fire = Risk(kind=RiskKind.FIRE_GAS, level=Priority.P0, evidence=burning, rule_ids=("fake",))
            issue, is_human = replace(issue, risk=(*issue.risk, fire)), True
        card = Card(text=f"听到了：{text}", step=1, of=1, speech=f"听到了：{text}")
        choice = ChoiceLabel(id="human", label="找真人")
        presentation = Presentation(language=submission.language, cards=(card,), choices=(choice,))
        decision = RouteDecision.HUMAN if is_human else RouteDecision.ANSWER
        parts = (
            *(
                TranscriptPart(
                    author=Author.CUSTOMER,
                    input_id=reading.input_id,
                    modality=reading.modality.value,
                    text=reading.transcript.text if reading.transcript else "",
                    at=now,
                )
                for reading in readings
            ),
            TranscriptPart(author=Author.BOT, input_id=None, modality="text", text=card.text, at=now),
        )
        outcome = Outcome(
            submission_id=submission.id,
            session_id=submission.session_id,
            state=State.WITH_PERSON if is_human else State.ANSWERED,
            issue=issue,
            route=RouteView(
                decision=decision,
                priority=Priority.P0 if burning else Priority.P2 if is_human else None,
                reasons=(),
                p_understood=0.5,
            ),
            reply=ReplyView(language=submission.language, cards=presentation.cards, choices=presentation.choices),
            ticket=self._ticket(issue, submission, failure) if is_human or conversation.ticket else None,
        )
        return Thought(outcome=outcome, presentation=presentation, transcript=parts)

    def _ticket(
        self, issue: Issue, submission: Submission, failure: Literal["none", "reading", "understanding"]
    ) -> Ticket:
        media = tuple(
            MediaItem(
                input_id=each.input_id,
                modality="photo",
                media_type="text/plain",
                name=each.name,
                url=f"/api/v1/media/{each.input_id}",
                original_url=f"/api/v1/media/{each.input_id}?original=1",
            )
            for each in submission.attachments
            if each.modality is not Modality.TEXT
        )
        return Ticket(
            id=issue.id,
            created_at=issue.created_at,
            language=issue.language,
            submission_ids=issue.submission_ids,
            one_line=issue.one_line,
            ticket_id=f"t-{issue.id}",
            session_id=submission.session_id,
            code="",
            media=media,
            priority=Priority.P0 if issue.risk else Priority.P2,
            failure=failure,
        )
