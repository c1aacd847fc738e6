"""Make the pictures and sounds of a story, from its words alone."""

import io
import random
import wave
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

SAMPLE_RATE_HZ = 16_000
PHONE = (780, 1688)
BLUR_PX = 14
"""Of the Gaussian blur of a picture that nobody can read."""
SIZES = {"tv": (1600, 1000), "box": (1400, 1000)}
SIGN_PX = 110
"""Diameter of a sign without words."""
VIDEO = (540, 1168)
VIDEO_FPS = 15
TAP_S = 0.2
"""How long the dot of a tap is to be seen."""
PAPER = {"tv": ((16, 22, 48), (240, 240, 240)), "sms": ((242, 242, 242), (20, 20, 20))}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """A control without words."""

    sign: str
    """``arrow``, ``plane`` or ``cross``."""
    x: float
    y: float
    """Middle, in shares 0..1 of the picture."""


def font(size: int) -> ImageFont.FreeTypeFont:
    """Return a font with Chinese characters, as Debian's fonts-noto-cjk installs it."""
    found = next(Path("/usr/share/fonts").rglob("NotoSansCJK-Regular.ttc"), None)
    assert found is not None, "Tests need the Debian package fonts-noto-cjk."
    return ImageFont.truetype(str(found), size)


def picture(
    *,
    lines: list[str],
    buttons: list[str],
    look: str,
    is_screenshot: bool,
    is_blurred: bool = False,
    signs: tuple[Sign, ...] = (),
    seed: int = 7,
) -> bytes:
    """Return a picture with ``lines`` top to bottom, ``buttons`` under them and ``signs`` where they stand.

    PNG for a screenshot, JPEG for a photo. ``is_blurred``: the camera was not held still, and nothing can be read.
    """
    image = drawn(lines=lines, buttons=buttons, look=look, has_clock=is_screenshot, signs=signs, seed=seed)
    if is_blurred:
        image = image.filter(ImageFilter.GaussianBlur(BLUR_PX))
    out = io.BytesIO()
    if is_screenshot:
        image.save(out, "PNG")
    else:
        image.save(out, "JPEG", quality=90)
    return out.getvalue()


def drawn(
    *, lines: list[str], buttons: list[str], look: str, has_clock: bool, signs: tuple[Sign, ...] = (), seed: int = 7
) -> Image.Image:
    """Return the picture itself; see ``picture``."""
    draw_random = random.Random(seed)
    width, height = SIZES.get(look, PHONE)
    ground, ink = PAPER.get(look, ((255, 255, 255), (25, 25, 25)))
    image = Image.new("RGB", (width, height), ground)
    draw = ImageDraw.Draw(image)
    size = 72 if look == "tv" else 40
    top = height // 3 if look in {"tv", "dialog"} else 150
    if has_clock:
        draw.text((40, 20), "9:41", font=font(30), fill=ink)
    if look == "dialog":
        draw.rectangle((0, 0, width, height), fill=(110, 110, 110))
        bottom = top + 90 * len(lines) + 150 * len(buttons) + 60
        draw.rounded_rectangle((60, top - 60, width - 60, bottom), radius=24, fill=(255, 255, 255))
    for line in _wrapped(lines, size, width - 200):
        x = 80 if look == "sms" else (width - font(size).getlength(line)) / 2
        draw.text((x, top), line, font=font(size), fill=ink)
        top += int(size * 1.9)
    for label in buttons:
        colour = draw_random.choice([(0, 90, 200), (0, 120, 60), (190, 40, 40)])
        draw.rounded_rectangle((120, top + 20, width - 120, top + 120), radius=18, fill=colour)
        draw.text(((width - font(40).getlength(label)) / 2, top + 42), label, font=font(40), fill=(255, 255, 255))
        top += 150
    for sign in signs:
        _draw_sign(draw, sign, width, height)
    return image


def _draw_sign(draw: ImageDraw.ImageDraw, sign: Sign, width: int, height: int) -> None:
    """Draw a control that bears no words: an arrow or a paper plane on a round plate, or a bare cross."""
    x, y, r = sign.x * width, sign.y * height, SIGN_PX / 2
    if sign.sign == "cross":
        reach = r * 0.45
        draw.ellipse((x - r * 0.8, y - r * 0.8, x + r * 0.8, y + r * 0.8), fill=(120, 120, 120))
        for way in (1, -1):
            draw.line((x - reach, y - way * reach, x + reach, y + way * reach), fill="white", width=7)
        return
    draw.ellipse((x - r, y - r, x + r, y + r), fill=(0, 90, 200))
    if sign.sign == "arrow":
        draw.line((x - r * 0.5, y, x + r * 0.45, y), fill="white", width=8)
        draw.line((x + r * 0.05, y - r * 0.4, x + r * 0.5, y, x + r * 0.05, y + r * 0.4), fill="white", width=8)
    else:
        tip, tail = (x + r * 0.55, y - r * 0.5), (x - r * 0.6, y - r * 0.05)
        draw.polygon((tail, tip, (x + r * 0.2, y + r * 0.55), (x - r * 0.05, y + r * 0.15)), fill="white")


def video(told: dict[str, Any], *, sound: Path | None, out: Path) -> bytes:
    """Return a screen recording: each screen from its second on, and the dot of each tap under the finger.

    ``told``: ``seconds``, ``screens`` (``at``, ``lines``, ``buttons``, ``signs``) and ``taps`` (``at``, ``x``, ``y``).
    """
    screens = [
        (
            screen["at"],
            drawn(
                lines=screen["lines"],
                buttons=screen.get("buttons", []),
                look="app_page",
                has_clock=True,
                signs=tuple(Sign(**sign) for sign in screen.get("signs", [])),
            ).resize(VIDEO),
        )
        for screen in told["screens"]
    ]
    with av.open(str(out), "w") as container:
        stream = container.add_stream("libx264", rate=VIDEO_FPS, options={"preset": "veryfast"})
        stream.width, stream.height, stream.pix_fmt = *VIDEO, "yuv420p"
        heard = container.add_stream("aac", rate=SAMPLE_RATE_HZ, layout="mono") if sound else None
        for number in range(told["seconds"] * VIDEO_FPS):
            t_s = number / VIDEO_FPS
            shown = [image for at, image in screens if at <= t_s][-1]
            for tap in told.get("taps", []):
                if tap["at"] <= t_s < tap["at"] + TAP_S:
                    shown = _touched(shown, tap["x"], tap["y"])
            frame = av.VideoFrame.from_image(shown)
            frame.pts, frame.time_base = number, Fraction(1, VIDEO_FPS)
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
        if heard is not None and sound is not None:
            _add_sound(container, heard, sound)
    return out.read_bytes()


def _touched(image: Image.Image, x: float, y: float) -> Image.Image:
    """Return the screen with the dot that a telephone draws under a finger."""
    touched, (width, height) = image.copy(), image.size
    dot = Image.new("L", image.size, 0)
    reach = width * 0.05
    box = (x * width - reach, y * height - reach, x * width + reach, y * height + reach)
    ImageDraw.Draw(dot).ellipse(box, fill=140)
    touched.paste(Image.new("RGB", image.size, (110, 110, 110)), mask=dot)
    return touched


def _add_sound(container: "av.container.OutputContainer", stream: "av.AudioStream", sound: Path) -> None:
    with av.open(str(sound)) as source:
        codec = stream.codec_context
        resampler = av.AudioResampler(
            format=codec.format, layout="mono", rate=codec.sample_rate, frame_size=codec.frame_size or 1024
        )
        for frame in source.decode(audio=0):
            for block in resampler.resample(frame):
                container.mux(stream.encode(block))
        for block in resampler.resample(None):
            container.mux(stream.encode(block))
    container.mux(stream.encode(None))


def _wrapped(lines: list[str], size: int, width: int) -> list[str]:
    """Break lines that do not fit, as a telephone does."""
    out: list[str] = []
    for line in lines:
        rest = line
        while font(size).getlength(rest) > width:
            cut = next(n for n in range(len(rest), 0, -1) if font(size).getlength(rest[:n]) <= width)
            out.append(rest[:cut])
            rest = rest[cut:]
        out.append(rest)
    return out


def wav(samples: np.ndarray) -> bytes:
    """Return float samples (-1..1, 16 kHz, mono) as a 16-bit WAV file."""
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(SAMPLE_RATE_HZ)
        file.writeframes((np.clip(samples, -1, 1) * 32767).astype("<i2").tobytes())
    return out.getvalue()


def silence(seconds: float = 10.0) -> bytes:
    """Return a recording in which nobody says anything."""
    return wav(np.zeros(int(seconds * SAMPLE_RATE_HZ)))


def noise(seconds: float = 6.0, seed: int = 3) -> bytes:
    """Return loud noise that rises and falls, without a word in it."""
    generator = np.random.default_rng(seed)
    white = generator.standard_normal(int(seconds * SAMPLE_RATE_HZ))
    swell = 0.6 + 0.4 * np.sin(np.linspace(0, 9 * np.pi, white.size))
    return wav(0.25 * swell * np.convolve(white, np.ones(6) / 6, "same"))


def speech(recording: Path) -> bytes:
    """Return real human speech; what was said is decided by the scripted recogniser of the story."""
    return recording.read_bytes()
