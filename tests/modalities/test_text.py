from pathlib import Path

import pytest

from modalities.evidence import Modality, ProblemCode
from modalities.readers import text
from tests.modalities import made_media


@pytest.mark.parametrize("typed", ["我要转人工", "  two lines\nwith spaces  ", "", "𠮷野家🙂", "é"])
def test_typed_words_are_kept_exactly(tmp_path: Path, typed: str) -> None:
    path = tmp_path / "message"
    path.write_bytes(typed.encode())

    reading = text.read(made_media.request(path, tmp_path, modality=Modality.TEXT, language="zh-CN"))

    assert reading.transcript is not None
    assert typed == reading.transcript.text
    assert (reading.transcript.engine, reading.transcript.confidence) == ("typed", 1.0)
    assert reading.transcript.words == ()
    assert reading.problems == ()


@pytest.mark.parametrize("rubbish", [b"\xff\xfe\x00", "中文".encode("gb18030"), b"a\0b", b"\xc3", b"x" * 1_000_001])
def test_bytes_that_are_no_text_are_unreadable_and_give_no_word(tmp_path: Path, rubbish: bytes) -> None:
    path = tmp_path / "message"
    path.write_bytes(rubbish)

    reading = text.read(made_media.request(path, tmp_path, modality=Modality.TEXT))

    assert reading.transcript is None
    assert [problem.code for problem in reading.problems] == [ProblemCode.UNREADABLE]
