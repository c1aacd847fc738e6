"""``lantern evaluate`` for words: every task the whole way on a few rows, its JSON, and what is refused."""

import json
from pathlib import Path

import pytest

from ui.cli import run

MORNING = {"kind": "datetime", "value": "2026-03-05T00:00:00+08:00/2026-03-06T00:00:00+08:00", "start": 0, "end": 2}
FEELINGS = [
    {"text": f"{start}{end}", "label": label}
    for label, starts in {"glad": ("真开心", "太高兴了", "好喜欢"), "cross": ("气死了", "真讨厌", "太生气了")}.items()
    for start in starts
    for end in ("啊", "今天", "呀呀", "你们")
]
ASKS = {"light": "switch the lamp in the {} on", "rain": "will it rain over the {}", "song": "play music in the {}"}
PLACES = ("kitchen", "garden", "station", "office", "market", "school")
TAUGHT = [{"text": ask.format(place), "label": label} for label, ask in ASKS.items() for place in PLACES]
POOL = [{"id": f"t{place}", "text": f"{thing}在哪里设置"} for place, thing in enumerate(("铃声", "字号", "密码"))]


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("data")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LANTERN_DATA_DIR", str(data_dir))  # one for all, so that at most one model is trained
    return tmp_path


def written(folder: Path, name: str, rows: list[dict[str, object]]) -> str:
    path = folder / f"{name}.jsonl"
    path.write_text("".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows), "utf-8")
    return str(path)


CASES: dict[str, tuple[list[dict[str, object]], dict[str, list[dict[str, object]]], set[str]]] = {
    "retrieve": (
        [{"query": "怎么改铃声", "relevant": ["t0"]}, {"query": "明早下雨吗", "relevant": []}],
        {"knowledge": POOL},
        {"hit@1", "hit@5", "hit@10", "mrr@10", "abstained", "p50_ms", "p99_ms"},
    ),
    "intent": (
        [{"text": "play music in the bathroom", "label": "song"}, {"text": "my knee aches", "label": "oos"}],
        {"train": TAUGHT},
        {"accuracy", "macro_f1", "oos_auroc", "wrong", "share_to_person"},
    ),
    "emotion": (FEELINGS, {}, {"accuracy", "macro_f1", "auroc", "per_label"}),
    "abuse": (
        [{"text": "气死了真讨厌", "label": "cross"}],
        {"train": FEELINGS},
        {"accuracy", "macro_f1", "auroc", "per_label"},
    ),
    "entities": (
        [{"text": "昨天转了三百块", "lang": "zh", "now": "2026-03-06T10:00:00+08:00", "entities": [MORNING]}],
        {},
        {"precision", "recall", "silently_wrong", "unsure", "per_kind"},
    ),
    "pii": (
        [{"text": "电话13900001111", "spans": [{"start": 2, "end": 13, "kind": "phone"}]}],
        {},
        {"precision", "recall", "per_kind"},
    ),
    "access": (
        [{"turns": ["我眼睛看不见", "用的读屏"], "signal": "vision", "expected_by_turn": 2}],
        {},
        {"asked_in_time", "false_alarms", "per_signal"},
    ),
    "outbound": ([{"text": "请把验证码发给我", "by": "bot", "must_block": True}], {}, {"blocked", "wrongly_blocked"}),
    "route": (
        [{"text": "我要找个人说话", "lang": "zh", "label": "human"}, {"text": "字怎么调大", "label": "none"}],
        {},
        {
            "recall",
            "precision",
            "false_alarms",
            "hard_negative_false_alarms",
            "share_to_person",
            "wrongful_containment",
        },
    ),
    "stories": (
        [
            {
                "text": "我想把微信的字调大，可是设置打不开。",
                "goal": "把微信的字调大",
                "symptom": "打不开",
                "object": "微信",
            }
        ],
        {},
        {"goal", "symptom", "object", "facts", "distractors"},
    ),
}


@pytest.mark.parametrize("task", CASES)
def test_every_task_the_whole_way(task: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows, more, keys = CASES[task]
    options = [each for name, given in more.items() for each in (f"--{name}", written(folder, name, given))]
    wrong = folder / "wrong.jsonl"
    code = run(["evaluate", task, written(folder, "rows", rows), *options, "--json", "--errors", str(wrong)])
    said = json.loads(capsys.readouterr().out)

    assert code == 0
    assert set(said) == {"task", "n", "metrics", "ci95", "engine", "seconds", "problems"}
    assert (said["task"], said["n"]) == (task, len(rows))
    assert keys <= set(said["metrics"])
    assert set(said["ci95"]) <= set(said["metrics"])
    assert all("line" in json.loads(line) for line in wrong.read_text("utf-8").splitlines())


def test_the_json_of_a_task_is_as_it_was(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Other programs read it: keys and their nesting stay."""
    rows, _, _ = CASES["outbound"]
    run(["evaluate", "outbound", written(folder, "rows", rows), "--json"])
    said = json.loads(capsys.readouterr().out)

    assert said.pop("seconds") >= 0
    assert said == {
        "task": "outbound",
        "n": 1,
        "metrics": {
            "blocked": 1.0,
            "wrongly_blocked": None,
            "policy_blocked": None,
            "blocked_without_policy": 1.0,
            "per_author": {"bot": {"blocked": 1.0, "wrongly_blocked": None}},
        },
        "ci95": {
            "blocked": [0.2065, 1.0],
            "blocked_without_policy": [0.2065, 1.0],
            "per_author": {"bot": {"blocked": [0.2065, 1.0]}},
        },
        "engine": {"lint": "outbound"},
        "problems": {},
    }


def test_with_articles_the_products_own_decision_is_counted(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [{"text": "我要转人工", "label": "human"}, {"text": "铃声在哪里设置", "label": "none", "article": "t0"}]
    data = written(folder, "rows", rows)
    for knowledge in (written(folder, "knowledge", POOL), "samples"):
        assert run(["evaluate", "route", data, "--knowledge", knowledge, "--json"]) == 0
        found = json.loads(capsys.readouterr().out)["metrics"]

        assert {"answered_wrongly", "contained", "ordinary"} <= set(found)
        assert sum(found["ordinary"].values()) == 1.0
        assert found["contained"] == 0.0


def test_the_bare_engine_is_measured_beside_ours(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows, more, _ = CASES["retrieve"]
    knowledge = written(folder, "knowledge", more["knowledge"])
    code = run(["evaluate", "retrieve", written(folder, "rows", rows), "--knowledge", knowledge, "--beside", "raw"])
    said = capsys.readouterr().out

    assert code == 0
    assert "raw hit@1" in said
    assert "raw p99_ms" in said


def test_at_least_decides_the_exit_code(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = written(folder, "rows", [{"text": "请把验证码发给我", "by": "bot", "must_block": True}])
    missed = written(folder, "missed", [{"text": "今天天气不错", "by": "bot", "must_block": True}])

    assert run(["evaluate", "outbound", data, "--at-least", "1"]) == 0
    assert run(["evaluate", "outbound", missed, "--at-least", "0.5"]) == 1
    assert capsys.readouterr().err == "outbound reached 0.0, less than 0.5.\n"


@pytest.mark.parametrize("task", CASES)
def test_malformed_rows_are_named_by_their_line(task: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows, more, _ = CASES[task]
    data = Path(written(folder, "rows", [rows[0], {"nothing": "of use"}]))
    with data.open("a", encoding="utf-8") as file:
        file.write("{broken\n")
    options = [each for name, given in more.items() for each in (f"--{name}", written(folder, name, given))]
    code = run(["evaluate", task, str(data), *options])
    said = capsys.readouterr()

    assert code == 2
    assert said.out == ""
    assert "line 2 has no " in said.err
    assert "line 3 is not JSON" in said.err
    assert len(said.err.splitlines()) == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ["retrieve", "{retrieve}"],
        ["retrieve", "{retrieve}", "--knowledge", "/there/is/nothing"],
        ["retrieve", "{retrieve}", "--knowledge", "{intent}"],
        ["retrieve", "{retrieve}", "--knowledge", "{other}"],
        ["intent", "{intent}"],
        ["intent", "{intent}", "--train", "/there/is/nothing"],
        ["intent", "{intent}", "--train", "{intent}"],
        ["emotion", "{intent}"],
        ["pii", "{pii}", "--knowledge", "samples"],
        ["pii", "{pii}", "--train", "{pii}"],
        ["route", "{route}", "--beside", "raw"],
        ["retrieve", "{retrieve}", "--beside", "nothing"],
        ["route", "{route}", "--knowledge", "/there/is/nothing"],
    ],
)
def test_wrong_use_is_one_sentence_and_2(
    arguments: list[str], folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = {task: written(folder, task, rows) for task, (rows, _, _) in CASES.items()}
    files["other"] = written(folder, "other", [{"id": "another", "text": "x"}])
    code = run(["evaluate", *(each.format(**files) for each in arguments)])
    said = capsys.readouterr()

    assert code == 2
    assert said.out == ""
    assert len(said.err.splitlines()) == 1
