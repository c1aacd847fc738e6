"""Folders of models for PaddleOCR, made from what the package rapidocr carries; PaddleOCR itself is not needed."""

import importlib.util
from pathlib import Path

import pytest
import yaml

from modalities import paddle_folders
from modalities.errors import EngineUnavailableError
from modalities.ocr import paddleocr
from tests.modalities.made_media import engines


def test_they_are_made_once_and_hold_all_characters(tmp_path: Path) -> None:
    found = paddle_folders.find(engines(models_dir=tmp_path))
    again = paddle_folders.find(engines(models_dir=tmp_path))

    assert found is not None
    assert found == again
    assert found.ori is not None
    described = yaml.safe_load((found.rec.folder / "inference.yml").read_text("utf-8"))
    characters = described["PostProcess"]["character_dict"]
    assert len(characters) > 18_000
    assert {"灯", "A", "7", "￥"} <= set(characters)
    assert all(len(character) == 1 for character in characters)
    assert described["Global"]["model_name"] == found.rec.name
    assert sorted(path.name for path in tmp_path.glob("*/*")) == ["det", "ori", "rec"]


def test_half_a_folder_is_made_again(tmp_path: Path) -> None:
    found = paddle_folders.find(engines(models_dir=tmp_path))
    assert found is not None
    (found.det.folder / "inference.yml").unlink()

    assert paddle_folders.find(engines(models_dir=tmp_path)) == found
    assert (found.det.folder / "inference.yml").is_file()


def test_a_place_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    with pytest.raises(EngineUnavailableError, match="cannot be written"):
        paddle_folders.find(engines(models_dir=tmp_path / "file"))


@pytest.mark.parametrize(("engine", "weights"), [("onnxruntime", "inference.onnx"), ("paddle", "inference.pdiparams")])
def test_an_operators_own_models_are_taken(tmp_path: Path, engine: str, weights: str) -> None:
    for part in ("det", "rec"):
        (tmp_path / part).mkdir()
        (tmp_path / part / weights).write_bytes(b"weights")
        (tmp_path / part / "inference.yml").write_text(f"Global: {{model_name: own_{part}}}", "utf-8")

    found = paddle_folders.find(engines(paddle_dir=tmp_path, paddle_engine=engine, offline=True))

    assert found is not None
    assert (found.det.name, found.rec.name, found.ori) == ("own_det", "own_rec", None)
    assert found.det.folder == tmp_path / "det"


@pytest.mark.parametrize("description", ["", "Global: 3", "Global: {}", ": :", "\x00"])
def test_models_that_are_not_whole_are_named(tmp_path: Path, description: str) -> None:
    for part in ("det", "rec"):
        (tmp_path / part).mkdir()
        (tmp_path / part / "inference.onnx").write_bytes(b"weights")
        (tmp_path / part / "inference.yml").write_text(description, "utf-8")

    with pytest.raises(EngineUnavailableError, match="det and rec"):
        paddle_folders.find(engines(paddle_dir=tmp_path))


def test_offline_nothing_would_be_fetched(tmp_path: Path) -> None:
    with pytest.raises(EngineUnavailableError) as refused:
        paddle_folders.find(engines(paddle_engine="paddle", models_dir=tmp_path, offline=True))

    assert "LANTERN_PADDLE_DIR" in refused.value.mend
    assert paddle_folders.find(engines(paddle_engine="paddle", models_dir=tmp_path)) is None


def test_without_its_package_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)

    with pytest.raises(EngineUnavailableError) as refused:
        paddleocr.create(engines())

    assert "[paddle]" in refused.value.mend
