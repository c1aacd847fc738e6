"""The command line: exit codes, one sentence, and what the web process must not import."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from ui.cli import run

ROOT = Path(__file__).parents[2]
BROKEN = b"\xff\xfe".decode(errors="surrogateescape")
"""What Python makes of an argument that is not UTF-8."""
HEAVY = ("av", "pillow_heif", "espeakng_loader", "rapidocr", "cv2", "faster_whisper")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LANTERN_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("LANTERN_TTS", "silent")
    return tmp_path


@pytest.mark.parametrize(
    "arguments",
    [
        ["bogus"],
        ["ask"],
        ["ask", "--text", "  "],
        ["ask", "--unknown"],
        ["ask", "--photo", "/there/is/nothing"],
        ["ask", "--photo", "/"],
        ["ask", "--text", "hello", "--language", "xx"],
        ["ask", "--text", "hello", "--session", "nobody"],
        ["ask", "--text", BROKEN],
        ["ask", "--choice", BROKEN],
        ["ask", "--text", "hello", "--session", BROKEN],
        ["ask", "--text", "hello", "--language", BROKEN],
        ["ask", "--photo", BROKEN],
        ["ask", "--choice", "<b>"],
        ["ask", "--text", "hello", "--need", "bogus"],
        ["serve", "--certificate", "a.pem"],
        ["agents", "disable", "nobody"],
        ["agents", "add", "zhao"],
        ["agents", "add", "Queue", "--password-stdin"],
        ["knowledge", "search", " "],
        ["agents", "token", "nobody"],
        ["schema", "nothing"],
    ],
)
def test_wrong_use_is_one_plain_sentence_and_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    code = run(arguments)
    said = capsys.readouterr()

    assert code == 2
    assert said.out == ""
    last = [line for line in said.err.splitlines() if " INFO " not in line and " DEBUG " not in line]
    assert len(last) == 1


@pytest.mark.parametrize("command", [["migrate"], ["agents", "list"], ["ask", "--text", "hello"]])
def test_an_address_that_is_no_database_is_one_sentence_and_2(
    command: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LANTERN_DATABASE_URL", "rubbish")

    assert run(command) == 2
    (sentence,) = capsys.readouterr().err.splitlines()
    assert sentence.startswith("LANTERN_DATABASE_URL must be")


def test_without_a_terminal_a_password_is_piped_in(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))

    assert run(["agents", "add", "zhao"]) == 2
    assert "--password-stdin" in capsys.readouterr().err


def test_adding_an_agent_again_says_that_the_password_changed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["agents", "list"])
    for _ in range(2):
        monkeypatch.setattr(sys, "stdin", io.StringIO("long enough\n"))
        assert run(["agents", "add", "li", "--password-stdin"]) == 0
    nobody, added, changed = capsys.readouterr().out.splitlines()

    assert "no agents" in nobody
    assert "/desk" in added
    assert changed.startswith("The password of li was changed.")


def test_the_doctor_cuts_no_advice_when_its_words_go_into_a_file() -> None:
    told = lantern("doctor")
    findings = json.loads(lantern("doctor", "--json").stdout)

    assert findings
    assert all(finding["detail"] in told.stdout and finding["mend"] in told.stdout for finding in findings)


@pytest.mark.parametrize("record", ["issue", "ticket", "event", "outcome"])
def test_every_record_has_a_schema(record: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["schema", record]) == 0
    assert json.loads(capsys.readouterr().out)["properties"]


def lantern(*arguments: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "ui.cli", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=300)


def test_ask_prints_one_object_and_goes_on_in_the_same_session() -> None:
    first = lantern("ask", "--text", "你好", "--json")
    session = json.loads(first.stdout)["session_id"]
    second = lantern("ask", "--text", "转人工", "--json", "--session", session)
    outcome = json.loads(second.stdout)

    assert (first.returncode, second.returncode) == (0, 0)
    assert session == outcome["session_id"]
    assert (outcome["state"], outcome["route"]["priority"]) == ("with_person", "P2")
    assert outcome["ticket"]["ticket_id"]


def test_an_agent_is_added_listed_and_disabled(
    capsys: pytest.CaptureFixture[str],
) -> None:
    program = [sys.executable, "-m", "ui.cli", "agents", "add", "li", "--role", "supervisor", "--password-stdin"]
    added = subprocess.run(program, cwd=ROOT, input="long enough\n", text=True, capture_output=True, check=False)
    run(["agents", "list"])
    listed = capsys.readouterr().out
    run(["agents", "disable", "li"])
    run(["agents", "list"])

    assert added.returncode == 0, added.stderr
    assert "li\tsupervisor\tactive" in listed
    assert "li\tsupervisor\tdisabled" in capsys.readouterr().out


@pytest.mark.parametrize("module", ["ui.app", "ui.serving", "ui.cli"])
def test_the_web_process_imports_no_engine(module: str) -> None:
    program = f"import sys, {module}; print([name for name in {HEAVY!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.stdout.strip() == "[]", done.stderr


def test_a_file_whose_name_is_not_utf_8_is_sent_like_every_other(folder: Path) -> None:
    name = folder / os.fsdecode("说明.txt".encode("gbk"))
    name.write_text("怎么把字调大", "utf-8")
    done = lantern("ask", "--file", str(name), "--text", "转人工", "--json")

    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["ticket"]["ticket_id"]
