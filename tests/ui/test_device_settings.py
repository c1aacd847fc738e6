"""Settings of a device: one signed cookie, known to every page before a script runs, undone by one press."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st

from elder_mode import theme
from elder_mode.language import languages, load
from gateway.settings import Settings
from tests.ui.lantern_app import lantern
from ui import device_settings
from ui.device_settings import COOKIE
from ui.services import Services

API = "/api/v1/settings"
YEAR_S = 365 * 24 * 3600


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[TestClient, Services]]:
    with lantern(tmp_path_factory.mktemp("settings")) as found:
        yield found


@pytest.fixture
def client(app: tuple[TestClient, Services]) -> TestClient:
    app[0].cookies.clear()
    return app[0]


def in_page(html: str) -> dict[str, str]:
    found = re.search(r'id="lantern-words">(.*?)</script>', html)
    assert found is not None
    chosen: dict[str, str] = json.loads(found[1])["settings"]
    return chosen


def test_what_was_chosen_is_in_the_first_paint_of_every_page(client: TestClient) -> None:
    chosen = {"size": "largest", "theme": "dark", "language": "yue", "captions": "on", "rate": "0.8"}
    answer = client.put(API, json=chosen)

    assert answer.json() == chosen
    assert client.get(API).json() == chosen
    page = client.get("/").text
    assert re.search(r'<html\s+lang="zh-HK" data-size="largest" data-theme="dark"', page)
    assert in_page(page) == chosen
    assert '<html lang="zh-HK" data-size="largest" data-theme="dark">' in client.get("/simple").text


def test_the_cookie_lasts_a_year_and_no_script_reads_it(client: TestClient) -> None:
    cookie = client.put(API, json={"size": "large"}).headers["set-cookie"]

    assert f"Max-Age={YEAR_S};" in cookie
    assert "HttpOnly; SameSite=Lax" in cookie
    assert "Path=/;" in cookie


def test_nothing_but_names_of_settings_is_kept(client: TestClient) -> None:
    for wrong in ({"name": "王"}, {"size": "huge"}, {"theme": "<script>"}, {"rate": "9"}, {"rate": "slow"}):
        assert client.put(API, json=wrong).status_code == 422, wrong
    assert client.get(API).json() == {}


def test_a_cookie_that_we_did_not_sign_changes_nothing(client: TestClient) -> None:
    value = client.put(API, json={"size": "large"}).cookies[COOKIE]
    content, _, signature = value.partition(".")
    for forged in (f"{content}.{'0' * len(signature)}", f"{content[:-2]}AA.{signature}", content, "", "...", "é"):
        client.cookies.clear()
        assert client.get("/simple", headers={"cookie": f"{COOKIE}={forged}".encode()}).status_code == 200
        assert client.get(API, headers={"cookie": f"{COOKIE}={forged}".encode()}).json() == {}


def test_another_installation_signs_otherwise(tmp_path: Path) -> None:
    one, other = Settings(data_dir=tmp_path / "one"), Settings(data_dir=tmp_path / "other")
    value = device_settings.signed({"size": "large"}, one)

    assert device_settings.opened(value, one) == {"size": "large"}
    assert device_settings.opened(value, other) == {}
    assert (tmp_path / "one" / device_settings.KEY_FILE).stat().st_mode & 0o077 == 0


def test_several_processes_may_share_a_key(tmp_path: Path) -> None:
    one, other = (Settings(data_dir=tmp_path / name, cookie_key="a shared secret") for name in ("one", "other"))

    assert device_settings.opened(device_settings.signed({"theme": "dark"}, one), other) == {"theme": "dark"}


@given(st.text())
def test_any_cookie_is_survived(value: str) -> None:
    assert device_settings.opened(value, Settings(cookie_key="x")) == {}


def test_the_language_of_the_address_is_remembered_beside_the_rest(client: TestClient) -> None:
    client.put(API, json={"size": "large"})
    client.get("/?lang=yue")

    assert client.get(API).json() == {"size": "large", "language": "yue"}
    assert re.search(r'<html\s+lang="zh-HK"', client.get("/").text)
    assert load("yue").words("page.title") in client.get("/").text


@pytest.mark.parametrize("language", languages())
def test_the_plain_form_offers_every_language_in_its_own_name(client: TestClient, language: str) -> None:
    html = client.get(f"/simple?lang={language}").text

    for name, tag in (("中文", "zh-CN"), ("廣東話", "zh-HK"), ("English", "en")):
        assert re.search(rf'<a class="button" lang="{tag}" [^>]*>{name}</a>', html)
    assert html.count('aria-current="true"') == 1
    assert load(language).words("page.settings") in html


def test_a_press_on_the_plain_form_changes_and_a_second_one_undoes(client: TestClient) -> None:
    words = load("zh-CN")
    answer = client.post("/simple", data={"set": "size=largest"}, follow_redirects=False)
    assert answer.status_code == 303
    html = client.get(answer.headers["location"].partition("#")[0]).text
    assert 'data-size="largest"' in html
    assert words.words("setting.size_larger") in html
    back = re.search(r'value="(size=\w+)">' + words.words("page.change_back"), html)
    assert back is not None

    client.post("/simple", data={"set": back[1]})

    assert client.get(API).json() == {"size": "normal"}
    assert "data-size" not in client.get("/simple").text


def test_words_in_the_address_of_the_plain_form_are_not_shown(client: TestClient) -> None:
    html = client.get("/simple?changed=size=<b>x&before=size=normal").text

    assert "<b>x" not in html
    assert 'id="kept"' not in html


def test_a_setting_that_the_plain_form_has_not_is_refused(client: TestClient) -> None:
    assert client.post("/simple", data={"set": "language=xx"}).status_code == 422
    assert client.get(API).json() == {}


def test_every_theme_is_a_button_of_the_plain_form(client: TestClient) -> None:
    html = client.get("/simple").text

    assert all(f'value="theme={each.name}"' in html for each in theme.THEMES)
    assert '<button name="set" value="theme=auto" aria-pressed="true">' in html


def test_always_a_person_holds_for_the_first_message_and_all_after(app: tuple[TestClient, Services]) -> None:
    client, services = app
    client.cookies.clear()
    client.post("/simple", data={"set": "always_person=on"})
    client.post("/simple", data={"text": "电视没声音"})
    session = services.store.sessions.newest_of(client.cookies["lantern_device"])
    assert session is not None
    assert services.store.sessions.load(session).is_always_human

    client.post("/simple", data={"set": "always_person=off"})

    assert not services.store.sessions.load(session).is_always_human


def test_where_a_press_leads_names_both_values(client: TestClient) -> None:
    client.put(API, json={"theme": "dark"})
    answer = client.post("/simple", data={"set": "theme=light"}, follow_redirects=False)

    assert parse_qs(urlsplit(answer.headers["location"]).query) == {
        "changed": ["theme=light"],
        "before": ["theme=dark"],
    }


def test_an_empty_key_is_made_anew_and_only_one_is_ever_kept(tmp_path: Path) -> None:
    (tmp_path / device_settings.KEY_FILE).touch(mode=0o600)
    settings = Settings(data_dir=tmp_path)

    value = device_settings.signed({"size": "large"}, settings)

    assert len((tmp_path / device_settings.KEY_FILE).read_text("ascii")) > 16
    assert device_settings.opened(value, settings) == {"size": "large"}
    assert [path.name for path in tmp_path.iterdir()] == [device_settings.KEY_FILE]


def test_a_strange_cookie_of_somebody_else_takes_nothing_away(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path)
    value = device_settings.signed({"size": "large"}, settings)
    header = f'x={{"a":1}}; a b=c; {device_settings.COOKIE}={value}; y'
    scope = {"type": "http", "headers": [(b"cookie", header.encode())]}

    assert device_settings.of(scope, settings) == {"size": "large"}
