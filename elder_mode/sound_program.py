"""Program: decode a sound of any kind, in a process of its own: files from a network may break a C library.

Standard input: the file. Standard output: the rate in Hz as one line, then 16-bit mono samples.
"""

import io
import sys

import av

MAX_SECONDS = 900


def main() -> None:
    """Read the file, write the samples; exit code 3 when it is no sound."""
    try:
        with av.open(io.BytesIO(sys.stdin.buffer.read())) as container:
            rate = container.streams.audio[0].codec_context.sample_rate
            resampler = av.AudioResampler(format="s16", layout="mono", rate=rate)
            sound = bytearray()
            for frame in (*container.decode(audio=0), None):
                for part in resampler.resample(frame):
                    sound += part.to_ndarray().tobytes()
                if len(sound) > MAX_SECONDS * rate * 2:
                    sys.exit(3)
    except (av.FFmpegError, IndexError, ValueError):
        sys.exit(3)
    sys.stdout.buffer.write(f"{rate}\n".encode() + bytes(sound))


if __name__ == "__main__":
    main()
