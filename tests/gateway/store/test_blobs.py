"""Originals on disk."""

import hashlib
import os
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gateway.errors import NotFoundError
from gateway.store.blobs import STALE_S, Blobs


@given(chunks=st.lists(st.binary(max_size=2000), max_size=5))
@settings(max_examples=25, deadline=None)
def test_an_original_is_kept_byte_for_byte(tmp_path_factory: pytest.TempPathFactory, chunks: list[bytes]) -> None:
    blobs = Blobs(tmp_path_factory.mktemp("blobs"))
    blob = blobs.keep(chunks)

    assert b"".join(chunks) == blobs.path(blob.input_id).read_bytes()
    assert hashlib.sha256(b"".join(chunks)).hexdigest() == blob.input_id
    assert sum(map(len, chunks)) == blob.size_bytes


def test_what_was_dropped_leaves_nothing(tmp_path: Path) -> None:
    blobs = Blobs(tmp_path)
    writer = blobs.writer()
    writer.write(b"half")
    writer.drop()

    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


@pytest.mark.parametrize("name", ["", "..", "../../etc/passwd", "a" * 64, "/" * 64])
def test_a_name_that_is_none_finds_nothing(tmp_path: Path, name: str) -> None:
    with pytest.raises(NotFoundError):
        Blobs(tmp_path).path(name)


def test_what_was_left_half_arrived_is_swept_at_the_start_and_what_still_arrives_is_not(tmp_path: Path) -> None:
    blobs = Blobs(tmp_path)
    still_arriving = blobs.writer()
    still_arriving.write(b"bytes")
    left_over = tmp_path / "arriving" / "left-over"
    left_over.write_bytes(b"half")
    long_ago = time.time() - STALE_S - 60
    os.utime(left_over, (long_ago, long_ago))
    Blobs(tmp_path)

    assert not left_over.exists()
    assert blobs.path(still_arriving.keep().input_id).read_bytes() == b"bytes"
