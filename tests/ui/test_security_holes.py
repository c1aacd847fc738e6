"""The two holes of a mounted Gradio application are closed, over HTTP."""

import json
from collections.abc import Iterator
from pathlib import Path

import gradio as gr
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

import ui.customer.page
import ui.desk.page
from tests.ui.lantern_app import lantern
from ui import blocks

SECRET = "nobody may read this"
MOUNTS = ("", "/desk")
DOORS = (
    "upload",
    "call/file",
    "call/predict",
    "run/predict",
    "queue/join",
    "queue/data",
    "file=/etc/passwd",
    "file",
    "proxy=x",
    "component_server",
    "reset",
)


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    with lantern(tmp_path) as (found, _):
        yield found


@pytest.fixture
def secret(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A file outside all folders that Gradio may read: neither below the working folder nor the temporary one."""
    path = Path.home() / f".lantern-test-{tmp_path_factory.getbasetemp().name}"
    path.write_text(SECRET)
    yield path
    path.unlink()


@pytest.mark.parametrize("mount", MOUNTS)
@pytest.mark.parametrize("door", DOORS)
def test_gradios_own_interface_is_shut(client: TestClient, mount: str, door: str) -> None:
    payload = {"data": [{"path": "/etc/passwd", "meta": {"_type": "gradio.FileData"}}]}
    for answer in (client.post(f"{mount}/gradio_api/{door}", json=payload), client.get(f"{mount}/gradio_api/{door}")):
        assert answer.status_code == 404
        assert "root:" not in answer.text


@pytest.mark.parametrize(
    "path",
    [
        "/file=/etc/passwd",
        "/file/etc/passwd",
        "/static/../../../../etc/passwd",
        "/pages/..%2f..%2fblocks.py",
        "/assets/..%2f..%2f..%2fetc/passwd",
    ],
)
def test_no_path_leads_out_of_our_folders(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert "root:" not in answer.text
    assert "import gradio" not in answer.text


@pytest.mark.parametrize("page", [ui.customer.page.build, ui.desk.page.build])
def test_no_page_takes_a_value_from_a_browser(page: type) -> None:
    built = page()
    assert not built.fns
    for component in built.blocks.values():
        if isinstance(component, gr.HTML):
            assert component.value is None
            assert "${" not in component.html_template
            assert "{{" not in component.html_template


def test_a_real_upload_still_works_where_it_belongs(client: TestClient) -> None:
    answer = client.post("/api/v1/submissions", files={"photo": ("a.png", b"bytes", "image/png")})
    assert answer.status_code == 202


def test_a_mounted_page_never_takes_a_file_of_the_machine_for_an_upload(secret: Path, tmp_path: Path) -> None:
    """The check that mounting leaves off is on, for whoever adds an event handler later."""
    with gr.Blocks(analytics_enabled=False) as page:
        source = gr.File()
        gr.Button().click(lambda path: Path(path).read_text(), source, gr.Textbox(), api_name="file")
    client = TestClient(blocks.mount(FastAPI(), page, "/page"))

    def answer_to(path: str) -> str:
        payload = {"data": [{"path": path, "meta": {"_type": "gradio.FileData"}}]}
        started = client.post("/page/gradio_api/call/file", json=payload)
        return client.get(f"/page/gradio_api/call/file/{started.json()['event_id']}").text

    with client:
        refused = answer_to(str(secret))
        assert SECRET not in refused
        assert "event: error" in refused
        mine = tmp_path / "mine.txt"
        mine.write_text("what I sent")
        with mine.open("rb") as file:
            uploaded = client.post("/page/gradio_api/upload", files={"files": file}).json()[0]
        assert "what I sent" in answer_to(uploaded)
        assert json.loads(client.get("/page/config").text)["title"] is not None
