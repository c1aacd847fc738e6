"""Sound and video that the tests make, and where real English speech is found on this system."""

import re
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from modalities.engines import EngineSettings, ReadRequest
from modalities.evidence import Modality

RATE = 16_000
SPEECH_FOLDER = Path("/usr/share/pocketsphinx/test/data")
CHINESE_FONTS = (
    Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc"),
    Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Medium.ttc"),
)
Samples = NDArray[np.float32]


def engines(**changes: object) -> EngineSettings:
    """Return settings with no recogniser but those that a test names."""
    values: dict[str, object] = {
        "stt": ("pocketsphinx",),
        "ocr": ("rapidocr",),
        "whisper_dir": None,
        "stt_url": "",
        "stt_key": "",
        "stt_model": "whisper-1",
        "offline": False,
    }
    return EngineSettings(**(values | changes))  # type: ignore[arg-type]  # fields by name


def request(path: Path, out_dir: Path, **changes: object) -> ReadRequest:
    """Return a request to read a voice message in English."""
    values: dict[str, object] = {
        "input_id": "ab" * 32,
        "path": path,
        "modality": Modality.VOICE,
        "language": "en",
        "out_dir": out_dir,
        "engines": engines(),
    }
    return ReadRequest(**(values | changes))  # type: ignore[arg-type]  # fields by name


def speech_clips() -> list[tuple[Path, str]]:
    """Return real English clips with what is said in them."""
    clips: list[tuple[Path, str]] = []
    for name, list_file in (("librivox", "transcription"), ("cards", "cards.transcription")):
        folder = SPEECH_FOLDER / name
        assert (folder / list_file).is_file(), (
            "Real English speech is missing: install the Debian package pocketsphinx-testdata."
        )
        for line in (folder / list_file).read_text().splitlines():
            said, key = re.fullmatch(r"<s>(.*)</s>\s*\((.*)\)\s*", line.strip()).groups()  # type: ignore[union-attr]
            clips.append((folder / f"{key}.wav", said.strip()))
    return clips


def load_wav(path: Path) -> Samples:
    """Return a 16-bit mono recording at 16 kHz."""
    with av.open(str(path)) as container:
        resampler = av.AudioResampler(format="flt", layout="mono", rate=RATE)
        blocks = [b for f in container.decode(audio=0) for b in resampler.resample(f)] + resampler.resample(None)
    return np.concatenate([block.to_ndarray().reshape(-1) for block in blocks]).astype(np.float32)


def noise(seconds: float, dbfs: float, *, seed: int = 7) -> Samples:
    """Return white noise."""
    return np.random.default_rng(seed).normal(0, 10 ** (dbfs / 20), int(seconds * RATE)).astype(np.float32)


def write_sound(path: Path, samples: Samples, *, codec: str, rate: int = RATE, **options: object) -> Path:
    """Write mono samples (16 kHz) as any format that PyAV can encode; the container follows the file name."""
    with av.open(str(path), "w", **options) as container:  # type: ignore[call-overload]
        _encode_sound(container, container.add_stream(codec, rate=rate, layout="mono"), samples)
    return path


def write_video(
    path: Path,
    pictures: Sequence[Image.Image],
    *,
    seconds_each: float,
    codec: str = "libx264",
    fps: int = 10,
    sound: Samples | None = None,
    sound_codec: str = "aac",
) -> Path:
    """Write a video that shows each picture for a while."""
    with av.open(str(path), "w") as container:
        hurry = {"deadline": "realtime", "cpu-used": "8"} if codec.startswith("libvpx") else {"preset": "veryfast"}
        stream = container.add_stream(codec, rate=fps, options=hurry)
        stream.width, stream.height = pictures[0].size
        stream.pix_fmt = "yuv420p"
        stream.codec_context.time_base = Fraction(1, fps)
        heard = container.add_stream(sound_codec, rate=RATE, layout="mono") if sound is not None else None
        for number in range(round(len(pictures) * seconds_each * fps)):
            picture = pictures[min(int(number / fps / seconds_each), len(pictures) - 1)]
            frame = av.VideoFrame.from_image(picture.convert("RGB"))
            frame.pts, frame.time_base = number, Fraction(1, fps)
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
        if heard is not None and sound is not None:
            _encode_sound(container, heard, sound)
    return path


def page(lines: Sequence[str], *, size: tuple[int, int] = (540, 960), colour: str = "white") -> Image.Image:
    """Return a telephone's page with these lines."""
    found = next((font for font in CHINESE_FONTS if font.is_file()), None)
    assert found is not None, "Chinese letters are missing: install the Debian package fonts-noto-cjk."
    picture = Image.new("RGB", size, colour)
    draw = ImageDraw.Draw(picture)
    draw.text((24, 30), lines[0], font=ImageFont.truetype(str(found), 44), fill="black")
    for number, line in enumerate(lines[1:]):
        draw.text((24, 150 + number * 90), line, font=ImageFont.truetype(str(found), 34), fill="#222222")
    return picture


def word_errors(said: str, heard: str) -> tuple[int, int]:
    """Return the least number of wrong, missing and added words, and the number of words said."""
    reference, found = said.split(), heard.split()
    row = list(range(len(found) + 1))
    for i, word in enumerate(reference, 1):
        before, row[0] = row[0], i
        for j, other in enumerate(found, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (word != other))
    return row[-1], len(reference)


def _encode_sound(container: "av.container.OutputContainer", stream: "av.AudioStream", samples: Samples) -> None:
    frame = av.AudioFrame.from_ndarray(samples.reshape(1, -1), format="flt", layout="mono")
    frame.sample_rate, frame.pts = RATE, 0
    codec = stream.codec_context
    resampler = av.AudioResampler(
        format=codec.format, layout="mono", rate=codec.sample_rate, frame_size=codec.frame_size or 1024
    )
    for block in (*resampler.resample(frame), *resampler.resample(None)):
        container.mux(stream.encode(block))
    container.mux(stream.encode(None))
