"""A real screen reader records, hears the reply, calls a person (``scripts/test --full``); what it said is printed."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.browser import conftest
from tests.browser.conftest import ROOT, Server
from tests.full.orca_session import bare

pytestmark = [pytest.mark.browser, pytest.mark.timeout(900)]
LANGUAGES = ("zh-CN", "en")
server = conftest.server  # a fixture


@pytest.fixture(scope="module", params=LANGUAGES)
def heard(
    request: pytest.FixtureRequest, server: Server, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, object]:
    """What Orca spoke on one visit."""
    server.desk("GET", "/tickets")  # somebody is on duty
    folder: Path = tmp_path_factory.mktemp("orca")
    session = [sys.executable, "-m", "tests.full.orca_session", f"{server.url}/?lang={request.param}", str(folder)]
    done = subprocess.run(
        ["dbus-run-session", "--", *session], cwd=ROOT, capture_output=True, text=True, timeout=600, check=False
    )
    assert done.returncode == 0, done.stderr[-3000:]
    print(done.stdout)
    found: dict[str, object] = json.loads(done.stdout)
    return found


def test_the_way_to_the_microphone_is_named(heard: dict[str, list[str]]) -> None:
    assert any("button" in words for words in heard["to speak"][-3:]), heard["to speak"]


def test_nothing_is_said_into_the_recording(heard: dict[str, list[str]]) -> None:
    assert not heard["while recording"]


def test_the_reply_is_spoken_once_and_in_order(heard: dict[str, list[str]]) -> None:
    spoken = bare(" ".join(heard["reply"]))
    places = []
    for card in heard["reply on the page"]:
        assert spoken.count(bare(card)) == 1, (card, heard["reply"])
        places.append(spoken.index(bare(card)))
    assert places == sorted(places)


def test_it_is_said_how_the_call_for_a_person_stands(heard: dict[str, list[str]]) -> None:
    assert heard["person called"]


def test_every_control_is_named(heard: dict[str, list[dict[str, list[str]]]]) -> None:
    assert len(heard["controls"]) >= 8
    for control in heard["controls"]:
        name = bare(str(control["name"]))
        assert name, control
        assert name in bare(" ".join(control["spoken"])), control
