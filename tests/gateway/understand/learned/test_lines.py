"""The lines that the model is trained on, and those that are kept aside: many, by many, and none twice."""

import importlib.util
import json
from collections import Counter
from pathlib import Path
from types import ModuleType

import pytest

from gateway.understand.learned import rows

ROOT = Path(__file__).parents[4]
HELD_OUT = ROOT / "training" / "words" / "held_out"
DANGERS = ("scam", "money_lost", "medical", "self_harm", "fire_gas", "threat")


def program(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, ROOT / "training" / "words" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def raw() -> list[dict[str, str]]:
    files = [*sorted(rows.LINES.glob("*.jsonl")), *sorted(HELD_OUT.glob("*.jsonl"))]
    return [json.loads(line) | {"file": path.stem} for path in files for line in path.read_text("utf-8").splitlines()]


def test_there_are_enough_lines_by_enough_authors() -> None:
    lines = raw()
    authors = Counter(line["author"] for line in lines)

    assert len(lines) >= 8_000
    assert len(authors) >= 6
    assert max(authors.values()) / len(lines) < 0.3


def test_every_line_is_labelled_and_names_its_author() -> None:
    for line in raw():
        assert line["label"] in rows.LABELS, line
        assert line["author"] == line["file"], line
        assert line["text"].strip() == line["text"] != "", line
        assert line["lang"] in {"zh", "yue", "en"}, line
        assert ("hard_negative_for" not in line) or line["label"] == "none", line


def test_every_label_is_there_in_every_language() -> None:
    counts = Counter((line["label"], line["lang"]) for line in raw())

    for label in rows.LABELS:
        for language in ("zh", "yue", "en"):
            assert counts[label, language] >= 30, (label, language)


def test_hardly_a_line_has_a_near_copy() -> None:
    texts = [line["text"] for line in raw()]

    assert len(program("near_copies").near_copies(texts)) / len(texts) <= 0.05


def test_near_copies_are_found() -> None:
    near = program("near_copies").near_copies

    assert near(["我的手机打不开微信了怎么办", "我的手机打不开微信了咋办", "电视没有声音"]) == [(0, 1), (1, 0)]


@pytest.mark.parametrize("label", [*DANGERS, "human", "unclear", "none"])
def test_the_authors_kept_aside_wrote_enough_of_every_label(label: str) -> None:
    counts = Counter(line["label"] for line in raw() if line["file"].startswith("kept"))

    assert counts[label] >= 300


def test_nobody_kept_aside_is_trained_on() -> None:
    trained = {row.text for row in rows.ours()}
    kept = [line["text"] for line in raw() if line["file"].startswith("kept")]

    assert len(trained.intersection(kept)) / len(kept) <= 0.01  # two people may say 人工 in the same words
