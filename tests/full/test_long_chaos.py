"""Forty messages, forty kills at random moments (``scripts/test --full``): every one arrives once, byte for byte."""

import hashlib
import random
import time
from pathlib import Path

import pytest

from tests.chaos.test_kill import Server, _database, _progress, _send

KILLS = 40
LONGEST_S = 4.0
"""Until the next kill: long enough that some messages get to their end, short enough that most do not."""
FINISH_S = 900
SEED = 20261121


@pytest.mark.chaos
@pytest.mark.timeout(3_600)
def test_forty_messages_survive_forty_kills(tmp_path: Path) -> None:
    moments = random.Random(SEED)
    folder = tmp_path / "data"
    folder.mkdir()
    server = Server(folder)
    server.start()
    sent: dict[str, list[str]] = {}
    in_unfinished_work = 0
    for number in range(KILLS):
        sent[f"chaos-message-{number}"] = _send(server, tmp_path, number)
        time.sleep(moments.uniform(0, LONGEST_S))
        server.kill()
        in_unfinished_work += any(state != "done" for state in _progress(folder).values())
        server.start()
    until = time.monotonic() + FINISH_S
    while time.monotonic() < until and any(state != "done" for state in _progress(folder).values()):
        time.sleep(0.5)

    print(f"kills: {KILLS}, in unfinished work: {in_unfinished_work}, messages done: {len(_progress(folder))}")
    assert _progress(folder) == dict.fromkeys(sent, "done")
    assert in_unfinished_work >= KILLS // 2
    for originals in sent.values():
        for name in originals:
            assert hashlib.sha256((folder / "blobs" / name[:2] / name).read_bytes()).hexdigest() == name
    with _database(folder) as connection:
        replies = connection.execute(
            "SELECT submission_id, COUNT(*) FROM messages WHERE author = 'bot' GROUP BY submission_id"
        ).fetchall()
    assert sorted(replies) == sorted((name, 1) for name in sent)
    assert server.stop() == 0
