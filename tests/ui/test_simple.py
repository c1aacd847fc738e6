import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from elder_mode.language import load
from gateway.store.agents import AgentRole
from tests.ui.lantern_app import lantern
from ui.auth import DEVICE_COOKIE
from ui.services import Services

ZH = load("zh-CN")
SEE_OTHER = 303


@pytest.fixture
def app(tmp_path: Path) -> Iterator[tuple[TestClient, Services]]:
    with lantern(tmp_path) as found:
        yield found


def test_typed_words_are_kept_and_shown_on_this_device_alone(app: tuple[TestClient, Services]) -> None:
    client, _ = app
    answer = client.post("/simple", data={"text": "电视没声音"}, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (SEE_OTHER, "/simple#answers")
    assert DEVICE_COOKIE in answer.cookies
    assert "电视没声音" in client.get("/simple").text
    client.cookies.clear()
    assert "电视没声音" not in client.get("/simple").text


def test_a_second_message_goes_into_the_same_conversation(app: tuple[TestClient, Services]) -> None:
    client, services = app
    client.post("/simple", data={"text": "电视没声音"})
    client.post("/simple", data={"text": "遥控器也坏了"})
    session = services.store.sessions.newest_of(client.cookies[DEVICE_COOKIE])
    assert session is not None
    assert len(services.store.submissions.ids_of(session)) == 2


def test_a_photo_and_a_recording_are_kept_byte_for_byte(app: tuple[TestClient, Services]) -> None:
    client, services = app
    files = [("photo", ("a.png", b"picture bytes", "image/png")), ("voice", ("b.ogg", b"sound bytes", "audio/ogg"))]
    client.post("/simple", data={"text": ""}, files=files)
    session = services.store.sessions.newest_of(client.cookies[DEVICE_COOKIE])
    assert session is not None
    submission = services.store.submissions.load(services.store.submissions.ids_of(session)[0])
    kept = [services.store.blobs.path(each.input_id).read_bytes() for each in submission.attachments]
    assert kept == [b"picture bytes", b"sound bytes"]
    html = client.get("/simple").text
    assert html.count("/api/v1/media/") == 2
    assert "<audio controls" in html


def test_an_empty_form_is_answered_with_a_plain_sentence(app: tuple[TestClient, Services]) -> None:
    client, _ = app
    answer = client.post("/simple", data={"text": "  "})
    assert ZH.words("simple.nothing") in answer.text
    assert client.get("/api/v1/sessions/mine").status_code == 404


def test_a_person_is_called_from_the_first_page(app: tuple[TestClient, Services]) -> None:
    client, services = app
    client.post("/simple", data={"choice": "human"})
    html = client.get("/simple").text
    assert len(services.store.tickets.list()) == 1
    assert services.store.tickets.list()[0].code in html
    assert ZH.words("simple.waiting") in html


def test_calling_a_person_again_makes_no_second_ticket(app: tuple[TestClient, Services]) -> None:
    client, services = app
    for _ in range(3):
        client.post("/simple", data={"choice": "human"})
    assert len(services.store.tickets.list()) == 1


def test_words_with_markup_stay_words(app: tuple[TestClient, Services]) -> None:
    client, services = app
    evil = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"
    client.post("/simple", data={"text": f"人工 {evil}"})
    ticket = services.store.tickets.list()[0]
    services.deskwork.reply(ticket.ticket_id, "mei", f"您好 {evil}")
    html = client.get("/simple").text
    assert "<script>alert" not in html
    assert not re.search(r"<img src=x", html)
    assert html.count("&lt;script&gt;") >= 2


def test_another_web_site_cannot_post_the_form(app: tuple[TestClient, Services]) -> None:
    client, services = app
    for headers in ({"Origin": "http://elsewhere.test"}, {"Sec-Fetch-Site": "cross-site"}):
        answer = client.post("/simple", data={"choice": "human"}, headers=headers)
        assert answer.status_code == 403
    assert not services.store.tickets.list()


def test_what_an_agent_says_is_shown_with_their_name_and_counts_as_read(app: tuple[TestClient, Services]) -> None:
    client, services = app
    client.post("/simple", data={"choice": "human"})
    ticket = services.store.tickets.list()[0]
    services.deskwork.reply(ticket.ticket_id, "mei", "您好，我来帮您。")
    html = client.get("/simple").text
    assert "我来帮您" in html
    assert ZH.words("page.person_says", name="mei") in html
    assert not services.store.messages.unread(ticket.session_id)


@pytest.mark.parametrize(
    "headers",
    [{"Sec-Purpose": "prefetch;prerender"}, {"Purpose": "prefetch"}, {"Sec-Fetch-Site": "cross-site"}],
)
def test_what_nobody_looked_at_is_not_read(app: tuple[TestClient, Services], headers: dict[str, str]) -> None:
    client, services = app
    client.post("/simple", data={"choice": "human"}, follow_redirects=False)
    session = services.store.tickets.list()[0].session_id
    unread_before = services.store.messages.unread(session)
    client.get("/simple", headers=headers)
    unread_after = services.store.messages.unread(session)
    client.get("/simple", headers={"Sec-Fetch-Site": "same-origin"})

    assert unread_before
    assert unread_after == unread_before
    assert not services.store.messages.unread(session)


def test_when_nobody_is_here_a_number_and_a_word_can_be_left(app: tuple[TestClient, Services]) -> None:
    client, services = app
    client.post("/simple", data={"choice": "human"})
    html = client.get("/simple").text
    session = services.store.tickets.list()[0].session_id
    number = client.post("/simple", data={"number": " 010-1234 5678 "})
    fact = client.post("/simple", data={"fact": "我家的狗叫小黑"})

    assert 'name="number"' in html
    assert 'name="fact"' in html
    assert ZH.words("handoff.call_back_kept") in number.text
    assert ZH.words("page.fact_kept") in fact.text
    assert services.store.sessions.load(session).call_back == "010-1234 5678"
    assert services.store.sessions.has_fact(session, "我家的狗叫小黑")


def test_with_somebody_here_nothing_is_asked_for_later(app: tuple[TestClient, Services]) -> None:
    client, services = app
    services.store.agents.add("li", AgentRole.AGENT, None)
    services.store.agents.of_key(services.store.agents.new_token("li"))
    client.post("/simple", data={"choice": "human"})

    assert 'name="number"' not in client.get("/simple").text


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("number", "ring me", "page.number_wrong"),
        ("number", "", "page.number_wrong"),
        ("fact", "  ", "page.fact_wrong"),
        ("fact", "x", "page.fact_wrong"),
    ],
)
def test_a_number_or_word_that_is_none_is_told_and_not_kept(
    app: tuple[TestClient, Services], field: str, value: str, words: str
) -> None:
    client, services = app
    client.post("/simple", data={"choice": "human"})
    answer = client.post("/simple", data={field: value})
    session = services.store.sessions.load(services.store.tickets.list()[0].session_id)

    assert answer.status_code == 422
    assert ZH.words(words) in answer.text
    assert (session.call_back, session.has_fact) == (None, False)


def test_every_field_has_a_label_and_every_link_leads_somewhere(app: tuple[TestClient, Services]) -> None:
    client, _ = app
    html = client.get("/simple").text
    ids = set(re.findall(r'<(?:input|textarea)[^>]* id="([^"]+)"|<(?:input|textarea) id="([^"]+)"', html))
    fields = {name for pair in ids for name in pair if name}
    assert fields == set(re.findall(r'<label for="([^"]+)"', html))
    for link in re.findall(r'href="(/[^"#]*)', html):
        assert client.get(link).status_code == 200
