"""Program: rewrite a sound file that a voice made as 16-bit WAV. Runs in a process of its own: ``IN OUT``."""

import sys
import wave
from pathlib import Path

import av

RATE_HZ = 24_000


def main(source: Path, out: Path) -> None:
    """Write ``source`` to ``out``: mono, 16 bit, 24 kHz, the rate of the online voice."""
    resampler = av.AudioResampler(format="s16", layout="mono", rate=RATE_HZ)
    with av.open(str(source)) as container, wave.open(str(out), "wb") as target:
        target.setnchannels(1)
        target.setsampwidth(2)
        target.setframerate(RATE_HZ)
        for frame in (*container.decode(audio=0), None):
            for part in resampler.resample(frame):
                target.writeframes(part.to_ndarray().tobytes())


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
