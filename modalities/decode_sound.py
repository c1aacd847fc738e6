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
MAX_SOUND_BYTES = 250_000_000
"""Ten minutes at 48 kHz in two channels of 32 bits are 230 MB; what may be sent at all is limited at the entrance."""
PLAYABLE = "playable.wav"

_MEMORY_BYTES = 1_500_000_000
_CPU_S = 60
_WALL_S = 90
_SILK_MARK = b"#!SILK_V3"
_SILK_RATE_HZ = 24_000
_CANCELS = 3.0
"""When the stronger channel has this many times the power of the mean of both, the other one is dead or turned upside
down (4 and more); two equal microphones give 1 to 2."""
_AT_ONCE = 1_000_000
"""Samples that are worked on at once: memory stays bounded however long a recording is."""
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


def prepare() -> None:
    """Load what decodes, where no sound is at hand yet (``modalities.confined``)."""
    import av  # noqa: F401, PLC0415  # loaded only where sound is decoded


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
        _write_playable(raw, playable)
    confined.answer({"has_track": has_track, "is_cut": is_cut})
    return 0


def _blocks(path: Path, max_bytes: int) -> tuple[Iterator[NDArray[np.float32] | None], bool]:
    """Return blocks of samples, (n, 1 or 2) (None = cut here, there was more), and whether there is a sound track."""
    import av  # noqa: PLC0415

    with path.open("rb") as file:
        head = file.read(16)
    if _SILK_MARK in head:
        return iter([silk_samples(path, max_bytes)]), True
    container = av.open(str(path), options={"protocol_whitelist": "file", "format_whitelist": CONTAINERS})
    if not container.streams.audio:
        container.close()
        return iter(()), False
    return _decoded(container, max_bytes), True


def _decoded(container: "av.container.InputContainer", max_bytes: int) -> Iterator[NDArray[np.float32] | None]:  # type: ignore[name-defined]  # noqa: F821  # imported after the limits stand
    import av  # noqa: PLC0415

    read_bytes = 0
    with container:
        stream = container.streams.audio[0]
        channels = 1 if stream.codec_context.channels == 1 else 2
        layout = "mono" if channels == 1 else "stereo"
        resampler = av.AudioResampler(format="flt", layout=layout, rate=SAMPLE_RATE_HZ)
        for packet in container.demux(stream):
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
                    yield block.to_ndarray().reshape(-1, channels)
        for block in resampler.resample(None):
            yield block.to_ndarray().reshape(-1, channels)


def _write(blocks: Iterator[NDArray[np.float32] | None], raw: Path, max_samples: int) -> tuple[int, bool]:
    """Write one channel; return how many samples, and whether there were more."""
    count, is_cut = 0, False
    power = np.zeros(3)  # of left, right and their mean
    side = raw.with_suffix(".side")
    with raw.open("wb") as file, side.open("wb") as half_difference:
        for block in blocks:
            if block is None:
                is_cut = True
                break
            kept = np.nan_to_num(block[: max_samples - count], nan=0.0, posinf=1.0, neginf=-1.0).clip(-1.0, 1.0)
            mean = kept.mean(axis=1, dtype=np.float32)
            file.write(mean.tobytes())
            if kept.shape[1] > 1:
                half_difference.write(((kept[:, 0] - kept[:, 1]) / 2).astype(np.float32).tobytes())
                power += _powers(kept[:, 0], kept[:, 1], mean)
            count += len(kept)
            if len(kept) < len(block):
                is_cut = True
                break
    if power[:2].max() > _CANCELS * power[2]:
        _keep_channel(raw, side, sign=1 if power[0] >= power[1] else -1)
    side.unlink()
    return count, is_cut


def _powers(*parts: NDArray[np.float32]) -> list[float]:
    return [float(np.square(part - part.mean()).sum()) if len(part) else 0.0 for part in parts]


def _keep_channel(raw: Path, side: Path, *, sign: int) -> None:
    """Make the mean of two channels the left (1) or right (-1) one of them: mean plus or minus half the difference."""
    with raw.open("r+b") as file, side.open("rb") as half_difference:
        while other := half_difference.read(_AT_ONCE * 4):
            here = file.tell()
            mean = np.frombuffer(file.read(len(other)), dtype=np.float32)
            file.seek(here)
            file.write((mean + sign * np.frombuffer(other, dtype=np.float32)).tobytes())


def _write_playable(raw: Path, playable: Path) -> None:
    with raw.open("rb") as samples, wave.open(str(playable), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(SAMPLE_RATE_HZ)
        while block := samples.read(_AT_ONCE * 4):
            file.writeframes((np.frombuffer(block, dtype=np.float32) * 32767.0).astype("<i2").tobytes())


def silk_samples(path: Path, max_bytes: int) -> NDArray[np.float32]:
    """Return (n, 1) float32 of what WeChat records: ``#!SILK_V3`` with or without the byte 2 in front.

    Raises:
        UnreadableMediaError: the extra is not installed, or the sound is damaged, empty or too large.
    """
    if importlib.util.find_spec("pysilk") is None:
        raise UnreadableMediaError("SILK sound needs the extra: pip install 'lantern-gateway[wechat]'")
    import av  # noqa: PLC0415
    import pysilk  # noqa: PLC0415  # optional

    if path.stat().st_size > max_bytes:
        raise UnreadableMediaError("SILK sound is too large")
    out = io.BytesIO()
    try:
        pysilk.decode(io.BytesIO(path.read_bytes()), out, _SILK_RATE_HZ)
    except pysilk.SilkError as error:
        raise UnreadableMediaError("SILK sound is damaged") from error
    heard = np.frombuffer(out.getvalue(), dtype="<i2").reshape(1, -1)
    if not heard.size:
        raise UnreadableMediaError("SILK sound is empty")
    frame = av.AudioFrame.from_ndarray(heard, format="s16", layout="mono")
    frame.sample_rate = _SILK_RATE_HZ
    resampler = av.AudioResampler(format="flt", layout="mono", rate=SAMPLE_RATE_HZ)
    blocks = [block.to_ndarray().reshape(-1, 1) for block in (*resampler.resample(frame), *resampler.resample(None))]
    return np.concatenate(blocks)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
