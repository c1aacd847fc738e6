from pathlib import Path

import pytest

from modalities import progress


def test_what_was_noted_last_is_found(tmp_path: Path) -> None:
    out_dir = tmp_path / "not there yet"
    progress.note(out_dir, 0, 6)
    progress.note(out_dir, 2, 6)

    assert progress.noted(out_dir) == (2, 6)


def test_after_it_was_forgotten_nothing_is_left(tmp_path: Path) -> None:
    progress.note(tmp_path, 2, 6)
    progress.forget(tmp_path)
    progress.forget(tmp_path)

    assert progress.noted(tmp_path) is None
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_written_stops_nobody(tmp_path: Path) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_bytes(b"")
    progress.note(in_the_way, 1, 6)
    progress.forget(in_the_way)

    assert progress.noted(in_the_way) is None


@pytest.mark.parametrize("words", ["", "2", "7/6", "0/0", "two/6", "1/99999", "-1/6", "²/6", "1/6\n"])
def test_what_makes_no_sense_is_as_good_as_nothing(tmp_path: Path, words: str) -> None:
    progress.note(tmp_path, 1, 6)
    (file,) = tmp_path.iterdir()
    file.write_text(words, "utf-8")

    assert progress.noted(tmp_path) is None
