"""The wish for persons only goes on when the page opens a new session."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from tests.ui.lantern_app import lantern
from ui.services import Services

API = "/api/v1"


@pytest.fixture
def running(tmp_path: Path) -> Iterator[tuple[TestClient, Services]]:
    with lantern(tmp_path / "data") as found:
        yield found


def opened(client: TestClient) -> dict[str, object]:
    answer = client.post(f"{API}/sessions", json={})
    assert answer.status_code == 201, answer.text
    session: dict[str, object] = answer.json()["session"]
    return session


def wish(client: TestClient, session: dict[str, object], *, is_on: bool) -> None:
    path = f"{API}/sessions/{session['session_id']}/always-person"
    assert client.put(path, json={"is_on": is_on}).status_code == 204


def test_a_new_session_begins_as_the_last_one_is(running: tuple[TestClient, Services]) -> None:
    client, _ = running
    first = opened(client)
    wish(client, first, is_on=True)
    second = opened(client)
    wish(client, second, is_on=False)
    third = opened(client)

    assert [each["always_person"] for each in (first, second, third)] == [False, True, False]


def test_the_first_session_begins_as_the_settings_of_the_device_say(running: tuple[TestClient, Services]) -> None:
    client, services = running
    client.put(f"{API}/settings", json={"always_person": "on"})
    session = opened(client)

    assert session["always_person"] is True
    assert services.store.sessions.load(str(session["session_id"])).is_always_human


def test_a_first_message_without_a_session_goes_as_the_settings_say(running: tuple[TestClient, Services]) -> None:
    client, services = running
    client.put(f"{API}/settings", json={"always_person": "on"})
    accepted = client.post(f"{API}/submissions", data={"text": "电视没声音"}).json()

    assert services.store.sessions.load(accepted["session_id"]).is_always_human


def test_the_last_session_counts_more_than_an_older_setting(running: tuple[TestClient, Services]) -> None:
    client, _ = running
    client.put(f"{API}/settings", json={"always_person": "on"})
    wish(client, opened(client), is_on=False)

    assert opened(client)["always_person"] is False


def test_a_setting_that_we_did_not_sign_decides_nothing(running: tuple[TestClient, Services]) -> None:
    client, _ = running
    client.cookies.set("lantern_settings", "eyJhbHdheXNfcGVyc29uIjoib24ifQ.0000")

    assert opened(client)["always_person"] is False
