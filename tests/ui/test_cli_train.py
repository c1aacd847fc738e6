"""``lantern train``: rows are checked, tried on a fifth of them, and learned only when they make nothing worse."""

import json
from pathlib import Path

import pytest
import typer

from gateway.evaluation.own_rows import Figures, Trial
from gateway.evaluation.route import parse
from gateway.understand.learned import keep
from gateway.understand.learned import rows as lines
from modalities.evaluation.scores import Share
from tests.gateway.evaluation.fields import fields
from ui import cli_train
from ui.asking import WrongUseError
from ui.cli import run

QUESTIONS = ("怎么把{}关掉", "{}总是响怎么办", "{}的字在哪里调大", "新买的{}怎么开机", "{}要充多久的电")
THINGS = ("收音机", "电饭锅", "血压计")
FEW_LINES = {
    "human": ("我要找个人说话", "把你们经理请出来"),
    "scam": ("客服让我共享屏幕", "有人叫我把钱转到安全账户"),
    "money_lost": ("卡里的钱被转走了", "钱打给骗子了"),
    "medical": ("心口疼得气都接不上来", "妈摔倒了叫不应"),
    "fire_gas": ("厨房着火了", "屋里一股煤气味"),
    "self_harm": ("我不想活了", "药都攒好了"),
    "threat": ("他拿刀说要砍我", "讨债的堵在门口"),
    "unclear": ("那个又没了", "就是那样"),
    "none": ("怎么把字调大", "电视没有声音怎么办"),
}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LANTERN_DATA_DIR", str(tmp_path / "data"))
    return tmp_path


def written(folder: Path, *rows: dict[str, object]) -> str:
    path = folder / "rows.jsonl"
    path.write_text("".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows), "utf-8")
    return str(path)


@pytest.fixture
def few_lines(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Train beside a few lines, not beside all of ours: those take minutes on a busy machine."""
    rows = [{"text": text, "label": label} for label, texts in FEW_LINES.items() for text in texts]
    rows += [{"text": "您的账户异常请点击链接", "label": "scam", "form": "message"} for _ in range(2)]
    written(folder, *rows)
    (folder / "lines").mkdir()
    (folder / "rows.jsonl").rename(folder / "lines" / "few.jsonl")
    monkeypatch.setattr(lines, "LINES", folder / "lines")


def trial(before: Figures, after: Figures) -> Trial:
    """Return a trial in which no alarm of ours was missed."""
    return Trial(before=before, after=after, missed_before=Share(0, 9), missed_after=Share(0, 9))


def of(right: int) -> Figures:
    return Figures(right=Share(right, 9), contained=Share(0, 3), alarmed=Share(1, 6))


@pytest.mark.usefixtures("few_lines")
def test_good_rows_are_tried_learned_and_kept(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The whole way: tried, measured, learned, and found again at the next start."""
    rows = [{"text": form.format(thing), "label": "none", "lang": "zh"} for form in QUESTIONS for thing in THINGS]
    code = run(["train", written(folder, *rows)])
    said = capsys.readouterr()

    assert (code, said.err) == (0, "")
    assert "right label" in said.out
    assert "15 rows learned" in said.out
    assert [row.text for row in keep.own_rows(folder / "data")] == [row["text"] for row in rows]
    assert keep.find(folder / "data") is not None


def test_rows_that_make_it_worse_change_nothing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(typer.Exit) as stopped:
        cli_train.conclude(
            trial(before=of(8), after=of(7)), [parse(fields(text="x", label="none"))], folder / "data", is_check=False
        )
    said = capsys.readouterr()

    assert stopped.value.exit_code == 1
    assert said.err.splitlines() == [
        "With them fewer of the rows that were kept back get the right label, so the understanding stays as it was."
    ]
    assert not (folder / "data").exists()


def test_checking_changes_nothing_either(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    row = parse(fields(text="x", label="none"))
    cli_train.conclude(trial(before=of(7), after=of(8)), [row], folder / "data", is_check=True)

    assert "1 rows would be learned; nothing was changed." in capsys.readouterr().out
    assert not (folder / "data").exists()


def test_rows_that_cannot_be_kept_are_told_of(folder: Path) -> None:
    (folder / "data").write_text("a file where the folder should be", "utf-8")
    with pytest.raises(WrongUseError, match="cannot be kept"):
        cli_train.conclude(
            trial(before=of(7), after=of(8)), [parse(fields(text="x", label="none"))], folder / "data", is_check=False
        )


def test_malformed_rows_are_named_and_nothing_is_trained(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = written(folder, {"text": "x", "label": "none"}, {"text": "x", "label": "happy"}, {"label": "none"})

    assert run(["train", data]) == 2
    said = capsys.readouterr().err
    assert "line 2 has a label that is none of" in said
    assert "line 3 has no text" in said
    assert len(said.splitlines()) == 1
    assert not (folder / "data" / "models").exists()


@pytest.mark.parametrize("arguments", [["train"], ["train", "/there/is/nothing"], ["train", "/"]])
def test_wrong_use_is_one_sentence_and_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(arguments) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1
