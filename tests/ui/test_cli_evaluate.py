"""``lantern evaluate`` and ``lantern bench``: what they print, and their exit codes."""

import json
from pathlib import Path

import pytest

from modalities.benchmarks import drawn
from ui.cli import run


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LANTERN_DATA_DIR", str(tmp_path / "data"))
    return tmp_path


def labelled(folder: Path, *rows: dict[str, object]) -> str:
    drawn.screen(drawn.PAGES[5]).save(folder / "page.png")
    path = folder / "rows.jsonl"
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows), "utf-8")
    return str(path)


def test_a_page_that_we_drew_is_read_and_scored(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The whole way: rows, the product's own reader, figures, and the file of wrong rows."""
    lines = [*drawn.PAGES[5], "下一步", "这一行不在画面上"]
    data = labelled(folder, {"image": "page.png", "kind": "screenshot", "lines": lines})
    code = run(["evaluate", "reading", data, "--json", "--errors", str(folder / "wrong.jsonl"), "--at-least", "0.5"])
    said = json.loads(capsys.readouterr().out)
    (wrong,) = [json.loads(line) for line in (folder / "wrong.jsonl").read_text("utf-8").splitlines()]

    assert code == 0
    assert {"task", "n", "metrics", "ci95", "engine", "seconds"} <= set(said)
    assert (said["task"], said["n"]) == ("reading", 1)
    assert 0.5 <= said["metrics"]["exact_lines"] < 1
    assert said["engine"]["ocr"].startswith("rapidocr@")
    assert "这一行不在画面上" in [line["true"] for line in wrong["lines"]]


def test_below_the_wanted_figure_the_code_is_1(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = labelled(folder, {"image": "page.png", "quality": "blur"})

    assert run(["evaluate", "quality", data, "--at-least", "0.5"]) == 1
    said = capsys.readouterr()
    assert "top_reason_right" in said.out
    assert said.err == "quality reached 0.0, less than 0.5.\n"


@pytest.mark.parametrize(
    "arguments",
    [
        ["evaluate"],
        ["evaluate", "smell", "rows.jsonl"],
        ["evaluate", "reading", "/there/is/nothing"],
        ["evaluate", "reading", "/"],
        ["evaluate", "screen", "{broken}"],
        ["evaluate", "speech", "{broken}"],
        ["evaluate", "reading", "{good}", "--at-least", "2"],
        ["evaluate", "reading", "{good}", "--errors", "/there/is/nothing"],
        ["bench", "nothing"],
        ["bench", "memory", "--repeats", "0"],
    ],
)
def test_wrong_use_is_one_sentence_and_2(
    arguments: list[str], folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good = labelled(folder, {"image": "page.png", "lines": []})
    broken = folder / "broken.jsonl"
    broken.write_text('{"image": "page.png"\n', "utf-8")
    code = run([each.format(good=good, broken=broken) for each in arguments])
    said = capsys.readouterr()

    assert code == 2
    assert said.out == ""
    assert len(said.err.splitlines()) == 1


def test_malformed_rows_are_named_and_nothing_runs(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = labelled(folder, {"image": "page.png", "lines": ["x"]}, {"image": "page.png", "lines": "x"}, {"lines": []})

    assert run(["evaluate", "reading", data]) == 2
    assert (
        capsys.readouterr().err == "rows.jsonl: line 2 has lines that are not a list of texts; line 3 has no image.\n"
    )


def test_without_a_recogniser_the_code_is_1_and_says_what_mends_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LANTERN_STT", "faster_whisper")
    monkeypatch.setenv("LANTERN_WHISPER_DIR", str(folder))
    data = labelled(folder, {"audio": "page.png", "text": "x", "language": "en"})

    assert run(["evaluate", "speech", data]) == 1
    assert "To mend:" in capsys.readouterr().err
