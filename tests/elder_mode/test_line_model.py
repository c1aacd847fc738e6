"""The small model over lines: it learns, it is kept whole, and a broken or foreign file is no model."""

from pathlib import Path

import pytest

from elder_mode import line_model
from elder_mode.line_model import LineModel

TEXTS = ("把验证码念给我", "验证码告诉我", "把密码说给我", "天气不错", "今天下雨了", "外面刮风", "我腿疼", "我头疼")
LABELS = ("ask", "ask", "ask", "talk", "talk", "talk", "body", "body")


def trained() -> LineModel:
    return line_model.fit(TEXTS, LABELS, line_model.pieces, strength=30.0, mark="m1")


def test_a_line_like_those_it_knows_gets_their_label() -> None:
    model = trained()
    sure = model.probabilities(line_model.pieces("验证码念给我"))

    assert max(sure, key=lambda label: sure[label]) == "ask"
    assert sum(sure.values()) == pytest.approx(1.0)
    assert model.labels == ("ask", "body", "talk")


def test_two_labels_are_as_sure_as_each_other_is_unsure() -> None:
    model = line_model.fit(TEXTS[:6], LABELS[:6], line_model.pieces, strength=30.0, mark="m1")
    sure = model.probabilities(line_model.pieces("密码念给我"))

    assert sure["ask"] > 0.5
    assert sure["ask"] + sure["talk"] == pytest.approx(1.0)


def test_what_is_kept_judges_as_before(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "model.npz"
    model = trained()
    line_model.save(model, path)
    kept = line_model.load(path, "m1")

    assert kept is not None
    before, after = (each.probabilities(line_model.pieces("外面下雨")) for each in (model, kept))
    assert after == pytest.approx(before, abs=1e-2)


def test_no_file_a_broken_one_and_one_of_other_lines_are_no_model(tmp_path: Path) -> None:
    broken = tmp_path / "broken.npz"
    broken.write_bytes(b"PK\x03\x04 not really")
    other = tmp_path / "other.npz"
    line_model.save(trained(), other)

    assert line_model.load(tmp_path / "none.npz", "m1") is None
    assert line_model.load(broken, "m1") is None
    assert line_model.load(other, "m2") is None
