"""``lantern models``: exit codes, one plain sentence, and the try that ``scripts/serve`` makes."""

import os
import time
from pathlib import Path

import pytest

from tests.modalities import made_whisper
from tests.modalities.fake_hub import FakeHub, Faults
from ui.cli import run


@pytest.fixture(autouse=True)
def models_dir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LANTERN_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr("modalities.models.CACHED_WHISPERS", ())  # a developer's own cache
    return tmp_path / "data" / "models"


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_whisper.write_model(tmp_path_factory.mktemp("hub") / "repository")


@pytest.fixture
def dead(repository: Path) -> str:
    """Return an address at which nobody listens."""
    with FakeHub(repository) as hub:
        return hub.url


@pytest.mark.parametrize("by", ["option", "environment"])
def test_a_model_is_fetched_from_a_mirror_and_then_listed_as_in_use(
    by: str, repository: Path, models_dir: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with FakeHub(repository) as hub:
        if by == "environment":
            monkeypatch.setenv("HF_ENDPOINT", hub.url)
        code = run(["models", "fetch", "tiny", *(["--endpoint", hub.url] if by == "option" else [])])
    said = capsys.readouterr()
    run(["models", "list"])
    listed = capsys.readouterr().out.splitlines()

    assert (code, said.err) == (0, "")
    assert "100 %" in said.out
    assert str(models_dir / "tiny") in said.out.splitlines()[-1]
    assert any(line.startswith("whisper tiny\t") and line.endswith("\tin use") for line in listed)
    assert any(line.startswith("whisper small\t") and "the default" in line and "not here" in line for line in listed)
    assert all("Systran/faster-whisper-tiny" in path for path, _ in hub.asked if path.startswith("/api/"))


@pytest.mark.parametrize(
    "arguments",
    [
        ["enormous"],
        ["small", "--endpoint", "hub.example"],
        ["small", "--endpoint", "ftp://hub"],
        ["small", "--endpoint", "http://["],
        ["small", "tiny"],
        ["--no"],
    ],
)
def test_wrong_use_is_one_sentence_and_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["models", "fetch", *arguments]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_half_a_model_is_not_listed_as_here(models_dir: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (models_dir / "small").mkdir(parents=True)
    (models_dir / "small" / "model.bin").write_bytes(b"x")

    run(["models", "list"])
    (line,) = (line for line in capsys.readouterr().out.splitlines() if line.startswith("whisper small\t"))

    assert line.endswith("not here: lantern models fetch small")


def test_an_offline_machine_refuses_with_one_sentence(
    repository: Path, models_dir: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LANTERN_OFFLINE", "1")
    with FakeHub(repository) as hub:
        code = run(["models", "fetch", "--endpoint", hub.url])

    assert code == 1
    assert hub.asked == []
    assert len(capsys.readouterr().err.splitlines()) == 1
    assert not models_dir.exists()


@pytest.mark.parametrize(
    "faults", [Faults(wrong_sha256=True), Faults(size_bytes=10**17), Faults(status=404), Faults(html_for="config.json")]
)
def test_what_goes_wrong_is_one_sentence_with_a_next_step_and_1(
    faults: Faults, repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with FakeHub(repository, faults) as hub:
        code = run(["models", "fetch", "--endpoint", hub.url])
    (sentence,) = capsys.readouterr().err.splitlines()

    assert code == 1
    assert "To mend: " in sentence


def test_a_start_without_a_way_out_goes_on_and_does_not_look_again_the_same_day(
    dead: str, models_dir: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    started = time.monotonic()
    first = run(["models", "fetch", "--at-start", "--endpoint", dead])
    said = capsys.readouterr()
    second = run(["models", "fetch", "--at-start", "--endpoint", dead])
    again = capsys.readouterr()
    mark = models_dir / ".no-way-out"
    os.utime(mark, (time.time() - 25 * 3600,) * 2)
    third = run(["models", "fetch", "--at-start", "--endpoint", dead])

    assert (first, second, third) == (1, 0, 1)
    assert "goes on without" in said.err
    assert "last start" in again.out
    assert again.err == ""
    assert time.monotonic() - started < 10


def test_a_start_fetches_a_model_once(repository: Path, models_dir: Path, capsys: pytest.CaptureFixture[str]) -> None:
    models_dir.mkdir(parents=True)
    (models_dir / ".no-way-out").touch()
    os.utime(models_dir / ".no-way-out", (0, 0))
    with FakeHub(repository) as hub:
        first = run(["models", "fetch", "--at-start", "--endpoint", hub.url])
        calls = len(hub.asked)
        second = run(["models", "fetch", "--at-start", "--endpoint", hub.url])

    assert (first, second) == (0, 0)
    assert calls == len(hub.asked) > 3
    assert (models_dir / "small" / "model.bin").is_file()
    assert not (models_dir / ".no-way-out").exists()
    assert "%" in capsys.readouterr().out


@pytest.mark.parametrize(
    "setting", [("LANTERN_OFFLINE", "1"), ("LANTERN_STT", "remote"), ("LANTERN_STT_URL", "http://127.0.0.1:9/v1")]
)
def test_a_start_asks_nobody_when_nothing_is_needed_or_allowed(
    setting: tuple[str, str], repository: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(*setting)
    with FakeHub(repository) as hub:
        code = run(["models", "fetch", "--at-start", "--endpoint", hub.url])

    assert code == 0
    assert hub.asked == []
    assert len(capsys.readouterr().out.splitlines()) == 1
