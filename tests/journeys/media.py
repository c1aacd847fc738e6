"""Make the pictures and sounds of a story, from its words alone."""

import io
import random
import wave
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

SAMPLE_RATE_HZ = 16_000
PHONE = (780, 1688)
BLUR_PX = 14
"""Of the Gaussian blur of a picture that nobody can read."""
SIZES = {"tv": (1600, 1000), "box": (1400, 1000)}
PAPER = {"tv": ((16, 22, 48), (240, 240, 240)), "sms": ((242, 242, 242), (20, 20, 20))}


def font(size: int) -> ImageFont.FreeTypeFont:
    """Return a font with Chinese characters, as Debian's fonts-noto-cjk installs it."""
    found = next(Path("/usr/share/fonts").rglob("NotoSansCJK-Regular.ttc"), None)
    assert found is not None, "Tests need the Debian package fonts-noto-cjk."
    return ImageFont.truetype(str(found), size)


def picture(
    *, lines: list[str], buttons: list[str], look: str, is_screenshot: bool, is_blurred: bool = False, seed: int = 7
) -> bytes:
    """Return a picture with ``lines`` top to bottom and ``buttons`` under them.

    PNG for a screenshot, JPEG for a photo. ``is_blurred``: the camera was not held still, and nothing can be read.
    """
    draw_random = random.Random(seed)
    width, height = SIZES.get(look, PHONE)
    ground, ink = PAPER.get(look, ((255, 255, 255), (25, 25, 25)))
    image = Image.new("RGB", (width, height), ground)
    draw = ImageDraw.Draw(image)
    size = 72 if look == "tv" else 40
    top = height // 3 if look in {"tv", "dialog"} else 150
    if is_screenshot:
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
    if is_blurred:
        image = image.filter(ImageFilter.GaussianBlur(BLUR_PX))
    out = io.BytesIO()
    if is_screenshot:
        image.save(out, "PNG")
    else:
        image.save(out, "JPEG", quality=90)
    return out.getvalue()


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
