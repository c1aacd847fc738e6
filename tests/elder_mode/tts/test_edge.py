"""The online voice: sound and word times are put together; a stall or a refusal is over soon and leaves nothing."""

import asyncio
import threading
from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from elder_mode.errors import VoiceUnavailableError
from elder_mode.reply import Caption
from elder_mode.tts import VoiceSettings, edge, keep


async def stream(*chunks: Mapping[str, Any], wait_s: float = 0.0) -> AsyncIterator[Mapping[str, Any]]:
    await asyncio.sleep(wait_s)
    for chunk in chunks:
        yield chunk


def test_sound_is_joined_and_word_times_become_captions() -> None:
    sound, captions = asyncio.run(
        edge.collect(
            stream(
                {"type": "audio", "data": b"ab"},
                {"type": "WordBoundary", "offset": 5_000_000, "duration": 2_500_000, "text": "您好"},
                {"type": "audio", "data": b"cd"},
            )
        )
    )

    assert sound == b"abcd"
    assert [(each.text, each.t0_s, each.t1_s) for each in captions] == [("您好", 0.5, 0.75)]


def test_a_stalled_service_is_given_up() -> None:
    with pytest.raises(TimeoutError):
        asyncio.run(edge.collect(stream({"type": "audio", "data": b"late"}, wait_s=5), first_sound_s=0.05))


def test_a_service_that_cannot_be_reached_is_worth_another_try_and_leaves_no_file(tmp_path: Path) -> None:
    voice = edge.create(VoiceSettings(engines=("edge",), language="en", rate=1.0, offline=False))

    with pytest.raises(VoiceUnavailableError) as caught:
        voice.speak("Hello.", "en", 1.0, tmp_path / "speech")

    assert caught.value.retryable
    assert list(tmp_path.iterdir()) == []


def test_no_sound_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(VoiceUnavailableError):
        keep(b"", tmp_path / "speech.mp3")

    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_is_said_and_leaves_no_part(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")

    with pytest.raises(VoiceUnavailableError, match="disk"):
        keep(b"sound", tmp_path / "file" / "speech.mp3")

    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_a_network_that_never_answers_and_cannot_be_stopped_is_left_behind() -> None:
    """A name server that hangs keeps a thread of the loop; waiting for the loop to end would mean waiting for it."""
    released = threading.Event()

    async def hang() -> tuple[bytes, tuple[Caption, ...]]:
        await asyncio.to_thread(released.wait)
        return b"late", ()

    try:
        with pytest.raises(VoiceUnavailableError) as caught:
            edge._in_time(hang, all_s=0.1)
    finally:
        released.set()

    assert caught.value.retryable
