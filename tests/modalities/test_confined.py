"""Limits on programs that touch hostile bytes, by a real program that goes past each of them."""

from pathlib import Path

import pytest

from modalities import confined
from modalities.errors import UnreadableMediaError

PROGRAM = "tests.modalities.fake_confined"


def _run(*arguments: str, wall_s: float = 120) -> dict[str, object]:
    return confined.run(PROGRAM, arguments, wall_s=wall_s)


def test_it_gets_no_key_of_ours_and_few_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANTERN_STT_KEY", "hush")

    told = _run("tell")["environment"]

    assert isinstance(told, list)
    assert {"OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"} <= set(told)
    assert not [name for name in told if name.startswith("LANTERN")]


@pytest.mark.parametrize("name", ["-rf", "; ls", "http://a.example/b.png", "concat:a|b", "中 文\n.jpg"])
def test_names_are_only_arguments(name: str) -> None:
    assert _run("tell", name)["arguments"] == [name]


@pytest.mark.parametrize("task", ["eat", "spin", "crash", "chatter", "mumble", "list"])
def test_what_goes_wrong_there_is_one_error_here(task: str) -> None:
    with pytest.raises(UnreadableMediaError):
        _run(task)


def test_what_hangs_is_ended() -> None:
    with pytest.raises(UnreadableMediaError, match="longer than 1 s"):
        _run("sleep", wall_s=1)


def test_no_file_grows_without_end(tmp_path: Path) -> None:
    file = tmp_path / "large"

    with pytest.raises(UnreadableMediaError):
        _run("fill", str(file))

    assert file.stat().st_size <= 1_000_000


def test_a_refusal_says_why() -> None:
    with pytest.raises(UnreadableMediaError, match="upside down"):
        _run("refuse")
