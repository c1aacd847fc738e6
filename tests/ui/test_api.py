"""The REST API over real HTTP semantics, with the real store and engine and a fake pipeline."""

import hashlib
import json
import logging
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from httpx import Response

from gateway import durable
from gateway.settings import Settings
from gateway.store.agents import AgentRole
from tests.fake_pipeline import FakePipeline
from ui.app import build_api
from ui.services import Services, open_services, open_worker

API = "/api/v1"


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    settings = Settings(data_dir=tmp_path / "data", offline=True)
    opened = open_services(settings, FakePipeline())  # type: ignore[arg-type]  # the fake has the same surface
    yield opened
    opened.close()


@pytest.fixture
def client(services: Services) -> Iterator[TestClient]:
    executor = durable.take_executor(services.settings, is_worker=True)
    worker = open_worker(services.settings, services.pipeline, services.queue, executor)
    with TestClient(build_api(services, start=worker.start, stop=worker.stop)) as opened:
        yield opened


def another(client: TestClient) -> TestClient:
    """Return a caller without the cookies of ``client``."""
    return TestClient(client.app)


def token(services: Services, name: str) -> dict[str, str]:
    services.store.agents.add(name, AgentRole.AGENT, "long enough")
    return {"Authorization": f"Bearer {services.store.agents.new_token(name)}"}


def done(client: TestClient, accepted: Response) -> dict[str, object]:
    assert accepted.status_code == 202, accepted.text
    for _ in range(400):
        body: dict[str, object] = client.get(accepted.json()["status_url"]).json()
        if body["progress"] == "done":
            return body
        time.sleep(0.05)
    raise AssertionError("it was never done")


def send(client: TestClient, text: str, **more: str) -> Response:
    return client.post(f"{API}/submissions", files={"text": (None, text)}, **more)  # type: ignore[arg-type]  # headers only


def test_words_are_answered_by_the_time_they_are_accepted(client: TestClient) -> None:
    accepted = send(client, "你好")
    body = client.get(accepted.json()["status_url"]).json()

    assert body["state"] == "answered"
    assert body["reply"]["cards"][0]["text"] == "听到了：你好"


def test_the_same_key_twice_gives_the_same_submission(client: TestClient) -> None:
    key = {"Idempotency-Key": "abcdefgh-1"}
    first, again = (client.post(f"{API}/submissions", data={"text": "你好"}, headers=key) for _ in range(2))
    other = client.post(f"{API}/submissions", data={"text": "别的"}, headers=key)

    assert (first.status_code, again.status_code) == (202, 202)
    assert first.json()["submission_id"] == again.json()["submission_id"]
    assert first.json()["session_id"] == again.json()["session_id"]
    assert (other.status_code, other.json()["code"]) == (409, "key_reused")


def test_a_guessed_key_opens_nothing_of_somebody_else(client: TestClient, services: Services) -> None:
    key = {"Idempotency-Key": "message-1"}
    mine = client.post(f"{API}/submissions", data={"text": "你好"}, headers=key).json()
    seen = services.store.sessions.load(mine["session_id"]).seen_at
    stranger = another(client).post(f"{API}/submissions", data={"text": "你好", "language": "en"}, headers=key)

    assert (stranger.status_code, stranger.json()["code"]) == (409, "key_reused")
    assert mine["session_id"] not in stranger.text
    assert "set-cookie" not in stranger.headers
    assert services.store.sessions.load(mine["session_id"]).seen_at == seen


def test_a_choice_that_cannot_be_one_is_refused_in_a_plain_sentence(client: TestClient) -> None:
    alone = client.post(f"{API}/submissions", data={"choice": "<b>"})

    assert (alone.status_code, alone.json()["code"]) == (422, "wrong_request")
    assert client.post(f"{API}/submissions", data={"choice": "<b>", "text": "你好"}).status_code == 202


def test_an_original_is_kept_byte_for_byte(client: TestClient, services: Services) -> None:
    data = bytes(range(256)) * 1000
    done(client, client.post(f"{API}/submissions", files={"photo": ("a.jpg", data)}))

    assert data == services.store.blobs.path(hashlib.sha256(data).hexdigest()).read_bytes()


def test_rubbish_is_accepted(client: TestClient) -> None:
    for name in ("voice", "photo", "screenshot", "video", "file"):
        assert client.post(f"{API}/submissions", files={name: ("x", b"rubbish" + name.encode())}).status_code == 202


def test_nothing_and_too_much_are_refused_in_a_plain_sentence(client: TestClient) -> None:
    empty = send(client, " ")
    large = client.post(f"{API}/submissions", files={"photo": ("a.jpg", bytes(20_000_001))})
    huge = client.post(f"{API}/submissions", content=b"x", headers={"Content-Length": "999999999"})

    assert (empty.status_code, empty.json()["code"]) == (422, "empty_message")
    assert (large.status_code, large.json()["code"]) == (413, "too_large")
    assert (huge.status_code, huge.json()["code"]) == (413, "too_large")
    assert large.headers["content-type"] == "application/problem+json"


def test_a_stream_is_refused_as_soon_as_a_part_is_too_large(client: TestClient, services: Services) -> None:
    def stream() -> Iterator[bytes]:
        yield b'--q\r\nContent-Disposition: form-data; name="photo"; filename="a"\r\n\r\n'
        for _ in range(40):
            yield bytes(1_000_000)

    kind = {"content-type": "multipart/form-data; boundary=q"}
    answer = client.post(f"{API}/submissions", content=stream(), headers=kind)

    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")
    assert [path for path in (services.store.folder / "blobs").rglob("*") if path.is_file()] == []


def test_a_form_that_breaks_off_is_not_accepted(client: TestClient, services: Services) -> None:
    body = b'--q\r\nContent-Disposition: form-data; name="photo"; filename="a"\r\n\r\nhalf'
    answer = client.post(
        f"{API}/submissions", content=body, headers={"content-type": "multipart/form-data; boundary=q"}
    )

    assert (answer.status_code, answer.json()["code"]) == (422, "wrong_request")
    assert [path for path in (services.store.folder / "blobs").rglob("*") if path.is_file()] == []


def test_without_the_right_key_there_is_nothing(client: TestClient) -> None:
    accepted = client.post(f"{API}/submissions", files={"photo": ("a.jpg", b"mine")}).json()
    mine = hashlib.sha256(b"mine").hexdigest()
    stranger = another(client)
    bearer = {"Authorization": f"Bearer {accepted['session_token']}"}
    paths = [
        accepted["status_url"],
        accepted["events_url"],
        f"{API}/sessions/{accepted['session_id']}",
        f"{API}/sessions/{accepted['session_id']}/messages",
        f"{API}/media/{mine}?original=1",
        f"{API}/tickets",
        f"{API}/sessions/mine",
    ]

    assert [404] * len(paths) == [stranger.get(path).status_code for path in paths]
    assert stranger.get(paths[0], headers=bearer).status_code == 200
    assert stranger.get(f"{API}/media/{mine}?original=1", headers=bearer).status_code == 200


def test_another_web_site_cannot_act_for_the_person(client: TestClient) -> None:
    session = send(client, "你好").json()["session_id"]
    call = f"{API}/sessions/{session}/human"

    assert client.post(call, headers={"Origin": "https://evil.example"}).status_code == 403
    assert client.post(call, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert client.post(call, headers={"Origin": "http://testserver"}).status_code == 202


def test_calling_a_person_makes_one_ticket(client: TestClient, services: Services) -> None:
    session = send(client, "你好").json()["session_id"]
    for _ in range(3):
        done(client, client.post(f"{API}/sessions/{session}/human"))

    assert len(services.store.tickets.list()) == 1


def test_an_agents_answer_reaches_the_person_in_words_and_sound(client: TestClient, services: Services) -> None:
    li, wang = token(services, "li"), token(services, "wang")
    accepted = send(client, "人工").json()
    (line,) = client.get(f"{API}/tickets", headers=li).json()
    ticket = f"{API}/tickets/{line['ticket_id']}"
    blocked = client.post(f"{ticket}/reply", headers=li, json={"text": "请把验证码告诉我"})
    sent = client.post(f"{ticket}/reply", headers=li, json={"text": "请点下一步。"})
    refused = client.post(f"{ticket}/claim", headers=wang)

    assert (blocked.status_code, blocked.json()["code"]) == (422, "outbound_blocked")
    assert sent.status_code == 200
    assert (refused.status_code, refused.json()["owner"]) == (409, "li")
    speech = f"{API}/speech/{sent.json()['message_id']}"
    for _ in range(200):
        if client.get(speech).status_code == 200:
            break
        time.sleep(0.05)
    assert client.get(speech, headers={"Range": "bytes=0-9"}).status_code == 206
    unread = client.get(f"{API}/sessions/mine").json()["unread"]
    assert unread[-1]["message"]["reply"]["cards"][0]["text"] == "请点下一步。"
    assert client.put(f"{API}/sessions/{accepted['session_id']}/read").status_code == 204
    assert client.get(f"{API}/sessions/mine").json()["unread"] == []


def test_notes_and_audit_stay_with_the_agents(client: TestClient, services: Services) -> None:
    li = token(services, "li")
    accepted = send(client, "人工").json()
    (line,) = client.get(f"{API}/tickets", headers=li).json()
    client.post(f"{API}/tickets/{line['ticket_id']}/note", headers=li, json={"text": "secret note"})

    assert "secret note" not in client.get(accepted["status_url"]).text
    assert "secret note" in client.get(f"{API}/tickets/{line['ticket_id']}", headers=li).text


def test_opening_an_original_is_written_into_the_audit(client: TestClient, services: Services) -> None:
    li = token(services, "li")
    files = {"text": (None, "人工"), "photo": ("a.jpg", b"picture")}
    done(client, client.post(f"{API}/submissions", files=files))
    (line,) = client.get(f"{API}/tickets", headers=li).json()
    agent = another(client)
    agent.get(f"{API}/media/{hashlib.sha256(b'picture').hexdigest()}?original=1", headers=li)

    audit = services.store.tickets.load(line["ticket_id"]).audit
    assert [("li", f"open original {hashlib.sha256(b'picture').hexdigest()[:12]}")] == [
        (entry.actor, entry.action) for entry in audit if entry.action.startswith("open")
    ]


def test_the_code_and_the_chosen_fact_open_the_session_elsewhere(client: TestClient, services: Services) -> None:
    accepted = send(client, "人工").json()
    client.put(f"{API}/sessions/{accepted['session_id']}/fact", json={"fact": "我家的狗叫 Bobby"})
    (line,) = services.store.tickets.list()
    elsewhere = another(client)
    wrong = elsewhere.post(f"{API}/sessions/resume", json={"code": line.code, "fact": "猫"})
    right = elsewhere.post(f"{API}/sessions/resume", json={"code": line.code.lower(), "fact": "我家的狗叫bobby"})
    guesses = [elsewhere.post(f"{API}/sessions/resume", json={"code": line.code, "fact": str(n)}) for n in range(12)]

    assert wrong.status_code == 404
    assert accepted["session_id"] == right.json()["session_id"]
    assert elsewhere.get(f"{API}/sessions/mine").status_code == 200
    assert guesses[-1].status_code == 429
    assert int(guesses[-1].headers["retry-after"]) > 0


def test_erasing_leaves_no_row_and_no_file(client: TestClient, services: Services) -> None:
    accepted = client.post(f"{API}/submissions", files={"photo": ("a.jpg", b"picture")})
    done(client, accepted)
    receipt = client.delete(f"{API}/sessions/{accepted.json()['session_id']}")

    assert receipt.json()["originals"] == 1
    assert client.get(accepted.json()["status_url"]).status_code == 404
    rooms = ("blobs", "derived", "speech")
    assert [path for room in rooms for path in (services.store.folder / room).rglob("*") if path.is_file()] == []


def test_events_tell_the_way_of_a_message_and_end(client: TestClient) -> None:
    accepted = client.post(f"{API}/submissions", files={"photo": ("a.jpg", b"picture")}).json()
    with client.stream("GET", accepted["events_url"]) as stream:
        kinds = [line.removeprefix("event: ") for line in stream.iter_lines() if line.startswith("event: ")]

    assert kinds == ["accepted", "understood", "reply", "speech"]


def test_how_far_a_video_is_read_is_told_meanwhile(client: TestClient, services: Services) -> None:
    pipeline = services.pipeline
    assert isinstance(pipeline, FakePipeline)
    may_go_on = threading.Event()

    def hold() -> None:
        may_go_on.wait(30)

    pipeline.between_pictures = hold
    accepted = client.post(f"{API}/submissions", files={"video": ("a.mp4", b"video")})
    for _ in range(400):
        body = client.get(accepted.json()["status_url"]).json()
        if body["progress"] == "reading":
            break
        time.sleep(0.05)
    may_go_on.set()
    done(client, accepted)
    with client.stream("GET", accepted.json()["events_url"]) as stream:
        lines = list(stream.iter_lines())
    told = json.loads(lines[lines.index("event: reading") + 1].removeprefix("data: "))

    assert (body["state"], body["reading"]) == ("working", {"done": 1, "of": 6})
    assert (told["done"], told["of"], len(told["ref"])) == (1, 6, 64)


def test_signing_in_takes_the_right_password_and_not_many_guesses(client: TestClient, services: Services) -> None:
    services.store.agents.add("li", AgentRole.AGENT, "long enough")
    right = client.post(f"{API}/desk/sign-in", json={"name": "li", "password": "long enough"})
    guesses = [client.post(f"{API}/desk/sign-in", json={"name": "li", "password": "no"}) for _ in range(11)]

    assert right.status_code == 204
    assert "HttpOnly" in right.headers["set-cookie"]
    assert "samesite=strict" in right.headers["set-cookie"].lower()
    assert client.get(f"{API}/tickets").status_code == 200
    assert [guesses[0].status_code, guesses[-1].status_code] == [401, 429]


def test_when_the_store_is_down_the_caller_hears_it_soon(client: TestClient, services: Services) -> None:
    with services.store.database.writing():
        started = time.monotonic()
        answer = send(client, "你好")
        seconds = time.monotonic() - started

    assert (answer.status_code, answer.json()["code"]) == (503, "store_unavailable")
    assert "retry-after" in answer.headers
    assert seconds < 10


def test_the_log_holds_nothing_that_was_said(client: TestClient, caplog: pytest.LogCaptureFixture) -> None:
    canary = "金丝雀七二一"
    with caplog.at_level(logging.DEBUG, logger="gateway"):
        done(client, send(client, canary))
        done(client, send(client, f"{canary}崩溃"))
        done(client, send(client, f"{canary}想不通"))

    assert caplog.records
    assert canary not in caplog.text


def test_machines_see_life_readiness_and_numbers(client: TestClient) -> None:
    assert [client.get(path).status_code for path in ("/healthz", "/readyz", "/metrics")] == [200, 200, 200]
    assert "lantern_store_up 1.0" in client.get("/metrics").text
