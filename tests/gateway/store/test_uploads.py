"""Uploads that arrive in pieces: nothing that arrived is lost, nothing is taken twice."""

import hashlib
import os
import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from gateway.errors import NotFoundError, StoreUnavailableError, WrongOffsetError
from gateway.settings import Settings
from gateway.store import clock, tables
from gateway.store.store import Store, open_store
from gateway.store.uploads import KEPT, Upload

DATA = bytes(range(256)) * 40


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(Settings(data_dir=tmp_path / "data"))
    opened.sessions.create(session_id="s-1", language="zh-CN", region="CN", channel="api")
    yield opened
    opened.close()


def begin(store: Store, size: int = len(DATA), sha256: str | None = None) -> Upload:
    return store.uploads.begin(session_id="s-1", kind="video", name="a.mp4", size_bytes=size, sha256=sha256)


def age(store: Store, upload_id: str) -> None:
    """Make an upload look as if nobody had touched it for long."""
    with store.database.writing() as connection:
        at = clock.stamp(clock.now() - KEPT - timedelta(minutes=1))
        connection.execute(tables.uploads.update().where(tables.uploads.c.id == upload_id).values(touched_at=at))


def leave(store: Store) -> None:
    """Make the session look as if nobody had been there for long."""
    with store.database.writing() as connection:
        at = clock.stamp(clock.now() - KEPT - timedelta(minutes=1))
        connection.execute(tables.sessions.update().values(seen_at=at))


def test_pieces_become_one_original_byte_for_byte(store: Store) -> None:
    upload = begin(store, sha256=hashlib.sha256(DATA).hexdigest())
    for place in range(0, len(DATA), 1000):
        upload = store.uploads.append(upload.id, place, DATA[place : place + 1000])
    name = store.uploads.finish(upload.id)

    assert upload.is_whole
    assert name == store.uploads.finish(upload.id)
    assert store.blobs.path(name).read_bytes() == DATA


def test_a_piece_at_another_place_is_refused_with_the_right_one(store: Store) -> None:
    upload = store.uploads.append(begin(store).id, 0, DATA[:100])
    for offset in (0, 99, 101):
        with pytest.raises(WrongOffsetError) as caught:
            store.uploads.append(upload.id, offset, b"x")
        assert caught.value.offset == 100
    with pytest.raises(WrongOffsetError):
        store.uploads.append(upload.id, 100, DATA)

    assert store.uploads.load(upload.id).offset == 100


def test_what_is_not_whole_becomes_nothing(store: Store) -> None:
    upload = store.uploads.append(begin(store).id, 0, DATA[:100])
    with pytest.raises(WrongOffsetError) as caught:
        store.uploads.finish(upload.id)

    assert caught.value.offset == 100


def test_what_is_not_what_was_announced_begins_anew(store: Store) -> None:
    upload = store.uploads.append(begin(store, sha256="0" * 64).id, 0, DATA)
    with pytest.raises(WrongOffsetError) as caught:
        store.uploads.finish(upload.id)

    assert caught.value.offset == 0
    assert store.uploads.load(upload.id).offset == 0


def test_bytes_that_a_killed_process_left_uncounted_are_cut_off(store: Store) -> None:
    upload = store.uploads.append(begin(store).id, 0, DATA[:100])
    with (store.folder / "uploads" / upload.id).open("ab") as file:
        file.write(b"half a piece that was never confirmed")
    store.uploads.append(upload.id, 100, DATA[100:])

    assert store.blobs.path(store.uploads.finish(upload.id)).read_bytes() == DATA


def test_bytes_that_the_disk_lost_are_asked_for_again(store: Store) -> None:
    upload = store.uploads.append(begin(store).id, 0, DATA[:100])
    os.truncate(store.folder / "uploads" / upload.id, 10)
    with pytest.raises(WrongOffsetError) as caught:
        store.uploads.append(upload.id, 100, DATA[100:])

    assert caught.value.offset == 0


def test_a_process_that_is_killed_between_name_and_place_finishes_later(store: Store) -> None:
    upload = store.uploads.append(begin(store).id, 0, DATA)
    name = hashlib.sha256(DATA).hexdigest()
    with store.database.writing() as connection:
        connection.execute(tables.uploads.update().where(tables.uploads.c.id == upload.id).values(input_id=name))

    assert store.uploads.finish(upload.id) == name
    assert store.blobs.path(name).read_bytes() == DATA


def test_two_writers_of_one_upload_never_mix(store: Store) -> None:
    upload = begin(store)

    def write() -> None:
        offset = 0
        while offset < len(DATA):
            try:
                offset = store.uploads.append(upload.id, offset, DATA[offset : offset + 512]).offset
            except WrongOffsetError as error:
                offset = error.offset
            except StoreUnavailableError:
                continue

    writers = [threading.Thread(target=write) for _ in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()

    assert store.blobs.path(store.uploads.finish(upload.id)).read_bytes() == DATA


def test_what_nobody_touched_for_a_day_is_forgotten(store: Store) -> None:
    half, whole, young = (begin(store) for _ in range(3))
    store.uploads.append(half.id, 0, DATA[:100])
    store.uploads.append(whole.id, 0, DATA)
    name = store.uploads.finish(whole.id)
    blob = store.blobs.path(name)
    old = clock.now().timestamp() - 2 * KEPT.total_seconds()
    os.utime(blob, (old, old))
    for upload in (half, whole):
        age(store, upload.id)

    assert store.uploads.sweep() == 2
    assert not blob.exists()
    assert [path.name for path in (store.folder / "uploads").iterdir()] == [young.id]
    with pytest.raises(NotFoundError):
        store.uploads.load(half.id)
    assert store.sessions.load("s-1")


def test_a_session_that_was_opened_for_an_upload_alone_goes_with_it(store: Store) -> None:
    age(store, begin(store).id)
    leave(store)
    store.uploads.sweep()

    with pytest.raises(NotFoundError):
        store.sessions.load("s-1")


@pytest.mark.parametrize("wish", ["call back", "fact", "always a person", "needs", "seen lately"])
def test_a_session_that_holds_a_wish_stays(store: Store, wish: str) -> None:
    if wish == "call back":
        store.sessions.set_call_back("s-1", "01000000000")
    elif wish == "fact":
        store.sessions.set_fact("s-1", "a blue door")
    elif wish == "always a person":
        store.sessions.set_always_human("s-1", is_always_human=True)
    elif wish == "needs":
        store.sessions.touch("s-1", language="zh-CN", needs=("large_text",))
    if wish != "seen lately":
        leave(store)
    age(store, begin(store).id)

    assert store.uploads.sweep() == 1
    assert store.sessions.load("s-1").id == "s-1"


def test_an_original_that_came_again_meanwhile_stays(store: Store) -> None:
    upload = store.uploads.append(begin(store).id, 0, DATA)
    name = store.uploads.finish(upload.id)
    store.blobs.keep((DATA,))  # by a message that is not in the database yet
    age(store, upload.id)
    store.uploads.sweep()

    assert store.blobs.path(name).read_bytes() == DATA


def test_a_file_without_a_row_is_swept_when_it_is_old(store: Store) -> None:
    stray = store.folder / "uploads" / "u-stray"
    stray.write_bytes(b"x")
    store.uploads.sweep()
    assert stray.exists()
    os.utime(stray, (1, 1))
    store.uploads.sweep()

    assert not stray.exists()


def test_erasing_a_person_takes_their_uploads_too(store: Store) -> None:
    half, whole = begin(store), begin(store)
    store.uploads.append(half.id, 0, DATA[:100])
    store.uploads.append(whole.id, 0, DATA)
    name = store.uploads.finish(whole.id)
    store.erasing.erase("s-1")

    assert list((store.folder / "uploads").iterdir()) == []
    with pytest.raises(NotFoundError):
        store.blobs.path(name)
    with store.database.reading() as connection:
        assert connection.execute(sa.select(tables.uploads)).all() == []


def test_a_disk_that_takes_nothing_is_said(store: Store) -> None:
    upload = begin(store)
    path = store.folder / "uploads" / upload.id
    path.unlink()
    path.mkdir()
    with pytest.raises(StoreUnavailableError):
        store.uploads.append(upload.id, 0, DATA)
