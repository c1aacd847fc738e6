"""What the store knows at the moment at which a message is thought about."""

from gateway.issue import Priority
from gateway.pipeline import Conversation, Duty
from gateway.store.store import Store
from gateway.submission import Submission


def conversation(store: Store, session_id: str, submission: Submission | None = None) -> Conversation:
    """Return what the store knows of the session; the language and needs of ``submission`` go first."""
    session = store.sessions.load(session_id)
    issue = store.publishing.open_issue(session_id)
    last = store.publishing.last_issue(session_id) if issue is None else None
    earlier = issue.submission_ids if issue else ()
    current = submission.id if submission else None
    return Conversation(
        session_id=session_id,
        language=submission.language if submission else session.language,
        region=session.region,
        needs=submission.needs if submission else session.needs,
        issue=issue,
        last_issue=last,
        last_readings=store.submissions.readings(last.submission_ids) if last is not None else (),
        ticket=store.tickets.open_of(session_id),
        transcript=store.messages.transcript(session_id),
        readings=store.submissions.readings([each for each in earlier if each != current]),
        is_always_human=session.is_always_human,
        last_reply=store.messages.last_reply(session_id),
    )


def duty(store: Store, session_id: str, priority: Priority = Priority.P2) -> Duty:
    """Return who is there to answer, at this moment, and how many wait before a ticket of ``priority``."""
    return Duty(
        is_somebody_on_duty=store.agents.is_somebody_on_duty(),
        queue_before=store.tickets.queue_before(session_id, priority),
        wait_estimate_s=store.tickets.wait_estimate_s(),
    )
