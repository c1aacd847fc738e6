"""What stands at the doors: cookies that were planted, bodies that are too large, guesses, names of files."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from gateway.store.agents import AgentRole
from modalities.evidence import DerivedFile, Modality, Reading
from tests.ui.lantern_app import lantern
from ui.auth import DEVICE_COOKIE
from ui.services import Services

API = "/api/v1"
PASSWORD = "long enough"  # of this test alone
JSON = {"Content-Type": "application/json"}


@pytest.fixture
def app(tmp_path: Path) -> Iterator[tuple[TestClient, Services]]:
    with lantern(tmp_path) as found:
        yield found


def token(services: Services, name: str) -> dict[str, str]:
    services.store.agents.add(name, AgentRole.AGENT, PASSWORD)
    return {"Authorization": f"Bearer {services.store.agents.new_token(name)}"}


def test_a_planted_cookie_opens_nothing_and_our_own_stays(app: tuple[TestClient, Services]) -> None:
    client, services = app
    client.cookies.set(DEVICE_COOKIE, "planted-by-somebody")
    first = client.post("/simple", data={"text": "电视没声音"}, follow_redirects=False)
    given = first.cookies[DEVICE_COOKIE]
    client.cookies.clear()
    client.cookies.set(DEVICE_COOKIE, given)
    again = client.post("/simple", data={"text": "遥控器也坏了"}, follow_redirects=False)

    assert given != "planted-by-somebody"
    assert services.store.sessions.newest_of("planted-by-somebody") is None
    assert again.cookies[DEVICE_COOKIE] == given


@pytest.mark.parametrize(
    ("method", "path"), [("POST", "/desk/sign-in"), ("POST", "/sessions/resume"), ("PUT", "/sessions/x/fact")]
)
@pytest.mark.parametrize("is_declared", [True, False])
def test_a_large_body_without_files_is_refused(
    app: tuple[TestClient, Services], method: str, path: str, *, is_declared: bool
) -> None:
    client, _ = app
    large = b'{"text": "' + b"a" * 200_000 + b'"}'
    body = large if is_declared else iter([large[:50_000], large[50_000:150_000], large[150_000:]])
    answer = client.request(method, f"{API}{path}", content=body, headers=JSON)

    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")


def test_a_form_with_files_may_be_large_only_where_it_belongs(app: tuple[TestClient, Services]) -> None:
    client, services = app
    files = {"photo": ("a.jpg", b"p" * 300_000)}
    states = [client.post(path, files=files).status_code for path in (f"{API}/submissions", "/desk")]
    plain = client.post("/simple", data={"text": "a" * 200_000})

    assert states == [202, 413]
    assert plain.status_code == 413
    arriving = services.store.folder / "blobs" / "arriving"
    assert not list(arriving.iterdir())


def test_below_a_sub_path_a_form_with_files_may_be_large_too(tmp_path: Path) -> None:
    with lantern(tmp_path, root_path="/help") as (client, _):
        files = {"photo": ("a.jpg", b"p" * 300_000)}
        states = [client.post(f"/help{path}", files=files).status_code for path in (f"{API}/submissions", "/desk")]

    assert states == [202, 413]


def test_signing_in_takes_no_files(app: tuple[TestClient, Services]) -> None:
    client, services = app
    services.store.agents.add("li", AgentRole.AGENT, PASSWORD)
    filled = {"name": "li", "password": PASSWORD}
    answer = client.post("/desk", data=filled, files={"photo": ("a.jpg", b"picture")})

    assert answer.status_code == 422
    assert not [path for path in (services.store.folder / "blobs").rglob("*") if path.is_file()]


def test_only_wrong_passwords_count_and_page_and_api_count_together(app: tuple[TestClient, Services]) -> None:
    client, services = app
    for name in ("li", "wang"):
        services.store.agents.add(name, AgentRole.AGENT, PASSWORD)
    right = {"name": "li", "password": PASSWORD}
    wrong = right | {"password": "a guess"}
    often = {client.post(f"{API}/desk/sign-in", json=right).status_code for _ in range(15)}
    on_page = {client.post("/desk", data=wrong).status_code for _ in range(5)}
    by_api = [client.post(f"{API}/desk/sign-in", json=wrong).status_code for _ in range(6)]
    other_name = client.post(f"{API}/desk/sign-in", json={"name": "wang", "password": PASSWORD})

    assert (often, on_page) == ({204}, {401})
    assert by_api == [401] * 5 + [429]
    assert client.post("/desk", data=right).status_code == 429
    assert other_name.status_code == 204


def test_many_names_from_one_address_are_slowed_down(app: tuple[TestClient, Services]) -> None:
    client, _ = app
    guesses = [{"name": f"agent{number}", "password": "a guess"} for number in range(61)]
    states = [client.post(f"{API}/desk/sign-in", json=guess).status_code for guess in guesses]

    assert states == [401] * 60 + [429]


def test_only_files_that_were_made_have_an_address(app: tuple[TestClient, Services]) -> None:
    client, services = app
    accepted = client.post(f"{API}/submissions", files={"photo": ("a.jpg", b"picture")}).json()
    input_id = hashlib.sha256(b"picture").hexdigest()
    folder = services.store.derived(accepted["session_id"]) / input_id
    folder.mkdir(parents=True)
    for name in ("upright.jpg", "marked.jpg", "working.npy"):
        (folder / name).write_bytes(b"made")
    made = Reading(
        input_id=input_id,
        modality=Modality.PHOTO,
        media_type="image/jpeg",
        files=(DerivedFile(name="upright.jpg", media_type="image/jpeg"),),
    )
    services.store.submissions.save_readings(accepted["submission_id"], (made,))
    names = ("upright.jpg", "marked.jpg", "working.npy", "a" * 300, "../" * 3, "..", "", "\x00")
    states = [client.get(f"{API}/media/{input_id}", params={"file": name}).status_code for name in names]

    assert states == [200, 200] + [404] * 6


def test_an_agent_asks_for_the_original_by_name_when_there_is_nothing_else(app: tuple[TestClient, Services]) -> None:
    client, services = app
    client.post(f"{API}/submissions", files={"text": (None, "人工"), "file": ("a.txt", "我的密码是一二三".encode())})
    input_id = hashlib.sha256("我的密码是一二三".encode()).hexdigest()
    agent, li = TestClient(client.app), token(services, "li")
    unasked = agent.get(f"{API}/media/{input_id}", headers=li)
    asked = agent.get(f"{API}/media/{input_id}?original=1", headers=li)
    own = client.get(f"{API}/media/{input_id}")

    assert (unasked.status_code, asked.status_code, own.status_code) == (404, 200, 200)


def test_a_closed_ticket_says_that_it_is_closed(app: tuple[TestClient, Services]) -> None:
    client, services = app
    client.post("/simple", data={"choice": "human"})
    (line,) = services.store.tickets.list()
    li = token(services, "li")
    at = f"{API}/tickets/{line.ticket_id}"
    client.post(f"{at}/close", headers=li)
    answers = [client.post(f"{at}/{act}", headers=li) for act in ("claim", "close")]
    answers.append(client.post(f"{at}/reply", headers=li, json={"text": "您好"}))

    assert [(each.status_code, each.json()["code"]) for each in answers] == [(409, "ticket_closed")] * 3
