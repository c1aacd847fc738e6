"""The door for messages."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from gateway.errors import EmptyMessageError
from gateway.intake import MAX_TEXT_BYTES, Incoming, KeyReusedError, TooLargeError
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
