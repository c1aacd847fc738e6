"""What the browser keeps for when there is no line, and what makes the page installable."""

import importlib.machinery
import importlib.util
import json
import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from PIL import Image, ImageChops

from elder_mode.language import languages, load
from tests.ui.lantern_app import lantern
from ui.blocks import FOLDER
from ui.customer import offline, page

ROOT = Path(__file__).parents[2]


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    with lantern(tmp_path / "data") as (opened, _):
        yield opened


def shell(client: TestClient) -> dict[str, Any]:
    """Return what the service worker is told to keep."""
    found: dict[str, Any] = json.loads(
        client.get("/service-worker.js").text.split("\n", maxsplit=1)[0].removeprefix("const SHELL = ").rstrip(";")
    )
    return found


def test_everything_that_the_page_needs_is_kept_by_the_worker(client: TestClient) -> None:
    kept = shell(client)
    html = client.get(kept["page"]).text
    needed = re.findall(r'<script type="module" src="([^"]+)"|<link rel="stylesheet" href="([^"]+)"', html)

    assert {"".join(each) for each in needed} == set(kept["files"])
    for name in kept["files"]:
        assert client.get(name).status_code == 200


@pytest.mark.parametrize("code", languages())
def test_the_page_without_a_line_has_the_parts_and_the_words_of_the_page_with_one(
    client: TestClient, code: str
) -> None:
    html = client.get(f"/offline?lang={code}").text
    parts = re.findall(r'data-part="([^"]+)"', html)

    assert parts == [*page.TOP, *page.TOOLS, *page.BELOW]
    assert f'lang="{load(code).tag}"' in html
    assert json.dumps(load(code).words("page.no_line"), ensure_ascii=False) in html
    assert "elder/no_line.js" in html
    assert '"number": "110"' in html


def test_other_words_have_another_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = offline.page(page.PAGE)
    before = offline.version(shown)
    assert before == offline.version(shown)
    for code in languages():
        (tmp_path / f"{code}.toml").write_text("[page]\n")
    monkeypatch.setattr(offline, "_LANGUAGES", tmp_path)

    assert offline.version(shown) != before


@pytest.mark.parametrize("code", languages())
def test_the_manifest_speaks_the_language_of_the_page(client: TestClient, code: str) -> None:
    address = re.search(r'<link rel="manifest" href="([^"]+)"', client.get(f"/?lang={code}").text)
    assert address is not None
    client.cookies.clear()
    manifest = client.get(address[1]).json()

    assert manifest["name"] == load(code).words("page.title")
    assert (manifest["start_url"], manifest["scope"], manifest["display"]) == ("/", "/", "standalone")
    for icon in manifest["icons"]:
        image = Image.open(BytesIO(client.get(icon["src"]).content))
        assert f"{image.width}x{image.height}" == icon["sizes"]
    assert {icon["purpose"] for icon in manifest["icons"]} == {"any", "maskable"}


def test_below_a_path_of_a_proxy_everything_stays_below_it(tmp_path: Path) -> None:
    with lantern(tmp_path / "data", root_path="/help") as (client, _):
        kept = shell(client)
        manifest = client.get("/manifest.webmanifest").json()

    assert {each.split("/")[1] for each in (kept["base"], kept["page"], *kept["files"])} == {"help"}
    assert (manifest["scope"], manifest["icons"][0]["src"]) == ("/help/", "/help/pages/icons/lantern-192.png")


def test_the_icons_are_those_that_our_script_draws() -> None:
    loader = importlib.machinery.SourceFileLoader("icons", str(ROOT / "scripts" / "icons"))
    spec = importlib.util.spec_from_loader("icons", loader)
    assert spec is not None
    module = importlib.util.module_from_spec(spec)
    loader.exec_module(module)
    for name, image in module.drawn():
        with Image.open(FOLDER / "icons" / f"{name}.png") as kept:
            assert ImageChops.difference(kept.convert("RGBA"), image).getbbox() is None


def test_the_desk_is_not_installable(client: TestClient) -> None:
    assert "manifest" not in client.get("/desk").text
