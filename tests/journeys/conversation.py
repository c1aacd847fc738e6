"""A conversation through the real store, the real readers and the real decisions, one step after another.

Only the engine that resumes killed work is left out here; ``tests/chaos`` has it.
"""

import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from gateway.outcome import Outcome
from gateway.pipeline import Pipeline
from gateway.settings import Settings
from gateway.steps import Steps
from gateway.store.agents import AgentRole
from gateway.store.store import Store, open_store
from gateway.submission import Attachment, Submission
from modalities.evidence import Modality
from modalities.processes import ReadingProcesses


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """A whole Lantern without pages: the store, the steps, and the processes that read."""

    store: Store
    steps: Steps
    pipeline: Pipeline
    agent_key: str | None
    """Of an agent who sits at the desk; None: nobody is on duty."""


def open_house(folder: Path, processes: ReadingProcesses, *, is_staffed: bool = True, **settings: object) -> House:
    """Return a Lantern on a fresh data folder, without any call to the outside but to what ``settings`` names."""
    chosen = Settings(**{"data_dir": folder, "tts": "silent", **settings})  # type: ignore[arg-type]  # checked by it
    store = open_store(chosen)
    pipeline = Pipeline(chosen, processes, datetime.now(UTC))
    store.agents.add("li", AgentRole.AGENT, None)
    key = store.agents.new_token("li") if is_staffed else None
    return House(store=store, steps=Steps(store, pipeline), pipeline=pipeline, agent_key=key)


class Talk:
    """One person's conversation."""

    def __init__(self, house: House, language: str = "zh-CN") -> None:
        self.house = house
        self.language = language
        self.session_id = f"s-{uuid.uuid4().hex}"
        house.store.sessions.create(session_id=self.session_id, language=language, region="CN", channel="test")

    def send(
        self, *, text: str = "", choice: str | None = None, media: tuple[tuple[Modality | None, bytes], ...] = ()
    ) -> Outcome:
        """Send one message and return what became of it."""
        store, steps = self.house.store, self.house.steps
        if self.house.agent_key is not None:
            store.agents.of_key(self.house.agent_key)  # the agent's page is open
        parts = [(Modality.TEXT, text.encode())] if text else []
        attachments = tuple(self._kept(kind, data) for kind, data in (*parts, *media))
        submission = Submission(
            id=uuid.uuid4().hex,
            session_id=self.session_id,
            language=self.language,
            attachments=attachments,
            choice=choice,
            needs=(),
            created_at=datetime.now(UTC),
            channel="api",
        )
        store.submissions.add(submission, text)
        for step in (steps.read, steps.think, steps.save):
            step(submission.id)
        outcome = store.submissions.outcome(submission.id)
        assert outcome is not None
        return outcome

    def tickets(self) -> int:
        """Return how many open tickets this person has."""
        return sum(line.session_id == self.session_id for line in self.house.store.tickets.list())

    def _kept(self, kind: Modality | None, data: bytes) -> Attachment:
        blob = self.house.store.blobs.keep((data,))
        return Attachment(input_id=blob.input_id, modality=kind, name="", size_bytes=blob.size_bytes)
