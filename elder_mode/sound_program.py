"""Program: decode a sound of any kind, in a process of its own: files from a network may break a C library.

Standard input: the file. Argument: how many times as fast it shall be, at the pitch that it has; none for as it is.
Standard output: the rate in Hz as one line, then 16-bit mono samples.
"""

import io
import math
import sys
from collections.abc import Iterator
from fractions import Fraction

import av

MAX_SECONDS = 900
_SLOWEST_FILTER = 0.5
"""What one filter of FFmpeg does at most; it takes several for more."""


def main() -> None:
    """Read the file, write the samples; exit code 3 when it is no sound."""
    pace = float(sys.argv[1]) if len(sys.argv) > 1 else 1.0
    try:
        with av.open(io.BytesIO(sys.stdin.buffer.read())) as container:
            rate = container.streams.audio[0].codec_context.sample_rate
            sound = bytearray()
            for part in _paced(_decoded(container, rate), rate, pace):
                sound += part.to_ndarray().tobytes()
                if len(sound) > MAX_SECONDS * rate * 2:
                    sys.exit(3)
    except (av.FFmpegError, IndexError, ValueError):
        sys.exit(3)
    sys.stdout.buffer.write(f"{rate}\n".encode() + bytes(sound))


def _decoded(container: "av.container.InputContainer", rate: int) -> Iterator[av.AudioFrame]:
    """Yield the sound, mono and 16 bit."""
    resampler = av.AudioResampler(format="s16", layout="mono", rate=rate)
    for frame in (*container.decode(audio=0), None):
        yield from resampler.resample(frame)


def _paced(frames: Iterator[av.AudioFrame], rate: int, pace: float) -> Iterator[av.AudioFrame]:
    """Yield the sound ``pace`` times as fast."""
    if pace == 1.0:
        yield from frames
        return
    graph = av.filter.Graph()
    nodes = [graph.add_abuffer(format="s16", sample_rate=rate, layout="mono", time_base=Fraction(1, rate))]
    times = max(1, math.ceil(abs(math.log(pace) / math.log(_SLOWEST_FILTER))))
    nodes += [graph.add("atempo", f"{pace ** (1 / times):.6f}") for _ in range(times)]
    nodes += [graph.add("aformat", "sample_fmts=s16:channel_layouts=mono"), graph.add("abuffersink")]
    graph.link_nodes(*nodes).configure()
    for frame in (*frames, None):
        graph.push(frame)
        while True:
            try:
                yield graph.pull()
            except (av.EOFError, av.BlockingIOError):
                break


if __name__ == "__main__":
    main()
