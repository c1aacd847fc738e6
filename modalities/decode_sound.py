"""Sound of any kind that phones and browsers make, as samples and as a file that every browser plays.

``decode_sound`` runs this file as a program (``python -m modalities.decode_sound``), because the decoders are C code
fed with strangers' bytes.
"""

import importlib.util
import io
import sys
import tempfile
import wave
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from modalities import confined
from modalities.errors import UnreadableMediaError

SAMPLE_RATE_HZ = 16_000
MAX_SOUND_S = 600.0
"""Ten minutes are read (contract.md); the whole original stays."""
MAX_SOUND_BYTES = 50_000_000
PLAYABLE = "playable.wav"

_MEMORY_BYTES = 1_500_000_000
_CPU_S = 60
_WALL_S = 90
_SILK_MARK = b"#!SILK_V3"
_SILK_RATE_HZ = 24_000
CONTAINERS = "matroska,webm,mov,mp4,m4a,3gp,3g2,mj2,mp3,ogg,flac,wav,w64,amr,amrnb,amrwb,aac,caf,aiff,avi"
"""FFmpeg's demuxers that may open a file. Play lists and the like are not among them: they open other addresses."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DecodedSound:
    """The sound of one file."""

    samples: NDArray[np.float32]
    """(n,) float32, 16 kHz, mono, -1..1; empty when there is no sound track."""
    duration_s: float
    """Measured from the samples: containers lie (facts: a truncated webm said 5.55 s and held 0.94 s)."""
    has_track: bool
    is_cut: bool
    """True when the file goes on after what was read."""


def decode_sound(
    path: Path, out_dir: Path, *, max_s: float = MAX_SOUND_S, max_bytes: int = MAX_SOUND_BYTES
) -> DecodedSound:
    """Return the sound of ``path`` and write ``playable.wav`` (16 kHz, mono, 16 bit) into ``out_dir`` if there is any.

    Raises:
        UnreadableMediaError: the bytes are no sound that can be decoded here within the limits.
    """
    out_dir.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        raw = Path(folder) / "samples.f32"
        told = confined.run(
            "modalities.decode_sound",
            [str(path), str(raw), str(out_dir / PLAYABLE), str(max_s), str(max_bytes)],
            wall_s=_WALL_S + 10,
        )
        samples = np.fromfile(raw, dtype=np.float32) if raw.exists() else np.zeros(0, dtype=np.float32)
    return DecodedSound(
        samples=samples,
        duration_s=len(samples) / SAMPLE_RATE_HZ,
        has_track=bool(told["has_track"]),
        is_cut=bool(told["is_cut"]),
    )


def main(arguments: list[str]) -> int:
    """Decode one file: ``IN RAW_OUT WAV_OUT MAX_SECONDS MAX_BYTES``; return the exit code."""
    path, raw, playable = (Path(argument) for argument in arguments[:3])
    max_s, max_bytes = float(arguments[3]), int(arguments[4])
    confined.limit(memory_bytes=_MEMORY_BYTES, cpu_s=_CPU_S, wall_s=_WALL_S, file_bytes=100_000_000)
    import av  # noqa: PLC0415  # only after the limits stand

    try:
        blocks, has_track = _blocks(path, max_bytes)
        count, is_cut = _write(blocks, raw, int(max_s * SAMPLE_RATE_HZ))
    except UnreadableMediaError as error:
        return confined.refuse(str(error))
    except (av.FFmpegError, OSError, ValueError, MemoryError) as error:
        return confined.refuse(f"no sound can be decoded ({type(error).__name__})")
    if has_track and count == 0:
        return confined.refuse("the sound track is empty")
    if count:
        _write_playable(np.fromfile(raw, dtype=np.float32), playable)
    confined.answer({"has_track": has_track, "is_cut": is_cut})
    return 0


def _blocks(path: Path, max_bytes: int) -> tuple[Iterator[NDArray[np.float32] | None], bool]:
    """Return blocks of samples (None = cut here, there was more), and whether there is a sound track."""
    import av  # noqa: PLC0415

    with path.open("rb") as file:
        head = file.read(16)
    if _SILK_MARK in head:
        return iter([_silk(path, max_bytes)]), True
    container = av.open(str(path), options={"protocol_whitelist": "file", "format_whitelist": CONTAINERS})
    if not container.streams.audio:
        container.close()
        return iter(()), False
    return _decoded(container, max_bytes), True


def _decoded(container: "av.container.InputContainer", max_bytes: int) -> Iterator[NDArray[np.float32] | None]:  # type: ignore[name-defined]  # noqa: F821  # imported after the limits stand
    import av  # noqa: PLC0415

    resampler = av.AudioResampler(format="flt", layout="mono", rate=SAMPLE_RATE_HZ)
    read_bytes = 0
    with container:
        for packet in container.demux(container.streams.audio[0]):
            read_bytes += packet.size
            if read_bytes > max_bytes:
                yield None
                break
            try:
                frames = packet.decode()
            except av.InvalidDataError:
                continue  # one damaged packet: what follows may be whole
            for frame in frames:
                frame.pts = None  # gaps and jumps in damaged files would stop the resampler
                for block in resampler.resample(frame):
                    yield block.to_ndarray().reshape(-1)
        for block in resampler.resample(None):
            yield block.to_ndarray().reshape(-1)


def _write(blocks: Iterator[NDArray[np.float32] | None], raw: Path, max_samples: int) -> tuple[int, bool]:
    count = 0
    with raw.open("wb") as file:
        for block in blocks:
            if block is None:
                return count, True
            kept = np.nan_to_num(block[: max_samples - count], nan=0.0, posinf=1.0, neginf=-1.0)
            file.write(np.clip(kept, -1.0, 1.0).astype(np.float32).tobytes())
            count += len(kept)
            if len(kept) < len(block):
                return count, True
    return count, False


def _write_playable(samples: NDArray[np.float32], playable: Path) -> None:
    with wave.open(str(playable), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(SAMPLE_RATE_HZ)
        file.writeframes((samples * 32767.0).astype("<i2").tobytes())


def _silk(path: Path, max_bytes: int) -> NDArray[np.float32]:
    if importlib.util.find_spec("pysilk") is None:
        raise UnreadableMediaError("SILK sound needs the extra: pip install 'lantern-gateway[wechat]'")
    import pysilk  # noqa: PLC0415  # optional

    if path.stat().st_size > max_bytes:
        raise UnreadableMediaError("SILK sound is too large")
    out = io.BytesIO()
    try:
        pysilk.decode(io.BytesIO(path.read_bytes()), out, _SILK_RATE_HZ)
    except pysilk.SilkError as error:
        raise UnreadableMediaError("SILK sound is damaged") from error
    heard = np.frombuffer(out.getvalue(), dtype="<i2").astype(np.float32) / 32768.0
    places = np.arange(0, len(heard), _SILK_RATE_HZ / SAMPLE_RATE_HZ)
    return np.interp(places, np.arange(len(heard)), heard).astype(np.float32) if len(heard) else heard


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
