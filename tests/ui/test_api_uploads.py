"""Uploads over REST: resumed, owned, limited, used once."""

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from tests.ui.lantern_app import lantern
from ui.services import Services

API = "/api/v1"
DATA = os.urandom(700_000)


@pytest.fixture
def running(tmp_path: Path) -> Iterator[tuple[TestClient, Services]]:
    with lantern(tmp_path / "data") as found:
        yield found


def begin(client: TestClient, **more: object) -> dict[str, object]:
    answer = client.post(f"{API}/uploads", json={"kind": "video", "name": "a.mp4", "size": len(DATA), **more})
    assert answer.status_code == 201, answer.text
    body: dict[str, object] = answer.json()
    assert answer.headers["location"] == f"{API}/uploads/{body['upload_id']}"
    return body


def patch(
    client: TestClient, upload_id: object, offset: int, data: bytes, **headers: str
) -> tuple[int, dict[str, object]]:
    answer = client.patch(f"{API}/uploads/{upload_id}", content=data, headers={"Upload-Offset": str(offset), **headers})
    return answer.status_code, answer.json()


def test_an_upload_in_pieces_becomes_the_attachment_of_one_message(running: tuple[TestClient, Services]) -> None:
    client, services = running
    upload_id = begin(client, sha256=hashlib.sha256(DATA).hexdigest())["upload_id"]
    assert patch(client, upload_id, 0, DATA[:300_000])[1]["offset"] == 300_000
    head = client.head(f"{API}/uploads/{upload_id}")
    assert (head.headers["upload-offset"], head.headers["upload-length"]) == ("300000", "700000")
    assert patch(client, upload_id, 300_000, DATA[300_000:])[1]["offset"] == len(DATA)
    key = {"Idempotency-Key": "abcdefgh-1"}
    sent = [
        client.post(f"{API}/submissions", data={"upload_id": str(upload_id), "text": "看"}, headers=key) for _ in "ab"
    ]

    assert [answer.status_code for answer in sent] == [202, 202]
    assert sent[0].json()["submission_id"] == sent[1].json()["submission_id"]
    kept = services.store.submissions.load("abcdefgh-1")
    assert [each.name for each in kept.attachments] == ["", "a.mp4"]
    assert services.store.blobs.path(kept.attachments[1].input_id).read_bytes() == DATA
    messages = client.get(f"{API}/sessions/{kept.session_id}/messages").json()
    assert len([each for each in messages if each["message"]["author"] == "customer"]) == 1


def test_a_wrong_place_is_answered_with_the_right_one(running: tuple[TestClient, Services]) -> None:
    client, _ = running
    upload_id = begin(client)["upload_id"]
    patch(client, upload_id, 0, DATA[:1000])
    status, body = patch(client, upload_id, 0, DATA[:1000])

    assert (status, body["code"], body["offset"]) == (409, "wrong_offset", "1000")
    assert client.get(f"{API}/uploads/{upload_id}").json()["offset"] == 1000


def test_nobody_else_finds_an_upload(running: tuple[TestClient, Services]) -> None:
    client, _ = running
    begun = begin(client)
    stranger = TestClient(client.app)
    upload_id = begun["upload_id"]

    assert stranger.get(f"{API}/uploads/{upload_id}").status_code == 404
    assert patch(stranger, upload_id, 0, b"x")[0] == 404
    assert stranger.post(f"{API}/submissions", data={"upload_id": str(upload_id)}).status_code == 404
    assert (
        stranger.post(
            f"{API}/uploads", json={"kind": "video", "size": 5, "session_id": begun["session_id"]}
        ).status_code
        == 404
    )
    token = {"Authorization": f"Bearer {begun['session_token']}"}
    assert patch(stranger, upload_id, 0, b"x", **token)[1]["offset"] == 1


def test_what_is_not_whole_cannot_be_sent(running: tuple[TestClient, Services]) -> None:
    client, _ = running
    upload_id = begin(client)["upload_id"]
    patch(client, upload_id, 0, DATA[:1000])
    answer = client.post(f"{API}/submissions", data={"upload_id": str(upload_id), "text": "看"})

    assert (answer.status_code, answer.json()["code"], answer.json()["offset"]) == (409, "wrong_offset", "1000")


@pytest.mark.parametrize(("kind", "size"), [("photo", 20_000_001), ("voice", 50_000_001), ("video", 200_000_001)])
def test_more_than_the_limit_is_refused_before_it_comes(
    running: tuple[TestClient, Services], kind: str, size: int
) -> None:
    answer = running[0].post(f"{API}/uploads", json={"kind": kind, "size": size})

    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")


def test_more_than_was_announced_is_refused(running: tuple[TestClient, Services]) -> None:
    client, services = running
    upload_id = str(begin(client)["upload_id"])
    status, body = patch(client, upload_id, 0, DATA + b"x")

    assert (status, body["code"]) == (413, "too_large")
    assert services.store.uploads.load(upload_id).offset <= len(DATA)


def test_what_arrived_before_the_line_broke_is_kept(running: tuple[TestClient, Services]) -> None:
    client, services = running
    upload_id = str(begin(client)["upload_id"])

    def broken() -> Iterator[bytes]:
        for place in range(0, 600_000, 100_000):
            yield DATA[place : place + 100_000]
        raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        client.patch(f"{API}/uploads/{upload_id}", content=broken(), headers={"Upload-Offset": "0"})
    offset = services.store.uploads.load(upload_id).offset
    while offset < len(DATA):
        offset = int(str(patch(client, upload_id, offset, DATA[offset : offset + 400_000])[1]["offset"]))

    assert services.store.blobs.path(services.store.uploads.finish(upload_id)).read_bytes() == DATA


def test_rubbish_is_refused_in_a_plain_sentence(running: tuple[TestClient, Services]) -> None:
    client, _ = running
    for body in (
        {"kind": "soup", "size": 1},
        {"kind": "voice", "size": 0},
        {"kind": "voice", "size": 1, "sha256": "x"},
    ):
        assert client.post(f"{API}/uploads", json=body).json()["code"] == "wrong_request"
    upload_id = begin(client)["upload_id"]
    assert client.patch(f"{API}/uploads/{upload_id}", content=b"x").json()["code"] == "wrong_request"
    assert patch(client, "u-none", 0, b"x")[0] == 404
    assert patch(client, "../blobs", 0, b"x")[0] in {404, 405}


def test_a_store_that_is_down_is_said(running: tuple[TestClient, Services]) -> None:
    client, services = running
    upload_id = begin(client)["upload_id"]
    folder = services.store.folder
    (folder / "uploads").rename(folder / "away")
    down = client.post(f"{API}/uploads", json={"kind": "video", "size": 5})
    (folder / "away").rename(folder / "uploads")

    assert (down.status_code, down.json()["code"]) == (503, "store_unavailable")
    assert "retry-after" in down.headers
    assert patch(client, upload_id, 0, DATA)[0] == 200


def test_a_session_can_be_opened_before_its_first_message(running: tuple[TestClient, Services]) -> None:
    client, _ = running
    opened = client.post(f"{API}/sessions", json={"language": "en"})
    assert opened.status_code == 201
    session_id = opened.json()["session_id"]
    key = {"Idempotency-Key": "abcdefgh-2"}
    sent = [
        client.post(f"{API}/submissions", data={"text": "hello", "session_id": session_id}, headers=key) for _ in "ab"
    ]

    assert client.get(f"{API}/sessions/mine").json()["session_id"] == session_id
    assert [answer.json()["submission_id"] for answer in sent] == ["abcdefgh-2"] * 2


def test_always_a_person_goes_on_in_the_session_of_an_upload(running: tuple[TestClient, Services]) -> None:
    client, services = running
    before = str(begin(client)["session_id"])
    services.store.sessions.set_always_human(before, is_always_human=True)
    session = str(begin(client)["session_id"])
    other = str(begin(TestClient(client.app))["session_id"])

    assert session != before
    assert services.store.sessions.load(session).is_always_human
    assert not services.store.sessions.load(other).is_always_human
