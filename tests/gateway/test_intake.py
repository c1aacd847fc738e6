"""The door for messages."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from gateway.errors import EmptyMessageError
from gateway.intake import MAX_NAME, MAX_TEXT_BYTES, Incoming, KeyReusedError, TooLargeError, WrongChoiceError
from gateway.outcome import State
from gateway.settings import Settings
from gateway.submission import Attachment
from modalities.evidence import Modality
from tests.fake_pipeline import FakePipeline
from ui.services import Services, open_services


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    opened = open_services(Settings(data_dir=tmp_path / "data", offline=True), FakePipeline())  # type: ignore[arg-type]  # the fake has the same surface
    yield opened
    opened.close()


def test_typed_words_are_an_original_too(services: Services) -> None:
    accepted = services.intake.accept(Incoming(text="  你好，世界 ", language="zh-CN", channel="api"))
    (attachment,) = services.store.submissions.load(accepted.submission_id).attachments

    assert Modality.TEXT is attachment.modality
    assert "  你好，世界 ".encode() == services.store.blobs.path(attachment.input_id).read_bytes()


def test_accepted_means_that_the_engine_knows_it(services: Services) -> None:
    accepted = services.intake.accept(Incoming(text="你好", language="zh-CN", channel="api"))

    assert [accepted.submission_id] == list(services.queue.states([accepted.submission_id]))


@pytest.mark.parametrize(
    ("incoming", "error"),
    [
        (Incoming(text=" \n", language="zh-CN", channel="api"), EmptyMessageError),
        (Incoming(text="字" * MAX_TEXT_BYTES, language="zh-CN", channel="api"), TooLargeError),
        (
            Incoming(
                attachments=(Attachment(input_id="0" * 64, modality=Modality.VOICE, name="", size_bytes=50_000_001),),
                language="zh-CN",
                channel="api",
            ),
            TooLargeError,
        ),
    ],
)
def test_nothing_and_too_much_are_not_accepted(services: Services, incoming: Incoming, error: type[Exception]) -> None:
    with pytest.raises(error):
        services.intake.accept(incoming)

    assert not services.store.submissions.unfinished()


def test_a_key_belongs_to_one_message(services: Services) -> None:
    services.intake.accept(Incoming(text="一", language="zh-CN", channel="api", submission_id="key-00001"))
    with pytest.raises(KeyReusedError):
        services.intake.accept(Incoming(text="二", language="zh-CN", channel="api", submission_id="key-00001"))


def test_a_wish_for_a_person_does_not_wait_behind_a_photo(services: Services) -> None:
    blob = services.store.blobs.keep((b"picture",))
    photo = Attachment(input_id=blob.input_id, modality=Modality.PHOTO, name="", size_bytes=blob.size_bytes)
    first = services.intake.accept(Incoming(attachments=(photo,), language="zh-CN", channel="api"))
    patient = Incoming(text="你好", language="zh-CN", channel="api", session_id=first.session_id)
    urgent = Incoming(text="找人工", language="zh-CN", channel="api", session_id=first.session_id)
    waiting = services.store.submissions.outcome(services.intake.accept(patient).submission_id)
    answered = services.store.submissions.outcome(services.intake.accept(urgent).submission_id)

    assert waiting is None
    assert answered is not None
    assert State.WITH_PERSON is answered.state


def test_calling_a_person_is_answered_at_once_and_makes_one_ticket(services: Services) -> None:
    session = services.intake.open_session(language="zh-CN", channel="page")
    states = []
    for _ in range(3):
        outcome = services.store.submissions.outcome(services.intake.call_person(session, channel="page").submission_id)
        assert outcome is not None
        states.append(outcome.state)

    assert states == [State.WITH_PERSON] * 3
    assert len(services.store.tickets.list()) == 1


def test_a_key_of_another_session_touches_nothing(services: Services) -> None:
    mine = services.intake.accept(Incoming(text="一", language="zh-CN", channel="api", submission_id="key-00001"))
    other = services.intake.open_session(language="en", channel="api")
    seen = services.store.sessions.load(other).seen_at
    for session_id in (None, other):
        with pytest.raises(KeyReusedError):
            services.intake.accept(
                Incoming(text="一", language="en", channel="api", submission_id="key-00001", session_id=session_id)
            )

    assert services.store.sessions.load(other).seen_at == seen
    assert services.store.sessions.load(mine.session_id).language == "zh-CN"


@pytest.mark.parametrize("choice", ["<b>", "article:", "article:../x", "YES", "a" * 41, "yes ", "\udcff"])
def test_a_choice_that_cannot_be_one_is_dropped_beside_words_and_refused_alone(services: Services, choice: str) -> None:
    with pytest.raises(WrongChoiceError):
        services.intake.accept(Incoming(choice=choice, language="zh-CN", channel="api"))
    accepted = services.intake.accept(Incoming(text="你好", choice=choice, language="zh-CN", channel="api"))

    assert services.store.submissions.load(accepted.submission_id).choice is None


@pytest.mark.parametrize("is_hopeless", [False, True])
def test_a_message_that_cannot_even_fail_blocks_nobody(services: Services, *, is_hopeless: bool) -> None:
    pipeline = services.pipeline
    assert isinstance(pipeline, FakePipeline)
    pipeline.is_hopeless = is_hopeless
    broken = services.intake.accept(Incoming(choice="broken", language="zh-CN", channel="api"))
    services.steps.give_up(broken.submission_id)
    following = services.intake.accept(
        Incoming(text="你好", language="zh-CN", channel="api", session_id=broken.session_id)
    )

    assert services.store.submissions.work(broken.submission_id).is_done
    assert services.store.submissions.outcome(following.submission_id) is not None
    assert (services.store.tickets.open_of(broken.session_id) is None) is is_hopeless


def test_the_name_of_a_file_is_kept_short_and_without_secrets(services: Services) -> None:
    blob = services.store.blobs.keep((b"picture",))
    name = "身份证510104194501013321" + "长" * 200 + "\udcff.jpg"
    photo = Attachment(input_id=blob.input_id, modality=Modality.PHOTO, name=name, size_bytes=blob.size_bytes)
    accepted = services.intake.accept(Incoming(attachments=(photo,), language="zh-CN", channel="api"))
    (kept,) = services.store.submissions.load(accepted.submission_id).attachments

    assert len(kept.name) == MAX_NAME
    assert "510104194501013321" not in kept.name


def test_urgent_words_are_answered_before_the_photo_beside_them_is_read(services: Services) -> None:
    blob = services.store.blobs.keep((b"picture",))
    photo = Attachment(input_id=blob.input_id, modality=Modality.PHOTO, name="", size_bytes=blob.size_bytes)
    accepted = services.intake.accept(Incoming(attachments=(photo,), text="找人工", language="zh-CN", channel="api"))
    name = accepted.submission_id
    outcome = services.store.submissions.outcome(name)
    read_before = services.store.submissions.readings((name,))
    for _ in range(2):  # a step may be repeated
        for step in (services.steps.read_in_turn, services.steps.think, services.steps.save):
            step(name)
    (ticket,) = (services.store.tickets.load(line.ticket_id) for line in services.store.tickets.list())

    assert outcome is not None
    assert State.WITH_PERSON is outcome.state
    assert [reading.modality for reading in read_before] == [Modality.TEXT]
    assert len(services.store.submissions.readings((name,))) == 2
    assert [item.input_id for item in ticket.media] == [photo.input_id]
    assert [part.author.value for part in ticket.transcript] == ["customer", "bot", "customer"]
    assert [m.author.value for m in services.store.messages.list(accepted.session_id)] == ["customer", "bot"]


@pytest.mark.parametrize(("heard", "tickets"), [("着火了", 1), ("你好", 0)])
def test_danger_in_a_voice_that_is_read_late_is_not_lost_when_another_matter_has_begun(
    services: Services, heard: str, tickets: int
) -> None:
    store, steps = services.store, services.steps
    blob = store.blobs.keep((heard.encode(),))
    voice = Attachment(input_id=blob.input_id, modality=Modality.VOICE, name="", size_bytes=blob.size_bytes)
    first = services.intake.accept(Incoming(attachments=(voice,), text="找人工", language="zh-CN", channel="api"))
    steps.answer_urgent_words(first.submission_id)
    (line,) = store.tickets.list()
    store.tickets.close(line.ticket_id, "li", "unknown")
    other = Incoming(text="你好", language="zh-CN", channel="api", session_id=first.session_id)
    steps.answer_now(services.intake.accept(other).submission_id)
    for step in (steps.read, steps.think, steps.save):
        step(first.submission_id)
    waiting = [store.tickets.load(each.ticket_id) for each in store.tickets.list() if each.state.value != "closed"]

    assert [ticket.priority.value for ticket in waiting] == ["P0"] * tickets
    assert all(voice.input_id in [item.input_id for item in ticket.media] for ticket in waiting)


def test_danger_that_comes_late_and_is_a_matter_of_its_own_is_one_ticket_with_its_issue(services: Services) -> None:
    store, steps, pipeline = services.store, services.steps, services.pipeline
    assert isinstance(pipeline, FakePipeline)
    oldest = services.intake.accept(Incoming(text="你好", language="zh-CN", channel="api"))
    steps.answer_now(oldest.submission_id)
    blob = store.blobs.keep(("着火了".encode(),))
    voice = Attachment(input_id=blob.input_id, modality=Modality.VOICE, name="", size_bytes=blob.size_bytes)
    session = oldest.session_id
    given = Incoming(attachments=(voice,), text="找人工", language="zh-CN", channel="api", session_id=session)
    first = services.intake.accept(given)
    steps.answer_urgent_words(first.submission_id)
    (line,) = store.tickets.list()
    store.tickets.close(line.ticket_id, "li", "unknown")
    steps.answer_now(
        services.intake.accept(Incoming(text="字小", language="zh-CN", channel="api", session_id=session)).submission_id
    )
    pipeline.is_new_matter = True
    for step in (steps.read, steps.think, steps.save):
        step(first.submission_id)
    (waiting,) = [each for each in store.tickets.list() if each.state.value != "closed"]
    known = store.publishing.open_issue(session)

    assert waiting.priority.value == "P0"
    assert known is not None
    assert waiting.ticket_id == f"t-{known.id}"
    assert known.id == f"i-{first.submission_id}"


def test_one_attachment_that_fails_does_not_take_the_others_with_it(services: Services) -> None:
    photos = tuple(
        Attachment(input_id=services.store.blobs.keep((data,)).input_id, modality=Modality.PHOTO, name="", size_bytes=9)
        for data in ("崩溃".encode(), b"picture")
    )
    accepted = services.intake.accept(Incoming(attachments=photos, text="你好", language="zh-CN", channel="api"))
    services.steps.answer_now(accepted.submission_id)
    readings = services.store.submissions.readings((accepted.submission_id,))

    assert [[problem.code.value for problem in reading.problems] for reading in readings] == [[], ["engine_failed"], []]
    assert services.store.submissions.work(accepted.submission_id).failed_step is None


def test_two_messages_of_one_person_at_once_are_thought_about_in_turn(services: Services) -> None:
    session = services.intake.open_session(language="zh-CN", channel="api")
    inside: list[int] = []
    seen: list[int] = []

    def between() -> None:
        inside.append(1)
        seen.append(len(inside))
        time.sleep(0.2)
        inside.pop()

    pipeline = services.pipeline
    assert isinstance(pipeline, FakePipeline)
    pipeline.between = between
    given = Incoming(text="找人工", language="zh-CN", channel="api", session_id=session)
    with ThreadPoolExecutor(2) as pool:
        accepted = list(pool.map(services.intake.accept, (given, given)))

    assert all(services.store.submissions.outcome(each.submission_id) is not None for each in accepted)
    assert set(seen) == {1}
