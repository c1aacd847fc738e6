"""Durable work with the real engine on SQLite and a fake pipeline."""

import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from gateway import durable
from gateway.errors import StoreUnavailableError
from gateway.intake import Incoming
from gateway.outcome import State
from gateway.settings import Settings
from gateway.steps import MAX_TRIES
from gateway.store import clock, tables
from gateway.store.submissions import Submissions
from gateway.submission import Attachment
from modalities.evidence import Modality
from tests.fake_pipeline import FakePipeline
from tests.fake_queue import FakeQueue
from ui.services import Services, open_services, open_worker

ROOT = Path(__file__).parents[2]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data_dir=tmp_path / "data folder", offline=True)


@pytest.fixture
def services(settings: Settings) -> Iterator[Services]:
    opened = open_services(settings, FakePipeline())  # type: ignore[arg-type]  # the fake has the same surface
    yield opened
    opened.close()


@contextmanager
def working(settings: Settings, services: Services) -> Iterator[None]:
    executor = durable.take_executor(settings, is_worker=True)
    worker = open_worker(settings, services.pipeline, services.queue, executor)
    worker.start()
    try:
        yield
    finally:
        worker.stop()


def wait(question: Callable[[], bool], seconds: float = 30) -> None:
    until = time.monotonic() + seconds
    while not question():
        assert time.monotonic() < until, "it did not happen"
        time.sleep(0.05)


def photo(services: Services, data: bytes) -> Attachment:
    blob = services.store.blobs.keep((data,))
    return Attachment(input_id=blob.input_id, modality=Modality.PHOTO, name="a.jpg", size_bytes=blob.size_bytes)


def send(services: Services, data: bytes, **given: str) -> str:
    incoming = Incoming(attachments=(photo(services, data),), language="zh-CN", channel="api", **given)  # type: ignore[arg-type]  # ids only
    return services.intake.accept(incoming).submission_id


def send_video(services: Services) -> str:
    video = replace(photo(services, b"video"), modality=Modality.VIDEO, name="a.mp4")
    return services.intake.accept(Incoming(attachments=(video,), language="zh-CN", channel="api")).submission_id


def is_done(services: Services, submission_id: str) -> bool:
    return services.store.submissions.work(submission_id).is_done


def test_a_photo_is_read_thought_about_answered_and_spoken(settings: Settings, services: Services) -> None:
    with working(settings, services):
        name = send(services, b"picture")
        wait(lambda: is_done(services, name))

    outcome = services.store.submissions.outcome(name)
    assert outcome is not None
    assert outcome.state is State.ANSWERED
    assert services.store.messages.speech(f"{name}.reply") is not None


def test_messages_of_one_session_are_answered_in_their_order(settings: Settings, services: Services) -> None:
    session = services.intake.open_session(language="zh-CN", channel="api")
    names = [send(services, f"picture {number}".encode(), session_id=session) for number in range(5)]
    with working(settings, services):
        wait(lambda: all(is_done(services, name) for name in names))

    bot = [m.submission_id for m in services.store.messages.list(session) if m.author.value == "bot"]
    assert names == bot


@pytest.mark.parametrize(
    ("data", "step"), [(b"\xe5\xb4\xa9\xe6\xba\x83", "reading"), ("想不通".encode(), "understanding")]
)
def test_a_failure_inside_becomes_a_ticket_with_the_original(
    settings: Settings, services: Services, data: bytes, step: str
) -> None:
    with working(settings, services):
        given = Incoming(attachments=(photo(services, data),), text=data.decode(), language="zh-CN", channel="api")
        name = services.intake.accept(given).submission_id
        wait(lambda: is_done(services, name))

    outcome = services.store.submissions.outcome(name)
    assert outcome is not None
    assert outcome.ticket is not None
    assert outcome.ticket.failure == step
    assert services.store.blobs.path(outcome.ticket.media[0].input_id).read_bytes() == data


def test_how_far_a_video_is_read_is_kept_and_no_step_rests_on_it(settings: Settings, services: Services) -> None:
    pipeline = services.pipeline
    assert isinstance(pipeline, FakePipeline)
    stood: list[tuple[str, tuple[int, int] | None]] = []

    def look() -> None:
        (work,) = services.store.submissions.unfinished()
        stood.append((work.progress, work.pictures))

    pipeline.between_pictures = look
    with working(settings, services):
        name = send_video(services)
        wait(lambda: is_done(services, name))
        services.store.submissions.note_progress(name, "a" * 64, 2, 6)

    session_id = services.store.submissions.load(name).session_id
    (event,) = [each for each in services.store.events.after(session_id, name, 0) if each.kind == "reading"]
    assert stood == [("reading", (1, 6))]
    assert event.ref is not None
    assert event.ref.endswith(":1/6")
    assert services.store.submissions.work(name).progress == "done"


def test_progress_that_cannot_be_kept_does_not_stop_the_reading(
    settings: Settings, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[int] = []

    def shut(_: Submissions, submission_id: str, input_id: str, done: int, of: int) -> None:
        tried.append(done)
        raise StoreUnavailableError("The database does not answer.")

    monkeypatch.setattr(Submissions, "note_progress", shut)  # the worker has a store of its own
    with working(settings, services):
        name = send_video(services)
        wait(lambda: is_done(services, name))

    assert tried == [1]
    assert services.store.submissions.work(name).failed_step is None
    assert len(services.store.submissions.readings((name,))) == 1


def test_a_message_that_kills_its_process_again_and_again_goes_to_a_person(
    settings: Settings, services: Services
) -> None:
    poison = send(services, "死机".encode())
    other = send(services, b"picture")
    program = textwrap.dedent(
        f"""
        import time
        from pathlib import Path
        from gateway import durable
        from gateway.settings import Settings
        from tests.fake_pipeline import FakePipeline
        from ui.services import open_services, open_worker
        settings = Settings(data_dir=Path({str(settings.data_dir)!r}), offline=True)
        services = open_services(settings, FakePipeline())
        executor = durable.take_executor(settings, is_worker=True)
        worker = open_worker(settings, services.pipeline, services.queue, executor)
        worker.start()
        while services.store.submissions.unfinished():
            time.sleep(0.05)
        worker.stop()
        """
    )
    codes = []
    while not codes or codes[-1] != 0:
        assert len(codes) < 10
        codes.append(subprocess.run([sys.executable, "-c", program], cwd=ROOT, timeout=120, check=False).returncode)

    outcome = services.store.submissions.outcome(poison)
    assert outcome is not None
    assert outcome.state is State.WITH_PERSON
    assert is_done(services, other)
    assert [*[9] * MAX_TRIES, 0] == codes


def test_the_bot_is_silent_once_a_person_has_claimed(settings: Settings, services: Services) -> None:
    first = services.intake.accept(Incoming(text="人工", language="zh-CN", channel="api"))
    ticket = services.store.tickets.open_of(first.session_id)
    assert ticket is not None
    pipeline = services.pipeline
    assert isinstance(pipeline, FakePipeline)
    pipeline.between = lambda: services.store.tickets.claim(ticket.ticket_id, "li") and None  # type: ignore[func-returns-value]  # a hook
    second = services.intake.accept(
        Incoming(text="还在吗", language="zh-CN", channel="api", session_id=first.session_id)
    )

    outcome = services.store.submissions.outcome(second.submission_id)
    assert outcome is not None
    assert outcome.reply.cards == ()
    said = [m for m in services.store.messages.list(first.session_id) if m.submission_id == second.submission_id]
    assert [m.author.value for m in said] == ["customer"]


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGINT])
def test_what_a_killed_ask_left_behind_is_taken_over(
    settings: Settings, services: Services, number: signal.Signals
) -> None:
    program = textwrap.dedent(
        f"""
        import os, signal
        from pathlib import Path
        from gateway.settings import Settings
        from tests.fake_pipeline import FakePipeline
        from ui.asking import Question, ask_with
        signal.signal(signal.SIGINT, signal.default_int_handler)  # who runs tests in the background has it ignored
        pipeline = FakePipeline()
        pipeline.between = lambda: os.kill(os.getpid(), {int(number)})
        settings = Settings(data_dir=Path({str(settings.data_dir)!r}), offline=True)
        nothing = dict(files=(), session_id=None, choice=None, needs=(), speech_out=None)
        ask_with(settings, Question(text="你好", language="zh-CN", **nothing), pipeline)
        """
    )
    killed = subprocess.run([sys.executable, "-c", program], cwd=ROOT, timeout=120, check=False)
    (left,) = services.store.submissions.unfinished()
    with working(settings, services):
        wait(lambda: is_done(services, left.submission_id))

    assert killed.returncode == -number
    assert services.store.submissions.outcome(left.submission_id) is not None


def test_a_submission_that_never_reached_the_queue_is_queued_by_the_sweeper(
    settings: Settings, services: Services
) -> None:
    incoming = Incoming(attachments=(photo(services, b"picture"),), language="zh-CN", channel="api")
    submission, shown = services.intake.keep(incoming)
    services.store.submissions.add(submission, shown)
    long_ago = clock.stamp(datetime.now(UTC) - timedelta(minutes=5))
    with services.store.database.writing() as connection:
        connection.execute(sa.update(tables.submissions).values(created_at=long_ago))
    with working(settings, services):
        wait(lambda: is_done(services, submission.id))

    assert services.store.submissions.outcome(submission.id) is not None


def test_the_same_key_twice_is_one_submission(services: Services) -> None:
    given = Incoming(text="你好", language="zh-CN", channel="api", submission_id="same-key-1", session_id=None)
    first = services.intake.accept(given)
    again = services.intake.accept(
        Incoming(text="你好", language="zh-CN", channel="api", submission_id="same-key-1", session_id=first.session_id)
    )

    assert first.is_new
    assert not again.is_new
    assert first.session_id == again.session_id
    assert len(services.store.submissions.ids_of(first.session_id)) == 1


def test_one_bad_submission_does_not_stop_the_sweeper(settings: Settings, services: Services) -> None:
    names = []
    for data in (b"first", b"second"):
        given = Incoming(attachments=(photo(services, data),), language="zh-CN", channel="api")
        submission, shown = services.intake.keep(given)
        services.store.submissions.add(submission, shown)
        names.append(submission.id)
    long_ago = clock.stamp(datetime.now(UTC) - timedelta(minutes=5))
    with services.store.database.writing() as connection:
        connection.execute(sa.update(tables.submissions).values(created_at=long_ago))
    queue = FakeQueue(bad=names[0])
    swept = durable.Sweeper(services.store, services.steps, queue, "worker-0").sweep()  # type: ignore[arg-type]  # the fake has the same surface

    assert swept == 1
    assert queue.queued == [names[1]]
