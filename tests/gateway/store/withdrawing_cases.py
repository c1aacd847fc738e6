"""Messages as they are before, while and after they are taken back, for the tests of the store."""

from dataclasses import replace
from datetime import UTC, datetime

from gateway.issue import Issue, Priority, Signal
from gateway.pipeline import Conversation, Duty
from gateway.store.publishing import Draft
from gateway.store.store import Store
from gateway.submission import Submission
from modalities.evidence import EventSpan, Evidence, Modality, Reading, Transcript
from tests.fake_pipeline import FakePipeline

SESSION = "s-1"


def sent(store: Store, name: str) -> Submission:
    """Keep a message in the session."""
    submission = Submission(
        id=name,
        session_id=SESSION,
        language="zh-CN",
        channel="api",
        created_at=datetime.now(UTC),
        attachments=(),
        choice=None,
        needs=(),
    )
    store.submissions.add(submission, "")
    return submission


def thought(submission: Submission, text: str, issue: Issue | None = None, *, is_urgent: bool = False) -> Draft:
    """Return what is thought about a message; 人工 in ``text`` makes a ticket."""
    reading = Reading(
        input_id="a" * 64,
        modality=Modality.TEXT,
        media_type="text/plain",
        transcript=Transcript(text=text, language="zh-CN", engine="typed", confidence=1.0),
    )
    conversation = Conversation(session_id=SESSION, language="zh-CN", region="CN", issue=issue)
    duty = Duty(is_somebody_on_duty=True, queue_before=0, wait_estimate_s=None)
    found = FakePipeline().think(submission, (reading,), conversation, duty, datetime.now(UTC))
    outcome = found.outcome
    if is_urgent and outcome.ticket is not None:
        route, ticket = (replace(each, priority=Priority.P0) for each in (outcome.route, outcome.ticket))
        outcome = replace(outcome, route=route, ticket=ticket)  # type: ignore[arg-type]  # in this order
    return Draft(outcome=outcome, presentation=found.presentation, transcript=found.transcript)


def tremor(count: int) -> Signal:
    """Return what so many taps show."""
    span = EventSpan(event="taps:person:900ms", at=datetime.now(UTC).isoformat(), count=count)
    evidence = Evidence(input_id="m-1", modality=Modality.BEHAVIOUR, quote="", span=span, raw_conf=1.0)
    return Signal(kind="tremor", level="high" if count >= 6 else "medium", evidence=(evidence,))
