import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from elder_mode.language import languages, load
from gateway.store.agents import AgentRole
from tests.ui.lantern_app import lantern
from ui import desk
from ui.blocks import FOLDER
from ui.customer.page import PAGE
from ui.html_fix import words
from ui.services import Services

KEY_USES = re.compile(
    r"""(?:say|has)\(\s*['"]([a-z_.]+)['"]|data-(?:w|label)="([a-z_.]+)"|'((?:page|progress)\.[a-z_]+)'"""
)


@pytest.fixture
def app(tmp_path: Path) -> Iterator[tuple[TestClient, Services]]:
    with lantern(tmp_path) as found:
        yield found


@pytest.fixture
def client(app: tuple[TestClient, Services]) -> TestClient:
    return app[0]


def test_the_elder_page_is_in_the_house_language(client: TestClient) -> None:
    html = client.get("/").text
    assert 'lang="zh-CN"' in html
    assert f"<title>{load('zh-CN').words('page.title')}</title>" in html
    assert 'lang="en"' not in html


def test_a_language_that_was_asked_for_is_remembered(client: TestClient) -> None:
    assert 'lang="en"' in client.get("/?lang=en").text
    assert 'lang="en"' in client.get("/").text
    assert 'lang="en"' in client.get("/simple").text
    assert 'lang="zh-CN"' in client.get("/simple?lang=zh-CN").text


@pytest.mark.parametrize("asked", ["xx", "../en", "en%0d%0aSet-Cookie:%20a=b", ""])
def test_a_language_that_does_not_exist_changes_nothing(client: TestClient, asked: str) -> None:
    answer = client.get(f"/?lang={asked}")
    assert 'lang="zh-CN"' in answer.text
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("path", ["/", "/simple", "/desk", "/api/v1/openapi.json", "/pages/dom.js", "/nothing"])
def test_every_answer_carries_the_security_headers(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "http:" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"


@pytest.mark.parametrize("path", ["/", "/simple", "/desk"])
def test_no_page_names_another_machine(client: TestClient, path: str) -> None:
    html = client.get(path).text
    addressed = re.findall(r"""(?:src|href|content)="(https?://[^"]+)""", html)
    assert not addressed
    assert "manifest.json" not in html


def test_without_javascript_the_page_leads_to_the_plain_form(client: TestClient) -> None:
    html = client.get("/").text
    assert '<noscript><meta http-equiv="refresh" content="0; url=/simple"></noscript>' in html
    assert html.index("lanternStarted") < html.index('src="./assets/index-')


def test_below_a_sub_path_all_our_addresses_carry_it(tmp_path: Path) -> None:
    with lantern(tmp_path, root_path="/help") as (client, _):
        html = client.get("/help/").text
        sheet = re.search(r'rel="stylesheet" href="(/help/pages/[^"]*elder\.css[^"]*)"', html)
        assert sheet is not None
        assert '"base": "/help"' in html
        assert "--lantern-colour-page" in client.get(sheet[1]).text
        assert 'action="/help/simple"' in client.get("/help/simple").text


def test_the_desk_is_shut_without_signing_in(app: tuple[TestClient, Services]) -> None:
    client, services = app
    services.store.agents.add("mei", AgentRole.AGENT, "a long enough password")
    answer = client.get("/desk/", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/desk")
    wrong = client.post("/desk", data={"name": "mei", "password": "wrong"})
    assert wrong.status_code == 401
    assert load("zh-CN").words("desk.sign_in_wrong") in wrong.text
    client.post("/desk", data={"name": "mei", "password": "a long enough password"})
    assert 'id="lantern-words"' in client.get("/desk/").text


def test_signing_in_again_and_again_is_slowed_down(client: TestClient) -> None:
    states = [client.post("/desk", data={"name": "mei", "password": str(turn)}).status_code for turn in range(12)]
    assert states[0] == 401
    assert states[-1] == 429


def test_remarks_on_words_are_for_agents_alone(client: TestClient) -> None:
    assert client.post("/api/v1/desk/tickets/t-1/lint", json={"text": "清缓存"}).status_code == 404


@pytest.mark.parametrize("language", languages())
def test_the_scripts_find_every_word_that_they_name(language: str) -> None:
    for page, folder in ((PAGE, "elder"), (desk.PAGE, "desk")):
        known = words(load(language), page.rooms)
        files = [*(FOLDER / folder).glob("*.js"), *(FOLDER / folder).glob("*.html")]
        used = {
            key
            for file in files
            for found in KEY_USES.findall(file.read_text(encoding="utf-8"))
            for key in found
            if key
        }
        assert len(used) > 10
        assert not {key for key in used if "." in key and key not in known}


def test_no_script_or_template_holds_a_sentence() -> None:
    for file in [*FOLDER.rglob("*.js"), *FOLDER.rglob("*.html")]:
        code = re.sub(r"^\s*(?://|/\*\*|\*).*$|//.*$", "", file.read_text(encoding="utf-8"), flags=re.MULTILINE)
        assert not re.search(r"[\u3400-\u9fff]", code), file.name


def test_words_cannot_break_out_of_their_script(client: TestClient) -> None:
    html = client.get("/").text
    data = re.search(r'id="lantern-words">(.*?)</script>', html, re.DOTALL)
    assert data is not None
    assert json.loads(data[1])["words"]["page.speak"] == load("zh-CN").words("page.speak")
    assert "<" not in data[1]
